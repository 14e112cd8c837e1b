import { loadCatalogue } from '@/app/catalogue.svelte';
import { Kept } from '@/app/kept.svelte';
import { loadKinds } from '@/app/kinds.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type OwnCategory, type OwnEntries, type OwnKind } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** The buyer's own kinds of numbers and goods. */
export class Own extends Kept {
  kinds = $state.raw<OwnEntries['kinds']>([]);
  categories = $state.raw<OwnEntries['categories']>([]);

  protected async read(): Promise<void> {
    const { kinds, categories } = await backend().own();
    this.kinds = kinds;
    this.categories = categories;
  }

  /** Keeps a new kind, or another description of the one of `id`; whether it was kept. */
  keepKind(id: string | null, what: OwnKind): Promise<boolean> {
    return this.#keep(what.name, () => backend().saveOwnKind(id, what));
  }

  keepCategory(id: string | null, what: OwnCategory): Promise<boolean> {
    return this.#keep(what.name, () => backend().saveOwnCategory(id, what));
  }

  async forget(id: string, name: string): Promise<void> {
    if (!(await this.change(() => backend().forgetOwn(id)))) return;
    this.offerUndo(t().own.forgotten(name), () => backend().restoreOwn(id));
  }

  async #keep(name: string, how: () => Promise<unknown>): Promise<boolean> {
    const kept = await this.change(how);
    if (kept) toast(t().own.saved(name.trim()));
    return kept;
  }

  protected override change(how: () => Promise<unknown>): Promise<boolean> {
    return super.change(async () => {
      await how();
      // What every page chooses from and names things by.
      await Promise.all([loadCatalogue(true), loadKinds(true)]);
    });
  }
}
