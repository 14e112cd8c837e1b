import type {
  AgendaItem,
  AgendaView,
  Change,
  NextTerm,
  OrderDeadlines,
  Platform,
  PlatformEntry,
  PlatformFault,
  TermAnswered,
  ReplaceableRule,
  TermKey,
  TermView,
  Watch,
} from '@/backend';

import { FakeCasework } from './casework';

const done: Change = { order: null, seq: null, kinds: ['own'] };

/** The part of the backend in memory that knows of terms and platforms. */
export class FakeDeadlines extends FakeCasework {
  /** The terms of every order; a test puts them there. */
  terms: TermView[] = [];
  agendaItems: Partial<Record<keyof Omit<AgendaView, 'clock_behind'>, AgendaItem[]>> = {};
  clockBehind = false;
  answersGiven: TermAnswered[] = [];
  exported: { name: string; uids: string[] }[] = [];

  deadlinesOf = (): Promise<OrderDeadlines> =>
    Promise.resolve({
      problem: null,
      circumstances: [],
      troubled: false,
      terms: this.terms.map((term) => ({ ...term })),
      reportable: ['contacted', 'refund_requested', 'promised', 'refund_agreed'],
    });
  agenda = (track: string | null): Promise<AgendaView> => {
    const group = (of: keyof FakeDeadlines['agendaItems']) => {
      const items = (this.agendaItems[of] ?? []).filter(
        (item) => track === null || item.term.track === track,
      );
      return { count: items.length, items };
    };
    return Promise.resolve({
      overdue: group('overdue'),
      today: group('today'),
      this_week: group('this_week'),
      later: group('later'),
      clock_behind: this.clockBehind,
    });
  };
  nextTerms = (): Promise<NextTerm[]> => Promise.resolve([]);
  answerTerm(what: TermAnswered): Promise<Change> {
    this.answersGiven.push(what);
    this.terms = this.terms.map((term) =>
      term.rule === what.term.rule
        ? { ...term, answer: what.answer, state: what.answer === 'partly' ? 'open' : 'answered' }
        : term,
    );
    return Promise.resolve({ order: what.term.order, seq: 1, kinds: ['orders'] });
  }
  exportIcs(name: string, entries: { uid: string }[]): Promise<boolean> {
    this.exported.push({ name, uids: entries.map(({ uid }) => uid) });
    return Promise.resolve(true);
  }
  come: Watch = { tell: [], caught_up: [], today: 0, overdue: 0, wake_at: '' };
  told: TermKey[] = [];
  notices: string[] = [];
  cameSeen: (() => void) | null = null;
  watch = (): Promise<Watch> => Promise.resolve(structuredClone(this.come));
  termsTold(terms: TermKey[]): Promise<Change> {
    this.told.push(...terms);
    return Promise.resolve({ order: null, seq: null, kinds: ['settings'] });
  }
  notifyTerms(title: string, _body: string, terms: TermKey[]): Promise<Change> {
    this.notices.push(title);
    return this.termsTold(terms);
  }
  onTermsCame(seen: () => void): () => void {
    this.cameSeen = seen;
    return () => {
      this.cameSeen = null;
    };
  }
  onToDeadlines(): () => void {
    return () => undefined;
  }
  replaceable: ReplaceableRule[] = [];
  replaceableRules = (): Promise<ReplaceableRule[]> => Promise.resolve(this.replaceable);
  notebook: PlatformEntry[] = [];
  /** What was forgotten, of everything that is the buyer's own. */
  gone = new Set<string>();
  platforms = (): Promise<PlatformEntry[]> =>
    Promise.resolve(structuredClone(this.notebook.filter(({ id }) => !this.gone.has(id))));
  tryPlatform(_id: string | null, what: Platform): Promise<PlatformFault[]> {
    const faults: PlatformFault[] = [];
    if (what.name.trim() === '') faults.push({ what: 'name_empty' });
    const long = [...what.checks, ...what.rules.map(({ name }) => ({ what: name }))];
    if (long.some((each) => each.what.length > 200)) faults.push({ what: 'too_long' });
    return Promise.resolve(faults);
  }
  savePlatform(id: string | null, what: Platform): Promise<Change> {
    const history = { orders: 0, problems: 0, refunds: 0, refund_days: null };
    const made = { id: id ?? `own_${String(this.notebook.length)}`, what, history };
    this.notebook = [...this.notebook.filter((each) => each.id !== made.id), made];
    return Promise.resolve(done);
  }
}
