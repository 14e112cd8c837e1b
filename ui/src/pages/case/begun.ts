import type { ChannelId, OrderId } from '@/backend';

import type { LetterDesk } from './letters.svelte';
import type { TalkDraft } from './talk.svelte';

/** What was begun about a case and is not recorded yet. It outlives the page. */
export interface Begun {
  letters: LetterDesk | null;
  /** By the channel that a talk was to be noted of; null where nobody knew. */
  readonly talks: Map<ChannelId | null, TalkDraft>;
}

const all = new Map<OrderId, Begun>();

/** By the order that the page is about: another may come to lead the case. */
export function begunOf(order: OrderId): Begun {
  const there = all.get(order) ?? { letters: null, talks: new Map<ChannelId | null, TalkDraft>() };
  all.set(order, there);
  return there;
}

/** Forgets all that was begun, as the end of the program does; for tests. */
export function forgetBegun(): void {
  all.clear();
}
