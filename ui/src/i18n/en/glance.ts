import type { zhCN } from '../zh-CN';

type Words = typeof zhCN;

export const glance: Words['glance'] = {
  title: 'Clipboard',
  nothing: 'Neither text nor a picture on the clipboard',
  nothingHint:
    'Copy a number, the text of an order page or a screenshot, then open this window again.',
  failed: 'The clipboard could not be read',
  mayBe: (kinds) => `May also be ${kinds}`,
  theirs: 'Purchase',
  page: 'Text of a page',
  picture: 'A screenshot',
  pageSize: (facts, characters) => `${String(facts)} facts read · ${String(characters)} characters`,
  withPurchase: 'In progress',
  none: 'No purchase in progress',
  recipientSame: 'The same recipient as in this purchase',
  recipientPartly: 'What is visible agrees with this purchase',
  recipientDiffers: 'Not the recipient of this purchase',
  recipientAbsent: 'This purchase has no recipient yet',
  pageClear: 'Nothing differs from this purchase',
  pageLook: (n) => `${String(n)} to look at`,
  pageStop: (n) => `${String(n)} ${n === 1 ? 'difference' : 'differences'}: do not pay yet`,
  use: 'Use in this purchase',
  replace: 'Replace with this',
  useNew: 'Check a new purchase',
  close: 'Put away',
};
