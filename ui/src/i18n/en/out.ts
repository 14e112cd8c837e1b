import type { JsonWhy, OutColumn, OutSheet } from '@/backend';

import type { zhCN } from '../zh-CN';

const sheet: Record<OutSheet, string> = {
  orders: 'Orders',
  steps: 'Timeline',
  evidence: 'Evidence',
};

const column: Record<OutColumn, string> = {
  order_no: 'Order number',
  platform: 'Platform',
  category: 'Category',
  goods: 'Goods',
  face_value: 'Face value',
  unit_price: 'Unit price',
  quantity: 'Quantity',
  total: 'Amount',
  refunded: 'Refunded',
  order_state: 'Order state',
  money_state: 'Money state',
  voucher_state: 'Voucher state',
  shipment: 'Shipment',
  arrival: 'Arrival',
  shown: 'State as shown',
  recipient_name: 'For whom',
  recipient: 'Recipient',
  seller: 'Seller',
  payee: 'Payee',
  created_at: 'Recorded',
  paid_at: 'Paid',
  tags: 'Tags',
  notes: 'Notes',
  closed_reason: 'Why given up',
  evidence: 'Evidence for',
  id: 'Hedan ID',
  happened_at: 'Happened',
  recorded_at: 'Written down',
  event: 'What',
  to: 'Became',
  amount: 'Amount',
  source: 'Known from',
  text: 'Details',
  evidence_kind: 'Kind',
  file: 'File',
  size: 'Bytes',
  attached_at: 'Attached',
  claimed_at: 'Shows the time',
  proves: 'Proves',
  sha256: 'SHA-256',
};

const orders = (n: string): string => (n === '1' ? '1 order' : `${n} orders`);

const why: Record<JsonWhy, string> = {
  not_json: 'the file is not whole, or is no JSON',
  not_ours: 'these are no orders that Hedan exported',
  newer: 'a newer version of Hedan made this file; update first',
  too_large: 'it is larger than any order',
  form: 'something is not written as it should be, and may have been changed',
  event: 'it does not follow from what comes before, and may have been changed',
  document: 'the check or page of that time is missing or was changed',
  entry: 'an entry of the library or the settings is wrong',
};

export const out = {
  open: 'Export…',
  title: 'Export orders',
  format: 'As',
  xlsx: 'Excel workbook',
  xlsxFor:
    'To read and to reckon with. Long order numbers stay as they are; timeline and evidence have a sheet each',
  csv: 'CSV',
  csvFor:
    'For other programs. Excel spoils long order numbers in it when it opens it by double click',
  json: 'JSON',
  jsonFor:
    'The most complete, and Hedan can import it again. A list of the evidence, without the files',
  print: 'Print',
  printFor: 'A list on A4; the print dialog can save it as a PDF',
  which: 'Which',
  selected: (n: string) => `The ${orders(n)} selected`,
  list: (n: string) => `The ${orders(n)} of this list`,
  all: (n: string) => `All ${orders(n)}`,
  allKept: 'The whole record, with the trash, the library and the settings',
  full: 'Write recipients in full',
  fullNot: 'Otherwise only as much as 138****8000',
  fullOnPaper: 'The paper will hold whole phone numbers and accounts: mind whom you give it to',
  fullWarn: 'The file will hold whole phone numbers and accounts: mind whom you give it to',
  jsonWarn: 'It holds whole recipients, notes and pasted pages: mind whom you give it to',
  choose: 'Choose a place and export…',
  preview: 'Preview',
  writing: 'Exporting…',
  written: (n: number) => `Exported ${orders(String(n))}`,
  leftOut: (n: number) =>
    `${orders(String(n))} could not be read and stayed out. Check the record in the settings`,
  show: 'Open its folder',
  fileName: (day: string) => `Hedan orders ${day}`,
  nothing: 'There are no orders to export',
  paper: {
    title: 'Print preview',
    back: 'Back',
    print: 'Print…',
    hint: 'The print dialog can also save it as a PDF',
    list: 'List of orders',
    all: 'All orders',
    selected: 'Orders selected',
    about: (filter: string, sort: string, n: string, made: string) =>
      `${filter}; ${sort}; ${orders(n)}. Listed by Hedan, ${made}`,
    made: (made: string) => `Listed by Hedan, ${made}`,
    nth: 'No.',
    sum: (n: string, total: string) => `${orders(n)}, ${total} in all`,
    refunded: (sum: string) => `${sum} of it came back`,
    without: (n: string) => `${orders(n)} without an amount are not in the sum`,
    cut: (shown: number, left: number) =>
      `${String(shown)} orders are printed at most; ${String(left)} more are not listed. Filter the list first`,
  },
  fromJson: {
    import: 'Import from JSON…',
    title: 'Import from JSON',
    holds: (when: string, n: number, entries: number) =>
      `This file was exported ${when}: ${orders(String(n))}${entries > 0 ? `, and ${String(entries)} entries of the library and the settings` : ''}.`,
    how: 'Orders that are here are neither doubled nor overwritten; if anything in it is wrong, nothing is imported. Evidence files are not in JSON; an archive or a folder can bring them later.',
    yes: 'Import and merge',
    imported: (n: number, grown: number) =>
      `Imported ${orders(String(n))}${grown > 0 ? `, and completed ${String(grown)}` : ''}`,
    elsewhere: (n: number) =>
      `Of ${String(n)} ${n === 1 ? 'piece' : 'pieces'} of evidence only the record is here, not the file`,
    refused: 'Nothing was imported',
    at: (order: number, event: number | null) =>
      event === null
        ? `Order ${String(order)}: `
        : `Order ${String(order)}, event ${String(event)}: `,
    line: (line: number) => `Line ${String(line)}: `,
    why,
  },
  sheet,
  column,
} satisfies (typeof zhCN)['out'];
