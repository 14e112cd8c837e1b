import { sayWhy } from '@/app/failure';
import { go } from '@/app/router.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type PurchaseDraft, type Template } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** The needs that are kept to be bought again. */
export class Templates {
  all = $state.raw<Template[]>([]);
  loaded = $state(false);
  /** The one that is being renamed. */
  renaming = $state.raw<Template | null>(null);

  async load(): Promise<void> {
    try {
      this.all = await backend().templates();
      this.loaded = true;
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  /** Keeps a need under a name; whether it was kept. */
  async keep(name: string, draft: PurchaseDraft): Promise<boolean> {
    const kept = await this.#change(() => backend().saveTemplate(null, name, draft));
    if (kept) toast(t().library.templates.saved(name));
    return kept;
  }

  async rename(name: string): Promise<void> {
    const template = this.renaming;
    if (template === null) return;
    await this.#change(() => backend().saveTemplate(template.id, name, template.draft));
    this.renaming = null;
  }

  async remove({ id, name, draft }: Template): Promise<void> {
    if (!(await this.#change(() => backend().removeTemplate(id)))) return;
    toast(t().library.templates.removed(name), 'plain', {
      label: t().frame.undo,
      run: () => void this.#change(() => backend().saveTemplate(id, name, draft)),
    });
  }

  /** Begins a purchase with what a template needs. */
  async use(template: Template): Promise<void> {
    try {
      const { id } = await backend().saveDraft(null, template.draft);
      go({ page: 'check', draft: id });
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  async #change(how: () => Promise<unknown>): Promise<boolean> {
    try {
      await how();
      return true;
    } catch (thrown) {
      sayWhy(thrown);
      return false;
    } finally {
      await this.load();
    }
  }
}
