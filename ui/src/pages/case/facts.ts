import { backend, type CaseFact } from '@/backend';
import { t } from '@/i18n/index.svelte';

import type { OpenCase } from './case.svelte';

/** Something that is so, or is not, in words. */
export function factText(fact: CaseFact, is: boolean): string {
  const words = t().casework.fact[fact];
  return is ? words.is : words.not;
}

/** Says it; `null` takes back what the buyer said. */
export function say(kept: OpenCase, fact: CaseFact, is: boolean | null): Promise<boolean> {
  const words = t().casefind.facts;
  const said = is === null ? words.forgotten : words.said(factText(fact, is));
  return kept.do(() => backend().sayCaseFact(kept.lead, fact, is), said);
}
