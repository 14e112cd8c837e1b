import type { EvidenceRow } from '@/backend';

/** The pieces in their order, each copy behind the first piece that it was made from. */
export function withCopies(evidence: readonly EvidenceRow[]): EvidenceRow[] {
  const there = new Set(evidence.map(({ sha256 }) => sha256));
  const parent = (row: EvidenceRow): string | undefined =>
    row.derived_from.find((sha256) => there.has(sha256));
  const behind = (row: EvidenceRow): EvidenceRow[] => [
    row,
    ...evidence.filter((each) => parent(each) === row.sha256).flatMap(behind),
  ];
  // A copy of a copy leads back to one that has no parent, since each was made from what was.
  return evidence.filter((row) => parent(row) === undefined).flatMap(behind);
}
