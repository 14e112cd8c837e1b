import type { Encoding, ErrorCode, Meaning, RowFaultCode, Separator } from '@/backend';

const meaning: Record<Meaning, string> = {
  name: '商品',
  total: '金额',
  paid_at: '付款时间',
  ordered_at: '下单时间',
  order_no: '订单号',
  platform: '平台',
  shown: '订单状态',
  quantity: '数量',
  recipient: '收货号',
  recipient_label: '给谁',
  seller: '店铺 / 卖家',
  payee: '收款方',
  arrival: '到账情况',
  note: '备注',
  tags: '标签',
  direction: '收 / 支',
};

const fault: Record<RowFaultCode, (about: string, found: string) => string> = {
  missing: (about) => `${about}是空的`,
  unreadable: (about, found) => `${about}「${found}」看不懂`,
  too_precise: (about, found) => `${about}「${found}」小数超过两位`,
  too_large: (about, found) => `${about}「${found}」太大`,
  foreign_money: (about, found) => `${about}「${found}」不是人民币`,
  negative: (about, found) => `${about}「${found}」是负数，可能是退款`,
  no_year: (about, found) => `${about}「${found}」没写年份`,
  ambiguous: (about, found) => `${about}「${found}」分不清哪个是月、哪个是日`,
  out_of_range: (about, found) => `${about}「${found}」不像真的时间`,
  future: (about, found) => `${about}「${found}」还没到`,
  rounded: (about, found) => `${about}「${found}」最后几位可能已被 Excel 改成 0`,
  same_number: (_, found) => `订单号和第 ${found} 行一样，内容却不同`,
  too_long: (about) => `${about}太长`,
};

type TableError = Extract<
  ErrorCode,
  | 'old_workbook'
  | 'encrypted_workbook'
  | 'web_page'
  | 'xml_workbook'
  | 'other_workbook'
  | 'packed_file'
  | 'pdf_file'
  | 'picture_file'
  | 'not_a_table'
  | 'too_many_rows'
  | 'table_too_large'
  | 'workbook_damaged'
>;

export const tableErrors: Record<TableError, string> = {
  old_workbook: '这是旧版 Excel（.xls）文件。请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV 再导入',
  encrypted_workbook: '这个表格加了密码。请在 Excel 或 WPS 里取消密码，保存后再导入',
  web_page: '这是网页，只是名字像表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入',
  xml_workbook: '这是 Excel 2003 的 XML 表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入',
  other_workbook: '这种表格格式还读不了。请另存为 .xlsx 或 CSV 再导入',
  packed_file: '这是压缩包。请先解压，再导入里面的表格',
  pdf_file: '这是 PDF，不是表格',
  picture_file: '这是图片，不是表格。截图可以在「记一单」里识别',
  not_a_table: '这个文件里不是表格',
  too_many_rows: '超过 10 万行。请拆成几个表格，分次导入',
  table_too_large: '表格里的内容太多，没有读完。请只留需要的行和列再导入',
  workbook_damaged: '这个表格文件坏了，打不开',
};

const encoding: Record<Encoding, string> = {
  utf8: 'UTF-8',
  utf16_le: 'UTF-16 LE',
  utf16_be: 'UTF-16 BE',
  gb18030: 'GB 18030 (GBK)',
  big5: 'Big5',
};

const separator: Record<Separator, string> = {
  comma: '逗号',
  semicolon: '分号',
  tab: '制表符',
  bar: '竖线',
};

export const tables = {
  title: '导入表格',
  lead: '把 Excel、WPS 或别处导出的订单收进来。文件只在这台电脑上读。',
  steps: { file: '选文件', columns: '对应列', preview: '预览并导入' },
  stepsLabel: '导入的步骤',
  drop: '把 .xlsx 或 .csv 文件拖到这里',
  dropHint: '淘宝、京东、拼多多的订单表，支付宝、微信的账单，自己记的表都可以',
  dropNow: '松开就打开',
  choose: '选择文件…',
  another: '换个文件',
  opening: '正在读取…',
  manyFiles: '一次导入一个表格，只打开了第一个',
  stillGoing: '上一个表格还在导入，等它完成再换',
  rows: (n: number) => `${String(n)} 行`,
  wider: '表格超过 200 列，后面的没有读',
  remembered: '和上次导入的表格表头一样，已按上次的对应填好',
  encoding: '文字编码',
  separator: '分隔符',
  sheet: '工作表',
  unreadable: (n: number) => `有 ${String(n)} 处乱码，换个编码试试`,
  quotesIgnored: '有引号没有成对，已按普通字符读',
  header: '表头',
  headerAt: (row: number, text: string) => `第 ${String(row)} 行：${text}`,
  noHeader: '没有表头',
  encodings: encoding,
  separators: separator,
  column: '表格里的列',
  samples: '内容',
  means: '对应',
  meansOf: (column: string) => `「${column}」对应`,
  leaveOut: '不导入',
  unnamed: (n: number) => `第 ${String(n)} 列`,
  meaning,
  lacksName: '还没有哪一列对应「商品」',
  lacksTime: '还没有哪一列对应「付款时间」或「下单时间」',
  twice: (what: string) => `「${what}」选了两列，只用前一列`,
  shop: '平台',
  shopHint: '表格里没有平台一列时，都记成这个',
  shopPlaceholder: '如 淘宝，可不填',
  tag: '标签',
  tagHint: '给这次导入的订单加上，方便以后一起找出来',
  tagOf: (day: string, name: string) => `导入 ${day} ${name}`,
  next: '预览',
  back: '返回改对应',
  ready: '可以导入',
  readyCount: (n: number) => `${String(n)} 单`,
  attention: '要看一下',
  attentionHint: '这些行不会导入',
  doubles: '已经有了',
  doublesHint: '和已有订单相同，跳过',
  noPurchases: '不是购买',
  noPurchasesHint: '收入、退款、转账等，跳过',
  rowCount: (n: number) => `${String(n)} 行`,
  firstRows: '导入后的样子',
  firstOf: (shown: number, all: number) => `前 ${String(shown)} 单，共 ${String(all)} 单`,
  row: '行',
  faultList: (n: number) => `要看一下的行（${String(n)}）`,
  doubleList: (n: number) => `已经有了的行（${String(n)}）`,
  fault,
  sameAs: (row: number) => `和第 ${String(row)} 行相同`,
  openOrder: '看已有的订单',
  listed: (n: number) => `只列出前 ${String(n)} 行`,
  copyList: '复制清单',
  listLine: (row: number, name: string, why: string) => `第 ${String(row)} 行\t${name}\t${why}`,
  rounded: (n: number) => `有 ${String(n)} 行的订单号末几位丢了，仍导入，但不记订单号`,
  roundedHint: '想保住订单号：在原来的地方重新导出，或先把那一列设成「文本」再粘贴',
  unknownWords: (words: string) => `这些状态不认识，会原样记下，订单按已付款算：${words}`,
  nothing: '没有可以导入的订单',
  import: (n: number) => `导入 ${String(n)} 单`,
  importing: '正在导入',
  imported: (n: number) => `已导入 ${String(n)} 单`,
  stopped: (n: number) => `已停下，导入了 ${String(n)} 单`,
  failed: (n: number, why: string) => `已导入 ${String(n)} 单，后面的没有导入：${why}`,
  takenBack: '这次导入的订单已移到回收站',
  entry: '导入表格',
  dropOnOrders: '松开就导入这个表格',
  from: (table: string, row: number) => `来自表格「${table}」第 ${String(row)} 行`,
};
