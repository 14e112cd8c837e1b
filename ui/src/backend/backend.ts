import type { CaseworkBackend } from './casework';
import type {
  AddressEntry,
  ArchiveInfo,
  Attached,
  BackupInfo,
  BulkChange,
  Catalogue,
  Change,
  Checked,
  DraftId,
  DraftReview,
  DraftSummary,
  EventOf,
  EvidenceAbout,
  EvidenceDetails,
  EvidenceFinding,
  EvidenceKind,
  Fault,
  GapMeter,
  KindGuide,
  Problem,
  FileDrag,
  HeaderChoice,
  FileOutcome,
  Glance,
  HandedOver,
  Home,
  Judged,
  Lately,
  LinkKind,
  LookUp,
  LongWork,
  Merged,
  Move,
  NewRecipient,
  NewReminder,
  OrderCount,
  OffersChanged,
  OrderEvent,
  OrderFacets,
  OrderId,
  OrderLines,
  OrderQuery,
  OrderSum,
  OrderView,
  JsonLooked,
  JsonTaken,
  OutTable,
  OrderRecord,
  PaperRows,
  OwnCategory,
  OwnEntries,
  OwnKind,
  OwnKindTrial,
  PurchaseDraft,
  RecipientId,
  RecipientKind,
  RecipientReading,
  RecipientRow,
  ReminderId,
  ReminderRow,
  PagePicture,
  PictureOutcome,
  Progress,
  Recogniser,
  RecordForm,
  RecordReading,
  Recorded,
  Repaired,
  SavedDraft,
  Sealed,
  Settings,
  Retouch,
  Sha256Hex,
  Start,
  TableImported,
  TableLayout,
  TablePreview,
  TableReading,
  TableView,
  AgendaView,
  IcsEntry,
  NextTerm,
  OrderDeadlines,
  Platform,
  PlatformEntry,
  PlatformFault,
  ReplaceableRule,
  TermAnswered,
  TermKey,
  Watch,
  Track,
  TrayWords,
  Template,
  TemplateId,
  View,
  ViewId,
  Wanted,
  WrittenOut,
} from './types';

import type { PacketBackend } from './packet';

/** A `still` one does not move: what was read in it is its first frame. */
export type Shown = 'thumbnail' | 'original' | 'still';

/** Hears how far a long piece of work is. */
export type Told = (progress: Progress) => void;

/**
 * Everything the window asks of the program. What does not happen is thrown as a
 * `BackendError` with a code; nothing else is.
 */
export interface Backend extends CaseworkBackend, PacketBackend {
  /** Opens the record. Asked again, it tries again. */
  start(): Promise<Start>;
  restoreBackup(fileName: string): Promise<Start>;
  /** Begins an empty record in the place of one that does not open, which is kept. */
  beginAnew(): Promise<Start>;
  /** Recomputes everything that can be recomputed and names what differs. */
  checkLibrary(told: Told): Promise<Checked>;
  repairLibrary(told: Told): Promise<Repaired>;
  /** With a folder that the buyer chooses; null when none was chosen. */
  repairFromFolder(told: Told): Promise<Repaired | null>;
  /** Newest first. */
  backups(): Promise<BackupInfo[]>;
  backUpNow(): Promise<BackupInfo>;
  /** To a file that the buyer chooses; null when none was chosen. */
  exportArchive(name: string, told: Told): Promise<ArchiveInfo | null>;
  /** What the file holds that the buyer chooses; null when none was chosen. */
  chooseArchive(): Promise<ArchiveInfo | null>;
  /** Takes in what the chosen file holds and this record does not. */
  takeInArchive(told: Told): Promise<Merged>;
  /** Makes today's backup unless there is one. */
  backUp(): Promise<void>;
  /** The first page stands: the window may be shown. */
  pagePainted(): Promise<void>;
  openDataFolder(): Promise<void>;
  saveSettings(settings: Settings): Promise<Change>;

  /** Takes other keys for the small window, or none, and keeps the choice. */
  setShortcut(keys: string | null): Promise<Change>;
  /** What the menu of the tray says. */
  dressTray(words: TrayWords): Promise<void>;

  /** Keeps the picture on the clipboard, for webviews that do not hand it to the page. */
  takeClipboardPicture(name: string): Promise<PagePicture>;
  takePastedPicture(file: File): Promise<PagePicture>;
  takeDroppedPictures(token: number): Promise<PictureOutcome[]>;
  takeChosenPictures(): Promise<PictureOutcome[]>;
  /** The text of a picture; `progress` is told how much of it is read, in percent. */
  readPicture(sha256: Sha256Hex, progress: (percent: number) => void): Promise<string>;
  stopReading(sha256: Sha256Hex): Promise<void>;
  /** What reads pictures on this machine, or what is missing for it. */
  recogniser(): Promise<Recogniser>;

  /**
   * What is on the clipboard, beside the purchase named or the one last edited. Of a picture
   * only that it is there, under `name`.
   */
  glance(name: string, purchase: DraftId | null): Promise<Glance>;
  /** The same of a text that was read in a picture. */
  glancePicture(text: string, picture: PagePicture, purchase: DraftId | null): Promise<Glance>;
  /** Gives a text to the purchase in the main window. */
  handOver(what: HandedOver): Promise<void>;
  hideGlance(): Promise<void>;
  /** Tells that the small window was called again, until the returned function is called. */
  onLookAgain(seen: () => void): () => void;
  /** Tells what recipient was seen on the clipboard, until the returned function is called. */
  onSeenCopied(seen: (text: string) => void): () => void;
  /** Tells what the small window gives to this one, until the returned function is called. */
  onHandedOver(seen: (what: HandedOver) => void): () => void;

  /** What can be bought; forgotten categories too, since orders may be of them. */
  catalogue(): Promise<Catalogue>;
  review(draft: PurchaseDraft): Promise<DraftReview>;
  drafts(): Promise<DraftSummary[]>;
  draft(id: DraftId): Promise<PurchaseDraft>;
  /** Keeps a draft; without an `id` it is a new one, which the answer names. */
  saveDraft(id: DraftId | null, draft: PurchaseDraft): Promise<SavedDraft>;
  discardDraft(id: DraftId): Promise<Change>;
  confirm(id: DraftId | null, draft: PurchaseDraft): Promise<Sealed>;
  recipients(): Promise<AddressEntry[]>;
  /** Takes an entry out of the address book; past orders keep it. */
  forgetRecipient(id: RecipientId): Promise<Change>;
  /** Puts a forgotten entry back as it was. */
  restoreRecipient(row: RecipientRow): Promise<Change>;
  renameRecipient(id: RecipientId, label: string): Promise<Change>;
  /** How every kind of recipient is called, forgotten ones too. */
  recipientKinds(): Promise<RecipientKind[]>;
  /** Reads what was typed for the address book, the likeliest kind first. */
  lookAtRecipient(what: NewRecipient): Promise<RecipientReading[]>;
  addRecipient(what: NewRecipient): Promise<Change>;

  templates(): Promise<Template[]>;
  /** Keeps a need under a name: a new one without an `id`, or over the one of that `id`. */
  saveTemplate(id: TemplateId | null, name: string, draft: PurchaseDraft): Promise<Change>;
  removeTemplate(id: TemplateId): Promise<Change>;
  reminders(): Promise<ReminderRow[]>;
  addReminder(what: NewReminder): Promise<Change>;
  /** Changes a reminder, or puts a removed one back. */
  saveReminder(row: ReminderRow): Promise<Change>;
  removeReminder(id: ReminderId): Promise<Change>;

  /** The buyer's own kinds of numbers and goods, without those that are forgotten. */
  own(): Promise<OwnEntries>;
  /** Tries a kind out as it stands; `id` is its own, once it has one. */
  tryOwnKind(id: string | null, what: OwnKind): Promise<OwnKindTrial>;
  /** What is wrong with a category as it stands. */
  tryOwnCategory(id: string | null, what: OwnCategory): Promise<Fault[]>;
  saveOwnKind(id: string | null, what: OwnKind): Promise<Change>;
  saveOwnCategory(id: string | null, what: OwnCategory): Promise<Change>;
  /** Offers a kind or category no longer; what names it still finds it. */
  forgetOwn(id: string): Promise<Change>;
  restoreOwn(id: string): Promise<Change>;

  orderPage(query: OrderQuery): Promise<OrderLines>;
  /** How many fit, on all pages together. */
  countOrders(query: OrderQuery): Promise<OrderCount>;
  /** All that fit, as many as can be selected at once. */
  orderIds(query: OrderQuery): Promise<OrderId[]>;
  sumOrders(ids: OrderId[]): Promise<OrderSum>;
  /** What occurs in the orders, the most common first. */
  orderFacets(): Promise<OrderFacets>;
  /** Orders, recipients and templates that a few characters may mean. */
  lookUp(text: string): Promise<LookUp>;
  home(): Promise<Home>;
  savedViews(): Promise<View[]>;
  /** Keeps a query under a name: a new view without an `id`, or over the one of that `id`. */
  saveView(
    id: ViewId | null,
    name: string,
    query: OrderQuery,
    lately: Lately | null,
  ): Promise<Change>;
  renameView(id: ViewId, name: string): Promise<Change>;
  removeView(id: ViewId): Promise<Change>;

  /** How many orders these are. */
  countWanted(wanted: Wanted): Promise<number>;
  /** Writes orders to a file that the buyer chooses; null when none was chosen. */
  exportTable(name: string, table: OutTable, told: Told): Promise<WrittenOut | null>;
  /** Shows where the file is that was written last. */
  showExported(): Promise<void>;
  /** Prints what the window shows. */
  printPage(): Promise<void>;

  /** Writes orders as JSON to a file that the buyer chooses; null when none was chosen. */
  exportJson(name: string, wanted: Wanted, told: Told): Promise<WrittenOut | null>;
  /** What the file of orders holds that the buyer chooses; null when none was chosen. */
  chooseJson(): Promise<JsonLooked | null>;
  /** Takes in what the chosen file holds and this record does not, all or nothing. */
  takeInJson(told: Told): Promise<JsonTaken>;
  /** Orders for paper, all at once. */
  /** Recipients are covered unless in `full`. */
  paperRows(wanted: Wanted, full: boolean): Promise<PaperRows>;
  paperOrder(id: OrderId, full: boolean): Promise<OrderRecord>;

  order(id: OrderId): Promise<OrderView>;
  record(id: OrderId, event: OrderEvent): Promise<Change>;
  /** Takes a recorded event back, and those that came with it; the chain keeps all. */
  undo(id: OrderId, seq: number, also?: EventOf[]): Promise<Change>;
  /** Begins a purchase with the need and the recipient of an earlier one. */
  buyAgain(id: OrderId): Promise<SavedDraft>;
  /** Reads the form of an order that was never checked. */
  lookAtRecord(form: RecordForm): Promise<RecordReading>;
  recordOrder(form: RecordForm): Promise<Recorded>;
  /** How a step would be taken; nothing is recorded. */
  judge(order: OrderId, step: Move): Promise<Judged>;
  linkOrders(order: OrderId, other: OrderId, kind: LinkKind): Promise<Change>;
  unlinkOrders(order: OrderId, other: OrderId): Promise<Change>;
  /** Makes another record of the same order part of this one. */
  mergeOrders(order: OrderId, other: OrderId): Promise<Change>;
  /** Changes many orders, all or none. */
  changeOrders(orders: OrderId[], what: BulkChange): Promise<OrderId[]>;
  tags(): Promise<string[]>;

  /** Lets the buyer choose a table and opens it; null when none was chosen. */
  chooseTable(): Promise<TableView | null>;
  /** Opens the first file of a drop, by the token that the drop told. */
  openDroppedTable(token: number): Promise<TableView>;
  /** Reads the table that is open in another way. */
  readTableAgain(token: number, reading: TableReading, header: HeaderChoice): Promise<TableView>;
  /** What would come of the table; nothing is recorded. */
  previewTable(token: number, layout: TableLayout): Promise<TablePreview>;
  importTable(token: number, layout: TableLayout, told: Told): Promise<TableImported>;
  /** Puts what was taken in of a table into the trash. */
  takeBackTable(token: number): Promise<void>;
  closeTable(): Promise<void>;

  /** What runs for an order, and what can be reported of it. */
  deadlinesOf(order: OrderId): Promise<OrderDeadlines>;
  /** The terms of all orders, of one track when one is named. */
  agenda(track: Track | null): Promise<AgendaView>;
  /** Of each of these orders the term that is due next; those without one are left out. */
  nextTerms(orders: OrderId[]): Promise<NextTerm[]>;
  answerTerm(what: TermAnswered): Promise<Change>;
  /** Lets the buyer save terms as a calendar file; `false` when they did not. */
  exportIcs(name: string, entries: IcsEntry[]): Promise<boolean>;
  /** What is to be told now, and what was missed. */
  watch(): Promise<Watch>;
  /** The buyer was told of these terms. */
  termsTold(terms: TermKey[]): Promise<Change>;
  /** Shows a notification of the desktop; what it told is remembered. */
  notifyTerms(title: string, body: string, terms: TermKey[]): Promise<Change>;
  /** Tells that terms have come, until the returned function is called. */
  onTermsCame(seen: () => void): () => void;
  /** Tells that the page with all terms is wanted, until the returned function is called. */
  onToDeadlines(seen: () => void): () => void;
  /** The rules that a platform's own may stand in place of. */
  replaceableRules(): Promise<ReplaceableRule[]>;
  platforms(): Promise<PlatformEntry[]>;
  /** What is wrong with a platform as it stands; `id` is its own, once it has one. */
  tryPlatform(id: string | null, what: Platform): Promise<PlatformFault[]>;
  savePlatform(id: string | null, what: Platform): Promise<Change>;

  /** Lets the buyer choose files; an empty list when none was chosen. */
  attachChosen(order: OrderId, kind: EvidenceKind, told: Told): Promise<FileOutcome[]>;
  /** Attaches what was dropped, by the token that the drop told: paths never reach the page. */
  attachDropped(
    order: OrderId,
    token: number,
    kind: EvidenceKind,
    told: Told,
  ): Promise<FileOutcome[]>;
  /** Stops a long piece of work; what it has done by then stays, whole. */
  stopWork(work: LongWork): Promise<void>;
  attachPasted(order: OrderId, file: File, kind: EvidenceKind): Promise<Attached>;
  /** The picture on the clipboard, for webviews that do not hand it to the page. */
  attachClipboard(order: OrderId, name: string, kind: EvidenceKind): Promise<Attached>;
  setEvidenceKind(order: OrderId, sha256: Sha256Hex, kind: EvidenceKind): Promise<Change>;
  /** Takes a file off the order; its bytes are kept. */
  detachEvidence(order: OrderId, sha256: Sha256Hex): Promise<Change>;
  /** What is known of one piece besides its row. */
  evidenceDetails(order: OrderId, sha256: Sha256Hex): Promise<EvidenceDetails>;
  /** Keeps what the buyer says of a piece, in place of what was said before. */
  describeEvidence(order: OrderId, sha256: Sha256Hex, about: EvidenceAbout): Promise<Change>;
  /** Where the pieces of an order say otherwise than its record. */
  evidenceFindings(order: OrderId): Promise<EvidenceFinding[]>;
  /** Makes a cut out, marked or redacted copy of a piece. */
  retouchEvidence(
    order: OrderId,
    original: Sha256Hex,
    how: Retouch,
    name: string,
    kind: EvidenceKind,
  ): Promise<Attached>;
  /** Puts two pieces beside each other as one picture; the captions are PNGs in base64. */
  putBeside(
    order: OrderId,
    pair: [Sha256Hex, Sha256Hex],
    captions: [string, string],
    name: string,
  ): Promise<Attached>;
  /** Has what is left of the evidence looked at and read in the background. */
  readEvidence(): Promise<void>;
  readEvidenceAgain(sha256: Sha256Hex): Promise<void>;
  /** Tells of every file that was looked at or read, until the returned function is called. */
  onEvidenceRead(seen: (sha256: Sha256Hex) => void): () => void;
  /** The folder that is watched for screenshots, to show it. */
  watchedFolder(): Promise<string | null>;
  /** Lets the buyer choose the folder to watch; false when none was chosen. */
  chooseWatchedFolder(): Promise<boolean>;
  stopWatching(): Promise<Change>;
  /** What appeared there and was neither taken nor passed over. */
  offers(): Promise<OffersChanged>;
  takeOffer(token: number, order: OrderId, kind: EvidenceKind): Promise<Attached>;
  passOver(token: number): Promise<void>;
  offerUrl(token: number): string;
  /** Tells what is offered whenever it changes, until the returned function is called. */
  onOffers(seen: (now: OffersChanged) => void): () => void;
  /** Opens a read-only copy of a file with the system's program for it. */
  openEvidence(sha256: Sha256Hex, name: string): Promise<void>;
  /** What is known of each kind of evidence, in the order of offering. */
  evidenceGuide(): Promise<KindGuide[]>;
  /** What evidence an order has for a problem, or for none, and what it lacks. */
  gapMeter(order: OrderId, problem: Problem | null): Promise<GapMeter>;
  pictureUrl(sha256: Sha256Hex, shown: Shown): string;
  /** Tells of files dragged over the window until the returned function is called. */
  onFileDrag(seen: (drag: FileDrag) => void): () => void;
}
