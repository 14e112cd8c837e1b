/* A case that is on its way, for looking at its page and for tests. */
import type {
  CasePiece,
  CaseTalk,
  CaseView,
  EvidenceKind,
  NeedState,
  OrderRow,
  Provision,
  WayOut,
} from '@/backend';

import { emptyCase } from './casework';

export function sampleOrder(id: string, name: string): OrderRow {
  return {
    id,
    summary: {
      category: 'phone_credit',
      name,
      face_value: 10_000,
      unit_price: 9850,
      quantity: 1,
      total: 9850,
      recipient: '13800138000',
      recipient_kind: 'phone',
      recipient_label: null,
      shop: '某某充值',
      seller: null,
      payee: null,
      words: [],
    },
    axes: { order: 'paid', money: 'paid', voucher: 'none', shipment: null },
    arrival: null,
    shown: null,
    check_sha256: null,
    recorded_from: null,
    page_sha256: null,
    order_no: '2026112200001',
    refunded: 0,
    tags: [],
    links: [],
    gone: null,
    gone_at: null,
    created_at: '2026-11-20T02:00:00Z',
    updated_at: '2026-11-20T02:00:00Z',
    paid_at: '2026-11-20T02:03:00Z',
    postponed_at: null,
    closed_reason: null,
    notes: [],
    evidence_kinds: [],
    last_seq: 1,
  };
}

export function samplePiece(
  order: string,
  mark: string,
  kind: EvidenceKind,
  name: string,
): CasePiece {
  return {
    order,
    copies: [],
    copy: false,
    bare: false,
    sha256: mark.repeat(64).slice(0, 64),
    kind,
    name,
    media_type: 'image/png',
    size: 20_480,
    width: 1080,
    height: 2340,
    notice: null,
    acquired: 'drop',
    attached_at: '2026-11-20T03:00:00Z',
    file_modified_at: null,
    derived_from: [],
    about: { fields: {}, proves: '', claimed_at: null, basis: null, maker: null },
  };
}

export function sampleNeed(
  need: string,
  kind: EvidenceKind,
  flow: NeedState['flow'],
  more: Partial<NeedState> = {},
): NeedState {
  return { need, kind, or: [], flow, must: true, met: false, ...more };
}

/** A talk with the platform's service of which nothing came yet. */
export function sampleTalk(more: Partial<CaseTalk['recorded']['what']> = {}): CaseTalk {
  return {
    recorded: {
      seq: 3,
      recorded_at: '2026-11-20T02:00:00Z',
      what: {
        at: '2026-11-20T02:00:00Z',
        channel: 'chat',
        agent_no: null,
        ticket: null,
        said: '',
        outcome: 'waiting',
        until: null,
        leads_to: [],
        pieces: [],
        ...more,
      },
    },
    stalls: [],
    fraud: [],
    left: null,
    rest: null,
  };
}

/** Where a part of a text stands, as the backend counts. */
export function bytesOf(text: string, part: string): { start: number; end: number } {
  const count = (words: string): number => new TextEncoder().encode(words).length;
  const start = count(text.slice(0, text.indexOf(part)));
  return { start, end: start + count(part) };
}

function sampleWay(id: WayOut['id'], more: Partial<WayOut> = {}): WayOut {
  return {
    id,
    state: 'open',
    conditions: [],
    loss: 'none',
    costs: [],
    asks: [],
    steps: [],
    needs: [],
    evidence: [],
    hurdles: [],
    blockers: [],
    said: null,
    provisions: [],
    ...more,
  };
}

const law: Provision = {
  id: 'consumer-55',
  law: { zh: '消费者权益保护法', en: 'Consumer law' },
  article: 55,
  paragraph: null,
  items: [],
  cited: { zh: '《民法典》第五百七十七条', en: 'Civil Code, article 577' },
  gist: { zh: '没按约定做，要承担责任。', en: 'Who does not perform is liable.' },
  footing: 'settled',
  from: '2021-01-01',
  until: null,
  source: { title: '民法典', document: '', compared_with: '' } as Provision['source'],
  verified_on: '2026-11-01',
  uses: [],
  problems: [],
};

/** Paid, and no order came of it. */
export function sampleCase(order = 'A'): CaseView {
  const empty = emptyCase();
  const ways: WayOut[] = [
    sampleWay('await_detection', {
      costs: ['wait'],
      conditions: [{ any: [{ fact: 'paid', is: true }], held: 'met', ask: [] }],
      steps: ['pay_no_second_time', 'look_at_payment_state', 'screenshot_payment_state'],
      evidence: ['payment_closed', 'payment'],
      asks: ['refund'],
      provisions: [law.id],
    }),
    sampleWay('refund_unformed', {
      state: 'unknown',
      conditions: [
        { any: [{ fact: 'order_made', is: false }], held: 'met', ask: [] },
        {
          any: [
            { fact: 'contacted', is: true },
            { fact: 'no_reply', is: true },
          ],
          held: 'unknown',
          ask: ['no_reply'],
        },
      ],
      asks: ['refund', 'investigate'],
      steps: ['give_payment_record', 'ask_refund', 'ask_by_when', 'keep_the_answer'],
      needs: ['order_no', 'paid_at'],
      evidence: ['payment', 'chat'],
      hurdles: ['late_result'],
      blockers: [
        {
          id: 'merchant_shows_delivery',
          stands: null,
          ask: [],
          points: ['record_is_theirs', 'check_redeeming_record'],
        },
        { id: 'already_used', stands: false, ask: [], points: [] },
      ],
      said: {
        rule: {
          way: 'refund_failed',
          granted: true,
          quote: '支付成功未生成订单的，24 小时内自动退回',
          seen_on: '2026-11-21',
        },
        until: '2026-11-25T16:00:00Z',
        refused: false,
      },
    }),
    sampleWay('payment_dispute', {
      state: 'blocked',
      loss: 'small',
      conditions: [{ any: [{ fact: 'refused', is: true }], held: 'unmet', ask: [] }],
      steps: ['choose_dispute', 'attach_the_chain', 'answer_in_time'],
    }),
  ];
  return {
    ...empty,
    orders: [sampleOrder(order, '移动 100 元话费')],
    money: { paid: 9850, back: 0, outcome: null },
    opened_at: '2026-11-20T04:00:00Z',
    stage: 'appeal',
    next: { do: 'keep', need: 'closed', kind: 'payment_closed' },
    finding: {
      problem: 'no_voucher',
      guide: {
        id: 'no_voucher',
        core: 'nothing_formed',
        parties: ['platform', 'payment'],
        outside_early: false,
        elements: [],
      },
      triage: {
        path: [
          { question: 'what_happened', option: 'nothing_came', by: 'buyer' },
          { question: 'order_shows', option: 'no_order', by: 'record' },
        ],
        end: { found: 'no_voucher' },
        said: [],
      },
      asked: [
        {
          question: 'what_happened',
          options: ['nothing_came', 'came_wrong', 'chose_wrong', 'money_wrong'],
          chosen: 'nothing_came',
        },
        {
          question: 'order_shows',
          options: ['asked_again', 'no_order', 'nothing_made', 'shown_as_done'],
          chosen: 'no_order',
        },
      ],
      answers: ['nothing_came'],
      facts: [
        { fact: 'paid', is: true, by: 'record' },
        { fact: 'order_made', is: false, by: 'buyer' },
      ],
      causes: [
        {
          id: 'system_failure',
          side: 'platform',
          problems: ['no_voucher'],
          points: ['payment_went_through'],
        },
        {
          id: 'blamed_on_network',
          side: 'platform',
          problems: ['no_voucher'],
          blamed: true,
          points: ['network_is_no_slip', 'record_is_theirs'],
        },
      ],
    },
    ways,
    questions: ['no_reply', 'contacted'],
    evidence: {
      lacking: [],
      meter: {
        problem: 'no_voucher',
        needs: [
          sampleNeed('paid', 'payment', 'money', { met: true, or: ['payment_bill'] }),
          sampleNeed('closed', 'payment_closed', 'money'),
          sampleNeed('popup', 'payment_error', 'money'),
          sampleNeed('ordered', 'order_page', 'order'),
          sampleNeed('told', 'delivery', 'information', { or: ['chat'] }),
          sampleNeed('meant', 'need_proof', 'need', { must: false, met: true }),
        ],
        met: 1,
        musts: 5,
      },
      pieces: [samplePiece(order, 'a', 'payment', '付款成功.png')],
    },
    law: [law],
  };
}
