/* What can be gone to or done from the palette, and what finds it. */
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import FileOutput from '@lucide/svelte/icons/file-output';
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import House from '@lucide/svelte/icons/house';
import Languages from '@lucide/svelte/icons/languages';
import LibraryBig from '@lucide/svelte/icons/library-big';
import ListChecks from '@lucide/svelte/icons/list-checks';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import Plus from '@lucide/svelte/icons/plus';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import Search from '@lucide/svelte/icons/search';
import Settings from '@lucide/svelte/icons/settings';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';

import { backend, type Settings as Set } from '@/backend';
import { en } from '@/i18n/en';
import { t } from '@/i18n/index.svelte';
import { zhCN } from '@/i18n/zh-CN';
import type { CommandName } from '@/i18n/zh-CN/palette';

import { everyOrder } from './ask';
import { sayWhy } from './failure';
import { bestFit } from './fuzzy';
import { askOut } from './outgoing.svelte';
import { go, route } from './router.svelte';
import { librarySections } from './routes';
import { changeSettings } from './settings.svelte';

export interface Command {
  name: CommandName;
  icon: typeof Search;
  run: () => void;
}

/** What the window itself does. */
export interface Acts {
  newCheck: () => void;
  search: () => void;
}

export function commands({ newCheck, search }: Acts): Command[] {
  const set = (what: Partial<Set>) => () => {
    changeSettings(() => what).catch(sayWhy);
  };
  return [
    { name: 'newCheck', icon: Plus, run: newCheck },
    {
      name: 'home',
      icon: House,
      run: () => {
        go({ page: 'home' });
      },
    },
    {
      name: 'check',
      icon: ListChecks,
      run: () => {
        go({ page: 'check', draft: null });
      },
    },
    {
      name: 'orders',
      icon: ReceiptText,
      run: () => {
        go({ page: 'orders', ask: everyOrder });
      },
    },
    { name: 'search', icon: Search, run: search },
    {
      name: 'record',
      icon: PencilLine,
      run: () => {
        go({ page: 'record' });
      },
    },
    {
      name: 'importTable',
      icon: FileSpreadsheet,
      run: () => {
        go({ page: 'import' });
      },
    },
    {
      name: 'wrong',
      icon: TriangleAlert,
      run: () => {
        go({ page: 'cases' });
      },
    },
    {
      name: 'deadlines',
      icon: CalendarClock,
      run: () => {
        go({ page: 'deadlines' });
      },
    },
    {
      name: 'export',
      icon: FileOutput,
      run: () => {
        const at = route();
        askOut(at.page === 'orders' ? at.ask : everyOrder);
      },
    },
    ...librarySections.map((section) => ({
      name: section,
      icon: LibraryBig,
      run: () => {
        go({ page: 'library', section });
      },
    })),
    {
      name: 'settings',
      icon: Settings,
      run: () => {
        go({ page: 'settings' });
      },
    },
    { name: 'light', icon: SunMoon, run: set({ theme: 'light' }) },
    { name: 'dark', icon: SunMoon, run: set({ theme: 'dark' }) },
    { name: 'system', icon: SunMoon, run: set({ theme: 'system' }) },
    { name: 'chinese', icon: Languages, run: set({ language: 'zh-CN' }) },
    { name: 'english', icon: Languages, run: set({ language: 'en' }) },
    {
      name: 'folder',
      icon: FolderOpen,
      run: () => {
        backend().openDataFolder().catch(sayWhy);
      },
    },
  ];
}

/** Those that `typed` may mean, the likeliest first, in either language. */
export function fitting(all: readonly Command[], typed: string): Command[] {
  const scored = all.map((command) => ({ command, score: bestFit(words(command.name), typed) }));
  const least = 0.3;
  return scored
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

export function commandWord(name: CommandName): string {
  return t().palette.command[name];
}

function words(name: CommandName): string[] {
  return [zhCN, en].flatMap(({ palette }) => [palette.command[name], ...palette.also[name]]);
}
