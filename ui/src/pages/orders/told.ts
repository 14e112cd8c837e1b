import { kindName } from '@/app/guide.svelte';
import { letterName } from '@/app/letterNames.svelte';
import type { CaseStep, CaseTold, Event, Move } from '@/backend';
import { t } from '@/i18n/index.svelte';
import { channelName } from '@/pages/case/contacts';
import { yuan } from '@/text/amounts';
import { exactTime } from '@/text/times';

/** What an event of the timeline is called. */
export function titleOf(event: Event): string {
  return event.kind === 'case' ? t().cases.step[event.body.step] : t().orders.event[event.kind];
}

const NOTHING: CaseTold = { answers: [], facts: {}, lacking: [] };

/** What each of these events says beyond its kind; in the order in which they were recorded. */
export function tellings(events: readonly Event[]): (event: Event) => string {
  const before = new Map<number, CaseTold>();
  let last = NOTHING;
  let closed = false;
  for (const event of events) {
    if (event.kind !== 'case') continue;
    const { body: step } = event;
    if (!event.undone && step.step === 'closed') closed = true;
    if (!event.undone && step.step === 'reopened') closed = false;
    if (step.step !== 'told') continue;
    // What is said after the end is of another matter.
    before.set(event.seq, closed ? NOTHING : last);
    if (event.undone) continue;
    [last, closed] = [step.what, false];
  }
  return (event) => told(event, before.get(event.seq));
}

/**
 * What an event of the timeline says beyond its kind, in one line. A step that holds all that was
 * said of a case says what is new since `before`.
 */
export function told(event: Event, before: CaseTold = NOTHING): string {
  switch (event.kind) {
    case 'paid':
      return [exactTime(new Date(event.body.paid_at)), event.body.order_no, event.body.note]
        .filter(Boolean)
        .join(' · ');
    case 'abandoned':
      return event.body.reason;
    case 'recorded':
      return [
        t().book.from[event.body.from],
        event.body.row && t().tables.from(event.body.row.table, event.body.row.row),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'moved':
      return moved(event.body);
    case 'refunded': {
      const { amount, to, note } = event.body;
      return [`¥${yuan(amount)}`, to, note].filter(Boolean).join(' · ');
    }
    case 'tags_set':
      return event.body.tags.join(t().common.list);
    case 'linked':
      return t().book.link[event.body.kind];
    case 'noted':
      return event.body.text;
    case 'number_set':
      return event.body.order_no;
    case 'reached':
      return [
        t().deadlines.milestone[event.body.milestone],
        exactTime(new Date(event.body.at)),
        event.body.note,
      ]
        .filter(Boolean)
        .join(' · ');
    case 'case_set':
      return [
        event.body.problem === null ? null : t().deadlines.problem[event.body.problem],
        ...event.body.circumstances.map((each) => t().deadlines.circumstance[each]),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'term_answered':
      return [t().deadlines.answer[event.body.answer], event.body.note].filter(Boolean).join(' · ');
    case 'case':
      return stepTold(event.body, before);
    case 'evidence_attached':
      return `${kindName(event.body.kind)} · ${event.body.name}`;
    case 'evidence_kind_set':
      return kindName(event.body.kind);
    default:
      return '';
  }
}

/** What a step of a case says; ids of a later version of the app stand as they are. */
function stepTold(step: CaseStep, before: CaseTold): string {
  const { cases, caseletters, deadlines, ways } = t();
  const parts = ((): (string | null | undefined)[] => {
    switch (step.step) {
      case 'told':
        return saidSince(before, step.what);
      case 'followed': {
        const { remedy } = step.what;
        return [remedy === null ? null : (find(ways.remedy, remedy)?.title ?? remedy)];
      }
      case 'preferred': {
        const { channel } = step.what;
        return [channel === null ? null : channelName(channel)];
      }
      case 'contacted': {
        const { channel, outcome, until, said } = step.what;
        return [
          channelName(channel),
          caseletters.outcome[outcome],
          until && caseletters.log.promised(exactTime(new Date(until))),
          said && t().common.quoted(said),
        ];
      }
      case 'letter_copied': {
        const { template, channel } = step.what;
        return [letterName(template), channelName(channel)];
      }
      case 'packet_made':
        return [cases.packet(step.what)];
      case 'closed': {
        const { outcome, returned, why } = step.what;
        return [cases.outcome[outcome], returned ? `¥${yuan(returned)}` : null, why];
      }
      case 'reopened':
        return [step.what.problem && deadlines.problem[step.what.problem]];
      case 'filled':
      case 'complaint':
        return [];
    }
  })();
  return parts.filter(Boolean).join(' · ');
}

function saidSince(before: CaseTold, after: CaseTold): string[] {
  const { cases, casework } = t();
  const answers = after.answers.filter((answer) => !before.answers.includes(answer));
  const facts = Object.entries(after.facts).filter(([fact, is]) => before.facts[fact] !== is);
  const forgotten = Object.keys(before.facts).filter((fact) => !(fact in after.facts));
  const lacks = after.lacking?.some((need) => !before.lacking?.includes(need)) ?? false;
  const gets = before.lacking?.some((need) => !after.lacking?.includes(need)) ?? false;
  const said = [
    ...answers.map((answer) => worded(casework.option, answer)),
    ...facts.map(([fact, is]) => find(casework.fact, fact)?.[is ? 'is' : 'not'] ?? fact),
    ...forgotten.map((fact) => cases.told.forgotten(find(casework.fact, fact)?.ask ?? fact)),
    ...(lacks ? [cases.told.lacks] : []),
    ...(gets ? [cases.told.gets] : []),
  ];
  const fewer = before.answers.some((answer) => !after.answers.includes(answer));
  return said.length === 0 && fewer ? [cases.told.fewer] : said;
}

function find<T>(words: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
function worded(words: Readonly<Record<string, string>>, key: string): string {
  return find(words, key) ?? key;
}

function moved(move: Move): string {
  const words = t().orders;
  const { book } = t();
  return [
    move.order && words.order[move.order],
    move.money && words.money[move.money],
    move.voucher && words.voucher[move.voucher],
    move.shipment && book.shipment[move.shipment],
    move.arrival && book.arrival[move.arrival],
    move.shown && t().common.quoted(move.shown),
    book.source[move.source],
    move.note,
    move.reason,
  ]
    .filter(Boolean)
    .join(' · ');
}
