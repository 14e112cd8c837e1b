import { BackendError, type Change, type Judged, type OrderId } from '@/backend';

import { FakeOut } from './out';

/** What tests of other pages only need to be there. */
export class FakeBook extends FakeOut {
  lookAtRecord = () => Promise.reject(new BackendError('internal', 'not played'));
  recordOrder = () => Promise.reject(new BackendError('internal', 'not played'));
  judge(id: OrderId): Promise<Judged> {
    const to = this.views.get(id)?.record.row.axes;
    if (to === undefined) return Promise.reject(new BackendError('not_found', id));
    return Promise.resolve({ to, transition: { kind: 'usual' }, standing: null });
  }
  linkOrders = (): Promise<Change> => changed();
  unlinkOrders = (): Promise<Change> => changed();
  mergeOrders = (): Promise<Change> => changed();
  changeOrders = (): Promise<Change> => changed();
  tags = () => Promise.resolve<string[]>([]);
}

function changed(): Promise<Change> {
  return Promise.resolve({ order: null, seq: null, kinds: ['orders'] });
}
