import { BackendError, type PagePicture, type PictureOutcome, type Recogniser } from '@/backend';

import { FakeOwn } from './own';

/** The part of the backend in memory that takes and reads screenshots. */
export class FakePictures extends FakeOwn {
  /** The text of each picture that can be read. */
  texts = new Map<string, string>();
  clipboardPicture: PagePicture | null = null;
  dropped: PictureOutcome[] = [];
  found: Recogniser = { state: 'ready', version: '5.3.0', program: '/usr/bin/tesseract' };
  takeClipboardPicture(): Promise<PagePicture> {
    const picture = this.clipboardPicture;
    if (picture === null) return Promise.reject(new BackendError('clipboard_empty', ''));
    return Promise.resolve(picture);
  }
  takePastedPicture = (file: File): Promise<PagePicture> =>
    Promise.resolve({
      sha256: String(file.size).padStart(64, 'a'),
      name: file.name,
      acquired: 'paste',
    });
  takeDroppedPictures = (): Promise<PictureOutcome[]> => Promise.resolve(this.dropped);
  takeChosenPictures = (): Promise<PictureOutcome[]> => Promise.resolve(this.dropped);
  readPicture(sha256: string, progress: (percent: number) => void): Promise<string> {
    progress(50);
    if (this.found.state === 'missing') {
      return Promise.reject(new BackendError('recogniser_missing', ''));
    }
    const text = this.texts.get(sha256);
    if (text === undefined) return Promise.reject(new BackendError('not_a_picture', ''));
    return Promise.resolve(text);
  }
  stopReading = (): Promise<void> => Promise.resolve();
  recogniser = (): Promise<Recogniser> => Promise.resolve(this.found);
}
