import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { changeSettings } from '@/app/settings.svelte';
import { BackendError, setBackend } from '@/backend';
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

it('offers the older backups, too, and an empty record only when asked twice', async () => {
  fake.trouble = {
    state: 'trouble',
    code: 'bad_backup',
    folder: '/data',
    detail: 'page 3',
    backups: [
      { file_name: 'new.db', at: '2026-11-21T08:00:00Z', reason: 'daily', size: 1 },
      { file_name: 'old.db', at: '2026-11-20T08:00:00Z', reason: 'migration', size: 1 },
    ],
  };
  const restore = vi.spyOn(fake, 'restoreBackup').mockImplementation(() => fake.start());
  const anew = vi.spyOn(fake, 'beginAnew');
  render(Root);
  await userEvent.click(await screen.findByRole('radio', { name: /升级前的备份/ }));
  await userEvent.click(screen.getByTestId('restore'));
  expect(restore).toHaveBeenCalledWith('old.db');
  restore.mockRestore();
  await userEvent.click(await screen.findByTestId('anew'));
  expect(anew).not.toHaveBeenCalled();
  await userEvent.click(await screen.findByTestId('anew-yes'));
  await screen.findByTestId('category-phone_credit');
});

it('tells what went wrong behind the start', async () => {
  fake.settingsLost = true;
  vi.spyOn(fake, 'backUp').mockRejectedValue(new BackendError('disk_full', ''));
  render(Root);
  await screen.findByText(/之前的设置读不出来/);
  await screen.findByText(/今天的自动备份没做成.*磁盘/);
});

it('loses neither of two quick changes, and none that fails', async () => {
  render(Root);
  await userEvent.click(await screen.findByTestId('nav-settings'));
  const save = vi.spyOn(fake, 'saveSettings');
  save.mockRejectedValueOnce(new BackendError('disk_full', ''));
  await Promise.all([
    changeSettings(({ thresholds }) => ({
      thresholds: { ...thresholds, duplicate_hours: 1 },
    })).catch(() => undefined),
    changeSettings(({ thresholds }) => ({ thresholds: { ...thresholds, cool_down_seconds: 7 } })),
    changeSettings(({ thresholds }) => ({ thresholds: { ...thresholds, duplicate_hours: 48 } })),
  ]);
  expect(fake.settings.thresholds).toMatchObject({ cool_down_seconds: 7, duplicate_hours: 48 });
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
  await userEvent.keyboard('{Control>}f{/Control}');
  expect(document.activeElement).toBe(screen.getByTestId('search'));
  await userEvent.keyboard('话费');
  await screen.findByText('没有找到「话费」');
  await userEvent.keyboard('{Control>}n{/Control}');
  await screen.findByTestId('category-phone_credit');
});
