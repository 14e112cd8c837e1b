//! Face value, unit price and total, told apart by the words around each sum.

use std::ops::Range;

use model::{Fen, Field};

use super::amounts::{Amount, amounts};
use super::lines::tail;
use super::pairs::Role;
use super::people::is_remark;
use super::sheet::{Candidates, Sheet, rank};
use super::words::WORDS;

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    let all = amounts(sheet);
    let has_total = all
        .iter()
        .any(|a| matches!(a.role, Some(Role::TotalPaid | Role::Total)) && !refunded(sheet, a));
    let reduced =
        all.iter().any(|a| matches!(a.role, Some(Role::Discount | Role::Fee)) && a.fen.0 > 0);
    let paid_page = is_payment(sheet, &all);
    let struck = struck(sheet, &all);
    let told_price = from_subtotal(sheet, &all);
    for (index, amount) in all.iter().enumerate().filter(|(index, _)| !struck.contains(index)) {
        if is_remark(sheet, amount.at.start) {
            continue;
        }
        let at = amount.at.clone();
        let fen = amount.fen;
        let before = all[..index]
            .last()
            .filter(|other| sheet.line_at(other.at.start) == sheet.line_at(at.start));
        match amount.role {
            Some(Role::FaceValue) => {
                // Several sums after the label are options to choose from.
                let sure = if is_one_of_several(sheet, &all, amount) {
                    rank::LOOSE
                } else {
                    rank::LABELLED
                };
                face(
                    sheet,
                    found,
                    amount,
                    if sheet.in_choice(at.start) { rank::LABELLED } else { sure },
                );
            }
            Some(Role::Loaded) if has_total => face(sheet, found, amount, rank::LABELLED),
            Some(Role::Loaded) => found.money(Field::Total, fen, rank::CHOSEN, at),
            _ if amount.nominal && (!is_labelled_price(amount) || names_voucher(sheet, amount)) => {
                let sure = if sheet.in_title(at.start) { rank::TITLE } else { rank::WORDED };
                let sure = if sheet.in_choice(at.start) { rank::CHOSEN } else { sure };
                face(sheet, found, amount, sure);
            }
            Some(Role::PriceFinal) => found.money(Field::UnitPrice, fen, rank::LABELLED, at),
            Some(Role::PriceDeal) => found.money(Field::UnitPrice, fen, rank::CHOSEN, at),
            Some(Role::Price) => found.money(Field::UnitPrice, fen, 70, at),
            Some(Role::TotalPaid) => {
                // What was paid outranks what was due.
                let paid = paid_label(sheet, &at);
                let sure = if paid { rank::LABELLED + 2 } else { rank::LABELLED };
                found.money(Field::Total, fen, sure, at);
            }
            // In the goods' own name a sum is their size: 宽带缴费50元.
            Some(Role::Total) if sheet.in_title(at.start) && has_face(sheet) => {
                face(sheet, found, amount, rank::WORDED);
            }
            Some(Role::Total) => found.money(Field::Total, fen, rank::CHOSEN, at),
            // Prices of others are this buyer's where they alone make the total.
            Some(Role::PriceOther) => {
                let sure = if Some(fen) == told_price { 70 } else { OTHERS };
                found.money(Field::UnitPrice, fen, sure, at);
            }
            Some(Role::TotalBefore) if !reduced => found.money(Field::Total, fen, 40, at),
            Some(_) => {}
            None if amount.each && !amount.nominal => {
                found.money(Field::UnitPrice, fen, rank::TITLE, at);
            }
            None if priced_choice(sheet, amount) => found.money(Field::UnitPrice, fen, 70, at),
            None if sheet.in_choice(at.start) && priced_after(sheet, &all, index) => {
                face(sheet, found, amount, rank::CHOSEN);
            }
            None if sheet.in_choice(at.start) && amount.unit && !amount.signed => {
                face(sheet, found, amount, rank::CHOSEN);
            }
            None if paid_page && !has_total && stands_alone(sheet, amount) => {
                found.money(Field::Total, fen, 70, at);
            }
            None if paid_page
                && (amount.negative || stands_alone(sheet, amount))
                && !counted(sheet, amount) => {}
            None if !amount.signed
                && amount.unit
                && sheet.in_title(at.start)
                && before.is_none()
                && has_face(sheet) =>
            {
                face(sheet, found, amount, rank::WORDED);
            }
            None if amount.negative => {}
            // What came back is no price, and neither is one of the sums to choose from.
            None if came_back(sheet, amount) || is_option(sheet, &all, amount) => {}
            // A sum on a page about nothing known is no price of anything.
            None if sheet.category.is_none() && sheet.title.is_none() => {}
            None => {
                let sure = if counted(sheet, amount) {
                    45
                } else if beats_next(sheet, &all, index) {
                    72
                } else {
                    rank::LOOSE
                };
                found.money(Field::UnitPrice, fen, sure, at);
            }
        }
    }
}

/// A price that is not this buyer's, unless the total shows that it is.
pub(super) const OTHERS: u8 = 5;

/// Whether the label of a sum says that it was really paid.
fn paid_label(sheet: &Sheet<'_>, at: &Range<usize>) -> bool {
    let line = sheet.line_at(at.start);
    tail(&sheet.body[line.start.min(at.start)..at.start], PAID_CHARS).contains('实')
}

/// How far the word stands before the sum, in characters.
const PAID_CHARS: usize = 10;

/// The price of a chosen option stands after what it is: ● 20颗 98元.
fn priced_choice(sheet: &Sheet<'_>, amount: &Amount) -> bool {
    let before = sheet.body[sheet.line_at(amount.at.start).start..amount.at.start].trim_start();
    let option = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    sheet.in_choice(amount.at.start)
        && !amount.nominal
        && before.ends_with(char::is_whitespace)
        && !option.contains(':')
        && (option.contains(|c: char| c.is_ascii_digit()) || !has_face(sheet) && !option.is_empty())
}

/// A chosen size with its price in the same line: ¥100 售价99.80元.
fn priced_after(sheet: &Sheet<'_>, all: &[Amount], index: usize) -> bool {
    let line = sheet.line_at(all[index].at.start);
    all[index].fen.0 % 100 == 0
        && all.get(index + 1).is_some_and(|next| {
            next.at.start < line.end
                && matches!(next.role, Some(Role::Price | Role::PriceFinal | Role::PriceDeal))
        })
}

/// Prices that stand before what they were reduced to: -30% ¥298 ¥208.60.
fn struck(sheet: &Sheet<'_>, all: &[Amount]) -> Vec<usize> {
    let off = |at: usize| -> Option<i64> {
        let percent =
            tail(&sheet.body[..at], 6).trim_end().strip_suffix('%')?.rsplit('-').next()?;
        percent.parse().ok().filter(|percent| (1..100).contains(percent))
    };
    let pairs = all.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| {
            let reduced = off(pair[0].at.start).map(|off| pair[0].fen.0 * (100 - off) / 100);
            pair[0].role.is_none() && reduced.is_some_and(|fen| (fen - pair[1].fen.0).abs() <= 100)
        })
        .map(|(index, _)| index)
        .chain(
            all.windows(2)
                .enumerate()
                .filter(|(_, pair)| boxed(sheet, pair) || outdone(sheet, pair))
                .map(|(i, _)| i + 1),
        )
        .collect()
}

/// A higher price in brackets behind another is the one crossed out: ¥188 [¥200].
fn boxed(sheet: &Sheet<'_>, pair: &[Amount]) -> bool {
    let gap = sheet.body.get(pair[0].at.end..pair[1].at.start).unwrap_or("\n");
    let own = pair[1].role.is_none() || shares_label(sheet, pair);
    own && pair[1].fen > pair[0].fen && matches!(gap.trim(), "[" | "(" | "【" | "~" | "~~" | "-~")
}

/// A higher sum right behind a price under the same label is the one crossed out: 秒杀价 ¥98 ¥128.
fn outdone(sheet: &Sheet<'_>, pair: &[Amount]) -> bool {
    let gap = sheet.body.get(pair[0].at.end..pair[1].at.start).unwrap_or("\n");
    let price = matches!(pair[0].role, Some(Role::Price | Role::PriceDeal | Role::PriceFinal));
    price
        && pair[1].signed
        && pair[1].fen > pair[0].fen
        && gap.trim_matches([' ', '\t']).is_empty()
        && shares_label(sheet, pair)
}

/// Whether both sums stand in the value of one label.
fn shares_label(sheet: &Sheet<'_>, pair: &[Amount]) -> bool {
    let label = |amount: &Amount| sheet.pair_at(amount.at.start).map(|pair| pair.label.start);
    pair[0].role == pair[1].role && label(&pair[0]).is_some_and(|at| Some(at) == label(&pair[1]))
}

/// A bare price before a higher one that is labelled on its line: ¥98 淘宝价¥105.
fn beats_next(sheet: &Sheet<'_>, all: &[Amount], index: usize) -> bool {
    let amount = &all[index];
    let line = sheet.line_at(amount.at.start);
    amount.signed
        && sheet.body[line.start..amount.at.start].trim().is_empty()
        && all.get(index + 1).is_some_and(|next| {
            next.at.start < line.end
                && next.fen > amount.fen
                && matches!(next.role, Some(Role::Price | Role::PriceOther))
        })
}

fn is_one_of_several(sheet: &Sheet<'_>, all: &[Amount], amount: &Amount) -> bool {
    let Some(pair) = sheet.pair_at(amount.at.start) else { return false };
    let first = all.partition_point(|other| other.at.start < pair.value.start);
    all[first..].iter().take_while(|other| other.at.start < pair.value.end).nth(1).is_some()
}

fn face(sheet: &Sheet<'_>, found: &mut Candidates, amount: &Amount, rank: u8) {
    if has_face(sheet) && amount.fen > Fen(0) {
        found.money(Field::FaceValue, amount.fen, rank, amount.at.clone());
    }
}

fn has_face(sheet: &Sheet<'_>) -> bool {
    sheet.category.is_none_or(|c| WORDS.face.categories.iter().any(|face| face == c))
}

fn is_labelled_price(amount: &Amount) -> bool {
    amount.signed
        || matches!(
            amount.role,
            Some(
                Role::PriceFinal
                    | Role::PriceDeal
                    | Role::Price
                    | Role::PriceOther
                    | Role::TotalPaid
                    | Role::TotalBefore
                    | Role::Fee
                    | Role::Balance
                    | Role::Discount
            )
        )
}

/// A voucher that is the goods themselves takes nothing off: 代金券100元.
fn names_voucher(sheet: &Sheet<'_>, amount: &Amount) -> bool {
    !amount.signed && amount.role == Some(Role::Discount) && sheet.in_title(amount.at.start)
}

/// A sum that has its line to itself.
fn stands_alone(sheet: &Sheet<'_>, amount: &Amount) -> bool {
    let line = sheet.line_at(amount.at.start);
    let rest = |range: Range<usize>| {
        sheet.body[range]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{A5}' | '元'))
            .is_empty()
    };
    rest(line.start..amount.at.start) && rest(amount.at.end.min(line.end)..line.end)
}

/// Whether a count such as ×2 stands beside it.
fn counted(sheet: &Sheet<'_>, amount: &Amount) -> bool {
    let line = sheet.line_at(amount.at.start);
    let rest = sheet.body[amount.at.end.min(line.end)..line.end].trim_start();
    let next = sheet.body[line.end..].trim_start();
    let count = |text: &str| {
        text.strip_prefix(['\u{D7}', 'x', 'X', '*'])
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    count(rest) || (rest.is_empty() && (count(next) || next.starts_with('共')))
}

/// Whether the line above or below a sum that stands alone says that it was given back.
fn came_back(sheet: &Sheet<'_>, amount: &Amount) -> bool {
    stands_alone(sheet, amount)
        && beside(sheet, amount)
            .any(|text| ["退款成功", "已退款", "已全额退款", "退款到账"].contains(&text))
}

/// Whether a sum stands alone right below a state that says what came of a payment.
fn is_result(sheet: &Sheet<'_>, amount: &Amount) -> bool {
    stands_alone(sheet, amount)
        && !counted(sheet, amount)
        && beside(sheet, amount).next().is_some_and(|above| {
            WORDS.settled.first(above).is_some_and(|(hit, ())| hit == (0..above.len()))
        })
}

/// The lines above and below a sum.
fn beside<'s>(sheet: &'s Sheet<'_>, amount: &Amount) -> impl Iterator<Item = &'s str> {
    let line = sheet.lines.partition_point(|line| line.end <= amount.at.start);
    let lines = [line.checked_sub(1), line.checked_add(1)];
    lines.into_iter().map(|at| {
        at.and_then(|at| sheet.lines.get(at)).map_or("", |line| &sheet.body[line.clone()])
    })
}

/// A line of nothing but sums offers them: 50元 100元 200元.
fn is_option(sheet: &Sheet<'_>, all: &[Amount], amount: &Amount) -> bool {
    let own = sheet.lines.partition_point(|line| line.end <= amount.at.start);
    let above = own.checked_sub(1).and_then(|at| sheet.lines.get(at));
    // The last one may be broken to a line of its own.
    sheet.lines.get(own).is_some_and(|line| offers(sheet, all, line))
        || stands_alone(sheet, amount) && above.is_some_and(|line| offers(sheet, all, line))
}

fn offers(sheet: &Sheet<'_>, all: &[Amount], line: &Range<usize>) -> bool {
    if line.len() > OPTIONS_BYTES {
        return false;
    }
    let first = all.partition_point(|other| other.at.start < line.start);
    let own: Vec<&Amount> =
        all[first..].iter().take_while(|other| other.at.end <= line.end).collect();
    let only = sheet.body[line.clone()].chars().all(|c| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '元' | '块' | '\u{A5}' | '.' | '|' | '/')
    });
    own.len() >= 2 && only && own.iter().all(|other| !other.signed)
}

/// The longest line of options, in bytes.
const OPTIONS_BYTES: usize = 200;

/// The price of one piece that the sum before what is taken off tells, where a count is stated.
fn from_subtotal(sheet: &Sheet<'_>, all: &[Amount]) -> Option<Fen> {
    let count = sheet.with_role(Role::Quantity).find_map(|pair| {
        let value = &sheet.body[pair.value.clone()];
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        value[..digits].parse::<i64>().ok().filter(|count| *count > 1)
    })?;
    let sum = all.iter().find(|amount| amount.role == Some(Role::TotalBefore))?;
    (sum.fen.0 % count == 0).then(|| Fen(sum.fen.0 / count))
}

/// Whether the page is the result or the bill of a payment.
fn is_payment(sheet: &Sheet<'_>, all: &[Amount]) -> bool {
    let ordered = sheet.pairs.iter().any(|p| p.role == Role::Quantity);
    let roles = sheet.pairs.iter().filter(|pair| {
        matches!(pair.role, Role::ChannelNo | Role::MerchantNo | Role::Payee | Role::PaidAt)
    });
    sheet.is(&["transfer"])
        || WORDS.paid.any(&sheet.body) && !ordered
        || WORDS.cashier.any(&sheet.body) && !ordered
        || roles.count() >= 2
        || !ordered && all.iter().any(|amount| is_result(sheet, amount))
        || WORDS.settled.any(&sheet.body)
            && all.iter().any(|amount| amount.negative && stands_alone(sheet, amount))
}

fn refunded(sheet: &Sheet<'_>, amount: &Amount) -> bool {
    sheet.pair_at(amount.at.start).is_some_and(|pair| pair.role == Role::Balance)
}
