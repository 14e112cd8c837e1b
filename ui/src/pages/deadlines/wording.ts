import type { IcsEntry, Name, TermView } from '@/backend';
import { locale, t } from '@/i18n/index.svelte';
import { localInput } from '@/text/local';

/** A name that is data, in the language of the window. */
export function nameIn(name: Name): string {
  return locale() === 'en' ? name.en : name.zh;
}

/** The moment a term ends; one of whole days ends when its last day does, in China. */
export function endOf({ due }: Pick<TermView, 'due'>): string {
  return due.counted === null ? localInput(new Date(due.at)) : `${due.counted.last} 24:00`;
}

/** In days, however long the year is; nobody reads more of them as days. */
const YEAR = 366;
/** Days in years and months, rounded down. */
function yearsOf(days: number): [years: number, months: number] {
  const months = Math.floor(days / (365.25 / 12));
  return [Math.floor(months / 12), months % 12];
}

/** `还剩 3 小时`, `过期 2 天`. */
export function leftOf({ left }: Pick<TermView, 'left'>): string {
  const words = t().deadlines;
  const span =
    left.unit === 'days' && left.amount >= YEAR
      ? words.longSpan(...yearsOf(left.amount))
      : words.span[left.unit](left.amount);
  return left.overdue ? words.over(span) : words.left(span);
}

/** How a term was counted, a sentence each. */
export function reckoning(term: TermView): string[] {
  const words = t().deadlines;
  const { counted, basis, soonest, latest } = term.due;
  const began = localInput(new Date(term.started_at));
  const lines = [words.from(words.milestone[term.from], began)];
  if (counted !== null) {
    lines.push(words.countedDays(counted.first, counted.last));
    const { rest_days: rest, worked_weekends: worked } = counted;
    const parts = [rest > 0 && words.skipped(rest), worked > 0 && words.worked(worked)];
    const skipped = parts.filter((part) => part !== false);
    if (skipped.length > 0) lines.push(skipped.join(t().common.listed));
    if (counted.moved_from !== null) lines.push(words.movedFrom(counted.moved_from));
  }
  if (basis === 'by_weekends') lines.push(words.byWeekendsHint);
  if (soonest !== null) lines.push(words.soonest(localInput(new Date(soonest)).slice(0, 10)));
  if (latest !== null) lines.push(words.latest(localInput(new Date(latest)).slice(0, 10)));
  return lines;
}

/** A term as an entry of a calendar file; the same term has the same identity each time. */
export function icsEntry(order: string, goods: string, term: TermView): IcsEntry {
  const words = t().deadlines;
  const name = nameIn(term.name);
  const still = term.still.map((each) => `· ${words.still[each]}`);
  const about = [words.nature[term.nature], nameIn(term.source.name), '', words.stillPossible];
  return {
    uid: `${order}.${term.rule}.${String(new Date(term.started_at).getTime())}@hedan`,
    summary: words.icsSummary(name, goods),
    description: [...about, ...still].join('\n'),
    at: term.due.at,
    alarms: term.due.counted === null ? [60] : [12 * 60],
  };
}
