import { backend, type OffersChanged, type Offer } from '@/backend';

let current = $state.raw<OffersChanged>({ offers: [], missing: false });

let taken = $state.raw<{ order: string } | null>(null);

/** The screenshots that appeared in the watched folder and were neither taken nor passed over. */
export function offers(): readonly Offer[] {
  return current.offers;
}

/** The watched folder cannot be seen. */
export function folderMissing(): boolean {
  return current.missing;
}

/** Hears of offers until the returned function is called. */
export function hearOffers(): () => void {
  let heard = false;
  const stop = backend().onOffers((now) => {
    heard = true;
    current = now;
  });
  backend()
    .offers()
    // What was told meanwhile is newer.
    .then((now) => (current = heard ? current : now))
    // Without a record nothing is offered.
    .catch(() => undefined);
  return stop;
}

/** The order that an offer was hung on last; a new one each time. */
export function lastTaken(): { order: string } | null {
  return taken;
}

export function noteTaken(order: string): void {
  taken = { order };
}
