/*
 * Whom to turn to, the self-check of a complaint, and what puts one off. Keys are the ids of
 * `cases::channel`, `cases::complaint` and `cases::stall`.
 */

const level = {
  counterparty: '收到的人',
  service: '官方客服',
  escalation: '平台升级处理',
  payment: '支付渠道和银行',
  authority: '主管部门',
  beyond: '公开和法院',
  emergency: '马上打',
};

const channel = {
  counterparty: {
    name: '收到钱或东西的人',
    handles: '钱转错、号码充错时，先在平台内发消息请对方退回。不要私下加联系方式。',
  },
  chat: {
    name: '在线客服',
    handles: '简单的事先找在线客服：说过的话都有文字留下来。',
  },
  phone: {
    name: '客服电话',
    handles: '急事可以打电话。通话没有文字，挂断后马上记下时间、工号和原话。',
  },
  ticket: {
    name: '工单',
    handles: '要查后台、要审核的事提工单：有编号，进度可以追。',
  },
  supervisor: {
    name: '客服主管',
    handles: '客服不回、拒绝或者过了时限，要求转主管处理。',
  },
  technical: {
    name: '技术部门',
    handles: '付了款没到账、重复扣款这类系统问题，要求技术部门查后台记录。',
  },
  platform_dispute: {
    name: '平台介入',
    handles: '店家不肯处理，在售后页申请平台介入，由平台在双方之间协调。',
  },
  payment_channel: {
    name: '支付渠道',
    handles: '支付宝、微信等：账单里发起交易投诉或争议；不是自己付的，马上告诉它。',
  },
  bank: {
    name: '银行',
    handles: '从银行卡扣的款：查扣款、挂失、问能不能止付。盗刷和被骗要马上打。',
  },
  police: {
    name: '公安 110',
    handles: '被骗、钱被盗刷，马上报警。普通的退款纠纷不归公安管。',
  },
  antifraud_line: {
    name: '反诈专线 96110',
    handles: '拿不准是不是诈骗，可以打去问；它打来的劝阻电话要接。已经被骗，打 110。',
  },
  regulator: {
    name: '12315 投诉',
    handles: '市场监管部门的消费投诉：和商家谈不拢时，请它组织调解。',
  },
  regulator_report: {
    name: '12315 举报',
    handles: '商家涉嫌违法（如虚假宣传）时提供线索。和投诉分开写，不解决你的退款。',
  },
  association: {
    name: '消费者协会',
    handles: '请消协调解。它和 12315 是两个机构。',
  },
  finance_line: {
    name: '金融消费投诉 12363',
    handles: '对银行、支付机构的处理不满意时用。先向机构投诉过，再打这里。',
  },
  citizen_line: {
    name: '政务热线 12345',
    handles: '把事情转给当地有关部门，自己不处理。',
  },
  spam_centre: {
    name: '12321 举报中心',
    handles: '举报诈骗电话、短信、网址和 App。',
  },
  content_centre: {
    name: '12377 举报中心',
    handles: '举报网上的违法和不良信息。',
  },
  publicity: {
    name: '第三方平台公开',
    handles: '在投诉类平台公开经过。只写有凭证的事实，遮住所有人的个人信息。',
  },
  court: {
    name: '法院',
    handles:
      '事实清楚、金额不大的可能适用小额诉讼，欠款可以申请支付令。买错想撤销的，从知道起 90 天内请求法院或仲裁机构。',
  },
};

const entry = {
  platform_messages: '平台内的聊天',
  online_service: '在线客服窗口',
  order_help: '订单页的“订单帮助”',
  service_number: '平台自己页面上写的客服电话',
  ticket_form: '提交工单',
  ask_in_conversation: '在对话里直接要求转接',
  after_sale_page: '订单的售后页',
  bill_page: '支付 App 里这笔账单的页面',
  bank_number: '银行卡背面的客服电话',
  bank_counter: '银行网点',
  dial_number: '直接拨打',
  police_station: '附近的派出所',
  national_platform: '全国 12315 平台（网站、App、小程序）',
  regulator_counter: '市场监管部门公布的窗口或邮寄地址',
  official_site: '官方网站',
  public_platform: '该平台自己的发布页',
  online_court: '法院的网上立案',
  court_counter: '法院立案窗口',
};

const ready = {
  order_no: '订单号',
  amount_and_time: '金额和付款时间',
  payment_proof: '付款凭证',
  transfer_proof: '转账凭证',
  order_page: '订单页截图',
  chat_log: '聊天记录',
  ticket_no: '工单编号',
  agent_no: '客服工号',
  demand: '一句话说清要什么',
  time_limit: '希望几时前答复',
  refusal_proof: '被拒绝或没人回的截图',
  respondent: '对方的名称和地址',
  own_identity: '自己的真实姓名、电话、地址',
  payee_account: '收款账号',
  traces: '对方用过的号码、网址、链接',
  card_tail: '银行卡后四位',
  timeline: '按时间写的经过',
  breach: '违法的线索和凭证',
};

const limit = {
  no_promise: '结果由它决定，没有人能打包票',
  no_force: '靠双方自愿，谈不拢就到此为止',
  not_a_judge: '它转交和协助，不判断谁对谁错',
  no_custody: '它管支付差错和盗刷，商家不退的钱它不替商家出',
  no_identity: '不会把别人的身份资料给你',
  nothing_written: '电话里的话没有文字留下',
  not_for_refunds: '不处理退款纠纷',
  institution_first: '一般要先向机构自己投诉',
  no_reports: '只管投诉，不管举报',
  passes_on: '只负责转交',
  no_ordinary_dispute: '不处理普通的退款纠纷',
  may_be_too_late: '钱转走了就可能拦不住，越早越好',
  proof_is_yours: '证据要自己拿出来',
  takes_long: '要等一段时间',
  may_answer_back: '写得不实或骂人，可能被对方追究',
  no_settlement: '不管退你的钱',
};

const known = {
  verified: '已核实',
  second_hand: '转述，未见官方原文，以官网为准',
  unverified: '未核实，以官方说明为准',
  own_page: '以它自己的页面为准',
};

const access = {
  open: '现在可以找',
  locked: '还没到这一步',
  one_at_a_time: '同一件事一次只找一处',
  not_for_this: '管不了这类事',
  which_problem: '先弄清出了什么事',
  used: '已经找过',
};

/** Behind the name of the other, or of nobody. */
const turn = {
  has: '那边正在处理。同一件事先等那边的结果，不同时找几处。',
  had: '那边已经处理过。同一件事处理过的，一般不再受理；没解决可以去法院。',
  first: '这里也能选，但只选一处。这次先建议另一处。',
  urgent: '像是被骗或盗刷：先报警，再说这里。',
};

const outlook = {
  suits: '对方明显违规，正适合找这里',
  prolongs: '系统故障先让平台和支付渠道查，直接找这里可能更久',
};

const route = {
  simple: '简单的事：先找在线客服，留下文字',
  complex: '要查要审的事：先提工单，能追进度',
  stranger: '钱在别人那里：先联系对方，再找平台',
  theft: '不是自己付的：先通知支付机构和银行，再报警',
  deception: '像是被骗：先报警，再请银行和支付渠道止付',
};

const next = {
  go: '下一步',
};

const ground = {
  not_theirs: '不归市场监管部门管',
  already_taken_up: '别处已经受理或处理过',
  no_consumer_dispute: '不是生活消费，或证明不了争议',
  three_years_passed: '超过三年',
  papers_wanting: '材料不全或不实',
  not_in_own_name: '不是本人真实身份',
  other_provisions: '其他规定的情形',
};

const groundState = {
  passed: '没看到问题',
  failed: '很可能不受理',
  unknown: '还不知道',
};

const remains = {
  find_problem: '先弄清出了什么事',
  go_to_police: '被骗的，去报警（110）',
  go_to_institution: '不是自己付的，找支付机构或银行，并报警',
  go_to_court: '钱在个人手里的，先找平台，不行再去法院',
  say_respondent_kind: '选一下对方是平台、店铺还是自建网站',
  say_whether_taken_up: '确认没有别的部门、消协或法院在处理这件事',
  wait_for_the_other: '等那边有结果，不要再投',
  other_ways_left: '已经处理过，改走法院或约定的仲裁',
  say_own_use: '确认是自己用的',
  not_for_resale: '转卖或经营用的，不能按消费投诉',
  show_payment: '补上付款凭证',
  show_order: '补上订单页',
  show_contact: '补上和对方沟通的记录',
  ask_seller_first: '先向商家提出来，留下拒绝或没回的凭证',
  show_each_purchase: '最近投过同类的：说明每一单都是真实购买',
  say_when_known: '填上什么时候知道的',
  ask_lawyer: '已过三年，问问律师还有没有别的办法',
  fill_fields: '把必填的补齐',
  vouch_for_truth: '确认内容都是真的',
  correct_untrue: '改掉不属实的地方',
  proxy_papers: '代人投诉：备好签名的授权委托书和代办人身份证明',
  use_own_name: '用本人真实姓名',
  say_own_name: '确认写的是本人姓名，并愿意配合核验',
  ask_regulator: '核单查不了这一条，以当地部门的说明为准',
};

const field = {
  name: '你的真实姓名',
  phone: '你的电话',
  address: '你的通讯地址',
  respondent_name: '对方名称（看营业执照，不是店名）',
  respondent_address: '对方地址',
  respondent_code: '对方统一社会信用代码',
  request: '具体请求',
  account: '事实经过',
};

const flaw = {
  missing: '没填',
  not_real: '看着不像真的，再核对',
};

const respondentKind = {
  platform: '平台自己',
  shop_on_platform: '平台里的店',
  own_site: '自建网站或其他网络服务',
  business: '其他商家',
};

const goesTo = {
  unknown: '先选对方是谁',
  business_or_seat: '对方经营地或住所地的县级市场监管部门',
  platform_seat: '平台住所地的县级市场监管部门',
  site_seat: '网站经营者住所地的县级市场监管部门',
  shown_address_or_platform_seat: '店铺公示地址所在地，或平台住所地的县级市场监管部门',
  platform_seat_only: '店铺没公示地址或联系不上：平台住所地的县级市场监管部门',
};

const report = '这里写了要求查处、处罚的话，那是举报。投诉只写怎么解决你的事，举报另写一份。';

const stall = {
  in_progress: '只说在处理',
  technical_check: '推给技术核实',
  patience: '只叫你等',
  passed_on: '只说已反馈',
  callback: '只说会联系你',
  not_ours: '推给别人',
  no_power: '说没有权限',
  system_trouble: '推给系统或高峰',
  only_rules: '只说是规定',
};

/** What to say to the agent. */
const ask = {
  time_limit: '请告诉我最晚几时有结果。',
  agent_number: '请告诉我您的工号。',
  ticket_number: '请给我工单编号。',
  who_decides: '请告诉我这件事由谁决定、怎么联系。',
  reason_in_writing: '请把不处理的理由写给我。',
  failure_in_writing: '请写明是系统的问题，以及影响到哪一单。',
  clause_in_writing: '请发给我是哪一条规定、在哪里公布的。',
  supervisor: '请转给能处理的主管。',
};

export const channels = {
  level,
  channel,
  entry,
  ready,
  limit,
  known,
  access,
  turn,
  outlook,
  route,
  next,
  ground,
  groundState,
  remains,
  field,
  flaw,
  respondentKind,
  goesTo,
  report,
  stall,
  ask,
};
