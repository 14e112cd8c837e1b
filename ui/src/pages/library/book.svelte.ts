import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import { type AddressEntry, backend } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** More than this are not laid out at once: they are found by typing. */
export const SHOWN = 200;

/** The recipients the app knows: finding, renaming, forgetting. */
export class AddressBook {
  entries = $state.raw<AddressEntry[]>([]);
  loaded = $state(false);
  filter = $state('');
  /** The one that is being renamed. */
  renaming = $state.raw<AddressEntry | null>(null);

  readonly found = $derived(this.entries.filter((entry) => fits(entry, this.filter)));

  async load(): Promise<void> {
    try {
      this.entries = await backend().recipients();
      this.loaded = true;
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  async rename(label: string): Promise<void> {
    const entry = this.renaming;
    if (entry === null) return;
    await this.#change(() => backend().renameRecipient(entry.id, label));
    this.renaming = null;
  }

  async forget(entry: AddressEntry): Promise<void> {
    const done = await this.#change(() => backend().forgetRecipient(entry.id));
    if (!done) return;
    toast(t().library.recipients.forgotten(whoIs(entry)), 'plain', {
      label: t().frame.undo,
      run: () => void this.#change(() => backend().restoreRecipient(entry)),
    });
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

/** Who an entry is: its name, or its value when it has none. */
export function whoIs(entry: { label: string | null; value: string }): string {
  return entry.label === null || entry.label === '' ? entry.value : entry.label;
}

function fits(entry: AddressEntry, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  const bare = wanted.replace(/[\s-]/g, '');
  return entry.label.toLowerCase().includes(wanted) || entry.value.toLowerCase().includes(bare);
}
