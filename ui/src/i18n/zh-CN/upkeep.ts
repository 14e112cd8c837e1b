import type { Damage } from '@/backend';

/** Columns of the record by the names that people know them by; others are called by their own. */
const columns: Record<string, string> = {
  total_fen: '应付金额',
  unit_price_fen: '单价',
  face_value_fen: '面值',
  quantity: '数量',
  name: '商品',
  category: '分类',
  recipient: '收货号',
  shop: '店铺',
  payee: '收款方',
  order_no: '订单号',
  order_state: '订单状态',
  money_state: '资金状态',
  voucher_state: '凭证状态',
  paid_at: '付款时间',
  notes: '备注',
  evidence: '证据',
};

const tables: Record<string, string> = {
  draft: '进行中的购买',
  template: '模板',
  reminder: '提醒',
  recipient: '收货人',
  own: '自定义',
  view: '视图',
  setting: '设置',
  document: '核对内容',
  evidence: '证据',
  clock: '期限',
  evidence_text: '图片上的文字',
};

type Wording = { [K in Damage['kind']]: (damage: Extract<Damage, { kind: K }>) => string };

const damage: Wording = {
  database: () => '数据库文件自身有损坏',
  event: (d) => `时间线第 ${String(d.seq)} 条记录被改动或丢失`,
  order: (d) =>
    d.columns.length === 0
      ? '订单不在列表里，但时间线里有它'
      : `订单与时间线不符：${[...d.columns].map((each) => columns[each] ?? each).join('、')}`,
  stray: () => '列表里的订单，时间线里没有它',
  orphans: (d) => `「${tables[d.table] ?? d.table}」里有 ${String(d.rows)} 条找不到所属的订单`,
  contradiction: () => '订单的时间线前后矛盾',
  check: () => '付款前的核对内容被改动或丢失',
  file: (d) =>
    `${d.name === null ? '证据文件' : `证据「${d.name}」`}${d.gone ? '不见了' : '被改动过'}`,
  search: (d) => `搜索索引有 ${String(d.orders)} 处不符`,
  entry: (d) => `「${tables[d.table] ?? d.table}」里有一条读不出来`,
};

export const upkeep = {
  stop: '停下',
  stopping: '正在停下…',
  stopped: '停下了，没有改动任何东西',
  counted: (done: number, total: number) => `${String(done)} / ${String(total)}`,
  rest: (n: number) => `还有 ${String(n)} 项`,
  attachStopped: (left: number) => `停下了，还有 ${String(left)} 个文件没有放入`,

  title: '检查记录',
  hint: '重新计算每份证据、每条记录的校验值，看有没有被改动或损坏。大约和把全部文件读一遍一样久。',
  check: '检查记录',
  checking: '正在检查…',
  whole: '记录完好',
  wholeDetail: (events: number, orders: number, files: number) =>
    `${String(orders)} 单、${String(events)} 条记录、${String(files)} 份证据，逐一核对无误。`,
  head: '最后一条记录的校验值',
  headHint: '抄下来放在别处，以后就能证明到此为止的记录没有被改过。',
  found: (n: number) => `发现 ${String(n)} 处问题`,
  foundHint: '其余的记录不受影响，照常可用。修复前会先备份。',
  partly: '检查没有做完，没查到的部分不能保证',
  elsewhere: (n: number) =>
    `有 ${String(n)} 份证据只有记录，文件不在这里：导入的订单没有带文件。这不是损坏，可以从归档或文件夹补上。`,
  mendable: '可以修复',
  lost: '没有可用的副本',
  toOrder: '查看订单',
  more: (n: number) => `另有 ${String(n)} 处`,
  repair: (n: number) => `修复 ${String(n)} 处`,
  repairFrom: '从另一份拷贝修复…',
  repairFromHint: '选另一台电脑上的数据文件夹，或者存着原件的文件夹。校验值对得上才会采用。',
  repaired: (n: number) => `修好了 ${String(n)} 处`,
  notRepaired: '没有找到能证明原样的副本',
  damage,

  backups: '备份',
  backupsHint:
    '每天自动备份一次，升级和修复前也会备份。保留最近 7 天、4 周、12 个月各一份；手动备份一直保留。证据原件不会被改动，不在备份里。',
  noBackups: '还没有备份。有了订单以后，每天第一次打开时会自动做一份。',
  backUp: '现在备份',
  backedUp: '备份好了',
  restore: '恢复…',
  restoreOf: (when: string) => `恢复 ${when} 的备份`,
  restoreTitle: '恢复备份',
  restoreSure: (when: string) => `记录会回到 ${when} 的样子，之后的改动不再显示。`,
  restoreKept: '现在的记录会先备份一份，还会改名留在数据文件夹里；证据原件不动。',
  restoreYes: '恢复这份备份',
  restored: '已恢复到选定的备份',
  allBackups: (n: number) => `全部 ${String(n)} 份`,

  move: '迁移',
  moveHint:
    '把订单、证据、收货人、设置全部装进一个文件，拷到另一台电脑上导入。导入时合并，同一单不会重复。',
  exportAll: '导出全部…',
  exporting: '正在导出…',
  exported: (orders: number, files: number, size: string) =>
    `已导出 ${String(orders)} 单、${String(files)} 份证据，共 ${size}，并且读回核对过`,
  /** The name of the file, without its ending. */
  archiveName: (day: string) => `核单 ${day}`,
  leftOut: (n: number) => `有 ${String(n)} 份证据已经损坏或丢失，没能装进去。请检查记录`,
  importAll: '导入…',
  importing: '正在导入…',
  importTitle: '导入全部记录',
  importHolds: (when: string, orders: number, files: number, size: string) =>
    `这个文件是 ${when} 导出的：${String(orders)} 单、${String(files)} 份证据，共 ${size}。`,
  importHow: '会先逐份核对校验值，再并入现在的记录。已有的订单不会重复，也不会被覆盖。',
  importYes: '导入并合并',
  imported: (orders: number, grown: number, files: number) =>
    `导入了 ${String(orders)} 单${grown > 0 ? `，补全 ${String(grown)} 单` : ''}，${String(files)} 份证据`,
  nothingNew: '文件里的内容这里都有，没有新增',
  parted: (n: number) => `有 ${String(n)} 单在两边走向不同，两个版本都保留了：`,
  partedHere: '这里的',
  partedThere: '导入的',
};
