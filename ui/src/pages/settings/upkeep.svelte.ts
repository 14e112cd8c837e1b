import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import {
  type ArchiveInfo,
  backend,
  type BackupInfo,
  type Checked,
  codeOf,
  type LongWork,
  type Merged,
  type Progress,
  type Repaired,
  type Told,
} from '@/backend';
import { t } from '@/i18n/index.svelte';
import { localInput, now } from '@/text/local';

/** One long piece of work at a time: how far it is, and the way to stop it. */
export class Work {
  going = $state(false);
  progress = $state.raw<Progress | null>(null);

  constructor(readonly what: LongWork) {}

  stop(): void {
    backend().stopWork(this.what).catch(sayWhy);
  }

  /** Its outcome; null when it was stopped or went wrong, which is said, or is still going. */
  async run<T>(begin: (told: Told) => Promise<T>): Promise<T | null> {
    if (this.going) return null;
    this.going = true;
    try {
      return await begin((progress) => {
        this.progress = progress;
      });
    } catch (thrown) {
      if (codeOf(thrown) === 'cancelled') toast(t().upkeep.stopped, 'look');
      else sayWhy(thrown);
      return null;
    } finally {
      this.going = false;
      this.progress = null;
    }
  }
}

export class Check {
  readonly work = new Work('check');
  found = $state.raw<Checked | null>(null);

  async check(): Promise<void> {
    this.found = null;
    this.found = await this.work.run((told) => backend().checkLibrary(told));
  }

  repair = (): Promise<void> => this.#mend((told) => backend().repairLibrary(told));
  repairFrom = (): Promise<void> => this.#mend((told) => backend().repairFromFolder(told));

  async #mend(how: (told: Told) => Promise<Repaired | null>): Promise<void> {
    const done = await this.work.run(how);
    if (done === null) return;
    this.found = done.now;
    if (done.mended > 0) toast(t().upkeep.repaired(done.mended));
    else toast(t().upkeep.notRepaired, 'look');
  }
}

/** Said once the page has been loaded anew with the restored record. */
const RESTORED = 'hedan-restored';

export class Backups {
  list = $state.raw<BackupInfo[]>([]);
  busy = $state(false);

  async load(): Promise<void> {
    try {
      this.list = await backend().backups();
    } catch (thrown) {
      sayWhy(thrown);
    }
    if (sessionStorage.getItem(RESTORED) === null) return;
    sessionStorage.removeItem(RESTORED);
    toast(t().upkeep.restored);
  }

  async take(): Promise<void> {
    this.busy = true;
    try {
      await backend().backUpNow();
      toast(t().upkeep.backedUp);
      this.list = await backend().backups();
    } catch (thrown) {
      sayWhy(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** Everything that the window knows is of the record before, so it begins anew. */
  async restore(backup: BackupInfo, begin: () => void): Promise<void> {
    this.busy = true;
    try {
      const start = await backend().restoreBackup(backup.file_name);
      if (start.state === 'ready') sessionStorage.setItem(RESTORED, '1');
      begin();
    } catch (thrown) {
      sayWhy(thrown);
    } finally {
      this.busy = false;
    }
  }
}

/** Nothing of what was taken in was not there before; what parted came beside its own. */
export function broughtNothing(merged: Merged): boolean {
  const { new_orders, grown_orders, new_files, new_entries, parted } = merged;
  return new_orders + grown_orders + new_files + new_entries + parted.length === 0;
}

export class Moving {
  readonly exporting = new Work('archive');
  readonly importing = new Work('merge');
  /** What was chosen, until it is taken in or not. */
  chosen = $state.raw<ArchiveInfo | null>(null);
  exported = $state.raw<ArchiveInfo | null>(null);
  merged = $state.raw<Merged | null>(null);

  async export(): Promise<void> {
    this.exported = null;
    const name = t().upkeep.archiveName(localInput(now()).slice(0, 10));
    this.exported = await this.exporting.run((told) => backend().exportArchive(name, told));
  }

  async choose(): Promise<void> {
    this.merged = null;
    try {
      this.chosen = await backend().chooseArchive();
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  async import(): Promise<void> {
    this.chosen = null;
    this.merged = await this.importing.run((told) => backend().takeInArchive(told));
  }
}
