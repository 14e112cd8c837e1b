import { expect, it, vi } from 'vitest';

import { BackendError, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';

import { AddressBook } from './book.svelte';

it('forgets only the one that was asked about', async () => {
  const fake = new FakeBackend();
  setBackend(fake);
  const book = new AddressBook();
  await book.load();
  await book.forget();
  expect(book.entries, 'nobody was asked about').toHaveLength(2);
  book.asking = book.entries[0] ?? null;
  await book.forget();
  expect(book.entries.map((entry) => entry.label)).toEqual(['自己']);
  expect(book.asking).toBeNull();
});

it('keeps what could not be forgotten', async () => {
  const fake = new FakeBackend();
  setBackend(fake);
  vi.spyOn(fake, 'forgetRecipient').mockRejectedValue(new BackendError('disk_full', ''));
  const book = new AddressBook();
  await book.load();
  book.asking = book.entries[0] ?? null;
  await book.forget();
  expect(book.entries).toHaveLength(2);
});
