import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import { backend, type NewReminder, type ReminderRow } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** What the buyer wants to be reminded of before paying. */
export class Reminders {
  all = $state.raw<ReminderRow[]>([]);
  loaded = $state(false);

  async load(): Promise<void> {
    try {
      this.all = await backend().reminders();
      this.loaded = true;
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  /** Keeps a new reminder or, over `old`, a changed one; whether it was kept. */
  async keep(what: NewReminder, old: ReminderRow | null): Promise<boolean> {
    const kept = await this.#change(() =>
      old === null ? backend().addReminder(what) : backend().saveReminder({ ...old, ...what }),
    );
    if (kept) toast(t().library.reminders.saved);
    return kept;
  }

  async remove(row: ReminderRow): Promise<void> {
    if (!(await this.#change(() => backend().removeReminder(row.id)))) return;
    toast(t().library.reminders.removed, 'plain', {
      label: t().frame.undo,
      run: () => void this.#change(() => backend().saveReminder(row)),
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
