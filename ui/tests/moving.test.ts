import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { type JsonTaken, type Merged, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import MovingSection from '@/pages/settings/MovingSection.svelte';

let fake: FakeBackend;
const user = userEvent.setup();
const merged: Merged = {
  new_orders: 0,
  grown_orders: 0,
  known_orders: 3,
  new_files: 0,
  new_entries: 0,
  parted: [],
};
const archive = { made_at: '2026-11-22T02:00:00Z', orders: 3, files: 0, size: 900, left_out: [] };

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
});

it('does not say that nothing came of an archive in which an order parted', async () => {
  fake.archive = archive;
  fake.merged = { ...merged, parted: [{ order: 'a', other: 'b', name: '话费' }] };
  render(MovingSection);
  await user.click(screen.getByTestId('import-all'));
  await user.click(await screen.findByTestId('import-yes'));
  const said = await screen.findByTestId('imported');
  expect(screen.getByTestId('parted').textContent).toContain('话费');
  expect(said.textContent).not.toContain('没有新增');
});

it('says that nothing came of an archive that was known', async () => {
  fake.archive = archive;
  fake.merged = merged;
  render(MovingSection);
  await user.click(screen.getByTestId('import-all'));
  await user.click(await screen.findByTestId('import-yes'));
  expect((await screen.findByTestId('imported')).textContent).toContain('没有新增');
});

it('takes orders in one way at a time', async () => {
  let end: (taken: JsonTaken) => void = () => undefined;
  fake.takeInJson = () => new Promise((resolve) => (end = resolve));
  fake.looked = {
    kind: 'holds',
    info: { made_at: '2026-11-22T02:00:00Z', orders: 3, entries: 0 },
  };
  render(MovingSection);
  await user.click(screen.getByTestId('import-json'));
  await user.click(await screen.findByTestId('json-yes'));
  const all = screen.getByTestId('import-all');
  await waitFor(() => {
    expect(all, 'to stop one would stop both').toHaveProperty('disabled', true);
  });
  expect(screen.getByTestId('import-json')).toHaveProperty('disabled', true);
  expect(screen.getAllByText('正在导入…'), 'said once').toHaveLength(1);
  end({ kind: 'merged', merged, files_elsewhere: 0 });
  await screen.findByTestId('json-imported');
  expect(all).toHaveProperty('disabled', false);
});
