import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { type CaseList, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { sampleOrder } from '@/dev/sampleCase';
import { zhCN } from '@/i18n/zh-CN';
import CasesPage from '@/pages/case/CasesPage.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

const over: CaseList['over'][number] = {
  order: 'A',
  mark: { order_no: null, recipient: null, recipient_label: null, at: '2026-11-20T02:00:00Z' },
  goods: '话费',
  shop: null,
  total: null,
  opened_at: null,
  closing: { at: '2026-11-20T02:00:00Z', outcome: 'refunded', returned: 100, why: '' },
  days: 1,
};

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
});

it('says when no order is what was looked for', async () => {
  const order = { ...sampleOrder('A', '话费'), gaps: [] };
  fake.orderPage = ({ text }) =>
    Promise.resolve({ lines: order.summary.name.includes(text ?? '') ? [order] : [], next: null });
  render(CasesPage);
  await screen.findByTestId('begin-pick');
  expect(screen.queryByTestId('begin-none')).toBeNull();
  await user.type(screen.getByTestId('begin-text'), '流量');
  expect((await screen.findByTestId('begin-none')).textContent).toContain('没有找到「流量」');
  expect(screen.queryByTestId('begin-pick')).toBeNull();
  await user.clear(screen.getByTestId('begin-text'));
  await screen.findByTestId('begin-pick');
  expect(screen.queryByTestId('begin-none')).toBeNull();
});

it('says nothing of having found none before anything was looked for', async () => {
  render(CasesPage);
  await screen.findByText(zhCN.cases.list.none);
  expect(screen.queryByTestId('begin-none')).toBeNull();
});

it.each([
  [2, false],
  [3, true],
])('of %i cases it says how long half of them took: %s', async (cases, says) => {
  fake.theCases = {
    ...fake.theCases,
    over: [over],
    came_back: { cases, returned: 100, days: 0, causes: {} },
  };
  render(CasesPage);
  await waitFor(() => {
    const said = screen.getByTestId('came-back').textContent;
    expect(said).toContain(`了结 ${String(cases)} 件`);
    expect(said.includes(zhCN.cases.list.middle(0))).toBe(says);
  });
});

it('lists both ends of an order that two things went wrong with', async () => {
  const second = { ...over, closing: { ...over.closing, at: '2026-11-22T02:00:00Z' } };
  fake.theCases = {
    ...fake.theCases,
    over: [second, over],
    came_back: { cases: 2, returned: 200, days: 0, causes: {} },
  };
  render(CasesPage);
  await screen.findByTestId('came-back');
  expect(screen.getAllByTestId('order-mark')).toHaveLength(2);
});
