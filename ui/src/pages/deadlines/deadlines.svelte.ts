import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import {
  backend,
  type Change,
  type IcsEntry,
  type OrderDeadlines,
  type OrderEvent,
  type OrderId,
  type TermAnswered,
} from '@/backend';
import { t } from '@/i18n/index.svelte';
import { fileStamp } from '@/text/local';

/** What runs for one order, and what can be said of it. */
export class Deadlines {
  readonly order: OrderId;
  all = $state.raw<OrderDeadlines | null>(null);
  busy = $state(false);
  readonly #changed: () => Promise<void>;

  /** `changed` is told after each change, so that the order's page reads itself anew. */
  constructor(order: OrderId, changed: () => Promise<void> = () => Promise.resolve()) {
    this.order = order;
    this.#changed = changed;
  }

  async load(): Promise<void> {
    try {
      this.all = await backend().deadlinesOf(this.order);
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  /** Records a report; whether it was kept. */
  report(event: OrderEvent, said: string): Promise<boolean> {
    return this.#change(() => backend().record(this.order, event), t().deadlines.noted(said));
  }

  answer(what: TermAnswered): Promise<boolean> {
    const said = t().deadlines.answered(t().deadlines.answer[what.answer]);
    return this.#change(() => backend().answerTerm(what), said);
  }

  async #change(how: () => Promise<Change>, said: string): Promise<boolean> {
    this.busy = true;
    try {
      const { seq } = await how();
      await this.#anew();
      const undo = { label: t().frame.undo, run: () => void this.#undo(seq ?? 0) };
      toast(said, 'plain', seq === null ? null : undo);
      return true;
    } catch (thrown) {
      sayWhy(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #undo(seq: number): Promise<void> {
    try {
      await backend().undo(this.order, seq);
      await this.#anew();
      toast(t().orders.undone);
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  async #anew(): Promise<void> {
    await Promise.all([this.load(), this.#changed()]);
  }
}

/** Lets the buyer write terms into a calendar file. */
export async function exportIcs(entries: IcsEntry[]): Promise<void> {
  const words = t().deadlines;
  try {
    const name = `${words.icsFile}-${fileStamp()}.ics`;
    if (await backend().exportIcs(name, entries)) toast(words.icsDone);
  } catch (thrown) {
    sayWhy(thrown);
  }
}
