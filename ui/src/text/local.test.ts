import { expect, it } from 'vitest';

import { localInput, parseLocal } from './local';

it('reads back what it writes', () => {
  const at = new Date(2026, 10, 22, 14, 3);
  expect(parseLocal(localInput(at))).toEqual(at);
});

it.each([
  '2026-02-31 10:00',
  '0001-01-01 00:00',
  '2026-13-01 10:00',
  '2026-11-22 25:00',
  '2026-11-22 10:75',
  '昨天',
  '',
])('takes %j for no moment', (text) => {
  expect(parseLocal(text)).toBeNull();
});

it('takes seconds and slashes too', () => {
  expect(parseLocal('2026/11/22 14:03:09')).toEqual(new Date(2026, 10, 22, 14, 3, 9));
});
