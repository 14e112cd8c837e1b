import type { EvidenceHint } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { localInput } from '@/text/local';
import { exactTime } from '@/text/times';

/** A hint in words. */
export function hintText(hint: EvidenceHint): string {
  const words = t().evidence;
  const at = (time: string): string => exactTime(new Date(time));
  switch (hint.code) {
    case 'field_differs':
      return words.hints.field_differs(words.field[hint.field], hint.on_piece, hint.on_record);
    case 'time_differs':
      return words.hints.time_differs(at(hint.claimed), at(hint.file));
    case 'claimed_later':
      return words.hints.claimed_later(at(hint.claimed), at(hint.attached));
    case 'edited_with':
      return words.hints.edited_with(hint.program);
  }
}

/** A moment as it is typed; nothing where there is none. */
export function typedTime(at: string | null): string {
  return at === null ? '' : localInput(new Date(at));
}
