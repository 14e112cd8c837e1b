import { guide } from '@/app/guide.svelte';
import type { CasePiece, CaseView, EvidenceKind, NeedState } from '@/backend';

export const groups = ['money', 'order', 'information', 'rule', 'identity', 'external'] as const;
export type Group = (typeof groups)[number];

/** A place for evidence, with what stands there. */
export interface Slot {
  key: string;
  /** What is asked for. */
  kind: EvidenceKind;
  /** What would do as well. */
  or: EvidenceKind[];
  must: boolean;
  met: boolean;
  /** The buyer says that it cannot be had. */
  lacking: boolean;
  pieces: CasePiece[];
}

/** What is said to be so before paying, and what is to go by. */
const RULES: readonly EvidenceKind[] = ['terms', 'listing', 'need_proof', 'intended_account'];

/** The places of a case by the flow that they prove; no group without one. */
export function slotsOf({ evidence }: CaseView): { group: Group; slots: Slot[] }[] {
  const { needs } = evidence.meter;
  /** A copy stands there alone where what it was made of is of another kind, or gone. */
  const holding = (kinds: readonly EvidenceKind[]): CasePiece[] => {
    const all = evidence.pieces.filter(({ kind }) => kinds.includes(kind));
    const originals = all.filter(({ copy }) => !copy);
    return originals.length > 0 ? originals : all;
  };
  const asked = needs.map((need) => ({
    group: groupOf(need),
    slot: {
      key: need.need,
      kind: need.kind,
      or: need.or,
      must: need.must,
      met: need.met,
      lacking: evidence.lacking.includes(need.need),
      pieces: holding([need.kind, ...need.or]),
    },
  }));
  const made = guide().filter((kind) => kind.external);
  const external = made.map(({ id: kind }) => {
    const pieces = holding([kind]);
    const slot = {
      key: kind,
      kind,
      or: [],
      must: false,
      met: pieces.length > 0,
      lacking: false,
      pieces,
    };
    return { group: 'external' as Group, slot };
  });
  const all = [...asked, ...external];
  return groups
    .map((group) => ({
      group,
      slots: all.filter((each) => each.group === group).map(({ slot }) => slot),
    }))
    .filter(({ slots }) => slots.length > 0);
}

function groupOf({ kind, flow }: NeedState): Group {
  if (RULES.includes(kind) || flow === 'need') return 'rule';
  return flow ?? 'identity';
}
