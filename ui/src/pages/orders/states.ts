import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Ban from '@lucide/svelte/icons/ban';
import CircleCheckBig from '@lucide/svelte/icons/circle-check-big';
import Clock from '@lucide/svelte/icons/clock';
import Loader from '@lucide/svelte/icons/loader';
import Hourglass from '@lucide/svelte/icons/hourglass';
import PackageCheck from '@lucide/svelte/icons/package-check';
import RotateCw from '@lucide/svelte/icons/rotate-cw';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import CircleX from '@lucide/svelte/icons/circle-x';

import type { EvidenceKind, Flow, OrderState } from '@/backend';

/** How each state of an order looks. Green stays for what was compared and is equal. */
export const stateLooks = {
  unpaid: { icon: Clock, tone: 'look' },
  paid: { icon: BadgeCheck, tone: 'accent' },
  pending: { icon: Hourglass, tone: 'look' },
  abnormal: { icon: TriangleAlert, tone: 'look' },
  failed: { icon: CircleX, tone: 'stop' },
  resupplying: { icon: RotateCw, tone: 'look' },
  issued: { icon: Loader, tone: 'accent' },
  delivered: { icon: PackageCheck, tone: 'accent' },
  completed: { icon: CircleCheckBig, tone: 'unknown' },
  closed: { icon: Ban, tone: 'unknown' },
} as const satisfies Record<OrderState, { icon: unknown; tone: string }>;

/** The three flows, each with the kind that fills it best. */
export const flows: readonly { flow: Exclude<Flow, 'need' | 'identity'>; kind: EvidenceKind }[] = [
  { flow: 'money', kind: 'payment' },
  { flow: 'order', kind: 'order_page' },
  { flow: 'information', kind: 'delivery' },
];

/** Those of the three that are missing. */
export function unfilled(missing: readonly Flow[]): typeof flows {
  return flows.filter(({ flow }) => missing.includes(flow));
}
