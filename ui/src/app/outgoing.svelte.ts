/* Which orders somebody wants as a file or on paper. */
import type { OrderId } from '@/backend';

import type { Ask } from './ask';

export interface Outgoing {
  /** The list that was in sight. */
  ask: Ask;
  /** Those selected in it. */
  ids: readonly OrderId[];
}

let wanted = $state.raw<Outgoing | null>(null);

/** Null while nobody wants any. */
export function outgoing(): Outgoing | null {
  return wanted;
}

export function askOut(ask: Ask, ids: Iterable<OrderId> = []): void {
  wanted = { ask, ids: [...ids] };
}

export function endOut(): void {
  wanted = null;
}
