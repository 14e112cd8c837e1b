//! 核商品: the need against the page, field by field.

use model::{Fen, Field};

use super::mention;
use super::rules::rules;
use super::same::same;
use super::{Check, Finding, FindingCode, Input, Row, Severity, Standing, WORDS};
use crate::catalogue::CategoryId;
use crate::page::{Page, Value};

/// The comparison's lines, in the order they are read; what differs goes to `findings`.
pub(super) fn rows(input: &Input<'_>, findings: &mut Vec<Finding>) -> Vec<Row> {
    let need = input.need;
    let page = input.page.map(|(_, page)| page);
    let game = need.words(Field::Game);
    let count = need.count().map(Value::Count);
    let face = need.face_value_fen.map(Value::Money);
    let mut rows = vec![category(input, page)];
    rows.push(row(page, Field::FaceValue, face, |a, b| a == b));
    for field in WORDS {
        let words = need.words(field).map(|words| Value::Text(words.to_owned()));
        rows.push(row(page, field, words, |a, b| match (a, b) {
            (Value::Text(need), Value::Text(page)) => {
                same(input.catalogue, field, need, page, game)
            }
            _ => false,
        }));
    }
    rows.push(row(page, Field::Quantity, count, |a, b| a == b));
    rows.retain(|row| row.need.is_some() || !row.page.is_empty());
    for row in &rows {
        judge(input, row, findings);
    }
    for row in rows.iter().filter(|row| row.standing == Standing::NotStated) {
        mention::check(input, row.field, findings);
    }
    mention::check(input, Field::Name, findings);
    labels(page, findings);
    closed_order(page, findings);
    rows
}

/// The category's line. Goods may well be both what the reader takes them for and what the
/// buyer's own category names.
fn category(input: &Input<'_>, page: Option<&Page>) -> Row {
    let need = input.need.category.as_ref().map(|id| Value::Text(id.0.clone()));
    let mut row = row(page, Field::Category, need, |a, b| a == b);
    let mut others = row.page.iter().filter(|value| Some(*value) != row.need.as_ref());
    let both =
        row.need.iter().any(|need| is_own(input, need)) || others.all(|value| is_own(input, value));
    if row.standing == Standing::Ambiguous && both {
        row.standing = Standing::Same;
    }
    row
}

fn is_own(input: &Input<'_>, category: &Value) -> bool {
    matches!(category, Value::Text(id) if input.is_own(&CategoryId(id.clone())))
}

fn row(
    page: Option<&Page>,
    field: Field,
    need: Option<Value>,
    same: impl Fn(&Value, &Value) -> bool,
) -> Row {
    let facts: Vec<_> = page.map(|page| page.all(field).collect()).unwrap_or_default();
    let mut values: Vec<Value> = Vec::new();
    for fact in &facts {
        if !values.contains(&fact.value) {
            values.push(fact.value.clone());
        }
    }
    let standing = match &need {
        None => Standing::NotAsked,
        Some(_) if values.is_empty() => Standing::NotStated,
        Some(need) if values.iter().all(|value| same(need, value)) => Standing::Same,
        Some(need) if values.iter().any(|value| same(need, value)) => Standing::Ambiguous,
        Some(_) => Standing::Differs,
    };
    let spans = facts.iter().flat_map(|fact| fact.spans.iter().copied()).collect();
    Row { field, need, page: values, standing, spans, difference: None }
}

fn judge(input: &Input<'_>, row: &Row, findings: &mut Vec<Finding>) {
    let (code, severity) = match row.standing {
        Standing::Differs if kin(input, row) => (FindingCode::Differs, Severity::Attention),
        Standing::Differs => (FindingCode::Differs, Severity::Stop),
        Standing::Ambiguous => (FindingCode::Ambiguous, Severity::Attention),
        _ => return,
    };
    let code = match (&row.need, row.page.first()) {
        (Some(Value::Money(need)), Some(Value::Money(page))) if ten_times(*need, *page) => {
            FindingCode::TenTimes
        }
        _ => code,
    };
    findings.push(Finding {
        expected: row.need.clone(),
        actual: row.page.iter().find(|value| Some(*value) != row.need.as_ref()).cloned(),
        field: Some(row.field),
        ..Finding::new(code, Check::Goods, severity)
    });
}

/// Whether the page's category is one that pages confuse with the one needed. One of the
/// buyer's own is found by its name alone, which other goods may bear too.
fn kin(input: &Input<'_>, row: &Row) -> bool {
    let category = input.category_of_need();
    row.field == Field::Category
        && category.is_some_and(|category| {
            row.page.iter().all(|value| {
                let kin = |page: &str| category.kin.iter().any(|kin| kin.0 == page);
                is_own(input, value) || matches!(value, Value::Text(page) if kin(page))
            })
        })
}

/// Whether one amount is ten, a hundred or a thousand times the other.
pub(super) fn ten_times(left: Fen, right: Fen) -> bool {
    let (low, high) = (left.0.min(right.0), left.0.max(right.0));
    low > 0 && [10, 100, 1000].iter().any(|factor| low.checked_mul(*factor) == Some(high))
}

/// Labels are shown, not judged: what they mean depends on what the buyer minds.
fn labels(page: Option<&Page>, findings: &mut Vec<Finding>) {
    for fact in page.into_iter().flat_map(|page| page.all(Field::Labels)) {
        if let Value::Text(label) = &fact.value {
            findings.push(Finding {
                field: Some(Field::Labels),
                actual: Some(fact.value.clone()),
                about: Some(label.clone()),
                ..Finding::new(FindingCode::Label, Check::Goods, Severity::Note)
            });
        }
    }
}

/// An order that is already closed cannot be paid; a page of it is the wrong page.
fn closed_order(page: Option<&Page>, findings: &mut Vec<Finding>) {
    let Some(status) = page.and_then(|page| page.text(Field::Status)) else { return };
    // What follows a comma is advice: 处理中，退款请联系客服.
    let state = status.split(['，', ',', '。', ' ']).next().unwrap_or_default();
    if rules().ended.iter().any(|word| state.contains(word.as_str())) {
        findings.push(Finding {
            field: Some(Field::Status),
            actual: Some(Value::Text(status.to_owned())),
            ..Finding::new(FindingCode::OrderNotOpen, Check::Goods, Severity::Attention)
        });
    }
}

impl Finding {
    /// A finding without parameters; the caller adds those that it has.
    pub(super) fn new(code: FindingCode, check: Check, severity: Severity) -> Self {
        Self {
            key: String::new(),
            code,
            check,
            severity,
            field: None,
            expected: None,
            actual: None,
            difference: None,
            about: None,
        }
    }
}
