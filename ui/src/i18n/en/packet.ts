import type { PacketWords } from '../zh-CN/packet';

// Papers are set in a font for Chinese, in which a curly apostrophe is as wide as a character.

const unchanged =
  'What can be verified: no file in this packet has changed since it was taken into Hedan.';

export const packet: PacketWords = {
  name: (number, day) => `${number}_evidence_${day}`,
  folder: {
    money: '01_money',
    order: '02_order',
    information: '03_information',
    terms: '04_terms_and_listing',
    redacted: '05_redacted_copies',
    external: '06_external_proofs',
    other: '07_need_identity_other',
    letters: '08_letters',
    pages: '09_pages_to_upload',
  },
  acquired: {
    drop: 'Imported as a file',
    paste: 'Pasted from the clipboard',
    dialog: 'Chosen from files',
    made: 'Copy made from the original',
    watched: 'From the screenshot folder',
  },
  captured_by: {
    me: 'The buyer',
    platform: 'The platform',
    merchant: 'The seller',
    payment_provider: 'The payment institution',
    bank: 'The bank',
    third_party: 'A third party',
  },
  captured_at_basis: {
    on_picture: 'stands on it',
    file_metadata: 'the file says so',
    memory: 'as remembered',
    platform: 'in the record of the platform',
  },
  importedAt: (when) => `Imported ${when}`,
  claimedAt: (when, basis) => `${when} (${basis})`,
  facts: {
    platform: 'Platform',
    seller: 'Seller',
    payee: 'Payee',
    order_no: 'Order number',
    goods: 'Goods',
    total: 'Amount paid',
    paid_at: 'Paid',
    recipient: 'Recipient',
    problem: 'Kind of problem',
  },
  ofOrder: (label, n) => `${label} (order ${n})`,
  sources: {
    record: 'The record',
    contact: 'Contact log',
    letter: 'Letter copied',
    piece: 'Evidence',
  },
  contactLog: 'contact_log.txt',
  story: { problem: 'What happened', evidence: 'Evidence', demand: 'What is asked for' },
  wording: {
    cannot_prove: [
      `${unchanged} When that was stands in evidence.csv, column imported_at.`,
      'It cannot prove that what a picture shows is true, nor that a file was not changed before it was taken in: pages and screenshots can be altered before and after they are captured, and so can the time and place that a file carries.',
      'The signature says that all of it was made by whoever holds one key, not who that is. The times of making and of taking in come from the computer of its maker; apart from what 06_external_proofs shows, nobody else bears witness to them.',
      'It does not replace a notary, a trusted timestamp, or the original data of the platform, the payment institution and the bank, which prevail where it matters.',
      'The maker should keep the original phone, account and files, to show them in person at any time.',
    ].join('\n'),
    cover_file: '00_cover_and_index.pdf',
    instructions_file: 'HOW_TO_VERIFY.txt',
    instructions: {
      title: 'How to verify this packet',
      beginning: [
        'This packet documents a dispute about a purchase. The evidence lies in the folder data; the SHA-256 of each file stands in manifest-sha256.txt. That of the other files stands in tagmanifest-sha256.txt, and that list is signed.',
        'The steps below need no other program and no network. They show whether a file was changed, replaced or removed. The packet is a bag of BagIt 1.0 (RFC 8493), and readers of bags verify it as well.',
        'Where each file comes from, when, and what it is to prove stands in data/metadata/evidence.csv, for any spreadsheet. Originals that are listed by their hash alone and not handed over have no path there.',
        'Timestamps, deeds and sealed receipts in 06_external_proofs are verified as those who issued them say.',
      ].join('\n'),
      unpack:
        'Unpack the whole ZIP first; do not open files inside it. Then open a command line in the unpacked folder, the one that holds bagit.txt, and run the commands line by line. Opening a file does not change it; do not edit and save one.',
      windows:
        '1. Windows\nType cmd into the address bar of that folder and press Enter: the Command Prompt opens. Use that, not PowerShell. Paste and run:',
      windows_one:
        'For one file alone, put its name in place of FILE (in double quotes if it has blanks); the value must be the one in the list:',
      macos:
        '2. macOS\nOpen Terminal, type cd and a blank, drag the folder into the window, press Enter, then run:',
      linux: '3. Linux\nOpen a terminal in that folder and run:',
      outcome:
        '4. What it says\nWindows: no FAILED, and one line “OK: number”, the number of files that are right. macOS and Linux: OK after every file.\nFAILED means that the file is not as it was when the packet was made, or is missing.',
      signature:
        '5. The signature\nThe same on all three, with the OpenSSH that comes with the system. Where Windows 10 or later does not know ssh-keygen, add “OpenSSH Client” under Optional features.',
      fingerprint:
        'Good "hedan-evidence" signature means that list and signature belong together; Could not verify signature means that they do not. The key lies in the packet, so whose it is must be shown another way: by its maker in person, or by the fingerprint written in the complaint. Fingerprint of the key:',
      cannot_prove: '6. What this packet cannot prove',
    },
  },
  cover: {
    language: 'en',
    title: 'Evidence',
    index: 'Index of evidence',
    index_columns: [
      'No.',
      'Name and file',
      'Acquired',
      'Time',
      'To prove',
      'SHA-256,\nfirst 16',
      'Original on',
    ],
    listed_only: 'not handed over, listed by its hash',
    matrix: 'Evidence by flow',
    matrix_columns: ['No.', 'To be proved', 'Money', 'Order', 'Information'],
    timeline: 'Timeline',
    timeline_columns: ['Time', 'What', 'Known from', 'Evidence'],
    cannot_prove: 'What this packet cannot prove',
    fingerprint: 'Fingerprint of the signing key:',
  },
  lines: {
    number: (number) => `Case: ${number}`,
    made: (when) => `Made: ${when} (UTC+8, by the computer of its maker)`,
    pieces: (n) => `Pieces of evidence: ${n}. HOW_TO_VERIFY.txt says how to verify`,
    piecesListed: (n, listed) =>
      `Pieces of evidence: ${n}, of them listed by hash alone: ${listed}. HOW_TO_VERIFY.txt says how to verify`,
  },
  principles: (pieces, proving, met, musts) =>
    `Self-check. Authentic: ${pieces} kept by their hash since they came in. Relevant: ${proving} say what they are to prove. Whole: ${met} of ${musts} needed are there`,
  footer: (number) => `${number} · page {page} of {pages}`,
  pageFooter: (id, number, hash) =>
    `Evidence ${id} · page {page} of {pages} · ${number} · SHA-256 ${hash}`,
  originals: {
    label: 'Put the originals in as well',
    hint: 'Otherwise the redacted copy of a piece goes in and its original is listed by its hash; a piece without a copy goes in as it is.',
    warn: 'Originals can show whole phone numbers, cards, identity numbers and unused keys, and cannot be taken back. A platform’s service rarely needs them; give them when a court, the police or an expert asks.',
    unredacted: (n) =>
      `${n} ${n === '1' ? 'piece' : 'pieces'} with private data have no redacted copy and would go in as they are`,
    external:
      'Timestamps, deeds and sealed receipts cannot be verified once covered; they go into “06_external_proofs” as they are.',
  },
  dialog: {
    title: 'Make a packet',
    inside: 'What goes in',
    held: (n, size) => `${n} · ${size}`,
    total: (n, size) => `Handed over: ${n}, about ${size}`,
    letters: (n) => `Letters copied: ${n}`,
    contacts: (n) => `Contacts noted: ${n}`,
    always:
      'The cover with its index (PDF), the timeline, the lists and how to verify are always in it.',
    noPieces: 'There is no evidence yet. Add some on the evidence tab first.',
    noneHere: 'The files of this evidence are not on this computer; there is nothing to hand over',
    noneChosen: 'Choose at least one piece to hand over',
    goes: 'goes in as it is',
    copy: 'a copy, goes in',
    listed: 'has a copy; listed by its hash alone',
    unreplaced: 'its copy does not go in either; listed by its hash alone',
    elsewhere: 'the file is not on this computer; listed by its hash alone',
    out: 'neither handed over nor listed',
    uncovered: 'may show private data and has no redacted copy',
    checkCopies: 'Before copies go in, look whether all that should be covered is covered.',
    unseen: (n) =>
      n === '1'
        ? 'The copy of 1 original does not go in, so nothing in the packet shows it'
        : `The copies of ${n} originals do not go in, so nothing in the packet shows them`,
    missing: (kinds) => `Evidence still needed: ${kinds}`,
    verifiable: `${unchanged} When each was taken in stands in it, too.`,
    pages: 'Make pictures as well, for places that take nothing else',
    pagesHint: 'Each has its number and page at the foot; long screenshots are cut into several',
    pageSize: 'Each at most',
    megabytes: (n) => `${n} MB`,
    covered:
      'Recipients, phone numbers, cards and keys are shown in part in lists, timeline and letters.',
    full: 'Recipients, phone numbers, cards and keys stand in full in lists, timeline and letters.',
    write: 'Choose a place and write',
    writing: 'Writing and verifying',
    done: 'Written, read back and verified',
    name: 'File',
    place: 'Place',
    size: 'Size',
    fingerprint: 'Fingerprint of the key',
    fingerprintHint:
      'Write it in the complaint, and others can tell that the packet is the one you made.',
    hash: 'SHA-256 of the file',
    unpaged: (ids) => `No pictures could be made of: ${ids}`,
    verify: 'How to verify',
    verifyHow:
      'Unpack it, open HOW_TO_VERIFY.txt and run its commands; what comes with the system is enough.',
    show: 'Show in its folder',
  },
};
