/* The part of the backend in memory that finds orders; the real one is the ledger's. */
import type {
  AddressEntry,
  Amounts,
  Change,
  Facet,
  Home,
  Lately,
  LookUp,
  OrderCount,
  OrderFacets,
  OrderLine,
  OrderLines,
  OrderQuery,
  OrderSum,
  OrderGroup,
  Template,
  View,
} from '@/backend';

import { FakeTables } from './tables';
import { gaps } from './fold';
import { entry } from './recipient';

const done: Change = { order: null, seq: null, kinds: ['views'] };

export class FakeFinding extends FakeTables {
  book: AddressEntry[] = [entry(1, '13800138000', '妈妈', 3), entry(2, '13912345678', '自己', 8)];
  kept: Template[] = [];
  keptViews: View[] = [];
  #made = 0;

  orderPage(query: OrderQuery): Promise<OrderLines> {
    const found = this.#found(query);
    const start = found.findIndex((line) => line.id === query.after) + 1;
    const limit = query.limit ?? 50;
    const lines = found.slice(start, start + limit);
    const next = start + limit < found.length ? (lines.at(-1)?.id ?? null) : null;
    return Promise.resolve(structuredClone({ lines, next }));
  }
  countOrders(query: OrderQuery): Promise<OrderCount> {
    return Promise.resolve({ count: this.#found(query).length, more: false });
  }
  orderIds(query: OrderQuery): Promise<string[]> {
    return Promise.resolve(this.#found(query).map((line) => line.id));
  }
  sumOrders(ids: string[]): Promise<OrderSum> {
    const rows = this.#found({}).filter((line) => ids.includes(line.id));
    return Promise.resolve({
      count: rows.length,
      total: rows.reduce((sum, { summary }) => sum + (summary.total ?? 0), 0),
      without_total: rows.filter(({ summary }) => summary.total === null).length,
      order_nos: rows.flatMap(({ order_no }) => order_no ?? []),
    });
  }
  orderFacets(): Promise<OrderFacets> {
    const rows = this.#found({});
    return Promise.resolve({
      categories: facets(rows.map(({ summary }) => summary.category)),
      shops: facets(rows.map(({ summary }) => summary.shop)),
      payees: facets(rows.map(({ summary }) => summary.payee)),
    });
  }

  async home(): Promise<Home> {
    const standing = async (query: OrderQuery): Promise<OrderGroup> => ({
      query,
      lines: (await this.orderPage({ ...query, limit: 5 })).lines,
      count: await this.countOrders(query),
    });
    const none: Amounts = { count: 0, total: 0, without_total: 0 };
    const amounts = async (query: OrderQuery): Promise<Amounts> => {
      const { count, total, without_total } = await this.sumOrders(await this.orderIds(query));
      return { count, total, without_total };
    };
    return {
      drafts: [],
      draft_count: 0,
      overdue: { count: 0, items: [] },
      today: { count: 0, items: [] },
      unpaid: await standing({ states: ['unpaid'] }),
      troubled: await standing({ troubled: true }),
      abnormal: await standing({ states: ['abnormal', 'failed'] }),
      refunding: await standing({ money: ['refunding'] }),
      late: await standing({ states: ['paid', 'issued'] }),
      late_days: 90,
      this_month: await amounts({ money: ['paid'] }),
      last_month: none,
      given_up: await amounts({ states: ['closed'] }),
      stopped: none,
    };
  }

  async lookUp(text: string): Promise<LookUp> {
    const { lines } = await this.orderPage({ text, limit: 6 });
    const has = (...said: string[]): boolean => said.some((each) => each.includes(text));
    return {
      orders: lines,
      recipients: text === '' ? [] : this.book.filter((each) => has(each.label, each.value)),
      templates: structuredClone(this.kept.filter((each) => has(each.name))),
    };
  }

  savedViews = (): Promise<View[]> => Promise.resolve(structuredClone(this.keptViews));
  saveView(id: string | null, name: string, query: OrderQuery, lately: Lately | null) {
    const made = { id: id ?? `view-${String(++this.#made)}`, name, query, lately };
    const others = this.keptViews.filter((each) => each.id !== made.id);
    this.keptViews = [...others, made].sort((a, b) => a.id.localeCompare(b.id));
    return Promise.resolve(done);
  }
  renameView(id: string, name: string) {
    this.keptViews = this.keptViews.map((each) => (each.id === id ? { ...each, name } : each));
    return Promise.resolve(done);
  }
  removeView(id: string) {
    this.keptViews = this.keptViews.filter((each) => each.id !== id);
    return Promise.resolve(done);
  }

  #found(query: OrderQuery): OrderLine[] {
    const words = (query.text ?? '').split(/\s+/).filter(Boolean);
    const among = <T>(wanted: readonly T[] | undefined, has: T | null): boolean =>
      (wanted ?? []).length === 0 || (has !== null && wanted?.includes(has) === true);
    const rows = [...this.views.values()]
      .map(({ record }) => record.row)
      .filter(({ gone }) => (gone !== null) === (query.gone === true))
      .reverse();
    const lines = rows.map((row) => ({ ...row, gaps: gaps(row.evidence_kinds) }));
    const found = lines.filter((line) => {
      const { axes, summary } = line;
      const total = summary.total ?? -1;
      return (
        words.every((word) => JSON.stringify(line).includes(word)) &&
        among(query.states, axes.order) &&
        among(query.money, axes.money) &&
        among(query.categories, summary.category) &&
        among(query.shops, summary.shop) &&
        among(query.payees, summary.payee) &&
        total >= (query.total_from ?? -1) &&
        total <= (query.total_to ?? Infinity) &&
        (query.time_from ?? '') <= line.created_at &&
        line.created_at < (query.time_to ?? '9') &&
        (query.has_gaps !== true || line.gaps.length > 0)
      );
    });
    const by = (line: OrderLine): number => line.summary.total ?? 0;
    if (query.sort === 'oldest') found.reverse();
    if (query.sort === 'amount_high') found.sort((a, b) => by(b) - by(a));
    if (query.sort === 'amount_low') found.sort((a, b) => by(a) - by(b));
    return found;
  }
}

function facets(names: (string | null)[]): Facet[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const all = [...counts].map(([name, count]) => ({ name, count }));
  return all.sort((a, b) => b.count - a.count);
}
