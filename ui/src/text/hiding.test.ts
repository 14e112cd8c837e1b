import { expect, it } from 'vitest';

import { dotted, placesOf } from './hiding';

const hidden = (text: string, ...secrets: string[]): string =>
  dotted(text, placesOf(text, secrets));

it('dots a number however it is grouped, and keeps every other character in its place', () => {
  const text = '号码 13800138000，即 138 0013 8000 或 138-0013-8000。';
  const shown = hidden(text, '138 0013 8000');
  expect(shown).not.toMatch(/\d/);
  expect(shown).toHaveLength(text.length);
  expect(shown.endsWith('。')).toBe(true);
});

it('dots overlapping places once', () => {
  const places = [
    { start: 2, end: 5 },
    { start: 1, end: 4 },
  ];
  expect(dotted('abcdefg', places)).toBe('a\u25cf\u25cf\u25cf\u25cffg');
});

it('takes signs of patterns for themselves', () => {
  expect(hidden('138****8000 a.b(c)', '138****8000', 'a.b(c)')).toMatch(/^\u25cf+ \u25cf+$/);
});

it('leaves what is too short to be told from chance', () => {
  expect(hidden('1 元 12 元', '1', '12', '')).toBe('1 元 12 元');
});
