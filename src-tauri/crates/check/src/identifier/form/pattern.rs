use regex_syntax::hir::{Hir, HirKind};

use super::{ascii, bit};

/// A form that is a row of ASCII classes with fixed counts, the last one possibly varying, or
/// a few such rows. Nearly all forms are, and comparing them takes nanoseconds, where an
/// expression takes a tenth of a microsecond and time to be compiled.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Row>);

type Row = Vec<Part>;

#[derive(Debug, Clone, Copy)]
struct Part {
    class: u128,
    least: usize,
    most: usize,
}

/// Beyond this many rows an expression is faster.
const MOST_ROWS: usize = 32;

impl Pattern {
    /// `None` when the form is more than rows of classes.
    pub(super) fn read(hir: &Hir) -> Option<Self> {
        let rows = rows(hir)?;
        let simple = |row: &Row| row.iter().rev().skip(1).all(|part| part.least == part.most);
        rows.iter().all(simple).then_some(Self(rows))
    }

    pub(super) fn fits(&self, value: &str) -> bool {
        self.0.iter().any(|row| fits(row, value.as_bytes()))
    }
}

fn fits(row: &[Part], mut rest: &[u8]) -> bool {
    for part in row {
        let belongs = |byte: &&u8| byte.is_ascii() && part.class >> **byte & 1 == 1;
        let count = rest.iter().take(part.most).take_while(belongs).count();
        if count < part.least {
            return false;
        }
        rest = &rest[count..];
    }
    rest.is_empty()
}

fn rows(hir: &Hir) -> Option<Vec<Row>> {
    let one = |class| vec![vec![Part { class, least: 1, most: 1 }]];
    let found = match hir.kind() {
        HirKind::Empty => vec![Vec::new()],
        HirKind::Literal(literal) if literal.0.is_ascii() => {
            let part = |byte: &u8| Part { class: bit(usize::from(*byte)), least: 1, most: 1 };
            vec![literal.0.iter().map(part).collect()]
        }
        HirKind::Class(class) if class.maximum_len() == Some(1) => one(ascii(class)),
        HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => return None,
        HirKind::Capture(capture) => rows(&capture.sub)?,
        HirKind::Concat(parts) => {
            parts.iter().try_fold(vec![Vec::new()], |before, part| joined(&before, &rows(part)?))?
        }
        HirKind::Alternation(parts) => {
            parts.iter().map(rows).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect()
        }
        HirKind::Repetition(repetition) => {
            let inner = rows(&repetition.sub)?;
            let least = usize::try_from(repetition.min).ok()?;
            let most = usize::try_from(repetition.max?).ok()?;
            if let [row] = &inner[..]
                && let [Part { class, least: 1, most: 1 }] = row[..]
            {
                vec![vec![Part { class, least, most }]]
            } else {
                let mut all = Vec::new();
                let mut times = vec![Vec::new()];
                for count in 0..=most {
                    if count >= least {
                        all.extend(times.iter().cloned());
                    }
                    times = joined(&times, &inner)?;
                }
                all
            }
        }
    };
    (found.len() <= MOST_ROWS).then_some(found)
}

/// Every row of `before` with every row of `after` behind it.
fn joined(before: &[Row], after: &[Row]) -> Option<Vec<Row>> {
    if before.len() * after.len() > MOST_ROWS {
        return None;
    }
    let with =
        |row: &Row| after.iter().map(|more| [row.as_slice(), more].concat()).collect::<Vec<Row>>();
    Some(before.iter().flat_map(with).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;
    use crate::identifier::kinds;

    #[test]
    fn most_forms_are_patterns() {
        let forms = kinds().iter().map(|kind| regex_syntax::parse(&kind.form).unwrap());
        let patterns = forms.filter(|hir| Pattern::read(hir).is_some()).count();
        assert!(patterns > 80, "only {patterns} forms are compared without an expression");
    }

    #[test]
    fn a_varying_part_before_the_end_is_left_to_the_expression() {
        assert!(Pattern::read(&regex_syntax::parse("[0-9]{1,3}0").unwrap()).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn a_pattern_and_its_expression_agree(text in "[0-9A-Z#\\-]{1,14}", digits in "[0-9]{4,19}") {
            for kind in kinds() {
                let Some(pattern) = Pattern::read(&regex_syntax::parse(&kind.form).unwrap()) else {
                    continue;
                };
                let regex = Regex::new(&format!("^(?:{})$", kind.form)).unwrap();
                for text in [&text, &digits] {
                    prop_assert_eq!(pattern.fits(text), regex.is_match(text), "{:?} {}", kind.id, text);
                }
            }
        }
    }
}
