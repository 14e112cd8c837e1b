import { everyOrder, narrows } from '@/app/ask';
import { loadCatalogue } from '@/app/catalogue.svelte';
import { sayWhy } from '@/app/failure';
import { loadGuide } from '@/app/guide.svelte';
import type { Outgoing } from '@/app/outgoing.svelte';
import { go } from '@/app/router.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type Wanted, type WrittenOut } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { queryOf } from '@/pages/orders/query';
import { Work } from '@/pages/settings/upkeep.svelte';

import { layOut } from './paper.svelte';
import { outName, outWords } from './words';

export const formats = ['xlsx', 'csv', 'json', 'print'] as const;
export type Format = (typeof formats)[number];
export type Which = 'selected' | 'list' | 'all';

/** What the dialog of going out is filled in with. */
export class Out {
  readonly work = new Work('export');
  format = $state<Format>('xlsx');
  which = $state<Which>('all');
  full = $state(false);
  /** How many there are of each; those that cannot be chosen are not among them. */
  counts = $state.raw<Partial<Record<Which, number>>>({});

  /** Begins with what was in sight. */
  async begin(from: Outgoing): Promise<void> {
    this.full = false;
    const offered: Which[] = ['all'];
    if (narrows(from.ask)) offered.unshift('list');
    if (from.ids.length > 0) offered.unshift('selected');
    this.which = offered[0] ?? 'all';
    this.counts = {};
    try {
      const counted = await Promise.all(
        offered.map(async (which) => [which, await this.#count(which, from)] as const),
      );
      this.counts = Object.fromEntries(counted);
    } catch (thrown) {
      sayWhy(thrown);
    }
  }

  /** Whether it was written. */
  async write(from: Outgoing): Promise<boolean> {
    const written = await this.work.run(async (told) => {
      const [catalogue] = await Promise.all([loadCatalogue(), loadGuide()]);
      const name = outName();
      const { format, full } = this;
      const which = wanted(this.which, from);
      if (format === 'json') {
        const all = this.which === 'all' ? ({ kind: 'all' } as const) : which;
        return await backend().exportJson(name, all, told);
      }
      if (format === 'print') return null;
      const words = outWords(catalogue);
      return await backend().exportTable(name, { format, which, full, words }, told);
    });
    if (written !== null) say(written);
    return written !== null;
  }

  /** Lays it out for paper, in place of writing it. */
  toPaper(from: Outgoing): void {
    const { full } = this;
    const which = wanted(this.which, from);
    layOut({
      ask: this.which === 'all' ? { ...everyOrder, sort: from.ask.sort } : from.ask,
      from: from.ask,
      selected: this.which === 'selected',
      which,
      full,
    });
    go({ page: 'print', order: null });
  }

  async #count(which: Which, from: Outgoing): Promise<number> {
    if (which === 'selected') return from.ids.length;
    return backend().countWanted(wanted(which, from));
  }
}

/** All of them stand as the list stands, which says what is first. */
function wanted(which: Which, { ask, ids }: Outgoing): Wanted {
  if (which === 'selected') return { kind: 'these', which: [...ids] };
  const of = which === 'list' ? ask : { ...everyOrder, sort: ask.sort };
  return { kind: 'list', which: queryOf(of) };
}

function say({ orders, left_out }: WrittenOut): void {
  const words = t().out;
  const run = (): void => {
    backend().showExported().catch(sayWhy);
  };
  toast(words.written(orders), 'plain', { label: words.show, run });
  if (left_out > 0) toast(words.leftOut(left_out), 'look');
}
