import { codeOf, type ErrorCode } from '@/backend';

/** How long typing rests before what stands there is tried. */
const TRY_AFTER_MS = 120;

/** Something that is tried while it is typed. An answer that was overtaken is dropped. */
export abstract class Tried<Answer> {
  failure = $state<ErrorCode | null>(null);
  busy = $state(false);
  #typed = $state(0);
  #tried = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What stands there was tried. */
  readonly settled = $derived(this.#tried === this.#typed);

  protected abstract ask(): Promise<Answer>;
  /** Takes an answer over; false when that changed what is to be tried. */
  protected abstract take(answer: Answer): boolean;

  /** Something was typed or chosen. */
  changed(): void {
    this.#typed += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.try(), TRY_AFTER_MS);
  }

  /** Tries what stands there now. */
  async try(): Promise<void> {
    clearTimeout(this.#timer);
    const typed = this.#typed;
    try {
      const answer = await this.ask();
      if (typed !== this.#typed) return;
      this.failure = null;
      if (!this.take(answer)) {
        await this.try();
        return;
      }
    } catch (thrown) {
      if (typed === this.#typed) this.failure = codeOf(thrown);
    }
    this.#tried = typed;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
