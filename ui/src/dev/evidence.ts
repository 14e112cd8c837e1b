import {
  type Attached,
  BackendError,
  type Change,
  type EvidenceDetails,
  type EvidenceFinding,
  type EvidenceKind,
  type GapMeter,
  type KindGuide,
  type NeedState,
  type OffersChanged,
  type OrderView,
  type Problem,
} from '@/backend';

import { FakePictures } from './pictures';

type Known = [EvidenceKind, string, string, KindGuide['flow'], KindGuide['fields']];

const KNOWN: Known[] = [
  ['payment', '付款记录', 'Payment', 'money', ['order_no', 'amount', 'payee']],
  ['payment_bill', '账单详情', 'Bill entry', 'money', ['amount', 'payee', 'paid_at']],
  ['payment_closed', '交易关闭或处理中', 'Payment closed or pending', 'money', ['order_state']],
  ['payment_error', '交易异常提示', 'Payment error', 'money', ['message']],
  ['order_page', '订单页', 'Order page', 'order', ['order_state', 'goods', 'ordered_at']],
  ['listing', '商品页', 'Listing', 'need', ['goods']],
  ['delivery', '到账情况', 'Delivery', 'information', ['recipient']],
  ['account_login', '账号登录截图', 'The account, signed in', 'information', ['account']],
  ['comparison', '并排对比', 'Side by side', 'information', ['goods']],
  ['chat', '聊天记录', 'Chat', 'information', ['contacted_at']],
  ['need_proof', '需求证明', 'Proof of need', 'need', ['goods']],
  ['timestamp', '可信时间戳', 'Timestamp', null, []],
  ['notarial_deed', '公证书', 'Notarial deed', null, []],
  ['payment_receipt', '盖章回单', 'Sealed receipt', null, []],
  ['identity', '身份证明', 'Identity', 'identity', ['account']],
  ['other', '其他', 'Other', null, []],
];

/** The part of the backend in memory that knows of evidence. */
export class FakeEvidence extends FakePictures {
  views = new Map<string, OrderView>();
  pictures = new Map<string, string>();

  evidenceGuide = (): Promise<KindGuide[]> =>
    Promise.resolve(
      KNOWN.map(([id, zh, en, flow, fields]) => ({
        id,
        name: { zh, en },
        flow,
        proves: { zh: `${zh}能证明的事`, en: `What ${en} proves` },
        hint: { zh: `怎么取得${zh}`, en: `How to get ${en}` },
        fields,
        also: [],
        redact: id === 'identity',
        external: ['timestamp', 'notarial_deed', 'payment_receipt'].includes(id),
        elements: [],
      })),
    );

  gapMeter(order: string, problem: Problem | null): Promise<GapMeter> {
    const view = this.views.get(order);
    if (view === undefined) return Promise.reject(new BackendError('not_found', order));
    const there = view.record.evidence.map(({ kind }) => kind);
    const need = (kind: EvidenceKind, or: EvidenceKind[], must = true): NeedState => {
      const flow = KNOWN.find(([id]) => id === kind)?.[3] ?? null;
      return {
        need: kind,
        kind,
        or,
        flow,
        must,
        met: [kind, ...or].some((k) => there.includes(k)),
      };
    };
    const needs = [
      need('payment', ['payment_bill']),
      need('order_page', []),
      need(problem === 'not_delivered' ? 'account_login' : 'delivery', ['chat']),
      ...(problem === null ? [] : [need('comparison', [], false)]),
    ];
    const musts = needs.filter(({ must }) => must);
    const met = musts.filter((each) => each.met).length;
    return Promise.resolve({ problem, needs, met, musts: musts.length });
  }

  /** What is known of the pieces, as far as a test sets it. */
  details: Partial<EvidenceDetails> = {};
  findings: EvidenceFinding[] = [];
  #listeners = new Set<(sha256: string) => void>();
  evidenceDetails = (): Promise<EvidenceDetails> =>
    Promise.resolve({
      text: null,
      unread: null,
      metadata: { entries: [], software: null, taken_at: null, offset: null },
      proposals: [],
      hints: [],
      near: [],
      ...this.details,
    });
  evidenceFindings = (): Promise<EvidenceFinding[]> => Promise.resolve(this.findings);
  retouchEvidence = (): Promise<Attached> =>
    Promise.reject(new BackendError('not_a_picture', 'not in memory'));
  putBeside = (): Promise<Attached> =>
    Promise.reject(new BackendError('not_a_picture', 'not in memory'));
  readEvidence = (): Promise<void> => Promise.resolve();
  readEvidenceAgain = (): Promise<void> => Promise.resolve();
  onEvidenceRead(seen: (sha256: string) => void): () => void {
    this.#listeners.add(seen);
    return () => {
      this.#listeners.delete(seen);
    };
  }
  /** Tells that a file was read. */
  read(sha256: string): void {
    this.#listeners.forEach((seen) => {
      seen(sha256);
    });
  }

  watched: string | null = null;
  opened: string[] = [];
  #offers: OffersChanged = { offers: [], missing: false };
  #hears: ((now: OffersChanged) => void) | null = null;
  watchedFolder = (): Promise<string | null> => Promise.resolve(this.watched);
  chooseWatchedFolder = (): Promise<boolean> => {
    this.watched = '/home/me/Pictures';
    return Promise.resolve(true);
  };
  stopWatching = (): Promise<Change> => {
    this.watched = null;
    return Promise.resolve({ order: null, seq: null, kinds: ['settings'] });
  };
  offers = (): Promise<OffersChanged> => Promise.resolve(this.#offers);
  offer(...names: string[]): void {
    this.#offers = { offers: names.map((name, at) => ({ token: at + 1, name })), missing: false };
    this.#hears?.(this.#offers);
  }
  takeOffer(token: number, order: string, kind: EvidenceKind): Promise<Attached> {
    const offered = this.#offers.offers.find((each) => each.token === token);
    if (offered === undefined) return Promise.reject(new BackendError('not_found', ''));
    return this.passOver(token).then(() =>
      this.attachPasted(order, new File([offered.name], offered.name), kind),
    );
  }
  attachPasted(order: string, file: File, kind: EvidenceKind): Promise<Attached> {
    return Promise.reject(new BackendError('not_found', `${order} ${file.name} ${kind}`));
  }
  passOver(token: number): Promise<void> {
    const offers = this.#offers.offers.filter((each) => each.token !== token);
    this.#offers = { ...this.#offers, offers };
    this.#hears?.(this.#offers);
    return Promise.resolve();
  }
  offerUrl = (token: number): string => `offer-${String(token)}`;
  onOffers(seen: (now: OffersChanged) => void): () => void {
    this.#hears = seen;
    return () => {
      this.#hears = null;
    };
  }
  openEvidence = (_sha256: string, name: string): Promise<void> => {
    this.opened.push(name);
    return Promise.resolve();
  };

  pictureUrl = (sha256: string): string => this.pictures.get(sha256) ?? '';
}
