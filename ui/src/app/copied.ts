/* What was last copied here or seen on the clipboard, for comparing it with what is pasted. */

/** Older than this it says nothing of the next paste. */
export const FRESH_MS = 10 * 60 * 1000;

let last: { text: string; at: number } | null = null;

export function noteCopied(text: string, now = Date.now()): void {
  if (text.trim() !== '') last = { text: text.trim(), at: now };
}

export function lastCopied(now = Date.now()): string | null {
  if (last === null || now - last.at > FRESH_MS || now < last.at) return null;
  return last.text;
}

/** Notes a copy once whoever handles it has said what is copied. */
export function oncopy(event: ClipboardEvent): void {
  const said = event.clipboardData?.getData('text/plain') ?? '';
  noteCopied(said === '' ? selected() : said);
}

function selected(): string {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  }
  return window.getSelection()?.toString() ?? '';
}
