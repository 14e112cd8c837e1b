/* The backend in memory, for looking at the pages in a browser and for tests. Never ships. */
import {
  type Attached,
  type Backend,
  BackendError,
  type Change,
  type DraftSummary,
  type Event,
  type EventOf,
  type EvidenceAbout,
  type EvidenceKind,
  type FileDrag,
  type FileOutcome,
  type Glance,
  type HandedOver,
  type Happening,
  type KnownRecipient,
  type LongWork,
  type NewRecipient,
  type NewReminder,
  type OrderEvent,
  type OrderRow,
  type PagePicture,
  type PurchaseDraft,
  type RecipientRow,
  type ReminderRow,
  type Settings,
  type Start,
} from '@/backend';

import { emptyDraft } from '@/pages/check/session.svelte';

import { FakeBook } from './book';
import { emptyAnswers } from './blank';
import { fold } from './fold';
import { entry, readings } from './recipient';
import { review } from './review';

export const settings: Settings = {
  language: 'zh-CN',
  theme: 'system',
  thresholds: { type_total_from_fen: 50_000, duplicate_hours: 24, cool_down_seconds: 3 },
  shortcut: 'CommandOrControl+Alt+K',
  notify: false,
  quiet: { from: 1320, to: 480 },
  stay_in_tray: false,
};

export class FakeBackend extends FakeBook implements Backend {
  settings = structuredClone(settings);
  settingsLost = false;
  trouble: Extract<Start, { state: 'trouble' }> | null = null;
  saved = new Map<string, { draft: PurchaseDraft; at: string }>();
  learnt: ReminderRow[] = [];
  drag: ((drag: FileDrag) => void) | null = null;
  #seq = 0;
  #next = 1;

  start(): Promise<Start> {
    if (this.trouble !== null) return Promise.resolve(this.trouble);
    return Promise.resolve({
      state: 'ready',
      folder: '/home/buyer/.local/share/hedan',
      version: '0.1.0',
      settings: structuredClone(this.settings),
      settings_lost: this.settingsLost,
      shortcut_taken: false,
      empty: this.saved.size + this.views.size === 0,
    });
  }
  restoreBackup(): Promise<Start> {
    this.trouble = null;
    return this.start();
  }
  beginAnew(): Promise<Start> {
    this.saved.clear();
    this.views.clear();
    return this.restoreBackup();
  }
  backUp = (): Promise<void> => Promise.resolve();
  pagePainted = (): Promise<void> => Promise.resolve();
  openDataFolder = (): Promise<void> => Promise.resolve();
  saveSettings(to: Settings): Promise<Change> {
    this.settings = structuredClone(to);
    return Promise.resolve(change('settings'));
  }

  setShortcut(keys: string | null): Promise<Change> {
    this.settings.shortcut = keys;
    return Promise.resolve(change('settings'));
  }
  dressTray = (): Promise<void> => Promise.resolve();

  clipboard = '';
  lookAgain: (() => void) | null = null;
  handedOver: ((what: HandedOver) => void) | null = null;
  async glance(_name: string, id: string | null): Promise<Glance> {
    const seen = await this.#look(this.clipboard, null, id);
    return this.clipboard === '' ? { ...seen, picture: this.clipboardPicture } : seen;
  }
  glancePicture(text: string, picture: PagePicture, id: string | null): Promise<Glance> {
    return this.#look(text, picture, id);
  }
  async #look(text: string, picture: PagePicture | null, id: string | null): Promise<Glance> {
    const page = text.includes('\n');
    const purchase = this.summaries().find((each) => id === null || each.id === id) ?? null;
    const about = text.trim() === '' ? 'nothing' : page ? 'page' : 'recipient';
    const own = { ...emptyDraft(), category: 'phone_credit' };
    const alone = await this.review(page ? { ...own, page: text } : { ...own, recipient: text });
    const draft = purchase === null ? null : await this.draft(purchase.id);
    const against =
      draft === null
        ? null
        : await this.review({ ...draft, page: page ? text : `充值号码：${text}` });
    const candidate = alone.review.recipient?.candidate;
    const name = { zh: '手机号', en: 'Mobile number' };
    const groups = alone.review.recipient?.groups ?? [];
    const readings = candidate === undefined ? [] : [{ name, candidate, groups }];
    return { text, picture, about, readings, alone, purchase, against };
  }
  handOver(what: HandedOver): Promise<void> {
    this.handedOver?.(what);
    return Promise.resolve();
  }
  hideGlance = (): Promise<void> => Promise.resolve();
  onLookAgain(seen: () => void): () => void {
    this.lookAgain = seen;
    return () => {
      this.lookAgain = null;
    };
  }
  seenCopied: ((text: string) => void) | null = null;
  onSeenCopied(seen: (text: string) => void): () => void {
    this.seenCopied = seen;
    return () => {
      this.seenCopied = null;
    };
  }
  onHandedOver(seen: (what: HandedOver) => void): () => void {
    this.handedOver = seen;
    return () => {
      this.handedOver = null;
    };
  }

  review(draft: PurchaseDraft) {
    if (draft.page.length > 4_000_000) throw new BackendError('page_too_long', '');
    const answer = review(draft, this.#known(), this.settings);
    const of = this.learnt.filter((each) => each.category === draft.category);
    for (const { id, category, word, text } of of.filter((each) =>
      draft.name.includes(each.word),
    )) {
      const state = draft.answers.seen[id] === text ? 'passed' : 'open';
      const reminder = { id, category, word, text };
      answer.review.gates.unshift({ ...noGate, kind: 'reminder', state, reminder });
      answer.ready &&= state === 'passed';
    }
    return Promise.resolve(answer);
  }
  drafts = (): Promise<DraftSummary[]> => Promise.resolve(this.summaries());
  private summaries(): DraftSummary[] {
    const all = [...this.saved].map(([id, { draft, at }]) => ({
      id,
      category: draft.category,
      name: draft.name,
      recipient: draft.recipient,
      saved_at: at,
    }));
    return all.sort((a, b) => b.saved_at.localeCompare(a.saved_at));
  }
  draft(id: string) {
    const found = this.saved.get(id);
    if (found === undefined) return Promise.reject(new BackendError('not_found', id));
    return Promise.resolve(structuredClone(found.draft));
  }
  saveDraft(id: string | null, draft: PurchaseDraft) {
    const name = id ?? `draft-${String(this.#next++)}`;
    const kept = structuredClone(draft);
    kept.answers.second_entry = null;
    this.saved.set(name, { draft: kept, at: new Date().toISOString() });
    return Promise.resolve({ id: name, change: change('drafts') });
  }
  discardDraft(id: string) {
    this.saved.delete(id);
    return Promise.resolve(change('drafts'));
  }
  async confirm(id: string | null, draft: PurchaseDraft) {
    const answer = await this.review(draft);
    if (!answer.ready) throw new BackendError('not_ready', '');
    if (id !== null) this.saved.delete(id);
    const order = `order-${String(this.#next++)}`;
    const fen = answer.review.total_fen;
    const summary: OrderRow['summary'] = {
      category: draft.category ?? '',
      name: draft.name,
      face_value: null,
      unit_price: null,
      quantity: Number(draft.quantity),
      total: fen,
      recipient: answer.review.recipient?.candidate.normalised ?? null,
      recipient_kind: answer.review.recipient?.candidate.kind ?? null,
      recipient_label: draft.recipient_label || null,
      shop: draft.shop || null,
      seller: null,
      payee: null,
      words: [],
    };
    const at = new Date().toISOString();
    const row: OrderRow = {
      id: order,
      summary,
      axes: { order: 'unpaid', money: 'pending', voucher: 'none', shipment: null },
      arrival: null,
      shown: null,
      check_sha256: '3f9a62c1'.repeat(8),
      recorded_from: null,
      page_sha256: null,
      order_no: null,
      refunded: 0,
      tags: [],
      links: [],
      gone: null,
      gone_at: null,
      created_at: at,
      updated_at: at,
      paid_at: null,
      postponed_at: null,
      closed_reason: null,
      notes: [],
      evidence_kinds: [],
      last_seq: 0,
    };
    this.views.set(order, {
      record: { row, events: [], evidence: [] },
      check: { draft, page: answer.page, review: answer.review },
      gaps: [],
      elsewhere: [],
      ways: [],
      next: [],
    });
    const body = { summary, check_sha256: '3f9a62c1'.repeat(8) };
    return { order, change: this.#append(order, { kind: 'check_sealed', body }) };
  }
  recipients = () => Promise.resolve([...this.book]);
  forgetRecipient(id: number) {
    this.book = this.book.filter((each) => each.id !== id);
    return Promise.resolve(change('recipients'));
  }
  restoreRecipient(row: RecipientRow) {
    this.book.push({ ...row, groups: [row.value] });
    return Promise.resolve(change('recipients'));
  }
  renameRecipient(id: number, label: string) {
    this.book = this.book.map((each) => (each.id === id ? { ...each, label } : each));
    return Promise.resolve(change('recipients'));
  }
  lookAtRecipient = (what: NewRecipient) => Promise.resolve(readings(what, this.#known()));
  addRecipient(what: NewRecipient) {
    const reading = readings(what, this.#known())[0];
    if (reading?.keepable !== true) return Promise.reject(new BackendError('invalid', ''));
    const made = entry(this.#next++ + 100, reading.candidate.normalised, what.label, 0);
    const confirmed = reading.second_entry?.same === true ? 'blind_entry' : 'by_hand';
    this.book.push({ ...made, kind: reading.candidate.kind, confirmed });
    return Promise.resolve(change('recipients'));
  }

  templates = () => Promise.resolve(structuredClone(this.kept));
  saveTemplate(id: string | null, name: string, draft: PurchaseDraft) {
    const { answers } = emptyAnswers;
    const made = { id: id ?? `template-${String(this.#next++)}`, name };
    const full = { ...made, draft: { ...structuredClone(draft), page: '', answers } };
    const others = this.kept.filter((each) => each.id !== made.id);
    this.kept = [...others, full].sort((a, b) => a.id.localeCompare(b.id));
    return Promise.resolve(change('templates'));
  }
  removeTemplate(id: string) {
    this.kept = this.kept.filter((each) => each.id !== id);
    return Promise.resolve(change('templates'));
  }
  reminders = () => Promise.resolve([...this.learnt]);
  addReminder(what: NewReminder) {
    const id = `reminder-${String(this.#next++)}`;
    return this.saveReminder({ ...what, id, created_at: new Date().toISOString() });
  }
  saveReminder(row: ReminderRow) {
    const others = this.learnt.filter((each) => each.id !== row.id);
    this.learnt = [...others, row].sort((a, b) => a.id.localeCompare(b.id));
    return Promise.resolve(change('reminders'));
  }
  removeReminder(id: string) {
    this.learnt = this.learnt.filter((each) => each.id !== id);
    return Promise.resolve(change('reminders'));
  }

  order(id: string) {
    const view = this.views.get(id);
    if (view === undefined) return Promise.reject(new BackendError('not_found', id));
    return Promise.resolve(structuredClone(view));
  }
  record = (id: string, event: OrderEvent) => Promise.resolve(this.#append(id, event));
  undo(id: string, seq: number, also: EventOf[] = []) {
    for (const each of also) void this.undo(each.order, each.seq);
    const events = this.views.get(id)?.record.events ?? [];
    const undone = events.find((event) => event.seq === seq);
    if (undone !== undefined) undone.undone = true;
    return Promise.resolve(this.#append(id, { kind: 'undone', body: { seq } }));
  }

  buyAgain(id: string) {
    const check = this.views.get(id)?.check;
    if (!check) return Promise.reject(new BackendError('not_found', id));
    const { answers } = emptyAnswers;
    return this.saveDraft(null, { ...check.draft, page: '', purpose: '', answers });
  }

  attachChosen = (): Promise<FileOutcome[]> => Promise.resolve([]);
  attachDropped = (): Promise<FileOutcome[]> => Promise.resolve([]);
  stopped: LongWork[] = [];
  stopWork(work: LongWork): Promise<void> {
    this.stopped.push(work);
    return Promise.resolve();
  }
  attachClipboard: Backend['attachClipboard'] = () =>
    Promise.reject(new BackendError('clipboard_empty', ''));
  override async attachPasted(order: string, file: File, kind: EvidenceKind): Promise<Attached> {
    const sha256 = String(file.size).padStart(64, 'a');
    const view = this.views.get(order);
    const already = view?.record.evidence.some((each) => each.sha256 === sha256) === true;
    const row: Happening = {
      kind: 'evidence_attached',
      body: {
        sha256,
        kind,
        name: file.name,
        media_type: file.type,
        size: file.size,
        width: null,
        height: null,
        notice: null,
        acquired: 'paste',
        attached_at: new Date().toISOString(),
        file_modified_at: null,
      },
    };
    this.pictures.set(sha256, URL.createObjectURL(file));
    const changed = already ? change('evidence') : this.#append(order, row);
    return { sha256, already, also_in: [], notice: null, change: changed };
  }
  setEvidenceKind(order: string, sha256: string, kind: EvidenceKind) {
    return Promise.resolve(
      this.#append(order, { kind: 'evidence_kind_set', body: { sha256, kind } }),
    );
  }
  describeEvidence(order: string, sha256: string, about: EvidenceAbout) {
    return Promise.resolve(
      this.#append(order, { kind: 'evidence_described', body: { sha256, about } }),
    );
  }
  detachEvidence(order: string, sha256: string) {
    return Promise.resolve(this.#append(order, { kind: 'evidence_detached', body: { sha256 } }));
  }
  onFileDrag(seen: (drag: FileDrag) => void) {
    this.drag = seen;
    return () => {
      this.drag = null;
    };
  }

  #known(): KnownRecipient[] {
    return this.book.map((each) => ({
      ...each,
      times_checked: each.purchases + (each.confirmed === 'blind_entry' ? 1 : 0),
    }));
  }

  #append(id: string, what: Happening): Change {
    const view = this.views.get(id);
    if (view === undefined) throw new BackendError('not_found', id);
    const seq = ++this.#seq;
    const at = new Date().toISOString();
    const event: Event = {
      ...what,
      seq,
      order: id,
      at,
      hash: String(seq).repeat(64).slice(0, 64),
      undone: false,
    };
    view.record.events.push(event);
    fold(view);
    return { order: id, seq, kinds: ['orders'] };
  }
}

const noGate = { finding: null, total_fen: null, seconds: null, second_entry: null, warning: null };

function change(kind: Change['kinds'][number]): Change {
  return { order: null, seq: null, kinds: [kind] };
}
