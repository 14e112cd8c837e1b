import { beforeEach, expect, it } from 'vitest';

import { setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';

import { KindForm, ruleText } from './kindForm.svelte';

const meter = {
  name: '水表户号',
  pattern: 'SB[0-9]{8}',
  fits: ['SB10023344'],
  misses: [],
};

beforeEach(() => {
  setBackend(new FakeBackend());
});

it('follows the examples until a rule is written by hand', async () => {
  const form = new KindForm();
  form.name = '水表户号';
  form.fits = 'SB1002334\n';
  await form.try();
  expect(form.pattern).toBe('SB[0-9]{7}');
  form.fits = 'SB1002334\nSB10023344';
  await form.try();
  expect(form.pattern, 'the rule takes the new example, too').toBe('SB[0-9]{7,8}');
  expect(form.ready).toBe(true);

  form.write('SB[0-9]+');
  form.fits = 'SB10023344';
  await form.try();
  expect(form.pattern, 'what was written by hand stays').toBe('SB[0-9]+');
  form.write('');
  await form.try();
  expect(form.pattern, 'an emptied rule follows again').toBe('SB[0-9]{8}');
});

it('says what is still to be written and what is wrong', async () => {
  const form = new KindForm();
  expect(form.still).toEqual(['名字', '对的例子', '规则']);
  form.name = '什么都行';
  form.fits = 'SB10023344';
  form.write('.*');
  await form.try();
  expect(form.still).toEqual([]);
  expect(form.ruleErrors).toEqual(['这条规则什么都放行，等于没有检查']);
  expect(form.ready).toBe(false);
  form.write('SB[0-9');
  await form.try();
  expect(form.at, 'the bracket that is never closed').toBe(2);
});

it('keeps the rule of one that is changed', async () => {
  const form = new KindForm({ id: 'own_1', what: { ...meter, pattern: 'SB[0-9]+' } });
  await form.try();
  expect(form.pattern).toBe('SB[0-9]+');
  expect(form.chosen, 'no proposal says it').toBeUndefined();
  form.choose(form.proposals[0]?.pattern ?? '');
  await form.try();
  expect(form.what).toEqual(meter);
});

it('drops an answer that was overtaken', async () => {
  const form = new KindForm();
  form.name = 'x';
  form.fits = 'SB10023344';
  const late = form.try();
  form.fits = '604821';
  form.changed();
  await late;
  expect(form.ready, 'what stands there was not tried yet').toBe(false);
  form.stop();
  await form.try();
  expect(form.pattern).toBe('[0-9]{6}');
});

it('says a rule in words', () => {
  const digits = { type: 'run', of: 'digits', least: 10, most: 10 } as const;
  expect(ruleText([{ type: 'exactly', text: 'S' }, digits])).toBe('以「S」开头 + 10 位数字');
  expect(ruleText([{ ...digits, least: 5 }])).toBe('5–10 位数字');
  expect(ruleText([{ type: 'exactly', text: 'VIP' }])).toBe('就是「VIP」');
});
