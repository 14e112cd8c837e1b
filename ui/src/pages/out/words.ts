import { guide, named } from '@/app/guide.svelte';
import type { Catalogue, EvidenceKind, OutWords } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { categoryName } from '@/pages/check/wording';
import { localInput } from '@/text/local';

/** All words that a table is made of, in the language in use. */
export function outWords(catalogue: Catalogue | null): OutWords {
  const { book, common, deadlines, orders, out } = t();
  const kinds: Partial<Record<EvidenceKind, string>> = {};
  for (const { id, name } of guide()) kinds[id] = named(name);
  const categories: Record<string, string> = {};
  for (const { id } of catalogue?.categories ?? []) categories[id] = categoryName(catalogue, id);
  return {
    sheets: out.sheet,
    columns: out.column,
    orders: orders.order,
    money: orders.money,
    vouchers: orders.voucher,
    shipments: book.shipment,
    arrivals: book.arrival,
    events: orders.event,
    sources: book.source,
    milestones: deadlines.milestone,
    problems: deadlines.problem,
    kinds,
    flows: orders.flow,
    categories,
    undone: orders.undone,
    and: common.list,
  };
}

/** What a file is called that nobody has named yet, without its ending. */
export function outName(): string {
  return t().out.fileName(localInput(new Date()).slice(0, 10));
}
