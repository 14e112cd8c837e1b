import { describe, expect, it } from 'vitest';

import { en } from '@/i18n/en';
import { zhCN } from '@/i18n/zh-CN';

describe.each([
  ['zh-CN', zhCN.packet],
  ['en', en.packet],
])('what a packet says in %s', (language, packet) => {
  it('leaves the numbers of pages to where pages are made', () => {
    for (const footer of [packet.footer('A'), packet.pageFooter('E1', 'A', 'e3b0c442')]) {
      expect(footer).toContain('{page}');
      expect(footer).toContain('{pages}');
    }
    expect(packet.cover.language).toBe(language);
  });

  it('says what it cannot prove, and nothing is left empty', () => {
    const { cannot_prove, instructions, ...files } = packet.wording;
    const texts = [cannot_prove, ...Object.values(instructions), ...Object.values(files)];
    for (const text of texts) expect(text.trim()).not.toBe('');
    expect(cannot_prove.split('\n')).toHaveLength(5);
  });

  it('names folders such as every system takes, in their order', () => {
    const folders = Object.values(packet.folder);
    expect(folders).toEqual([...folders].sort());
    expect(new Set(folders).size).toBe(folders.length);
    const names = [...folders, packet.wording.cover_file, packet.wording.instructions_file];
    for (const name of [...names, packet.name('20260301-A', '2026-03-02')]) {
      expect(name).not.toMatch(/[\s%<>:"/\\|?*.]$|[%<>:"/\\|?*;]/);
    }
  });

  it('names the file and the folder that its texts speak of', () => {
    const { beginning } = packet.wording.instructions;
    expect(packet.lines.piecesListed('2', '1')).toContain(packet.wording.instructions_file);
    for (const text of [beginning, packet.wording.cannot_prove, packet.originals.external]) {
      expect(text).toContain(packet.folder.external);
    }
  });

  it('has a word for FILE, which a command next to it holds', () => {
    expect(packet.wording.instructions.windows_one).toContain('FILE');
  });
});
