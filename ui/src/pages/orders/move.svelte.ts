import type {
  Arrival,
  Judged,
  MoneyState,
  Move,
  MoveSource,
  OrderId,
  OrderState,
  Shipment,
  VoucherState,
} from '@/backend';
import { sayWhy } from '@/app/failure';
import { backend } from '@/backend';
import { localInput, now, parseLocal } from '@/text/local';

const SETTLE_MS = 120;

/** A change of standing while it is filled in; it is tried with every change. */
export class MoveForm {
  shown = $state('');
  time = $state('');
  source = $state<MoveSource>('seen');
  note = $state('');
  reason = $state('');
  /** Only what was chosen by hand; the platform's words fill in what was not. */
  order = $state<OrderState | ''>('');
  money = $state<MoneyState | ''>('');
  voucher = $state<VoucherState | ''>('');
  shipment = $state<Shipment | ''>('');
  arrival = $state<Arrival | ''>('');
  /** What was said last; what was changed since may still be on its way. */
  judged = $state.raw<Judged | null>(null);

  readonly #id: OrderId;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the changes; `#answered` is the one that `judged` answers. */
  #changes = $state(0);
  #answered = $state(0);

  constructor(id: OrderId) {
    this.#id = id;
    this.time = localInput(now());
  }

  get at(): Date | null {
    return parseLocal(this.time);
  }

  /** Whether there is anything to record. */
  get empty(): boolean {
    const { order, money, voucher, shipment, arrival } = this;
    const chosen = [order, money, voucher, shipment, arrival, this.shown.trim(), this.note.trim()];
    return chosen.every((each) => each === '');
  }

  get ready(): boolean {
    const kind = this.#fresh?.transition.kind;
    if (this.empty || this.at === null || kind === undefined || kind === 'impossible') return false;
    return kind !== 'unusual' || this.reason.trim() !== '';
  }

  /** With what the words say of order and money, once they were judged. */
  get move(): Move {
    const { order, money } = this.#fresh?.step ?? this.#typed;
    return { ...this.#typed, order, money };
  }

  get #fresh(): Judged | null {
    return this.#answered === this.#changes ? this.judged : null;
  }

  get #typed(): Move {
    return {
      order: this.order || null,
      money: this.money || null,
      voucher: this.voucher || null,
      shipment: this.shipment || null,
      arrival: this.arrival || null,
      shown: this.shown.trim() || null,
      at: (this.at ?? now()).toISOString(),
      source: this.source,
      note: this.note.trim() || null,
      reason: this.reason.trim() || null,
    };
  }

  /** Tries it after a pause. */
  changed(): void {
    const change = ++this.#changes;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#judge(change), SETTLE_MS);
  }

  async #judge(change: number): Promise<void> {
    try {
      const judged = await backend().judge(this.#id, this.#typed);
      if (change !== this.#changes) return;
      this.judged = judged;
      this.#answered = change;
    } catch (thrown) {
      if (change === this.#changes) sayWhy(thrown);
    }
  }
}
