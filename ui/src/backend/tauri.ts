import { convertFileSrc } from '@tauri-apps/api/core';

import type { Backend } from './backend';
import { base64 } from './base64';
import { done, listen, watched } from './calls';
import { tauriCasework } from './casework';
import { commands, events } from './generated/bindings';
import type {
  Catalogue,
  LookUp,
  OrderRecord,
  OrderView,
  OwnEntries,
  PlatformEntry,
  PurchaseDraft,
  Start,
  TableView,
  Template,
} from './types';

/** The program behind the window, reached through the commands that Rust declares. */
export const tauriBackend: Backend = {
  ...tauriCasework,
  // Answers are complete where the generated types allow a gap: see types.ts.
  start: async () => (await done(commands.start())) as Start,
  restoreBackup: async (name) => (await done(commands.restoreBackup(name))) as Start,
  beginAnew: async () => (await done(commands.beginAnew())) as Start,
  backUp: async () => void (await done(commands.backUp())),
  pagePainted: async () => void (await done(commands.pagePainted())),
  openDataFolder: async () => void (await done(commands.openDataFolder())),
  saveSettings: (settings) => done(commands.saveSettings(settings)),

  setShortcut: (keys) => done(commands.setShortcut(keys)),
  dressTray: async (words) => void (await done(commands.dressTray(words))),

  takeClipboardPicture: (name) => done(commands.takeClipboardPicture(name)),
  takePastedPicture: async (file) =>
    done(commands.takePastedPicture(file.name, base64(await file.arrayBuffer()))),
  takeDroppedPictures: (token) => done(commands.takeDroppedPictures(token)),
  takeChosenPictures: () => done(commands.takeChosenPictures()),
  readPicture: async (sha256, progress) => {
    const stop = listen(events.readingProgress, (told) => {
      if (told.sha256 === sha256) progress(told.percent);
    });
    try {
      return await done(commands.readPicture(sha256));
    } finally {
      stop();
    }
  },
  stopReading: async (sha256) => void (await done(commands.stopReading(sha256))),
  recogniser: () => done(commands.recogniser()),

  glance: (name, purchase) => done(commands.glance(name, purchase)),
  glancePicture: (text, picture, purchase) => done(commands.glancePicture(text, picture, purchase)),
  handOver: async ({ text, picture, about, purchase }) =>
    void (await done(commands.handOver(text, picture, about, purchase))),
  hideGlance: async () => void (await done(commands.hideGlance())),
  onLookAgain: (seen) => listen(events.lookAgain, seen),
  onSeenCopied: (seen) =>
    listen(events.seenCopied, ({ text }) => {
      seen(text);
    }),
  onHandedOver: (seen) => listen(events.handedOver, seen),

  catalogue: async () => (await done(commands.catalogue())) as Catalogue,
  review: (draft) => done(commands.review(draft)),
  drafts: () => done(commands.drafts()),
  draft: async (id) => (await done(commands.draft(id))) as PurchaseDraft,
  saveDraft: (id, draft) => done(commands.saveDraft(id, draft)),
  discardDraft: (id) => done(commands.discardDraft(id)),
  confirm: (id, draft) => done(commands.confirm(id, draft)),
  recipients: () => done(commands.recipients()),
  forgetRecipient: (id) => done(commands.forgetRecipient(id)),
  restoreRecipient: (row) => done(commands.restoreRecipient(row)),
  renameRecipient: (id, label) => done(commands.renameRecipient(id, label)),
  recipientKinds: () => done(commands.recipientKinds()),
  lookAtRecipient: (what) => done(commands.lookAtRecipient(what)),
  addRecipient: (what) => done(commands.addRecipient(what)),

  templates: async () => (await done(commands.templates())) as Template[],
  saveTemplate: (id, name, draft) => done(commands.saveTemplate(id, name, draft)),
  removeTemplate: (id) => done(commands.removeTemplate(id)),
  reminders: () => done(commands.reminders()),
  addReminder: (what) => done(commands.addReminder(what)),
  saveReminder: (row) => done(commands.saveReminder(row)),
  removeReminder: (id) => done(commands.removeReminder(id)),

  own: async () => (await done(commands.own())) as OwnEntries,
  tryOwnKind: (id, what) => done(commands.tryOwnKind(id, what)),
  tryOwnCategory: (id, what) => done(commands.tryOwnCategory(id, what)),
  saveOwnKind: (id, what) => done(commands.saveOwnKind(id, what)),
  saveOwnCategory: (id, what) => done(commands.saveOwnCategory(id, what)),
  forgetOwn: (id) => done(commands.forgetOwn(id)),
  restoreOwn: (id) => done(commands.restoreOwn(id)),

  orderPage: (query) => done(commands.orderPage(query)),
  countOrders: (query) => done(commands.countOrders(query)),
  orderIds: (query) => done(commands.orderIds(query)),
  sumOrders: (ids) => done(commands.sumOrders(ids)),
  orderFacets: () => done(commands.orderFacets()),
  lookUp: async (text) => (await done(commands.lookUp(text))) as LookUp,
  home: () => done(commands.home()),
  savedViews: () => done(commands.views()),
  saveView: (id, name, query, lately) => done(commands.saveView(id, name, query, lately)),
  renameView: (id, name) => done(commands.renameView(id, name)),
  removeView: (id) => done(commands.removeView(id)),
  countWanted: (wanted) => done(commands.countWanted(wanted)),
  exportTable: (name, table, told) =>
    watched('export', told, () => commands.exportTable(name, table)),
  exportJson: (name, wanted, told) =>
    watched('export', told, () => commands.exportJson(name, wanted)),
  chooseJson: () => done(commands.chooseJson()),
  takeInJson: (told) => watched('merge', told, () => commands.takeInJson()),
  paperRows: (wanted, full) => done(commands.paperRows(wanted, full)),
  paperOrder: async (id, full) => (await done(commands.paperOrder(id, full))) as OrderRecord,
  packetPlan: (order, originals) => done(commands.packetPlan(order, originals)),
  makePacket: (order, name, wish, told) =>
    watched('packet', told, () => commands.makePacket(order, name, wish)),
  showExported: async () => void (await done(commands.showExported())),
  printPage: async () => void (await done(commands.printPage())),
  order: async (id) => (await done(commands.order(id))) as OrderView,
  record: (id, event) => done(commands.record(id, event)),
  undo: (order, seq, also = []) => done(commands.undo([{ order, seq }, ...also])),
  buyAgain: (id) => done(commands.buyAgain(id)),
  lookAtRecord: (form) => done(commands.lookAtRecord(form)),
  recordOrder: (form) => done(commands.recordOrder(form)),
  judge: (order, step) => done(commands.judge(order, step)),
  linkOrders: (order, other, kind) => done(commands.linkOrders(order, other, kind)),
  unlinkOrders: (order, other) => done(commands.unlinkOrders(order, other)),
  mergeOrders: (order, other) => done(commands.mergeOrders(order, other)),
  changeOrders: (orders, what) => done(commands.changeOrders(orders, what)),
  tags: () => done(commands.tags()),

  attachChosen: (order, kind, told) =>
    watched('attach', told, () => commands.attachChosen(order, kind)),
  attachDropped: (order, token, kind, told) =>
    watched('attach', told, () => commands.attachDropped(order, token, kind)),
  checkLibrary: (told) => watched('check', told, () => commands.checkLibrary()),
  repairLibrary: (told) => watched('check', told, () => commands.repairLibrary()),
  repairFromFolder: (told) => watched('check', told, () => commands.repairFromFolder()),
  backups: () => done(commands.backups()),
  backUpNow: () => done(commands.backUpNow()),
  exportArchive: (name, told) => watched('archive', told, () => commands.exportArchive(name)),
  chooseArchive: () => done(commands.chooseArchive()),
  takeInArchive: (told) => watched('merge', told, () => commands.takeInArchive()),
  stopWork: async (work) => void (await done(commands.stopWork(work))),
  chooseTable: async () => (await done(commands.chooseTable())) as TableView | null,
  openDroppedTable: async (token) => (await done(commands.openDroppedTable(token))) as TableView,
  readTableAgain: async (token, reading, header) =>
    (await done(commands.readTableAgain(token, reading, header))) as TableView,
  previewTable: (token, layout) => done(commands.previewTable(token, layout)),
  importTable: (token, layout, told) =>
    watched('table', told, () => commands.importTable(token, layout)),
  takeBackTable: async (token) => void (await done(commands.takeBackTable(token))),
  closeTable: async () => void (await done(commands.closeTable())),
  deadlinesOf: (order) => done(commands.deadlinesOf(order)),
  agenda: (track) => done(commands.agenda(track)),
  nextTerms: (orders) => done(commands.nextTerms(orders)),
  answerTerm: (what) => done(commands.answerTerm(what)),
  exportIcs: (name, entries) => done(commands.exportIcs(name, entries)),
  watch: () => done(commands.watch()),
  termsTold: (terms) => done(commands.termsTold(terms)),
  notifyTerms: (title, body, terms) => done(commands.notifyTerms(title, body, terms)),
  onTermsCame: (seen) => listen(events.termsCame, seen),
  onToDeadlines: (seen) => listen(events.toDeadlines, seen),
  replaceableRules: () => done(commands.replaceableRules()),
  platforms: async () => (await done(commands.platforms())) as PlatformEntry[],
  tryPlatform: (id, what) => done(commands.tryPlatform(id, what)),
  savePlatform: (id, what) => done(commands.savePlatform(id, what)),

  attachPasted: async (order, file, kind) =>
    done(commands.attachPasted(order, file.name, base64(await file.arrayBuffer()), kind)),
  attachClipboard: (order, name, kind) => done(commands.attachClipboard(order, name, kind)),
  setEvidenceKind: (order, sha256, kind) => done(commands.setEvidenceKind(order, sha256, kind)),
  detachEvidence: (order, sha256) => done(commands.detachEvidence(order, sha256)),
  evidenceDetails: (order, sha256) => done(commands.evidenceDetails(order, sha256)),
  describeEvidence: (order, sha256, about) => done(commands.describeEvidence(order, sha256, about)),
  evidenceFindings: (order) => done(commands.evidenceFindings(order)),
  retouchEvidence: (order, original, how, name, kind) =>
    done(commands.retouchEvidence(order, original, how, name, kind)),
  putBeside: (order, pair, captions, name) => done(commands.putBeside(order, pair, captions, name)),
  readEvidence: async () => void (await done(commands.readEvidence())),
  readEvidenceAgain: async (sha256) => void (await done(commands.readEvidenceAgain(sha256))),
  onEvidenceRead: (seen) =>
    listen(events.evidenceRead, ({ sha256 }) => {
      seen(sha256);
    }),
  watchedFolder: () => done(commands.watchedFolder()),
  chooseWatchedFolder: () => done(commands.chooseWatchedFolder()),
  stopWatching: () => done(commands.stopWatching()),
  offers: () => done(commands.offers()),
  takeOffer: (token, order, kind) => done(commands.takeOffer(token, order, kind)),
  passOver: async (token) => void (await done(commands.passOver(token))),
  offerUrl: (token) => convertFileSrc(`offer-${String(token)}`, 'evidence'),
  onOffers: (seen) => listen(events.offersChanged, seen),
  openEvidence: async (sha256, name) => void (await done(commands.openEvidence(sha256, name))),
  evidenceGuide: () => done(commands.evidenceGuide()),
  gapMeter: (order, problem) => done(commands.gapMeter(order, problem)),
  pictureUrl: (sha256, shown) =>
    `${convertFileSrc(sha256, 'evidence')}${{ thumbnail: '?thumb=1', still: '?still=1', original: '' }[shown]}`,
  onFileDrag: (seen) => listen(events.fileDrag, seen),
};
