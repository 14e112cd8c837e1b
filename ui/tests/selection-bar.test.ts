import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { dismiss, toasts } from '@/app/toasts.svelte';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { Selection } from '@/pages/orders/selection.svelte';
import SelectionBar from '@/pages/orders/SelectionBar.svelte';

let fake: FakeBackend;
let selection: Selection;
const user = userEvent.setup();

function show(gone: boolean): void {
  const onchanged = (): Promise<void> => Promise.resolve();
  render(SelectionBar, { selection, gone, onchanged, onexport: () => undefined });
}

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  selection = new Selection();
  for (const id of ['a', 'b', 'c']) selection.ids.add(id);
  for (const { id } of toasts()) dismiss(id);
});

it('takes a tag back only from those that got it', async () => {
  fake.unchanged = ['b'];
  show(false);
  await user.click(screen.getByTestId('tag-selected'));
  await user.type(screen.getByTestId('tag-selected-input'), '报销{Enter}');
  await waitFor(() => {
    expect(toasts().at(-1)?.text).toContain('2 单');
  });
  toasts().at(-1)?.action?.run();
  expect(fake.bulk.at(-1)).toEqual({ ids: ['a', 'c'], what: { kind: 'untag', tag: '报销' } });
});

it('counts what came out of the trash, and says when nothing did', async () => {
  fake.unchanged = ['c'];
  show(true);
  await user.click(screen.getByTestId('restore-selected'));
  await waitFor(() => {
    expect(toasts().at(-1)?.text).toBe('已取回 2 单');
  });
  selection.ids.add('c');
  await user.click(screen.getByTestId('restore-selected'));
  await waitFor(() => {
    expect(toasts().at(-1)?.text).toContain('取不回');
  });
  expect(toasts().at(-1)?.action).toBe(null);
});
