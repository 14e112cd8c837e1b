import type { TableImported, TablePreview, TableView } from '@/backend';

import { FakeUpkeep } from './upkeep';

/** What is done with tables, in memory: what tests lay down is what comes. */
export class FakeTables extends FakeUpkeep {
  laidDown: TableView | null = null;
  tablePreview: TablePreview | null = null;
  /** What ends the next import after its first orders. */
  importFails: TableImported['failed'] = null;

  chooseTable = (): Promise<TableView | null> => Promise.resolve(this.laidDown);
  openDroppedTable(): Promise<TableView> {
    if (this.laidDown === null) return Promise.reject(new Error('no table was laid down'));
    return Promise.resolve(this.laidDown);
  }
  readTableAgain = (): Promise<TableView> => this.openDroppedTable();
  previewTable(): Promise<TablePreview> {
    if (this.tablePreview === null) return Promise.reject(new Error('no preview was laid down'));
    return Promise.resolve(this.tablePreview);
  }
  importTable(): Promise<TableImported> {
    const orders = this.tablePreview?.ready ?? 0;
    return Promise.resolve({ orders, stopped: false, failed: this.importFails });
  }
  takeBackTable = (): Promise<void> => Promise.resolve();
  closeTable = (): Promise<void> => Promise.resolve();
}
