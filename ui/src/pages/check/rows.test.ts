import { expect, it } from 'vitest';

import { review } from '@/dev/review';
import { settings } from '@/dev/fake';

import { lines } from './rows';
import { emptyDraft } from './session.svelte';

const draft = (page: string, budget = '') => ({ ...emptyDraft(), face_value: '100', page, budget });

function shown(page: string, budget = '') {
  const answer = review(draft(page, budget), [], settings);
  return lines(answer, budget, page !== '').map((line) => [line.field, line.standing]);
}

it('puts what differs first', () => {
  expect(shown('数量：2 面值：100')).toEqual([
    ['quantity', 'differs'],
    ['face_value_fen', 'same'],
  ]);
});

it('holds the total against the limit', () => {
  expect(shown('应付：98.50', '100')).toContainEqual(['total_fen', 'same']);
  expect(shown('应付：197.00', '100')).toContainEqual(['total_fen', 'differs']);
  expect(shown('应付：197.00')).toContainEqual(['total_fen', 'not_asked']);
});

it('holds the total against no limit that cannot be read', () => {
  const answer = review(draft('应付：98.50', '1oo'), [], settings);
  const error = {
    field: 'budget_fen',
    code: 'character',
    at: 1,
    found: 'o',
    suggestion: '0',
  } as const;
  const rows = lines({ ...answer, input_errors: [error] }, '1oo', true);
  expect(rows.find((line) => line.field === 'total_fen')?.standing).toBe('not_asked');
});

it('does not say that a page lacks something before there is one', () => {
  const answer = review(draft(''), [], settings);
  expect(lines(answer, '', false).every((line) => line.waiting)).toBe(true);
});
