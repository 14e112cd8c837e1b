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
  judged = $state.raw<Judged | null>(null);

  readonly #id: OrderId;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

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
    const kind = this.judged?.transition.kind;
    if (this.empty || this.at === null || kind === undefined || kind === 'impossible') return false;
    return kind !== 'unusual' || this.reason.trim() !== '';
  }

  get move(): Move {
    const standing = this.judged?.standing;
    return {
      order: this.order || (standing?.order ?? null),
      money: this.money || (standing?.money ?? null),
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
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#judge(), SETTLE_MS);
  }

  async #judge(): Promise<void> {
    const asked = ++this.#asked;
    const heard = await backend().judge(this.#id, { ...this.move, order: this.order || null });
    if (asked !== this.#asked) return;
    this.judged = heard;
    // What the words say is part of the step, so it is tried once more with them.
    const whole = await backend().judge(this.#id, this.move);
    if (asked === this.#asked) this.judged = whole;
  }
}
