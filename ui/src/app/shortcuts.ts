/** Every key that works anywhere in the window; settings lists them. */
export type Shortcut = 'newCheck' | 'palette' | 'search' | 'confirm' | 'settings';

const keys: Record<Shortcut, string> = {
  newCheck: 'n',
  palette: 'k',
  search: 'f',
  confirm: 'Enter',
  settings: ',',
};

/** ⌘ where that is the custom, Ctrl elsewhere. */
export const onMac = /Mac/.test(navigator.userAgent);

export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  const command = onMac ? event.metaKey : event.ctrlKey;
  if (!command || event.altKey || event.shiftKey || event.isComposing) return null;
  for (const [name, key] of Object.entries(keys) as [Shortcut, string][]) {
    if (event.key === key || event.key.toLowerCase() === key) return name;
  }
  return null;
}

/** As it is written on the keyboard: `Ctrl N`, `⌘ N`. */
export function shortcutText(name: Shortcut): string {
  const key = keys[name];
  return `${onMac ? '⌘' : 'Ctrl'} ${key.length === 1 ? key.toUpperCase() : key}`;
}

/** The same for `aria-keyshortcuts`. */
export function shortcutAria(name: Shortcut): string {
  return `${onMac ? 'Meta' : 'Control'}+${keys[name]}`;
}
