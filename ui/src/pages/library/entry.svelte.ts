import { sayWhy } from '@/app/failure';
import { kinds } from '@/app/kinds.svelte';
import { toast } from '@/app/toasts.svelte';
import {
  backend,
  codeOf,
  type ErrorCode,
  type NewRecipient,
  type RecipientReading,
} from '@/backend';
import { t } from '@/i18n/index.svelte';

/** How long typing rests before it is read. */
const READ_AFTER_MS = 120;

/** In place of a kind: whatever it is recognised as. */
export const RECOGNISED = 'recognised';
/** A kind that nobody knows the form of. */
export const OTHER = 'other';

/** A recipient on its way into the address book. */
export class NewEntry {
  text = $state('');
  /** The kind chosen, or what is half typed on the way to one. */
  kind = $state(RECOGNISED);
  label = $state('');
  second = $state('');
  /** While it is set, the first entry is hidden. */
  blind = $state(false);
  readings = $state.raw<RecipientReading[]>([]);
  failure = $state<ErrorCode | null>(null);
  busy = $state(false);
  #typed = $state(0);
  #read = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What stands there was read. */
  readonly settled = $derived(this.#read === this.#typed);
  /** What it is taken for. */
  readonly reading = $derived(this.readings[0] ?? null);
  readonly same = $derived(this.reading?.second_entry?.same === true);
  readonly ready = $derived(
    !this.busy &&
      this.settled &&
      this.reading?.keepable === true &&
      (this.second.trim() === '' || this.same),
  );

  /** Something was typed or chosen. */
  changed(): void {
    this.#typed += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), READ_AFTER_MS);
  }

  /** Another first entry has another second one. */
  write(text: string): void {
    this.text = text;
    this.second = '';
    this.changed();
  }

  /** The first entry was wrong: back to it, and the second starts anew after that. */
  redoFirst(): void {
    this.blind = false;
    this.write(this.text);
  }

  /** Reads what stands there now. An answer that was overtaken by a later one is dropped. */
  async read(): Promise<void> {
    clearTimeout(this.#timer);
    const typed = this.#typed;
    try {
      const readings = this.text.trim() === '' ? [] : await backend().lookAtRecipient(this.#what);
      if (typed !== this.#typed) return;
      this.readings = readings;
      this.failure = null;
    } catch (thrown) {
      if (typed === this.#typed) this.failure = codeOf(thrown);
    }
    this.#read = typed;
    if (this.same) this.blind = false;
  }

  /** Whether it was kept. */
  async keep(): Promise<boolean> {
    const reading = this.reading;
    if (!this.ready || reading === null) return false;
    this.busy = true;
    try {
      await backend().addRecipient({ ...this.#what, kind: reading.candidate.kind });
      toast(t().library.recipients.added(this.label.trim() || reading.candidate.normalised));
      return true;
    } catch (thrown) {
      sayWhy(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  get #what(): NewRecipient {
    return {
      text: this.text,
      kind: this.kind === OTHER || kinds().some(({ id }) => id === this.kind) ? this.kind : null,
      label: this.label,
      second_entry: this.second.trim() === '' ? null : this.second,
    };
  }
}
