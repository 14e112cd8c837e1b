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

  get move(): Move {
    return this.#with(this.#fresh?.standing ?? null);
  }

  get #fresh(): Judged | null {
    return this.#answered === this.#changes ? this.judged : null;
  }

  #with(standing: Judged['standing']): Move {
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
    const change = ++this.#changes;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#judge(change), SETTLE_MS);
  }

  async #judge(change: number): Promise<void> {
    const ask = (standing: Judged['standing']): Promise<Judged> =>
      backend().judge(this.#id, this.#with(standing));
    try {
      const heard = await ask(null);
      if (change !== this.#changes) return;
      // What the words say is part of the step, so it is tried once more with them.
      const whole = heard.standing === null ? heard : await ask(heard.standing);
      if (change !== this.#changes) return;
      this.judged = whole;
      this.#answered = change;
    } catch (thrown) {
      if (change === this.#changes) sayWhy(thrown);
    }
  }
}
