import { book } from './en/book';
import { casefind } from './en/casefind';
import { caseletters } from './en/caseletters';
import { casework } from './en/casework';
import { channels } from './en/channels';
import { letters } from './en/letters';
import { ways } from './en/ways';
import { cases } from './en/cases';
import { check } from './en/check';
import { codes } from './en/codes';
import { evidence } from './en/evidence';
import { finding } from './en/finding';
import { deadlines } from './en/deadlines';
import { due } from './en/due';
import { common, frame } from './en/frame';
import { fraud } from './en/fraud';
import { glance } from './en/glance';
import { home } from './en/home';
import { library } from './en/library';
import { orders } from './en/orders';
import { out } from './en/out';
import { own } from './en/own';
import { packet } from './en/packet';
import { palette } from './en/palette';
import { platforms } from './en/platforms';
import { recogniser } from './en/recogniser';
import { settings, trouble } from './en/settings';
import { tables } from './en/tables';
import { upkeep } from './en/upkeep';
import type { zhCN } from './zh-CN';

export const en = {
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
} satisfies typeof zhCN;
