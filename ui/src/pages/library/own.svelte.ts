import { loadCatalogue } from '@/app/catalogue.svelte';
import { sayWhy } from '@/app/failure';
import { loadKinds } from '@/app/kinds.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type OwnCategory, type OwnEntries, type OwnKind } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** The buyer's own kinds of numbers and goods. */
export class Own {
  kinds = $state.raw<OwnEntries['kinds']>([]);
  categories = $state.raw<OwnEntries['categories']>([]);
  loaded = $state(false);

  async load(): Promise<void> {
    try {
      const { kinds, categories } = await backend().own();
      this.kinds = kinds;
      this.categories = categories;
      this.loaded = true;
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  /** Keeps a new kind, or another description of the one of `id`; whether it was kept. */
  keepKind(id: string | null, what: OwnKind): Promise<boolean> {
    return this.#keep(what.name, () => backend().saveOwnKind(id, what));
  }

  keepCategory(id: string | null, what: OwnCategory): Promise<boolean> {
    return this.#keep(what.name, () => backend().saveOwnCategory(id, what));
  }

  async forget(id: string, name: string): Promise<void> {
    if (!(await this.#change(() => backend().forgetOwn(id)))) return;
    toast(t().own.forgotten(name), 'plain', {
      label: t().frame.undo,
      run: () => void this.#change(() => backend().restoreOwn(id)),
    });
  }

  async #keep(name: string, how: () => Promise<unknown>): Promise<boolean> {
    const kept = await this.#change(how);
    if (kept) toast(t().own.saved(name.trim()));
    return kept;
  }

  async #change(how: () => Promise<unknown>): Promise<boolean> {
    try {
      await how();
      // What every page chooses from and names things by.
      await Promise.all([loadCatalogue(true), loadKinds(true)]);
      return true;
    } catch (thrown) {
      sayWhy(thrown);
      return false;
    } finally {
      await this.load();
    }
  }
}
