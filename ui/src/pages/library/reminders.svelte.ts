import { Kept } from '@/app/kept.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type NewReminder, type ReminderRow } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** What the buyer wants to be reminded of before paying. */
export class Reminders extends Kept {
  all = $state.raw<ReminderRow[]>([]);

  protected async read(): Promise<void> {
    this.all = await backend().reminders();
  }

  /** Keeps a new reminder or, over `old`, a changed one; whether it was kept. */
  async keep(what: NewReminder, old: ReminderRow | null): Promise<boolean> {
    const kept = await this.change(() =>
      old === null ? backend().addReminder(what) : backend().saveReminder({ ...old, ...what }),
    );
    if (kept) toast(t().library.reminders.saved);
    return kept;
  }

  async remove(row: ReminderRow): Promise<void> {
    if (!(await this.change(() => backend().removeReminder(row.id)))) return;
    this.offerUndo(t().library.reminders.removed, () => backend().saveReminder(row));
  }
}
