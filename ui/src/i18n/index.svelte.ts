import { en } from './en';
import { zhCN } from './zh-CN';

export type Locale = 'zh-CN' | 'en';
export type LocaleChoice = Locale | 'system';
export type Words = typeof zhCN;

const catalogues: Record<Locale, Words> = { 'zh-CN': zhCN, en };

let choice = $state<LocaleChoice>('system');
const current = $derived(choice === 'system' ? systemLocale() : choice);

/** The words of the language in use. Reactive: read it where it is rendered, not once. */
export function t(): Words {
  return catalogues[current];
}

export function locale(): Locale {
  return current;
}

export function chooseLocale(to: LocaleChoice): void {
  choice = to;
  document.documentElement.lang = current;
  document.title = t().frame.app;
}

/** Chinese unless the system asks for something else: most buyers here read Chinese. */
function systemLocale(): Locale {
  const wanted = navigator.languages[0] ?? 'zh-CN';
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
