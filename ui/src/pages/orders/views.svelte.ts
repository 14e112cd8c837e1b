import { type Ask, writeAsk } from '@/app/ask';
import { Kept } from '@/app/kept.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type View, type ViewId } from '@/backend';
import { t } from '@/i18n/index.svelte';

import { askOf, queryOf } from './query';

/** The ways of looking at the orders that the buyer has named. */
export class Views extends Kept {
  all = $state.raw<readonly View[]>([]);

  protected async read(): Promise<void> {
    this.all = await backend().savedViews();
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
    const done = await this.change(() => backend().saveView(null, name, queryOf(ask), ask.lately));
    if (done) toast(t().finding.views.saved(name));
    return this.all.find((each) => !known.includes(each.id))?.id ?? null;
  }

  /** What is asked for takes the place of what the view showed. */
  async update(view: View, ask: Ask): Promise<void> {
    const { id, name } = view;
    const query = queryOf(ask);
    if (await this.change(() => backend().saveView(id, name, query, ask.lately)))
      this.offerUndo(t().finding.views.updated(name), () => saveAsWas(view));
  }

  async rename(id: ViewId, name: string): Promise<boolean> {
    return this.change(() => backend().renameView(id, name));
  }

  async remove(view: View): Promise<boolean> {
    const done = await this.change(() => backend().removeView(view.id));
    if (done) this.offerUndo(t().finding.views.removed(view.name), () => saveAsWas(view));
    return done;
  }
}

function saveAsWas({ id, name, query, lately }: View): Promise<unknown> {
  return backend().saveView(id, name, query, lately);
}
