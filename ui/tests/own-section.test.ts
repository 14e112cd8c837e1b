import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { loadCatalogue } from '@/app/catalogue.svelte';
import { loadKinds } from '@/app/kinds.svelte';
import { toasts } from '@/app/toasts.svelte';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import CategoryPicker from '@/pages/check/CategoryPicker.svelte';
import { CheckSession } from '@/pages/check/session.svelte';
import LibraryPage from '@/pages/library/LibraryPage.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  await Promise.all([loadCatalogue(true), loadKinds(true)]);
});

async function addKind(): Promise<void> {
  await user.click(await screen.findByTestId('add-kind'));
  await user.type(await screen.findByTestId('kind-name'), '水表户号');
  await user.type(screen.getByTestId('kind-fits'), 'SB10023344');
  await waitFor(() => {
    expect(screen.getByTestId('kind-save')).toHaveProperty('disabled', false);
  });
}

it('makes a rule from an example and shows how each example does', async () => {
  render(LibraryPage, { section: 'own' });
  await screen.findByText('还没有自己加的');
  await addKind();
  expect(screen.getByTestId('rule-0').textContent).toContain('以「SB」开头 + 8 位数字');
  expect(screen.getByTestId('rule-0').getAttribute('aria-checked')).toBe('true');
  const pattern = screen.getByTestId('rule-details').closest('details');
  expect(pattern?.open, 'nobody who gives an example has to see a pattern').toBe(false);
  await user.type(screen.getByTestId('kind-misses'), 'KX10023344');
  await waitFor(() => {
    expect(screen.getByTestId('tried').textContent).toContain('挡住了');
  });
  expect(screen.getByTestId('tried').textContent).toContain('通过');
  await user.click(screen.getByTestId('kind-save'));
  const line = await screen.findByTestId('own-kind');
  expect(line.textContent).toContain('水表户号');
  expect(line.textContent).toContain('如 SB10023344');
});

it('points out a rule that takes everything, and one that cannot be read', async () => {
  render(LibraryPage, { section: 'own' });
  await addKind();
  const pattern = screen.getByTestId('kind-pattern');
  await user.clear(pattern);
  await user.type(pattern, '.*');
  expect((await screen.findByTestId('rule-error')).textContent).toContain('什么都放行');
  expect(screen.getByTestId('kind-save')).toHaveProperty('disabled', true);
  await user.clear(pattern);
  await user.type(pattern, 'SB[[0-9');
  expect((await screen.findByTestId('rule-place')).textContent).toContain('第 3 个字符起');
});

it('takes an own kind into an own category, and offers both', async () => {
  render(LibraryPage, { section: 'own' });
  await addKind();
  await user.click(screen.getByTestId('kind-save'));
  await screen.findByTestId('own-kind');
  await user.click(screen.getByTestId('add-category'));
  const dialog = await screen.findByTestId('category-dialog');
  await user.type(within(dialog).getByTestId('own-name'), '水费');
  await user.type(within(dialog).getByTestId('own-add-kind'), '水表');
  expect(dialog.textContent, 'half a name is no choice').toContain('从列表里选一个才算数');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(dialog.textContent).not.toContain('从列表里选一个才算数');
  expect(within(dialog).getByTestId('own-kinds').textContent).toContain('水表户号');
  await user.click(within(dialog).getByTestId('own-field-city'));
  expect(within(dialog).getByTestId('own-field-city').getAttribute('aria-pressed')).toBe('true');
  await waitFor(() => {
    expect(screen.getByTestId('own-save')).toHaveProperty('disabled', false);
  });
  await user.click(screen.getByTestId('own-save'));
  const line = await screen.findByTestId('own-category');
  expect(line.textContent).toContain('收货号：水表户号');
  expect(line.textContent).toContain('城市');
  expect(fake.ownCategories[0]?.what).toMatchObject({ identifiers: ['own_1'], fields: ['city'] });

  render(CategoryPicker, { session: new CheckSession(await loadCatalogue()) });
  expect(screen.getByRole('radio', { name: '水费' }), 'seen without asking for more').toBeTruthy();
});

it('forgets, keeps the name where it is used, and takes it back', async () => {
  const what = { name: '水费', fields: [], identifiers: [], any_recipient: false };
  const rest = { point_of_no_return: 'credited', delivery: [] } as const;
  await fake.saveOwnCategory(null, { ...what, ...rest, delivery: [] });
  await loadCatalogue(true);
  render(LibraryPage, { section: 'own' });
  await user.click(await screen.findByTestId('own-category-forget'));
  await screen.findByText('还没有自己加的');
  const known = await loadCatalogue();
  expect(known.categories.at(-1)).toMatchObject({ name: { zh: '水费' }, origin: 'forgotten' });
  const session = new CheckSession(known);
  const picker = render(CategoryPicker, { session });
  expect(screen.queryByRole('radio', { name: '水费' })).toBeNull();
  session.setCategory('own_1');
  expect(await screen.findByRole('radio', { name: '水费' }), 'a draft shows it').toBeTruthy();
  picker.unmount();
  toasts().at(-1)?.action?.run();
  expect(await screen.findByTestId('own-category')).toBeTruthy();
});

it('offers an own kind where a recipient is added', async () => {
  await fake.saveOwnKind(null, { name: '水表户号', pattern: '[0-9]{6}', fits: [], misses: [] });
  await loadKinds(true);
  render(LibraryPage, { section: 'recipients' });
  await user.click(await screen.findByTestId('add-recipient'));
  await user.clear(await screen.findByTestId('new-kind'));
  await user.type(screen.getByTestId('new-kind'), '水表');
  expect(screen.getByRole('option', { name: '水表户号' })).toBeTruthy();
});
