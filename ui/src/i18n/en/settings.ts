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
  data: 'Data',
  folder: 'Data folder',
  openFolder: 'Open folder',
  folderHint:
    'Orders, checks and original evidence live here, on this computer only. To move to another one, copy the whole folder.',
  about: 'About',
  version: 'Version',
  offline: 'Hedan never goes online. There is no account and nothing is uploaded.',
  shortcuts: 'Keyboard shortcuts',
  invalidNumber: 'Enter a number of 0 or more',
};

export const trouble: Words['trouble'] = {
  lead: 'Hedan could not open your records',
  kept: 'What is safe',
  next: 'What you can do now',
  retry: 'Try again',
  restore: (when) => `Restore the backup of ${when}`,
  restoreHint: 'The present file is set aside unchanged first. Nothing is deleted.',
  noBackup: 'No usable backup was found.',
  openFolder: 'Open data folder',
  detail: 'Technical detail',
  restored: 'Restored from the backup',
};
