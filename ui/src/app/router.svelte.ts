import { hashOf, parseRoute, type Route } from './routes';

let current = $state<Route>(parseRoute(window.location.hash));
window.addEventListener('hashchange', () => {
  const to = parseRoute(window.location.hash);
  // The echo of a way that was gone through `go` is no other place.
  if (hashOf(to) !== hashOf(current)) current = to;
});

export function route(): Route {
  return current;
}

/** Goes somewhere; `replace` leaves no entry to come back to. */
export function go(to: Route, how: 'push' | 'replace' = 'push'): void {
  const hash = hashOf(to);
  if (how === 'replace') {
    window.history.replaceState(null, '', hash);
    current = to;
  } else {
    window.location.hash = hash;
    current = to;
  }
}
