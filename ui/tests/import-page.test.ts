import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { route } from '@/app/router.svelte';
import { toasts } from '@/app/toasts.svelte';
import { type FaultyRow, setBackend, type TablePreview, type TableView } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import ImportPage from '@/pages/import/ImportPage.svelte';
import { importing } from '@/pages/import/session.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

const table: TableView = {
  token: 1,
  name: '订单.csv',
  form: {
    kind: 'text',
    encoding: 'gb18030',
    separator: 'comma',
    unreadable: 0,
    quotes_ignored: false,
  },
  wider: false,
  layout: {
    reading: { encoding: null, separator: null, sheet: null },
    header: 0,
    columns: ['name', null],
    shop: '',
    tag: '',
    rounded: false,
  },
  remembered: false,
  columns: [
    { header: '商品', samples: ['话费'] },
    { header: '哪天', samples: ['2025-11-01'] },
  ],
  head: [{ number: 1, cells: ['商品', '哪天'] }],
  rows: 2,
};
const faulty: FaultyRow = {
  row: 3,
  name: '会员',
  faults: [{ code: 'no_year', about: 'paid_at', found: '11-02' }],
};
const preview: TablePreview = {
  ready: 1,
  total: 9_980,
  faulty: 1,
  rounded: 0,
  doubles: 0,
  no_purchases: 0,
  first: [],
  faults: [faulty],
  known: [],
  unknown_words: ['在路上'],
};

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  fake.laidDown = structuredClone(table);
  fake.tablePreview = structuredClone(preview);
  importing.reset();
  window.location.hash = '#/import';
});

it('asks for what no order can be without, then shows what would come of it', async () => {
  render(ImportPage);
  await user.click(await screen.findByTestId('import-choose'));
  await screen.findByTestId('import-columns');
  expect(screen.getByTestId('import-lacks').textContent).toContain('付款时间');
  expect(screen.getByTestId('import-preview')).toHaveProperty('disabled', true);
  importing.mean(1, 'paid_at');
  await waitFor(() => {
    expect(screen.getByTestId('import-preview')).toHaveProperty('disabled', false);
  });
  await user.click(screen.getByTestId('import-preview'));
  expect((await screen.findByTestId('import-ready')).textContent).toContain('1 单');
  expect(screen.getByTestId('import-faults').textContent).toContain('没写年份');
  expect(screen.getByText(/这些状态不认识/u).textContent).toContain('在路上');
  await user.click(screen.getByTestId('import-go'));
  await waitFor(() => {
    expect(toasts().map(({ text }) => text)).toContain('已导入 1 单');
  });
  const at = route();
  expect(at.page === 'orders' && at.ask.tags[0]).toMatch(/^导入 \d\d-\d\d 订单$/u);
});

it('says when two columns were given one meaning, but not for notes', async () => {
  fake.laidDown = { ...table, layout: { ...table.layout, columns: ['name', 'paid_at'] } };
  render(ImportPage);
  await user.click(await screen.findByTestId('import-choose'));
  await screen.findByTestId('import-columns');
  importing.mean(0, 'paid_at');
  await waitFor(() => {
    expect(screen.getByTestId('import-lacks').textContent).toContain('选了两列');
  });
  importing.mean(0, 'note');
  importing.mean(1, 'note');
  await waitFor(() => {
    expect(screen.getByTestId('import-lacks').textContent).not.toContain('选了两列');
  });
});

it('stays where it is when no file was chosen', async () => {
  fake.laidDown = null;
  render(ImportPage);
  await user.click(await screen.findByTestId('import-choose'));
  expect(screen.getByTestId('import-file')).toBeTruthy();
});

async function openPreview(): Promise<void> {
  fake.laidDown = { ...table, layout: { ...table.layout, columns: ['name', 'paid_at'] } };
  render(ImportPage);
  await user.click(await screen.findByTestId('import-choose'));
  await user.click(await screen.findByTestId('import-preview'));
  await screen.findByTestId('import-ready');
}

it('goes back to the columns with what was said of them', async () => {
  await openPreview();
  await user.click(screen.getByTestId('import-back'));
  await screen.findByTestId('import-columns');
  expect(importing.layout?.columns).toEqual(['name', 'paid_at']);
  expect(screen.getByTestId('import-preview')).toHaveProperty('disabled', false);
});

it('opens no other table while one is being imported', async () => {
  await openPreview();
  let end: () => void = () => undefined;
  fake.importTable = () =>
    new Promise((resolve) => {
      end = () => {
        resolve({ orders: 1, stopped: false, failed: null });
      };
    });
  const close = vi.spyOn(fake, 'closeTable');
  await user.click(screen.getByTestId('import-go'));
  await waitFor(() => {
    expect(importing.work.going).toBe(true);
  });
  fake.drag?.({ phase: 'over', names: ['b.csv'] });
  expect(importing.dragging, 'it does not invite to it').toBe(false);
  fake.drag?.({ phase: 'dropped', token: 2, names: ['b.csv'] });
  await waitFor(() => {
    expect(toasts().map(({ text }) => text)).toContain('上一个表格还在导入，等它完成再换');
  });
  expect(importing.step, 'what is being imported stays in sight').toBe('preview');
  await importing.dragElsewhere({ phase: 'dropped', token: 3, names: ['c.csv'] });
  expect(importing.step).toBe('preview');
  expect(close).not.toHaveBeenCalled();
  end();
  await waitFor(() => {
    expect(importing.step).toBe('file');
  });
});

it('says what stands when an import ends early, and lets it be taken back', async () => {
  fake.importFails = { code: 'disk_full', detail: '' };
  render(ImportPage);
  await user.click(await screen.findByTestId('import-choose'));
  await screen.findByTestId('import-columns');
  importing.mean(1, 'paid_at');
  await importing.toPreview();
  await importing.import();
  const said = toasts().at(-1);
  expect(said?.text).toMatch(/^已导入 1 单，后面的没有导入：/u);
  expect(said?.action?.label).toBe('撤销');
  expect(importing.step, 'the rest can be tried again').toBe('preview');
});
