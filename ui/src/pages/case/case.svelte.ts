import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import {
  backend,
  type CaseView,
  type Change,
  codeOf,
  type ErrorCode,
  type OrderId,
} from '@/backend';
import { t } from '@/i18n/index.svelte';

/** The case of an order as it stands, and what can be done about it. */
export class OpenCase {
  readonly id: OrderId;
  view = $state.raw<CaseView | null>(null);
  failure = $state<ErrorCode | null>(null);
  busy = $state(false);
  #asked = 0;
  #shown = 0;
  /** The step that was asked for last, while it is not done. */
  #last: Promise<unknown> | null = null;

  constructor(id: OrderId) {
    this.id = id;
  }

  /** The order whose timeline holds the case. */
  get lead(): OrderId {
    return this.view?.orders[0]?.id ?? this.id;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const view = await backend().caseOf(this.id);
      // What was asked for later and came earlier stands.
      if (asked < this.#shown) return;
      this.#shown = asked;
      this.view = view;
      this.failure = null;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = codeOf(thrown);
    }
  }

  /**
   * Does something about it, reads it anew and says so; whether it was recorded. One step after
   * the other: `how` is given the case as the step before left it.
   */
  do(
    how: (view: CaseView) => Promise<Change>,
    said = t().cases.saved,
    undoable = true,
  ): Promise<boolean> {
    return this.#inTurn(() => this.#step(() => this.#withView(how), said, undoable));
  }

  /** At once where nothing is being done: the clipboard is open to a press alone. */
  async #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const going = this.#last === null ? step() : this.#last.then(step);
    const done = going.catch(() => undefined);
    this.#last = done;
    this.busy = true;
    try {
      return await going;
    } finally {
      if (this.#last === done) {
        this.#last = null;
        this.busy = false;
      }
    }
  }

  /** A step that rests on what cannot be read would write over what was done before it. */
  #withView(how: (view: CaseView) => Promise<Change>): Promise<Change> {
    if (this.view !== null && this.failure === null) return how(this.view);
    return backend()
      .caseOf(this.id)
      .then((view) => how(view));
  }

  async #step(how: () => Promise<Change>, said: string, undoable: boolean): Promise<boolean> {
    try {
      const done = await how();
      await this.load();
      if (said === '') return true;
      const undo = { label: t().frame.undo, run: () => void this.undo(done) };
      toast(said, 'plain', undoable && done.seq !== null ? undo : null);
      return true;
    } catch (thrown) {
      sayWhy(thrown);
      return false;
    }
  }

  /** Takes back all that was recorded by a step. */
  undo(done: Change): Promise<void> {
    return this.#inTurn(() => this.#takeBack(done));
  }

  async #takeBack({ order, seq, with: also }: Change): Promise<void> {
    if (order === null || seq === null) return;
    try {
      await backend().undo(order, seq, also);
      await this.load();
      toast(t().orders.undone);
    } catch (thrown) {
      sayWhy(thrown);
    }
  }
}
