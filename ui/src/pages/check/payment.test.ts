import { expect, it } from 'vitest';

import type { Fact, Field } from '@/backend';

import { statedPayment } from './payment';

const NOW = new Date(2026, 10, 22, 14, 0);
const page = (...facts: [Field, string][]) => ({
  facts: facts.map(([field, value]): Fact => ({
    field,
    value: { type: 'text', value },
    certainty: 'sure',
    spans: [],
  })),
});

it('takes the number and the moment that the page states', () => {
  const stated = statedPayment(
    page(['order_no', '20261122001'], ['paid_at', '2026-11-22T13:05:09']),
    NOW,
  );
  expect(stated.orderNo).toBe('20261122001');
  expect(stated.paidAt).toEqual(new Date(2026, 10, 22, 13, 5, 9));
});

it('takes neither of two numbers, nor a moment to come', () => {
  const stated = statedPayment(
    page(['order_no', '1'], ['order_no', '2'], ['paid_at', '2026-11-22T14:00:01']),
    NOW,
  );
  expect(stated).toEqual({ orderNo: null, paidAt: null });
  expect(statedPayment(null, NOW)).toEqual({ orderNo: null, paidAt: null });
});
