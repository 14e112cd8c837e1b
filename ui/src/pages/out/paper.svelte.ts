import { type Ask } from '@/app/ask';
import { loadCatalogue } from '@/app/catalogue.svelte';
import { loadGuide } from '@/app/guide.svelte';
import {
  backend,
  codeOf,
  type ErrorCode,
  type OrderId,
  type OrderRecord,
  type PaperRows,
  type Wanted,
} from '@/backend';

/** A list that somebody wants on paper. */
export interface Paper {
  /** What is asked for. */
  ask: Ask;
  /** The list that it comes from. */
  from: Ask;
  selected: boolean;
  which: Wanted;
  full: boolean;
}

let wanted: Paper | null = null;

/** Keeps what the next page for printing is to show: an address has no room for it. */
export function layOut(paper: Paper): void {
  wanted = paper;
}

export function laidOut(): Paper | null {
  return wanted;
}

/** What stands on the paper, once it is read. */
export class Sheet {
  rows = $state.raw<PaperRows | null>(null);
  record = $state.raw<OrderRecord | null>(null);
  failure = $state<ErrorCode | null>(null);
  #asked = 0;

  /** `full` is for one order; a list knows it itself. */
  async load(paper: Paper | null, order: OrderId | null, full: boolean): Promise<void> {
    try {
      await Promise.all([loadCatalogue(), loadGuide()]);
      if (order !== null) this.record = await this.#order(order, full);
      else if (paper !== null) this.rows = await backend().paperRows(paper.which, paper.full);
    } catch (thrown) {
      this.failure = codeOf(thrown);
    }
  }

  /** The one that was asked for last, whichever comes last. */
  async #order(order: OrderId, full: boolean): Promise<OrderRecord | null> {
    const asked = ++this.#asked;
    const record = await backend().paperOrder(order, full);
    return asked === this.#asked ? record : this.record;
  }
}
