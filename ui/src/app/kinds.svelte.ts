import { backend, type RecipientKind } from '@/backend';
import { locale, t } from '@/i18n/index.svelte';

let current = $state.raw<readonly RecipientKind[]>([]);
let loading: Promise<void> | null = null;

/** The kinds of recipient, forgotten ones too; none until they are loaded. */
export function kinds(): readonly RecipientKind[] {
  return current;
}

/** Those to choose from, the buyer's own first. */
export function offeredKinds(): RecipientKind[] {
  const own = current.filter(({ origin }) => origin === 'own');
  return [...own, ...current.filter(({ origin }) => origin === 'app')];
}

/** Loads them once, or `anew` after the buyer's own have changed. */
export function loadKinds(anew = false): Promise<void> {
  if (anew) loading = null;
  loading ??= backend()
    .recipientKinds()
    .then((loaded) => void (current = loaded))
    .catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    });
  return loading;
}

/** How a kind is called; one that nobody knows has a name, too. */
export function kindName(id: string): string {
  const kind = current.find((each) => each.id === id);
  if (kind === undefined) return t().library.recipients.otherKind;
  return locale() === 'en' ? kind.en : kind.zh;
}
