/** What a purchase holds before anything is answered. */
export const emptyAnswers = {
  answers: {
    second_entry: null,
    copied: null,
    typed_total: null,
    reasons: {},
    seen: {},
    overridden_at_ms: null,
  },
};
