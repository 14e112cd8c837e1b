import {
  BackendError,
  type BulkChange,
  type Change,
  type Judged,
  type Move,
  type OrderId,
} from '@/backend';

import { FakeOut } from './out';

/** What tests of other pages only need to be there. */
export class FakeBook extends FakeOut {
  lookAtRecord = () => Promise.reject(new BackendError('internal', 'not played'));
  recordOrder = () => Promise.reject(new BackendError('internal', 'not played'));
  judge(id: OrderId, step: Move): Promise<Judged> {
    const to = this.views.get(id)?.record.row.axes;
    if (to === undefined) return Promise.reject(new BackendError('not_found', id));
    return Promise.resolve({ step, to, transition: { kind: 'usual' }, standing: null });
  }
  linkOrders = (): Promise<Change> => changed();
  unlinkOrders = (): Promise<Change> => changed();
  mergeOrders = (): Promise<Change> => changed();
  /** Those that are already as they should be. */
  unchanged: OrderId[] = [];
  bulk: { ids: OrderId[]; what: BulkChange }[] = [];
  changeOrders(ids: OrderId[], what: BulkChange): Promise<OrderId[]> {
    this.bulk.push({ ids, what });
    return Promise.resolve(ids.filter((id) => !this.unchanged.includes(id)));
  }
  tags = () => Promise.resolve<string[]>([]);
}

function changed(): Promise<Change> {
  return Promise.resolve({ order: null, seq: null, kinds: ['orders'] });
}
