import type { Catalogue, PurchaseDraft } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { categoryName, choiceText } from '@/pages/check/wording';

/** What is needed, in one line: kind of goods, game, name, amount. */
export function needLine(catalogue: Catalogue | null, draft: PurchaseDraft): string {
  const game = draft.words.game ?? '';
  const face = draft.face_value === '' ? '' : `\u00a5${draft.face_value}`;
  const many = draft.quantity !== '' && draft.quantity !== '1';
  const parts = [
    categoryName(catalogue, draft.category),
    game === '' ? '' : choiceText(catalogue, 'game', game),
    draft.name,
    many ? t().library.templates.times(face, draft.quantity) : face,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Whom it is for, shortly: the name, and the end of the number. */
export function recipientLine(draft: PurchaseDraft): string {
  const bare = draft.recipient.replace(/\s/g, '');
  const tail = bare === '' ? '' : `\u2026${bare.slice(-4)}`;
  return [draft.recipient_label, tail].filter(Boolean).join(' ');
}
