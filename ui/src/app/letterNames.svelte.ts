import { backend, type Name } from '@/backend';
import { t } from '@/i18n/index.svelte';

import { named } from './guide.svelte';

let names = $state.raw<Readonly<Record<string, Name>>>({});
let loading: Promise<void> | null = null;

/** How a letter is called. */
export function letterName(template: string): string {
  const name = names[template];
  return name === undefined ? t().caseletters.copies.letter : named(name);
}

/** Loads the names once. */
export function loadLetterNames(): Promise<void> {
  loading ??= backend()
    .letterTexts()
    .then((all) => {
      names = Object.fromEntries(all.map(({ template }) => [template.id, template.name]));
    })
    .catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    });
  return loading;
}
