import { beforeEach, expect, it, vi } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { BackendError, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';

import { AddressBook } from './book.svelte';

let fake: FakeBackend;
let book: AddressBook;

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  book = new AddressBook();
  await book.load();
});
const labels = (): string[] => book.all.map((entry) => entry.label);

it('gives a forgotten entry back as it was', async () => {
  const mother = book.all.find((entry) => entry.label === '妈妈');
  if (mother === undefined) throw new Error('the book has her');
  await book.forget(mother);
  expect(labels()).toEqual(['自己']);
  toasts().at(-1)?.action?.run();
  await vi.waitFor(() => {
    expect(labels()).toContain('妈妈');
  });
  const { purchases, confirmed, value } = book.all.at(-1) ?? {};
  expect({ purchases, confirmed, value }).toEqual({
    purchases: 3,
    confirmed: 'purchase',
    value: '13800138000',
  });
});

it('keeps what could not be forgotten, and says why', async () => {
  vi.spyOn(fake, 'forgetRecipient').mockRejectedValue(new BackendError('disk_full', ''));
  const first = book.all[0];
  if (first !== undefined) await book.forget(first);
  expect(labels()).toHaveLength(2);
  expect(toasts().at(-1)?.text).toContain('磁盘满了');
});

it('finds by name and by number, however it is grouped', () => {
  book.filter = '妈';
  expect(book.found.map((entry) => entry.label)).toEqual(['妈妈']);
  book.filter = '139 1234';
  expect(book.found.map((entry) => entry.label)).toEqual(['自己']);
  book.filter = '没有';
  expect(book.found).toEqual([]);
});

it('renames the one that was asked about', async () => {
  await book.rename('谁');
  expect(labels(), 'nobody was asked about').toEqual(['妈妈', '自己']);
  book.renaming = book.all[0] ?? null;
  await book.rename('老妈');
  expect(labels()).toEqual(['老妈', '自己']);
  expect(book.renaming).toBeNull();
});
