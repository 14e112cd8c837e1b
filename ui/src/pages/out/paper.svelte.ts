import { type Ask } from '@/app/ask';
import { loadCatalogue } from '@/app/catalogue.svelte';
import { loadGuide } from '@/app/guide.svelte';
import {
  backend,
  codeOf,
  type ErrorCode,
  type OrderId,
  type OrderView,
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
  view = $state.raw<OrderView | null>(null);
  failure = $state<ErrorCode | null>(null);

  async load(paper: Paper | null, order: OrderId | null): Promise<void> {
    try {
      await Promise.all([loadCatalogue(), loadGuide()]);
      if (order !== null) this.view = await backend().order(order);
      else if (paper !== null) this.rows = await backend().paperRows(paper.which);
    } catch (thrown) {
      this.failure = codeOf(thrown);
    }
  }
}

/** As much of a recipient as a table shows of it, too: see `covered` in the program. */
export function covered(recipient: string): string {
  const signs = [...recipient];
  const [head, tail] = signs.length <= 5 ? [0, 1] : signs.length <= 10 ? [0, 4] : [3, 4];
  return signs.map((sign, at) => (at >= head && at < signs.length - tail ? '*' : sign)).join('');
}

/** A text in which a recipient may stand. */
export function coveredIn(text: string, recipient: string | null, full: boolean): string {
  if (full || recipient === null || [...recipient].length < 5) return text;
  return text.replaceAll(recipient, covered(recipient));
}
