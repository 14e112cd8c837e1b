import { kindName } from '@/app/guide.svelte';
import type { CaseTab } from '@/app/routes';
import type { NextStep } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { localInput } from '@/text/local';

/** What of the page the next step is taken with; null where a dialog takes it. */
export function placeOf(next: NextStep): string | null {
  switch (next.do) {
    case 'answer':
      return `[data-testid="question-${next.question}"] .ask`;
    case 'say':
      return `[data-testid="say-${next.fact}-yes"]`;
    case 'keep':
      return `[data-testid="put-${next.need}"]`;
    case 'follow':
      return `#follow-${next.remedy}`;
    case 'urgent':
      return `#rung-${next.channel}`;
    case 'write':
      return '#writing-title';
    case 'wait':
      return '[data-testid^="track-"] h2';
    case 'done':
      return '#closed-title';
    case 'note':
    case 'export':
    case 'close':
      return null;
  }
}

/** Where the next step is taken. */
export function tabOf(next: NextStep): CaseTab {
  switch (next.do) {
    case 'answer':
    case 'say':
    case 'follow':
    case 'close':
    case 'done':
      return 'find';
    case 'keep':
    case 'export':
      return 'evidence';
    case 'urgent':
      return 'channel';
    case 'write':
    case 'note':
      return 'letter';
    case 'wait':
      return 'time';
  }
}

/** The next step in words. */
export function nextWords(next: NextStep): string {
  const words = t().cases.next;
  const { casework, channels, ways } = t();
  switch (next.do) {
    case 'answer':
      return words.answer(casework.question[next.question]);
    case 'say':
      return words.say(casework.fact[next.fact].ask);
    case 'keep':
      return words.keep(kindName(next.kind));
    case 'follow':
      return words.follow(ways.remedy[next.remedy].title);
    case 'urgent':
    case 'write':
    case 'note':
    case 'export':
      return words[next.do](channels.channel[next.channel].name);
    case 'wait':
      return words.wait(next.until === null ? '' : localInput(new Date(next.until)));
    case 'close':
    case 'done':
      return words[next.do]('');
  }
}
