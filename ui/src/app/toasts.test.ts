import { beforeEach, expect, it } from 'vitest';

import { dismiss, inSight, toast, toasts } from './toasts.svelte';

const undo = { label: '', run: () => undefined };
const seen = (): string[] => inSight().map(({ text }) => text);

beforeEach(() => {
  toasts().forEach(({ id }) => {
    dismiss(id);
  });
});

it('shows the newest three, on top of each other', () => {
  for (const text of ['1', '2', '3', '4']) toast(text, 'plain', undo);
  expect(seen()).toEqual(['4', '3', '2']);
  expect(toasts(), 'the oldest is gone').toHaveLength(3);
});

it('lets what passes give way before what went wrong', () => {
  toast('wrong', 'stop');
  for (const text of ['1', '2', '3']) toast(text);
  expect(seen()).toEqual(['3', '2', 'wrong']);
});

it('drops nothing that went wrong: it comes when there is room', () => {
  for (const text of ['1', '2', '3', '4', '5']) toast(text, 'stop');
  expect(seen()).toEqual(['5', '4', '3']);
  dismiss(toasts().at(-1)?.id ?? 0);
  expect(seen()).toEqual(['4', '3', '2']);
  toast('done');
  expect(seen(), 'what is newest is in sight').toEqual(['done', '4', '3']);
});

it('keeps in sight what can be undone last', () => {
  toast('undone at will', 'plain', undo);
  for (const text of ['1', '2', '3']) toast(text, 'stop');
  toast('done');
  expect(seen()).toEqual(['done', '3', 'undone at will']);
});

it('says the same once, but keeps each chance to undo', () => {
  toast('a');
  toast('a');
  expect(toasts()).toHaveLength(1);
  toast('b', 'plain', undo);
  toast('b', 'plain', undo);
  expect(toasts()).toHaveLength(3);
});
