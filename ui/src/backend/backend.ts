import type {
  AddressEntry,
  Attached,
  Catalogue,
  Change,
  Confirmed,
  DraftId,
  DraftReview,
  DraftSummary,
  EvidenceKind,
  OrderEvent,
  OrderId,
  OrderQuery,
  OrderRow,
  OrderView,
  PurchaseDraft,
  Settings,
  Sha256Hex,
  Trouble,
} from './wire';

/** How the record stood when the window came up. */
export type Startup = { trouble: Trouble | null; folder: string; version: string };

/** Where a file that is dragged over the window stands. */
export type Dragging = 'over' | 'gone';

export type PictureSize = 'thumbnail' | 'original';

/**
 * Everything the window asks of the program. What does not happen is a [`BackendError`] with a
 * code; nothing else is thrown.
 */
export interface Backend {
  startup(): Promise<Startup>;
  retryStartup(): Promise<Startup>;
  restore(backup: string): Promise<Startup>;
  openFolder(): Promise<void>;

  settings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<Change>;

  catalogue(): Promise<Catalogue>;
  review(draft: PurchaseDraft): Promise<DraftReview>;
  drafts(): Promise<DraftSummary[]>;
  draft(id: DraftId): Promise<PurchaseDraft>;
  saveDraft(id: DraftId, draft: PurchaseDraft): Promise<Change>;
  discardDraft(id: DraftId): Promise<Change>;
  confirm(id: DraftId | null, draft: PurchaseDraft): Promise<Confirmed>;
  recipients(): Promise<AddressEntry[]>;

  orders(query: OrderQuery): Promise<OrderRow[]>;
  order(id: OrderId): Promise<OrderView>;
  record(id: OrderId, event: OrderEvent): Promise<Change>;
  /** Takes a recorded step back; the chain keeps both. */
  undo(id: OrderId, seq: number): Promise<Change>;

  /** Lets the user pick files; an empty list when they pick none. */
  attachChosen(order: OrderId, kind: EvidenceKind): Promise<Attached[]>;
  attachBytes(
    order: OrderId,
    name: string,
    bytes: Uint8Array,
    kind: EvidenceKind,
  ): Promise<Attached>;
  /** The picture on the clipboard, for webviews that do not hand it to the page. */
  attachClipboard(order: OrderId, kind: EvidenceKind): Promise<Attached>;
  /**
   * Files dropped on the window go to `order` until the returned function is called. Paths
   * never reach the page.
   */
  onDrop(
    order: OrderId,
    kind: EvidenceKind,
    seen: {
      dragging(at: Dragging): void;
      attached(each: Attached[]): void;
      failed(why: unknown): void;
    },
  ): () => void;
  setEvidenceKind(order: OrderId, sha256: Sha256Hex, kind: EvidenceKind): Promise<Change>;
  pictureUrl(sha256: Sha256Hex, size: PictureSize): string;
}
