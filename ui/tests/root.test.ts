import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import Root from '@/Root.svelte';

let fake: FakeBackend;

beforeEach(() => {
  fake = new FakeBackend();
  fake.settings.language = 'zh-CN';
  setBackend(fake);
  window.location.hash = '';
});

it('tells the program that it stands without waiting for an animation frame', async () => {
  // A hidden web view may never be given one; the window would stay hidden.
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const painted = vi.spyOn(fake, 'pagePainted');
  render(Root);
  await screen.findByTestId('category-phone_credit');
  expect(painted).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});

it('shows the window only when there is something to click', async () => {
  let answer: () => void = () => undefined;
  vi.spyOn(fake, 'drafts').mockImplementation(
    () => new Promise((resolve) => (answer = () => resolve([]))),
  );
  const painted = vi.spyOn(fake, 'pagePainted');
  render(Root);
  await vi.waitFor(() => {
    expect(fake.drafts).toHaveBeenCalled();
  });
  expect(painted, 'a click would be lost').not.toHaveBeenCalled();
  answer();
  await screen.findByTestId('category-phone_credit');
  await vi.waitFor(() => {
    expect(painted).toHaveBeenCalledOnce();
  });
});

it('says why the record did not open and takes the newest backup', async () => {
  fake.trouble = {
    state: 'trouble',
    code: 'corrupt',
    folder: '/data',
    detail: 'page 3',
    backups: [
      { file_name: 'new.db', at: '2026-11-21T08:00:00Z', reason: 'daily', size: 1 },
      { file_name: 'old.db', at: '2026-11-20T08:00:00Z', reason: 'daily', size: 1 },
    ],
  };
  const restore = vi.spyOn(fake, 'restoreBackup');
  render(Root);
  expect(await screen.findByText('记录文件损坏了')).toBeTruthy();
  await userEvent.click(screen.getByTestId('restore'));
  expect(restore).toHaveBeenCalledWith('new.db');
  await screen.findByTestId('category-phone_credit');
});

it('keeps a setting before it takes it over', async () => {
  render(Root);
  await userEvent.click(await screen.findByTestId('nav-settings'));
  await userEvent.click(await screen.findByTestId('theme-dark'));
  await vi.waitFor(() => {
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });
  expect(fake.settings.theme).toBe('dark');
  await userEvent.click(screen.getByTestId('language-en'));
  expect(await screen.findByText('Keyboard shortcuts')).toBeTruthy();
  expect(document.documentElement.lang).toBe('en');
});

it('goes where the keys say', async () => {
  render(Root);
  await screen.findByTestId('category-phone_credit');
  await userEvent.keyboard('{Control>},{/Control}');
  await screen.findByTestId('data-folder');
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(document.activeElement).toBe(screen.getByTestId('search'));
  await userEvent.keyboard('话费');
  await screen.findByText('没有找到「话费」');
  await userEvent.keyboard('{Control>}n{/Control}');
  await screen.findByTestId('category-phone_credit');
});
