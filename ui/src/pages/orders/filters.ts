/* What is asked of the orders, in words: a chip each. */
import type { Ask } from '@/app/ask';
import type { Catalogue } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { categoryName } from '@/pages/check/wording';
import { yuan } from '@/text/amounts';

export interface Chip {
  key: string;
  word: string;
  /** What is left when it is taken away. */
  without: Ask;
}

type Lists = 'states' | 'money' | 'categories' | 'shops' | 'payees' | 'tags';

export function chips(ask: Ask, catalogue: Catalogue | null): Chip[] {
  const words = t().finding;
  const each = <K extends Lists>(key: K, word: (value: Ask[K][number]) => string): Chip[] =>
    ask[key].map((value) => ({
      key: `${key}-${value}`,
      word: word(value),
      without: { ...ask, [key]: ask[key].filter((other) => other !== value) },
    }));
  const one = (key: string, word: string | null, without: Partial<Ask>): Chip[] =>
    word === null ? [] : [{ key, word, without: { ...ask, ...without } }];
  return [
    ...one('text', ask.text === '' ? null : words.text(ask.text), { text: '' }),
    ...each('states', (value) => t().orders.order[value]),
    ...each('money', (value) => `${words.money} ${t().orders.money[value]}`),
    ...each('categories', (value) => categoryName(catalogue, value)),
    ...each('shops', (value) => value),
    ...each('payees', (value) => value),
    ...each('tags', (value) => `${t().book.tags.title} ${value}`),
    ...one('amount', amountWord(ask), { from: null, to: null }),
    ...one('time', timeWord(ask), { lately: null, since: null, until: null }),
    ...one('gone', ask.gone ? t().book.trash.show : null, { gone: false }),
    ...one('due', ask.due ? words.due : null, { due: false }),
    ...one('gaps', ask.gaps ? words.gaps : null, { gaps: false }),
    ...one('postponed', ask.postponed ? words.postponed : null, { postponed: false }),
    ...one('troubled', ask.troubled ? words.troubled : null, { troubled: false }),
    ...one('unarrived', ask.unarrived ? words.unarrived : null, { unarrived: false }),
  ];
}

function amountWord({ from, to }: Ask): string | null {
  const words = t().finding;
  if (from !== null && to !== null) return words.between(`¥${yuan(from)}`, `¥${yuan(to)}`);
  if (from !== null) return words.atLeast(yuan(from));
  return to === null ? null : words.atMost(yuan(to));
}

function timeWord({ lately, since, until }: Ask): string | null {
  const words = t().finding;
  if (lately !== null) return words.lately[lately];
  if (since !== null && until !== null) {
    return since === until ? since : words.between(since, until);
  }
  if (since !== null) return words.since(since);
  return until === null ? null : words.until(until);
}
