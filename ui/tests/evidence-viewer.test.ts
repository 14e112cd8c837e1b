import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';
import OrderPage from '@/pages/orders/OrderPage.svelte';

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
  await fake.attachPasted(id, new File(['x'], 'paid.png', { type: 'image/png' }), 'payment');
});

async function open(): Promise<void> {
  render(OrderPage, { id });
  await user.click(await screen.findByRole('button', { name: /查看paid\.png/ }));
  await screen.findByTestId('evidence-about');
}

it('keeps what is said of a piece and takes it back', async () => {
  fake.details = { proposals: [{ field: 'amount', value: '98.50', sure: true }] };
  await open();
  expect(screen.getByTestId('about-save')).toHaveProperty('disabled', true);
  expect(screen.getByTestId('about-amount'), 'what was read is only offered').toHaveProperty(
    'value',
    '',
  );
  await user.click(await screen.findByTestId('use-amount'));
  await user.type(screen.getByTestId('about-proves'), '付了钱');
  await user.type(screen.getByTestId('about-claimed'), '2026-11-22 14:03');
  await user.click(screen.getByTestId('about-save'));
  await waitFor(() => {
    const about = fake.views.get(id)?.record.evidence[0]?.about;
    expect(about).toMatchObject({ proves: '付了钱', fields: { amount: '98.50' } });
    expect(about?.claimed_at).toBe(new Date(2026, 10, 22, 14, 3).toISOString());
  });
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect(screen.getByTestId('about-proves')).toHaveProperty('value', '');
  });
});

it('does not keep a time that is none', async () => {
  await open();
  await user.type(screen.getByTestId('about-claimed'), '昨天');
  expect(screen.getByTestId('about-save')).toHaveProperty('disabled', true);
  expect(screen.getByTestId('about-claimed-error').textContent).toContain('认不出');
});

it('shows what does not fit, and what was read', async () => {
  fake.details = {
    text: '实付款 98.50',
    hints: [{ code: 'edited_with', program: 'Photoshop' }],
    near: [{ sha256: 'b'.repeat(64), name: '另一张.png', orders: ['other'], same_numbers: null }],
  };
  await open();
  const hints = await screen.findByTestId('evidence-hints');
  expect(hints.textContent).toContain('修图程序 Photoshop');
  expect(hints.textContent).toContain('和另一单里的「另一张.png」几乎一样');
  expect(screen.getByTestId('evidence-text').textContent).toContain('实付款 98.50');
});

it('asks anew when a picture was read in the background', async () => {
  await open();
  expect(screen.getByTestId('evidence-text').textContent).toContain('还没认字');
  fake.details = { text: '订单号 123456' };
  fake.read('1'.padStart(64, 'a'));
  await waitFor(() => {
    expect(screen.getByTestId('evidence-text').textContent).toContain('123456');
  });
});

it('names the screenshots that say otherwise', async () => {
  fake.findings = [
    {
      sha256: '1'.padStart(64, 'a'),
      name: 'paid.png',
      field: 'total_fen',
      on_record: { type: 'money', value: 9850 },
      on_piece: [{ type: 'money', value: 19_700 }],
    },
  ];
  render(OrderPage, { id });
  const found = await screen.findByTestId('evidence-findings');
  expect(found.textContent).toContain('¥197.00');
  await user.click(screen.getByRole('button', { name: '看这张图' }));
  expect((await screen.findByTestId('viewer')).hasAttribute('open')).toBe(true);
});
