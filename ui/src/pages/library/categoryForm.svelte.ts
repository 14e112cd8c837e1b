import { backend, type Fault, type Field, type OwnCategory, type PointOfNoReturn } from '@/backend';
import { t } from '@/i18n/index.svelte';

import { Tried } from './tried.svelte';

/** What a category can ask for beside what is always asked, in the order it is asked. */
export const askable: readonly Field[] = [
  'carrier',
  'province',
  'city',
  'game',
  'server',
  'platform',
  'account_system',
  'length',
  'edition',
  'region',
];
export const points: readonly PointOfNoReturn[] = [
  'credited',
  'revealed',
  'activated',
  'transferred',
  'shipped',
];
/** How goods come: in the words of the page reader, and the key of their wording here. */
export const deliveries = [
  { value: '直充', word: 'credited' },
  { value: '卡密', word: 'code' },
  { value: '代充', word: 'proxy' },
  { value: '邮寄', word: 'post' },
  { value: '当面交易', word: 'inPerson' },
] as const;
export type Delivery = (typeof deliveries)[number]['value'];

/** A category of goods while it is being described. */
export class CategoryForm extends Tried<Fault[]> {
  name = $state('');
  fields = $state.raw<readonly Field[]>([]);
  identifiers = $state.raw<readonly string[]>([]);
  any = $state(false);
  point = $state<PointOfNoReturn>('credited');
  delivery = $state.raw<readonly string[]>([]);
  faults = $state.raw<Fault[] | null>(null);
  readonly #id: string | null;

  constructor(start: { id: string; what: OwnCategory } | null = null) {
    super();
    this.#id = start?.id ?? null;
    if (start === null) return;
    const { what } = start;
    this.name = what.name;
    this.fields = what.fields;
    this.identifiers = what.identifiers;
    this.any = what.any_recipient;
    this.point = what.point_of_no_return;
    this.delivery = what.delivery;
  }

  readonly ready = $derived(
    !this.busy && this.settled && this.faults !== null && this.faults.length === 0,
  );
  /** What is wrong, in words; a name that was not written yet is no fault. */
  readonly errors = $derived(
    (this.faults ?? [])
      .filter(({ code }) => code !== 'name_empty')
      .map(({ code }) => t().codes.fault[code]),
  );

  get what(): OwnCategory {
    return {
      name: this.name,
      fields: [...this.fields],
      identifiers: [...this.identifiers],
      any_recipient: this.any && this.identifiers.length > 0,
      point_of_no_return: this.point,
      delivery: [...this.delivery],
    };
  }

  askFor(field: Field): void {
    const next = toggled(this.fields, field);
    this.fields = askable.filter((each) => next.includes(each));
    this.changed();
  }

  comeBy(way: Delivery): void {
    this.delivery = toggled(this.delivery, way);
    this.changed();
  }

  /** A kind stands once. */
  receive(kind: string): void {
    if (!this.identifiers.includes(kind)) this.identifiers = [...this.identifiers, kind];
    this.changed();
  }

  leave(kind: string): void {
    this.identifiers = this.identifiers.filter((each) => each !== kind);
    this.changed();
  }

  protected ask(): Promise<Fault[]> {
    return backend().tryOwnCategory(this.#id, this.what);
  }

  protected take(faults: Fault[]): boolean {
    this.faults = faults;
    return true;
  }
}

/** With `one` at the end, or without it. */
function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
}
