import type { Circumstance, Event, Problem } from '@/backend';

/** What is wrong with an order and how it was paid, as its timeline says last. */
export function caseOf(events: readonly Event[]): {
  problem: Problem | null;
  circumstances: Circumstance[];
} {
  const said = events.findLast((event) => event.kind === 'case_set' && !event.undone);
  if (said?.kind !== 'case_set') return { problem: null, circumstances: [] };
  return said.body;
}

/** Something was begun about what went wrong, and it was not looked back on yet. */
export function caseIsOpen(events: readonly Event[]): boolean {
  const last = events.findLast((event) => event.kind === 'case' && !event.undone);
  return last?.kind === 'case' && last.body.step !== 'closed';
}
