import { spaced } from './spaced';
import { tableErrors } from './tables';

import type {
  ErrorCode,
  Field,
  Finding,
  InputError,
  Mistake,
  Question,
  ReasonCode,
  Refund,
  Slip,
  StepKind,
} from '@/backend';

/** Parameters of a finding, already worded as values. */
export interface FindingWords {
  field: string;
  expected: string;
  actual: string;
  about: string;
  slip: string;
}
type FindingWording = (p: FindingWords) => string;
type ReasonWording = (p: { places: string; found: string; expected: string }) => string;
/** `n` steps of one kind; what was written and what became of it, each once. */
export interface StepWords {
  n: number;
  from: string;
  to: string;
  /** `a → b`, listed. */
  changes: string;
}
type StepWording = (p: StepWords) => string;
type InputWording = (p: { place: string; found: string; suggestion: string | null }) => string;

/** A letter is named as one, for it is easily taken for a digit; a Chinese character is not. */
const character = (found: string): string =>
  /\p{Script=Han}/u.test(found) ? `「${found}」` : `字母 ${found}`;
const or = (text: string, otherwise: string): string => (text === '' ? otherwise : text);

const field: Record<Field, string> = {
  category: '类别',
  name: '商品',
  face_value_fen: '面值',
  unit_price_fen: '单价',
  quantity: '数量',
  total_fen: '应付',
  carrier: '运营商',
  province: '归属地',
  city: '城市',
  game: '游戏',
  server: '区服',
  platform: '系统平台',
  account_system: '账号类型',
  length: '时长',
  edition: '版本',
  region: '账号地区',
  delivery: '到账方式',
  labels: '标签',
  recipient: '收货号',
  order_no: '订单号',
  status: '订单状态',
  payee: '收款方',
  paid_at: '付款时间',
  budget_fen: '上限',
  shop: '在哪买',
};

const slip: Record<Slip, string> = {
  substituted: '有一位不同',
  transposed: '相邻两位换了位置',
  omitted: '少了一位',
  inserted: '多了一位',
  repeated: '连着的同一个字符多了一个',
};

const step: Record<StepKind, StepWording> = {
  full_width: (p) => `全角转半角 ${p.changes}`,
  space: (p) => `去掉 ${String(p.n)} 个空格`,
  separator: (p) => `去掉 ${String(p.n)} 个分隔符`,
  zero_width: (p) => `去掉 ${String(p.n)} 个看不见的字符 ${p.from}`,
  bidi: (p) => `去掉 ${String(p.n)} 个改变文字方向的控制符 ${p.from}`,
  prefix: (p) =>
    p.from === ''
      ? `补上开头的 ${p.to}`
      : p.to === ''
        ? `去掉开头的 ${p.from}`
        : `开头的 ${p.changes}`,
  case: (p) => `统一大小写 ${p.changes}`,
  grouping: (p) => `补上 ${String(p.n)} 个分隔符`,
  ending: (p) => (p.from === '' ? '整理后缀' : `去掉后缀 ${p.from}`),
  full_stop: (p) => `${String(p.n)} 个句号改成点`,
  mask: (p) => `${String(p.n)} 个遮挡符号统一成 *`,
};

const finding: Record<Finding['code'], FindingWording> = {
  differs: (p) => spaced`${p.field}不一致：要的是${p.expected}，页面写的是${p.actual}`,
  ten_times: (p) =>
    spaced`${p.field}差了十倍或更多：${p.expected}与${p.actual}，看看是不是多打或少打了 0`,
  ambiguous: (p) => spaced`页面上的${p.field}有两种说法，其中${p.actual}与你要的${p.expected}不同`,
  unclear: (p) => spaced`截图上的${p.field}没认准，认作 ${p.actual}，对照截图看一眼`,
  not_mentioned: (p) => spaced`页面上没有提到「${p.expected}」，看看是不是开错了商品`,
  impossible: (p) => spaced`${p.actual}不可能是对的`,
  quantity_as_amount: (p) =>
    spaced`面值${p.expected}，数量也写了${p.actual}，是不是把金额填进了数量？`,
  face_value_unusual: (p) => spaced`通常没有${p.actual}这个面值，确认一下`,
  over_budget: (p) => spaced`应付${p.actual}，超过你定的上限${p.expected}`,
  total_mismatch: (p) => spaced`单价乘数量是${p.expected}，页面的应付却是${p.actual}`,
  quantity_implied: (p) => spaced`按应付金额算，页面买的是${p.actual}份，你要${p.expected}份`,
  total_out_of_line: (p) => spaced`应付${p.actual}，而面值乘数量才${p.expected}，看看数量和商品`,
  price_far_below_face: (p) =>
    spaced`面值${p.expected}只卖${p.actual}，低得反常。来路不明的低价充值可能被追回，账号也可能受牵连`,
  price_above_face: (p) => spaced`卖价${p.actual}高于面值${p.expected}`,
  label: (p) => spaced`页面标着「${p.about}」，别看漏`,
  recipient_invalid: () => '收货号看着不对，多半充不进去，先和对方核实',
  recipient_doubtful: () => '收货号有疑点，充之前确认对方能不能收',
  recipient_near_known: (p) =>
    `与${or(p.about, '以前用过的号码')}只差一步（${or(p.slip, '相差一位')}），是不是输错了？`,
  not_as_copied: (p) =>
    `刚才复制的是 ${p.expected}，粘贴进来的是 ${p.actual}。剪贴板可能被换过，回到来源把首尾和中间都对一遍`,
  recipient_elsewhere: (p) => spaced`收货号对应的${p.field}是${p.actual}，与${p.expected}不同`,
  duplicate_purchase: (p) => spaced`不久前刚给同一个号买过同样的商品（${p.about}），可能重复`,
  shop_new: (p) => spaced`以前没有在「${p.actual}」买过，先确认它可靠`,
  order_not_open: (p) => spaced`页面上的订单已经是「${p.actual}」，不是要付的那一单`,
};

const reason: Record<ReasonCode, ReasonWording> = {
  empty: () => '还没有填',
  letters: (p) =>
    p.expected === ''
      ? `${p.places}是${character(p.found)}，这里只能是数字`
      : `${p.places}是${character(p.found)}，应为数字 ${p.expected}？`,
  characters: (p) => `${p.places}是「${p.found}」，这里不能有这个字符`,
  too_short: (p) =>
    p.expected === '' || p.found === '' ? '位数不够' : `只有 ${p.found} 位，应为 ${p.expected} 位`,
  too_long: (p) =>
    p.expected === '' || p.found === '' ? '位数太多' : `有 ${p.found} 位，应为 ${p.expected} 位`,
  form: (p) => (p.expected === '' ? '写法不符合这种号码的规则' : `应为 ${p.expected} 的形式`),
  unusual: () => '这种写法很少见，多半是输错了',
  letter_case: (p) => `这里没有大写字母，应为 ${p.expected}？`,
  grouping: (p) => `少了分隔，应写成 ${p.expected}`,
  server_unknown: (p) => `没有以 ${p.found} 开头的服务器，应以 ${p.expected} 开头`,
  server_needed: () => '光有这个号找不到角色，还要选对区服',
  not_a_target: () => '这是账号里的号，但不是用来充值的那个',
  domain_slip: (p) => `邮箱后缀 ${p.found} 像是打错了，应为 ${p.expected}？`,
  segment_unallocated: (p) => `${p.found} 号段没有分配给任何运营商，应该是输错了`,
  segment_virtual: (p) => `${p.found} 是虚拟运营商号段，很多平台充不了，先问清楚`,
  segment_satellite: (p) => `${p.found} 是卫星电话号段，不能按普通手机充值`,
  segment_data: (p) => `${p.found} 是上网卡号段，只有流量，不能按普通手机充值`,
  segment_machine: (p) => `${p.found} 是物联网号段，给设备用的，不能按普通手机充值`,
  number_unassigned: () => '这个国家或地区没有这样的号码，多半是输错了',
  fixed_line: () => '这是固定电话，不是手机号',
  prefix_unknown: (p) => `归属地表里没有 ${or(p.found, '这个号段')}，可能是新放的号，请自己确认`,
  checksum: () => '校验位对不上，多半有一位输错了',
  out_of_range: () => '超出了这种号码的范围',
  full_width: (p) => `${p.places}是全角字符，已转成半角，请核对`,
  invisible: (p) => `${p.places}有看不见的字符，已去掉，请核对`,
  uncertain: () => '这种号码没有公开的规则，只能做粗略检查',
  carrier_may_differ: () => '运营商按号段推断；携号转网的号码可能已换',
  hotline: () => '这是服务热线，不是能充值的号码',
  masked: () => '有几位被星号遮住，填完整才能核对',
};

const input: Record<InputError['code'], InputWording> = {
  character: (p) =>
    p.suggestion === null
      ? `${p.place}是「${p.found}」，这里只能填数字`
      : `${p.place}是「${p.found}」，应为 ${p.suggestion}？`,
  negative: () => '不能是负数',
  zero: () => '不能是 0',
  too_precise: () => '最多两位小数',
  too_large: () => '数字太大，看看是不是多打了几位',
  malformed: () => '认不出这个数，请写成 98 或 98.5 这样',
  too_long: () => '太长了，这一栏放不下',
  missing: () => '请填这一项',
  future: () => '这个时间还没到',
};

const error: Record<ErrorCode, string> = {
  not_found: '找不到了，可能已被删除。请刷新后再试',
  impossible: '这一步与订单现在的状态不符',
  reason_needed: '这一步少见，请写一句为什么',
  not_undoable: '后面的记录建立在它之上，不能单独撤销',
  disk_full: '磁盘满了，没有保存。腾出空间后再试',
  not_writable: '数据文件夹不能写入，没有保存。检查权限后再试',
  damaged: '记录有损坏。数据没有被改动，请到设置里检查备份',
  file_too_large: '文件超过 100 MB，没有存入',
  file_empty: '这是空文件，没有存入',
  not_a_file: '这不是文件，没有存入',
  file_unreadable: '读不了这个文件，没有存入',
  not_openable: '这种文件不直接打开，免得运行到什么。原样存着',
  not_a_picture: '这不是能看的图片，支持 PNG、JPEG、WebP、GIF、BMP',
  picture_too_large: '图太大了，裁掉用不着的部分再试',
  picture_too_small: '图太小了，上面写不下字',
  recogniser_missing: '还没有认字的程序',
  recogniser_failed: '认字的程序出错了，再试一次，或者改用粘贴文字',
  cancelled: '停下了，没有认完',
  clipboard_empty: '剪贴板里没有图片',
  page_too_long: '文字超过 4 MB，没有读取。只复制订单那一部分即可',
  not_ready: '还有关卡没过，不能付款',
  shortcut_taken: '这组键用不了：可能被别的程序占着，或者这个桌面不让应用自己设',
  invalid: '填的内容不对，没有保存',
  busy: '还有操作没有结束，等它做完再试',
  backup_bad: '没有恢复：这份备份损坏了，或者已经不在。现在的记录没有变，换一份备份再试',
  not_restored: '没有恢复成，现在的记录没有变',
  not_an_archive: '这不是核单导出的文件',
  archive_newer: '这个文件是更新版本的核单导出的，先升级再导入',
  archive_damaged: '这个文件损坏了，没有导入任何内容。重新导出一份，或者重新拷贝',
  archive_unreachable: '读不了或写不了这个文件，检查它所在的磁盘和权限',
  ...tableErrors,
  no_chinese_font:
    '没有打包：这台电脑没有能显示中文的字体，封面排不出来。装一种中文字体（如思源黑体、Noto Sans CJK）再试',
  packet_empty: '没有打包：没有一件证据会放进包里。至少选一件要交付的证据',
  packet_bad: '没有打包：写出来的文件读回来核验不过，已经删掉。换个磁盘或文件夹再试',
  not_open: '数据文件夹没有打开',
  internal: '出了意外的错误，这次操作没有完成',
};

const refund: Record<Refund, string> = {
  until_credited: '到账前可以退，到账后不退',
  until_revealed: '没看卡密前可以退，看过只退坏卡',
  until_activated: '没激活前可以退，激活后只退与描述不符的',
  by_payee: '转出去就只能等对方退',
  seven_days: '收到后一般可以七天无理由退',
};

const mistake: Record<Mistake, string> = {
  number: '号码错一位，或者填了旧号',
  carrier: '运营商选错',
  place: '限省限市，号码却是外地的',
  face_value: '面值选错',
  slow_for_fast: '急用却拍了慢充',
  game: '游戏选错',
  server: '区服选错',
  account_system: 'QQ 区和微信区弄反',
  platform: '安卓和苹果弄反',
  account: '充到了自己的另一个账号',
  code_for_credit: '要直充却买了卡密',
  edition: '版本买错',
  region: '地区不对，激活不了',
  length: '时长买错',
  renews_itself: '买成了自动续费',
  tier: '买成了低一档的会员',
  other_app: '充到了同一家的另一个应用',
  brand: '买成了别家的卡',
  validity: '有效期太短，没来得及用',
  payee: '转错了人',
  amount: '金额多打或少打了 0',
  address: '地址还是旧的',
  variant: '款式或规格拍错',
  allowance: '流量或速率买小了',
};

const question: Record<Question, string> = {
  number_from_owner: '号码是对方自己发来的吗？',
  number_ported: '这个号码转过网吗？',
  how_soon: '多久之内要到账？',
  account_in_game: '账号和区服是照着游戏里抄的吗？',
  login_shown: '游戏登录页显示的是 QQ 还是微信？',
  password_asked: '要给账号密码吗？给了要马上改',
  device_fits: '在要用的设备上能用吗？',
  account_region: '账号是哪个地区的？',
  renewal_off: '会不会自动续费？',
  code_unused: '卡密是不是全新没用过的？',
  usable_until: '到什么时候为止能用？',
  accepted_where: '要去的店收这张卡吗？',
  payee_known: '收款人的名字和你要付的人对得上吗？',
  asked_by_voice: '打过电话或当面确认过吗？',
  account_on_bill: '账号是照着账单或卡面抄的吗？',
  contract_ends: '合约期还剩多久？',
  address_current: '收货地址是现在的吗？',
  role_unbound: '道具能交易吗，到手会不会绑定？',
  seats_left: '这个码还能激活几台设备？',
};

/** What is wrong with a kind or category of the user's own. */
const fault = {
  name_empty: '起个名字',
  name_too_long: '名字太长，30 个字以内',
  name_unseen: '名字里有看不见的字符，去掉再试',
  name_taken: '已经有叫这个名字的了',
  pattern_empty: '写一条规则',
  pattern_invalid: '规则写得不对，从这里开始读不懂',
  pattern_too_big: '规则太大了，写短一点',
  accepts_everything: '这条规则什么都放行，等于没有检查',
  accepts_nothing: '这条规则什么都不放行，没有号码能通过',
  example_missing: '至少给一个对的例子',
  example_missed: '这个对的例子没有通过',
  counterexample_fits: '这个错的例子也通过了',
  field_unknown: '这一栏不能选',
  repeated: '重复了',
  kind_unknown: '没有这种号码',
  delivery_unknown: '没有这种到账方式',
};

/** A page with two totals, which nobody has asked for. */
const severalTotals: FindingWording = (p) =>
  spaced`页面上有两个应付：${p.expected}和${p.actual}，付款前看清是哪一个`;

export const codes = {
  field,
  slip,
  step,
  finding,
  reason,
  input,
  error,
  refund,
  mistake,
  question,
  fault,
  severalTotals,
};
