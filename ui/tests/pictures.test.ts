import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { type PagePicture, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import CheckPage from '@/pages/check/CheckPage.svelte';
import GlancePage from '@/pages/glance/GlancePage.svelte';

const PAGE = '商品：全国移动 100元话费\n面值：100 数量：1\n充值号码：13800138000\n应付：¥98.50';
let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  window.location.hash = '';
});

function picture(letter: string): PagePicture {
  return { sha256: letter.repeat(64), name: `${letter}.png`, acquired: 'drop' };
}
/** A paste without text or files, as WebKitGTK tells of a picture. */
function pasteNothing(): void {
  const empty = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { getData: () => '', files: [] },
  });
  document.body.dispatchEvent(empty);
}
async function dropped(...pictures: PagePicture[]): Promise<void> {
  fake.dropped = pictures.map((each) => ({ name: each.name, picture: each, error: null }));
  await waitFor(() => {
    expect(fake.drag).not.toBeNull();
  });
  fake.drag?.({ phase: 'dropped', token: 1, names: pictures.map(({ name }) => name) });
}
async function open(): Promise<void> {
  render(CheckPage, { draft: null });
  await user.click(await screen.findByTestId('category-phone_credit'));
  await user.type(screen.getByTestId('recipient'), '13800138000');
}

it('reads a pasted screenshot and shows the number cut out beside the value', async () => {
  const shot = picture('a');
  fake.clipboardPicture = shot;
  fake.texts.set(shot.sha256, PAGE);
  await open();
  pasteNothing();
  await waitFor(() => {
    const row = screen.getByTestId('row-recipient');
    expect(row.getAttribute('data-standing')).toBe('same');
    expect(row.querySelector('svg image'), 'the picture stands beside it').not.toBeNull();
  });
  expect(document.querySelectorAll('[data-testid="page-picture"] rect').length).toBeGreaterThan(3);
  await user.click(screen.getByTestId('page-shown-text'));
  expect(screen.getByTestId('page-text').textContent).toContain('13800138000');
});

it('hides the picture while the recipient is entered a second time', async () => {
  const shot = picture('a');
  fake.texts.set(shot.sha256, PAGE.replace('13800138000', '13700137001'));
  render(CheckPage, { draft: null });
  await user.click(await screen.findByTestId('category-phone_credit'));
  await user.type(screen.getByTestId('recipient'), '13700137001');
  await dropped(shot);
  await screen.findByTestId('row-recipient');
  (await screen.findByTestId('second-entry')).focus();
  await screen.findByTestId('recipient-hidden');
  expect(screen.queryByTestId('page-pictures'), 'it would be copied from there').toBeNull();
  expect(screen.getByTestId('row-recipient').querySelector('image')).toBeNull();
});

it('puts several screenshots one after the other and takes one off again', async () => {
  const [first, second] = [picture('a'), picture('b')];
  fake.texts.set(first.sha256, '商品：全国移动 100元话费\n面值：100');
  fake.texts.set(second.sha256, '充值号码：13800138000');
  await open();
  await dropped(first, second);
  await waitFor(() => {
    expect(screen.getAllByTestId('page-picture')).toHaveLength(2);
    expect(screen.getByTestId('row-recipient').getAttribute('data-standing')).toBe('same');
  });
  await user.click(screen.getAllByTestId('remove-picture').at(-1) as HTMLElement);
  await waitFor(() => {
    expect(screen.getAllByTestId('page-picture')).toHaveLength(1);
  });
  await user.click(screen.getByTestId('page-shown-text'));
  expect(screen.getByTestId('page-text').textContent).not.toContain('13800138000');
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect(screen.getByTestId('page-text').textContent).toContain('13800138000');
  });
});

it('says how to get the recogniser and reads once it is there', async () => {
  const shot = picture('a');
  fake.found = { state: 'missing', code: 'languages_absent', detail: ['chi_sim'] };
  fake.texts.set(shot.sha256, PAGE);
  await open();
  await dropped(shot);
  expect((await screen.findByTestId('recogniser-missing')).textContent).toContain('简体中文');
  fake.found = { state: 'ready', version: '5.3.0', program: '/usr/bin/tesseract' };
  await user.click(screen.getByTestId('recogniser-again'));
  await waitFor(() => {
    expect(screen.getByTestId('row-recipient').getAttribute('data-standing')).toBe('same');
  });
});

it('reads the picture on the clipboard in the small window and hands it over', async () => {
  const shot = picture('a');
  fake.clipboardPicture = shot;
  fake.texts.set(shot.sha256, PAGE);
  const over = vi.spyOn(fake, 'handOver');
  render(GlancePage);
  await user.click(await screen.findByTestId('use'));
  expect(over).toHaveBeenCalledWith({
    text: PAGE,
    picture: shot,
    about: 'page',
    purchase: null,
  });
});

it('says why the picture on the clipboard could not be read', async () => {
  fake.clipboardPicture = picture('a');
  render(GlancePage);
  const seen = await screen.findByTestId('glance-picture');
  await waitFor(() => {
    expect(seen.textContent).toContain('不是能看的图片');
  });
});
