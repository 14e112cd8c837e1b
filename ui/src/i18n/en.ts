import { book } from './en/book';
import { check } from './en/check';
import { codes } from './en/codes';
import { evidence } from './en/evidence';
import { finding } from './en/finding';
import { deadlines } from './en/deadlines';
import { due } from './en/due';
import { common, frame } from './en/frame';
import { glance } from './en/glance';
import { home } from './en/home';
import { library } from './en/library';
import { orders } from './en/orders';
import { out } from './en/out';
import { own } from './en/own';
import { palette } from './en/palette';
import { platforms } from './en/platforms';
import { recogniser } from './en/recogniser';
import { settings, trouble } from './en/settings';
import { tables } from './en/tables';
import { upkeep } from './en/upkeep';
import type { zhCN } from './zh-CN';

export const en = {
  book,
  check,
  codes,
  common,
  evidence,
  finding,
  deadlines,
  due,
  frame,
  glance,
  home,
  library,
  orders,
  out,
  own,
  palette,
  platforms,
  recogniser,
  settings,
  tables,
  trouble,
  upkeep,
} satisfies typeof zhCN;
