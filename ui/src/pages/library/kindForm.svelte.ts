import {
  backend,
  type Fault,
  type FaultCode,
  type OwnKind,
  type OwnKindTrial,
  type Proposal,
  type RulePart,
} from '@/backend';
import { t } from '@/i18n/index.svelte';

import { Tried } from './tried.svelte';

/** Faults of what was not written yet: they are asked for, not held against anyone. */
const unwritten: readonly FaultCode[] = ['name_empty', 'pattern_empty', 'example_missing'];

/** A kind of number while it is being described. */
export class KindForm extends Tried<OwnKindTrial> {
  name = $state('');
  /** One a line. */
  fits = $state('');
  misses = $state('');
  pattern = $state('');
  /** The rule was written by hand, and follows the examples no longer. */
  byHand = $state(false);
  trial = $state.raw<OwnKindTrial | null>(null);
  readonly #id: string | null;

  constructor(start: { id: string; what: OwnKind } | null = null) {
    super();
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
  readonly nameErrors = $derived(this.#said('name_too_long', 'name_unseen', 'name_taken'));
  /** What is wrong with the rule as such, in words. */
  readonly ruleErrors = $derived(
    this.#said(
      'pattern_invalid',
      'pattern_too_big',
      'accepts_everything',
      'accepts_nothing',
      'example_missed',
      'counterexample_fits',
    ),
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

  protected ask(): Promise<OwnKindTrial> {
    return backend().tryOwnKind(this.#id, this.what);
  }

  /** A rule that follows the examples follows them first, and is tried then. */
  protected take(trial: OwnKindTrial): boolean {
    const first = trial.proposals[0]?.pattern ?? '';
    if (!this.byHand && first !== this.pattern) {
      this.pattern = first;
      return false;
    }
    this.trial = trial;
    return true;
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
