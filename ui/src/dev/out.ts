import {
  BackendError,
  type JsonLooked,
  type JsonTaken,
  type OrderId,
  type OrderRecord,
  type OutTable,
  type PaperRows,
  type Wanted,
  type WrittenOut,
} from '@/backend';

import { FakeFinding } from './finding';

/** What goes out, in memory: nothing is written. */
export class FakeOut extends FakeFinding {
  /** What was asked for last. */
  table: OutTable | null = null;
  printed = 0;
  asked: { paper: OrderId; full: boolean } | null = null;

  async countWanted(wanted: Wanted): Promise<number> {
    if (wanted.kind === 'these') return wanted.which.length;
    const count = await this.countOrders(wanted.kind === 'list' ? wanted.which : {});
    return count.count;
  }
  async exportTable(_name: string, table: OutTable): Promise<WrittenOut | null> {
    this.table = table;
    return { orders: await this.countWanted(table.which), left_out: 0, size: 4_096 };
  }
  async exportJson(_name: string, which: Wanted): Promise<WrittenOut | null> {
    return { orders: await this.countWanted(which), left_out: 0, size: 4_096 };
  }
  looked: JsonLooked | null = null;
  taken: JsonTaken | null = null;
  chooseJson = (): Promise<JsonLooked | null> => Promise.resolve(this.looked);
  takeInJson(): Promise<JsonTaken> {
    if (this.taken === null) return Promise.reject(new Error('nothing was chosen'));
    return Promise.resolve(this.taken);
  }
  async paperRows(wanted: Wanted): Promise<PaperRows> {
    const query = wanted.kind === 'list' ? wanted.which : {};
    const { lines } = await this.orderPage({ ...query, limit: 500 });
    const rows =
      wanted.kind === 'these' ? lines.filter(({ id }) => wanted.which.includes(id)) : lines;
    return { rows, total: rows.length };
  }
  /** Covers nothing: that is the program's. */
  paperOrder(id: OrderId, full: boolean): Promise<OrderRecord> {
    this.asked = { paper: id, full };
    const view = this.views.get(id);
    if (view === undefined) return Promise.reject(new BackendError('not_found', id));
    return Promise.resolve(structuredClone(view.record));
  }
  showExported = (): Promise<void> => Promise.resolve();
  printPage(): Promise<void> {
    this.printed += 1;
    return Promise.resolve();
  }
}
