import { expect, it } from 'vitest';

import { relativeTime } from './times';

const now = new Date(2026, 10, 23, 2, 30);
const said = (...at: [number, number, number, number, number]): string =>
  relativeTime(new Date(...at), now, 'zh-CN', '刚刚');

it.each([
  ['刚刚', [2026, 10, 23, 2, 29, 30]],
  ['5小时前', [2026, 10, 22, 21, 0]],
  ['昨天', [2026, 10, 22, 1, 0]],
  ['前天', [2026, 10, 21, 9, 41]],
  ['3天前', [2026, 10, 20, 23, 59]],
  ['后天', [2026, 10, 25, 23, 0]],
  ['11月16日', [2026, 10, 16, 12, 0]],
])('says %s by the calendar', (words, at) => {
  expect(said(...(at as [number, number, number, number, number]))).toBe(words);
});
