import { expect, it } from 'vitest';

import { type Ask, everyOrder, narrows, readAsk, writeAsk } from '@/app/ask';

import { askOf, queryOf } from './query';

const now = new Date(2026, 10, 22, 14, 3);
const all: Ask = {
  ...everyOrder,
  text: '话费 100%',
  states: ['unpaid', 'paid'],
  money: ['refunding'],
  categories: ['phone_credit'],
  shops: ['淘宝', 'A&B=C'],
  payees: ['恒达3网络科技'],
  from: 1_000,
  to: 20_000,
  since: '2026-02-01',
  until: '2026-03-01',
  gaps: true,
  due: true,
  troubled: true,
  unarrived: true,
  tags: ['报销'],
  gone: true,
  postponed: true,
  sort: 'amount_high',
  view: 'v-1',
};

it('finds its way back from the address', () => {
  expect(readAsk(writeAsk(all))).toEqual(all);
  expect(writeAsk(everyOrder)).toBe('');
  const odd = 'state=gone&from=1e9&since=yesterday&sort=best&lately=ever&money=paid';
  expect(readAsk(odd), 'what is said wrongly is left out').toEqual({
    ...everyOrder,
    money: ['paid'],
  });
});

it('knows when the list is narrowed', () => {
  expect(narrows({ ...everyOrder, sort: 'oldest', view: 'v-1' })).toBe(false);
  expect(narrows({ ...everyOrder, lately: 'today' })).toBe(true);
});

it('turns days into moments of this zone, the last day with all its hours', () => {
  const query = queryOf(all, now);
  expect(query.time_from).toBe(new Date(2026, 1, 1).toISOString());
  expect(query.time_to).toBe(new Date(2026, 2, 2).toISOString());
  expect({ ...askOf(query, null), view: 'v-1' }).toEqual(all);
});

it('counts stretches from the day it is looked at', () => {
  const from = (lately: Ask['lately']): string | null | undefined =>
    queryOf({ ...everyOrder, lately }, now).time_from;
  expect(from('today')).toBe(new Date(2026, 10, 22).toISOString());
  expect(from('week')).toBe(new Date(2026, 10, 16).toISOString());
  expect(from('month')).toBe(new Date(2026, 9, 24).toISOString());
  expect(from('year')).toBe(new Date(2026, 0, 1).toISOString());
});
