import type { EvidenceField, Problem } from '@/backend';

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

export const evidence = {
  problem,
  field,
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
