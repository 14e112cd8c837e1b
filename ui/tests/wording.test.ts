import { expect, it } from 'vitest';

import { en } from '@/i18n/en';
import { zhCN } from '@/i18n/zh-CN';

/** Every sentence of a catalogue, those with parameters filled with a mark. */
function sentences(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = `${path}.${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function')
      return [[here, String((value as (...p: unknown[]) => unknown)(filled, filled))]];
    return typeof value === 'object' && value !== null ? sentences(value, here) : [];
  });
}

/** Stands for any parameter: a list, an object of words or a word. */
const filled: unknown = new Proxy(['#'], {
  get: (list, key) =>
    key in list || typeof key === 'symbol' ? (Reflect.get(list, key) as unknown) : '#',
});

it('Chinese is punctuated as Chinese', () => {
  const bad = sentences(zhCN).filter(([, text]) =>
    /[\u4e00-\u9fff][,:;?!()]|[,;?!()][\u4e00-\u9fff]/.test(text),
  );
  expect(bad).toEqual([]);
});

it('no sentence is empty', () => {
  const empty = [...sentences(zhCN), ...sentences(en)].filter(([, text]) => text.trim() === '');
  expect(empty.map(([path]) => path)).toEqual([]);
});

it('English holds no Chinese but the name of the language', () => {
  const bad = sentences(en).filter(
    ([path, text]) => /[\u3000-\u9fff\uff00-\uffef]/.test(text) && !path.endsWith('zh-CN'),
  );
  expect(bad).toEqual([]);
});

it('names the letter and the digit it stands for', () => {
  const words = { places: '第 5 位', found: 'O', expected: '0' };
  expect(zhCN.codes.reason.letters(words)).toBe('第 5 位是字母 O，应为数字 0？');
});

it('says that waiting makes it harder', () => {
  expect(zhCN.ways.remedy.resupply.how).toContain('越早提越好办');
  expect(zhCN.cases.list.noneText).toContain('拖得越久');
  expect(en.ways.remedy.resupply.how).toContain('The sooner');
  expect(en.cases.list.noneText).toContain('The longer');
});
