import type { OutTable, Wanted, WrittenOut } from '@/backend';

import { FakeFinding } from './finding';

/** What goes out, in memory: nothing is written. */
export class FakeOut extends FakeFinding {
  /** What was asked for last. */
  table: OutTable | null = null;
  printed = 0;

  async countWanted(wanted: Wanted): Promise<number> {
    if (wanted.kind === 'these') return wanted.which.length;
    const count = await this.countOrders(wanted.kind === 'list' ? wanted.which : {});
    return count.count;
  }
  async exportTable(_name: string, table: OutTable): Promise<WrittenOut | null> {
    this.table = table;
    return { orders: await this.countWanted(table.which), left_out: 0, size: 4_096 };
  }
  showExported = (): Promise<void> => Promise.resolve();
  printPage(): Promise<void> {
    this.printed += 1;
    return Promise.resolve();
  }
}
