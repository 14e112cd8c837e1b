/** A stretch of text, in UTF-16 units, with the number of the fact it belongs to. */
export interface Mark {
  start: number;
  end: number;
  fact: number;
}

export type Piece =
  | { type: 'text'; text: string }
  | { type: 'mark'; text: string; facts: number[] }
  /** So many characters are left out here. */
  | { type: 'gap'; length: number };

/** A text up to this long is shown whole. */
export const WHOLE = 6_000;
const AROUND = 160;
/** More marks than this are no help, and a hostile page can hold ten thousand. */
const MOST_MARKS = 300;

/**
 * The text in pieces, with its marks. Of a long text only what stands around the marks is
 * kept, so that a megabyte costs no more than a page.
 */
export function pieces(text: string, marks: readonly Mark[]): Piece[] {
  const sorted = [...marks]
    .filter((mark) => mark.start < mark.end && mark.end <= text.length)
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, MOST_MARKS);
  const result: Piece[] = [];
  let at = 0;
  for (const window of windows(text, sorted)) {
    if (window.start > at) result.push({ type: 'gap', length: window.start - at });
    result.push(...cut(text, window.start, window.end, sorted));
    at = window.end;
  }
  if (at < text.length) result.push({ type: 'gap', length: text.length - at });
  return result;
}

/** The whole text in pieces, however long it is. */
export function allPieces(text: string, marks: readonly Mark[]): Piece[] {
  const sound = marks.filter((mark) => mark.start < mark.end && mark.end <= text.length);
  return text === '' ? [] : cut(text, 0, text.length, sound.slice(0, MOST_MARKS));
}

/**
 * Marks of a text where they stand in a later form of it; those that the change touched are
 * gone until the new text was looked at.
 */
export function carried<T extends { start: number; end: number }>(
  marks: readonly T[],
  before: string,
  after: string,
): T[] {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const moved = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= head) return [mark];
    if (mark.start < before.length - tail) return [];
    return [{ ...mark, start: mark.start + moved, end: mark.end + moved }];
  });
}

function windows(text: string, marks: readonly Mark[]): { start: number; end: number }[] {
  if (text.length <= WHOLE) return text === '' ? [] : [{ start: 0, end: text.length }];
  const found: { start: number; end: number }[] = [{ start: 0, end: boundary(text, AROUND * 2) }];
  for (const mark of marks) {
    const start = boundary(text, Math.max(0, mark.start - AROUND));
    const end = boundary(text, Math.min(text.length, mark.end + AROUND));
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** Never cuts a pair of surrogates in two. */
function boundary(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000 ? at - 1 : at;
}

/** Marks may lie within each other: a stretch carries every fact that covers it. */
function cut(text: string, start: number, end: number, marks: readonly Mark[]): Piece[] {
  const within = marks.filter((mark) => mark.start < end && mark.end > start);
  const edges = new Set([start, end]);
  for (const mark of within) {
    edges.add(Math.max(start, mark.start));
    edges.add(Math.min(end, mark.end));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const result: Piece[] = [];
  sorted.slice(1).forEach((to, index) => {
    const from = sorted[index] ?? start;
    const facts = within.filter((mark) => mark.start <= from && mark.end >= to).map((m) => m.fact);
    const part = text.slice(from, to);
    result.push(
      facts.length === 0
        ? { type: 'text', text: part }
        : { type: 'mark', text: part, facts: [...new Set(facts)] },
    );
  });
  return result;
}
