import type { Axes, Event, EvidenceKind, EvidenceRow, Flow, OrderView } from '@/backend';

/** What the events come to; the real fold is the ledger's. */
export function fold(view: OrderView): void {
  const { row, events } = view.record;
  row.axes = { order: 'unpaid', money: 'pending', voucher: 'none', shipment: null };
  row.notes = [];
  view.record.evidence = [];
  for (const event of events.filter((each) => !each.undone)) {
    Object.assign(row.axes, axesAfter(event.kind));
    if (event.kind === 'moved') {
      const { order, money, voucher } = event.body;
      Object.assign(row.axes, order && axesAfter(order as Event['kind']));
      row.axes.order = order ?? row.axes.order;
      row.axes.money = money ?? row.axes.money;
      row.axes.voucher = voucher ?? row.axes.voucher;
      row.shown = event.body.shown ?? row.shown;
      row.arrival = event.body.arrival ?? row.arrival;
    }
    if (event.kind === 'amended') row.summary = event.body.summary;
    if (event.kind === 'trashed') row.gone = { kind: 'trashed' };
    if (event.kind === 'restored') row.gone = null;
    if (event.kind === 'tags_set') row.tags = event.body.tags;
    if (event.kind === 'abandoned') row.closed_reason = event.body.reason;
    if (event.kind === 'paid') row.paid_at = event.body.paid_at;
    if (event.kind === 'number_set') row.order_no = event.body.order_no;
    if (event.kind === 'noted') row.notes.push(event.body.text);
    if (event.kind === 'evidence_attached') {
      const about = { fields: {}, proves: '', claimed_at: null, basis: null, maker: null };
      const row = { derived_from: [], ...event.body, about: { ...about, ...event.body.about } };
      view.record.evidence.push(row as EvidenceRow);
    }
    if (event.kind === 'evidence_described') {
      const found = view.record.evidence.find((each) => each.sha256 === event.body.sha256);
      if (found !== undefined) found.about = event.body.about as EvidenceRow['about'];
    }
    if (event.kind === 'evidence_detached') {
      const { sha256 } = event.body;
      view.record.evidence = view.record.evidence.filter((each) => each.sha256 !== sha256);
    }
    if (event.kind === 'evidence_kind_set') {
      const found = view.record.evidence.find((each) => each.sha256 === event.body.sha256);
      if (found !== undefined) found.kind = event.body.kind;
    }
    row.updated_at = event.at;
    row.last_seq = event.seq;
  }
  row.evidence_kinds = [...new Set(view.record.evidence.map((each) => each.kind))];
  view.gaps = gaps(row.evidence_kinds);
  const next: Record<Axes['order'], OrderView['next']> = {
    unpaid: ['paid', 'postponed', 'abandoned'],
    paid: ['issued', 'delivered'],
    pending: ['issued', 'delivered'],
    abnormal: ['issued', 'delivered'],
    failed: [],
    resupplying: ['issued', 'delivered'],
    issued: ['delivered'],
    delivered: ['completed'],
    completed: [],
    closed: [],
  };
  view.ways = [];
  view.next = [...next[row.axes.order], 'noted', 'number_set'];
}

function axesAfter(kind: Event['kind']): Partial<Axes> {
  const after: Partial<Record<Event['kind'], Partial<Axes>>> = {
    paid: { order: 'paid', money: 'paid' },
    issued: { order: 'issued', voucher: 'issued' },
    delivered: { order: 'delivered' },
    completed: { order: 'completed' },
    abandoned: { order: 'closed', money: 'closed' },
  };
  return after[kind] ?? {};
}

/** The flows that nothing attached serves; the real rule is the model's. */
export function gaps(kinds: readonly EvidenceKind[]): Flow[] {
  const served: Partial<Record<EvidenceKind, Flow>> = {
    payment: 'money',
    order_page: 'order',
    delivery: 'information',
    chat: 'information',
  };
  const flows: Flow[] = ['money', 'order', 'information'];
  return flows.filter((flow) => !kinds.some((kind) => served[kind] === flow));
}
