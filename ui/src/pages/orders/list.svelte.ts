import { backend, codeOf, type ErrorCode, type OrderRow } from '@/backend';

const AT_ONCE = 60;

/** The orders that fit a search, newest first, a page at a time. */
export class OrderList {
  rows = $state.raw<OrderRow[]>([]);
  /** There may be more than is shown. */
  more = $state(false);
  loaded = $state(false);
  failure = $state<ErrorCode | null>(null);
  text = $state('');
  /** Where the list was left, so that coming back finds it there. */
  scrollTop = 0;

  #asked = 0;

  /** Shows what fits `text`; an answer to an earlier question is dropped. */
  async search(text: string): Promise<void> {
    if (text !== this.text) this.scrollTop = 0;
    this.text = text;
    // As many as were shown before, so that the place can be found again.
    await this.#load(Math.max(AT_ONCE, this.rows.length), null);
  }

  async showMore(): Promise<void> {
    await this.#load(AT_ONCE, this.rows.at(-1)?.id ?? null);
  }

  async #load(limit: number, after: string | null): Promise<void> {
    const asked = ++this.#asked;
    try {
      const found = await backend().orders({ text: this.text, states: [], limit, after });
      if (asked !== this.#asked) return;
      this.rows = after === null ? found : [...this.rows, ...found];
      this.more = found.length === limit;
      this.failure = null;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = codeOf(thrown);
    } finally {
      if (asked === this.#asked) this.loaded = true;
    }
  }
}

/** One for the life of the window. */
export const orderList = new OrderList();
