import type { EventKind, OrderEvent } from '@/backend';

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
] as const satisfies readonly OrderEvent['kind'][];

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
