import { done, listen } from './calls';
import { commands, events } from './generated/bindings';
import type {
  CaseChannel,
  CaseComplaint,
  CaseFact,
  CaseList,
  CaseView,
  Change,
  ChannelId,
  Complaining,
  LetterId,
  LetterOut,
  LetterText,
  LetterView,
  LintFinding,
  NewClosing,
  NewContact,
  OptionId,
  OrderId,
  Problem,
  RemedyId,
  SelfCheck,
  Slot,
  TemplateCheck,
  Tone,
} from './types';

/** What went wrong with orders, and what is done about it. */
export interface CaseworkBackend {
  cases(): Promise<CaseList>;
  /** Of an order, whether anything was done about it or not. */
  caseOf(order: OrderId): Promise<CaseView>;
  caseChannels(): Promise<CaseChannel[]>;
  /** All answers, in their order. */
  answerCase(order: OrderId, answers: OptionId[]): Promise<Change>;
  setCaseProblem(order: OrderId, problem: Problem): Promise<Change>;
  /** `null` for what the buyer does not know. */
  sayCaseFact(order: OrderId, fact: CaseFact, is: boolean | null): Promise<Change>;
  /** A piece that is needed cannot be had, or it can after all. */
  lackEvidence(order: OrderId, need: string, lacks: boolean): Promise<Change>;
  followRemedy(order: OrderId, remedy: RemedyId | null): Promise<Change>;
  preferChannel(order: OrderId, channel: ChannelId | null): Promise<Change>;
  /** A blank text empties a place again. */
  fillCase(order: OrderId, texts: Partial<Record<Slot, string>>): Promise<Change>;
  noteContact(order: OrderId, contact: NewContact): Promise<Change>;
  setComplaint(order: OrderId, complaint: CaseComplaint): Promise<Change>;
  checkComplaint(order: OrderId): Promise<SelfCheck>;
  closeCase(order: OrderId, closing: NewClosing): Promise<Change>;
  reopenCase(order: OrderId): Promise<Change>;
  caseLetter(order: OrderId, template: LetterId, tone: Tone): Promise<LetterView>;
  lintLetter(order: OrderId, template: LetterId, text: string): Promise<LintFinding[]>;
  /** Logs a letter that is copied; fails where something in it must not go out. */
  copyLetter(order: OrderId, letter: LetterOut): Promise<Change>;
  /** Who the buyer is, as letters and complaints name them. */
  complaining(): Promise<Complaining>;
  saveComplaining(who: Complaining): Promise<Change>;
  letterTexts(): Promise<LetterText[]>;
  checkLetterText(text: string): Promise<TemplateCheck>;
  /** `null` goes back to the text of the app. */
  saveLetterText(template: LetterId, text: string | null): Promise<Change>;
  /** Hears when the tray asks for what went wrong. */
  onToCases(seen: () => void): () => void;
}

export const tauriCasework: CaseworkBackend = {
  cases: async () => (await done(commands.cases())) as CaseList,
  caseOf: async (order) => (await done(commands.case(order))) as CaseView,
  caseChannels: async () => (await done(commands.caseChannels())) as CaseChannel[],
  answerCase: (order, answers) => done(commands.answerCase(order, answers)),
  setCaseProblem: (order, problem) => done(commands.setCaseProblem(order, problem)),
  sayCaseFact: (order, fact, is) => done(commands.sayCaseFact(order, fact, is)),
  lackEvidence: (order, need, lacks) => done(commands.lackEvidence(order, need, lacks)),
  followRemedy: (order, remedy) => done(commands.followRemedy(order, remedy)),
  preferChannel: (order, channel) => done(commands.preferChannel(order, channel)),
  fillCase: (order, texts) => done(commands.fillCase(order, texts)),
  noteContact: (order, contact) => done(commands.noteContact(order, contact)),
  setComplaint: (order, complaint) => done(commands.setComplaint(order, complaint)),
  checkComplaint: (order) => done(commands.checkComplaint(order)),
  closeCase: (order, closing) => done(commands.closeCase(order, closing)),
  reopenCase: (order) => done(commands.reopenCase(order)),
  caseLetter: (order, template, tone) => done(commands.caseLetter(order, template, tone)),
  lintLetter: (order, template, text) => done(commands.lintLetter(order, template, text)),
  copyLetter: (order, letter) => done(commands.copyLetter(order, letter)),
  complaining: async () => (await done(commands.complaining())) as Complaining,
  saveComplaining: (who) => done(commands.saveComplaining(who)),
  letterTexts: () => done(commands.letterTexts()),
  checkLetterText: (text) => done(commands.checkLetterText(text)),
  onToCases: (seen) => listen(events.toCases, seen),
  saveLetterText: (template, text) => done(commands.saveLetterText(template, text)),
};
