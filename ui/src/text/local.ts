/** `2026-11-22 14:03`, in the user's zone, as it is typed back. */
export function localInput(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment that was typed; null when it names none, such as the 31st of February. */
export function parseLocal(text: string): Date | null {
  const form = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*$/;
  const parts = form
    .exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (parts === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = new Date(year, month - 1, day, hour, minute, Number.isNaN(second) ? 0 : second);
  // Years before 100 would be of the last century.
  const kept =
    at.getFullYear() === year &&
    at.getMonth() === month - 1 &&
    at.getDate() === day &&
    at.getHours() === hour;
  return kept && minute < 60 ? at : null;
}

/** Clocks of shop and buyer differ a little. */
const TOLERANCE_MS = 10 * 60_000;
/** Whether it cannot have been yet; the record refuses it too. */
export function isToCome(at: Date, now: Date): boolean {
  return at.getTime() > now.getTime() + TOLERANCE_MS;
}

/** `20261122-1403`: sorts by time and is a valid file name everywhere. */
export function fileStamp(at: Date = new Date()): string {
  return localInput(at).replace(/[-:]/g, '').replace(' ', '-');
}

export function now(): Date {
  return new Date();
}

/** Whether the system's clock goes as China's does. */
export function isChinaTime(at: Date): boolean {
  return at.getTimezoneOffset() === -8 * 60;
}
