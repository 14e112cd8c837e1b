import { guide, named } from '@/app/guide.svelte';
import type { Catalogue, EvidenceKind, PacketWords } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { outWords } from '@/pages/out/words';

/** All words of a packet, in the language in use; what is filled in stands in braces. */
export function packetWords(catalogue: Catalogue | null, number: string): PacketWords {
  const { packet } = t();
  const proves: Partial<Record<EvidenceKind, string>> = {};
  for (const kind of guide()) proves[kind.id] = named(kind.proves);
  return {
    wording: packet.wording,
    cover: { ...packet.cover, lines: [], footer: packet.footer(number) },
    lines: {
      number: packet.lines.number('{number}'),
      made: packet.lines.made('{when}'),
      pieces: packet.lines.pieces('{pieces}'),
      pieces_listed: packet.lines.piecesListed('{pieces}', '{listed}'),
      principles: packet.principles('{pieces}', '{proving}', '{met}', '{musts}'),
    },
    folders: packet.folder,
    facts: packet.facts,
    of_order: packet.ofOrder('{label}', '{n}'),
    story: packet.story,
    acquired: packet.acquired,
    makers: packet.captured_by,
    bases: packet.captured_at_basis,
    claimed_at: packet.claimedAt('{when}', '{basis}'),
    imported_at: packet.importedAt('{when}'),
    sources: packet.sources,
    proves,
    contact_log: packet.contactLog,
    page_footer: packet.pageFooter('{id}', '{number}', '{hash}'),
    out: outWords(catalogue),
  };
}
