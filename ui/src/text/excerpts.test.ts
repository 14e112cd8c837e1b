import { expect, it } from 'vitest';

import { allPieces, carried, pieces, WHOLE } from './excerpts';

it('marks what it is told to and keeps every other character', () => {
  const text = '面值 100 元';
  expect(pieces(text, [{ start: 3, end: 6, fact: 0 }])).toEqual([
    { type: 'text', text: '面值 ' },
    { type: 'mark', text: '100', facts: [0] },
    { type: 'text', text: ' 元' },
  ]);
});

it('gives a stretch every fact that covers it', () => {
  const shown = pieces('广东移动', [
    { start: 0, end: 4, fact: 0 },
    { start: 2, end: 4, fact: 1 },
  ]);
  expect(shown).toEqual([
    { type: 'mark', text: '广东', facts: [0] },
    { type: 'mark', text: '移动', facts: [0, 1] },
  ]);
});

it('shows a megabyte by the surroundings of its marks', () => {
  const text = `${'好'.repeat(500_000)}13800138000${'好'.repeat(500_000)}`;
  const shown = pieces(text, [{ start: 500_000, end: 500_011, fact: 3 }]);
  const length = shown.reduce(
    (sum, piece) => sum + (piece.type === 'gap' ? 0 : piece.text.length),
    0,
  );
  expect(length).toBeLessThan(WHOLE);
  expect(shown).toContainEqual({ type: 'mark', text: '13800138000', facts: [3] });
  const all = shown.reduce((sum, p) => sum + (p.type === 'gap' ? p.length : p.text.length), 0);
  expect(all, 'what is left out is counted').toBe(text.length);
});

it('ignores marks that do not fit the text', () => {
  expect(pieces('abc', [{ start: 2, end: 9, fact: 0 }])).toEqual([{ type: 'text', text: 'abc' }]);
});

it('leaves nothing out of a text that is edited, however long it is', () => {
  const text = '好'.repeat(WHOLE + 1);
  const shown = allPieces(text, [{ start: 1, end: 2, fact: 0 }]);
  expect(shown.map((piece) => (piece.type === 'gap' ? '' : piece.text)).join('')).toBe(text);
});

it.each([
  ['after what was typed a mark moves with its words', 'ab骗子', 'abc骗子', [3, 5]],
  ['before it stays', '骗子ab', '骗子', [0, 2]],
  ['what was changed itself is marked no more', 'a骗子b', 'a骗b', null],
  ['a text that is gone has no marks', '骗子', '', null],
])('%s', (_, before, after, place) => {
  const start = before.indexOf('骗子');
  const left = carried([{ start, end: start + 2 }], before, after);
  expect(left).toEqual(place === null ? [] : [{ start: place[0], end: place[1] }]);
});
