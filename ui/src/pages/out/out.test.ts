import { beforeEach, expect, it } from 'vitest';

import { everyOrder } from '@/app/ask';
import { route } from '@/app/router.svelte';
import { toasts } from '@/app/toasts.svelte';
import { BackendError, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';

import { Out } from './out.svelte';
import { laidOut, Sheet } from './paper.svelte';

let fake: FakeBackend;
const said = (): string =>
  toasts()
    .map((toast) => toast.text)
    .join('\n');

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
});

it('begins with what is selected, then what the list was narrowed to, then all', async () => {
  const out = new Out();
  await out.begin({ ask: everyOrder, ids: [] });
  expect([out.which, Object.keys(out.counts)]).toEqual(['all', ['all']]);
  const ask = { ...everyOrder, text: '话费' };
  await out.begin({ ask, ids: [] });
  expect([out.which, Object.keys(out.counts)]).toEqual(['list', ['list', 'all']]);
  await out.begin({ ask, ids: ['a', 'b'] });
  expect([out.which, out.counts.selected]).toEqual(['selected', 2]);
});

it('writes what is chosen, in words, and says where it is', async () => {
  const out = new Out();
  const from = { ask: { ...everyOrder, text: '话费' }, ids: ['a'] };
  await out.begin(from);
  out.format = 'csv';
  expect(await out.write(from)).toBe(true);
  expect(fake.table).toMatchObject({
    format: 'csv',
    which: { kind: 'these', which: ['a'] },
    full: false,
  });
  expect(fake.table?.words.columns?.order_no).toBe('订单号');
  expect(said()).toContain('已导出 1 单');
  fake.exportTable = () => Promise.reject(new BackendError('disk_full', ''));
  expect(await out.write(from), 'the dialog stays').toBe(false);
  expect(said()).toContain('磁盘满了');
});

it('lays a list out for paper and leaves the rest of it to the page', async () => {
  const out = new Out();
  const from = { ask: { ...everyOrder, text: '话费' }, ids: [] };
  await out.begin(from);
  out.format = 'print';
  out.toPaper(from);
  expect(route()).toEqual({ page: 'print', order: null });
  expect(laidOut()).toMatchObject({ selected: false, full: false, from: { text: '话费' } });
});

it('has the program cover the recipient of an order, unless it is asked for in full', async () => {
  const draft = { ...emptyDraft(), category: 'phone_credit', name: '移动 100 元话费' };
  const page = '面值：100 应付：98.50';
  const paid = { ...draft, face_value: '100', recipient: '13800138000', page };
  const { order } = await fake.confirm(null, paid);
  const sheet = new Sheet();
  await sheet.load(null, order, false);
  expect(sheet.record?.row.id).toBe(order);
  expect(fake.asked).toEqual({ paper: order, full: false });
  await sheet.load(null, order, true);
  expect(fake.asked).toEqual({ paper: order, full: true });
});
