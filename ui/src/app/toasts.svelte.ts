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
const MOST_PASSING = 6;
let shown = $state<Toast[]>([]);
let next = 1;

export function toasts(): readonly Toast[] {
  return shown;
}

/** Says something that needs no answer. What went wrong stays until it is dismissed. */
export function toast(text: string, tone: Tone = 'plain', action: Toast['action'] = null): number {
  const id = next++;
  // The same said again takes the place of the first, unless that could still be undone.
  shown = shown.filter((each) => each.text !== text || each.action !== null);
  shown = [...room(), { id, tone, text, action }];
  if (tone !== 'stop')
    setTimeout(
      () => {
        dismiss(id);
      },
      action === null ? LASTS_MS : LASTS_MS * 2,
    );
  return id;
}

/** What goes on being shown: nothing that went wrong gives way unread. */
function room(): Toast[] {
  const passing = shown.filter((each) => each.tone !== 'stop').slice(-MOST_PASSING + 1);
  return shown.filter((each) => each.tone === 'stop' || passing.includes(each));
}

export function dismiss(id: number): void {
  shown = shown.filter((each) => each.id !== id);
}
