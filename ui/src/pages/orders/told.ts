import { kindName } from '@/app/guide.svelte';
import type { Event, Move } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { yuan } from '@/text/amounts';
import { exactTime } from '@/text/times';

/** What an event of the timeline says beyond its kind, in one line. */
export function told(event: Event): string {
  switch (event.kind) {
    case 'paid':
      return [exactTime(new Date(event.body.paid_at)), event.body.order_no, event.body.note]
        .filter(Boolean)
        .join(' · ');
    case 'abandoned':
      return event.body.reason;
    case 'recorded':
      return [
        t().book.from[event.body.from],
        event.body.row && t().tables.from(event.body.row.table, event.body.row.row),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'moved':
      return moved(event.body);
    case 'refunded': {
      const { amount, to, note } = event.body;
      return [`¥${yuan(amount)}`, to, note].filter(Boolean).join(' · ');
    }
    case 'tags_set':
      return event.body.tags.join(t().common.list);
    case 'linked':
      return t().book.link[event.body.kind];
    case 'noted':
      return event.body.text;
    case 'number_set':
      return event.body.order_no;
    case 'reached':
      return [
        t().deadlines.milestone[event.body.milestone],
        exactTime(new Date(event.body.at)),
        event.body.note,
      ]
        .filter(Boolean)
        .join(' · ');
    case 'case_set':
      return [
        event.body.problem === null ? null : t().deadlines.problem[event.body.problem],
        ...event.body.circumstances.map((each) => t().deadlines.circumstance[each]),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'term_answered':
      return [t().deadlines.answer[event.body.answer], event.body.note].filter(Boolean).join(' · ');
    case 'evidence_attached':
      return `${kindName(event.body.kind)} · ${event.body.name}`;
    case 'evidence_kind_set':
      return kindName(event.body.kind);
    default:
      return '';
  }
}

function moved(move: Move): string {
  const words = t().orders;
  const { book } = t();
  return [
    move.order && words.order[move.order],
    move.money && words.money[move.money],
    move.voucher && words.voucher[move.voucher],
    move.shipment && book.shipment[move.shipment],
    move.arrival && book.arrival[move.arrival],
    move.shown && `「${move.shown}」`,
    book.source[move.source],
    move.note,
    move.reason,
  ]
    .filter(Boolean)
    .join(' · ');
}
