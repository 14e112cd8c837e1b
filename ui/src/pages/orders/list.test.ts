import { expect, it, vi } from 'vitest';

import { type Ask, everyOrder } from '@/app/ask';
import {
  BackendError,
  type OrderLine,
  type OrderLines,
  type OrderQuery,
  setBackend,
} from '@/backend';
import { FakeBackend } from '@/dev/fake';

import { AT_ONCE, OrderList } from './list.svelte';

/** Orders by number; a cursor is the number of the last one. */
let ids: string[] = [];

function fakeOf(count: number): FakeBackend {
  ids = Array.from({ length: count }, (_, at) => `o-${String(at)}`);
  const fake = new FakeBackend();
  vi.spyOn(fake, 'orderPage').mockImplementation((query) => Promise.resolve(page(query)));
  setBackend(fake);
  return fake;
}
function page({ after = null, limit = 50 }: OrderQuery): OrderLines {
  const start = after === null ? 0 : ids.indexOf(after) + 1;
  const lines = ids.slice(start, start + limit).map((id) => ({ id }) as OrderLine);
  return { lines, next: start + limit < ids.length ? (lines.at(-1)?.id ?? null) : null };
}
const asking = (text: string): Ask => ({ ...everyOrder, text });

it('asks for what follows when the end comes near', async () => {
  const fake = fakeOf(250);
  const list = new OrderList();
  await list.search(everyOrder);
  expect([list.length, list.whole]).toEqual([AT_ONCE, false]);
  await list.need(0, 20);
  await list.need(150, 170);
  expect([list.length, list.whole, list.line(249)?.id]).toEqual([250, true, 'o-249']);
  expect(vi.mocked(fake.orderPage).mock.calls[1]?.[0]).toMatchObject({ after: 'o-99' });
});

it('lets go of what is far out of sight and finds it again', async () => {
  fakeOf(2_000);
  const list = new OrderList();
  await list.search(everyOrder);
  for (let at = 0; at < 1_900; at += 50) await list.need(at, at + 20);
  expect(list.length).toBe(2_000);
  expect(list.line(5), 'it is not held').toBeUndefined();
  await list.need(0, 20);
  await vi.waitFor(() => {
    expect(list.line(5)?.id).toBe('o-5');
  });
  expect(list.line(1_900)?.id ?? 'o-1900', 'places stay what they were').toBe('o-1900');
});

it('shows what has come between when it is looked at again', async () => {
  fakeOf(300);
  const list = new OrderList();
  await list.search(everyOrder);
  await list.need(80, 100);
  ids.unshift('new');
  await list.search({ ...everyOrder });
  expect([list.length, list.line(0)?.id, list.line(101)?.id]).toEqual([201, 'new', 'o-100']);
  ids.splice(50, 1);
  await list.refresh();
  expect([list.length, list.line(50)?.id]).toEqual([200, 'o-50']);
});

it('shows what came into a list that was empty', async () => {
  fakeOf(0);
  const list = new OrderList();
  await list.search(everyOrder);
  expect(list.length).toBe(0);
  ids.push('new');
  await list.search({ ...everyOrder });
  expect(list.line(0)?.id).toBe('new');
});

it('asks once more when something changed while it was asking', async () => {
  const fake = fakeOf(1);
  const list = new OrderList();
  await list.search(everyOrder);
  const answers: ((found: OrderLines) => void)[] = [];
  vi.mocked(fake.orderPage).mockImplementationOnce(
    () => new Promise((resolve) => answers.push(resolve)),
  );
  const first = list.refresh();
  ids.unshift('new');
  const second = list.refresh();
  answers[0]?.({ lines: [{ id: 'o-0' } as OrderLine], next: null });
  await Promise.all([first, second]);
  expect(list.line(0)?.id).toBe('new');
});

it('drops the answer to an earlier search', async () => {
  const fake = fakeOf(1);
  const answers: ((found: OrderLines) => void)[] = [];
  vi.mocked(fake.orderPage).mockImplementation(
    () => new Promise((resolve) => answers.push(resolve)),
  );
  const list = new OrderList();
  const first = list.search(asking('话'));
  const second = list.search(asking('话费'));
  answers[1]?.({ lines: [{ id: 'second' } as OrderLine], next: null });
  answers[0]?.({ lines: [{ id: 'first' } as OrderLine], next: null });
  await Promise.all([first, second]);
  expect(list.line(0)?.id).toBe('second');
});

it('keeps what it shows when a search fails', async () => {
  const fake = fakeOf(2);
  const list = new OrderList();
  await list.search(everyOrder);
  vi.mocked(fake.orderPage).mockRejectedValue(new BackendError('damaged', ''));
  await list.search(asking('话'));
  expect([list.failure, list.length]).toEqual(['damaged', 2]);
});
