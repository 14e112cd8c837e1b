import { expect, it } from 'vitest';

import { FRESH_MS, lastCopied, noteCopied } from './copied';

it('remembers what was copied for a while', () => {
  noteCopied(' 13800138000\n', 1000);
  expect(lastCopied(1000 + FRESH_MS)).toBe('13800138000');
  expect(lastCopied(1001 + FRESH_MS), 'it says nothing of a later paste').toBeNull();
  expect(lastCopied(999), 'the clock was set back').toBeNull();
  noteCopied('  ', 2000);
  expect(lastCopied(2000), 'copying nothing changes nothing').toBe('13800138000');
});
