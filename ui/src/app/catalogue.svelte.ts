import { backend, type Catalogue } from '@/backend';

let current = $state.raw<Catalogue | null>(null);
let loading: Promise<Catalogue> | null = null;

/** What can be bought; null until it is loaded. */
export function catalogue(): Catalogue | null {
  return current;
}

/** Loads it once: it is part of the program and does not change while it runs. */
export function loadCatalogue(): Promise<Catalogue> {
  loading ??= backend()
    .catalogue()
    .then((loaded) => (current = loaded))
    .catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    });
  return loading;
}
