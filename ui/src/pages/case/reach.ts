/** As long as a room of a case may take to be there. */
const PATIENCE_MS = 3000;

/**
 * Shows a place of the page and gives it the keyboard, as soon as it is there. What is folded
 * away around it is opened.
 */
export function reach(selector: string): void {
  if (take(selector)) return;
  const watch = new MutationObserver(() => {
    if (take(selector)) stop();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(stop, PATIENCE_MS);
  function stop(): void {
    watch.disconnect();
    clearTimeout(timer);
  }
}

function take(selector: string): boolean {
  const place = document.querySelector<HTMLElement>(selector);
  if (place === null) return false;
  for (let at = place.closest('details'); at !== null;) {
    at.open = true;
    at = at.parentElement?.closest('details') ?? null;
  }
  // The bar at the bottom covers what would only just be in sight.
  place.scrollIntoView({ block: 'center' });
  place.focus({ preventScroll: true });
  return true;
}
