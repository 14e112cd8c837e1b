import { type Ask, writeAsk } from '@/app/ask';
import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import { backend, type View, type ViewId } from '@/backend';
import { t } from '@/i18n/index.svelte';

import { askOf, queryOf } from './query';

/** The ways of looking at the orders that the buyer has named. */
export class Views {
  all = $state.raw<readonly View[]>([]);

  async load(): Promise<void> {
    try {
      this.all = await backend().savedViews();
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  /** Where a view leads. */
  askOf(view: View): Ask {
    return { ...askOf(view.query, view.lately), view: view.id };
  }

  /** Whether a view shows just what is asked for. */
  shows(view: View, ask: Ask): boolean {
    return writeAsk({ ...this.askOf(view), view: null }) === writeAsk({ ...ask, view: null });
  }

  /** Keeps what is asked for under a name; the new view, unless that failed. */
  async save(name: string, ask: Ask): Promise<ViewId | null> {
    const known = this.all.map((each) => each.id);
    const done = await this.#change(() => backend().saveView(null, name, queryOf(ask), ask.lately));
    if (done) toast(t().finding.views.saved(name));
    return this.all.find((each) => !known.includes(each.id))?.id ?? null;
  }

  /** What is asked for takes the place of what the view showed. */
  async update(view: View, ask: Ask): Promise<void> {
    const { id, name } = view;
    const query = queryOf(ask);
    if (await this.#change(() => backend().saveView(id, name, query, ask.lately)))
      toast(t().finding.views.updated(name), 'plain', this.#back(view));
  }

  async rename(id: ViewId, name: string): Promise<boolean> {
    return this.#change(() => backend().renameView(id, name));
  }

  async remove(view: View): Promise<boolean> {
    const done = await this.#change(() => backend().removeView(view.id));
    if (done) toast(t().finding.views.removed(view.name), 'plain', this.#back(view));
    return done;
  }

  #back({ id, name, query, lately }: View): { label: string; run: () => void } {
    const run = (): void => void this.#change(() => backend().saveView(id, name, query, lately));
    return { label: t().frame.undo, run };
  }

  async #change(how: () => Promise<unknown>): Promise<boolean> {
    try {
      await how();
      this.all = await backend().savedViews();
      return true;
    } catch (thrown) {
      sayWhy(thrown);
      return false;
    }
  }
}
