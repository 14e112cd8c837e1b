import { sayWhy } from '@/app/failure';
import { Kept } from '@/app/kept.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type Platform, type PlatformEntry, type PlatformFault } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { localInput, parseLocal } from '@/text/local';

export const noPlatform: Platform = {
  name: '',
  aliases: [],
  address: '',
  operator: '',
  registration: '',
  licence_page: '',
  note: '',
  checks: [],
  rules: [],
  returns: [],
};

/** What the buyer wrote down of platforms. */
export class Platforms extends Kept {
  all = $state.raw<PlatformEntry[]>([]);

  protected async read(): Promise<void> {
    this.all = await backend().platforms();
  }

  /** Keeps a platform, over `old` where there is one; what keeps it from being kept. */
  async keep(what: Platform, old: PlatformEntry | null): Promise<PlatformFault[] | null> {
    try {
      const faults = await backend().tryPlatform(old?.id ?? null, what);
      if (faults.length > 0) return faults;
      await backend().savePlatform(old?.id ?? null, what);
    } catch (thrown) {
      sayWhy(thrown);
      return [];
    }
    await this.load();
    const said = t().platforms.saved(what.name.trim());
    if (old === null) toast(said);
    else this.offerUndo(said, () => backend().savePlatform(old.id, old.what));
    return null;
  }

  async forget({ id, what }: PlatformEntry): Promise<void> {
    if (!(await this.change(() => backend().forgetOwn(id)))) return;
    this.offerUndo(t().platforms.forgotten(what.name), () => backend().restoreOwn(id));
  }
}

/** What is wrong, in words. */
export function faultText(fault: PlatformFault): string {
  const words = t().platforms;
  switch (fault.what) {
    case 'name_taken':
      return words.faults.name_taken(fault.name);
    case 'rule':
      return words.ruleFault[fault.fault];
    case 'return':
      return words.faults.return_unsound;
    default:
      return words.faults[fault.what];
  }
}

/** A day as it is typed, `2026-11-22`; null when it names none. */
export function parseDay(text: string): string | null {
  const at = parseLocal(`${text.trim()} 12:00`);
  return at === null ? null : localInput(at).slice(0, 10);
}
