import { sayWhy } from '@/app/failure';
import {
  backend,
  type Field,
  type InputError,
  type RecordForm,
  type RecordReading,
} from '@/backend';
import { PageHolder } from '@/pages/check/page.svelte';
import { only, statedPayment } from '@/pages/check/payment';
import { yuanInput } from '@/text/amounts';
import { localInput, now, parseLocal } from '@/text/local';

const SETTLE_MS = 150;

type Text = Exclude<keyof RecordForm, 'category' | 'paid_at' | 'arrival' | 'page' | 'pictures'>;

/** What a page fills in, where nothing was typed. */
const taken: [Field, Text][] = [
  ['name', 'name'],
  ['total_fen', 'total'],
  ['order_no', 'order_no'],
  ['status', 'shown'],
  ['recipient', 'recipient'],
  ['payee', 'payee'],
  ['shop', 'shop'],
  ['quantity', 'quantity'],
  ['face_value_fen', 'face_value'],
];

function blank(): Required<RecordForm> {
  return {
    category: null,
    name: '',
    face_value: '',
    quantity: '1',
    total: '',
    recipient: '',
    recipient_label: '',
    shop: '',
    seller: '',
    payee: '',
    order_no: '',
    paid_at: null,
    shown: '',
    alert: '',
    arrival: null,
    page: '',
    pictures: [],
  };
}

/** An order that was never checked, while it is written down. */
export class RecordSession extends PageHolder {
  draft = $state(blank());
  /** As typed, in the zone of this machine. */
  paidAt = $state(localInput(now()));
  paid = $state(true);
  answer = $state.raw<RecordReading | null>(null);
  /** The fields that the page filled in. */
  filled = $state.raw<Field[]>([]);
  busy = $state(false);

  #touched = $state.raw<readonly string[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  get at(): Date | null {
    return parseLocal(this.paidAt);
  }

  get form(): RecordForm {
    const paid_at = this.paid ? (this.at?.toISOString() ?? null) : null;
    return { ...$state.snapshot(this.draft), paid_at };
  }

  /** What is wrong with a field; a field that is merely still empty is wrong only once asked. */
  errorsOf(field: Field): InputError[] {
    return (this.answer?.errors ?? []).filter(
      (error) => error.field === field && error.code !== 'missing',
    );
  }

  /** Something of it would be lost. */
  get begun(): boolean {
    const { page, pictures } = this.draft;
    return this.#touched.length > 0 || page !== '' || pictures.length > 0;
  }

  /** The fields without which it cannot be kept. */
  get missing(): Field[] {
    const errors = this.answer?.errors ?? [];
    return errors.flatMap(({ field, code }) => (code === 'missing' ? [field] : []));
  }

  get ready(): boolean {
    if (this.answer === null || this.reading || (this.paid && this.at === null)) return false;
    return this.answer.errors.length === 0;
  }

  /** The buyer typed: from now on no page writes over it. */
  typed(field: string): void {
    this.#touched = [...this.#touched, field];
    this.changed();
  }

  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), SETTLE_MS);
  }

  async look(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const answer = await backend().lookAtRecord(this.form);
      if (asked !== this.#asked) return;
      this.answer = answer;
      if (this.#takeOver(answer)) await this.look();
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  /** Fills in what the page says and nobody typed; whether anything was. */
  #takeOver({ page }: RecordReading): boolean {
    const filled: Field[] = [];
    for (const [field, key] of taken) {
      const value = only(page, field);
      if (value === null || this.#touched.includes(key)) continue;
      const text = field.endsWith('_fen') ? yuanInput(Number(value)) : value;
      if (this.draft[key] !== text) filled.push(field);
      this.draft[key] = text;
    }
    const category = only(page, 'category');
    if (category !== null && !this.#touched.includes('category')) {
      if (this.draft.category !== category) filled.push('category');
      this.draft.category = category;
    }
    const { paidAt } = statedPayment(page, now());
    if (paidAt !== null && !this.#touched.includes('paid_at')) {
      if (this.paidAt !== localInput(paidAt)) filled.push('paid_at');
      this.paidAt = localInput(paidAt);
    }
    if (filled.length > 0)
      this.filled = [...this.filled.filter((each) => !filled.includes(each)), ...filled];
    return filled.length > 0;
  }
}

let current: RecordSession | null = null;

/** What is being written down: whoever leaves the page finds it there again. */
export function recording(): RecordSession {
  if (current?.begun !== true) current = new RecordSession();
  return current;
}

/** The next order is begun anew. */
export function startAnew(): void {
  current = null;
}
