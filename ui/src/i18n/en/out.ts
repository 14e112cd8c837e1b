import type { OutColumn, OutSheet } from '@/backend';

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
  allKept: (n: string) => `All ${orders(n)}, with the library and the settings`,
  full: 'Write recipients in full',
  fullNot: 'Otherwise only as much as 138****8000',
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
  sheet,
  column,
} satisfies (typeof zhCN)['out'];
