import type { Damage } from '@/backend';

import type { upkeep as zh } from '../zh-CN/upkeep';

const many = (n: number, one: string, more: string): string =>
  `${String(n)} ${n === 1 ? one : more}`;

const columns: Record<string, string> = {
  total_fen: 'amount',
  unit_price_fen: 'unit price',
  face_value_fen: 'face value',
  order_no: 'order number',
  order_state: 'order state',
  money_state: 'money state',
  voucher_state: 'voucher state',
  paid_at: 'time of payment',
};

const tables: Record<string, string> = {
  draft: 'purchases in progress',
  template: 'templates',
  reminder: 'reminders',
  recipient: 'recipients',
  own: 'your own kinds',
  view: 'views',
  setting: 'settings',
  document: 'sealed checks',
  evidence: 'evidence',
  clock: 'deadlines',
  evidence_text: 'text in pictures',
};

type Wording = { [K in Damage['kind']]: (damage: Extract<Damage, { kind: K }>) => string };

const damage: Wording = {
  database: () => 'The database file itself is damaged',
  event: (d) => `Entry ${String(d.seq)} of the timeline was changed or lost`,
  order: (d) =>
    d.columns.length === 0
      ? 'An order of the timeline is missing from the list'
      : `The order differs from its timeline: ${[...d.columns].map((each) => columns[each] ?? each.replaceAll('_', ' ')).join(', ')}`,
  stray: () => 'A listed order that the timeline does not know',
  orphans: (d) =>
    `${many(d.rows, 'entry', 'entries')} among ${tables[d.table] ?? d.table} without an order`,
  contradiction: () => 'The timeline of the order contradicts itself',
  check: () => 'The check made before paying was changed or lost',
  file: (d) => `Evidence ${d.name ?? 'file'} ${d.gone ? 'is gone' : 'was changed'}`,
  search: (d) => `The search index is wrong for ${many(d.orders, 'order', 'orders')}`,
  entry: (d) => `An entry among ${tables[d.table] ?? d.table} cannot be read`,
};

export const upkeep = {
  stop: 'Stop',
  stopping: 'Stopping…',
  stopped: 'Stopped; nothing was changed',
  counted: (done, total) => `${String(done)} / ${String(total)}`,
  rest: (n) => `${String(n)} more`,
  attachStopped: (left) => `Stopped; ${many(left, 'file was', 'files were')} not added`,

  title: 'Check the record',
  hint: 'Computes the hash of every file and every entry again and tells what was changed or damaged. Takes about as long as reading all files once.',
  check: 'Check the record',
  checking: 'Checking…',
  whole: 'The record is sound',
  wholeDetail: (events, orders, files) =>
    `${many(orders, 'order', 'orders')}, ${many(events, 'entry', 'entries')} and ${many(files, 'file', 'files')} of evidence were checked one by one.`,
  head: 'Hash of the last entry',
  headHint: 'Write it down elsewhere: it can later prove that nothing up to here was changed.',
  found: (n) => `${many(n, 'problem', 'problems')} found`,
  foundHint: 'Everything else can be used as ever. A backup is made before anything is repaired.',
  partly: 'The check was not finished; what it did not reach is not vouched for',
  elsewhere: (n) =>
    `Of ${many(n, 'piece', 'pieces')} of evidence only the record is here: the orders came without the files. That is no damage; an archive or a folder can bring them.`,
  mendable: 'Can be repaired',
  lost: 'No copy found',
  toOrder: 'Open the order',
  more: (n) => `${String(n)} more`,
  repair: (n) => `Repair ${many(n, 'problem', 'problems')}`,
  repairFrom: 'Repair from another copy…',
  repairFromHint:
    'Choose the data folder of another computer, or a folder with the original files. Only what its hash proves is taken.',
  repaired: (n) => `${many(n, 'problem', 'problems')} repaired`,
  notRepaired: 'No copy was found that proves what it was',
  damage,

  backups: 'Backups',
  backupsHint:
    'Made once a day, and before upgrades and repairs. The last of 7 days, 4 weeks and 12 months are kept; your own stay. Original evidence never changes and is not part of them.',
  noBackups: 'No backup yet. Once there are orders, one is made each day when the app is opened.',
  backUp: 'Back up now',
  backedUp: 'Backup made',
  restore: 'Restore…',
  restoreOf: (when) => `Restore the backup of ${when}`,
  restoreTitle: 'Restore a backup',
  restoreSure: (when) =>
    `The record will be as it was at ${when}; later changes are not shown any more.`,
  restoreKept:
    'The present record is backed up first, and stays in the data folder under another name. Original evidence is not touched.',
  restoreYes: 'Restore this backup',
  restored: 'The backup was restored',
  allBackups: (n) => `All ${String(n)}`,

  move: 'Moving',
  moveHint:
    'Puts orders, evidence, recipients and settings into one file, to be imported on another computer. Importing merges; no order appears twice.',
  exportAll: 'Export everything…',
  exporting: 'Exporting…',
  exported: (orders, files, size) =>
    `${many(orders, 'order', 'orders')} and ${many(files, 'file', 'files')} exported, ${size}, read back and verified`,
  archiveName: (day) => `Hedan ${day}`,
  leftOut: (n) =>
    `${many(n, 'file of evidence is', 'files of evidence are')} damaged or gone and could not be exported. Check the record`,
  importAll: 'Import…',
  importing: 'Importing…',
  importTitle: 'Import a whole record',
  importHolds: (when, orders, files, size) =>
    `Exported at ${when}: ${many(orders, 'order', 'orders')} and ${many(files, 'file', 'files')}, ${size}.`,
  importHow:
    'Every part is verified first and then merged into the present record. Orders that are here are neither doubled nor overwritten.',
  importYes: 'Import and merge',
  imported: (orders, grown, files) =>
    `${many(orders, 'order', 'orders')} imported${grown > 0 ? `, ${String(grown)} brought up to date` : ''}, ${many(files, 'file', 'files')} of evidence`,
  nothingNew: 'Everything in it is here already',
  parted: (n) =>
    `${many(n, 'order', 'orders')} went on differently in the two records; both versions are kept:`,
  partedHere: 'Here',
  partedThere: 'Imported',
} satisfies typeof zh;
