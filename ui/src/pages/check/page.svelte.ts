import type { Page, PagePicture, PictureReview, Sha256Hex } from '@/backend';

/** What holds a page while it is taken in: its text, and the screenshots that it is read from. */
export abstract class PageHolder {
  abstract draft: { page: string; pictures: PagePicture[] };
  abstract readonly answer: { page: Page; pictures?: readonly PictureReview[] } | null;

  /** A picture of the page is being read. */
  reading = $state(false);

  /** The page is another one. */
  abstract changed(): void;

  /** The page as it was pasted, in the place of what was there. */
  setPage(text: string): void {
    this.putPage(text, []);
  }

  /** The page as it was typed over; pictures stay beside it. */
  editPage(text: string): void {
    this.putPage(text, this.draft.pictures);
  }

  /** Half a surrogate pair cannot be sent as UTF-8; what is shown is what is sent. */
  putPage(text: string, pictures: PagePicture[]): void {
    this.draft.page = text.replace(/\p{Surrogate}/gu, '\u{FFFD}');
    this.draft.pictures = pictures;
    this.changed();
  }

  /** Screenshots of the page: beside others, but in the place of pasted text. */
  addPictures(fresh: PagePicture[]): void {
    const { page, pictures } = this.draft;
    this.putPage(pictures.length === 0 ? '' : page, [...pictures, ...fresh]);
  }

  /** What was read in the next picture; pictures are read in their order. */
  addRead(text: string): void {
    const { page } = this.draft;
    if (!page.includes(text)) this.editPage(page === '' ? text : `${page}\n${text}`);
    else this.changed();
  }

  /** Takes a picture off, and what was read in it off the page. */
  removePicture(sha256: Sha256Hex, text: string): void {
    const { page, pictures } = this.draft;
    const at = text === '' ? -1 : page.indexOf(text);
    const rest =
      at < 0
        ? page
        : [page.slice(0, at).replace(/\n$/, ''), page.slice(at + text.length).replace(/^\n/, '')]
            .filter(Boolean)
            .join('\n');
    const left = pictures.filter((each) => each.sha256 !== sha256);
    this.putPage(rest, left);
  }
}
