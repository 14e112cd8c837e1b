import type { EvidenceAbout, EvidenceField, EvidenceRow, Maker, TimeBasis } from '@/backend';
import { parseLocal } from '@/text/local';

import { typedTime } from './hints';

/** What is being said of a piece, before it is kept. */
export class Describing {
  fields = $state<Partial<Record<EvidenceField, string>>>({});
  proves = $state('');
  claimed = $state('');
  basis = $state<TimeBasis | null>(null);
  maker = $state<Maker | null>(null);

  #kept = $state.raw('');

  constructor(row: EvidenceRow) {
    this.take(row.about);
  }

  /** Begins with what is kept. */
  take(about: EvidenceAbout): void {
    this.fields = { ...about.fields };
    this.proves = about.proves;
    this.claimed = typedTime(about.claimed_at);
    this.basis = about.basis;
    this.maker = about.maker;
    this.#kept = this.#text;
  }

  get changed(): boolean {
    return this.#text !== this.#kept;
  }

  /** The claimed time is written in a way that cannot be read. */
  get wrong(): boolean {
    return this.claimed.trim() !== '' && parseLocal(this.claimed) === null;
  }

  get about(): EvidenceAbout {
    const at = parseLocal(this.claimed);
    return {
      fields: Object.fromEntries(
        Object.entries(this.fields).filter(([, value]) => value.trim() !== ''),
      ),
      proves: this.proves.trim(),
      claimed_at: at === null ? null : at.toISOString(),
      basis: at === null ? null : this.basis,
      maker: this.maker,
    };
  }

  get #text(): string {
    const { fields, ...rest } = this.about;
    return JSON.stringify([Object.entries(fields).sort(), rest, this.claimed.trim()]);
  }
}
