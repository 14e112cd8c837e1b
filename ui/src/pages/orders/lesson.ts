import type { Catalogue, Finding, OrderRow, PurchaseDraft, Review } from '@/backend';
import { findingText } from '@/pages/check/wording';

/** A mistake that shows, and what the buyer may want to be reminded of. */
export interface Lesson {
  kind: 'learnClosed' | 'learnRefunded' | 'learnOverridden';
  text: string;
}

type Check = { draft: PurchaseDraft; review: Review };

/** What an order teaches; null while nothing went wrong. */
export function lessonOf(
  catalogue: Catalogue | null,
  row: OrderRow,
  check: Check | null,
): Lesson | null {
  const differed = check === null ? undefined : overridden(check)[0];
  const text = differed === undefined ? '' : findingText(catalogue, differed);
  if (['refunding', 'refunded'].includes(row.axes.money)) return { kind: 'learnRefunded', text };
  if (row.axes.order === 'closed') return { kind: 'learnClosed', text: row.closed_reason || text };
  return differed === undefined ? null : { kind: 'learnOverridden', text };
}

/** What said stop and was paid all the same. */
export function overridden({ draft, review }: Check): Finding[] {
  return review.findings.filter(
    ({ severity, key }) => severity === 'stop' && (draft.answers.reasons[key] ?? '') !== '',
  );
}
