import { SvelteMap } from 'svelte/reactivity';

import { loadCatalogue } from '@/app/catalogue.svelte';
import { loadGuide } from '@/app/guide.svelte';
import {
  backend,
  codeOf,
  type ErrorCode,
  type OrderId,
  type PacketFolder,
  type PacketMade,
  type PacketPiece,
  type PacketPlan,
} from '@/backend';
import { t } from '@/i18n/index.svelte';
import { Work } from '@/pages/settings/upkeep.svelte';

import { packetWords } from './packetWords';

export const folders: readonly PacketFolder[] = [
  'money',
  'order',
  'information',
  'terms',
  'redacted',
  'external',
  'other',
];
/** In MB; what places take that ask for pictures. */
export const pageSizes = ['1', '2', '5'] as const;
/** Wide enough to read a phone's screenshot on, and no longer than forms show well. */
const PAGE = { width: 1_600, height: 4_000 };

/** What a packet is going to hold, as its dialog is filled in. */
export class Packet {
  readonly work = new Work('packet');
  plan = $state.raw<PacketPlan | null>(null);
  /** Why there is no plan of what is wanted now. */
  failure = $state<ErrorCode | null>(null);
  originals = $state(false);
  pages = $state(false);
  /** Of one picture, in MB. */
  most = $state<(typeof pageSizes)[number]>('2');
  made = $state.raw<PacketMade | null>(null);
  /** What the buyer wants of a piece that is otherwise done as the plan has it. */
  readonly #wanted = new SvelteMap<string, boolean>();
  #asked = 0;

  constructor(readonly order: OrderId) {}

  goes(piece: PacketPiece): boolean {
    return piece.hand !== 'elsewhere' && (this.#wanted.get(piece.sha256) ?? piece.hand === 'goes');
  }

  /** Neither handed over nor listed: it was taken out, or its hash alone would be told. */
  isOut(piece: PacketPiece): boolean {
    return this.#wanted.get(piece.sha256) === false && !this.#isBehind(piece);
  }

  /** Of it the hash alone, though no copy of it goes in: nothing in the packet shows it. */
  isUnreplaced(piece: PacketPiece): boolean {
    const going = this.going;
    return (
      this.#isBehind(piece) &&
      !this.goes(piece) &&
      !going.some((each) => piece.copies.includes(each.sha256))
    );
  }

  /** Copies stand for it unless the buyer wants it in. */
  #isBehind(piece: PacketPiece): boolean {
    return piece.hand === 'listed' || piece.hand === 'unreplaced';
  }

  choose(piece: PacketPiece, goes: boolean): void {
    this.#wanted.set(piece.sha256, goes);
  }

  readonly going = $derived.by(() => (this.plan?.pieces ?? []).filter((each) => this.goes(each)));
  readonly bytes = $derived(this.going.reduce((sum, each) => sum + each.size, 0));
  readonly uncovered = $derived(this.going.filter((each) => each.uncovered).length);
  readonly unseen = $derived.by(
    () => (this.plan?.pieces ?? []).filter((each) => this.isUnreplaced(each)).length,
  );
  readonly lacking = $derived.by(() =>
    (this.plan?.meter.needs ?? []).filter(({ must, met }) => must && !met),
  );

  /** Reads what there is anew; with other originals the buyer chooses anew. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const plan = await backend().packetPlan(this.order, this.originals);
      if (asked !== this.#asked) return;
      this.plan = plan;
      this.failure = null;
      this.#wanted.clear();
    } catch (thrown) {
      if (asked === this.#asked) this.failure = codeOf(thrown);
    }
  }

  /** Whether it was written. */
  async write(): Promise<boolean> {
    const { plan } = this;
    if (plan === null) return false;
    this.made = await this.work.run(async (told) => {
      const [catalogue] = await Promise.all([loadCatalogue(), loadGuide()]);
      const name = t().packet.name(plan.number, plan.day);
      const which = (fits: (piece: PacketPiece) => boolean): string[] =>
        plan.pieces.filter(fits).map((piece) => piece.sha256);
      const wish = {
        originals: this.originals,
        put_in: which((piece) => this.#isBehind(piece) && this.goes(piece)),
        left_out: which((piece) => this.isOut(piece)),
        pages: this.pages ? { ...PAGE, bytes: Number(this.most) * 1_000_000 } : null,
        words: packetWords(catalogue, plan.number),
      };
      return await backend().makePacket(this.order, name, wish, told);
    });
    return this.made !== null;
  }
}
