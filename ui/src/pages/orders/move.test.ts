import { beforeEach, expect, it, type MockInstance, vi } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { type Backend, BackendError, type Judged, type Move, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { t } from '@/i18n/index.svelte';

import { MoveForm } from './move.svelte';

const axes: Judged['to'] = { order: 'paid', money: 'paid', voucher: 'none', shipment: null };
const written: Move = {
  order: null,
  money: null,
  voucher: null,
  shipment: null,
  arrival: null,
  shown: null,
  at: '2026-11-22T06:00:00Z',
  source: 'seen',
  note: null,
  reason: null,
};
const shipped: Judged = {
  step: { ...written, order: 'issued', money: 'paid' },
  to: { ...axes, order: 'issued' },
  transition: { kind: 'usual' },
  standing: { order: 'issued', money: 'paid' },
};
const closed: Judged = {
  ...shipped,
  step: { ...written, order: 'closed' },
  to: { ...axes, order: 'closed' },
  standing: { order: 'closed', money: null },
};
let judge: MockInstance<(id: string, step: Move) => Promise<Judged>>;

beforeEach(() => {
  vi.useFakeTimers();
  const fake: Backend = new FakeBackend();
  setBackend(fake);
  judge = vi.spyOn(fake, 'judge').mockImplementation(answer);
  return () => vi.useRealTimers();
});

function answer(_: string, step: Move): Promise<Judged> {
  return Promise.resolve(step.shown === '交易关闭' ? closed : shipped);
}
function write(form: MoveForm, shown: string): void {
  form.shown = shown;
  form.changed();
}

it('records nothing that answers what was written before', async () => {
  const form = new MoveForm('o-1');
  write(form, '已发货');
  expect(form.ready, 'nothing was judged yet').toBe(false);
  await vi.runAllTimersAsync();
  expect([form.ready, form.move.order]).toEqual([true, 'issued']);
  write(form, '交易关闭');
  expect([form.ready, form.move.order], 'it is judged anew').toEqual([false, null]);
  await vi.runAllTimersAsync();
  expect([form.ready, form.move.order]).toEqual([true, 'closed']);
});

it('tries the words without what others said before', async () => {
  const form = new MoveForm('o-1');
  write(form, '已发货');
  await vi.runAllTimersAsync();
  write(form, '交易关闭');
  await vi.runAllTimersAsync();
  const tried = judge.mock.calls.map(([, { order, money }]) => [order, money]);
  expect(tried).toEqual([
    [null, null],
    [null, null],
  ]);
});

it('drops an answer that comes after the next change', async () => {
  const answers: ((what: Judged) => void)[] = [];
  judge.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  const form = new MoveForm('o-1');
  write(form, '已发货');
  await vi.runAllTimersAsync();
  write(form, '交易关闭');
  answers[0]?.(shipped);
  await vi.advanceTimersByTimeAsync(1);
  expect([form.ready, form.judged]).toEqual([false, null]);
});

it('says why it could not be judged, and is not ready', async () => {
  judge.mockRejectedValue(new BackendError('damaged', ''));
  const form = new MoveForm('o-1');
  write(form, '已发货');
  await vi.runAllTimersAsync();
  expect(toasts().at(0)).toMatchObject({ tone: 'stop', text: t().codes.error.damaged });
  expect(form.ready).toBe(false);
});
