import { expect, it } from 'vitest';

import { everyOrder } from './ask';
import { hashOf, parseRoute, type Route } from './routes';

it.each<Route>([
  { page: 'home' },
  { page: 'check', draft: null },
  { page: 'check', draft: '0190-a/b c' },
  { page: 'orders', ask: { ...everyOrder, text: '话费 100%', states: ['paid'] } },
  { page: 'orders', ask: everyOrder },
  { page: 'order', id: '0190' },
  { page: 'library', section: 'reminders' },
  { page: 'library', section: 'letters' },
  { page: 'cases' },
  { page: 'case', id: '0190-a', tab: 'find' },
  { page: 'case', id: '0190-a', tab: 'letter' },
  { page: 'settings' },
])('finds its way back to %j', (route) => {
  expect(parseRoute(hashOf(route))).toEqual(route);
});

it('leaves open where the window opens', () => {
  expect(parseRoute('')).toEqual({ page: 'start' });
});

it('opens the library on the address book', () => {
  expect(parseRoute('#/library')).toEqual({ page: 'library', section: 'recipients' });
  expect(parseRoute('#/library/other')).toEqual({ page: 'library', section: 'recipients' });
});

it('takes a broken escape for no name instead of failing', () => {
  expect(parseRoute('#/orders/%E0%A4%A')).toEqual({ page: 'orders', ask: everyOrder });
});
