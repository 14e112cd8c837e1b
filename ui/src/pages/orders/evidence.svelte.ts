import { sayWhy } from '@/app/failure';
import { kindName } from '@/app/guide.svelte';
import { toast } from '@/app/toasts.svelte';
import {
  type Attached,
  backend,
  BackendError,
  type Change,
  type EvidenceAbout,
  type EvidenceKind,
  type EvidenceRow,
  type FileDrag,
  type FileOutcome,
  type Flow,
  type OrderId,
  type Progress,
  type Retouch,
  type Sha256Hex,
} from '@/backend';
import { t } from '@/i18n/index.svelte';

import { fileStamp } from '@/text/local';

import { unfilled } from './states';

/** Takes files into an order's evidence, however they come, and says what became of each. */
export class EvidenceIntake {
  /** Files are held over the window. */
  dragging = $state(false);
  working = $state(0);
  /** Of files that come from this machine; null while it is too short to tell. */
  progress = $state.raw<Progress | null>(null);
  /** What the next files are taken for; null means the first gap. */
  chosen = $state<EvidenceKind | null>(null);

  readonly #order: OrderId;
  readonly #changed: () => Promise<void>;

  constructor(order: OrderId, changed: () => Promise<void>) {
    this.#order = order;
    this.#changed = changed;
  }

  /** What was put in by then stays. */
  stop(): void {
    backend().stopWork('attach').catch(sayWhy);
  }

  /** The kind to take files for, given which flows nothing serves yet. */
  kindFor(gaps: readonly Flow[]): EvidenceKind {
    return this.chosen ?? unfilled(gaps)[0]?.kind ?? 'other';
  }

  choose(kind: EvidenceKind): Promise<void> {
    return this.#take(() => backend().attachChosen(this.#order, kind, this.#told));
  }

  drag(drag: FileDrag, kind: EvidenceKind): Promise<void> {
    this.dragging = drag.phase === 'over';
    if (drag.phase !== 'dropped') return Promise.resolve();
    return this.#take(() => backend().attachDropped(this.#order, drag.token, kind, this.#told));
  }

  /**
   * Takes what a paste holds. A paste of text is left alone; one of nothing at all may be a
   * picture that the webview kept to itself, so the program looks.
   */
  paste(event: ClipboardEvent, kind: EvidenceKind): Promise<void> {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      return this.#take(() => Promise.all(files.map((file) => this.#pasted(file, kind))));
    }
    if ((event.clipboardData?.getData('text/plain') ?? '') !== '') return Promise.resolve();
    event.preventDefault();
    const name = `${t().check.clipboard} ${fileStamp()}.png`;
    return this.#take(async () => {
      const attached = await backend().attachClipboard(this.#order, name, kind);
      return [{ name, attached, error: null }];
    });
  }

  setKind(sha256: Sha256Hex, kind: EvidenceKind): Promise<void> {
    const words = t().orders;
    return this.#step(words.done(kindName(kind)), () =>
      backend().setEvidenceKind(this.#order, sha256, kind),
    );
  }

  describe(sha256: Sha256Hex, about: EvidenceAbout): Promise<void> {
    return this.#step(t().evidence.details.saved, () =>
      backend().describeEvidence(this.#order, sha256, about),
    );
  }

  /** Makes a cut out, marked or redacted copy; whether it came to be. */
  retouch(row: EvidenceRow, how: Retouch): Promise<boolean> {
    const words = t().evidence.editor;
    const redacts = how.marks.some(({ kind }) => kind === 'redact');
    const what = redacts ? 'redact' : how.marks.length > 0 ? 'mark' : 'crop';
    const name = `${row.name.replace(/\.[^.]*$/, '')} ${words.suffix[what]}.png`;
    return this.#make(words.made, () =>
      backend().retouchEvidence(this.#order, row.sha256, how, name, row.kind),
    );
  }

  /** Puts two pieces beside each other as one picture; whether it came to be. */
  putBeside(pair: [Sha256Hex, Sha256Hex], captions: [string, string]): Promise<boolean> {
    const words = t().evidence.compare;
    const name = `${words.name} ${fileStamp()}.png`;
    return this.#make(words.made, () => backend().putBeside(this.#order, pair, captions, name));
  }

  async #make(said: string, how: () => Promise<Attached>): Promise<boolean> {
    this.working += 1;
    try {
      const { already, change } = await how();
      await this.#changed();
      const { seq } = change;
      const undo = { label: t().frame.undo, run: () => void this.#undo(seq ?? 0) };
      toast(already ? t().orders.already : said, 'plain', seq === null ? null : undo);
      return true;
    } catch (thrown) {
      sayWhy(thrown);
      return false;
    } finally {
      this.working -= 1;
    }
  }

  /** Takes a file off the order; the file itself is kept, and the step can be taken back. */
  detach(sha256: Sha256Hex): Promise<void> {
    return this.#step(t().orders.detached, () => backend().detachEvidence(this.#order, sha256));
  }

  async #step(said: string, how: () => Promise<Change>): Promise<void> {
    try {
      const { seq } = await how();
      await this.#changed();
      const undo = { label: t().frame.undo, run: () => void this.#undo(seq ?? 0) };
      toast(said, 'plain', seq === null ? null : undo);
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  async #undo(seq: number): Promise<void> {
    try {
      await backend().undo(this.#order, seq);
      await this.#changed();
      toast(t().orders.undone);
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  async #pasted(file: File, kind: EvidenceKind): Promise<FileOutcome> {
    try {
      const attached = await backend().attachPasted(this.#order, file, kind);
      return { name: file.name, attached, error: null };
    } catch (thrown) {
      if (!(thrown instanceof BackendError)) throw thrown;
      return {
        name: file.name,
        attached: null,
        error: { code: thrown.code, detail: thrown.detail },
      };
    }
  }

  readonly #told = (progress: Progress): void => {
    this.progress = progress;
  };

  async #take(how: () => Promise<FileOutcome[]>): Promise<void> {
    this.working += 1;
    try {
      const outcomes = await how();
      await this.#changed();
      report(outcomes);
    } catch (thrown) {
      sayWhy(thrown);
    } finally {
      this.working -= 1;
      this.chosen = null;
      this.progress = null;
    }
  }
}

/** Lines of one message. */
const MOST_TOLD = 8;

function report(outcomes: readonly FileOutcome[]): void {
  const words = t().orders;
  const about = t().common.about;
  const fresh = outcomes.filter(({ attached }) => attached?.already === false);
  if (fresh.length > 0) toast(words.attached(fresh.length));
  const left = outcomes.filter(({ attached, error }) => attached === null && error === null);
  if (left.length > 0) toast(t().upkeep.attachStopped(left.length), 'look');
  const wrong = outcomes.flatMap(({ name, attached, error }) => {
    const texts = error === null ? [] : [t().codes.error[error.code]];
    const all = attached === null ? texts : [...texts, ...oddities(attached)];
    return all.map((text) => about(name, text));
  });
  if (wrong.length === 0) return;
  // All of a drop in one message: many would hide each other.
  const more = wrong.length > MOST_TOLD ? [words.andMore(wrong.length - MOST_TOLD)] : [];
  const lost = outcomes.some(({ error }) => error !== null);
  toast([...wrong.slice(0, MOST_TOLD), ...more].join('\n'), lost ? 'stop' : 'look');
}

function oddities(attached: Attached): string[] {
  const words = t().orders;
  return [
    ...(attached.already ? [words.already] : []),
    ...(!attached.already && attached.also_in.length > 0 ? [words.alsoIn] : []),
    ...(attached.notice === null ? [] : [words.notice[attached.notice]]),
  ];
}
