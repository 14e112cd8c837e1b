import { everyOrder } from '@/app/ask';
import { sayWhy } from '@/app/failure';
import { go } from '@/app/router.svelte';
import { toast } from '@/app/toasts.svelte';
import {
  backend,
  type FileDrag,
  type HeaderChoice,
  type Meaning,
  type TableLayout,
  type TablePreview,
  type TableReading,
  type TableView,
} from '@/backend';
import { t } from '@/i18n/index.svelte';
import { Work } from '@/pages/settings/upkeep.svelte';
import { localInput } from '@/text/local';

type Step = 'file' | 'columns' | 'preview';
export const steps: readonly Step[] = ['file', 'columns', 'preview'];

/** Files that are taken for a table when they are dropped where other things are shown. */
const TABLE = /\.(csv|tsv|txt|xlsx|xlsm|xls|et)$/i;

/** One import, from the file to the orders. It outlives the page, so that nothing is lost by
 * looking something up elsewhere. */
export class ImportSession {
  step = $state<Step>('file');
  view = $state.raw<TableView | null>(null);
  layout = $state.raw<TableLayout | null>(null);
  preview = $state.raw<TablePreview | null>(null);
  busy = $state(false);
  /** A file is held over the window. */
  dragging = $state(false);
  readonly work = new Work('table');

  /** What no order can be without and no column holds. */
  lacks = $derived.by<('name' | 'time')[]>(() => {
    const has = (meaning: Meaning): boolean => this.layout?.columns.includes(meaning) === true;
    const lacks: ('name' | 'time')[] = [];
    if (!has('name')) lacks.push('name');
    if (!has('paid_at') && !has('ordered_at')) lacks.push('time');
    return lacks;
  });
  /** What more than one column was given, though only the first counts. */
  twice = $derived.by<Meaning[]>(() => {
    const given = (this.layout?.columns ?? []).filter((each) => each !== null);
    const again = given.filter(
      (each, at) => !['note', 'shown'].includes(each) && given.indexOf(each) !== at,
    );
    return again.filter((each, at) => again.indexOf(each) === at);
  });

  choose(): Promise<void> {
    return this.#open(() => backend().chooseTable());
  }

  drag(drag: FileDrag): Promise<void> {
    this.dragging = drag.phase === 'over' && !this.work.going;
    if (drag.phase !== 'dropped') return Promise.resolve();
    if (drag.names.length > 1 && !this.work.going) toast(t().tables.manyFiles, 'look');
    return this.#open(() => backend().openDroppedTable(drag.token));
  }

  /** The same on a page that shows something else: only what looks like a table is taken. */
  async dragElsewhere(drag: FileDrag): Promise<void> {
    const table = drag.phase !== 'left' && drag.names.some((name) => TABLE.test(name));
    if (drag.phase === 'over' || drag.phase === 'left' || !table) {
      this.dragging = table && !this.work.going;
      return;
    }
    const before = this.view;
    await this.drag(drag);
    if (this.view !== before) go({ page: 'import' });
  }

  async read(reading: TableReading, header: HeaderChoice): Promise<void> {
    const { view, layout } = this;
    if (view === null) return;
    await this.#open(() => backend().readTableAgain(view.token, reading, header), layout);
  }

  mean(column: number, meaning: Meaning | null): void {
    if (this.layout === null) return;
    const columns = this.layout.columns.with(column, meaning);
    this.layout = { ...this.layout, columns };
  }

  set(what: Partial<Pick<TableLayout, 'shop' | 'tag' | 'rounded'>>): void {
    if (this.layout !== null) this.layout = { ...this.layout, ...what };
  }

  async toPreview(): Promise<void> {
    const { view, layout } = this;
    if (view === null || layout === null || this.lacks.length > 0) return;
    this.busy = true;
    try {
      this.preview = await backend().previewTable(view.token, layout);
      this.step = 'preview';
    } catch (thrown) {
      sayWhy(thrown);
    } finally {
      this.busy = false;
    }
  }

  async import(): Promise<void> {
    const { view, layout } = this;
    if (view === null || layout === null || this.work.going) return;
    const done = await this.work.run((told) => backend().importTable(view.token, layout, told));
    if (done === null) return;
    const words = t().tables;
    const { failed } = done;
    const said =
      failed !== null
        ? words.failed(done.orders, t().codes.error[failed.code])
        : done.stopped
          ? words.stopped(done.orders)
          : words.imported(done.orders);
    const takeBack = async (): Promise<void> => {
      await backend().takeBackTable(view.token);
      toast(words.takenBack);
      go({ page: 'orders', ask: everyOrder });
    };
    toast(said, failed !== null ? 'stop' : done.stopped ? 'look' : 'plain', {
      label: t().frame.undo,
      run: () => {
        takeBack().catch(sayWhy);
      },
    });
    // The rest can be tried once more: what stands is known again.
    if (failed !== null) return;
    const tag = layout.tag.trim();
    this.reset();
    go({ page: 'orders', ask: { ...everyOrder, tags: tag === '' ? [] : [tag] } });
  }

  reset(): void {
    this.step = 'file';
    this.view = this.layout = this.preview = null;
    backend().closeTable().catch(sayWhy);
  }

  /** `kept` is what was said of the table before it was read anew. */
  async #open(
    open: () => Promise<TableView | null>,
    kept: TableLayout | null = null,
  ): Promise<void> {
    this.dragging = false;
    // The table that is being imported is put away with its own import.
    if (this.work.going) {
      toast(t().tables.stillGoing, 'look');
      return;
    }
    this.busy = true;
    try {
      const view = await open();
      if (view === null) return;
      const { shop, tag } = kept ?? { shop: view.layout.shop, tag: tagOf(view.name) };
      this.view = view;
      this.layout = { ...view.layout, shop, tag };
      this.preview = null;
      this.step = 'columns';
    } catch (thrown) {
      sayWhy(thrown);
    } finally {
      this.busy = false;
    }
  }
}

/** Short enough for a line of the list. */
function tagOf(name: string): string {
  const stem = name.replace(/\.[^.]*$/, '');
  const short = stem.length > 16 ? `${stem.slice(0, 15)}…` : stem;
  return t().tables.tagOf(localInput(new Date()).slice(5, 10), short);
}

export const importing = new ImportSession();
