import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { BackendError, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';
import GlancePage from '@/pages/glance/GlancePage.svelte';
import Root from '@/Root.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  window.location.hash = '';
});

async function inProgress(recipient: string): Promise<string> {
  const draft = { ...emptyDraft(), category: 'phone_credit', face_value: '100', recipient };
  return (await fake.saveDraft(null, draft)).id;
}

it('says what a number is and that it is not the one of this purchase', async () => {
  await inProgress('13900139000');
  fake.clipboard = '13800138000';
  const painted = vi.spyOn(fake, 'pagePainted');
  render(GlancePage);
  expect((await screen.findByTestId('glance-reading')).textContent).toContain('手机号');
  expect(painted, 'shown only once there is something to see').toHaveBeenCalledOnce();
  fake.clipboard = '充值号码：13900139001\n面值：100\n';
  fake.lookAgain?.();
  await waitFor(() => {
    expect(screen.getByTestId('glance-verdict').textContent).toContain('不一致');
  });
});

it('gives what it looked at to the purchase it was held against', async () => {
  const id = await inProgress('');
  fake.clipboard = '13800138000';
  const over = vi.spyOn(fake, 'handOver');
  render(GlancePage);
  await user.click(await screen.findByTestId('use'));
  expect(over).toHaveBeenCalledWith({
    text: '13800138000',
    picture: null,
    about: 'recipient',
    purchase: id,
  });
});

it('does not replace another number by a single press', async () => {
  await inProgress('13900139000');
  fake.clipboard = '13800138000';
  render(GlancePage);
  const use = await screen.findByTestId('use');
  await waitFor(() => {
    expect(document.activeElement).not.toBe(use);
  });
});

it('says that there is nothing, and why it cannot look', async () => {
  render(GlancePage);
  await screen.findByText('剪贴板里没有文字，也没有图片');
  expect(screen.queryByTestId('use')).toBeNull();
  vi.spyOn(fake, 'glance').mockRejectedValueOnce(new BackendError('page_too_long', ''));
  fake.lookAgain?.();
  await screen.findByText(/文字超过 4 MB/);
});

it('is put away by Escape', async () => {
  const hide = vi.spyOn(fake, 'hideGlance');
  render(GlancePage);
  await screen.findByText('剪贴板里没有文字，也没有图片');
  await user.keyboard('{Escape}');
  expect(hide).toHaveBeenCalledOnce();
});

it('fills the purchase that it was given for, wherever the main window is', async () => {
  const id = await inProgress('');
  await inProgress('13900139000');
  render(Root);
  await user.click(await screen.findByTestId('nav-settings'));
  await screen.findByTestId('data-folder');
  fake.handedOver?.({ text: ' 13800138000\n', picture: null, about: 'recipient', purchase: id });
  await waitFor(() => {
    expect(screen.getByTestId('recipient')).toHaveProperty('value', '13800138000');
  });
  await waitFor(
    () => {
      expect(fake.saved.get(id)?.draft.recipient).toBe('13800138000');
    },
    { timeout: 3000 },
  );
});

it('begins a new purchase when there was none', async () => {
  render(Root);
  await screen.findByTestId('category-phone_credit');
  fake.handedOver?.({ text: '面值：100\n数量：1', picture: null, about: 'page', purchase: null });
  expect((await screen.findByTestId('page-text')).textContent).toContain('面值：100');
});

it('takes other keys and keeps the old ones when they cannot be had', async () => {
  render(Root);
  await user.click(await screen.findByTestId('nav-settings'));
  const keys = await screen.findByTestId('glance-keys');
  expect(keys.textContent).toContain('Ctrl Alt K');
  vi.spyOn(fake, 'setShortcut').mockRejectedValueOnce(new BackendError('shortcut_taken', ''));
  await user.click(keys);
  await user.keyboard('{Control>}{Alt>}[KeyJ]{/Alt}{/Control}');
  await screen.findByText(/这组键用不了/);
  expect(keys.textContent).toContain('Ctrl Alt K');
  await user.click(keys);
  await user.keyboard('{Control>}{Alt>}[KeyJ]{/Alt}{/Control}');
  await waitFor(() => {
    expect(fake.settings.shortcut).toBe('CommandOrControl+Alt+J');
  });
  await user.click(screen.getByTestId('glance-keys-clear'));
  await waitFor(() => {
    expect(fake.settings.shortcut).toBeNull();
  });
});
