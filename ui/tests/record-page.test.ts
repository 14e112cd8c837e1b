import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { route } from '@/app/router.svelte';
import { toasts } from '@/app/toasts.svelte';
import { type PagePicture, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import RecordPage from '@/pages/record/RecordPage.svelte';
import { startAnew } from '@/pages/record/session.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  startAnew();
  window.location.hash = '#/record';
});

function picture(letter: string): PagePicture {
  return { sha256: letter.repeat(64), name: `${letter}.png`, acquired: 'dialog' };
}
async function choose(...pictures: PagePicture[]): Promise<void> {
  fake.dropped = pictures.map((each) => ({ name: each.name, picture: each, error: null }));
  await user.click(await screen.findByTestId('record-choose'));
}
const page = (): string => screen.getByTestId<HTMLTextAreaElement>('record-page').value;

it('says how to get the recogniser and reads once it is there', async () => {
  const shot = picture('a');
  fake.found = { state: 'missing', code: 'languages_absent', detail: ['chi_sim'] };
  fake.texts.set(shot.sha256, '实付款：¥99.80');
  render(RecordPage);
  await choose(shot);
  expect((await screen.findByTestId('recogniser-missing')).textContent).toContain('简体中文');
  fake.found = { state: 'ready', version: '5.3.0', program: '/usr/bin/tesseract' };
  await user.click(screen.getByTestId('recogniser-again'));
  await waitFor(() => {
    expect(page()).toBe('实付款：¥99.80');
  });
});

it('says why a screenshot could not be read and reads it again', async () => {
  const shot = picture('a');
  render(RecordPage);
  await choose(shot);
  const again = await screen.findByTestId('read-again');
  expect(screen.getByTestId('page-picture').textContent).toContain('不是能看的图片');
  fake.texts.set(shot.sha256, '订单编号：20261101880012');
  await user.click(again);
  await waitFor(() => {
    expect(page()).toContain('20261101880012');
  });
});

it('says that there are no words on a screenshot', async () => {
  const shot = picture('a');
  fake.texts.set(shot.sha256, '');
  render(RecordPage);
  await choose(shot);
  await waitFor(() => {
    expect(screen.getByTestId('page-picture').textContent).toContain('图上没有认出字');
  });
});

it('stops a reading that goes on', async () => {
  const stop = vi.spyOn(fake, 'stopReading');
  vi.spyOn(fake, 'readPicture').mockReturnValue(new Promise(() => undefined));
  render(RecordPage);
  await choose(picture('a'));
  await user.click(await screen.findByTestId('stop-reading'));
  expect(stop).toHaveBeenCalledWith('a'.repeat(64));
});

it('takes one of several screenshots off with what was read in it, and gives it back', async () => {
  const [first, second] = [picture('a'), picture('b')];
  fake.texts.set(first.sha256, '实付款：¥99.80');
  fake.texts.set(second.sha256, '充值号码：13800138000');
  render(RecordPage);
  await choose(first, second);
  await waitFor(() => {
    expect(page()).toBe('实付款：¥99.80\n充值号码：13800138000');
  });
  await user.click(screen.getAllByTestId('remove-picture')[0] as HTMLElement);
  await waitFor(() => {
    expect(page(), 'what the other one says stays').toBe('充值号码：13800138000');
  });
  expect(screen.getAllByTestId('page-picture')).toHaveLength(1);
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect(page()).toContain('99.80');
  });
});

it('records no time of payment for an order that is not paid', async () => {
  render(RecordPage);
  await user.type(await screen.findByTestId('record-name'), '移动话费');
  await user.click(screen.getByTestId('record-unpaid'));
  expect(screen.getByTestId('record-time')).toHaveProperty('disabled', true);
  const save = screen.getByTestId('record-save');
  await waitFor(() => {
    expect(save).toHaveProperty('disabled', false);
  });
  await user.click(save);
  await waitFor(() => {
    expect(route()).toEqual({ page: 'order', id: 'recorded' });
  });
  expect(fake.recorded?.paid_at).toBeNull();
});

it('is not ready for a paid order whose time cannot be read, but without one', async () => {
  render(RecordPage);
  await user.type(await screen.findByTestId('record-name'), '移动话费');
  await user.clear(screen.getByTestId('record-time'));
  await user.type(screen.getByTestId('record-time'), '昨天');
  const save = screen.getByTestId('record-save');
  expect(save).toHaveProperty('disabled', true);
  await user.click(screen.getByTestId('record-unpaid'));
  await waitFor(() => {
    expect(save).toHaveProperty('disabled', false);
  });
});

it('is found again as it was left, and can be begun anew', async () => {
  const { unmount } = render(RecordPage);
  expect((await screen.findByTestId('record-lacking')).textContent).toContain('商品');
  await user.type(screen.getByTestId('record-name'), '移动话费');
  unmount();
  render(RecordPage);
  expect(screen.getByTestId('record-name')).toHaveProperty('value', '移动话费');
  await user.click(screen.getByTestId('record-anew'));
  expect(screen.getByTestId('record-name')).toHaveProperty('value', '');
});
