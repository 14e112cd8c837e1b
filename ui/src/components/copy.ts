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
