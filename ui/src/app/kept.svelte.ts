import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import { t } from '@/i18n/index.svelte';

/** What the buyer keeps of one sort: read as a whole, and anew after every change. */
export abstract class Kept {
  loaded = $state(false);

  /** Takes in all there is. */
  protected abstract read(): Promise<void>;

  async load(): Promise<void> {
    try {
      await this.read();
      this.loaded = true;
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  /** Changes something; whether it was changed. */
  protected async change(how: () => Promise<unknown>): Promise<boolean> {
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

  /** Says what was done, and offers to take it back. */
  protected offerUndo(said: string, back: () => Promise<unknown>): void {
    const undo = {
      label: t().frame.undo,
      run: () => void this.change(back),
    };
    toast(said, 'plain', undo);
  }
}
