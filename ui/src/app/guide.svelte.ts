import { backend, type EvidenceKind, type KindGuide, type Name } from '@/backend';
import { locale, t } from '@/i18n/index.svelte';

let current = $state.raw<readonly KindGuide[]>([]);
let loading: Promise<void> | null = null;

/** What is known of each kind of evidence, in the order of offering; none until it is loaded. */
export function guide(): readonly KindGuide[] {
  return current;
}

export function guideOf(kind: EvidenceKind): KindGuide | null {
  return current.find(({ id }) => id === kind) ?? null;
}

/** Loads it once. */
export function loadGuide(): Promise<void> {
  loading ??= backend()
    .evidenceGuide()
    .then((loaded) => void (current = loaded))
    .catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    });
  return loading;
}

/** How a kind of evidence is called. */
export function kindName(kind: EvidenceKind): string {
  const found = guideOf(kind);
  return found === null ? t().orders.evidence : named(found.name);
}

/** All kinds to choose from. */
export function kindOptions(): { value: EvidenceKind; label: string }[] {
  return current.map(({ id, name }) => ({ value: id, label: named(name) }));
}

export function named({ zh, en }: Name): string {
  return locale() === 'en' ? en : zh;
}
