import { expect, it } from 'vitest';

import { bestFit, fit } from './fuzzy';

it('prefers the whole word to its beginning, and both to a part', () => {
  const fits = ['订单', '订', '单', '丁'].map((typed) => fit('订单', typed));
  expect(fits).toEqual([...fits].sort((a, b) => b - a));
  expect(fits.at(-1)).toBe(0);
});

it('finds a word by letters of it in their order', () => {
  expect(fit('settings', 'stgs')).toBeGreaterThan(0);
  expect(fit('settings', 'gst')).toBe(0);
  expect(fit('Library · Own kinds', 'own k')).toBeGreaterThan(0.5);
});

it('takes the best of several words', () => {
  expect(bestFit(['首页', 'shouye', 'sy'], 'sy')).toBe(1);
});
