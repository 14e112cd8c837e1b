import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { commands, fitting } from '@/app/commands';
import { route } from '@/app/router.svelte';
import { librarySections } from '@/app/routes';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';
import Root from '@/Root.svelte';

let fake: FakeBackend;

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  window.location.hash = '';
});

const names = (typed: string): string[] =>
  fitting(commands({ newCheck: () => undefined, search: () => undefined }), typed).map(
    ({ name }) => name,
  );

it('finds commands by characters, sounds and English, whatever the language is', () => {
  expect(names('设置')[0]).toBe('settings');
  expect(names('sz')[0]).toBe('settings');
  expect(names('shezhi')[0]).toBe('settings');
  expect(names('Settings')[0]).toBe('settings');
  expect(names('dark')[0]).toBe('dark');
  expect(names('语言')).toEqual(expect.arrayContaining(['chinese', 'english']));
  expect(names('qqqq')).toEqual([]);
});

it('goes to every part of the library and to an order that is written down', () => {
  expect(names('平台')[0]).toBe('platforms');
  expect(names('jyd')[0]).toBe('record');
  const all = commands({ newCheck: () => undefined, search: () => undefined });
  expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining([...librarySections]));
  all.find(({ name }) => name === 'platforms')?.run();
  expect(route()).toEqual({ page: 'library', section: 'platforms' });
});

it('runs what was chosen and offers it first the next time', async () => {
  const user = userEvent.setup();
  render(Root);
  await screen.findByTestId('category-phone_credit');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByTestId('palette-input'), 'dingdan');
  await screen.findByTestId('command-orders');
  await user.keyboard('{Enter}');
  await waitFor(() => {
    expect(route().page).toBe('orders');
  });
  expect(screen.queryByTestId('palette-input')).toBeNull();
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByText('最近用过');
});

it('opens on the home page once there is something to see', async () => {
  const draft = { ...emptyDraft(), category: 'phone_credit', name: '移动 100 元话费' };
  await fake.saveDraft(null, draft);
  render(Root);
  await screen.findByTestId('spent');
  expect(route().page).toBe('home');
});
