import { SvelteMap } from 'svelte/reactivity';

import { type Ask, everyOrder, writeAsk } from '@/app/ask';
import {
  backend,
  codeOf,
  type ErrorCode,
  type NextTerm,
  type OrderCount,
  type OrderCursor,
  type OrderLine,
} from '@/backend';

import { queryOf } from './query';

/** So many lines are asked for at once. */
export const AT_ONCE = 100;
/** What is asked for when a part is read anew: lines may have come between. */
const MOST = 500;
/** Lines beyond this from what is in sight are let go; they come again when they are wanted. */
const HELD = 400;

/** A stretch of the list. */
interface Part {
  /** Where it begins. */
  after: OrderCursor | null;
  first: string;
  size: number;
  /** Null once they were let go. */
  lines: readonly OrderLine[] | null;
}

/**
 * The orders that fit, as far down as somebody has looked. Only the lines around what is in
 * sight are held: a hundred thousand orders are a thousand cursors.
 */
export class OrderList {
  ask = $state.raw<Ask>(everyOrder);
  #parts = $state.raw<readonly Part[]>([]);
  /** Where the next part begins; null when the last is there. */
  #next = $state.raw<OrderCursor | null>(null);
  count = $state.raw<OrderCount | null>(null);
  /** The deadlines that are next, of the orders whose lines are held, as far as they are there. */
  readonly #terms = new SvelteMap<string, NextTerm>();
  loaded = $state(false);
  failure = $state<ErrorCode | null>(null);
  /** Where the list was left, so that coming back finds it there. */
  scrollTop = 0;
  /** The place that the keyboard is at. */
  active = $state(0);

  /** Goes up with each question; what answers an earlier one is dropped. */
  #turn = 0;
  /** What is being asked, and whether it was asked for again. */
  readonly #busy = new SvelteMap<string, boolean>();
  readonly length = $derived(this.#parts.reduce((sum, part) => sum + part.size, 0));

  get whole(): boolean {
    return this.#next === null;
  }

  /** The line at a place; undefined while it is on its way. */
  line(at: number): OrderLine | undefined {
    const found = this.#find(at);
    return found === null ? undefined : this.#parts[found.part]?.lines?.[found.within];
  }

  /** What is due next of an order. */
  term(order: string): NextTerm | undefined {
    return this.#terms.get(order);
  }

  /** Shows what is asked for, from the top unless it is what was shown already. */
  async search(ask: Ask): Promise<void> {
    if (this.loaded && writeAsk(ask) === writeAsk(this.ask)) {
      this.ask = ask;
      await this.refresh();
      return;
    }
    const turn = ++this.#turn;
    this.ask = ask;
    const query = queryOf(ask);
    try {
      const page = await backend().orderPage({ ...query, limit: AT_ONCE });
      if (turn !== this.#turn) return;
      this.scrollTop = 0;
      this.active = 0;
      this.#parts = part(null, page.lines);
      this.#next = page.next;
      this.#terms.clear();
      this.failure = null;
      void this.#ask(page.lines, turn);
      void this.#countAll(turn);
    } catch (thrown) {
      if (turn === this.#turn) this.failure = codeOf(thrown);
    } finally {
      if (turn === this.#turn) this.loaded = true;
    }
  }

  /** Lines `first` to `last` are in sight: reads what is missing of them, and further ahead. */
  async need(first: number, last: number): Promise<void> {
    const turn = this.#turn;
    let begins = 0;
    for (const { after, size, lines } of this.#parts) {
      const near = begins <= last + AT_ONCE && begins + size > first - AT_ONCE;
      if (near && lines === null) void this.#again(after, turn);
      begins += size;
    }
    if (last + AT_ONCE >= this.length) await this.#further(turn);
    if (turn === this.#turn) this.#letGo(first, last);
  }

  /** Reads what is held anew: something may have changed. */
  async refresh(): Promise<void> {
    const turn = this.#turn;
    const held = this.#parts.filter((each) => each.lines !== null);
    // An empty list has no part yet, and may have one now.
    const begins = held.length > 0 ? held.map((each) => each.after) : [null];
    for (const after of begins) await this.#again(after, turn, true);
    await this.#countAll(turn);
  }

  async #further(turn: number): Promise<void> {
    const after = this.#next;
    if (after === null) return;
    await this.#alone(after, turn, async () => {
      const query = queryOf(this.ask);
      const page = await backend().orderPage({ ...query, limit: AT_ONCE, after });
      if (turn !== this.#turn || this.#next !== after) return;
      this.#parts = [...this.#parts, ...part(after, page.lines)];
      this.#next = page.next;
      void this.#ask(page.lines, turn);
    });
  }

  /** Reads one part anew, up to where the one behind it begins. */
  async #again(after: OrderCursor | null, turn: number, anew = false): Promise<void> {
    const ask = async (): Promise<void> => {
      const query = queryOf(this.ask);
      const limit = this.#parts.at(-1)?.after === after ? AT_ONCE : MOST;
      const page = await backend().orderPage({ ...query, limit, after });
      const found = this.#parts.findIndex((each) => each.after === after);
      if (turn !== this.#turn || (found < 0 && this.#parts.length > 0)) return;
      const at = Math.max(found, 0);
      const before = this.#parts.slice(0, at);
      const behind = this.#parts.slice(at + 1);
      const end = page.lines.findIndex((line) => line.id === behind[0]?.first);
      if (behind.length > 0 && end >= 0) {
        this.#parts = [...before, ...part(after, page.lines.slice(0, end)), ...behind];
      } else {
        // The list goes on otherwise than it did, or ends here.
        this.#parts = [...before, ...part(after, page.lines)];
        this.#next = page.next;
      }
      void this.#ask(page.lines, turn);
    };
    await this.#alone(after ?? '', turn, ask, anew);
  }

  /**
   * One question about a part at a time. What is asked `anew` meanwhile is asked once more
   * behind it: the record may have changed after the first was answered.
   */
  async #alone(key: string, turn: number, ask: () => Promise<void>, anew = false): Promise<void> {
    const name = `${String(turn)} ${key}`;
    if (this.#busy.has(name)) {
      if (anew) this.#busy.set(name, true);
      return;
    }
    do {
      this.#busy.set(name, false);
      try {
        await ask();
        if (turn === this.#turn) this.failure = null;
      } catch (thrown) {
        if (turn === this.#turn) this.failure = codeOf(thrown);
      }
    } while (this.#busy.get(name) === true && turn === this.#turn);
    this.#busy.delete(name);
  }

  /** Asks for the deadlines of these lines, which are shown without waiting for them. */
  async #ask(lines: readonly OrderLine[], turn: number): Promise<void> {
    const ids = lines.map((line) => line.id);
    if (ids.length === 0) return;
    try {
      const found = await backend().nextTerms(ids);
      if (turn !== this.#turn) return;
      ids.forEach((id) => this.#terms.delete(id));
      found.forEach((term) => this.#terms.set(term.order, term));
    } catch {
      // The list is one without them, too; the page of deadlines says why.
    }
  }

  async #countAll(turn: number): Promise<void> {
    try {
      const count = await backend().countOrders(queryOf(this.ask));
      if (turn === this.#turn) this.count = count;
    } catch {
      // The list says why; without a count it is still a list.
      if (turn === this.#turn) this.count = null;
    }
  }

  #letGo(first: number, last: number): void {
    let begins = 0;
    const parts = this.#parts.map((each) => {
      const far = begins + each.size < first - HELD || begins > last + HELD;
      begins += each.size;
      return far && each.lines !== null ? { ...each, lines: null } : each;
    });
    if (parts.some((each, at) => each !== this.#parts[at])) this.#parts = parts;
  }

  #find(at: number): { part: number; within: number } | null {
    let within = at;
    for (const [number, { size }] of this.#parts.entries()) {
      if (within < size) return { part: number, within };
      within -= size;
    }
    return null;
  }
}

function part(after: OrderCursor | null, lines: readonly OrderLine[]): Part[] {
  const [first] = lines;
  return first === undefined ? [] : [{ after, first: first.id, size: lines.length, lines }];
}

/** One for the life of the window. */
export const orderList = new OrderList();
