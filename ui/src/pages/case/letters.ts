/* How letters are shown; which are proposed, and how they speak, comes with the case. */
import type { CaseView, ChannelId, LintFinding, Slot } from '@/backend';
import { unitPlaces } from '@/text/bytes';

/** In the order in which letters to them are offered. */
export const addressees = ['counterparty', 'platform', 'payment', 'regulator'] as const;

/** Slots that several sentences may stand in. */
const long: ReadonlySet<Slot> = new Set<Slot>([
  'happened',
  'cause',
  'demand',
  'rule_quote',
  'refusal',
  'described',
  'received',
  'notice',
  'term_quote',
  'promised',
  'next_step',
]);
export function isLong(slot: Slot): boolean {
  return long.has(slot);
}
/** Who the buyer is: kept once for all cases. */
export const selfSlots = ['name', 'phone', 'address'] as const;
export function isSelf(slot: Slot): slot is (typeof selfSlots)[number] {
  return selfSlots.some((each) => each === slot);
}
/** Slots that are made of the record and not typed. */
export function isMade(slot: Slot): boolean {
  return slot === 'evidence' || slot === 'contacts' || slot === 'law';
}

/** Whether the app has letters for a channel. */
export function isWritable({ letters }: CaseView, channel: ChannelId): boolean {
  return letters.some(({ channels }) => channels.includes(channel));
}

/** Until when a channel is better left in peace; null when it need not be. */
export function restOf(view: CaseView, channel: ChannelId): string | null {
  return view.contacts.find(({ recorded }) => recorded.what.channel === channel)?.rest ?? null;
}

/** Findings with their places in the text they were found in, as units of it. */
export function placed(
  of: string,
  found: readonly LintFinding[],
): (LintFinding & { place: { start: number; end: number } | null })[] {
  const places = unitPlaces(
    of,
    found.flatMap(({ range }) => (range === null ? [] : [range.start, range.end])),
  );
  return found.map((finding) => {
    const { range } = finding;
    const [start, end] = [places.get(range?.start ?? 0) ?? 0, places.get(range?.end ?? 0) ?? 0];
    return { ...finding, place: range === null ? null : { start, end } };
  });
}
