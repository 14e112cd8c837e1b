import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { applySettings, settings } from '@/app/settings.svelte';
import { setBackend } from '@/backend';
import { FakeBackend, settings as usual } from '@/dev/fake';
import NoticeSettings from '@/pages/settings/NoticeSettings.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  applySettings(structuredClone(usual));
});

it('keeps quiet hours once both are times of the day', async () => {
  render(NoticeSettings);
  const [from, to] = [screen.getByTestId('quiet-from'), screen.getByTestId('quiet-to')];
  expect(from).toHaveProperty('value', '22:00');
  await user.clear(from);
  await user.type(from, '25:00');
  await user.tab();
  expect(screen.getByTestId('quiet-from-error').textContent).not.toBe('');
  expect(settings().quiet, 'no such time').toEqual({ from: 1320, to: 480 });
  await user.clear(from);
  await user.type(from, '23：30');
  await user.tab();
  await waitFor(() => {
    expect(fake.settings.quiet).toEqual({ from: 1410, to: 480 });
  });
  await user.clear(to);
  await user.type(to, '7.15{Enter}');
  await waitFor(() => {
    expect(fake.settings.quiet).toEqual({ from: 1410, to: 435 });
  });
});

it('asks to be told of terms, or not', async () => {
  render(NoticeSettings);
  await user.click(screen.getByTestId('notify-on'));
  await waitFor(() => {
    expect(fake.settings.notify).toBe(true);
  });
  await user.click(screen.getByTestId('notify-off'));
  await waitFor(() => {
    expect(fake.settings.notify).toBe(false);
  });
});
