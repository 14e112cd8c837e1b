import {
  BackendError,
  type CaseChannel,
  type CaseList,
  type CaseView,
  type Change,
  type Complaining,
  type LetterId,
  type LetterText,
  type LetterView,
  type LintFinding,
  type OrderId,
  type SelfCheck,
  type TemplateCheck,
  type Tone,
} from '@/backend';

/** A case of which nothing is known yet. */
export function emptyCase(): CaseView {
  return {
    orders: [],
    opened_at: null,
    stage: 'locate',
    passed: [],
    next: { do: 'answer', question: 'what_happened' },
    finding: {
      problem: null,
      guide: null,
      triage: { path: [], end: { ask: 'what_happened' }, said: [] },
      asked: [
        { question: 'what_happened', options: ['nothing_came', 'chose_wrong'], chosen: null },
      ],
      answers: [],
      facts: [],
      causes: [],
    },
    ways: [],
    followed: null,
    questions: [],
    evidence: {
      meter: { problem: null, needs: [], met: 0, musts: 0 },
      lacking: [],
      pieces: [],
    },
    ladder: { rungs: [], route: null, next: { do: 'find_problem' } },
    preferred: null,
    letters: [],
    proposed: null,
    texts: {},
    complaint: {
      respondent_kind: null,
      credit_code: '',
      reached_at_shown_address: null,
      own_name: null,
      by_proxy: null,
      proxy_papers: null,
      vouched: null,
    },
    contacts: [],
    copied: [],
    packets: [],
    terms: [],
    fraud: [],
    law: [],
    closing: null,
    days: null,
    money: { paid: null, back: 0, outcome: null },
  };
}

/** A letter that lacks nothing. */
export function plainLetter(template: LetterId, tone: Tone): LetterView {
  const text = '您好，订单一直没有到账，请在11月25日18:00前处理。';
  return {
    template,
    name: { zh: '未到账', en: 'Nothing has arrived' },
    addressee: 'platform',
    tone,
    letter: { template, tone, text, length: text.length, limit: 1200 },
    missing: [],
    faults: [],
    facts: [{ slot: 'order_no', lines: ['A-1'], from: 'record' }],
    empty: [],
    lint: [],
    own: false,
  };
}

/** The part of the backend in memory that knows of cases. What is done is noted. */
export class FakeCasework {
  /** What every order's case is; a test puts it there. */
  theCase: CaseView = emptyCase();
  theCases: CaseList = {
    open: [],
    more: false,
    over: [],
    came_back: { cases: 0, returned: 0, days: null, causes: {} },
  };
  theLetter: (template: LetterId, tone: Tone) => LetterView = plainLetter;
  channelsKnown: CaseChannel[] = [];
  selfCheck: SelfCheck = {
    fields: [],
    grounds: [],
    goes_to: 'unknown',
    report: null,
    wording: [],
    ready: true,
  };
  letterTemplates: LetterText[] = [];
  check: (text: string) => TemplateCheck = () => ({ faults: [], claims: [] });
  me: Complaining = { name: '', phone: '', address: '' };
  /** What was done, by name, with what it was done with. */
  doneAbout: [string, ...unknown[]][] = [];

  readonly #did =
    (what: string) =>
    (order: OrderId, ...rest: unknown[]): Promise<Change> => {
      this.doneAbout.push([what, ...rest]);
      return Promise.resolve({ order, seq: this.doneAbout.length, kinds: ['orders'] });
    };

  cases = (): Promise<CaseList> => Promise.resolve(this.theCases);
  caseOf = (): Promise<CaseView> => Promise.resolve(this.theCase);
  caseChannels = (): Promise<CaseChannel[]> => Promise.resolve(this.channelsKnown);
  answerCase = this.#did('answer');
  setCaseProblem = this.#did('problem');
  sayCaseFact = this.#did('fact');
  lackEvidence = this.#did('lack');
  followRemedy = this.#did('follow');
  preferChannel = this.#did('prefer');
  fillCase = this.#did('fill');
  noteContact = this.#did('contact');
  setComplaint = this.#did('complaint');
  checkComplaint = (): Promise<SelfCheck> => Promise.resolve(this.selfCheck);
  closeCase = this.#did('close');
  reopenCase = this.#did('reopen');
  caseLetter = (_: OrderId, template: LetterId, tone: Tone): Promise<LetterView> =>
    Promise.resolve(this.theLetter(template, tone));
  lintLetter = (): Promise<LintFinding[]> => Promise.resolve([]);
  copyLetter = this.#did('copy');
  complaining = (): Promise<Complaining> => Promise.resolve(this.me);
  saveComplaining = (who: Complaining): Promise<Change> => {
    this.me = who;
    return Promise.resolve({ order: null, seq: null, kinds: ['settings'] });
  };
  letterTexts = (): Promise<LetterText[]> => Promise.resolve(structuredClone(this.letterTemplates));
  checkLetterText = (text: string): Promise<TemplateCheck> => Promise.resolve(this.check(text));
  saveLetterText = (template: LetterId, text: string | null): Promise<Change> => {
    const known = this.letterTemplates.find((each) => each.template.id === template);
    if (known === undefined) return Promise.reject(new BackendError('not_found', template));
    const original = known.original ?? known.template.text;
    known.template.text = text ?? original;
    known.original = text === null || text === original ? null : original;
    return Promise.resolve({ order: null, seq: null, kinds: ['settings'] });
  };
  onToCases = (): (() => void) => () => undefined;
}
