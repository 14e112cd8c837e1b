import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { noteCopied } from '@/app/copied';
import { toasts } from '@/app/toasts.svelte';
import { NEW_DRAFT } from '@/app/routes';
import { BackendError, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import CheckPage from '@/pages/check/CheckPage.svelte';
import { emptyDraft } from '@/pages/check/session.svelte';

const GOOD =
  '商品：全国移动 100元话费\n面值：100 数量：1\n中国移动\n充值号码：13800138000\n应付：¥98.50';
let fake: FakeBackend;
let page: { startNew(): Promise<void>; toConfirm(): void };
let leave: () => Promise<void>;
const user = userEvent.setup();

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  const rendered = render(CheckPage, { draft: null });
  page = rendered.component as unknown as typeof page;
  leave = rendered.unmount as unknown as typeof leave;
  await screen.findByTestId('category-phone_credit');
});

async function need(recipient: string): Promise<void> {
  await user.click(screen.getByTestId('category-phone_credit'));
  await user.click(await screen.findByTestId('face-10000'));
  await user.type(screen.getByTestId('recipient'), recipient);
}
async function paste(text: string): Promise<void> {
  screen.getByTestId('page-input').focus();
  await user.paste(text);
}
const standing = (field: string): string | null =>
  screen.queryByTestId(`row-${field}`)?.getAttribute('data-standing') ?? null;

it('says which fields agree and which do not', async () => {
  await need('13800138000');
  await paste(GOOD.replace('数量：1', '数量：2'));
  await waitFor(() => {
    expect(standing('quantity')).toBe('differs');
  });
  expect(standing('recipient')).toBe('same');
  expect(screen.getByTestId('verdict').textContent).toContain('1 处不一致');
});

it('shows markup as the text it is', async () => {
  await need('13800138000');
  await user.type(screen.getByTestId('need-name'), '<img src=x onerror=alert(1)>');
  await paste('商品：<script>alert(1)</script><b>100元</b>\n面值：100');
  const shown = await screen.findByTestId('page-text');
  await waitFor(() => {
    expect(shown.querySelector('mark')).not.toBeNull();
  });
  expect(shown.textContent).toContain('<script>alert(1)</script>');
  expect(document.querySelector('script, img, b'), 'nothing of it became an element').toBeNull();
});

it('takes a megabyte without laying it all out', async () => {
  const text = `${'无关的文字\n'.repeat(150_000)}面值：100\n${'更多\n'.repeat(50_000)}`;
  await paste(text);
  const shown = await screen.findByTestId('page-text');
  await waitFor(() => {
    expect(shown.querySelector('mark')?.textContent).toBe('100');
  });
  expect((shown.textContent ?? '').length).toBeLessThan(3_000);
});

it('hides the first entry during the second and refuses a paste', async () => {
  await need('13700137000');
  const second = await screen.findByTestId('second-entry');
  second.focus();
  await waitFor(() => {
    expect(screen.queryByTestId('recipient')).toBeNull();
  });
  await user.paste('13700137000');
  expect(screen.getByTestId('second-entry')).toHaveProperty('value', '');
  expect((await screen.findByTestId('second-entry-error')).textContent).toContain('不能粘贴');
  expect(document.body.textContent).not.toMatch(/137\s?0013\s?7000/);
});

it('hides what the page says of the recipient too, wherever it stands', async () => {
  await need('13700137000');
  await paste(`${GOOD.replace('13800138000', '13700137001')}\n联系 137 0013 7001`);
  await waitFor(() => {
    expect(standing('recipient')).toBe('differs');
  });
  (await screen.findByTestId('second-entry')).focus();
  await screen.findByTestId('recipient-hidden');
  expect(document.body.textContent, 'it would be copied from there').not.toMatch(
    /137[\s-]?0013[\s-]?700/,
  );
  expect(screen.queryByTestId('page-edit'), 'the raw text is shown there').toBeNull();
  await user.click(screen.getByTestId('second-back'));
  await waitFor(() => {
    expect(screen.getByTestId('page-text').textContent).toContain('13700137001');
  });
});

it('says that there is nothing to paste instead of doing nothing', async () => {
  const empty = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { getData: () => '', files: [] },
  });
  document.body.dispatchEvent(empty);
  await waitFor(() => {
    expect(toasts().at(-1)?.text).toContain('没有文字，也没有能读的图片');
  });
});

it('gives a discarded draft back', async () => {
  const { id } = await fake.saveDraft(null, { ...emptyDraft(), name: '另一单' });
  await need('13800138000');
  await page.startNew();
  const discard = await screen.findAllByRole('button', { name: /另一单/ });
  await user.click(discard.find((each) => each.getAttribute('aria-label') !== null) as Element);
  await waitFor(() => {
    expect(fake.saved.has(id)).toBe(false);
  });
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect([...fake.saved.values()].map((kept) => kept.draft.name)).toContain('另一单');
  });
});

it('tells the group that differs but neither value, and leaves the choice to the source', async () => {
  await need('13700137000');
  await user.type(await screen.findByTestId('second-entry'), '13700137001');
  expect((await screen.findByTestId('second-entry-error')).textContent).toContain('第 3 段');
  expect(document.body.textContent).not.toMatch(/137\s?0013\s?7000/);
  await user.click(screen.getByTestId('second-back'));
  expect(await screen.findByTestId('recipient')).toHaveProperty('value', '13700137000');
});

it('seals the check only by its button, never by Enter', async () => {
  const confirm = vi.spyOn(fake, 'confirm');
  await need('13800138000');
  await paste(GOOD);
  await waitFor(() => {
    expect(screen.getByTestId('to-confirm')).toHaveProperty('disabled', false);
  });
  page.toConfirm();
  const dialog = await screen.findByTestId('confirm');
  const pay = await within(dialog).findByTestId('pay');
  expect(document.activeElement, 'the button to pay is not where Enter goes').not.toBe(pay);
  await user.keyboard('{Enter}');
  expect(confirm).not.toHaveBeenCalled();
  page.toConfirm();
  await user.click(await screen.findByTestId('pay'));
  expect(confirm).toHaveBeenCalledOnce();
  await screen.findByTestId('after-seal');
});

it('opens the draft that was left', async () => {
  await need('13800138000');
  await waitFor(
    () => {
      expect(fake.saved.size).toBe(1);
    },
    { timeout: 2000 },
  );
  render(CheckPage, { draft: null });
  const fields = await screen.findAllByTestId('recipient');
  expect(fields.at(-1)).toHaveProperty('value', '13800138000');
});

it('begins anew when that is what was asked for', async () => {
  await fake.saveDraft(null, {
    ...emptyDraft(),
    category: 'phone_credit',
    recipient: '13800138000',
  });
  render(CheckPage, { draft: NEW_DRAFT });
  await waitFor(() => {
    expect(screen.getAllByTestId('recipient')).toHaveLength(2);
  });
  expect(screen.getAllByTestId('recipient').at(-1)).toHaveProperty('value', '');
});

it('keeps what could not be saved at hand when the page is left', async () => {
  await need('13800138000');
  const save = vi.spyOn(fake, 'saveDraft').mockRejectedValue(new BackendError('disk_full', ''));
  await leave();
  await waitFor(() => {
    expect(toasts().at(-1)?.tone).toBe('stop');
  });
  save.mockRestore();
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect([...fake.saved.values()].map((kept) => kept.draft.recipient)).toEqual(['13800138000']);
  });
});

it('goes on with a draft that could not be discarded', async () => {
  await leave();
  await fake.saveDraft(null, { ...emptyDraft(), name: '另一单' });
  const { id } = await fake.saveDraft(null, {
    ...emptyDraft(),
    category: 'phone_credit',
    recipient: '13800138000',
  });
  render(CheckPage, { draft: id });
  const own = await screen.findByRole('button', { name: /^删掉这份草稿.*8000/ });
  vi.spyOn(fake, 'discardDraft').mockRejectedValueOnce(new BackendError('disk_full', ''));
  await user.click(own);
  await waitFor(() => {
    expect(toasts().at(-1)?.tone).toBe('stop');
  });
  await user.type(screen.getByTestId('need-face'), '50');
  await waitFor(
    () => {
      const faces = [...fake.saved.values()].map((kept) => kept.draft.face_value);
      expect(faces, 'it is saved as before').toContain('50');
    },
    { timeout: 3000 },
  );
});

it('asks before the reason is written and waits after it', async () => {
  await need('13800138000');
  await paste(GOOD.replace('数量：1', '数量：2'));
  await waitFor(() => {
    expect(screen.getByTestId('to-confirm')).toHaveProperty('disabled', false);
  });
  await user.click(screen.getByTestId('to-confirm'));
  const pay = await screen.findByTestId('pay');
  expect(pay).toHaveProperty('disabled', true);
  await user.type(await screen.findByTestId('reason-differs:quantity'), '想囤两份用');
  await waitFor(() => {
    expect(screen.getByTestId('gate-reason').dataset['state']).toBe('passed');
  });
  expect(screen.getByTestId('gate-cool_down').dataset['state']).toBe('open');
  expect(pay).toHaveProperty('disabled', true);
});

it('keeps a need as a template and begins the next purchase with it', async () => {
  await need('13800138000');
  await user.type(screen.getByTestId('recipient-label'), '妈妈');
  await paste(GOOD);
  await user.click(screen.getByTestId('keep-template'));
  await user.type(await screen.findByTestId('name'), '话费');
  await user.click(screen.getByTestId('name-save'));
  await waitFor(() => {
    expect(fake.kept.map((each) => each.name)).toEqual(['妈妈话费']);
  });
  expect(fake.kept[0]?.draft.page, 'the page is pasted anew').toBe('');
  await page.startNew();
  await user.click(await screen.findByTestId('start-template'));
  expect(await screen.findByTestId('recipient')).toHaveProperty('value', '13800138000');
  expect(screen.queryByTestId('template-start'), 'it gives way to the purchase').toBeNull();
});

it('keeps a template without its recipient when that is wanted', async () => {
  await need('13800138000');
  await user.click(screen.getByTestId('keep-template'));
  await user.click(await screen.findByTestId('with-recipient'));
  await user.type(screen.getByTestId('name'), '话费{Enter}');
  await waitFor(() => {
    expect(fake.kept[0]?.draft.recipient).toBe('');
  });
});

it('shows a reminder with the goods and has it ticked before paying', async () => {
  const reminder = { category: 'phone_credit', word: '', text: '先问清是哪个号', order: null };
  await fake.addReminder(reminder);
  await need('13800138000');
  await paste(GOOD);
  expect((await screen.findByTestId('reminder-strip')).textContent).toContain('先问清是哪个号');
  await waitFor(() => {
    expect(screen.getByTestId('to-confirm')).toHaveProperty('disabled', false);
  });
  await user.click(screen.getByTestId('to-confirm'));
  const pay = await screen.findByTestId('pay');
  expect(pay).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('checkbox', { name: '看过了：先问清是哪个号' }));
  await waitFor(() => {
    expect(pay).toHaveProperty('disabled', false);
  });
  await user.click(screen.getByTestId('seen'));
  await waitFor(() => {
    expect(pay, 'the tick is taken back').toHaveProperty('disabled', true);
  });
});

it('tells what was copied before a recipient is pasted, until it is chosen otherwise', async () => {
  const asked = vi.spyOn(fake, 'review');
  const copied = (): string | null | undefined => asked.mock.lastCall?.[0].answers.copied;
  await user.click(screen.getByTestId('category-phone_credit'));
  noteCopied('13800138000');
  screen.getByTestId('recipient').focus();
  await user.paste('13800138001');
  await waitFor(() => {
    expect(copied()).toBe('13800138000');
  });
  await user.clear(screen.getByTestId('recipient'));
  await waitFor(() => {
    expect(copied()).toBeNull();
  });
});

it('warns of what frauds say and holds the payment until that is acknowledged', async () => {
  await need('13800138000');
  await paste(`${GOOD}\n客服：先交200元解冻金才能发货`);
  const card = await screen.findByTestId('fraud-pay_more');
  expect(within(card).getByText('停下来')).toBeDefined();
  expect(card.querySelector('q')?.textContent, 'its own words').toBe('先交200元解冻金');
  expect(within(card).getByText('110').tagName, 'a number stands out').toBe('STRONG');
  expect(screen.getByTestId('verdict').textContent).toContain('先别付款');
  await waitFor(() => {
    expect(screen.getByTestId('to-confirm')).toHaveProperty('disabled', false);
  });
  await user.click(screen.getByTestId('to-confirm'));
  const pay = await screen.findByTestId('pay');
  expect(pay).toHaveProperty('disabled', true);
  const name = '我看清了，也自己核实过：要再付钱才发货、才退款';
  await user.click(screen.getByRole('checkbox', { name }));
  await waitFor(() => {
    expect(pay).toHaveProperty('disabled', false);
  });
});

it('covers the number in the words of a warning while it is entered again', async () => {
  await need('13900139000');
  await paste(`${GOOD.replace('13800138000', '13900139000')}\n先交13900139000解冻金才能发货`);
  const words = async (): Promise<string | null | undefined> =>
    (await screen.findByTestId('fraud-pay_more')).querySelector('q')?.textContent;
  expect(await words()).toContain('13900139000');
  await user.type(await screen.findByTestId('second-entry'), '1');
  await waitFor(async () => {
    expect(await words()).not.toContain('13900139000');
  });
});
