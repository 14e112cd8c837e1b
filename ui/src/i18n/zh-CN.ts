/*
 * The source of all wording. A key that is missing in English is a type error, and so is a
 * code from the backend without a wording here.
 */
import { book } from './zh-CN/book';
import { check } from './zh-CN/check';
import { codes } from './zh-CN/codes';
import { evidence } from './zh-CN/evidence';
import { finding } from './zh-CN/finding';
import { deadlines } from './zh-CN/deadlines';
import { due } from './zh-CN/due';
import { common, frame } from './zh-CN/frame';
import { glance } from './zh-CN/glance';
import { home } from './zh-CN/home';
import { library } from './zh-CN/library';
import { orders } from './zh-CN/orders';
import { out } from './zh-CN/out';
import { own } from './zh-CN/own';
import { palette } from './zh-CN/palette';
import { platforms } from './zh-CN/platforms';
import { recogniser } from './zh-CN/recogniser';
import { settings, trouble } from './zh-CN/settings';
import { tables } from './zh-CN/tables';
import { upkeep } from './zh-CN/upkeep';

export const zhCN = {
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
};
