/*
 * The source of all wording. A key that is missing in English is a type error, and so is a
 * code from the backend without a wording here.
 */
import { book } from './zh-CN/book';
import { casefind } from './zh-CN/casefind';
import { caseletters } from './zh-CN/caseletters';
import { casework } from './zh-CN/casework';
import { channels } from './zh-CN/channels';
import { letters } from './zh-CN/letters';
import { ways } from './zh-CN/ways';
import { cases } from './zh-CN/cases';
import { check } from './zh-CN/check';
import { codes } from './zh-CN/codes';
import { evidence } from './zh-CN/evidence';
import { finding } from './zh-CN/finding';
import { deadlines } from './zh-CN/deadlines';
import { due } from './zh-CN/due';
import { common, frame } from './zh-CN/frame';
import { fraud } from './zh-CN/fraud';
import { glance } from './zh-CN/glance';
import { home } from './zh-CN/home';
import { library } from './zh-CN/library';
import { orders } from './zh-CN/orders';
import { out } from './zh-CN/out';
import { own } from './zh-CN/own';
import { packet } from './zh-CN/packet';
import { palette } from './zh-CN/palette';
import { platforms } from './zh-CN/platforms';
import { recogniser } from './zh-CN/recogniser';
import { settings, trouble } from './zh-CN/settings';
import { tables } from './zh-CN/tables';
import { upkeep } from './zh-CN/upkeep';

export const zhCN = {
  book,
  casefind,
  caseletters,
  cases,
  casework,
  channels,
  check,
  codes,
  common,
  evidence,
  finding,
  deadlines,
  due,
  frame,
  fraud,
  glance,
  home,
  letters,
  library,
  orders,
  out,
  own,
  packet,
  palette,
  platforms,
  recogniser,
  settings,
  tables,
  trouble,
  upkeep,
  ways,
};
