import type { LibrarySection } from '@/app/routes';

/** What can be gone to or done from the palette. */
export type CommandName =
  | 'home'
  | 'check'
  | 'newCheck'
  | 'orders'
  | 'deadlines'
  | 'wrong'
  | 'export'
  | LibrarySection
  | 'settings'
  | 'search'
  | 'record'
  | 'importTable'
  | 'chinese'
  | 'english'
  | 'light'
  | 'dark'
  | 'system'
  | 'folder';

const command: Record<CommandName, string> = {
  home: '首页',
  check: '核一单',
  newCheck: '核新的一单',
  orders: '订单',
  deadlines: '期限',
  wrong: '出事了',
  export: '导出订单',
  recipients: '资料 · 收货号',
  templates: '资料 · 常买',
  reminders: '资料 · 提醒',
  platforms: '资料 · 平台',
  letters: '资料 · 信件模板',
  own: '资料 · 自定义',
  settings: '设置',
  search: '搜索订单',
  record: '记一单',
  importTable: '导入表格',
  chinese: '界面用中文',
  english: '界面用英文',
  light: '浅色外观',
  dark: '深色外观',
  system: '外观跟随系统',
  folder: '打开数据文件夹',
};

/** Further words that find them, and how they sound. */
const also: Record<CommandName, string[]> = {
  home: ['shouye', 'sy', '主页', '今天'],
  check: ['heyidan', 'hyd', '核对', '比对'],
  newCheck: ['hexindeyidan', 'hxdyd', '新建'],
  orders: ['dingdan', 'dd', '记录', '买过'],
  wrong: ['chushile', 'csl', '投诉', '退款', '维权', '没到账', '被骗'],
  deadlines: ['qixian', 'qx', '到期', '截止', '日程'],
  export: ['daochu', 'dc', 'excel', 'csv', 'json', 'dayin', 'dy', '打印', '表格'],
  recipients: ['ziliao', 'zl', 'shouhuohao', 'shh', '地址簿', '收货号', '联系人'],
  templates: ['changmai', 'cm', '模板', '常买'],
  reminders: ['tixing', 'tx', '教训', '提醒'],
  platforms: ['pingtai', 'pt', '店铺', '商家', '规则'],
  letters: ['xinjianmuban', 'xjmb', '文书', '申诉', '投诉信'],
  own: ['zidingyi', 'zdy', '自定义', '类别'],
  settings: ['shezhi', 'sz', '选项'],
  search: ['sousuo', 'ss', '查找', '找'],
  record: ['jiyidan', 'jyd', '记录', '补记', '手工'],
  importTable: ['daorubiaoge', 'drbg', 'dr', 'Excel', 'WPS', 'CSV', 'XLSX', '账单', '搬进来'],
  chinese: ['zhongwen', 'zw', 'yuyan', 'yy', '语言'],
  english: ['yingwen', 'yw', 'yuyan', 'yy', '语言'],
  light: ['qianse', 'qs', 'waiguan', 'wg', '主题', '白天'],
  dark: ['shense', 'ss', 'waiguan', 'wg', '主题', '夜间', '黑'],
  system: ['gensuixitong', 'gsxt', 'waiguan', 'wg', '主题'],
  folder: ['dakaishujuwenjianjia', 'sjwjj', '文件夹', '数据', '备份'],
};

export const palette = {
  title: '跳转与命令',
  open: '跳转',
  placeholder: '去哪儿、做什么，或找订单、收货号…',
  recent: '最近用过',
  commands: '页面与操作',
  orders: '订单',
  lately: '最近有变动的订单',
  recipients: '收货号',
  templates: '常买',
  ordersOf: (who: string) => `${who} 的订单`,
  startFrom: (name: string) => `核一单：${name}`,
  searchFor: (text: string) => `在订单里找「${text}」`,
  hint: '↑↓ 选择 · 回车 打开 · Esc 关闭',
  command,
  also,
};
