/**
 * The groups an identifier is read in: telephone numbers 3-4-4, UIDs 3-3-3, cards 4-4-4-4.
 * A value with letters is one group unless `sizes` says otherwise: where to break it is its
 * issuer's knowledge. The last size repeats.
 */
export function groupsOf(value: string, sizes: readonly number[] = usual(value)): string[] {
  const characters = [...value];
  const groups: string[] = [];
  let at = 0;
  for (let turn = 0; at < characters.length; turn += 1) {
    const size = sizes[Math.min(turn, sizes.length - 1)] ?? characters.length;
    groups.push(characters.slice(at, at + Math.max(1, size)).join(''));
    at += Math.max(1, size);
  }
  return groups;
}

function usual(value: string): readonly number[] {
  if (/^1[\d*]{10}$/.test(value)) return [3, 4, 4];
  if (/^[\d*]+$/.test(value)) {
    if (value.length <= 5) return [value.length];
    return value.length <= 10 ? [3] : [4];
  }
  return [value.length || 1];
}
