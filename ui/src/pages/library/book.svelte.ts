import { Kept } from '@/app/kept.svelte';
import { type AddressEntry, backend } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** More than this are not laid out at once: they are found by typing. */
export const SHOWN = 200;

/** The recipients the app knows: finding, renaming, forgetting. */
export class AddressBook extends Kept {
  all = $state.raw<AddressEntry[]>([]);
  filter = $state('');
  /** The one that is being renamed. */
  renaming = $state.raw<AddressEntry | null>(null);

  readonly found = $derived(this.all.filter((entry) => fits(entry, this.filter)));

  protected async read(): Promise<void> {
    this.all = await backend().recipients();
  }

  async rename(label: string): Promise<void> {
    const entry = this.renaming;
    if (entry === null) return;
    await this.change(() => backend().renameRecipient(entry.id, label));
    this.renaming = null;
  }

  async forget(entry: AddressEntry): Promise<void> {
    if (!(await this.change(() => backend().forgetRecipient(entry.id)))) return;
    this.offerUndo(t().library.recipients.forgotten(whoIs(entry)), () =>
      backend().restoreRecipient(entry),
    );
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
