import { spaced } from './spaced';

export const glance = {
  title: '剪贴板',
  nothing: '剪贴板里没有文字，也没有图片',
  nothingHint: '复制一个号码、订单页的文字或一张截图，再打开这个小窗。',
  failed: '没能看剪贴板',
  mayBe: (kinds: string) => spaced`也可能是${kinds}`,
  theirs: '这一单',
  page: '一页文字',
  picture: '一张截图',
  pageSize: (facts: number, characters: number) =>
    `认出 ${String(facts)} 项 · 共 ${String(characters)} 字`,
  withPurchase: '进行中',
  none: '没有进行中的购买',
  recipientSame: '和这一单的收货号一致',
  recipientPartly: '能看到的位数和这一单一致',
  recipientDiffers: '和这一单的收货号不一致',
  recipientAbsent: '这一单还没填收货号',
  pageClear: '和这一单没有不一致',
  pageLook: (n: number) => `${String(n)} 处要看一眼`,
  pageStop: (n: number) => `${String(n)} 处不一致，先别付款`,
  use: '填入这一单',
  replace: '换成这个号',
  useNew: '用它核新的一单',
  close: '收起',
};
