//! What one row says of an order.

use cases::standing::PlatformStanding;
use check::identifier::{Kinds, Verdict};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{Arrival, Fen, MoneyState, OrderState};
use serde::{Deserialize, Serialize};
use specta::Type;
use tables::{
    AmountFault, Cell, Direction, Meaning, Row, TimeFault, read_amount, read_arrival,
    read_direction, read_tags, read_time,
};

use super::columns_of;
use super::layout::TableLayout;

/// Something in a row that keeps it out of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RowFault {
    pub code: RowFaultCode,
    /// Which column it is about.
    pub about: Meaning,
    /// What stands there.
    pub found: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowFaultCode {
    Missing,
    /// It cannot be read as what its column holds.
    Unreadable,
    TooPrecise,
    TooLarge,
    /// Of another currency.
    ForeignMoney,
    Negative,
    /// A day without its year.
    NoYear,
    /// Day and month could stand either way round.
    Ambiguous,
    OutOfRange,
    /// It lies in the future.
    Future,
    /// A number kept with fewer digits than it has: its last ones are made up.
    Rounded,
    /// Another row has the same order number and says something else; `found` is that row.
    SameNumber,
    TooLong,
}

/// What a row says of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableOrder {
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) quantity: u32,
    pub(super) total: Option<Fen>,
    pub(super) order_no: Option<String>,
    /// Its number has lost its last digits, and is not kept.
    pub(super) rounded: bool,
    pub(super) shop: Option<String>,
    pub(super) seller: Option<String>,
    pub(super) payee: Option<String>,
    pub(super) recipient: Option<String>,
    pub(super) recipient_kind: Option<String>,
    pub(super) recipient_label: Option<String>,
    /// When it was paid, as far as it was.
    pub(super) paid_at: Option<Timestamp>,
    /// When it was paid or ordered.
    pub(super) at: Timestamp,
    pub(super) shown: Option<String>,
    pub(super) standing: Option<PlatformStanding>,
    pub(super) arrival: Option<Arrival>,
    pub(super) note: Option<String>,
    pub(super) tags: Vec<String>,
}

/// What a row is.
#[derive(Debug)]
pub(super) enum Read {
    Order(Box<TableOrder>),
    /// Money that came in, or moved between one's own accounts.
    NoPurchase,
    Faulty(Vec<RowFault>),
}

/// What rows are read by.
pub(super) struct Reader<'a> {
    pub(super) layout: &'a TableLayout,
    pub(super) kinds: &'a Kinds,
    pub(super) zone: &'a TimeZone,
    pub(super) now: Timestamp,
    /// Money that was spent is written with a minus, as in bills.
    pub(super) spent_is_negative: bool,
}

/// The longest text of a cell that is taken, in characters.
const LONGEST: usize = 2_000;
/// The kind of mainland mobile numbers.
const MOBILE: &str = "cn_mobile";

impl Reader<'_> {
    pub(super) fn read(&self, row: &Row) -> Read {
        let mut faults = Vec::new();
        let total = self.total(row, &mut faults);
        // A slash stands for nothing elsewhere; here it stands for neither way.
        let direction = columns_of(&self.layout.columns, Meaning::Direction).next();
        let no_purchase = match direction.map(|column| row.cell(column).text()) {
            Some(said) => !matches!(read_direction(&said), Some(Direction::Out) | None),
            None => self.spent_is_negative && total.is_some_and(|total| total.0 > 0),
        };
        if no_purchase {
            return Read::NoPurchase;
        }
        let total = total.map(|total| Fen(if self.spent_is_negative { -total.0 } else { total.0 }));
        if total.is_some_and(|total| total.0 < 0) {
            faults.push(self.fault(row, RowFaultCode::Negative, Meaning::Total));
        }
        let order = self.order(row, total, &mut faults);
        self.too_long(row, &mut faults);
        match order {
            Some(order) if faults.is_empty() => Read::Order(Box::new(order)),
            _ => Read::Faulty(faults),
        }
    }

    fn order(
        &self,
        row: &Row,
        total: Option<Fen>,
        faults: &mut Vec<RowFault>,
    ) -> Option<TableOrder> {
        let name = self.text(row, Meaning::Name);
        if name.is_none() {
            faults.push(self.fault(row, RowFaultCode::Missing, Meaning::Name));
        }
        let (shown, standing) = self.standing(row);
        let times = self.times(row, standing, faults);
        let (order_no, rounded) = self.order_no(row, faults);
        let quantity = self.quantity(row, faults);
        let arrival = self.text(row, Meaning::Arrival).and_then(|said| {
            let arrival = read_arrival(&said);
            if arrival.is_err() {
                faults.push(self.fault(row, RowFaultCode::Unreadable, Meaning::Arrival));
            }
            arrival.ok().flatten()
        });
        let (recipient, recipient_kind) = self.recipient(row);
        let label = self.text(row, Meaning::RecipientLabel);
        let (at, paid_at) = times?;
        let fixed = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut tags =
            self.text(row, Meaning::Tags).map(|tags| read_tags(&tags)).unwrap_or_default();
        tags.extend(fixed(&self.layout.tag));
        Some(TableOrder {
            number: row.number,
            name: name?,
            quantity,
            total,
            order_no,
            rounded,
            shop: self.text(row, Meaning::Platform).or_else(|| fixed(&self.layout.shop)),
            seller: self.text(row, Meaning::Seller),
            payee: self.text(row, Meaning::Payee),
            // What is hidden can be compared with nothing; it still says who it may be.
            recipient_label: label.or_else(|| recipient.clone().filter(|text| is_masked(text))),
            recipient: recipient.filter(|text| !is_masked(text)),
            recipient_kind,
            paid_at,
            at,
            shown,
            standing,
            arrival,
            note: self.notes(row),
            tags,
        })
    }

    fn total(&self, row: &Row, faults: &mut Vec<RowFault>) -> Option<Fen> {
        let column = columns_of(&self.layout.columns, Meaning::Total).next()?;
        let code = match read_amount(&row.cell(column).text()) {
            Ok(Some(total)) => return Some(total),
            Ok(None) => RowFaultCode::Missing,
            Err(AmountFault::Unreadable) => RowFaultCode::Unreadable,
            Err(AmountFault::TooPrecise) => RowFaultCode::TooPrecise,
            Err(AmountFault::TooLarge) => RowFaultCode::TooLarge,
            Err(AmountFault::Foreign) => RowFaultCode::ForeignMoney,
        };
        faults.push(self.fault(row, code, Meaning::Total));
        None
    }

    /// Where it stands, in the words of the last column that has any, and by the last that are
    /// known: beside the platform's words there can be another's for them, as in our own tables.
    fn standing(&self, row: &Row) -> (Option<String>, Option<PlatformStanding>) {
        let columns = columns_of(&self.layout.columns, Meaning::Shown);
        let said = columns.map(|column| row.cell(column).text()).filter(|text| !is_blank(text));
        let said: Vec<String> = said.collect();
        let standing = said.iter().rev().find_map(|words| PlatformStanding::of(words));
        (said.into_iter().next_back(), standing)
    }

    /// When it was ordered or paid, and when it was paid, as far as it was.
    ///
    /// A row that says nothing of its state is of a purchase that was made, unless it leaves the
    /// time of payment blank beside one of ordering.
    fn times(
        &self,
        row: &Row,
        standing: Option<PlatformStanding>,
        faults: &mut Vec<RowFault>,
    ) -> Option<(Timestamp, Option<Timestamp>)> {
        let before = faults.len();
        let paid = self.time(row, Meaning::PaidAt, faults);
        let ordered = self.time(row, Meaning::OrderedAt, faults);
        if faults.len() > before {
            return None;
        }
        let Some(at) = paid.or(ordered) else {
            let about = columns_of(&self.layout.columns, Meaning::PaidAt).next();
            let about = about.map_or(Meaning::OrderedAt, |_| Meaning::PaidAt);
            faults.push(self.fault(row, RowFaultCode::Missing, about));
            return None;
        };
        let money = standing.and_then(|standing| standing.money);
        let order = standing.and_then(|standing| standing.order);
        let unpaid = matches!(money, Some(MoneyState::Pending | MoneyState::Processing))
            || order == Some(OrderState::Unpaid);
        let says_paid = money.is_some() && !matches!(money, Some(MoneyState::Closed));
        let has_column = columns_of(&self.layout.columns, Meaning::PaidAt).next().is_some();
        let closed = order == Some(OrderState::Closed) && !says_paid;
        // Whether what failed was the payment is not known.
        let doubtful = closed || order == Some(OrderState::Failed) && !says_paid;
        let was_paid = !unpaid && (paid.is_some() || says_paid || !(has_column || doubtful));
        // A bill writes one time for all: what was closed in it never was paid.
        let was_paid = was_paid && !(closed && ordered.is_none());
        Some((at, was_paid.then_some(at)))
    }

    fn time(&self, row: &Row, about: Meaning, faults: &mut Vec<RowFault>) -> Option<Timestamp> {
        let column = columns_of(&self.layout.columns, about).next()?;
        let code = match read_time(row.cell(column), self.zone) {
            Ok(Some(at)) if at > self.now => RowFaultCode::Future,
            Ok(at) => return at,
            Err(TimeFault::Unreadable) => RowFaultCode::Unreadable,
            Err(TimeFault::NoYear) => RowFaultCode::NoYear,
            Err(TimeFault::Ambiguous) => RowFaultCode::Ambiguous,
            Err(TimeFault::OutOfRange) => RowFaultCode::OutOfRange,
        };
        faults.push(self.fault(row, code, about));
        None
    }

    /// The number, and whether there is one that has lost its last digits.
    fn order_no(&self, row: &Row, faults: &mut Vec<RowFault>) -> (Option<String>, bool) {
        let column = columns_of(&self.layout.columns, Meaning::OrderNo).next();
        let Some(column) = column else { return (None, false) };
        let cell = row.cell(column);
        let text = cell.text();
        if is_blank(&text) {
            return (None, false);
        }
        let rounded = matches!(cell, Cell::Number { rounded: true, .. }) || is_power(&text);
        if rounded && !self.layout.rounded {
            faults.push(self.fault(row, RowFaultCode::Rounded, Meaning::OrderNo));
        }
        ((!rounded).then_some(text), rounded)
    }

    fn quantity(&self, row: &Row, faults: &mut Vec<RowFault>) -> u32 {
        let Some(text) = self.text(row, Meaning::Quantity) else { return 1 };
        let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let whole = digits.split_once('.').map_or(digits.as_str(), |(whole, part)| {
            if part.chars().all(|c| c == '0') { whole } else { "" }
        });
        let unit = text[digits.len()..].trim();
        let read = whole.parse().ok().filter(|count| (1..=9_999).contains(count));
        match read {
            Some(count) if unit.chars().count() <= 2 => count,
            _ => {
                faults.push(self.fault(row, RowFaultCode::Unreadable, Meaning::Quantity));
                1
            }
        }
    }

    /// Who received it, and as what kind where it can be only one.
    fn recipient(&self, row: &Row) -> (Option<String>, Option<String>) {
        let Some(text) = self.text(row, Meaning::Recipient) else { return (None, None) };
        let found = self.kinds.identify(&text, None);
        let mut good = found.candidates.into_iter().filter(|one| one.verdict == Verdict::Ok);
        match (good.next(), good.next()) {
            // What has this form is nearly always this, though other numbers can look like it.
            (Some(one), _) if one.kind.0 == MOBILE => (Some(one.normalised), Some(one.kind.0)),
            (Some(one), None) => (Some(one.normalised), Some(one.kind.0)),
            _ => (Some(text), None),
        }
    }

    fn notes(&self, row: &Row) -> Option<String> {
        let notes = columns_of(&self.layout.columns, Meaning::Note);
        let notes: Vec<String> =
            notes.map(|column| row.cell(column).text()).filter(|text| !is_blank(text)).collect();
        (!notes.is_empty()).then(|| notes.join("\n"))
    }

    fn too_long(&self, row: &Row, faults: &mut Vec<RowFault>) {
        for (column, about) in self.layout.columns.iter().enumerate() {
            let Some(about) = about else { continue };
            let text = row.cell(column).text();
            if text.len() > LONGEST && text.chars().count() > LONGEST {
                faults.push(self.fault(row, RowFaultCode::TooLong, *about));
            }
        }
    }

    fn text(&self, row: &Row, meaning: Meaning) -> Option<String> {
        let column = columns_of(&self.layout.columns, meaning).next()?;
        Some(row.cell(column).text()).filter(|text| !is_blank(text))
    }

    fn fault(&self, row: &Row, code: RowFaultCode, about: Meaning) -> RowFault {
        let column = columns_of(&self.layout.columns, about).next();
        let found = column.map(|column| row.cell(column).text()).unwrap_or_default();
        RowFault { code, about, found: super::short(found) }
    }
}

/// Blank, or a sign that stands for nothing.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '/' | '\u{2014}'))
}

/// `138****8000`.
fn is_masked(text: &str) -> bool {
    text.contains("**")
}

/// `1.23457E+18`: what Excel writes into a text file of a long number.
fn is_power(text: &str) -> bool {
    let Some((mantissa, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    power.strip_prefix('+').is_some_and(digits)
        && mantissa.split_once('.').map_or(digits(mantissa), |(a, b)| digits(a) && digits(b))
}
