import {
  backend,
  type Catalogue,
  type Category,
  codeOf,
  type DraftId,
  type DraftReview,
  type ErrorCode,
  type Field,
  type Game,
  type InputError,
  type PurchaseDraft,
  type Sealed,
} from '@/backend';

import { type Crop, cropsOf } from './crops';
import { PageHolder } from './page.svelte';
import { type Line, lines } from './rows';

/** How long typing rests before it is reviewed. */
export const REVIEW_AFTER_MS = 120;
/** How long typing rests before the draft is saved. */
export const SAVE_AFTER_MS = 600;
/** How long a save that failed waits for the next try. */
export const RETRY_AFTER_MS = 5000;

/** One purchase on its way through the three checks. */
export class CheckSession extends PageHolder {
  /** Given by the first save. */
  id = $state<DraftId | null>(null);
  readonly catalogue: Catalogue;
  draft = $state<PurchaseDraft>(emptyDraft());
  answer = $state.raw<DraftReview | null>(null);
  /** Why the last review did not happen; the answer shown is then an old one. */
  failure = $state<ErrorCode | null>(null);
  /** Why the draft as it stands is not kept; null when it is, or is about to be. */
  unsaved = $state<ErrorCode | null>(null);
  /** While it is set, the first entry is hidden wherever it would be shown. */
  blind = $state(false);

  /** Something was pasted. */
  readonly pasted = $derived(this.draft.page.trim() !== '');
  /** The parts of the pictures that values of a field were read from. */
  crops = (field: Field): Crop[] => (this.answer === null ? [] : cropsOf(this.answer, field));

  /** What is not to be seen while it is entered a second time. */
  readonly secrets: string[] = $derived([
    this.draft.recipient,
    this.answer?.review.recipient?.candidate.normalised ?? '',
  ]);

  /** The comparison as it is shown. */
  readonly lines: Line[] = $derived(
    this.answer === null ? [] : lines(this.answer, this.draft.budget, this.pasted),
  );

  #asked = 0;
  #answered = 0;
  #reviewTimer: ReturnType<typeof setTimeout> | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #saved = Promise.resolve();
  #changed = false;
  #closed = false;

  constructor(
    catalogue: Catalogue,
    id: DraftId | null = null,
    draft: PurchaseDraft = emptyDraft(),
  ) {
    super();
    this.catalogue = catalogue;
    this.id = id;
    this.draft = draft;
  }

  get category(): Category | undefined {
    return this.catalogue.categories.find((each) => each.id === this.draft.category);
  }

  get game(): Game | undefined {
    const name = this.draft.words.game ?? '';
    return this.catalogue.games.find((each) => each.name === name || each.aliases.includes(name));
  }

  /** The fields that these goods ask for: the category's, or the game's in place of its own. */
  get fields(): Field[] {
    const fields = this.category?.fields ?? [];
    const game = this.game;
    if (game === undefined || !fields.includes('game')) return fields;
    const ofGame: Field[] = ['server', 'platform', 'account_system'];
    return [...fields.filter((field) => !ofGame.includes(field)), ...game.fields];
  }

  get faceValues(): number[] {
    const ofGame = this.game?.face_values_fen ?? [];
    return ofGame.length > 0 ? ofGame : (this.category?.face_values_fen ?? []);
  }

  errorsOf(field: Field): InputError[] {
    return this.answer?.input_errors.filter((error) => error.field === field) ?? [];
  }

  /** Something was typed, chosen or pasted. */
  changed(): void {
    if (this.#closed) return;
    this.#changed = true;
    clearTimeout(this.#reviewTimer);
    this.#reviewTimer = setTimeout(() => void this.review(), REVIEW_AFTER_MS);
    this.#saveIn(SAVE_AFTER_MS);
  }

  /** Asks for a review now. An answer that was overtaken by a later one is dropped. */
  async review(): Promise<void> {
    clearTimeout(this.#reviewTimer);
    this.#asked += 1;
    const asked = this.#asked;
    this.#startNoWaitInTheFuture();
    try {
      const answer = await backend().review($state.snapshot(this.draft));
      if (asked < this.#answered) return;
      this.#answered = asked;
      this.answer = answer;
      this.failure = null;
      const second = this.gate('second_entry');
      if (second === undefined || second.state === 'passed') this.blind = false;
    } catch (thrown) {
      if (asked >= this.#answered) this.failure = codeOf(thrown);
    }
  }

  /** Keeps the draft; one in which nothing was ever entered is not kept. */
  save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    // One at a time: two first saves would make two drafts.
    this.#saved = this.#saved.then(() => this.#saveNow());
    return this.#saved;
  }

  async #saveNow(): Promise<void> {
    if (!this.#changed || this.#closed) return;
    this.#changed = false;
    try {
      const saved = await backend().saveDraft(this.id, $state.snapshot(this.draft));
      this.id = saved.id;
      this.unsaved = null;
    } catch (thrown) {
      this.#changed = true;
      this.unsaved = codeOf(thrown);
      this.#saveIn(RETRY_AFTER_MS);
    }
  }

  #saveIn(wait: number): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => void this.save(), wait);
  }

  /** The clock was set back: a wait counted from later than now would last until then. */
  #startNoWaitInTheFuture(): void {
    const { answers } = this.draft;
    const now = Date.now();
    if ((answers.overridden_at_ms ?? 0) > now) answers.overridden_at_ms = now;
  }

  async confirm(): Promise<Sealed> {
    await this.#saved;
    this.close();
    try {
      return await backend().confirm(this.id, $state.snapshot(this.draft));
    } catch (thrown) {
      this.reopen();
      throw thrown;
    }
  }

  /** Nothing is saved or asked after this. */
  close(): void {
    this.#closed = true;
    this.unsaved = null;
    clearTimeout(this.#reviewTimer);
    clearTimeout(this.#saveTimer);
  }

  /** What it was closed for did not happen: it is reviewed and saved again. */
  reopen(): void {
    this.#closed = false;
    if (this.#changed) this.#saveIn(SAVE_AFTER_MS);
    void this.review();
  }

  /** Nothing was entered that a template would take the place of. */
  get empty(): boolean {
    const { category, name, face_value, recipient, page, pictures, words } = this.draft;
    if (pictures.length > 0) return false;
    const typed = [category ?? '', name, face_value, recipient, page, ...Object.values(words)];
    return typed.every((each) => (each ?? '').trim() === '');
  }

  /** Takes over what a template needs. */
  begin(need: PurchaseDraft): void {
    const { answers, page, pictures } = emptyDraft();
    this.draft = { ...structuredClone(need), answers, page, pictures };
    this.changed();
  }

  setCategory(id: string): void {
    this.draft.category = id;
    // A carrier means nothing to a game: what the new category does not ask is let go.
    const kept = Object.entries(this.draft.words).filter(([field]) =>
      this.fields.includes(field as Field),
    );
    this.draft.words = Object.fromEntries(kept);
    this.changed();
  }

  setWord(field: Field, value: string): void {
    this.draft.words[field] = value;
    this.changed();
  }

  setRecipient(value: string, label?: string): void {
    this.draft.recipient = value;
    if (label !== undefined) this.draft.recipient_label = label;
    this.draft.answers.second_entry = null;
    if (value === '' || label !== undefined) this.draft.answers.copied = null;
    this.changed();
  }

  /** A recipient comes; `copied` is what should have come from the clipboard. */
  came(copied: string | null): void {
    this.draft.answers.copied = copied;
  }

  /** Steps the quantity; what is no number starts anew at 1. */
  stepQuantity(by: 1 | -1): void {
    const now = /^\d+$/.test(this.draft.quantity) ? Number(this.draft.quantity) : 0;
    this.draft.quantity = String(Math.max(1, now + by));
    this.changed();
  }

  enterSecond(value: string): void {
    this.draft.answers.second_entry = value === '' ? null : value;
    this.changed();
  }

  /** The first entry was wrong: back to it, and the second starts anew after that. */
  redoFirst(): void {
    this.blind = false;
    this.enterSecond('');
  }

  /** Ticks a reminder off as it reads now, or takes the tick back. */
  see(reminder: { id: string; text: string }, seen: boolean): void {
    this.draft.answers.seen[reminder.id] = seen ? reminder.text : '';
    this.changed();
  }

  giveReason(key: string, reason: string, now: number): void {
    this.draft.answers.reasons[key] = reason;
    // Each change of a reason starts the wait anew.
    this.draft.answers.overridden_at_ms = now;
    this.changed();
  }

  typeTotal(value: string): void {
    this.draft.answers.typed_total = value === '' ? null : value;
    this.changed();
  }

  gate(kind: string) {
    return this.answer?.review.gates.find((gate) => gate.kind === kind);
  }

  get blocked(): boolean {
    return (
      this.answer === null ||
      this.answer.review.missing.length > 0 ||
      this.answer.input_errors.length > 0
    );
  }
}

export function emptyDraft(): PurchaseDraft {
  return {
    category: null,
    name: '',
    face_value: '',
    quantity: '1',
    budget: '',
    words: {},
    recipient: '',
    recipient_label: '',
    page: '',
    pictures: [],
    shop: '',
    purpose: '',
    answers: {
      second_entry: null,
      copied: null,
      typed_total: null,
      reasons: {},
      seen: {},
      overridden_at_ms: null,
    },
  };
}
