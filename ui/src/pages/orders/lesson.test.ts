import { expect, it } from 'vitest';

import { setBackend } from '@/backend';
import { catalogue } from '@/dev/catalogue';
import { FakeBackend } from '@/dev/fake';
import { emptyDraft } from '@/pages/check/session.svelte';

import { lessonOf } from './lesson';

const draft = {
  ...emptyDraft(),
  category: 'phone_credit',
  face_value: '100',
  recipient: '13800138000',
  page: '面值：100 数量：2 应付：98.50',
};

async function order(quantity: string) {
  const fake = new FakeBackend();
  setBackend(fake);
  const made = { ...structuredClone(draft), quantity };
  if (quantity === '1') {
    made.answers.reasons = { 'differs:quantity': '想囤两份用' };
    made.answers.overridden_at_ms = 0;
  }
  const { order: id } = await fake.confirm(null, made);
  const view = await fake.order(id);
  return { row: view.record.row, check: view.check };
}

it('teaches nothing while nothing went wrong', async () => {
  const { row, check } = await order('2');
  expect(lessonOf(catalogue, row, check)).toBeNull();
});

it('teaches what was overridden', async () => {
  const { row, check } = await order('1');
  const lesson = lessonOf(catalogue, row, check);
  expect(lesson?.kind).toBe('learnOverridden');
  expect(lesson?.text).toContain('数量不一致');
});

it('teaches why it was given up or refunded', async () => {
  const { row, check } = await order('2');
  const closed = { ...row, axes: { ...row.axes, order: 'closed' as const } };
  const given = { ...closed, closed_reason: '区服看错了' };
  expect(lessonOf(catalogue, given, check)).toEqual({ kind: 'learnClosed', text: '区服看错了' });
  expect(lessonOf(catalogue, closed, null)).toEqual({ kind: 'learnClosed', text: '' });
  const refunded = { ...row, axes: { ...row.axes, money: 'refunded' as const } };
  expect(lessonOf(catalogue, refunded, check)?.kind).toBe('learnRefunded');
});
