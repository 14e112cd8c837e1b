import type {
  Candidate,
  Catalogue,
  Choice,
  DraftSummary,
  Field,
  Finding,
  InputError,
  Reason,
  ReasonCode,
  Step,
  Value,
} from '@/backend';
import { locale, t } from '@/i18n/index.svelte';
import { yuan } from '@/text/amounts';
import { exactTime } from '@/text/times';

/** A value as it is read: `¥98.00`, `2`, `中国移动`. */
export function valueText(
  catalogue: Catalogue | null,
  field: Field | null,
  value: Value | null,
): string {
  if (value === null) return '';
  switch (value.type) {
    case 'money':
      return `\u00a5${yuan(value.value)}`;
    case 'count':
      return String(value.value);
    case 'text':
      return field === null ? value.value : choiceText(catalogue, field, value.value);
  }
}

/** A word of the data in the language in use; anything else as it is. */
export function choiceText(catalogue: Catalogue | null, field: Field, value: string): string {
  if (catalogue === null) return value;
  if (field === 'category') return categoryName(catalogue, value);
  if (locale() === 'zh-CN') return value;
  if (field === 'game') return catalogue.games.find((game) => game.name === value)?.en ?? value;
  const all = [
    ...(catalogue.choices[field] ?? []),
    ...catalogue.games.flatMap((game) => choicesOf(game, field)),
  ];
  return all.find((choice) => choice.value === value)?.en ?? value;
}

function choicesOf(
  game: { servers: Choice[]; platforms: Choice[]; account_systems: Choice[] },
  field: Field,
): Choice[] {
  if (field === 'server') return game.servers;
  if (field === 'platform') return game.platforms;
  return field === 'account_system' ? game.account_systems : [];
}

export function categoryName(catalogue: Catalogue | null, id: string | null): string {
  const name = catalogue?.categories.find((each) => each.id === id)?.name;
  if (name === undefined) return id ?? '';
  return locale() === 'en' ? name.en : name.zh;
}

/** A purchase in progress in one line; `blind` leaves its recipient out. */
export function draftTitle(
  catalogue: Catalogue | null,
  draft: DraftSummary,
  blind = false,
): string {
  const tail = blind ? '' : draft.recipient.slice(-4);
  const parts = [categoryName(catalogue, draft.category), draft.name, tail];
  return parts.filter(Boolean).join(' · ') || t().check.untitled;
}

export function fieldName(field: Field): string {
  return t().codes.field[field];
}

export function fieldList(fields: readonly Field[]): string {
  return fields.map(fieldName).join(t().common.list);
}

/** Stands for a recipient that is not to be seen, here and on the page. */
export const HIDDEN = '●●●●';

/** What a finding says; `blind` keeps the recipient's values out of it. */
export function findingText(catalogue: Catalogue | null, finding: Finding, blind = false): string {
  const about = finding.about ?? '';
  const value = (of: Value | null): string =>
    blind && of !== null && finding.field === 'recipient'
      ? HIDDEN
      : valueText(catalogue, finding.field, of);
  const { codes } = t();
  const totals = finding.code === 'ambiguous' && finding.field === 'total_fen';
  const said = totals ? codes.severalTotals : codes.finding[finding.code];
  return said({
    field: finding.field === null ? '' : fieldName(finding.field),
    expected: value(finding.expected),
    actual: value(finding.actual),
    about: finding.code === 'duplicate_purchase' ? exactTime(new Date(about)) : about,
    slip: finding.difference?.slip ? t().codes.slip[finding.difference.slip] : '',
  });
}

function reasonText(reason: Reason): string {
  return t().codes.reason[reason.code]({
    places: (reason.at ?? []).map((at) => t().common.place(at + 1)).join(t().common.list),
    found: reason.found ?? '',
    expected: reason.expected ?? '',
  });
}

/** Reasons that say something of the kind rather than of this text: said quietly. */
const ofTheKind: ReasonCode[] = ['carrier_may_differ', 'uncertain', 'server_needed'];

/** What is to be said of a recipient: what is wrong with it, and what to know. */
export function reasonTexts(reasons: readonly Reason[]): { found: string[]; notes: string[] } {
  const quiet = (reason: Reason): boolean => ofTheKind.includes(reason.code);
  return {
    found: reasons.filter((reason) => !quiet(reason)).map(reasonText),
    notes: reasons.filter(quiet).map(reasonText),
  };
}

/** What can be told from a recipient; a municipality is province and city in one. */
export function inferredTexts(catalogue: Catalogue | null, candidate: Candidate): string[] {
  const told = Object.entries(candidate.inferred) as [Field, string][];
  const once = told.filter(([, value], at) => told.findIndex(([, each]) => each === value) === at);
  return once.map(([field, value]) => choiceText(catalogue, field, value));
}

/** More changes than this of one kind are counted, not listed. */
const LISTED = 4;

/** What was taken out or changed on the way to the value, a sentence a kind. */
export function stepTexts(steps: readonly Step[]): string[] {
  return [...new Set(steps.map((step) => step.kind))].map((kind) => {
    const those = steps.filter((step) => step.kind === kind);
    const listed = (of: (step: Step) => string): string => {
      const all = [...new Set(those.map(of))];
      const more = all.length > LISTED ? '\u2026' : '';
      return all.slice(0, LISTED).join(t().common.list) + more;
    };
    return t().codes.step[kind]({
      n: those.length,
      from: listed((step) => step.from),
      to: listed((step) => step.to),
      changes: listed(({ from, to }) => `${from} \u2192 ${to}`),
    });
  });
}

export function inputErrorText(error: InputError): string {
  return t().codes.input[error.code]({
    place: error.at === null ? '' : t().common.place(error.at + 1),
    found: error.found ?? '',
    suggestion: error.suggestion,
  });
}
