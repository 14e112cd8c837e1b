import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { everyOrder } from '@/app/ask';
import { route } from '@/app/router.svelte';
import { toasts } from '@/app/toasts.svelte';
import { type Event, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';
import OrderPage from '@/pages/orders/OrderPage.svelte';
import OrdersPage from '@/pages/orders/OrdersPage.svelte';

let fake: FakeBackend;
let id: string;
const user = userEvent.setup();

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  const draft = {
    ...emptyDraft(),
    category: 'phone_credit',
    name: '移动 100 元话费',
    face_value: '100',
    recipient: '13800138000',
    page: '面值：100 应付：98.50',
  };
  ({ order: id } = await fake.confirm(null, draft));
});

it('moves the order and takes a step back', async () => {
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('step-paid'));
  await user.type(await screen.findByTestId('step-number'), '2026112200001');
  await user.click(screen.getByTestId('step-save'));
  await waitFor(() => {
    expect(screen.getByTestId('axis-order').textContent).toContain('已付款');
  });
  await user.click(await screen.findByTestId('step-issued'));
  await waitFor(() => {
    expect(screen.getByTestId('axis-order').textContent).toContain('处理中');
  });
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect(screen.getByTestId('axis-order').textContent).toContain('已付款');
  });
});

it('refuses a moment that does not exist', async () => {
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('step-paid'));
  const time = await screen.findByTestId('step-time');
  await user.clear(time);
  await user.type(time, '2026-02-31 10:00');
  expect(screen.getByTestId('step-save')).toHaveProperty('disabled', true);
  expect(screen.getByTestId('step-time-error').textContent).toContain('认不出');
});

it('names the flows that lack evidence', async () => {
  render(OrderPage, { id });
  await screen.findByTestId('gap-payment');
  expect(screen.getByTestId('gap-order_page')).toBeTruthy();
  const before = screen.queryAllByTestId('evidence-tile').length;
  await fake.attachPasted(id, new File(['x'], 'paid.png', { type: 'image/png' }), 'payment');
  render(OrderPage, { id });
  await waitFor(() => {
    expect(screen.queryAllByTestId('evidence-tile').length).toBe(before + 1);
  });
});

it('takes a file off and puts it back', async () => {
  await fake.attachPasted(id, new File(['off'], 'off.png', { type: 'image/png' }), 'payment');
  render(OrderPage, { id });
  await user.click(await screen.findByRole('button', { name: '移出off.png' }));
  await waitFor(() => {
    expect(screen.queryByRole('button', { name: '移出off.png' })).toBeNull();
  });
  toasts().at(-1)?.action?.run();
  await screen.findByRole('button', { name: '移出off.png' });
});

it('shows the sealed check that cannot be changed', async () => {
  render(OrderPage, { id });
  const sealed = await screen.findByTestId('sealed-check');
  expect(sealed.querySelector('input, textarea')).toBeNull();
  expect(screen.getByTestId('seal-hash').textContent).toHaveLength(12);
});

it('says that an order is not there', async () => {
  render(OrderPage, { id: 'gone' });
  expect(await screen.findByText('找不到这一单')).toBeTruthy();
});

it('says what to do when nothing is found', async () => {
  render(OrdersPage, { ask: { ...everyOrder, text: '没有的' } });
  expect(await screen.findByText('没有找到「没有的」')).toBeTruthy();
});

it('begins the same purchase again without its page', async () => {
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('buy-again'));
  await waitFor(() => {
    expect(fake.saved.size).toBe(1);
  });
  const [made] = [...fake.saved];
  expect(route()).toEqual({ page: 'check', draft: made?.[0] });
  expect(made?.[1].draft).toMatchObject({ recipient: '13800138000', face_value: '100', page: '' });
});

it('offers a reminder once a purchase was given up, beginning with the reason', async () => {
  render(OrderPage, { id });
  await screen.findByTestId('buy-again');
  expect(screen.queryByTestId('learn'), 'nothing went wrong yet').toBeNull();
  await user.click(screen.getByTestId('step-abandoned'));
  await user.type(await screen.findByTestId('step-text'), '号码看错了');
  await user.click(screen.getByTestId('step-save'));
  await user.click(await screen.findByTestId('learn-now'));
  expect(await screen.findByTestId('reminder-text')).toHaveProperty('value', '号码看错了');
  await user.click(screen.getByTestId('reminder-save'));
  await waitFor(() => {
    expect(fake.learnt).toMatchObject([{ category: 'phone_credit', order: id }]);
  });
  expect((await screen.findByTestId('learn')).textContent).toContain('号码看错了');
});

it('leads on to its case, and says that it goes to the trash with the order', async () => {
  const view = fake.views.get(id);
  if (view === undefined) throw new Error('no order');
  const said = { seq: 9, at: '2026-11-22T06:00:00Z', undone: false, note: null };
  const told = { step: 'told', what: { answers: ['nothing_came'], facts: {}, lacking: [] } };
  const step = { ...said, kind: 'case', body: told } as unknown as Event;
  view.record.events.push(step);
  view.record.row.axes.order = 'paid';
  render(OrderPage, { id });
  expect((await screen.findByTestId('to-case')).textContent).toContain('继续处理');
  await user.click(screen.getByTestId('trash'));
  await waitFor(() => {
    expect(toasts().at(-1)?.text).toContain('还没了结');
  });
});
