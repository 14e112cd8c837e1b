/*
 * The wire types as the window uses them. What Rust fills in when it is absent is optional in
 * the generated types, but never absent in an answer; those types are made complete here.
 */
import type * as wire from './generated/bindings';

export type * from './generated/bindings';

export type Answers = Required<wire.Answers>;
export type PurchaseDraft = Required<Omit<wire.PurchaseDraft, 'answers'>> & { answers: Answers };
export type SealedCheck = Omit<wire.SealedCheck, 'draft'> & { draft: PurchaseDraft };
export type Template = Omit<wire.Template, 'draft'> & { draft: PurchaseDraft };
export type LookUp = Omit<wire.LookUp, 'templates'> & { templates: Template[] };
export type EvidenceAbout = Required<wire.EvidenceAbout>;
export type EvidenceRow = Required<Omit<wire.EvidenceRow, 'about'>> & { about: EvidenceAbout };
export type OrderRecord = Omit<wire.OrderRecord, 'evidence'> & { evidence: EvidenceRow[] };
export type OrderView = Omit<wire.OrderView, 'check' | 'record'> & {
  check: SealedCheck | null;
  record: OrderRecord;
};
export type Thresholds = Required<wire.Thresholds>;
export type Settings = Required<Omit<wire.Settings, 'thresholds'>> & { thresholds: Thresholds };
export type Choice = Required<wire.Choice>;
export type Category = Required<wire.Category>;
type Choices = 'servers' | 'platforms' | 'account_systems';
export type Game = Required<Omit<wire.Game, Choices>> & Record<Choices, Choice[]>;
export type Catalogue = {
  categories: Category[];
  games: Game[];
  choices: Partial<Record<wire.Field, Choice[]>>;
};
export type OwnKind = Required<wire.OwnKind>;
export type OwnCategory = Required<wire.OwnCategory>;
type Entry<T> = { id: string; what: T };
export type OwnEntries = { kinds: Entry<OwnKind>[]; categories: Entry<OwnCategory>[] };

export type TableReading = Required<wire.TableReading>;
export type TableLayout = Omit<wire.TableLayout, 'reading'> & { reading: TableReading };
export type TableView = Omit<wire.TableView, 'layout'> & { layout: TableLayout };

export type OwnRule = Required<wire.OwnRule>;
export type Platform = Required<Omit<wire.Platform, 'rules'>> & { rules: OwnRule[] };
export type PlatformEntry = Omit<wire.PlatformEntry, 'what'> & { what: Platform };

export type Complaining = Required<wire.Complaining>;
export type CaseChannel = Required<wire.CaseChannel>;
export type CaseComplaint = Required<wire.CaseComplaint>;
export type CaseContact = Sent<wire.CaseContact, 'agent_no' | 'ticket' | 'until'>;
export type CaseClosing = Sent<wire.CaseClosing, 'returned' | 'cause' | 'problem'>;
/** `Blank` is left out where there is nothing to say; all else is always there. */
type Sent<T, Blank extends keyof T> = Required<Omit<T, Blank>> & Pick<T, Blank>;
export type ProblemGuide = Required<wire.ProblemGuide>;
export type CasePiece = Omit<wire.CasePiece, keyof wire.EvidenceRow> & EvidenceRow;
export type CaseTalk = Omit<wire.CaseTalk, 'recorded'> & {
  recorded: wire.CaseEntry<CaseContact>;
};
export type CaseView = Omit<wire.CaseView, 'complaint' | 'contacts' | 'closing' | 'evidence'> & {
  complaint: CaseComplaint;
  contacts: CaseTalk[];
  closing: CaseClosing | null;
  evidence: { meter: wire.GapMeter; lacking: string[]; pieces: CasePiece[] };
};
export type CaseList = Omit<wire.CaseList, 'over'> & {
  over: (Omit<wire.CaseOver, 'closing'> & { closing: CaseClosing })[];
};

type WireReady = Extract<wire.Start, { state: 'ready' }>;
export type Ready = Omit<WireReady, 'settings'> & { settings: Settings };
/** The record is open, or why it is not. */
export type Start = Ready | Extract<wire.Start, { state: 'trouble' }>;
