/**
 * Whether a part is unfolded: it unfolds by itself as often as `asked` comes to hold, and is the
 * reader's to fold in between, however often the page is read anew.
 */
export class Unfolded {
  open = $state(false);

  /** As a component begins. */
  constructor(asked: () => boolean) {
    let was = false;
    $effect.pre(() => {
      const is = asked();
      if (is && !was) this.open = true;
      was = is;
    });
  }
}
