import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { route } from '@/app/router.svelte';
import { toasts } from '@/app/toasts.svelte';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';
import LibraryPage from '@/pages/library/LibraryPage.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
});

it('says of each recipient what it is, who it is and how it was confirmed', async () => {
  render(LibraryPage, { section: 'recipients' });
  const line = await screen.findByTestId('recipient-1');
  await waitFor(() => {
    expect(line.textContent).toContain('手机号');
  });
  expect(line.textContent).toContain('妈妈');
  expect(line.textContent).toContain('付款时记下');
  expect(line.textContent).toContain('买过 3 次');
});

it('moves between its sections with the keyboard', async () => {
  render(LibraryPage, { section: 'recipients' });
  const tab = await screen.findByRole('tab', { name: '收货人' });
  expect(tab.getAttribute('aria-selected')).toBe('true');
  tab.focus();
  await user.keyboard('{ArrowRight}');
  await waitFor(() => {
    expect(route()).toEqual({ page: 'library', section: 'templates' });
  });
});

it('adds a family number one digit away only when that is said', async () => {
  render(LibraryPage, { section: 'recipients' });
  await user.click(await screen.findByTestId('add-recipient'));
  await user.type(await screen.findByTestId('new-value'), '13800138001');
  const near = await screen.findByTestId('new-near');
  expect(near.textContent).toContain('妈妈');
  expect(near.querySelectorAll('mark'), 'the digit that differs, in both').toHaveLength(2);
  const keep = screen.getByTestId('new-keep');
  await waitFor(() => {
    expect(keep).toHaveProperty('disabled', false);
  });
  expect(keep.textContent).toContain('确实是另一个号');
  await user.type(screen.getByTestId('new-label'), '爸爸');
  await user.click(keep);
  expect(await screen.findByText('爸爸')).toBeTruthy();
  expect(screen.getByText('还没核过'), 'it was entered once').toBeTruthy();
});

it('hides the first entry during the second and refuses a paste', async () => {
  render(LibraryPage, { section: 'recipients' });
  await user.click(await screen.findByTestId('add-recipient'));
  await user.type(await screen.findByTestId('new-value'), '13700137000');
  (await screen.findByTestId('new-second')).focus();
  await screen.findByTestId('new-hidden');
  expect(screen.getByTestId('add-dialog').textContent).not.toMatch(/137\s?0013\s?7000/);
  await user.paste('13700137000');
  expect(screen.getByTestId('new-second')).toHaveProperty('value', '');
  await user.keyboard('13700137000');
  await screen.findByTestId('new-same');
  await user.click(screen.getByTestId('new-keep'));
  await waitFor(() => {
    expect(fake.book.at(-1)?.confirmed).toBe('blind_entry');
  });
});

it('names what is wrong with a number while it is typed', async () => {
  render(LibraryPage, { section: 'recipients' });
  await user.click(await screen.findByTestId('add-recipient'));
  await user.type(await screen.findByTestId('new-value'), '1380013');
  expect((await screen.findByTestId('new-value-error')).textContent).toContain('只有 7 位');
  expect(screen.getByTestId('new-keep')).toHaveProperty('disabled', true);
});

it('renames, deletes and gives back a template, and begins a purchase with it', async () => {
  const draft = { ...emptyDraft(), category: 'phone_credit', face_value: '100' };
  await fake.saveTemplate(null, '每月话费', { ...draft, recipient: '13800138000' });
  render(LibraryPage, { section: 'templates' });
  expect((await screen.findByTestId('template')).textContent).toContain('8000');
  await user.click(screen.getByTestId('template-rename'));
  const name = await screen.findByTestId('name');
  await user.clear(name);
  expect(screen.getByTestId('name-save')).toHaveProperty('disabled', true);
  await user.type(name, '妈妈话费{Enter}');
  expect(await screen.findByText('妈妈话费')).toBeTruthy();

  await user.click(screen.getByTestId('template-remove'));
  await screen.findByText('还没有常买');
  toasts().at(-1)?.action?.run();
  await user.click(await screen.findByTestId('template-use'));
  await waitFor(() => {
    expect(route().page).toBe('check');
  });
  expect([...fake.saved.values()][0]?.draft.recipient).toBe('13800138000');
});

it('writes, changes and deletes a reminder', async () => {
  render(LibraryPage, { section: 'reminders' });
  await user.click(await screen.findByTestId('add-reminder'));
  const dialog = await screen.findByTestId('reminder-dialog');
  await user.click(await within(dialog).findByTestId('reminder-category'));
  await user.click(await within(dialog).findByRole('option', { name: '游戏直充' }));
  await user.type(screen.getByTestId('reminder-text'), '先看区服');
  await user.type(screen.getByTestId('reminder-word'), '原神');
  await user.click(screen.getByTestId('reminder-save'));
  const line = await screen.findByTestId('reminder');
  expect(line.textContent).toContain('游戏直充');
  expect(line.textContent).toContain('「原神」');

  await user.click(screen.getByTestId('reminder-edit'));
  const text = await screen.findByTestId('reminder-text');
  expect(text).toHaveProperty('value', '先看区服');
  await user.type(text, '和账号{Enter}');
  expect(await screen.findByText('先看区服和账号')).toBeTruthy();
  await user.click(screen.getByTestId('reminder-remove'));
  await screen.findByText('还没有提醒');
  toasts().at(-1)?.action?.run();
  expect(await screen.findByText('先看区服和账号')).toBeTruthy();
});

it('takes a number for another kind when that is said', async () => {
  render(LibraryPage, { section: 'recipients' });
  await user.click(await screen.findByTestId('add-recipient'));
  await user.type(await screen.findByTestId('new-value'), '13700137000');
  await user.click(await screen.findByTestId('new-other'));
  const kind = screen.getByTestId('new-kind');
  expect(kind).toHaveProperty('value', 'QQ 号');
  await user.clear(kind);
  expect(kind, 'what is half typed stays').toHaveProperty('value', '');
  await user.type(kind, 'uid{ArrowDown}{Enter}');
  expect(kind).toHaveProperty('value', '原神 UID');
  await waitFor(() => {
    expect(screen.getByTestId('new-keep')).toHaveProperty('disabled', false);
  });
  await user.click(screen.getByTestId('new-keep'));
  await waitFor(() => {
    expect(fake.book.at(-1)?.kind).toBe('genshin');
  });
});
