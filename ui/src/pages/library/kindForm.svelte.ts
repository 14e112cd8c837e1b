import {
  backend,
  codeOf,
  type ErrorCode,
  type Fault,
  type FaultCode,
  type OwnKind,
  type OwnKindTrial,
  type Proposal,
  type RulePart,
} from '@/backend';
import { t } from '@/i18n/index.svelte';

/** How long typing rests before the kind is tried. */
export const TRY_AFTER_MS = 120;

/** Faults of what was not written yet: they are asked for, not held against anyone. */
const unwritten: readonly FaultCode[] = ['name_empty', 'pattern_empty', 'example_missing'];

/** A kind of number while it is being described. */
export class KindForm {
  name = $state('');
  /** One a line. */
  fits = $state('');
  misses = $state('');
  pattern = $state('');
  /** The rule was written by hand, and follows the examples no longer. */
  byHand = $state(false);
  trial = $state.raw<OwnKindTrial | null>(null);
  failure = $state<ErrorCode | null>(null);
  busy = $state(false);
  #typed = $state(0);
  #tried = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #id: string | null;

  constructor(start: { id: string; what: OwnKind } | null = null) {
    this.#id = start?.id ?? null;
    if (start === null) return;
    this.name = start.what.name;
    this.fits = start.what.fits.join('\n');
    this.misses = start.what.misses.join('\n');
    this.pattern = start.what.pattern;
    // What was kept stays until another rule is chosen.
    this.byHand = true;
  }

  readonly proposals = $derived<Proposal[]>(this.trial?.proposals ?? []);
  /** What stands there was tried. */
  readonly settled = $derived(this.#tried === this.#typed);
  readonly ready = $derived(
    !this.busy && this.settled && this.trial !== null && this.trial.faults.length === 0,
  );
  readonly chosen = $derived(this.proposals.find(({ pattern }) => pattern === this.pattern));

  get what(): OwnKind {
    return {
      name: this.name,
      pattern: this.pattern,
      fits: lines(this.fits),
      misses: lines(this.misses),
    };
  }

  /** What is wrong with the name, in words. */
  readonly nameErrors = $derived(this.#said('name_too_long', 'name_taken'));
  /** What is wrong with the rule as such, in words. */
  readonly ruleErrors = $derived(
    this.#said('pattern_invalid', 'pattern_too_big', 'accepts_everything', 'accepts_nothing'),
  );
  /** Where the rule cannot be read, in characters from 0. */
  readonly at = $derived(
    this.trial?.faults.find(({ code }) => code === 'pattern_invalid')?.at ?? null,
  );
  /** What is still to be written, in words. */
  readonly still = $derived.by(() => {
    const words = t().own.kind;
    const codes = this.trial?.faults.map(({ code }) => code) ?? unwritten;
    return [
      ...(codes.includes('name_empty') ? [words.stillName] : []),
      ...(codes.includes('example_missing') ? [words.stillExample] : []),
      ...(codes.includes('pattern_empty') ? [words.stillRule] : []),
    ];
  });

  #said(...codes: FaultCode[]): string[] {
    const faults: Fault[] = this.trial?.faults ?? [];
    return faults
      .filter(({ code }) => codes.includes(code))
      .map(({ code }) => t().codes.fault[code]);
  }

  /** Something was typed. */
  changed(): void {
    this.#typed += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.try(), TRY_AFTER_MS);
  }

  write(pattern: string): void {
    this.pattern = pattern;
    // An emptied rule follows the examples again.
    this.byHand = pattern.trim() !== '';
    this.changed();
  }

  choose(pattern: string): void {
    this.pattern = pattern;
    this.byHand = true;
    this.changed();
  }

  /** Tries what stands there now. An answer that was overtaken by a later one is dropped. */
  async try(): Promise<void> {
    clearTimeout(this.#timer);
    const typed = this.#typed;
    try {
      const trial = await backend().tryOwnKind(this.#id, this.what);
      if (typed !== this.#typed) return;
      this.failure = null;
      const first = trial.proposals[0]?.pattern ?? '';
      if (!this.byHand && first !== this.pattern) {
        this.pattern = first;
        await this.try();
        return;
      }
      this.trial = trial;
    } catch (thrown) {
      if (typed === this.#typed) this.failure = codeOf(thrown);
    }
    this.#tried = typed;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** What a rule takes, in words. */
export function ruleText(parts: readonly RulePart[]): string {
  const words = t().own.kind;
  const said = parts.map((part, at) => {
    if (part.type === 'exactly') {
      if (parts.length === 1) return words.only(part.text);
      return at === 0 ? words.begins(part.text) : words.exactly(part.text);
    }
    const { least, most } = part;
    return words.run[part.of](least === most ? String(least) : words.upTo(least, most));
  });
  return said.join(words.join);
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
