import { sayWhy } from '@/app/failure';
import { Kept } from '@/app/kept.svelte';
import { go } from '@/app/router.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type PurchaseDraft, type Template } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** The needs that are kept to be bought again. */
export class Templates extends Kept {
  all = $state.raw<Template[]>([]);
  /** The one that is being renamed. */
  renaming = $state.raw<Template | null>(null);

  protected async read(): Promise<void> {
    this.all = await backend().templates();
  }

  /** Keeps a need under a name; whether it was kept. */
  async keep(name: string, draft: PurchaseDraft): Promise<boolean> {
    const kept = await this.change(() => backend().saveTemplate(null, name, draft));
    if (kept) toast(t().library.templates.saved(name));
    return kept;
  }

  async rename(name: string): Promise<void> {
    const template = this.renaming;
    if (template === null) return;
    await this.change(() => backend().saveTemplate(template.id, name, template.draft));
    this.renaming = null;
  }

  async remove({ id, name, draft }: Template): Promise<void> {
    if (!(await this.change(() => backend().removeTemplate(id)))) return;
    this.offerUndo(t().library.templates.removed(name), () =>
      backend().saveTemplate(id, name, draft),
    );
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
}
