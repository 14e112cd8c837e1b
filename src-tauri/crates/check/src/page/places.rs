//! Carrier, province and city of the numbers that the goods are for.

use std::ops::Range;
use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::lines::{head, tail};
use super::matcher::pattern;
use super::pairs::Role;
use super::sheet::{Candidates, Sheet, rank};
use super::words::{Carrier, Place, WORDS};

const TELECOM: [&str; 3] = ["phone_credit", "data_plan", "landline_broadband"];

static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"1[3-9][0-9](?:[ -]?[0-9*]{4}){2}"));

/// A carrier, a place or a phone number in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    Carrier(Carrier),
    Place(Place),
    Phone,
}

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    let telecom = sheet.category.is_none() || sheet.is(&TELECOM);
    if !telecom && !sheet.is(&["fuel_card"]) {
        return;
    }
    let marks = marks(sheet, telecom);
    for (index, (range, mark)) in marks.iter().enumerate() {
        if let Mark::Carrier(carrier) = mark {
            let sure =
                labelled(sheet, range, Role::Carrier).unwrap_or_else(|| standing(sheet, range));
            let name = match carrier {
                Carrier::One(name) if !enumerated(sheet, &marks, index) => name.as_str(),
                _ => SEVERAL,
            };
            found.text(Field::Carrier, name, sure, range.clone());
        }
    }
    for cluster in clusters(sheet, &marks) {
        let linked = cluster.iter().any(|(_, mark)| !matches!(mark, Mark::Place(_)));
        for (range, mark) in cluster {
            let Mark::Place(place) = mark else { continue };
            let field = if *place == Place::Province { Field::Province } else { Field::City };
            let sure = labelled(sheet, range, Role::Place)
                .or_else(|| labelled(sheet, range, Role::Region))
                .or_else(|| labelled(sheet, range, Role::Carrier))
                .or_else(|| (linked || meant(sheet, range)).then(|| standing(sheet, range)));
            if let Some(sure) = sure.filter(|_| !is_seat(sheet, range)) {
                found.text(field, short(&sheet.body[range.clone()]), sure, range.clone());
            }
        }
    }
}

/// Whether a carrier is one of several in a row: 移动、联通、电信.
fn enumerated(sheet: &Sheet<'_>, marks: &[(Range<usize>, Mark)], index: usize) -> bool {
    let carrier = |at: usize| match marks.get(at) {
        Some((range, Mark::Carrier(carrier))) => Some((range, carrier)),
        _ => None,
    };
    let Some((here, own)) = carrier(index) else { return false };
    let others = [index.checked_sub(1).and_then(carrier), carrier(index + 1)];
    others.into_iter().flatten().any(|(range, other)| {
        let gap = range.end.min(here.end)..range.start.max(here.start);
        let words = sheet.claims.get(gap).unwrap_or("\n");
        let listed = words.trim_matches(' ');
        other != own
            && (matches!(
                listed,
                "、" | "/" | "和" | "与" | "及" | "," | "\u{FF0C}" | "或" | "+" | "&" | "|"
            ) || words.is_empty())
    })
}

/// Stands for several carriers at once until the readings are settled.
pub(super) const SEVERAL: &str = "三网";

/// 朝阳市 and 吉林市 are written out in the data, since the short names are other places too.
fn short(place: &str) -> &str {
    place.strip_suffix('市').unwrap_or(place)
}

fn labelled(sheet: &Sheet<'_>, range: &Range<usize>, role: Role) -> Option<u8> {
    sheet.pair_at(range.start).filter(|pair| pair.role == role).map(|_| rank::LABELLED)
}

fn standing(sheet: &Sheet<'_>, range: &Range<usize>) -> u8 {
    if sheet.in_choice(range.start) {
        rank::CHOSEN
    } else if sheet.in_title(range.start) {
        rank::TITLE
    } else {
        rank::LOOSE
    }
}

fn marks(sheet: &Sheet<'_>, telecom: bool) -> Vec<(Range<usize>, Mark)> {
    let text = sheet.claims.as_str();
    let places = WORDS.places.find(text).map(|(range, place)| (range, Mark::Place(*place)));
    let mut marks: Vec<_> = places.collect();
    if telecom {
        marks.extend(WORDS.carriers.find(text).filter_map(|(range, carrier)| {
            is_carrier(sheet, &range).then(|| (range, Mark::Carrier(carrier.clone())))
        }));
        marks.extend(PHONE.find_iter(text).map(|m| (m.range(), Mark::Phone)));
    }
    marks.sort_by_key(|(range, _)| range.start);
    marks
}

/// A carrier's short name within another word is none: 移动端, 电信一区.
fn is_carrier(sheet: &Sheet<'_>, range: &Range<usize>) -> bool {
    let text = sheet.claims.as_str();
    let after = &text[range.end..];
    let before = tail(&text[..range.start], 3);
    let role = sheet.pair_at(range.start).map(|pair| pair.role);
    let company = head(after, 14);
    !WORDS.not_before.iter().any(|word| after.starts_with(word.as_str()))
        && !WORDS.not_after.iter().any(|word| before.ends_with(word.as_str()))
        && !matches!(
            role,
            Some(Role::Server | Role::Game | Role::OrderNo | Role::MerchantNo | Role::ChannelNo)
        )
        && (role != Some(Role::Payee) || company.contains("通信") || sheet.is(&TELECOM))
}

/// Marks with nothing but joining words between them.
fn clusters<'m>(
    sheet: &Sheet<'_>,
    marks: &'m [(Range<usize>, Mark)],
) -> Vec<&'m [(Range<usize>, Mark)]> {
    let mut clusters = Vec::new();
    let mut start = 0;
    for at in 1..=marks.len() {
        let joined =
            at < marks.len() && joins(&sheet.claims, marks[at - 1].0.end, marks[at].0.start);
        if !joined {
            clusters.push(&marks[start..at]);
            start = at;
        }
    }
    clusters.retain(|cluster| !cluster.is_empty());
    clusters
}

/// The widest gap between two marks of a cluster, in bytes.
const GAP_BYTES: usize = 24;

fn joins(text: &str, from: usize, to: usize) -> bool {
    if to < from || to - from > GAP_BYTES {
        return false;
    }
    let mut gap = &text[from..to];
    loop {
        let rest = gap.trim_start_matches(|c: char| {
            matches!(
                c,
                ' ' | '\t'
                    | '-'
                    | '\u{B7}'
                    | '/'
                    | '|'
                    | '('
                    | ')'
                    | '_'
                    | ','
                    | '\u{FF0C}'
                    | '、'
                    | '【'
                    | '】'
                    | '['
                    | ']'
                    | ':'
            )
        });
        let rest = WORDS
            .place_joiners
            .iter()
            .find_map(|word| rest.strip_prefix(word.as_str()))
            .unwrap_or(rest);
        if rest.len() == gap.len() {
            return gap.is_empty();
        }
        gap = rest;
    }
}

/// Whether a place that stands by itself says whose numbers the goods are for.
fn meant(sheet: &Sheet<'_>, range: &Range<usize>) -> bool {
    let text = sheet.claims.as_str();
    let after = text[range.end..].trim_start_matches(['省', '市', ' ']);
    let boxed = text[..range.start].ends_with(['【', '[', '('])
        && text[range.end..].trim_start_matches(['省', '市']).starts_with(['】', ']', ')']);
    let goods = WORDS.place_goods.iter().any(|word| after.starts_with(word.as_str()));
    let amount = after.starts_with(|c: char| c.is_ascii_digit()) && sheet.in_title(range.start);
    sheet.category.is_some()
        && (boxed || goods || amount || sheet.in_choice(range.start))
        && (sheet.in_title(range.start) || sheet.in_choice(range.start) || goods)
}

/// A place in the name of a company or a shop, or in an address.
fn is_seat(sheet: &Sheet<'_>, range: &Range<usize>) -> bool {
    let text = sheet.claims.as_str();
    let after = head(&text[range.end..], 30);
    let line = after.split(['\n', ' ', '\u{FF0C}']).next().unwrap_or_default();
    let role = sheet.pair_at(range.start).map(|pair| pair.role);
    matches!(role, Some(Role::Payee | Role::Server | Role::Unknown | Role::Name))
        && ["公司", "分公司", "商行", "商贸", "科技", "营业部", "店"]
            .iter()
            .any(|w| line.contains(w))
        || ["有限", "分公司", "公司", "商贸", "旗舰店", "专营店"].iter().any(|w| line.contains(w))
        || role == Some(Role::Server)
        || after.contains("路")
            && after.contains("号")
            && line.chars().count() > 4
            && !after.starts_with("移动")
        || ["发货", "仓"].iter().any(|w| after.trim_start_matches(['省', '市']).starts_with(w))
}
