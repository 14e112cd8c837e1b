import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { sampleCase } from '@/dev/sampleCase';
import CasePage from '@/pages/case/CasePage.svelte';
import { localInput } from '@/text/local';

let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  fake.theCase = sampleCase();
});

async function open(): Promise<HTMLButtonElement> {
  render(CasePage, { id: 'A', tab: 'find' });
  await user.click(await screen.findByTestId('close-case'));
  return screen.findByTestId<HTMLButtonElement>('closing-save');
}
async function choose(outcome: string): Promise<void> {
  await user.click(screen.getByTestId('closing-outcome'));
  await user.click(await screen.findByRole('option', { name: outcome }));
}
async function write(id: string, text: string): Promise<void> {
  const field = screen.getByTestId(id);
  await user.clear(field);
  await user.type(field, text);
}

it('wants to know how it ended, and closes with what was said', async () => {
  const save = await open();
  expect(save.disabled, 'how it ended is not said').toBe(true);
  await choose('退回一部分');
  await write('closing-returned', '50');
  await user.type(screen.getByTestId('closing-why'), ' 平台补不了 ');
  expect(save.disabled).toBe(false);
  await user.click(save);
  await waitFor(() => {
    expect(fake.doneAbout).toMatchObject([
      ['close', { outcome: 'partly_refunded', returned: '50', why: '平台补不了' }],
    ]);
  });
  await waitFor(() => {
    expect(screen.queryByTestId('closing-dialog')?.hasAttribute('open') ?? false).toBe(false);
  });
});

it('takes no end that is still to come, and no more money than was paid', async () => {
  const save = await open();
  await choose('全额退回');
  await write('closing-at', localInput(new Date(Date.now() + 3_600_000)));
  expect(screen.getByTestId('closing-at-error').textContent).toContain('不能晚于现在');
  expect(save.disabled).toBe(true);
  await write('closing-at', localInput(new Date(Date.now() - 3_600_000)));
  expect(save.disabled).toBe(false);
  await write('closing-returned', '98.51');
  expect(screen.getByTestId('closing-returned-error').textContent).toContain('比付的还多');
  expect(save.disabled).toBe(true);
});

it('points out an amount that is not what the end says', async () => {
  const save = await open();
  const told = (): string => document.getElementById('closing-returned-notes')?.textContent ?? '';
  await choose('全额退回');
  await write('closing-returned', '50');
  expect(told()).toContain('全额退回的话，应该是 ¥98.50');
  await choose('退回一部分');
  expect(told()).not.toContain('全额退回');
  await write('closing-returned', '98.50');
  expect(told()).toContain('付的钱都回来了');
  expect(save.disabled, 'the buyer knows best').toBe(false);
});

it('takes a step back from where it was said that it was taken', async () => {
  const undo = vi.spyOn(fake, 'undo');
  render(CasePage, { id: 'A', tab: 'find' });
  await user.click(await screen.findByTestId('say-contacted-yes'));
  await waitFor(() => {
    expect(toasts().at(-1)?.action?.label).toBe('撤销');
  });
  const read = vi.spyOn(fake, 'caseOf');
  undo.mockImplementation((order, seq) => Promise.resolve({ order, seq, kinds: ['orders'] }));
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect(read).toHaveBeenCalled();
  });
  expect(undo.mock.calls.map(([order, seq]) => [order, seq])).toEqual([['A', 1]]);
});

it('takes back all that was recorded with a step', async () => {
  const undo = vi.spyOn(fake, 'undo');
  const first = { order: 'B', seq: 4 };
  vi.spyOn(fake, 'sayCaseFact').mockResolvedValue({
    order: 'A',
    seq: 7,
    with: [first],
    kinds: ['orders'],
  });
  render(CasePage, { id: 'A', tab: 'find' });
  await user.click(await screen.findByTestId('say-contacted-yes'));
  await waitFor(() => {
    expect(toasts().at(-1)?.action?.label).toBe('撤销');
  });
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect(undo).toHaveBeenCalledWith('A', 7, [first]);
  });
});

it('counts what all orders of a case cost and brought back', async () => {
  const { orders } = fake.theCase;
  const [lead] = orders;
  if (lead === undefined) throw new Error('no order');
  const second = { ...lead, id: 'B', refunded: 4000 };
  const money = { paid: 19_700, back: 4000, outcome: 'partly_refunded' as const };
  fake.theCase = { ...fake.theCase, orders: [lead, second], money };
  const save = await open();
  expect(screen.getByTestId<HTMLInputElement>('closing-returned').value).toBe('40');
  await choose('退回一部分');
  await write('closing-returned', '150');
  expect(save.disabled, 'two orders of 98.50').toBe(false);
  await write('closing-returned', '197.01');
  expect(save.disabled).toBe(true);
});
