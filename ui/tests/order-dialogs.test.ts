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
