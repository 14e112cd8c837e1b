import { Kept } from '@/app/kept.svelte';
import { toast } from '@/app/toasts.svelte';
import { backend, type LetterId, type LetterText, type TemplateFault } from '@/backend';
import { t } from '@/i18n/index.svelte';

/** What is wrong with a template, in words. */
export function faultWords(fault: TemplateFault): string {
  const words = t().letters.templateFault;
  switch (fault.code) {
    case 'syntax':
      return words.syntax(fault.detail.line);
    case 'unknown_slot':
      return words.unknown_slot(fault.detail.name, fault.detail.line);
    case 'not_allowed':
      return words.not_allowed(fault.detail.words, fault.detail.line);
    case 'too_long':
      return words.too_long(fault.detail.limit);
    case 'too_much':
      return words.too_much;
  }
}

/** The line a fault is in, counted from 1; null when it is about the whole. */
export function lineOf(fault: TemplateFault): number | null {
  return 'detail' in fault && 'line' in fault.detail ? fault.detail.line : null;
}

/** Where a line begins and ends, in UTF-16 units. */
export function placeOfLine(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n');
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  return { start, end: start + (lines[at]?.length ?? 0) };
}

/** The templates of letters. */
export class LetterTexts extends Kept {
  all = $state.raw<LetterText[]>([]);

  protected async read(): Promise<void> {
    this.all = await backend().letterTexts();
  }

  /** Keeps a template in the buyer's words; whether it was kept. */
  async keep(template: LetterId, text: string): Promise<boolean> {
    const kept = await this.change(() => backend().saveLetterText(template, text));
    if (kept) toast(t().caseletters.templates.saved);
    return kept;
  }

  async reset({ template }: LetterText): Promise<void> {
    const { id, text } = template;
    if (!(await this.change(() => backend().saveLetterText(id, null)))) return;
    this.offerUndo(t().caseletters.templates.wasReset, () => backend().saveLetterText(id, text));
  }
}
