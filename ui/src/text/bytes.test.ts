import { expect, it } from 'vitest';

import { unitPlaces } from './bytes';

const encoder = new TextEncoder();

it.each(['广东移动 100元话费', 'a\u00e9\u{FF11}\u{1F600}\u200B末', ''])(
  'agrees with the encoder on %j',
  (text) => {
    let unit = 0;
    const expected = new Map<number, number>();
    for (const character of text) {
      expected.set(encoder.encode(text.slice(0, unit)).length, unit);
      unit += character.length;
    }
    expected.set(encoder.encode(text).length, text.length);
    expect(unitPlaces(text, [...expected.keys()])).toEqual(expected);
  },
);

it('takes a place past the end for the end', () => {
  expect(unitPlaces('元', [99]).get(99)).toBe(1);
});

it('counts a lone surrogate as the three bytes it is sent as', () => {
  expect(unitPlaces('\ud800x', [3]).get(3)).toBe(1);
});
