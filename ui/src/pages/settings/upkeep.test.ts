import { beforeEach, expect, it } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { BackendError, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';

import { Backups, Check, Moving, Work } from './upkeep.svelte';

let fake: FakeBackend;
const said = (): string =>
  toasts()
    .map((toast) => toast.text)
    .join('\n');

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  sessionStorage.clear();
});

it('names what is damaged, mends what can be and says what is left', async () => {
  const file = { kind: 'file', sha256: 'a'.repeat(64), name: 'a.png', order: 'o', gone: true };
  fake.checked.findings = [
    { damage: { kind: 'search', orders: 2 }, mendable: true },
    { damage: file as never, mendable: false },
  ];
  const check = new Check();
  await check.check();
  expect(check.found?.findings.length).toBe(2);
  expect(check.work.going).toBe(false);
  await check.repair();
  expect(said()).toContain('修好了 1 处');
  expect(check.found?.findings.map((each) => each.damage.kind)).toEqual(['file']);
  await check.repair();
  expect(said()).toContain('没有找到能证明原样的副本');
  await check.repairFrom();
  expect(check.found?.findings.length, 'no folder was chosen').toBe(1);
});

it('says that it was stopped, and not that it went wrong', async () => {
  fake.exportArchive = () => Promise.reject(new BackendError('cancelled', ''));
  const moving = new Moving();
  await moving.export();
  expect(said()).toContain('停下了，没有改动任何东西');
  expect(moving.exported).toBeNull();
  moving.exporting.stop();
  expect(fake.stopped).toEqual(['archive']);
});

it('begins nothing while it is going', async () => {
  const work = new Work('merge');
  let end: (what: string) => void = () => undefined;
  const first = work.run(() => new Promise<string>((resolve) => (end = resolve)));
  expect(await work.run(() => Promise.resolve('second'))).toBeNull();
  expect(work.going, 'the first one is').toBe(true);
  end('first');
  expect(await first).toBe('first');
  expect(work.going).toBe(false);
});

it('shows what an archive holds before it is taken in', async () => {
  fake.archive = { made_at: '2026-11-22T02:00:00Z', orders: 2, files: 1, size: 9000, left_out: [] };
  const moving = new Moving();
  await moving.choose();
  expect(moving.chosen?.orders).toBe(2);
  await moving.import();
  expect([moving.chosen, moving.merged?.new_orders]).toEqual([null, 0]);
});

it('takes a backup and begins anew with one that is restored', async () => {
  const backups = new Backups();
  await backups.take();
  expect(said()).toContain('备份好了');
  const [made] = backups.list;
  if (made === undefined) throw new Error('a backup');
  let begun = 0;
  await backups.restore(made, () => (begun += 1));
  expect(begun).toBe(1);
  await new Backups().load();
  expect(said(), 'said after the page was loaded anew').toContain('已恢复到选定的备份');
});
