/*
 * A rough stand-in for the checks, good enough to look at every state of the pages. The real
 * ones are Rust; nothing here ships.
 */
import type {
  DraftReview,
  Fact,
  Field,
  Finding,
  FraudNotice,
  FraudStep,
  Gate,
  InputError,
  PurchaseDraft,
  RecipientReview,
  Row,
  Settings,
  Value,
} from '@/backend';

const bytes = new TextEncoder();
const patterns: [Field, RegExp, (text: string) => Value][] = [
  ['name', /(?:商品|名称)[：:]\s*(\S.*)/g, text],
  ['face_value_fen', /面值[：:]?\s*([\d.]+)/g, money],
  ['unit_price_fen', /(?:单价|券后价|到手价)[：:]?\s*[¥\uFFE5]?\s*([\d.]+)/g, money],
  ['quantity', /数量[：:]?\s*(\d+)/g, (found) => ({ type: 'count', value: Number(found) })],
  ['total_fen', /(?:应付|实付|合计)[：:]?\s*[¥\uFFE5]?\s*([\d.]+)/g, money],
  ['carrier', /(中国移动|中国联通|中国电信)/g, text],
  ['province', /(广东|北京|上海|浙江)/g, text],
  ['recipient', /(?:充值号码|充值账号|手机号|UID)[：:]?\s*([\d*]{8,12})/g, text],
  ['labels', /(慢充|限时优惠)/g, text],
  ['payee', /收款方[：:]?\s*(\S+)/g, text],
];

export function read(page: string): Fact[] {
  return patterns.flatMap(([field, pattern, value]) =>
    [...page.matchAll(pattern)].slice(0, 4).map((match): Fact => {
      const found = match[1] ?? '';
      const start = match.index + match[0].lastIndexOf(found);
      const at = bytes.encode(page.slice(0, start)).length;
      const span = { start: at, end: at + bytes.encode(found).length };
      return { field, value: value(found), certainty: 'sure', spans: [span] };
    }),
  );
}

export function review(
  draft: PurchaseDraft,
  known: RecipientReview['known'][],
  settings: Settings,
): DraftReview {
  const facts = read(draft.page);
  const errors: InputError[] = [];
  const face = amount('face_value_fen', draft.face_value, errors);
  const budget = amount('budget_fen', draft.budget, errors);
  const recipient = recipientOf(draft, known);
  const needs: [Field, Value | null][] = [
    ['face_value_fen', face],
    ['quantity', draft.quantity === '' ? null : { type: 'count', value: Number(draft.quantity) }],
    ...Object.entries(draft.words).map(([field, word]): [Field, Value | null] => [
      field as Field,
      word ? { type: 'text', value: word } : null,
    ]),
    [
      'recipient',
      recipient === null ? null : { type: 'text', value: recipient.candidate.normalised },
    ],
  ];
  const rows = needs.flatMap(([field, need]) => row(field, need, facts));
  const findings = rows.flatMap(differs);
  const total = facts.find((fact) => fact.field === 'total_fen')?.value;
  if (total?.type === 'money' && budget !== null && total.value > (budget.value as number)) {
    findings.push(finding('over_budget', 'stop', 'total_fen', budget, total));
  }
  for (const fact of facts.filter((each) => each.field === 'labels')) {
    findings.push({
      ...finding('label', 'note', 'labels', null, fact.value),
      about: String(fact.value.value),
    });
  }
  findings.push(...near(recipient, known));
  const missing: Field[] = [];
  if (draft.category === null) missing.push('category');
  if (draft.face_value === '') missing.push('face_value_fen');
  if (draft.recipient === '') missing.push('recipient');
  const fen = total?.type === 'money' ? total.value : null;
  const gates = gatesOf(draft, findings, recipient, fen, settings);
  const fraud = fraudIn(draft.page);
  gates.unshift(...fraud.map((notice) => warning(draft, notice)));
  const stops = findings.some((each) => each.severity === 'stop');
  const looks = findings.some((each) => each.severity === 'attention');
  return {
    input_errors: errors,
    page: { facts },
    pictures: draft.pictures.map(({ sha256 }) => ({
      sha256,
      size: draft.page === '' ? null : { width: 100, height: 400 },
      facts: facts.map((_, fact) => ({
        fact,
        places: [{ left: 10, top: 10 + 20 * fact, width: 60, height: 12 }],
        crop: true,
      })),
    })),
    review: {
      verdict: stops ? 'stop' : looks ? 'attention' : 'clear',
      rows,
      findings,
      recipient,
      gates,
      missing,
      total_fen: fen,
    },
    fraud,
    ready:
      missing.length === 0 && errors.length === 0 && gates.every((gate) => gate.state === 'passed'),
  };
}

function fraudIn(page: string): FraudNotice[] {
  const words = /先[交付]\S*(?:解冻金|激活费|保证金)/.exec(page)?.[0];
  if (words === undefined) return [];
  const steps: FraudStep[] = ['stop_paying', 'keep_chat', 'call_110'];
  return [{ sign: { id: 'pay_more', severity: 'stop', steps, range: null }, words }];
}

function warning({ answers }: PurchaseDraft, { sign, words }: FraudNotice): Gate {
  const id = `fraud:${sign.id}`;
  const seen = answers.seen[id] === words;
  return {
    kind: 'warning',
    state: seen ? 'passed' : 'open',
    finding: null,
    total_fen: null,
    seconds: null,
    second_entry: null,
    reminder: null,
    warning: { id, text: words ?? id },
  };
}

function text(found: string): Value {
  return { type: 'text', value: found };
}

function money(found: string): Value {
  return { type: 'money', value: Math.round(Number(found) * 100) };
}

function amount(field: Field, typed: string, errors: InputError[]): Value | null {
  const at = [...typed].findIndex((character) => !/[\d.]/.test(character));
  if (typed === '') return null;
  if (at < 0) return money(typed);
  const found = [...typed][at] ?? '';
  errors.push({ field, code: 'character', at, found, suggestion: found === 'O' ? '0' : null });
  return null;
}

function row(field: Field, need: Value | null, facts: Fact[]): Row[] {
  const page = facts.filter((fact) => fact.field === field).map((fact) => fact.value);
  if (need === null && page.length === 0) return [];
  const equal = page.filter((value) => same(need, value));
  const standing =
    need === null
      ? 'not_asked'
      : page.length === 0
        ? 'not_stated'
        : equal.length === page.length
          ? page.some((value) => String(value.value).includes('*'))
            ? 'partly'
            : 'same'
          : equal.length > 0
            ? 'ambiguous'
            : 'differs';
  const spans = facts.filter((fact) => fact.field === field).flatMap((fact) => fact.spans);
  const other = page[0];
  const difference =
    field === 'recipient' && standing === 'differs' && need !== null && other !== undefined
      ? apart(String(need.value), String(other.value))
      : null;
  return [{ field, need, page, standing, spans, difference }];
}

function same(need: Value | null, value: Value): boolean {
  if (need === null) return false;
  const shown = String(value.value);
  if (!shown.includes('*')) return need.value === value.value;
  const [head = '', tail = ''] = shown.split(/\*+/);
  return String(need.value).startsWith(head) && String(need.value).endsWith(tail);
}

export function apart(left: string, right: string) {
  const places = [...left].flatMap((character, at) => (character === right[at] ? [] : [at]));
  const one = places.length === 1 && left.length === right.length;
  return {
    distance: places.length,
    slip: one ? ('substituted' as const) : null,
    left: places,
    right: places,
  };
}

function differs(each: Row): Finding[] {
  if (each.standing !== 'differs' && each.standing !== 'ambiguous') return [];
  const severity = each.standing === 'differs' ? 'stop' : 'attention';
  const actual = each.page.find((value) => !same(each.need, value)) ?? null;
  const made = finding(each.standing, severity, each.field, each.need, actual);
  return [{ ...made, difference: each.difference }];
}

function finding(
  code: Finding['code'],
  severity: Finding['severity'],
  field: Field,
  expected: Value | null,
  actual: Value | null,
): Finding {
  return {
    key: `${code}:${field}`,
    code,
    check: 'goods',
    severity,
    field,
    expected,
    actual,
    difference: null,
    about: null,
  };
}

export function recipientOf(
  draft: PurchaseDraft,
  known: RecipientReview['known'][],
): RecipientReview | null {
  const typed = draft.recipient;
  if (typed.trim() === '') return null;
  const normalised = typed.replace(/\s|-/g, '').replace(/^\+86/, '');
  const letter = [...typed].findIndex((character) => /[a-z]/i.test(character));
  const phone = draft.category === 'phone_credit';
  const wrong = letter >= 0 || (phone && normalised.length !== 11);
  return {
    candidate: {
      kind: phone ? 'cn_mobile' : 'genshin',
      normalised,
      verdict: wrong ? 'error' : 'ok',
      reasons:
        letter >= 0
          ? [{ code: 'letters', at: [letter], found: [...typed][letter] ?? '', expected: '0' }]
          : wrong
            ? [
                {
                  code: normalised.length < 11 ? 'too_short' : 'too_long',
                  found: String(normalised.length),
                  expected: '11',
                },
              ]
            : [],
      inferred: phone
        ? { carrier: '中国移动', province: '广东', city: '广州' }
        : { server: '天空岛' },
      steps: [...typed].flatMap((character, at) =>
        character === ' ' ? [{ kind: 'space' as const, at, from: ' ', to: '' }] : [],
      ),
    },
    groups: phone
      ? [normalised.slice(0, 3), normalised.slice(3, 7), normalised.slice(7)]
      : (normalised.match(/.{1,3}/g) ?? []),
    known: known.find((each) => each?.value === normalised) ?? null,
  };
}

function near(recipient: RecipientReview | null, known: RecipientReview['known'][]): Finding[] {
  const typed = recipient?.candidate.normalised ?? '';
  return known.flatMap((each) => {
    if (each === null || each.value.length !== typed.length) return [];
    const difference = apart(each.value, typed);
    if (difference.distance !== 1) return [];
    const made = finding(
      'recipient_near_known',
      'attention',
      'recipient',
      text(each.value),
      text(typed),
    );
    return [{ ...made, difference, about: each.label }];
  });
}

function gatesOf(
  draft: PurchaseDraft,
  findings: Finding[],
  recipient: RecipientReview | null,
  total: number | null,
  settings: Settings,
): Gate[] {
  const gates: Gate[] = [];
  const gate = (kind: Gate['kind'], state: Gate['state'], more: Partial<Gate> = {}): void => {
    gates.push({
      kind,
      state,
      finding: null,
      total_fen: null,
      seconds: null,
      second_entry: null,
      reminder: null,
      warning: null,
      ...more,
    });
  };
  const answers = draft.answers;
  const reason = (key: string): Gate['state'] => {
    const length = (answers.reasons[key] ?? '').trim().length;
    return length === 0 ? 'open' : length < 4 ? 'failed' : 'passed';
  };
  const stops = findings.filter((each) => each.severity === 'stop');
  for (const each of stops) gate('reason', reason(each.key), { finding: each.key });
  if (draft.page === '') gate('no_page', reason('no_page'));
  if (recipient?.candidate.verdict === 'error') gate('fix', 'open');
  const checked = (recipient?.known?.times_checked ?? 0) > 0;
  if (recipient !== null && !checked && recipient.candidate.verdict !== 'error') {
    const second = (answers.second_entry ?? '').replace(/\s/g, '');
    const first = recipient.candidate.normalised;
    const groups = recipient.groups.flatMap((group, at) => {
      const start = recipient.groups.slice(0, at).join('').length;
      return second.slice(start, start + group.length) === group ? [] : [at];
    });
    const result = {
      same: first === second,
      length_differs: first.length !== second.length,
      groups,
    };
    if (second === '') gate('second_entry', 'open');
    else gate('second_entry', result.same ? 'passed' : 'failed', { second_entry: result });
  }
  if (total !== null && total >= settings.thresholds.type_total_from_fen) {
    const typed = answers.typed_total;
    const state = typed === null ? 'open' : Number(typed) * 100 === total ? 'passed' : 'failed';
    gate('type_total', state, { total_fen: total });
  }
  if (stops.length > 0 || draft.page === '') {
    const at = answers.overridden_at_ms;
    const waited = at === null ? 0 : Math.floor((Date.now() - at) / 1000);
    const left = Math.max(0, settings.thresholds.cool_down_seconds - waited);
    gate('cool_down', left === 0 ? 'passed' : 'open', { seconds: left });
  }
  return gates;
}
