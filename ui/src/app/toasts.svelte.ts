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
let shown = $state<Toast[]>([]);
let next = 1;

export function toasts(): readonly Toast[] {
  return shown;
}

/** Says something that needs no answer. What went wrong stays until it is dismissed. */
export function toast(text: string, tone: Tone = 'plain', action: Toast['action'] = null): number {
  const id = next++;
  shown = [...shown.slice(-3), { id, tone, text, action }];
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
