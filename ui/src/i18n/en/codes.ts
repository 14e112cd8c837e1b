import type { zhCN } from '../zh-CN';

import { tableErrors } from './tables';

type Words = typeof zhCN;

const character = (found: string): string =>
  /\p{Script=Han}/u.test(found) ? `“${found}”` : `The letter ${found}`;
const or = (text: string, otherwise: string): string => (text === '' ? otherwise : text);

/** `1 space`, `2 spaces`. */
const some = (n: number, what: string): string => `${String(n)} ${what}${n === 1 ? '' : 's'}`;

export const codes: Words['codes'] = {
  field: {
    category: 'Category',
    name: 'Goods',
    face_value_fen: 'Face value',
    unit_price_fen: 'Unit price',
    quantity: 'Quantity',
    total_fen: 'Total',
    carrier: 'Carrier',
    province: 'Province',
    city: 'City',
    game: 'Game',
    server: 'Server',
    platform: 'Platform',
    account_system: 'Account',
    length: 'Length',
    edition: 'Edition',
    region: 'Region',
    delivery: 'Delivery',
    labels: 'Labels',
    recipient: 'Recipient',
    order_no: 'Order number',
    status: 'Order status',
    payee: 'Payee',
    paid_at: 'Paid at',
    budget_fen: 'Limit',
    shop: 'Shop',
  },
  slip: {
    substituted: 'one character differs',
    transposed: 'two neighbours swapped',
    omitted: 'one character missing',
    inserted: 'one character too many',
    repeated: 'a repeated character too many',
  },
  step: {
    full_width: (p) => `full-width made half-width ${p.changes}`,
    space: (p) => `${some(p.n, 'space')} removed`,
    separator: (p) => `${some(p.n, 'separator')} removed`,
    zero_width: (p) => `${some(p.n, 'invisible character')} removed ${p.from}`,
    bidi: (p) => `${some(p.n, 'direction mark')} removed ${p.from}`,
    prefix: (p) =>
      p.from === ''
        ? `leading ${p.to} added`
        : p.to === ''
          ? `leading ${p.from} removed`
          : `leading ${p.changes}`,
    case: (p) => `case unified ${p.changes}`,
    grouping: (p) => `${some(p.n, 'hyphen')} added`,
    ending: (p) => (p.from === '' ? 'ending tidied' : `ending ${p.from} removed`),
    full_stop: (p) => `${some(p.n, 'full stop')} made a dot`,
    mask: (p) => `${some(p.n, 'mask sign')} written as *`,
  },
  finding: {
    differs: (p) => `${p.field}: you need ${p.expected}, the page says ${p.actual}`,
    ten_times: (p) =>
      `${p.field} is off by a factor of ten or more: ${p.expected} against ${p.actual}. A zero too many or too few?`,
    ambiguous: (p) =>
      `The page gives more than one ${p.field.toLowerCase()}; ${p.actual} is not the ${p.expected} you need`,
    unclear: (p) =>
      `The ${p.field.toLowerCase()} is hard to read in the picture and was taken as ${p.actual}; compare it with the cut-out`,
    not_mentioned: (p) =>
      `The page never mentions “${p.expected}”. Is it the page of the right product?`,
    impossible: (p) => `${p.actual} cannot be right`,
    quantity_as_amount: (p) =>
      `The face value is ${p.expected} and the quantity ${p.actual}. Was the amount typed for the quantity?`,
    face_value_unusual: (p) => `${p.actual} is not a usual face value. Please confirm`,
    over_budget: (p) => `The total of ${p.actual} is over your limit of ${p.expected}`,
    total_mismatch: (p) =>
      `Unit price times quantity is ${p.expected}, but the page asks for ${p.actual}`,
    quantity_implied: (p) => `By its total the page sells ${p.actual}; you need ${p.expected}`,
    total_out_of_line: (p) =>
      `The total is ${p.actual}, but face value times quantity is only ${p.expected}. Check quantity and goods`,
    price_far_below_face: (p) =>
      `${p.expected} of value for ${p.actual} is oddly cheap. Top-ups of doubtful origin can be taken back and may put the account at risk`,
    price_above_face: (p) => `The price of ${p.actual} is above the face value of ${p.expected}`,
    label: (p) => `The page carries the label “${p.about}”. Do not overlook it`,
    recipient_invalid: () =>
      'The recipient looks wrong and can hardly receive this. Check with its owner',
    recipient_doubtful: () => 'The recipient is doubtful. Make sure it can receive this',
    recipient_near_known: (p) =>
      `One slip away from ${or(p.about, 'a recipient used before')} (${or(p.slip, 'one character differs')}). Mistyped?`,
    not_as_copied: (p) =>
      `${p.expected} was copied, ${p.actual} was pasted. Something may have changed the clipboard: compare all of it with its source`,
    recipient_elsewhere: (p) =>
      `By its number the recipient’s ${p.field.toLowerCase()} is ${p.actual}, not ${p.expected}`,
    duplicate_purchase: (p) =>
      `The same goods went to the same recipient a short while ago (${p.about}). A repeat?`,
    shop_new: (p) => `Nothing was bought at “${p.actual}” before. Make sure that it can be trusted`,
    order_not_open: (p) => `The order on the page is “${p.actual}”: not the one to pay`,
  },
  reason: {
    empty: () => 'Nothing entered yet',
    letters: (p) =>
      p.expected === ''
        ? `${character(p.found)} at ${p.places}: only digits belong here`
        : `${character(p.found)} at ${p.places}: did you mean the digit ${p.expected}?`,
    characters: (p) => `“${p.found}” at ${p.places} does not belong here`,
    too_short: (p) =>
      p.expected === '' || p.found === ''
        ? 'Too short'
        : `Only ${p.found} characters; ${p.expected} are needed`,
    too_long: (p) =>
      p.expected === '' || p.found === ''
        ? 'Too long'
        : `${p.found} characters; ${p.expected} are needed`,
    form: (p) =>
      p.expected === '' ? 'Not the form of such a number' : `Should have the form ${p.expected}`,
    unusual: () => 'A rare form: probably mistyped',
    letter_case: (p) => `There are no capital letters here: did you mean ${p.expected}?`,
    grouping: (p) => `Groups are missing: write it as ${p.expected}`,
    server_unknown: (p) =>
      `No server’s numbers begin with ${p.found}; they begin with ${p.expected}`,
    server_needed: () => 'The number alone does not find the role: choose the right server too',
    not_a_target: () => 'A number of the account, but not the one that is topped up',
    domain_slip: (p) => `The domain ${p.found} looks mistyped: did you mean ${p.expected}?`,
    segment_unallocated: (p) => `No carrier has the segment ${p.found}: probably mistyped`,
    segment_virtual: (p) =>
      `${p.found} belongs to a virtual operator; many shops cannot top it up. Ask first`,
    segment_satellite: (p) => `${p.found} is a satellite segment; ordinary top-ups do not reach it`,
    segment_data: (p) => `${p.found} is for data cards; ordinary top-ups do not reach it`,
    segment_machine: (p) => `${p.found} is for connected devices; ordinary top-ups do not reach it`,
    number_unassigned: () => 'This country or region has no such numbers: probably a slip',
    fixed_line: () => 'This is a landline, not a mobile number',
    prefix_unknown: (p) =>
      `${or(p.found, 'This prefix')} is not in the table of places. It may be new; please confirm`,
    checksum: () => 'The check digit does not agree: probably one character is wrong',
    out_of_range: () => 'Outside the range of such numbers',
    full_width: (p) => `Full-width at ${p.places}, made half-width. Please compare`,
    invisible: (p) => `Invisible characters at ${p.places} were removed. Please compare`,
    uncertain: () => 'The form of such numbers is not documented; this is a rough check only',
    carrier_may_differ: () =>
      'The carrier is inferred from the segment; a ported number may have moved',
    hotline: () => 'This is a hotline, not a number to top up',
    masked: () => 'Some characters are masked. Enter it in full to compare',
  },
  input: {
    character: (p) =>
      p.suggestion === null
        ? `“${p.found}” at ${p.place}: only digits belong here`
        : `“${p.found}” at ${p.place}: did you mean ${p.suggestion}?`,
    negative: () => 'Cannot be negative',
    zero: () => 'Cannot be 0',
    too_precise: () => 'Two decimals at most',
    too_large: () => 'Too large. A few digits too many?',
    malformed: () => 'Not a number. Write it as 98 or 98.5',
    too_long: () => 'Too long for this field',
    missing: () => 'Please fill this in',
    future: () => 'This is still to come',
  },
  error: {
    not_found: 'It is gone. Reload and try again',
    impossible: 'This step does not follow from where the order stands',
    reason_needed: 'This step is unusual; say why in a few words',
    not_undoable: 'Later entries rest on this one, so it cannot be undone alone',
    disk_full: 'The disk is full; nothing was saved. Free some space and try again',
    not_writable: 'The data folder cannot be written; nothing was saved. Check its permissions',
    damaged: 'The records are damaged. Nothing was changed; check your backups in Settings',
    file_too_large: 'The file is over 100 MB and was not stored',
    file_empty: 'The file is empty and was not stored',
    not_a_file: 'That is not a file; nothing was stored',
    file_unreadable: 'The file cannot be read; nothing was stored',
    not_openable: 'Files of this sort are not opened, lest something runs. It is kept as it is',
    not_a_picture: 'Not a picture that can be shown; PNG, JPEG, WebP, GIF and BMP can',
    picture_too_large: 'The picture is too large; cut off what is not needed',
    picture_too_small: 'The picture is too small to hold words',
    recogniser_missing: 'The program that reads pictures is missing',
    recogniser_failed: 'Reading failed. Try again, or paste the text instead',
    cancelled: 'Stopped before it was done',
    clipboard_empty: 'The clipboard holds no picture',
    page_too_long: 'The text is over 4 MB and was not read. Copy just the order',
    not_ready: 'Something is still open, so this cannot be paid yet',
    shortcut_taken:
      'These keys cannot be taken: another program may have them, or this desktop gives none away',
    invalid: 'What was entered is not right and was not saved',
    busy: 'Something is still going on; try again when it has ended',
    backup_bad:
      'Not restored: this backup is damaged or gone. Your record is unchanged; try another backup',
    not_restored: 'Not restored; your record is unchanged',
    not_an_archive: 'This is no file that Hedan has exported',
    archive_newer: 'A newer version has exported this file; upgrade first',
    archive_damaged:
      'This file is damaged; nothing was imported. Export it again, or copy it again',
    archive_unreachable: 'This file cannot be read or written; check its disk and its permissions',
    ...tableErrors,
    no_chinese_font:
      'No packet was made: this computer has no font that shows Chinese, which the cover is set in. Install one, such as Noto Sans CJK, and try again',
    packet_empty:
      'No packet was made: no piece of evidence would go in. Choose at least one to hand over',
    packet_bad:
      'No packet was made: what was written did not verify when read back, and is gone. Try another disk or folder',
    not_open: 'The data folder is not open',
    internal: 'Something unexpected went wrong; this was not done',
  },
  refund: {
    until_credited: 'Refundable until it is credited, not after',
    until_revealed: 'Refundable until the code is shown; after that only a code that fails',
    until_activated: 'Refundable until activated; after that only when not as described',
    by_payee: 'Once sent, only the other side can give it back',
    seven_days: 'Usually returnable within seven days of arrival',
  },
  mistake: {
    number: 'One digit wrong, or an old number',
    carrier: 'The wrong carrier',
    place: 'Limited to a province or city that the number is not from',
    face_value: 'The wrong face value',
    slow_for_fast: 'A slow top-up where it was urgent',
    game: 'The wrong game',
    server: 'The wrong server',
    account_system: 'QQ and WeChat areas mixed up',
    platform: 'Android and iOS mixed up',
    account: 'Another account of your own',
    code_for_credit: 'A code where a direct top-up was meant',
    edition: 'The wrong edition',
    region: 'A region where it cannot be activated',
    length: 'The wrong length',
    renews_itself: 'One that renews itself',
    tier: 'A lower tier of membership',
    other_app: 'Another app of the same house',
    brand: 'A card of another company',
    validity: 'Too short a time to use it',
    payee: 'The wrong person',
    amount: 'A zero too many or too few',
    address: 'An old address',
    variant: 'The wrong model or size',
    allowance: 'Too little data or speed',
  },
  question: {
    number_from_owner: 'Did the owner send you this number?',
    number_ported: 'Has this number been ported?',
    how_soon: 'How soon must it arrive?',
    account_in_game: 'Were account and server copied from the game?',
    login_shown: 'Does the login page of the game say QQ or WeChat?',
    password_asked: 'Is a password asked for? Change it at once afterwards',
    device_fits: 'Does it work on the device you will use?',
    account_region: 'Which region is the account from?',
    renewal_off: 'Does it renew itself?',
    code_unused: 'Is the code new and unused?',
    usable_until: 'Until when can it be used?',
    accepted_where: 'Does the shop you have in mind take this card?',
    payee_known: 'Does the name of the payee match whom you mean to pay?',
    asked_by_voice: 'Did you confirm by phone or in person?',
    account_on_bill: 'Was the account copied from the bill or the card?',
    contract_ends: 'How long does the contract run?',
    address_current: 'Is the address the current one?',
    role_unbound: 'Can the item be traded, or is it bound?',
    seats_left: 'On how many devices can this code still be activated?',
  },
  fault: {
    name_empty: 'Give it a name',
    name_too_long: 'The name is too long; 30 characters at most',
    name_unseen: 'The name holds signs that cannot be seen',
    name_taken: 'Something of this name exists already',
    pattern_empty: 'Write a rule',
    pattern_invalid: 'The rule cannot be read from here on',
    pattern_too_big: 'The rule is too big; make it shorter',
    accepts_everything: 'This rule lets everything through, which is no check',
    accepts_nothing: 'This rule lets nothing through',
    example_missing: 'Give at least one example that is right',
    example_missed: 'This right example does not pass',
    counterexample_fits: 'This wrong example passes too',
    field_unknown: 'This field cannot be asked for',
    repeated: 'Given twice',
    kind_unknown: 'There is no such kind of number',
    delivery_unknown: 'There is no such way of delivery',
  },
  severalTotals: (p) =>
    `The page states two totals, ${p.expected} and ${p.actual}; see which one it is before paying`,
};
