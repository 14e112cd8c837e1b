import { hashOf, parseRoute, type Route } from './routes';

let current = $state<Route>(parseRoute(window.location.hash));
window.addEventListener('hashchange', () => {
  current = parseRoute(window.location.hash);
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
