import { SvelteSet } from 'svelte/reactivity';

import { sayWhy } from '@/app/failure';
import { backend, type OrderId, type OrderQuery, type OrderSum } from '@/backend';

/** The orders that something is to be done with. */
export class Selection {
  readonly ids = new SvelteSet<OrderId>();
  /** What they come to; null until that is known. */
  sum = $state.raw<OrderSum | null>(null);
  /** The place where a range begins. */
  #anchor: number | null = null;
  #asked = 0;

  has(id: OrderId): boolean {
    return this.ids.has(id);
  }

  /** Takes the order at a place in, or out. */
  toggle(id: OrderId, at: number): void {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.#anchor = at;
    void this.#add();
  }

  /** From where the last one was chosen up to `to`; `query` is the list they stand in. */
  async reach(
    to: number,
    idAt: (at: number) => OrderId | undefined,
    query: () => OrderQuery,
  ): Promise<void> {
    const from = this.#anchor ?? to;
    this.#anchor = from;
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    let range = Array.from({ length: last - first + 1 }, (_, on) => idAt(first + on));
    // What is far out of sight is not held.
    if (range.includes(undefined)) {
      try {
        range = (await backend().orderIds(query())).slice(first, last + 1);
      } catch (thrown) {
        sayWhy(thrown);
        return;
      }
    }
    for (const id of range) if (id !== undefined) this.ids.add(id);
    await this.#add();
  }

  async all(query: OrderQuery): Promise<void> {
    try {
      const found = await backend().orderIds(query);
      this.ids.clear();
      found.forEach((id) => this.ids.add(id));
      await this.#add();
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  clear(): void {
    this.ids.clear();
    this.#anchor = null;
    this.#asked += 1;
    this.sum = null;
  }

  async #add(): Promise<void> {
    const asked = ++this.#asked;
    if (this.ids.size === 0) {
      this.sum = null;
      return;
    }
    try {
      const sum = await backend().sumOrders([...this.ids]);
      if (asked === this.#asked) this.sum = sum;
    } catch (thrown) {
      if (asked === this.#asked) this.sum = null;
      sayWhy(thrown);
    }
  }
}
