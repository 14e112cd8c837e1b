/** There is no green one: green is kept for what was compared and is equal. */
export type Tone = 'plain' | 'look' | 'stop';

export interface Toast {
  id: number;
  tone: Tone;
  text: string;
  /** Undo, or the next step; the toast goes when it is taken. */
  action: { label: string; run: () => void } | null;
}

const LASTS_MS = 6000;
const MOST_IN_SIGHT = 3;
let shown = $state<Toast[]>([]);
let next = 1;

/** All that were neither dismissed nor gave way, the oldest first. */
export function toasts(): readonly Toast[] {
  return shown;
}

/**
 * What there is room for, the newest first: the newest and what can be undone last in any case,
 * then what went wrong. An error for which there is no room waits for it.
 */
export function inSight(): readonly Toast[] {
  const newest = [...shown].reverse();
  const undo = newest.find(({ action }) => action !== null);
  const wrong = newest.filter(({ tone }) => tone === 'stop');
  const first = [...newest.slice(0, 1), ...(undo === undefined ? [] : [undo]), ...wrong, ...newest];
  const kept = first.filter((each, at) => first.indexOf(each) === at).slice(0, MOST_IN_SIGHT);
  return newest.filter((each) => kept.includes(each));
}

/** Says something that needs no answer. What went wrong stays until it is dismissed. */
export function toast(text: string, tone: Tone = 'plain', action: Toast['action'] = null): number {
  const id = next++;
  // The same said again takes the place of the first, unless that could still be undone.
  shown = shown.filter((each) => each.text !== text || each.action !== null);
  shown.push({ id, tone, text, action });
  const seen = inSight();
  shown = shown.filter((each) => each.tone === 'stop' || seen.includes(each));
  if (tone !== 'stop')
    setTimeout(
      () => {
        dismiss(id);
      },
      action === null ? LASTS_MS : LASTS_MS * 2,
    );
  return id;
}

export function dismiss(id: number): void {
  shown = shown.filter((each) => each.id !== id);
}
