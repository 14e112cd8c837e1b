const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * `3 分钟前`, `昨天`; from a week on the date says more than a count of days. `justNow` is said
 * within a minute.
 */
export function relativeTime(at: Date, now: Date, locale: string, justNow: string): string {
  const away = at.getTime() - now.getTime();
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const size = Math.abs(away);
  if (size < MINUTE) return justNow;
  if (size < HOUR) return words.format(Math.trunc(away / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.trunc(away / HOUR), 'hour');
  if (size < 7 * DAY) return words.format(Math.trunc(away / DAY), 'day');
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale, { year, month: 'short', day: 'numeric' }).format(at);
}

/** To the second, in the user's zone. */
export function exactTime(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  }).format(at);
}
