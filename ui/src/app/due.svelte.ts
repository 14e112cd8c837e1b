import { backend, type AgendaItem, type TermKey, type Watch } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { leftOf, nameIn } from '@/pages/deadlines/wording';

import { sayWhy } from './failure';
import { go } from './router.svelte';
import { changeSettings, settings } from './settings.svelte';
import { toast } from './toasts.svelte';

let seen = $state.raw<Watch | null>(null);
let looking = false;

/** How many terms are due today. */
export function dueToday(): number {
  return seen?.today ?? 0;
}

/** Terms that came while the app was closed, until they are dismissed. */
export function missed(): readonly AgendaItem[] {
  return seen?.caught_up ?? [];
}

/** Asks what has come, and tells of it. */
export async function lookAtTerms(): Promise<void> {
  if (looking) return;
  looking = true;
  try {
    const watch = await backend().watch();
    seen = watch;
    if (watch.tell.length > 0) await tell(watch.tell);
  } catch (thrown) {
    sayWhy(thrown);
  } finally {
    looking = false;
  }
}

/** They have been read. */
export async function dismissMissed(): Promise<void> {
  const terms = missed().map(keyOf);
  try {
    await backend().termsTold(terms);
    if (seen !== null) seen = { ...seen, caught_up: [] };
  } catch (thrown) {
    sayWhy(thrown);
  }
}

export function allowNotices(notify: boolean): void {
  changeSettings(() => ({ notify })).catch(sayWhy);
}

async function tell(items: readonly AgendaItem[]): Promise<void> {
  const words = t().due;
  const lines = items.slice(0, 4).map(lineOf);
  if (items.length > lines.length) lines.push(words.andMore(items.length - lines.length));
  const title = words.came(items.length);
  const terms = items.map(keyOf);
  if (settings().notify === true) await backend().notifyTerms(title, lines.join('\n'), terms);
  else await backend().termsTold(terms);
  toast(`${title}\n${lines.join('\n')}`, 'look', {
    label: words.look,
    run: () => {
      go({ page: 'deadlines' });
    },
  });
}

/** `客服答复 · 移动话费 · 过期 3 小时`. */
export function lineOf(item: AgendaItem): string {
  return [nameIn(item.term.name), item.goods, leftOf(item.term)].join(' · ');
}

function keyOf({ order, term }: AgendaItem): TermKey {
  return { order, rule: term.rule, started_at: term.started_at };
}
