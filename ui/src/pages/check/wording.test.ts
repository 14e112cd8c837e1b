import { expect, it } from 'vitest';

import type { Finding, Step } from '@/backend';

import { findingText, stepTexts } from './wording';

const step = (kind: Step['kind'], from: string, to = ''): Step => ({ kind, at: 0, from, to });

it('counts blanks and names what cannot be seen or was changed', () => {
  expect(stepTexts([step('space', ' '), step('space', ' ')])).toEqual(['去掉 2 个空格']);
  expect(stepTexts([step('zero_width', 'U+200B'), step('zero_width', 'U+200B')])).toEqual([
    '去掉 2 个看不见的字符 U+200B',
  ]);
  expect(stepTexts([step('full_width', '\uff11', '1'), step('prefix', '+86')])).toEqual([
    '全角转半角 \uff11 \u2192 1',
    '去掉开头的 +86',
  ]);
});

it('does not list eleven changes of one kind', () => {
  const all = [...'0123456789'].map((digit) => step('full_width', digit, digit));
  expect(stepTexts(all)[0]).toMatch(/3 \u2192 3\u2026$/);
});

it('says neither value of a recipient while it is blind', () => {
  const finding: Finding = {
    key: 'differs:recipient',
    code: 'differs',
    check: 'recipient',
    severity: 'stop',
    field: 'recipient',
    expected: { type: 'text', value: '13800138000' },
    actual: { type: 'text', value: '13800138008' },
    difference: null,
    about: null,
  };
  expect(findingText(null, finding)).toContain('13800138008');
  expect(findingText(null, finding, true)).not.toMatch(/\d/);
});
