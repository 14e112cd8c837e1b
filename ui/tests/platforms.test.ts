import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { type Platform, type ReplaceableRule, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import PlatformsSection from '@/pages/library/PlatformsSection.svelte';
import { noPlatform } from '@/pages/library/platforms.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

const answer: ReplaceableRule = {
  id: 'answer',
  name: { zh: '客服答复', en: 'Answer' },
  track: 'dispute',
  from: 'contacted',
  length: { amount: 2, unit: 'working_days' },
};
const first: ReplaceableRule = {
  id: 'first',
  name: { zh: '第一小时', en: 'First hour' },
  track: 'golden',
  from: 'paid',
  length: { amount: 1, unit: 'hours' },
};

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  fake.replaceable = [answer, first];
  await fake.savePlatform(null, { ...noPlatform, name: '官方营业厅', operator: '某某公司' });
});
const kept = (): Platform | undefined => fake.notebook[0]?.what;

async function openRule(): Promise<void> {
  await user.click(await screen.findByTestId('add-rule'));
  await screen.findByTestId('platform-rule-dialog');
}
async function about(name: string): Promise<void> {
  await user.click(screen.getByTestId('rule-replaces'));
  await user.click(await screen.findByRole('option', { name }));
}
const named = (): string => screen.getByTestId<HTMLInputElement>('rule-name').value;

it('keeps what was looked up and on which day, and takes it off again', async () => {
  render(PlatformsSection);
  await user.click(await screen.findByTestId('add-check'));
  const save = await screen.findByTestId('platform-check-save');
  await user.type(screen.getByTestId('check-what'), '公示系统');
  expect(save, 'nothing was found yet').toHaveProperty('disabled', true);
  await user.type(screen.getByTestId('check-found'), '查到同名公司');
  const day = screen.getByTestId('check-on');
  await user.clear(day);
  await user.type(day, '2026-02-31');
  expect(save, 'there is no such day').toHaveProperty('disabled', true);
  await user.clear(day);
  await user.type(day, '2026/2/3');
  await user.click(save);
  const line = await screen.findByTestId('platform-check');
  expect(line.textContent).toContain('公示系统 查到同名公司 2026-02-03');
  await user.click(within(line).getByRole('button', { name: '去掉：公示系统' }));
  await waitFor(() => {
    expect(screen.queryByTestId('platform-check')).toBeNull();
  });
  toasts().at(-1)?.action?.run();
  await screen.findByTestId('platform-check');
});

it('says what keeps a check from being kept', async () => {
  render(PlatformsSection);
  await user.click(await screen.findByTestId('add-check'));
  const what = await screen.findByTestId('check-what');
  await user.click(what);
  await user.paste('长'.repeat(201));
  await user.type(screen.getByTestId('check-found'), '查到{Enter}');
  expect((await screen.findByTestId('check-what-error')).textContent).toContain('太长');
  expect(kept()?.checks).toEqual([]);
  await user.clear(what);
  await user.type(what, '公示系统{Enter}');
  await screen.findByTestId('platform-check');
  await user.click(screen.getByTestId('add-check'));
  expect(screen.queryByTestId('check-what-error'), 'that was another one').toBeNull();
});

it('names a rule after the one it replaces until another name is typed', async () => {
  render(PlatformsSection);
  await openRule();
  await about('客服答复');
  expect(named()).toBe('客服答复');
  expect(screen.getByTestId('rule-unit').textContent).toContain('工作日');
  await about('第一小时');
  expect(named(), 'nobody typed the first name').toBe('第一小时');
  await user.clear(screen.getByTestId('rule-name'));
  await user.type(screen.getByTestId('rule-name'), '两小时内可改');
  await about('客服答复');
  expect(named()).toBe('两小时内可改');
});

it('begins each rule anew', async () => {
  render(PlatformsSection);
  await openRule();
  await about('客服答复');
  await user.click(screen.getByRole('button', { name: '取消' }));
  await openRule();
  expect(named()).toBe('');
  await user.type(screen.getByTestId('rule-name'), '另一条');
  await user.type(screen.getByTestId('rule-amount'), '3');
  await user.type(screen.getByTestId('rule-quote'), '三小时内');
  await user.click(screen.getByTestId('platform-rule-save'));
  await screen.findByTestId('platform-rule');
  expect(kept()?.rules[0]).toMatchObject({
    replaces: null,
    track: 'response',
    from: 'paid',
    length: { amount: 3, unit: 'hours' },
  });
});

it('keeps the screenshot that is pasted beside a rule, and none for what is closed', async () => {
  const shot = { sha256: 'a'.repeat(64), name: 'a.png', acquired: 'paste' } as const;
  fake.clipboardPicture = shot;
  render(PlatformsSection);
  await screen.findByTestId('add-return');
  pasteNothing();
  await user.click(screen.getByTestId('add-return'));
  await user.type(await screen.findByTestId('return-quote'), '两小时内可改');
  expect(screen.queryByTestId('return-shot'), 'it was not open').toBeNull();
  pasteNothing();
  await screen.findByTestId('return-shot');
  await user.type(screen.getByTestId('return-amount'), '0');
  expect(screen.getByTestId('return-amount-error').textContent).toContain('1 到十年');
  expect(screen.getByTestId('return-save')).toHaveProperty('disabled', true);
  await user.type(screen.getByTestId('return-amount'), '2');
  await user.click(screen.getByTestId('return-save'));
  const line = await screen.findByTestId('platform-return');
  expect(line.textContent).toContain('可以 · 付款后 2 小时内');
  expect(kept()?.returns[0]).toMatchObject({
    within: { amount: 2, unit: 'hours' },
    quote: '两小时内可改',
    evidence: shot.sha256,
  });
});

it('changes a platform and gives a forgotten one back', async () => {
  render(PlatformsSection);
  await user.click(await screen.findByTestId('platform-edit'));
  const name = await screen.findByTestId('platform-name');
  expect(name).toHaveProperty('value', '官方营业厅');
  await user.type(screen.getByTestId('platform-aliases'), '营业厅，掌厅{Enter}');
  expect(await screen.findByText('营业厅、掌厅')).toBeTruthy();
  expect(kept(), 'the rest stays').toMatchObject({ name: '官方营业厅', operator: '某某公司' });
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect(kept()?.aliases).toEqual([]);
  });

  await user.click(screen.getByTestId('platform-forget'));
  await screen.findByText('还没有记过平台');
  toasts().at(-1)?.action?.run();
  expect((await screen.findByTestId('platform')).textContent).toContain('官方营业厅');
});

/** A paste without text or files, as WebKitGTK tells of a picture. */
function pasteNothing(): void {
  const empty = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { getData: () => '', files: [] },
  });
  document.body.dispatchEvent(empty);
}
