import type { ArchiveInfo, BackupInfo, Checked, Merged, Repaired, Told } from '@/backend';

import { FakeEvidence } from './evidence';

const sound: Checked = {
  events: 12,
  orders: 3,
  files: 5,
  elsewhere: 0,
  head: '8b853dc9'.repeat(8),
  findings: [],
  stopped: false,
};

/** What keeps the record well, in memory. */
export class FakeUpkeep extends FakeEvidence {
  checked: Checked = sound;
  backupsKept: BackupInfo[] = [];
  archive: ArchiveInfo | null = null;
  merged: Merged | null = null;

  checkLibrary(told: Told): Promise<Checked> {
    told({ done: 1, total: 2 });
    return Promise.resolve(structuredClone(this.checked));
  }
  repairLibrary(): Promise<Repaired> {
    const left = this.checked.findings.filter((each) => !each.mendable);
    const mended = this.checked.findings.length - left.length;
    this.checked = { ...this.checked, findings: left };
    return Promise.resolve({ mended, now: structuredClone(this.checked) });
  }
  repairFromFolder = (): Promise<Repaired | null> => Promise.resolve(null);
  backups = (): Promise<BackupInfo[]> => Promise.resolve([...this.backupsKept]);
  backUpNow(): Promise<BackupInfo> {
    const at = new Date().toISOString();
    const made: BackupInfo = { file_name: `hedan-${at}.db`, at, reason: 'asked', size: 81_920 };
    this.backupsKept = [made, ...this.backupsKept];
    return Promise.resolve(made);
  }
  exportArchive = (): Promise<ArchiveInfo | null> => Promise.resolve(this.archive);
  chooseArchive = (): Promise<ArchiveInfo | null> => Promise.resolve(this.archive);
  takeInArchive(): Promise<Merged> {
    const nothing: Merged = {
      new_orders: 0,
      grown_orders: 0,
      known_orders: 0,
      new_files: 0,
      new_entries: 0,
      parted: [],
    };
    return Promise.resolve(this.merged ?? nothing);
  }
}
