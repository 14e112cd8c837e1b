/* A rough stand-in for the reading of a new recipient; the real one is Rust. */
import type { AddressEntry, KnownRecipient, NewRecipient, RecipientReading } from '@/backend';
import { emptyDraft } from '@/pages/check/session.svelte';

import { apart, recipientOf } from './review';

export function readings(what: NewRecipient, known: KnownRecipient[]): RecipientReading[] {
  const category = what.kind === null || what.kind === 'cn_mobile' ? 'phone_credit' : 'game_topup';
  const found = recipientOf({ ...emptyDraft(), category, recipient: what.text }, known);
  if (found === null || !/\d/.test(what.text)) return [];
  const { candidate, groups } = found;
  const near = known.flatMap((each) => {
    const difference = apart(each.value, candidate.normalised);
    return difference.slip === null ? [] : [{ value: each.value, label: each.label, difference }];
  });
  const second = what.second_entry?.replace(/\s/g, '');
  const same = second === candidate.normalised;
  const second_entry =
    second === undefined
      ? null
      : { same, length_differs: second.length !== candidate.normalised.length, groups: [] };
  const keepable = candidate.verdict !== 'error' && found.known === null;
  const first = { candidate, groups, known: found.known, near, second_entry, keepable };
  if (what.kind !== null) return [{ ...first, candidate: { ...candidate, kind: what.kind } }];
  return [first, { ...first, candidate: { ...candidate, kind: 'qq' }, near: [] }];
}

export function entry(id: number, value: string, label: string, purchases: number): AddressEntry {
  return {
    id,
    kind: 'cn_mobile',
    value,
    label,
    confirmed: 'purchase',
    confirmed_at: '2026-10-01T08:00:00Z',
    purchases,
    last_used_at: null,
    groups: [value.slice(0, 3), value.slice(3, 7), value.slice(7)],
  };
}
