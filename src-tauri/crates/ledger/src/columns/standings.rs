use std::collections::HashMap;

use model::{Arrival, EvidenceKind, MoneyState, OrderState, VoucherState, gaps};
use rusqlite::{Result, Row};

use super::names::number;
use crate::{OrderQuery, column::parse_word};

/// Where orders stand, by number: there are a few hundred ways at most.
#[derive(Debug, Default)]
pub(super) struct Standings {
    numbers: HashMap<Box<str>, u32>,
    pub(super) all: Vec<Standing>,
}

/// `None` where a column holds no word that this program knows.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a condition of its own")]
pub(super) struct Standing {
    order: Option<OrderState>,
    money: Option<MoneyState>,
    voucher: Option<VoucherState>,
    arrival: Option<Arrival>,
    postponed: bool,
    has_gaps: bool,
    gone: bool,
    checked: bool,
}

impl Standings {
    pub(super) fn of(&mut self, row: &Row<'_>, key: &mut String) -> Result<u32> {
        key.clear();
        for column in [4, 5, 6, 8] {
            // One that is damaged stands nowhere.
            key.push_str(row.get_ref(column)?.as_str().unwrap_or_default());
            key.push('\n');
        }
        key.push_str(row.get_ref(12)?.as_str_or_null().unwrap_or_default().unwrap_or_default());
        key.push('\n');
        let (postponed, gone, checked): (bool, bool, bool) =
            (row.get(7)?, row.get(13)?, row.get(15)?);
        for flag in [postponed, gone, checked] {
            key.push(if flag { '1' } else { '0' });
        }
        if let Some(&number) = self.numbers.get(key.as_str()) {
            return Ok(number - 1);
        }
        let mut words = key.lines();
        let mut word = || words.next().unwrap_or_default();
        let order = parse_word(word()).ok();
        let (money, voucher) = (parse_word(word()).ok(), parse_word(word()).ok());
        let kinds: Vec<EvidenceKind> = serde_json::from_str(word()).unwrap_or_default();
        let arrival = parse_word(word()).ok();
        let postponed = postponed && order == Some(OrderState::Unpaid);
        let has_gaps = !gaps(&kinds).is_empty();
        self.all.push(Standing {
            order,
            money,
            voucher,
            arrival,
            postponed,
            has_gaps,
            gone,
            checked,
        });
        Ok(number(&mut self.numbers, key) - 1)
    }
}

impl Standing {
    pub(super) fn fits(&self, query: &OrderQuery) -> bool {
        let arrived = self.arrival.is_some_and(|arrival| arrival != Arrival::Nothing);
        among(self.order, &query.states)
            && among(self.money, &query.money)
            && among(self.voucher, &query.vouchers)
            && among(self.arrival, &query.arrivals)
            && self.gone == query.gone
            && query.checked.is_none_or(|wanted| wanted == self.checked)
            && query.arrived.is_none_or(|wanted| wanted == arrived)
            && query.postponed.is_none_or(|wanted| wanted == self.postponed)
            && query.has_gaps.is_none_or(|wanted| wanted == self.has_gaps)
    }
}

fn among<T: PartialEq>(found: Option<T>, wanted: &[T]) -> bool {
    wanted.is_empty() || found.is_some_and(|found| wanted.contains(&found))
}
