import { sayWhy } from '@/app/failure';
import { toast } from '@/app/toasts.svelte';
import {
  backend,
  type Change,
  codeOf,
  type DraftId,
  type ErrorCode,
  type EventKind,
  type LinkKind,
  type OrderEvent,
  type OrderId,
  type OrderView,
} from '@/backend';
import { t } from '@/i18n/index.svelte';

import { caseIsOpen } from './caseOf';

/** One order as it stands, and the steps that can be taken from there. */
export class OpenOrder {
  readonly id: OrderId;
  view = $state.raw<OrderView | null>(null);
  failure = $state<ErrorCode | null>(null);
  busy = $state(false);

  constructor(id: OrderId) {
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      this.view = await backend().order(this.id);
      this.failure = null;
    } catch (thrown) {
      this.failure = codeOf(thrown);
    }
  }

  /** Records what happened and offers to take it back. */
  async record(event: OrderEvent): Promise<boolean> {
    return this.#said(event.kind, () => backend().record(this.id, event));
  }

  /** Links it with another one, or makes another record part of it. */
  async link(other: OrderId, kind: LinkKind): Promise<boolean> {
    return this.#said('linked', () => backend().linkOrders(this.id, other, kind));
  }
  async unlink(other: OrderId): Promise<boolean> {
    return this.#said('unlinked', () => backend().unlinkOrders(this.id, other));
  }
  async merge(other: OrderId): Promise<boolean> {
    return this.#said('merged', () => backend().mergeOrders(this.id, other));
  }

  async #said(what: EventKind, how: () => Promise<Change>): Promise<boolean> {
    const open = what === 'trashed' && caseIsOpen(this.view?.record.events ?? []);
    const done = await this.#change(how);
    const said = t().orders.done(t().orders.event[what]);
    if (done !== null) this.#sayDone(open ? `${said}${t().cases.goesToo}` : said, done.seq);
    return done !== null;
  }

  /** Begins a purchase with what this one needed; its draft, unless that failed. */
  async buyAgain(): Promise<DraftId | null> {
    this.busy = true;
    try {
      return (await backend().buyAgain(this.id)).id;
    } catch (thrown) {
      sayWhy(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  async undo(seq: number): Promise<void> {
    const done = await this.#change(() => backend().undo(this.id, seq));
    if (done !== null) toast(t().orders.undone);
  }

  #sayDone(what: string, seq: number | null): void {
    const undo = { label: t().frame.undo, run: () => void this.undo(seq ?? 0) };
    toast(what, 'plain', seq === null ? null : undo);
  }

  async #change(how: () => Promise<Change>): Promise<Change | null> {
    this.busy = true;
    try {
      const done = await how();
      await this.load();
      return done;
    } catch (thrown) {
      sayWhy(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
