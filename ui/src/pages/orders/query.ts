import type { Ask } from '@/app/ask';
import type { Lately, OrderQuery } from '@/backend';

/** So many days ahead a deadline is near. */
const SOON = 7;

/** What is asked, with its days turned into moments of the zone of this machine. */
export function queryOf(ask: Ask, now = new Date()): OrderQuery {
  const [since, until] =
    ask.lately === null
      ? [ask.since === null ? null : dayOf(ask.since), ask.until === null ? null : dayOf(ask.until)]
      : [firstDay(ask.lately, now), null];
  return {
    text: ask.text,
    states: ask.states,
    money: ask.money,
    categories: ask.categories,
    shops: ask.shops,
    payees: ask.payees,
    total_from: ask.from,
    total_to: ask.to,
    time_from: since?.toISOString() ?? null,
    time_to: until === null ? null : dayAfter(until).toISOString(),
    has_gaps: ask.gaps ? true : null,
    due_days: ask.due ? SOON : null,
    tags: ask.tags,
    gone: ask.gone,
    postponed: ask.postponed ? true : null,
    troubled: ask.troubled,
    arrived: ask.unarrived ? false : null,
    sort: ask.sort,
  };
}

/** What a view that was kept asks, as it stands in an address. */
export function askOf(query: OrderQuery, lately: Lately | null): Omit<Ask, 'view'> {
  const day = (at: string | null | undefined, back: number): string | null =>
    at === null || at === undefined ? null : dayText(new Date(new Date(at).getTime() - back));
  return {
    text: query.text ?? '',
    states: query.states ?? [],
    money: query.money ?? [],
    categories: query.categories ?? [],
    shops: query.shops ?? [],
    payees: query.payees ?? [],
    from: query.total_from ?? null,
    to: query.total_to ?? null,
    lately,
    since: lately === null ? day(query.time_from, 0) : null,
    // It ends before this moment: the day before is the last.
    until: lately === null ? day(query.time_to, 1) : null,
    gaps: query.has_gaps === true,
    due: (query.due_days ?? null) !== null,
    tags: query.tags ?? [],
    gone: query.gone === true,
    postponed: query.postponed === true,
    troubled: query.troubled === true,
    unarrived: query.arrived === false,
    sort: query.sort ?? 'newest',
  };
}

/** Midnight at the beginning of a stretch of days that ends with today. */
function firstDay(lately: Lately, now: Date): Date {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const back = { today: 0, week: 6, month: 29 };
  return lately === 'year' ? new Date(year, 0, 1) : new Date(year, month, day - back[lately]);
}

function dayOf(text: string): Date {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, day);
}

function dayAfter(day: Date): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
}

function dayText(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
