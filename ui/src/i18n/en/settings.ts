import type { zhCN } from '../zh-CN';

type Words = typeof zhCN;

export const settings: Words['settings'] = {
  title: 'Settings',
  look: 'Appearance',
  language: 'Language',
  languages: { system: 'Follow system', 'zh-CN': '\u4e2d\u6587', en: 'English' },
  theme: 'Theme',
  themes: { system: 'Follow system', light: 'Light', dark: 'Dark' },
  gates: 'Before you pay',
  typingGate: 'Type the total by hand above',
  typingGateHint:
    'The larger the amount, the better those five seconds are spent. 0 asks every time.',
  doubleWindow: 'Same recipient, goods and amount may be a repeat within',
  doubleWindowHint: 'Paying again after a page hung is the most common double payment.',
  coolDown: 'Wait before paying despite a difference',
  coolDownHint:
    'Payment stays locked meanwhile: a last chance to change your mind. 0 turns it off.',
  yuan: 'CNY',
  hours: 'hours',
  seconds: 'seconds',
  saved: 'Saved',
  lost: 'Your settings could not be read; the defaults are in use',
  noBackupToday: 'Today’s automatic backup was not made',
  keys: {
    newCheck: 'Check a new purchase',
    palette: 'Go to and commands',
    search: 'Search orders (or press /)',
    confirm: 'Open the confirmation',
    settings: 'Open settings',
    paste: 'Paste the text or a screenshot of the page; evidence on an order’s page',
  },
  data: 'Data',
  folder: 'Data folder',
  openFolder: 'Open folder',
  folderHint:
    'Orders, checks and original evidence live here, on this computer only. To move to another one, copy the whole folder.',
  about: 'About',
  version: 'Version',
  offline: 'Hedan never goes online. There is no account and nothing is uploaded.',
  glance: 'Small window',
  glanceKeys: 'Open from anywhere',
  glanceKeysHint:
    'Copy a number or an order page in any program and press these keys: the small window says what it is and how it differs from the purchase in progress.',
  glanceKeysTaken:
    'They cannot be taken now: another program may have them, or this desktop gives none away. Choose others, or bind keys to “hedan --glance” in the system’s settings.',
  onClose: 'Closing the window',
  onCloses: { quit: 'quits', stay: 'leaves it in the tray' },
  shortcuts: 'Keyboard shortcuts',
  invalidNumber: 'Enter a number of 0 or more',
};

export const trouble: Words['trouble'] = {
  codes: {
    in_use: {
      what: 'Another Hedan has these records open',
      kept: 'The records are intact and were not touched.',
      next: 'Switch to the window that is open, or close it and try again.',
    },
    not_writable: {
      what: 'The data folder cannot be written',
      kept: 'Existing records are intact and were not touched.',
      next: 'Check the folder’s permissions and whether the disk is read-only, then try again.',
    },
    disk_full: {
      what: 'The disk is full',
      kept: 'Existing records are intact and were not touched.',
      next: 'Free some space, then try again.',
    },
    newer: {
      what: 'A newer version of Hedan wrote these records',
      kept: 'They are intact. This version cannot read them, so nothing was changed.',
      next: 'Install the newer version and open them there.',
    },
    corrupt: {
      what: 'The record file is damaged',
      kept: 'The damaged file is kept as it is. Original evidence is stored elsewhere and was not touched.',
      next: 'You can restore a backup; changes made after it will be missing.',
    },
    gone: {
      what: 'The record file is gone, but there are backups',
      kept: 'Backups and original evidence are there and were not touched.',
      next: 'The folder may have been moved. Put it back and try again, or restore a backup.',
    },
    bad_backup: {
      what: 'This backup cannot be used',
      kept: 'The present files were not touched.',
      next: 'Choose an earlier backup.',
    },
    other: {
      what: 'Something unexpected went wrong',
      kept: 'No file was changed.',
      next: 'Try again. If it happens again, include the technical detail below in your report.',
    },
  },
  lead: 'Hedan could not open your records',
  kept: 'What is safe',
  next: 'What you can do now',
  retry: 'Try again',
  backups: 'Choose a backup',
  reasons: {
    daily: 'daily',
    migration: 'before an update',
    asked: 'made by hand',
    restore: 'before a restore',
    repair: 'before a repair',
    merge: 'before an import',
  },
  restore: (when) => `Restore the backup of ${when}`,
  restoreHint: 'The present file is set aside unchanged first. Nothing is deleted.',
  noBackup: 'No usable backup was found. You can begin with an empty record; the files are kept.',
  anew: 'Begin with an empty record',
  anewSure:
    'The present record file is kept in the data folder under another name, and original evidence is not touched. Begin with an empty record?',
  anewYes: 'Yes, begin anew',
  anewNo: 'Not now',
  openFolder: 'Open data folder',
  detail: 'Technical detail',
};
