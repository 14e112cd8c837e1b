import type { Catalogue, Category, Choice, Game, RecipientKind } from '@/backend';

export const plain: Omit<Category, 'id' | 'name' | 'icon' | 'example'> = {
  fields: [],
  required: [],
  identifiers: [],
  any_recipient: false,
  face_values_fen: [],
  point_of_no_return: 'credited',
  refund: 'until_credited',
  delivery: [],
  mistakes: [],
  questions: [],
  evidence: [],
  kin: [],
  origin: 'app',
};
const choices = (...values: [string, string][]): Choice[] =>
  values.map(([value, en]) => ({ value, en, aliases: [] }));
const game: Omit<Game, 'name' | 'en'> = {
  aliases: [],
  identifiers: [],
  any_recipient: false,
  fields: [],
  inferred: [],
  servers: [],
  platforms: [],
  account_systems: [],
  face_values_fen: [600, 3000, 9800, 19800, 32800, 64800],
};

/** A part of the real catalogue, enough to look at every page. */
export const catalogue: Catalogue = {
  categories: [
    {
      ...plain,
      id: 'phone_credit',
      name: { zh: '话费', en: 'Phone credit' },
      icon: 'smartphone',
      fields: ['carrier', 'province'],
      required: ['face_value_fen', 'recipient'],
      identifiers: ['cn_mobile'],
      face_values_fen: [1000, 2000, 3000, 5000, 10000, 20000, 30000, 50000],
      example: { zh: '全国移动 100 元话费 快充', en: 'China Mobile CNY 100 top-up' },
    },
    {
      ...plain,
      id: 'game_topup',
      name: { zh: '游戏直充', en: 'Game top-up' },
      icon: 'gamepad-2',
      fields: ['game', 'account_system', 'platform', 'server'],
      required: ['game', 'recipient'],
      example: { zh: '原神 6480 创世结晶', en: 'Genshin 6480 Genesis Crystals' },
    },
    ...(
      [
        ['game_card', '点卡/卡密', 'Game card or code', 'ticket'],
        ['game_item', '游戏道具', 'Game item', 'swords'],
        ['platform_coin', '平台币', 'Platform coins', 'coins'],
        ['membership', '会员', 'Membership', 'crown'],
        ['data_plan', '流量', 'Mobile data', 'wifi'],
        ['gift_card', '礼品卡', 'Gift card', 'gift'],
      ] as const
    ).map(([id, zh, en, icon]) => ({ ...plain, id, name: { zh, en }, icon, example: { zh, en } })),
  ],
  games: [
    {
      ...game,
      name: '原神',
      en: 'Genshin Impact',
      identifiers: ['genshin'],
      fields: ['server'],
      inferred: ['server'],
      servers: choices(
        ['天空岛', 'Celestia (official)'],
        ['世界树', 'Irminsul (channels)'],
        ['亚服', 'Asia'],
      ),
    },
    {
      ...game,
      name: '王者荣耀',
      en: 'Honor of Kings',
      fields: ['account_system', 'platform', 'server'],
      platforms: choices(['安卓', 'Android'], ['iOS', 'iOS']),
      account_systems: choices(['QQ', 'QQ'], ['微信', 'WeChat']),
    },
  ],
  choices: {
    carrier: choices(
      ['中国移动', 'China Mobile'],
      ['中国联通', 'China Unicom'],
      ['中国电信', 'China Telecom'],
      ['中国广电', 'China Broadnet'],
    ),
    province: choices(
      ['北京', 'Beijing'],
      ['上海', 'Shanghai'],
      ['广东', 'Guangdong'],
      ['浙江', 'Zhejiang'],
    ),
  },
};

/** Three of the kinds. */
export const recipientKinds: RecipientKind[] = [
  { id: 'cn_mobile', zh: '手机号', en: 'Mobile number', origin: 'app' },
  { id: 'genshin', zh: '原神 UID', en: 'Genshin UID', origin: 'app' },
  { id: 'qq', zh: 'QQ 号', en: 'QQ number', origin: 'app' },
];
