import type { Field, Page } from '@/backend';
import { parseLocal } from '@/text/local';

export interface StatedPayment {
  orderNo: string | null;
  paidAt: Date | null;
}

/** What the page says of the payment, where it says one thing; a moment to come is none. */
export function statedPayment(page: Page | null, now: Date): StatedPayment {
  const at = parseLocal(only(page, 'paid_at') ?? '');
  return {
    orderNo: only(page, 'order_no'),
    paidAt: at !== null && at.getTime() <= now.getTime() ? at : null,
  };
}

/** What the page says of a field, where it says one thing. */
export function only(page: Page | null, field: Field): string | null {
  const values = new Set(
    page?.facts.filter((fact) => fact.field === field).map((fact) => String(fact.value.value)),
  );
  const [first] = values;
  return values.size === 1 && first !== undefined ? first : null;
}
