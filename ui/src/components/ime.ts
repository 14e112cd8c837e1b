/**
 * Runs `run` when Enter is pressed to submit, not when it ends the composition of an input
 * method. WebKit fires that Enter after `compositionend`, with key code 229.
 */
export function onEnter(run: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    run(event);
  };
}
