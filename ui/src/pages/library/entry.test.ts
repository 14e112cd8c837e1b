import { beforeEach, expect, it, vi } from 'vitest';

import { type RecipientReading, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';

import { NewEntry } from './entry.svelte';

let fake: FakeBackend;
let entry: NewEntry;

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  entry = new NewEntry();
});

async function type(text: string): Promise<void> {
  entry.write(text);
  await entry.read();
}

it('says what is wrong and does not keep it', async () => {
  await type('1380013800O');
  expect(entry.reading?.candidate.reasons[0]?.code).toBe('letters');
  expect(entry.ready).toBe(false);
  expect(await entry.keep()).toBe(false);
  expect(fake.book).toHaveLength(2);
});

it('keeps a number one digit from another, and both are known from then on', async () => {
  await type('138 0013 8001');
  expect(entry.reading?.near.map((near) => near.label)).toEqual(['妈妈']);
  entry.second = '13800138001';
  entry.changed();
  await entry.read();
  expect(entry.same).toBe(true);
  expect(await entry.keep()).toBe(true);
  expect(fake.book.at(-1)).toMatchObject({ value: '13800138001', confirmed: 'blind_entry' });
});

it('keeps nothing twice', async () => {
  await type('13800138000');
  expect(entry.reading?.known?.label).toBe('妈妈');
  expect(entry.ready).toBe(false);
});

it('waits for a second entry that was begun', async () => {
  await type('13700137000');
  expect(entry.ready, 'it may be left for the first payment').toBe(true);
  entry.second = '13700137009';
  entry.changed();
  await entry.read();
  expect(entry.ready).toBe(false);
  entry.redoFirst();
  await entry.read();
  expect(entry.second, 'another first entry has another second one').toBe('');
});

it('is not kept as something that was read before the last key', async () => {
  await type('13700137000');
  entry.write('1370013700');
  expect(entry.ready).toBe(false);
});

it('drops an answer that a later key has overtaken', async () => {
  const answers: ((readings: RecipientReading[]) => void)[] = [];
  vi.spyOn(fake, 'lookAtRecipient').mockImplementation(
    () => new Promise((resolve) => answers.push(resolve)),
  );
  entry.write('1370013700');
  const early = entry.read();
  entry.write('13700137000');
  const late = entry.read();
  answers[1]?.([]);
  await late;
  answers[0]?.([{ keepable: true } as RecipientReading]);
  await early;
  expect(entry.reading).toBeNull();
});
