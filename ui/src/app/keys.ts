/*
 * Keys pressed together, as the shell takes them for the whole system: `CommandOrControl+Alt+K`.
 */
import { onMac } from './shortcuts';

const named = /^(F\d{1,2}|Space|Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown|Insert)$/;
const signs = ['Minus', 'Equal', 'Comma', 'Period', 'Slash', 'Semicolon', 'Quote', 'Backquote'];

/** The keys of a press; null while only Ctrl, Alt and the like are down, or too few of them. */
export function keysOf(event: KeyboardEvent): string | null {
  const { code } = event;
  const letter = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  const key = letter?.[1] ?? letter?.[2] ?? (named.test(code) || signs.includes(code) ? code : '');
  if (key === '') return null;
  const parts = [
    (onMac ? event.metaKey : event.ctrlKey) && 'CommandOrControl',
    onMac && event.ctrlKey && 'Control',
    !onMac && event.metaKey && 'Super',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
  ].filter((part) => part !== false);
  const modified = parts.some((part) => part !== 'Shift');
  // A bare letter would be taken from everything that is typed anywhere.
  if (!modified && !/^F\d/.test(key)) return null;
  return [...parts, key].join('+');
}

const written: Record<string, string> = onMac
  ? { CommandOrControl: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧', Super: '⌘' }
  : { CommandOrControl: 'Ctrl', Super: 'Win' };

/** As they are written on the keyboard: `Ctrl Alt K`. */
export function keysText(keys: string): string {
  return keys
    .split('+')
    .map((part) => written[part] ?? part)
    .join(' ');
}
