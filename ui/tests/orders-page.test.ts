import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { type Ask, everyOrder } from '@/app/ask';
import { route } from '@/app/router.svelte';
import { toasts } from '@/app/toasts.svelte';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';
import OrdersPage from '@/pages/orders/OrdersPage.svelte';

const user = userEvent.setup();
let fake: FakeBackend;
let ids: string[];

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  ids = [];
  for (const name of ['移动 100 元话费', '王者荣耀 648 点券', '视频会员年卡']) {
    const draft = {
      ...emptyDraft(),
      category: 'phone_credit',
      name,
      face_value: '100',
      recipient: '13800138000',
      page: '面值：100 应付：98.50',
    };
    ids.push((await fake.confirm(null, draft)).order);
  }
});

/** The list with all of its orders selected. */
async function selectAll(ask: Ask = everyOrder): Promise<void> {
  render(OrdersPage, { ask });
  (await screen.findByTestId('orders')).focus();
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByTestId('selection-sum');
}
function rows() {
  return ids.map((id) => fake.views.get(id)?.record.row);
}
const undo = (): void => toasts().at(-1)?.action?.run();

it('tags all that are selected, and takes the tag off again', async () => {
  await selectAll();
  await user.click(screen.getByTestId('tag-selected'));
  await user.type(screen.getByTestId('tag-selected-input'), ' 报销 {Enter}');
  await waitFor(() => {
    expect(rows().map((row) => row?.tags)).toEqual([['报销'], ['报销'], ['报销']]);
  });
  expect(screen.getByTestId('selection'), 'more can be done with them').toBeTruthy();
  await waitFor(() => {
    expect(toasts().at(-1)?.text).toBe('已给 3 单加上「报销」');
  });
  undo();
  await waitFor(() => {
    expect(rows().map((row) => row?.tags)).toEqual([[], [], []]);
  });
});

it('puts no tag where none was written', async () => {
  await selectAll();
  await user.click(screen.getByTestId('tag-selected'));
  await user.type(screen.getByTestId('tag-selected-input'), '  {Enter}');
  await screen.findByTestId('tag-selected');
  await user.click(screen.getByTestId('tag-selected'));
  await user.type(screen.getByTestId('tag-selected-input'), '报销{Escape}');
  await screen.findByTestId('tag-selected');
  expect(rows().flatMap((row) => row?.tags)).toEqual([]);
  expect(toasts()).toEqual([]);
});

it('puts away all that are selected, and takes them back', async () => {
  await selectAll();
  await user.click(screen.getByTestId('trash-selected'));
  await waitFor(() => {
    expect(toasts().at(-1)?.text).toBe('已把 3 单移到回收站');
  });
  expect(rows().map((row) => row?.gone)).toEqual(Array(3).fill({ kind: 'trashed' }));
  expect(screen.queryByTestId('selection'), 'they are no longer in the list').toBeNull();
  undo();
  await waitFor(() => {
    expect(screen.getByTestId('order-count').textContent).toContain('3');
  });
  expect(rows().map((row) => row?.gone)).toEqual([null, null, null]);
});

it('takes back what was put away, and nothing else', async () => {
  await fake.changeOrders(ids.slice(1), { kind: 'trash' });
  await selectAll({ ...everyOrder, gone: true });
  expect(screen.queryByTestId('trash-selected'), 'they are there already').toBeNull();
  await user.click(screen.getByTestId('restore-selected'));
  await waitFor(() => {
    expect(toasts().at(-1)?.text).toBe('已取回 2 单');
  });
  expect(rows().map((row) => row?.gone)).toEqual([null, null, null]);
  undo();
  await waitFor(() => {
    expect(rows().map((row) => row?.gone)).toEqual([
      null,
      { kind: 'trashed' },
      { kind: 'trashed' },
    ]);
  });
});

it('shows what was put away in place of all else, in the order that was chosen', async () => {
  await fake.changeOrders(ids.slice(2), { kind: 'trash' });
  const ask: Ask = { ...everyOrder, states: ['unpaid'], sort: 'oldest' };
  const { rerender } = render(OrdersPage, { ask });
  const count = await screen.findByTestId('order-count');
  expect(count.textContent).toContain('2');
  const gone = screen.getByTestId('filter-gone');
  expect(gone.getAttribute('aria-pressed')).toBe('false');
  await user.click(gone);
  expect(route()).toEqual({ page: 'orders', ask: { ...everyOrder, sort: 'oldest', gone: true } });
  await rerender({ ask: { ...everyOrder, sort: 'oldest', gone: true } });
  await waitFor(() => {
    expect(count.textContent).toContain('1');
  });
  expect(gone.getAttribute('aria-pressed')).toBe('true');
  await user.click(gone);
  expect(route()).toEqual({ page: 'orders', ask: { ...everyOrder, sort: 'oldest' } });
});
