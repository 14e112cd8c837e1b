//! What kind of goods it is, and what they are called.

use std::ops::Range;

use model::Field;

use super::people::is_remark;
use super::sheet::{Candidates, Sheet, rank};
use super::words::WORDS;

/// Finds the goods' name and kind, which the other readers build on.
pub(super) fn read(sheet: &mut Sheet<'_>, found: &mut Candidates) {
    let name = super::names::name(sheet);
    sheet.title = name.as_ref().map(|(range, _)| range.clone());
    if let Some((range, rank::SPOKEN)) = &name {
        sheet.claim(range.clone());
    }
    if let Some((category, at)) = category(sheet) {
        sheet.category = Some(category);
        let sure = if sheet.in_title(at.start) { rank::LABELLED } else { rank::WORDED };
        found.text(Field::Category, category, sure, at);
    }
    // The first line of a transfer names a person.
    if let Some((range, sure)) =
        name.filter(|(_, sure)| *sure == rank::LABELLED || !sheet.is(&["transfer"]))
    {
        let written = sheet.text.written(&range);
        found.text(Field::Name, &written, sure, range);
    }
}

/// How much more the goods' own name counts than the rest of the page.
const NAME_WEIGHT: u32 = 4;
/// How much more the chosen option counts.
const CHOICE_WEIGHT: u32 = 2;

fn category(sheet: &Sheet<'_>) -> Option<(&'static str, Range<usize>)> {
    // A question names the goods too, where nothing else does.
    category_in(sheet, &sheet.claims).or_else(|| category_in(sheet, &sheet.body))
}

fn category_in(sheet: &Sheet<'_>, text: &str) -> Option<(&'static str, Range<usize>)> {
    let mut points = vec![0_u32; WORDS.categories.len()];
    let mut first: Vec<Option<Range<usize>>> = vec![None; points.len()];
    let mut seen: std::collections::HashSet<(&str, u32)> = std::collections::HashSet::new();
    for (range, worth) in WORDS.goods.find(text) {
        let weight = if sheet.in_title(range.start) {
            NAME_WEIGHT
        } else if sheet.in_choice(range.start) {
            CHOICE_WEIGHT
        } else {
            1
        };
        // What a payer wrote beside a transfer is no goods of it.
        if is_remark(sheet, range.start) {
            continue;
        }
        // A word counts once however often it is said.
        if !seen.insert((&text[range.clone()], weight)) {
            continue;
        }
        for (category, value) in worth {
            points[*category] += value * weight;
            let better = first[*category].is_none()
                || weight == NAME_WEIGHT
                    && !first[*category].as_ref().is_some_and(|r| sheet.in_title(r.start));
            if better {
                first[*category] = Some(range.clone());
            }
        }
    }
    game_points(sheet, &mut points, &mut first);
    let (index, most) = points.iter().enumerate().rev().max_by_key(|(_, points)| **points)?;
    if *most < LEAST {
        return None;
    }
    let name: &'static str = &WORDS.categories[index];
    Some((name, first[index].clone().or_else(|| sheet.title.clone()).unwrap_or(0..0)))
}

/// Fewer points than this say nothing.
const LEAST: u32 = 8;

/// A game's name speaks for a top-up, and for a card when a code is sold.
fn game_points(sheet: &Sheet<'_>, points: &mut [u32], first: &mut [Option<Range<usize>>]) {
    let Some((game, _)) =
        WORDS.games.find(&sheet.claims).min_by_key(|(r, _)| (!sheet.in_title(r.start), r.start))
    else {
        return;
    };
    let weight = if sheet.in_title(game.start) { NAME_WEIGHT } else { 1 };
    let index = |key: &str| WORDS.categories.iter().position(|c| c == key);
    let text =
        sheet.title.as_ref().map_or(sheet.claims.as_str(), |title| &sheet.claims[title.clone()]);
    let card = WORDS.coded.any(text);
    for (key, value, counts) in
        [("game_topup", WORDS.known_game.topup, true), ("game_card", WORDS.known_game.card, card)]
    {
        if let Some(index) = index(key).filter(|_| counts) {
            points[index] += value * weight;
            first[index].get_or_insert_with(|| game.clone());
        }
    }
}
