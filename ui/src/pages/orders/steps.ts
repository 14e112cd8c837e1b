import type { EventKind, OrderEvent, OrderState } from '@/backend';

/** The steps a buyer can report, in the order they are offered. */
export const reported = [
  'paid',
  'issued',
  'delivered',
  'completed',
  'postponed',
  'abandoned',
  'number_set',
  'noted',
] as const satisfies readonly EventKind[];

export type ReportedStep = (typeof reported)[number];
export type DetailedStep = Extract<ReportedStep, 'paid' | 'abandoned' | 'number_set' | 'noted'>;
export type PlainStep = Exclude<ReportedStep, DetailedStep>;

export function isDetailed(step: ReportedStep): step is DetailedStep {
  return step === 'paid' || step === 'abandoned' || step === 'number_set' || step === 'noted';
}

/** Those of `next` that a buyer reports; the first moves the order on and is offered first. */
export function offered(next: readonly EventKind[]): ReportedStep[] {
  return reported.filter((step) => next.includes(step));
}

const states: Partial<Record<PlainStep, OrderState>> = {
  issued: 'issued',
  delivered: 'delivered',
  completed: 'completed',
};

/** A step that needs no particulars, as it is recorded: seen just now. */
export function plainEvent(step: PlainStep, now: Date): OrderEvent {
  const order = states[step];
  if (order === undefined) return { kind: 'postponed' };
  const body = { ...nothing, order, at: now.toISOString(), source: 'seen' as const };
  return { kind: 'moved', body };
}

/** The goods were found to have come after all. */
export function came(now: Date): OrderEvent {
  const body = {
    ...nothing,
    arrival: 'whole' as const,
    at: now.toISOString(),
    source: 'seen' as const,
  };
  return { kind: 'moved', body };
}

/** A step that moves nothing. */
const nothing = {
  order: null,
  money: null,
  voucher: null,
  shipment: null,
  arrival: null,
  shown: null,
  note: null,
  reason: null,
};
