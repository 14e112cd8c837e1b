import { localInput } from './local';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * `3 分钟前`, `昨天`; from a week on the date says more than a count of days. `justNow` is said
 * within a minute. Days are those of the calendar: what was at noon the day before yesterday is
 * not yesterday, however few hours it is.
 */
export function relativeTime(at: Date, now: Date, locale: string, justNow: string): string {
  const away = at.getTime() - now.getTime();
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const size = Math.abs(away);
  if (size < MINUTE) return justNow;
  if (size < HOUR) return words.format(Math.trunc(away / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.trunc(away / HOUR), 'hour');
  const days = Math.round((midnight(at) - midnight(now)) / DAY);
  if (Math.abs(days) < 7) return words.format(days, 'day');
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale, { year, month: 'short', day: 'numeric' }).format(at);
}

/** When the day of a moment began, in the user's zone. */
function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** `2026-11-22 14:03:09`, in the user's zone: reads one way only, in either language. */
export function exactTime(at: Date): string {
  return `${localInput(at)}:${String(at.getSeconds()).padStart(2, '0')}`;
}
