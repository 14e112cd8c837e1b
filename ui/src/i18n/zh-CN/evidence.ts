import type {
  Acquired,
  EvidenceField,
  Maker,
  MetadataSource,
  Problem,
  TimeBasis,
  Unread,
} from '@/backend';

const problem: Record<Problem, string> = {
  wrong_goods: '买错了东西',
  wrong_spec: '面值、数量或金额选错了',
  wrong_recipient: '号码、账号或区服填错了',
  wrong_account: '钱转错了人',
  double_payment: '重复付款或重复扣款',
  no_voucher: '扣了款，没有订单或卡密',
  not_delivered: '一直没到账',
  resupply_failed: '补单没用',
  not_as_described: '到的和说的不一样',
  voucher_unusable: '卡密用不了',
  account_restricted: '账号被封或被限制',
  terms_dispute: '对方拿「不退不换」说事',
  cancellation: '想取消',
  overcharged: '多扣了钱',
  fraud: '像是被骗了',
  minor: '孩子充的',
  unauthorised_payment: '不是我付的',
};

const field: Record<EvidenceField, string> = {
  order_no: '订单号',
  amount: '金额',
  payee: '收款方',
  paid_at: '付款时间',
  order_state: '状态',
  goods: '商品',
  ordered_at: '下单时间',
  recipient: '收货号',
  platform: '平台',
  account: '账号',
  balance: '余额',
  ticket_no: '工单编号',
  agent_no: '客服工号',
  contacted_at: '沟通时间',
  message: '原话',
  quote: '条款原文',
  card_tail: '卡号尾号',
  seen_at: '画面上的时间',
};

const maker: Record<Maker, string> = {
  me: '我自己',
  platform: '平台',
  merchant: '商家',
  payment_provider: '支付机构',
  bank: '银行',
  third_party: '第三方',
};

const basis: Record<TimeBasis, string> = {
  on_picture: '画面上写着',
  file_metadata: '文件里记着',
  memory: '我记得',
  platform: '平台的记录',
};

const acquired: Record<Acquired, string> = {
  drop: '拖进来的',
  paste: '粘贴的',
  dialog: '选文件放入的',
  made: '在核单里做的副本',
  watched: '从截图文件夹放入的',
};

const source: Record<MetadataSource, string> = {
  exif: 'EXIF',
  png_text: 'PNG 文字',
  png_time: 'PNG 时间',
  jpeg_comment: 'JPEG 注释',
};

const unread: Record<Unread, string> = {
  unreadable: '这张图认不了字：太大、太小，或者打不开。',
  failed: '认字的程序没能认完这张图。',
};

export const evidence = {
  problem,
  field,
  maker,
  basis,
  acquired,
  source,
  unread,
  details: {
    title: '说明',
    show: '说明',
    proves: '要证明什么',
    about: '这份东西',
    fields: '上面写着',
    must: '要看得到',
    saved: '已记下这份证据的说明',
    save: '记下',
    unsaved: '改过了，还没记下',
    claimed: '什么时候的事',
    claimedHint: '写成 2026-11-22 14:03 这样',
    claimedWrong: '认不出这个时间',
    basis: '时间从哪知道的',
    maker: '谁做的',
    unknown: '未说明',
    use: (value: string) => `用图上的「${value}」`,
    unsure: '图上像是',
    read: '图上的字',
    reading: '还没认字，后台正在一张一张地认。',
    noWords: '图上没有认出字。',
    again: '再认一次',
    metadata: '文件自己带的信息',
    noMetadata: '文件没有带别的信息。',
    metadataHint: '原样照录。谁都能改这些，只作参考。',
    origin: '来历',
    attachedAt: '放入',
    fileTime: '文件时间',
    size: '大小',
    hash: '指纹',
    from: '由它做成',
    copies: '它的副本',
    redactFirst: '里面有个人信息。交出去的应是打过码的副本。',
  },
  hints: {
    title: '留意',
    field_differs: (field: string, piece: string, record: string) =>
      `${field}写的是 ${piece}，这一单是 ${record}`,
    time_differs: (claimed: string, file: string) => `说的是 ${claimed}，文件里的时间是 ${file}`,
    claimed_later: (claimed: string, attached: string) =>
      `说的是 ${claimed}，比放入的时间 ${attached} 还晚`,
    edited_with: (program: string) => `文件经过修图程序 ${program}。真要作证，最好有没改过的原图`,
    near: (name: string) => `和「${name}」几乎一样`,
    nearElsewhere: (name: string) => `和另一单里的「${name}」几乎一样`,
  },
  findings: {
    title: '截图和这一单对不上',
    one: (name: string, field: string, piece: string, record: string) =>
      `「${name}」上的${field}是 ${piece}，这一单是 ${record}`,
    look: '看这张图',
  },
  gaps: {
    title: '还缺什么',
    about: '出了什么问题',
    none: '没出问题',
    count: (met: number, musts: number) => `要紧的 ${String(musts)} 样，已有 ${String(met)} 样`,
    whole: '要紧的都有了',
    must: '要紧',
    helps: '有更好',
    or: (kinds: string[]) => `也可以：${kinds.join('、')}`,
    put: (kind: string) => `选择文件，放入为${kind}`,
    met: '已有',
  },
};
