import { backend, type Catalogue, type Category } from '@/backend';

let current = $state.raw<Catalogue | null>(null);
let loading: Promise<Catalogue> | null = null;

/** What can be bought; null until it is loaded. */
export function catalogue(): Catalogue | null {
  return current;
}

/** Loads it once, or `anew` after the buyer's own categories have changed. */
export function loadCatalogue(anew = false): Promise<Catalogue> {
  if (anew) loading = null;
  loading ??= backend()
    .catalogue()
    .then((loaded) => (current = loaded))
    .catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    });
  return loading;
}

/** The categories to choose from; one that is forgotten only where it is chosen already. */
export function offered(from: Catalogue | null, chosen: string | null): Category[] {
  const all = from?.categories ?? [];
  return all.filter(({ id, origin }) => origin !== 'forgotten' || id === chosen);
}
