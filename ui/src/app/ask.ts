/* What is asked of the orders, as it stands in the address of the page. */
import type { Lately, MoneyState, OrderSort, OrderState } from '@/backend';

/** Every condition that is given must hold; an empty list is none. */
export interface Ask {
  text: string;
  states: OrderState[];
  money: MoneyState[];
  /** Keys of the catalogue. */
  categories: string[];
  shops: string[];
  payees: string[];
  /** The least and the largest total, in 分. */
  from: number | null;
  to: number | null;
  lately: Lately | null;
  /** The first and the last day, as `2026-11-22`; where `lately` is set they do not count. */
  since: string | null;
  until: string | null;
  gaps: boolean;
  /** With a deadline that is overdue or due in the next days. */
  due: boolean;
  /** Any of these. */
  tags: string[];
  /** What was put away, in place of all else. */
  gone: boolean;
  postponed: boolean;
  /** Something went wrong that is not over. */
  troubled: boolean;
  /** Nothing of it is recorded to have arrived. */
  unarrived: boolean;
  sort: OrderSort;
  /** The saved view that this began with. */
  view: string | null;
}

export const everyOrder: Readonly<Ask> = {
  text: '',
  states: [],
  money: [],
  categories: [],
  shops: [],
  payees: [],
  from: null,
  to: null,
  lately: null,
  since: null,
  until: null,
  gaps: false,
  due: false,
  tags: [],
  gone: false,
  postponed: false,
  troubled: false,
  unarrived: false,
  sort: 'newest',
  view: null,
};

const states: readonly OrderState[] = [
  'unpaid',
  'paid',
  'pending',
  'abnormal',
  'failed',
  'resupplying',
  'issued',
  'delivered',
  'completed',
  'closed',
];
const moneyStates: readonly MoneyState[] = [
  'pending',
  'processing',
  'paid',
  'closed',
  'refunding',
  'partly_refunded',
  'refunded',
  'escrow_held',
  'escrow_released',
];
const stretches: readonly Lately[] = ['today', 'week', 'month', 'year'];
const sorts: readonly OrderSort[] = [
  'newest',
  'oldest',
  'paid_last',
  'paid_first',
  'amount_high',
  'amount_low',
  'touched',
];

/** What an address asks; what it says wrongly is left out. */
export function readAsk(query: string): Ask {
  const said = new URLSearchParams(query);
  const among = <T extends string>(key: string, known: readonly T[]): T[] => {
    const words = said.getAll(key);
    return known.filter((each) => words.includes(each));
  };
  return {
    text: said.get('q') ?? '',
    states: among('state', states),
    money: among('money', moneyStates),
    categories: said.getAll('category'),
    shops: said.getAll('shop'),
    payees: said.getAll('payee'),
    from: fen(said.get('from')),
    to: fen(said.get('to')),
    lately: among('lately', stretches)[0] ?? null,
    since: day(said.get('since')),
    until: day(said.get('until')),
    gaps: said.has('gaps'),
    due: said.has('due'),
    tags: said.getAll('tag'),
    gone: said.has('gone'),
    postponed: said.has('postponed'),
    troubled: said.has('troubled'),
    unarrived: said.has('unarrived'),
    sort: among('sort', sorts)[0] ?? 'newest',
    view: said.get('view'),
  };
}

/** The same in an address; empty when all orders are asked for. */
export function writeAsk(ask: Ask): string {
  const said = new URLSearchParams();
  const add = (key: string, value: string | number | null): void => {
    if (value !== null && value !== '') said.append(key, String(value));
  };
  add('q', ask.text);
  ask.states.forEach((each) => {
    add('state', each);
  });
  ask.money.forEach((each) => {
    add('money', each);
  });
  ask.categories.forEach((each) => {
    add('category', each);
  });
  ask.shops.forEach((each) => {
    add('shop', each);
  });
  ask.payees.forEach((each) => {
    add('payee', each);
  });
  add('from', ask.from);
  add('to', ask.to);
  add('lately', ask.lately);
  add('since', ask.since);
  add('until', ask.until);
  add('gaps', ask.gaps ? 1 : null);
  add('due', ask.due ? 1 : null);
  ask.tags.forEach((each) => {
    add('tag', each);
  });
  add('gone', ask.gone ? 1 : null);
  add('postponed', ask.postponed ? 1 : null);
  add('troubled', ask.troubled ? 1 : null);
  add('unarrived', ask.unarrived ? 1 : null);
  add('sort', ask.sort === 'newest' ? null : ask.sort);
  add('view', ask.view);
  return said.toString();
}

/** Whether anything narrows the list. */
export function narrows(ask: Ask): boolean {
  return writeAsk({ ...ask, sort: 'newest', view: null }) !== '';
}

function fen(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

function day(text: string | null): string | null {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? text : null;
}
