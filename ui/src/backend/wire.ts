export type Fen = number;
export type Field =
  | 'category'
  | 'name'
  | 'face_value_fen'
  | 'unit_price_fen'
  | 'quantity'
  | 'total_fen'
  | 'carrier'
  | 'province'
  | 'city'
  | 'game'
  | 'server'
  | 'platform'
  | 'account_system'
  | 'length'
  | 'edition'
  | 'region'
  | 'delivery'
  | 'labels'
  | 'recipient'
  | 'order_no'
  | 'status'
  | 'payee'
  | 'paid_at'
  | 'budget_fen'
  | 'shop';
export type CategoryId = string;
export type KindId = string;
export type DraftId = string;
export type OrderId = string;
export type Sha256Hex = string;
export interface Name {
  zh: string;
  en: string;
}
export interface Choice {
  value: string;
  en: string | null;
  aliases: string[];
}
export type PointOfNoReturn = 'credited' | 'revealed' | 'activated' | 'transferred' | 'shipped';
export interface Category {
  id: CategoryId;
  name: Name;
  icon: string;
  fields: Field[];
  required: Field[];
  identifiers: KindId[];
  face_values_fen: Fen[];
  example: Name;
  point_of_no_return: PointOfNoReturn;
  kin: CategoryId[];
}
export interface Game {
  name: string;
  en: string;
  aliases: string[];
  identifiers: KindId[];
  fields: Field[];
  inferred: Field[];
  servers: Choice[];
  platforms: Choice[];
  account_systems: Choice[];
  face_values_fen: Fen[];
}
export interface Catalogue {
  categories: Category[];
  games: Game[];
  choices: Partial<Record<Field, Choice[]>>;
}
export interface Answers {
  second_entry: string | null;
  typed_total: string | null;
  reasons: Partial<Record<string, string>>;
  overridden_at_ms: number | null;
}
export interface PurchaseDraft {
  category: CategoryId | null;
  name: string;
  face_value: string;
  quantity: string;
  budget: string;
  words: Partial<Record<Field, string>>;
  recipient: string;
  recipient_label: string;
  page: string;
  shop: string;
  purpose: string;
  answers: Answers;
}
export interface DraftSummary {
  id: DraftId;
  category: CategoryId | null;
  name: string;
  recipient: string;
  saved_at_ms: number;
}
export type InputErrorCode =
  'character' | 'negative' | 'zero' | 'too_precise' | 'too_large' | 'malformed' | 'too_long';
export interface InputError {
  field: Field;
  code: InputErrorCode;
  at: number | null;
  found: string | null;
  suggestion: string | null;
}
export interface Span {
  start: number;
  end: number;
}
export type Certainty = 'possible' | 'sure';
export type Value =
  | { type: 'money'; value: Fen }
  | { type: 'count'; value: number }
  | { type: 'text'; value: string };
export interface Fact {
  field: Field;
  value: Value;
  certainty: Certainty;
  spans: Span[];
}
export interface Page {
  facts: Fact[];
}
export type IdentifierVerdict = 'ok' | 'warn' | 'error';
export type ReasonCode =
  | 'empty'
  | 'letters'
  | 'characters'
  | 'too_short'
  | 'too_long'
  | 'form'
  | 'segment_unallocated'
  | 'segment_virtual'
  | 'segment_satellite'
  | 'segment_data'
  | 'checksum'
  | 'out_of_range'
  | 'full_width'
  | 'invisible'
  | 'uncertain'
  | 'carrier_may_differ'
  | 'hotline'
  | 'masked'
  | 'prefix_unknown';
export interface Reason {
  code: ReasonCode;
  at?: number[];
  found?: string | null;
  expected?: string | null;
}
export type StepKind =
  'full_width' | 'space' | 'separator' | 'zero_width' | 'bidi' | 'prefix' | 'case';
export interface IdentifierStep {
  kind: StepKind;
  at: number;
  from: string;
  to: string;
}
export interface Candidate {
  kind: KindId;
  normalised: string;
  verdict: IdentifierVerdict;
  reasons: Reason[];
  inferred: Partial<Record<Field, string>>;
  steps: IdentifierStep[];
}
export type Slip = 'substituted' | 'transposed' | 'omitted' | 'inserted' | 'repeated';
export interface Difference {
  distance: number;
  slip: Slip | null;
  left: number[];
  right: number[];
}
export type Standing = 'same' | 'differs' | 'partly' | 'not_stated' | 'not_asked' | 'ambiguous';
export interface Row {
  field: Field;
  need: Value | null;
  page: Value[];
  standing: Standing;
  spans: Span[];
  difference: Difference | null;
}
export type ReviewVerdict = 'clear' | 'attention' | 'stop';
export type Severity = 'note' | 'attention' | 'stop';
export type Check = 'need' | 'goods' | 'recipient' | 'payment';
export type FindingCode =
  | 'differs'
  | 'ten_times'
  | 'ambiguous'
  | 'face_value_unusual'
  | 'over_budget'
  | 'total_mismatch'
  | 'quantity_implied'
  | 'total_out_of_line'
  | 'price_far_below_face'
  | 'price_above_face'
  | 'label'
  | 'recipient_invalid'
  | 'recipient_doubtful'
  | 'recipient_near_known'
  | 'recipient_elsewhere'
  | 'duplicate_purchase'
  | 'order_not_open';
export interface Finding {
  code: FindingCode;
  check: Check;
  severity: Severity;
  field: Field | null;
  expected: Value | null;
  actual: Value | null;
  difference: Difference | null;
  about: string | null;
}
export interface KnownRecipient {
  value: string;
  kind: KindId | null;
  label: string | null;
  times_checked: number;
}
export interface RecipientReview {
  candidate: Candidate;
  groups: string[];
  known: KnownRecipient | null;
}
export type GateKind = 'fix' | 'second_entry' | 'type_total' | 'reason' | 'no_page' | 'cool_down';
export type GateState = 'open' | 'passed' | 'failed';
export interface SecondEntry {
  same: boolean;
  length_differs: boolean;
  groups: number[];
}
export interface Gate {
  kind: GateKind;
  state: GateState;
  finding: string | null;
  total_fen: Fen | null;
  seconds: number | null;
  second_entry: SecondEntry | null;
}
export interface Review {
  verdict: ReviewVerdict;
  rows: Row[];
  findings: Finding[];
  recipient: RecipientReview | null;
  gates: Gate[];
  missing: Field[];
  total_fen: Fen | null;
}
export interface DraftReview {
  input_errors: InputError[];
  page: Page;
  review: Review;
  ready: boolean;
}
export type Changed = 'drafts' | 'orders' | 'evidence' | 'recipients' | 'settings';
export interface Change {
  order: OrderId | null;
  seq: number | null;
  kinds: Changed[];
}
export interface Confirmed {
  order: OrderId;
  change: Change;
}
export type ErrorCode =
  | 'not_found'
  | 'impossible'
  | 'not_undoable'
  | 'disk_full'
  | 'not_writable'
  | 'damaged'
  | 'file_too_large'
  | 'file_empty'
  | 'not_a_file'
  | 'file_unreadable'
  | 'clipboard_empty'
  | 'page_too_long'
  | 'not_ready'
  | 'not_open'
  | 'internal';
export interface WireError {
  code: ErrorCode;
  detail: string;
}
export type OrderState = 'unpaid' | 'paid' | 'issued' | 'delivered' | 'completed' | 'closed';
export type MoneyState =
  | 'pending'
  | 'processing'
  | 'paid'
  | 'closed'
  | 'refunding'
  | 'refunded'
  | 'escrow_held'
  | 'escrow_released';
export type VoucherState = 'none' | 'issued' | 'viewed' | 'activated' | 'redeemed';
export interface Axes {
  order: OrderState;
  money: MoneyState;
  voucher: VoucherState;
}
export type EvidenceKind = 'listing' | 'payment' | 'order_page' | 'delivery' | 'chat' | 'other';
export type Flow = 'money' | 'order' | 'information' | 'need';
export type Acquired = 'drop' | 'paste' | 'dialog';
export type Notice = 'not_an_image' | 'truncated' | 'damaged' | 'too_many_pixels';
export interface OrderSummary {
  category: string;
  name: string;
  game: string | null;
  face_value: Fen | null;
  quantity: number | null;
  total: Fen | null;
  recipient: string | null;
  recipient_kind: string | null;
  recipient_label: string | null;
  shop: string | null;
  payee: string | null;
  order_no: string | null;
}
export interface OrderRow {
  id: OrderId;
  summary: OrderSummary;
  axes: Axes;
  check_sha256: Sha256Hex;
  order_no: string | null;
  created_at: string;
  updated_at: string;
  paid_at: string | null;
  postponed_at: string | null;
  closed_reason: string | null;
  notes: string[];
  evidence_kinds: EvidenceKind[];
  last_seq: number;
}
export interface EvidenceRow {
  sha256: Sha256Hex;
  kind: EvidenceKind;
  name: string;
  media_type: string;
  size: number;
  width: number | null;
  height: number | null;
  notice: Notice | null;
  acquired: Acquired;
  attached_at: string;
  file_modified_at: string | null;
}
export type OrderEvent =
  | { kind: 'postponed' }
  | { kind: 'issued' }
  | { kind: 'delivered' }
  | { kind: 'completed' }
  | { kind: 'paid'; body: { paid_at: string; order_no: string | null; note: string | null } }
  | { kind: 'abandoned'; body: { reason: string } }
  | { kind: 'noted'; body: { text: string } }
  | { kind: 'number_set'; body: { order_no: string } };
export type Happening =
  | OrderEvent
  | { kind: 'check_sealed'; body: { summary: OrderSummary; check_sha256: Sha256Hex } }
  | { kind: 'evidence_attached'; body: EvidenceRow }
  | { kind: 'evidence_kind_set'; body: { sha256: Sha256Hex; kind: EvidenceKind } }
  | { kind: 'evidence_detached'; body: { sha256: Sha256Hex } }
  | { kind: 'undone'; body: { seq: number } };
export type EventKind = Happening['kind'];
export type Event = Happening & {
  seq: number;
  order: OrderId;
  at: string;
  hash: string;
  undone: boolean;
};
export interface OrderRecord {
  row: OrderRow;
  events: Event[];
  evidence: EvidenceRow[];
}
export interface SealedCheck {
  draft: PurchaseDraft;
  page: Page;
  review: Review;
}
export type Step = 'paid' | 'issued' | 'delivered' | 'completed' | 'abandoned';
export interface OrderView {
  record: OrderRecord;
  check: SealedCheck | null;
  next: Step[];
}
export interface OrderQuery {
  text: string;
  states: OrderState[];
  limit: number;
  after: OrderId | null;
}
export interface Attached {
  sha256: Sha256Hex;
  already: boolean;
  also_in: OrderId[];
  notice: Notice | null;
  change: Change;
}
export interface AddressEntry {
  id: string;
  value: string;
  kind: KindId | null;
  label: string | null;
  groups: string[];
  times_used: number;
}
export type Language = 'system' | 'zh-CN' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export interface Thresholds {
  type_total_from_fen: Fen;
  duplicate_hours: number;
  cool_down_seconds: number;
}
export interface Settings {
  language: Language;
  theme: Theme;
  thresholds: Thresholds;
}
export type TroubleCode =
  'in_use' | 'not_writable' | 'disk_full' | 'newer' | 'corrupt' | 'gone' | 'bad_backup' | 'other';
export interface Backup {
  name: string;
  made_at_ms: number;
  size: number;
}
export interface Trouble {
  code: TroubleCode;
  folder: string;
  detail: string;
  backups: Backup[];
}
