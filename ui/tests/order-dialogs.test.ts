import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { noteTaken } from '@/app/offers.svelte';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';
import OrderPage from '@/pages/orders/OrderPage.svelte';

const user = userEvent.setup();
let fake: FakeBackend;
let id: string;
let other: string;

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  ({ order: other } = await order('王者荣耀 648 点券'));
  ({ order: id } = await order('移动 100 元话费'));
});

function order(name: string): Promise<{ order: string }> {
  const draft = {
    ...emptyDraft(),
    category: 'phone_credit',
    name,
    face_value: '100',
    recipient: '13800138000',
    page: '面值：100 应付：98.50',
  };
  return fake.confirm(null, draft);
}

it('finds the other order by what was typed, and keeps it in the field', async () => {
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('link-add'));
  const found = within(await screen.findByRole('radiogroup'));
  const field = screen.getByTestId('link-find');
  await user.type(field, '点券');
  expect(field).toHaveProperty('value', '点券');
  expect(await found.findByRole('radio')).toHaveProperty('value', other);
  await user.type(field, '没有的');
  expect(field).toHaveProperty('value', '点券没有的');
  await waitFor(() => {
    expect(found.queryByRole('radio'), 'nothing fits').toBeNull();
  });
});

it('begins each search for another order anew', async () => {
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('link-add'));
  await user.type(await screen.findByTestId('link-find'), '没有的');
  await user.click(screen.getByRole('button', { name: '取消' }));
  await user.click(screen.getByTestId('merge-add'));
  expect(await screen.findByTestId('link-find')).toHaveProperty('value', '');
  await screen.findByRole('radio');
});

it.each([
  ['parties', 'parties-seller'],
  ['step-moved', 'move-note'],
  ['step-paid', 'step-number'],
  ['link-add', 'link-find'],
  ['report', 'report-note'],
])('keeps what was typed after %s when the order is read anew', async (opens, field) => {
  render(OrderPage, { id });
  await screen.findByTestId('case');
  await user.click(screen.getByTestId(opens));
  await user.type(await screen.findByTestId(field), '恒达数码');
  // A screenshot comes to the order meanwhile.
  await fake.attachPasted(id, new File(['x'], 'paid.png', { type: 'image/png' }), 'payment');
  noteTaken(id);
  await screen.findByTestId('evidence-tile');
  expect(screen.getByTestId(field)).toHaveProperty('value', '恒达数码');
});

it('records where it was bought, who sells there and whom the money went to', async () => {
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('parties'));
  const save = await screen.findByTestId('parties-save');
  expect(save, 'nothing is changed').toHaveProperty('disabled', true);
  await user.type(screen.getByTestId('parties-shop'), ' 淘宝 ');
  await user.type(screen.getByTestId('parties-seller'), '恒达数码');
  await user.type(screen.getByTestId('parties-payee'), '恒达网络科技');
  await user.click(save);
  await waitFor(() => {
    expect(screen.getByTestId('shop').textContent).toBe('淘宝');
  });
  expect(screen.queryByTestId('parties-shop'), 'it is closed').toBeNull();
  const { row } = (await fake.order(id)).record;
  expect(row.summary).toMatchObject({
    name: '移动 100 元话费',
    shop: '淘宝',
    seller: '恒达数码',
    payee: '恒达网络科技',
  });
});

it('begins with the parties that are known, and takes one away', async () => {
  const { summary } = (await fake.order(id)).record.row;
  const known = { ...summary, shop: '淘宝', seller: '恒达数码' };
  await fake.record(id, { kind: 'amended', body: { summary: known } });
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('parties'));
  const seller = await screen.findByTestId('parties-seller');
  expect(seller).toHaveProperty('value', '恒达数码');
  expect(screen.getByTestId('parties-shop')).toHaveProperty('value', '淘宝');
  await user.clear(seller);
  await user.keyboard('{Enter}');
  await waitFor(async () => {
    const { row } = (await fake.order(id)).record;
    expect(row.summary).toMatchObject({ shop: '淘宝', seller: null });
  });
});

it('gives the keyboard back to what opened a dialog', async () => {
  render(OrderPage, { id });
  const parties = await screen.findByTestId('parties');
  await user.click(parties);
  await user.type(await screen.findByTestId('parties-shop'), '淘');
  await user.click(screen.getByRole('button', { name: '取消' }));
  expect(document.activeElement).toBe(parties);
});

it('warns of merging what cannot be one order, and of a refund beyond what is left', async () => {
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('merge-add'));
  await user.click(await screen.findByRole('radio'));
  expect(screen.queryByTestId('link-differs'), 'the same amount and recipient').toBeNull();
  await user.click(screen.getByRole('button', { name: '取消' }));

  await fake.record(id, {
    kind: 'paid',
    body: { paid_at: new Date().toISOString(), order_no: 'A1', note: null },
  });
  await fake.record(id, { kind: 'number_set', body: { order_no: 'A1' } });
  await fake.record(other, { kind: 'number_set', body: { order_no: 'B2' } });
  noteTaken(id);
  await user.click(await screen.findByTestId('step-refunded'));
  const amount = await screen.findByTestId('refund-amount');
  await user.clear(amount);
  await user.type(amount, '100.00');
  expect(screen.getByText(/比还没退的多/).textContent).toContain('1.50');
  await user.click(screen.getByRole('button', { name: '取消' }));

  await user.click(screen.getByTestId('merge-add'));
  await user.click(await screen.findByRole('radio'));
  expect((await screen.findByTestId('link-differs')).textContent).toContain('订单号');
});

it('does not lead to confirming goods that did not come', async () => {
  await fake.record(id, {
    kind: 'paid',
    body: { paid_at: new Date().toISOString(), order_no: 'A1', note: null },
  });
  const body = {
    order: 'delivered' as const,
    money: null,
    voucher: null,
    shipment: null,
    arrival: 'nothing' as const,
    shown: '充值成功',
    at: new Date().toISOString(),
    source: 'seen' as const,
    note: null,
    reason: null,
  };
  await fake.record(id, { kind: 'moved', body });
  render(OrderPage, { id });
  await user.click(await screen.findByTestId('not-come-problem'));
  const { record } = await fake.order(id);
  expect(record.events.at(-1)?.kind).toBe('case_set');
  await waitFor(() => {
    expect(screen.queryByTestId('not-come'), 'it is being dealt with').toBeNull();
  });
});
