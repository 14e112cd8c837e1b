/** Makes a copied selection carry `value` itself, without the gaps it is shown with. */
export function copyAs(value: () => string): (event: ClipboardEvent) => void {
  return (event) => {
    const selected = window.getSelection()?.toString() ?? '';
    if (selected === '' || event.clipboardData === null) return;
    const bare = selected.replace(/\s+/g, '');
    const whole = value();
    event.clipboardData.setData('text/plain', whole.replace(/\s+/g, '') === bare ? whole : bare);
    event.preventDefault();
  };
}

/**
 * Puts a text on the clipboard once `first` went well; whether it is there. To be called while
 * a press is handled: WebKit lets nobody write later, unless the promise was handed over then.
 */
export async function copyText(
  text: string,
  first: Promise<unknown> = Promise.resolve(),
): Promise<boolean> {
  const ways = [
    () => {
      const blob = first.then(() => new Blob([text], { type: 'text/plain' }));
      // Whoever called knows of `first`.
      blob.catch(() => undefined);
      return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    },
    () => navigator.clipboard.writeText(text),
  ];
  for (const way of ways) {
    try {
      await way();
      return true;
    } catch {
      // The next way may be open.
    }
    try {
      await first;
    } catch {
      return false;
    }
  }
  return false;
}
