import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import OfferStrip from '@/app/OfferStrip.svelte';
import { go } from '@/app/router.svelte';
import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';
import WatchSection from '@/pages/settings/WatchSection.svelte';

let fake: FakeBackend;
let id: string;
const user = userEvent.setup();

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  const draft = {
    ...emptyDraft(),
    category: 'phone_credit',
    name: '移动 100 元话费',
    face_value: '100',
    recipient: '13800138000',
    page: '面值：100 应付：98.50',
  };
  ({ order: id } = await fake.confirm(null, draft));
});

it('offers a new screenshot and takes it only where it is asked to', async () => {
  go({ page: 'order', id });
  render(OfferStrip);
  expect(screen.queryByTestId('offers'), 'nothing is there to be offered').toBeNull();
  fake.offer('一.png', '二.png');
  expect((await screen.findByTestId('offers')).textContent).toContain('还有 1 张');
  expect(fake.views.get(id)?.record.evidence).toHaveLength(0);
  await user.click(screen.getByTestId('offer-take'));
  await user.click(await screen.findByTestId('offer-put'));
  await waitFor(() => {
    expect(fake.views.get(id)?.record.evidence).toMatchObject([{ name: '一.png' }]);
  });
  expect(screen.getByTestId('offers').textContent).toContain('二.png');
  await user.click(screen.getByTestId('offer-pass'));
  await waitFor(() => {
    expect(screen.queryByTestId('offers')).toBeNull();
  });
});

it('watches no folder until one is named', async () => {
  render(WatchSection);
  expect(await screen.findByText('没有盯着哪个文件夹')).toBeTruthy();
  await user.click(screen.getByTestId('watch-choose'));
  expect((await screen.findByTestId('watched-folder')).textContent).toContain('Pictures');
  await user.click(screen.getByTestId('watch-stop'));
  expect(await screen.findByText('没有盯着哪个文件夹')).toBeTruthy();
});
