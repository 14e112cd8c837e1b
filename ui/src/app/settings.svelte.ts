import { backend, type Settings } from '@/backend';
import { chooseLocale } from '@/i18n/index.svelte';

import { chooseTheme } from './theme.svelte';

let current = $state.raw<Settings>({
  language: 'zh-CN',
  theme: 'system',
  thresholds: { type_total_from_fen: 50_000, duplicate_hours: 24, cool_down_seconds: 10 },
  shortcut: null,
  notify: null,
  quiet: { from: 1320, to: 480 },
  stay_in_tray: false,
});

let keysTaken = $state(false);

export function settings(): Settings {
  return current;
}

/** The keys that are set could not be had. */
export function shortcutTaken(): boolean {
  return keysTaken;
}
export function noteShortcut(taken: boolean): void {
  keysTaken = taken;
}

/** Takes other keys for the small window, or none. */
export async function changeShortcut(keys: string | null): Promise<void> {
  await backend().setShortcut(keys);
  current = { ...current, shortcut: keys };
  keysTaken = false;
}

/** Takes over settings that are already kept. */
export function applySettings(to: Settings): void {
  current = to;
  chooseLocale(to.language);
  chooseTheme(to.theme);
}

let last: Promise<void> = Promise.resolve();

/**
 * Keeps a change and takes it over; a change that could not be kept is not taken over. One at a
 * time: of two quick changes the second begins with what the first has made.
 */
export function changeSettings(change: (now: Settings) => Partial<Settings>): Promise<void> {
  const done = last.then(async () => {
    const next = { ...current, ...change(current) };
    await backend().saveSettings(next);
    applySettings(next);
  });
  last = done.catch(() => undefined);
  return done;
}
