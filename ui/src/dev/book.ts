import {
  BackendError,
  type BulkChange,
  type Change,
  type Judged,
  type Move,
  type OrderId,
  type Recorded,
  type RecordForm,
  type RecordReading,
} from '@/backend';

import { FakePacket } from './packet';

/** What tests of other pages only need to be there. */
export class FakeBook extends FakePacket {
  /** The last form of an order that was recorded. */
  recorded: RecordForm | null = null;
  lookAtRecord = (form: RecordForm): Promise<RecordReading> =>
    Promise.resolve({
      errors:
        form.name === ''
          ? [{ field: 'name', code: 'missing', at: null, found: null, suggestion: null }]
          : [],
      page: { facts: [] },
      standing: null,
      recipient_groups: [],
      same_number: [],
    });
  recordOrder(form: RecordForm): Promise<Recorded> {
    this.recorded = form;
    const order = 'recorded';
    return Promise.resolve({ order, change: { order, seq: 1, kinds: ['orders'] } });
  }
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
    const changed = ids.filter((id) => !this.unchanged.includes(id));
    for (const id of changed) {
      const row = this.views.get(id)?.record.row;
      if (row === undefined) continue;
      if (what.kind === 'trash') row.gone = { kind: 'trashed' };
      else if (what.kind === 'restore') row.gone = null;
      else {
        const others = row.tags.filter((tag) => tag !== what.tag);
        row.tags = what.kind === 'tag' ? [...others, what.tag] : others;
      }
    }
    return Promise.resolve(changed);
  }
  tags = () => Promise.resolve([...this.views.values()].flatMap(({ record }) => record.row.tags));
}

function changed(): Promise<Change> {
  return Promise.resolve({ order: null, seq: null, kinds: ['orders'] });
}
