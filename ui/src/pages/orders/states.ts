import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Ban from '@lucide/svelte/icons/ban';
import CircleCheckBig from '@lucide/svelte/icons/circle-check-big';
import Clock from '@lucide/svelte/icons/clock';
import Loader from '@lucide/svelte/icons/loader';
import PackageCheck from '@lucide/svelte/icons/package-check';

import type { EvidenceKind, Flow, OrderState } from '@/backend';

/** How each state of an order looks. Green stays for what was compared and is equal. */
export const stateLooks = {
  unpaid: { icon: Clock, tone: 'look' },
  paid: { icon: BadgeCheck, tone: 'accent' },
  issued: { icon: Loader, tone: 'accent' },
  delivered: { icon: PackageCheck, tone: 'accent' },
  completed: { icon: CircleCheckBig, tone: 'unknown' },
  closed: { icon: Ban, tone: 'unknown' },
} as const satisfies Record<OrderState, { icon: unknown; tone: string }>;

/** The flow that a kind of evidence serves. */
export const flowOf: Record<EvidenceKind, Flow | null> = {
  listing: 'need',
  payment: 'money',
  order_page: 'order',
  delivery: 'information',
  chat: 'information',
  other: null,
  need_proof: 'need',
  intended_account: 'need',
  payment_bill: 'money',
  bank_record: 'money',
  bank_message: 'money',
  transfer: 'money',
  duplicate_payment: 'money',
  payment_error: 'money',
  payment_closed: 'money',
  refund_record: 'money',
  original_order: 'order',
  wrong_voucher: 'order',
  abnormal_order: 'order',
  photo_video: 'information',
  account_login: 'information',
  balance: 'information',
  service_query: 'information',
  redeem_error: 'information',
  comparison: 'information',
  account_notice: 'information',
  wrong_account: 'information',
  resupply_chat: 'information',
  ticket: 'information',
  refusal: 'information',
  discovery: 'information',
  terms: 'information',
  receipt: 'information',
  login_record: 'information',
  identity: 'identity',
  guardianship: 'identity',
};

/** The three flows, each with the kind that fills it best. */
export const flows: readonly { flow: Exclude<Flow, 'need' | 'identity'>; kind: EvidenceKind }[] = [
  { flow: 'money', kind: 'payment' },
  { flow: 'order', kind: 'order_page' },
  { flow: 'information', kind: 'delivery' },
];

/** The flows that nothing attached serves yet. */
export function gaps(kinds: readonly EvidenceKind[]): typeof flows {
  const served = new Set(kinds.map((kind) => flowOf[kind]));
  return flows.filter(({ flow }) => !served.has(flow));
}
