import { backend, type RecipientKind } from '@/backend';
import { locale, t } from '@/i18n/index.svelte';

let current = $state.raw<readonly RecipientKind[]>([]);
let loading: Promise<void> | null = null;

/** The kinds of recipient; none until they are loaded. */
export function kinds(): readonly RecipientKind[] {
  return current;
}

/** Loads them once: they are part of the program and do not change while it runs. */
export function loadKinds(): Promise<void> {
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
