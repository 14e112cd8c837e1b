import type { DraftReview, Row, Value } from '@/backend';

/** A line of the comparison as it is shown. */
export type Line = Omit<Row, 'need'> & {
  need: Value | null;
  /** The need is a limit: `≤`. */
  limit: boolean;
  /** Nothing was pasted, so there is nothing to say of the page. */
  waiting: boolean;
};

const eyeFirst: Row['standing'][] = [
  'differs',
  'ambiguous',
  'partly',
  'same',
  'not_stated',
  'not_asked',
];

/** The backend's rows and the total against the limit, what differs first. */
export function lines(
  answer: Pick<DraftReview, 'page' | 'review'> & Partial<Pick<DraftReview, 'input_errors'>>,
  budget: string,
  pasted: boolean,
): Line[] {
  // Nothing was held against a limit that cannot be read.
  const unread = answer.input_errors?.some((error) => error.field === 'budget_fen');
  const limit = unread === true ? '' : budget.trim();
  const rows = answer.review.rows.map((row): Line => ({
    ...row,
    limit: false,
    waiting: !pasted && row.standing === 'not_stated',
  }));
  return [...rows, ...total(answer, limit, pasted)].sort(
    (a, b) => eyeFirst.indexOf(a.standing) - eyeFirst.indexOf(b.standing),
  );
}

function total(
  { page, review }: Pick<DraftReview, 'page' | 'review'>,
  budget: string,
  pasted: boolean,
): Line[] {
  const fen = review.total_fen;
  if (fen === null && budget === '') return [];
  const over = review.findings.find((finding) => finding.code === 'over_budget');
  const standing: Row['standing'] =
    fen === null
      ? 'not_stated'
      : budget === ''
        ? 'not_asked'
        : over === undefined
          ? 'same'
          : 'differs';
  const spans = page.facts
    .filter((fact) => fact.field === 'total_fen')
    .flatMap((fact) => fact.spans);
  return [
    {
      field: 'total_fen',
      need: budget === '' ? null : { type: 'text', value: budget },
      page: fen === null ? [] : [{ type: 'money', value: fen }],
      standing,
      spans,
      difference: null,
      limit: true,
      waiting: !pasted && fen === null,
    },
  ];
}
