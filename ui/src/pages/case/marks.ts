/* What tells orders of the same goods apart. */
import type { OrderId, OrderMark, OrderRow } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { localInput } from '@/text/local';

const LAST = { number: 6, recipient: 4 };

export function markOf({
  order_no,
  summary,
  paid_at,
  created_at,
}: Pick<OrderRow, 'order_no' | 'summary' | 'paid_at' | 'created_at'>): OrderMark {
  const { recipient, recipient_label } = summary;
  return { order_no, recipient, recipient_label, at: paid_at ?? created_at };
}

/** `单号 …200001 · 给 妈妈 …8000 · 2026-11-20 10:03`. */
export function markWords({ order_no, recipient, recipient_label, at }: OrderMark): string {
  const words = t().cases.mark;
  const who = [recipient_label, recipient === null ? null : tail(recipient, LAST.recipient)];
  const parts = [
    order_no === null ? '' : words.number(tail(order_no, LAST.number)),
    who.some(Boolean) ? words.recipient(who.filter(Boolean).join(' ')) : '',
    localInput(new Date(at)),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** An order among others: by its goods, and by more where another has the same. */
export function orderLabel(row: OrderRow, among: readonly OrderRow[]): string {
  const { name } = row.summary;
  const alike = among.some(({ id, summary }) => id !== row.id && summary.name === name);
  return alike ? `${name} · ${markWords(markOf(row))}` : name;
}

/** One of several orders, as it is told from the others; empty where it is none of them. */
export function labelIn(orders: readonly OrderRow[], id: OrderId): string {
  const row = orders.find((each) => each.id === id);
  return row === undefined ? '' : orderLabel(row, orders);
}

/** The last signs of a longer text. */
function tail(text: string, last: number): string {
  const signs = [...text];
  return signs.length > last ? `…${signs.slice(-last).join('')}` : text;
}
