import { expect, it, vi } from 'vitest';

import { BackendError, type OrderRow, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';

import { OrderList } from './list.svelte';

function rows(count: number, name: string): OrderRow[] {
  return Array.from({ length: count }, (_, at) => ({ id: `${name}-${String(at)}` }) as OrderRow);
}

function fakeWith(orders: FakeBackend['orders']): FakeBackend {
  const fake = new FakeBackend();
  vi.spyOn(fake, 'orders').mockImplementation(orders);
  setBackend(fake);
  return fake;
}

it('asks for the next orders after the last one shown', async () => {
  const fake = fakeWith(() => Promise.resolve(rows(60, 'a')));
  const list = new OrderList();
  await list.search('');
  expect(list.more).toBe(true);
  await list.showMore();
  expect(list.rows).toHaveLength(120);
  expect(vi.mocked(fake.orders).mock.calls[1]?.[0]).toMatchObject({ after: 'a-59' });
});

it('drops the answer to an earlier search', async () => {
  const answers: ((found: OrderRow[]) => void)[] = [];
  fakeWith(() => new Promise((resolve) => answers.push(resolve)));
  const list = new OrderList();
  const first = list.search('话');
  const second = list.search('话费');
  answers[1]?.(rows(1, 'second'));
  answers[0]?.(rows(5, 'first'));
  await Promise.all([first, second]);
  expect(list.rows.map((row) => row.id)).toEqual(['second-0']);
});

it('keeps what it shows when a search fails', async () => {
  const fake = fakeWith(() => Promise.resolve(rows(2, 'a')));
  const list = new OrderList();
  await list.search('');
  vi.mocked(fake.orders).mockRejectedValue(new BackendError('damaged', ''));
  await list.search('');
  expect(list.failure).toBe('damaged');
  expect(list.rows).toHaveLength(2);
});
