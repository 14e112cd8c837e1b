import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import { type AddressEntry, backend } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** The recipients the app knows, and the forgetting of them. */
export class AddressBook {
  entries = $state.raw<AddressEntry[]>([]);
  loaded = $state(false);
  /** The one about to be forgotten: that cannot be taken back, so it is asked first. */
  asking = $state.raw<AddressEntry | null>(null);

  async load(): Promise<void> {
    try {
      this.entries = await backend().recipients();
      this.loaded = true;
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  async forget(): Promise<void> {
    const entry = this.asking;
    if (entry === null) return;
    try {
      await backend().forgetRecipient(entry.id);
      toast(t().settings.forgotten(entry.label || entry.value));
    } catch (thrown) {
      sayWhy(thrown);
    } finally {
      this.asking = null;
      await this.load();
    }
  }
}
