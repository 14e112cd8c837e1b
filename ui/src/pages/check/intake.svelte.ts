import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import {
  backend,
  codeOf,
  type ErrorCode,
  type FileDrag,
  type PagePicture,
  type PictureOutcome,
  type Sha256Hex,
} from '@/backend';
import { t } from '@/i18n/index.svelte';
import { fileStamp } from '@/text/local';

import type { PageHolder } from './page.svelte';

/** Takes the page of a purchase in, as text or as screenshots, however it comes. */
export class PageIntake {
  /** Files are held over the window. */
  dragging = $state(false);
  /** The picture that is being read, and how much of it is, in percent. */
  reading = $state.raw<{ sha256: Sha256Hex; percent: number } | null>(null);
  /** Why pictures could not be read. */
  trouble = $state.raw<Partial<Record<Sha256Hex, ErrorCode>>>({});
  /** What was read in pictures since the page stands here. */
  texts = $state.raw<Partial<Record<Sha256Hex, string>>>({});

  readonly #session: PageHolder;
  #queue = Promise.resolve();

  constructor(session: PageHolder) {
    this.#session = session;
  }

  /**
   * Takes what a paste holds: text, a picture as a file, or nothing at all, which in some web
   * views is a picture that they keep to themselves; then the program looks.
   */
  paste(event: ClipboardEvent): Promise<void> {
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text !== '') {
      this.#replacing(() => {
        this.#session.setPage(text);
      });
      return Promise.resolve();
    }
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) {
      return this.#take(async () => [await backend().takeClipboardPicture(clipName())]);
    }
    return this.#take(() => Promise.all(files.map((file) => backend().takePastedPicture(file))));
  }

  drag(drag: FileDrag): Promise<void> {
    this.dragging = drag.phase === 'over';
    if (drag.phase !== 'dropped') return Promise.resolve();
    return this.#take(async () => told(await backend().takeDroppedPictures(drag.token)));
  }

  choose(): Promise<void> {
    return this.#take(async () => told(await backend().takeChosenPictures()));
  }

  /** Reads the pictures from which nothing came yet. */
  readAll(): Promise<void> {
    for (const { sha256 } of this.#session.draft.pictures) this.#enqueue(sha256);
    return this.#queue;
  }

  /** Reads one picture; one that was read before answers at once. */
  read(sha256: Sha256Hex): Promise<void> {
    this.#enqueue(sha256);
    return this.#queue;
  }

  stop(): void {
    if (this.reading !== null) backend().stopReading(this.reading.sha256).catch(sayWhy);
  }

  /** Takes a picture off the purchase, and what was read in it off the page. */
  async remove(sha256: Sha256Hex): Promise<void> {
    const session = this.#session;
    if (this.reading?.sha256 === sha256) this.stop();
    const shown = session.answer?.pictures?.find((each) => each.sha256 === sha256);
    let text = this.texts[sha256] ?? '';
    try {
      // One that was read before the page was opened anew answers at once.
      if (text === '' && shown !== undefined && shown.size !== null)
        text = await backend().readPicture(sha256, () => undefined);
    } catch {
      // The picture is gone; its text stays with the buyer.
    }
    this.#replacing(() => {
      session.removePicture(sha256, text);
    }, t().check.page.removed);
  }

  #enqueue(sha256: Sha256Hex): void {
    this.#queue = this.#queue.then(() => this.#read(sha256));
  }

  async #read(sha256: Sha256Hex): Promise<void> {
    const session = this.#session;
    const stands = (): boolean => session.draft.pictures.some((each) => each.sha256 === sha256);
    if (!stands()) return;
    this.reading = { sha256, percent: 0 };
    session.reading = true;
    this.#troubled(sha256, null);
    try {
      const text = await backend().readPicture(sha256, (percent) => {
        if (this.reading?.sha256 === sha256) this.reading = { sha256, percent };
      });
      this.texts = { ...this.texts, [sha256]: text };
      if (stands()) session.addRead(text);
    } catch (thrown) {
      this.#troubled(sha256, codeOf(thrown));
    } finally {
      this.reading = null;
      session.reading = false;
    }
  }

  async #take(how: () => Promise<PagePicture[]>): Promise<void> {
    const session = this.#session;
    try {
      const taken = await how();
      const fresh = taken.filter(
        ({ sha256 }) => !session.draft.pictures.some((each) => each.sha256 === sha256),
      );
      if (taken.length > 0 && fresh.length === 0) toast(t().check.page.pictureAlready, 'look');
      if (fresh.length === 0) return;
      this.#replacing(() => {
        session.addPictures(fresh);
      });
      for (const { sha256 } of fresh) this.#enqueue(sha256);
    } catch (thrown) {
      if (codeOf(thrown) === 'clipboard_empty') toast(t().check.page.nothing, 'look');
      else sayWhy(thrown);
    }
    await this.#queue;
  }

  /** Does what may take the place of a page, and offers to take it back. */
  #replacing(change: () => void, said = t().check.page.replaced): void {
    const session = this.#session;
    const before = { page: session.draft.page, pictures: [...session.draft.pictures] };
    change();
    const lost =
      before.pictures.length > session.draft.pictures.length ||
      (before.page !== '' && !session.draft.page.includes(before.page));
    if (!lost) return;
    toast(said, 'plain', {
      label: t().frame.undo,
      run: () => {
        session.putPage(before.page, before.pictures);
      },
    });
  }

  #troubled(sha256: Sha256Hex, code: ErrorCode | null): void {
    this.trouble = { ...this.trouble, [sha256]: code ?? undefined };
  }
}

function clipName(): string {
  return `${t().check.clipboard} ${fileStamp()}.png`;
}

/** The pictures that were taken; says of each other one why it was not. */
function told(outcomes: readonly PictureOutcome[]): PagePicture[] {
  for (const { name, error } of outcomes) {
    if (error !== null) toast(t().common.about(name, t().codes.error[error.code]), 'stop');
  }
  return outcomes.flatMap(({ picture }) => (picture === null ? [] : [picture]));
}
