import { SvelteMap } from 'svelte/reactivity';

import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import {
  backend,
  type CaseView,
  type Change,
  type ChannelId,
  type Complaining,
  type LetterId,
  type LetterOffer,
  type LetterView,
  type LintFinding,
  type Slot,
  type Tone,
} from '@/backend';
import { copyText } from '@/components/copy';
import { t, type Words } from '@/i18n/index.svelte';

import { begunOf } from './begun';
import type { OpenCase } from './case.svelte';
import { isSelf, selfSlots } from './letters';

const SETTLE_MS = 350;
type Texts = Partial<Record<Slot, string>>;
/** Why a letter cannot be copied. */
export type Hurdle = keyof Words['caseletters']['write']['why'];

/** A letter of a case while it is written. It outlives the page while something is unfinished. */
export class LetterDesk {
  /** The case as the page has it that is open. */
  #kept: OpenCase;
  template = $state<LetterId | null>(null);
  tone = $state<Tone>('polite');
  channel = $state<ChannelId>('chat');
  view = $state.raw<LetterView | null>(null);
  /** The text as the buyer changed it; null while it is the app's. */
  edited = $state<string | null>(null);
  /** What is typed into places that are empty. */
  typed = $state<Texts>({});
  checking = $state(false);
  /** What the app wrote when the buyer began to change it. */
  #base = $state('');
  #lint = $state.raw<{ of: string; found: LintFinding[] }>({ of: '', found: [] });
  /** The buyer chose the letter or where it goes, or how it speaks. */
  #chosen = false;
  #toned = false;
  /** What went out last, and what it answered to. */
  #sent: { template: LetterId; channel: ChannelId; tone: Tone | null; text: string } | null = null;
  readonly #parked = new SvelteMap<LetterId, { edited: string; base: string }>();
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(kept: OpenCase) {
    this.#kept = kept;
  }

  /** Goes on with a case on another page; null where nothing would be lost with it. */
  on(kept: OpenCase): this | null {
    if (kept === this.#kept) return this;
    const filling = Object.values(this.typed).some((text) => text.trim() !== '');
    if (!filling && this.edited === null && this.#parked.size === 0) return null;
    this.#kept = kept;
    return this;
  }

  get written(): string {
    return this.view?.letter?.text ?? '';
  }
  get text(): string {
    return this.edited ?? this.written;
  }
  /** The app would write something else now than the text that the buyer changed. */
  get stale(): boolean {
    return this.edited !== null && this.written !== '' && this.written !== this.#base;
  }
  /** What was found, and the text it was found in. */
  get lint(): { of: string; found: readonly LintFinding[] } {
    return this.edited === null ? { of: this.written, found: this.view?.lint ?? [] } : this.#lint;
  }
  get hurdle(): Hurdle | null {
    const { view } = this;
    if (view === null) return 'blank';
    if (view.faults.length > 0) return 'broken';
    if (view.missing.length > 0) return 'missing';
    if (this.text.trim() === '') return 'blank';
    return this.lint.found.some(({ stops }) => stops) ? 'stops' : null;
  }
  /** What is known of the letter that is written. */
  offer(view: CaseView): LetterOffer | undefined {
    return view.letters.find(({ template }) => template === this.template);
  }

  /** Takes up what the case proposes, unless the buyer chose already, and writes the letter. */
  async follow(view: CaseView): Promise<void> {
    if (this.#isDone(view)) this.#free();
    const gone = this.offer(view) === undefined;
    const first = this.template === null || gone;
    if (first || (!this.#chosen && this.edited === null)) {
      const { proposed } = view;
      if (proposed !== null && (first || proposed.template !== this.template)) {
        this.#turnTo(proposed.template);
      }
      if (proposed !== null) this.channel = proposed.channel;
      else this.template = null;
    }
    if (!this.#toned && this.edited === null) this.#suit(view);
    await this.load();
  }

  /** Takes up what the next step asks for, whatever was chosen before. */
  propose(view: CaseView): void {
    this.#chosen = false;
    const { proposed } = view;
    if (proposed === null) return;
    if (proposed.template !== this.template) this.#turnTo(proposed.template);
    this.channel = proposed.channel;
    if (!this.#toned && this.edited === null) this.#suit(view);
    void this.load();
  }

  /** Takes up a letter that goes to `channel`. */
  address(view: CaseView, channel: ChannelId): void {
    const { letters, proposed } = view;
    const to = letters.filter(({ channels }) => channels.includes(channel));
    const named = to.find(({ template }) => template === proposed?.template);
    const best = proposed?.channel === channel ? named : undefined;
    const offer = best ?? to.find((each) => each.channel === channel) ?? to[0];
    if (offer === undefined) return;
    this.choose(view, offer.template);
    this.send(channel);
  }

  choose(view: CaseView, template: LetterId): void {
    if (template === this.template) return;
    this.#chosen = true;
    this.#sent = null;
    this.#turnTo(template);
    const offer = this.offer(view);
    if (offer !== undefined && !offer.channels.includes(this.channel)) this.channel = offer.channel;
    if (!this.#toned) this.#suit(view);
    void this.load();
  }

  send(channel: ChannelId): void {
    this.#chosen = true;
    this.#sent = null;
    this.channel = channel;
  }

  speak(tone: Tone): void {
    this.#toned = true;
    this.#sent = null;
    this.tone = tone;
    void this.load();
  }

  async load(): Promise<void> {
    const { template, tone } = this;
    if (template === null) return;
    const asked = ++this.#asked;
    try {
      const view = await backend().caseLetter(this.#kept.lead, template, tone);
      // What was asked for later and came earlier stands.
      if (asked === this.#asked) this.view = view;
    } catch (thrown) {
      if (asked === this.#asked) sayWhy(thrown);
    }
  }

  write(text: string): void {
    if (this.edited === null) {
      this.#base = this.written;
      this.#lint = { of: this.written, found: this.view?.lint ?? [] };
    }
    this.edited = text === this.written ? null : text;
    clearTimeout(this.#timer);
    this.checking = this.edited !== null;
    if (this.checking) this.#timer = setTimeout(() => void this.look(), SETTLE_MS);
  }

  /** Looks the changed text through. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const { template, edited } = this;
    if (template === null || edited === null) return;
    this.checking = true;
    try {
      const found = await backend().lintLetter(this.#kept.lead, template, edited);
      if (edited === this.edited && template === this.template) this.#lint = { of: edited, found };
    } catch (thrown) {
      sayWhy(thrown);
    } finally {
      if (edited === this.edited) this.checking = false;
    }
  }

  /** Drops the buyer's changes; they can be brought back. */
  anew(): void {
    const [mine, base] = [this.edited, this.#base];
    if (mine === null) return;
    const { template } = this;
    this.edited = null;
    this.checking = false;
    clearTimeout(this.#timer);
    toast(t().caseletters.write.anewDone, 'plain', {
      label: t().caseletters.write.bringBack,
      run: () => {
        if (template !== this.template || this.edited !== null) return;
        this.#base = base;
        this.edited = mine;
        void this.look();
      },
    });
  }
  /** Keeps the buyer's changes as they are beside the new facts. */
  keep(): void {
    this.#base = this.written;
  }

  /** Puts texts into the letter: the buyer's own person once for all cases. */
  async fill(texts: Texts): Promise<boolean> {
    const own = selfSlots.filter((slot) => slot in texts);
    const rest = Object.fromEntries(
      Object.entries(texts).filter(([slot]) => !isSelf(slot as Slot)),
    ) as Texts;
    const kept = this.#kept;
    if (own.length > 0 && !(await kept.do(() => this.#introduce(texts), ''))) return false;
    if (Object.keys(rest).length > 0) {
      if (!(await kept.do(() => backend().fillCase(kept.lead, rest), ''))) return false;
    }
    const left = Object.entries(this.typed).filter(([slot]) => !(slot in texts));
    this.typed = Object.fromEntries(left) as Texts;
    await this.load();
    return true;
  }
  async #introduce(texts: Texts): Promise<Change> {
    const who: Complaining = await backend().complaining();
    const { name = who.name, phone = who.phone, address = who.address } = texts;
    return backend().saveComplaining({ name, phone, address });
  }

  /** Logs the letter and puts it on the clipboard; whether it is there. */
  async copy(): Promise<boolean> {
    const { template, tone, channel, text } = this;
    if (template === null || this.hurdle !== null) return false;
    const kept = this.#kept;
    let change: Change | null = null;
    let there = false;
    const done = await kept.do(async () => {
      const logged = backend().copyLetter(kept.lead, { template, tone, channel, text });
      const copying = copyText(text, logged);
      change = await logged;
      there = await copying;
      return change;
    }, '');
    if (!done) {
      // Something in it was just typed that must not go out.
      await this.look();
      return false;
    }
    const words = t().caseletters.write;
    const logged = change as Change | null;
    const undo = {
      label: t().frame.undo,
      run: () => {
        this.#sent = null;
        if (logged !== null) void kept.undo(logged);
      },
    };
    toast(
      there ? words.copied : words.byHand,
      there ? 'plain' : 'look',
      logged === null ? null : undo,
    );
    // What is not on the clipboard yet is copied by hand from where it stands.
    if (there && kept.view !== null) {
      this.#sent = { template, channel, tone: this.#advised(kept.view), text };
      await this.follow(kept.view);
    }
    return there;
  }

  /** How to speak is proposed. */
  #advised(view: CaseView): Tone | null {
    return this.offer(view)?.tone.tone ?? null;
  }
  #suit(view: CaseView): void {
    this.tone = this.#advised(view) ?? 'polite';
  }
  /** What stands here went out, and the case asks for something else by now. */
  #isDone(view: CaseView): boolean {
    const sent = this.#sent;
    const next = view.proposed;
    if (sent === null || next === null || sent.text !== this.text) return false;
    const same = next.template === sent.template && next.channel === sent.channel;
    return !same || this.#advised(view) !== sent.tone;
  }
  /** Nothing here is the buyer's any more. */
  #free(): void {
    this.#sent = null;
    this.#chosen = false;
    this.#toned = false;
    this.edited = null;
  }
  /** Another letter; what was changed in this one waits for it. */
  #turnTo(template: LetterId): void {
    if (this.template !== null) {
      if (this.edited === null) this.#parked.delete(this.template);
      else this.#parked.set(this.template, { edited: this.edited, base: this.#base });
    }
    clearTimeout(this.#timer);
    this.checking = false;
    const parked = this.#parked.get(template);
    this.template = template;
    this.view = null;
    this.edited = parked?.edited ?? null;
    this.#base = parked?.base ?? '';
    this.#lint = { of: '', found: [] };
    if (this.edited !== null) void this.look();
  }
}

/** The one of a case: as it was left, if something on it is unfinished, and else a fresh one. */
export function deskOf(kept: OpenCase): LetterDesk {
  const begun = begunOf(kept.id);
  begun.letters = begun.letters?.on(kept) ?? new LetterDesk(kept);
  return begun.letters;
}
