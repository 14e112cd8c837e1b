import { expect, it } from 'vitest';

import { dismiss, toast, toasts } from './toasts.svelte';

it('lets what passes give way, and nothing that went wrong', () => {
  for (let n = 1; n <= 12; n += 1) toast(String(n), n % 3 === 0 ? 'stop' : 'plain');
  const shown = toasts().map(({ text }) => text);
  expect(shown).toEqual(['3', '5', '6', '7', '8', '9', '10', '11', '12']);
  toasts().forEach(({ id }) => {
    dismiss(id);
  });
});

it('says the same once, but keeps each chance to undo', () => {
  const undo = { label: '', run: () => undefined };
  toast('a');
  toast('a');
  expect(toasts()).toHaveLength(1);
  toast('b', 'plain', undo);
  toast('b', 'plain', undo);
  expect(toasts()).toHaveLength(3);
});
