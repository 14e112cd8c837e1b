//! What all rows of a table become, before anything is recorded.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::OrderMark;
use model::{Fen, MoneyState, OrderId, OrderState};
use serde::Serialize;
use specta::Type;
use tables::{Meaning, Row, read_amount};

use super::doubles::{Known, Met};
use super::layout::TableLayout;
use super::row::{Read, Reader, RowFault, RowFaultCode, TableOrder};
use super::{OpenTable, columns_of, count, import, index, short};
use crate::error::{Error, ErrorCode, Result};
use crate::library::Library;
use crate::own;

/// What would come of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TablePreview {
    /// Orders that can be taken in.
    pub ready: u32,
    /// What they come to.
    pub total: Fen,
    pub faulty: u32,
    /// Rows that lack nothing but the last digits of their order number: among the faulty ones, or
    /// among those that are ready when they are taken in without it.
    pub rounded: u32,
    /// Rows that the record has already, or that stand in the table twice.
    pub doubles: u32,
    /// Money that came in, or moved between one's own accounts.
    pub no_purchases: u32,
    /// The first that can be taken in.
    pub first: Vec<PreviewRow>,
    pub faults: Vec<FaultyRow>,
    pub known: Vec<KnownRow>,
    /// Words for where orders stand that say nothing that is known; they are kept as they are.
    pub unknown_words: Vec<String>,
}

/// A row as the order that it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PreviewRow {
    /// As the program that made the file counts, from 1.
    pub row: u32,
    pub name: String,
    pub quantity: u32,
    pub total: Option<Fen>,
    pub order_no: Option<String>,
    pub shop: Option<String>,
    pub recipient: Option<String>,
    #[specta(type = String)]
    pub at: Timestamp,
    pub order: OrderState,
    pub money: MoneyState,
}

/// A row that is left out until it is put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FaultyRow {
    pub row: u32,
    /// What it is about, as far as that can be told.
    pub name: String,
    pub faults: Vec<RowFault>,
}

/// A row that is there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KnownRow {
    pub row: u32,
    pub name: String,
    /// The order that it is; `None` when it stands in the table twice.
    pub order: Option<OrderId>,
    /// The row before it that is the same.
    pub same_as: Option<u32>,
}

/// So many rows that can be taken in are shown.
const SHOWN: usize = 30;
/// So many that are left out are listed.
const LISTED: usize = 2_000;
/// So many unknown words.
const WORDS: usize = 8;

/// Every row of a table, read.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) orders: Vec<TableOrder>,
    faulty: Vec<FaultyRow>,
    known: Vec<KnownRow>,
    no_purchases: u32,
}

impl Library {
    /// What would come of a table that is laid out so. Nothing is recorded.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotReady`] while no column holds the goods or no column holds a time.
    pub async fn preview_table(
        &self,
        token: u32,
        layout: TableLayout,
        now: Timestamp,
        zone: TimeZone,
    ) -> Result<TablePreview> {
        Ok(self.sort_table(token, layout, now, zone).await?.preview())
    }

    pub(super) async fn sort_table(
        &self,
        token: u32,
        layout: TableLayout,
        now: Timestamp,
        zone: TimeZone,
    ) -> Result<Sorted> {
        let has = |meaning| columns_of(&layout.columns, meaning).next().is_some();
        if !has(Meaning::Name) || !(has(Meaning::PaidAt) || has(Meaning::OrderedAt)) {
            return Err(Error::new(ErrorCode::NotReady, "goods or time is missing"));
        }
        let open = self.open_of(token)?;
        let known = self.known().await?;
        self.read(move |ledger| {
            Ok::<_, Error>(sorted(&open, &layout, &known, ledger.order_marks()?, now, &zone))
        })
        .await
    }
}

fn sorted(
    open: &OpenTable,
    layout: &TableLayout,
    known: &own::Known,
    marks: Vec<OrderMark>,
    now: Timestamp,
    zone: &TimeZone,
) -> Sorted {
    let first = index(layout.header).map_or(0, |at| at + 1);
    let rows = open.table.rows.get(first..).unwrap_or_default();
    let spent_is_negative = mostly_negative(rows, layout);
    let reader = Reader { layout, kinds: &known.kinds, zone, now, spent_is_negative };
    let mut met = Known::of(marks);
    let mut sorted = Sorted::default();
    let name = columns_of(&layout.columns, Meaning::Name).next().unwrap_or_default();
    for row in rows {
        match reader.read(row) {
            Read::NoPurchase => sorted.no_purchases += 1,
            Read::Faulty(faults) => {
                let name = short(row.cell(name).text());
                sorted.faulty.push(FaultyRow { row: row.number, name, faults });
            }
            Read::Order(order) => sorted.put(*order, &mut met),
        }
    }
    sorted
}

/// Whether most amounts are written with a minus.
fn mostly_negative(rows: &[Row], layout: &TableLayout) -> bool {
    let Some(column) = columns_of(&layout.columns, Meaning::Total).next() else { return false };
    let (mut negative, mut positive) = (0_usize, 0_usize);
    for row in rows {
        match read_amount(&row.cell(column).text()) {
            Ok(Some(Fen(fen))) if fen < 0 => negative += 1,
            Ok(Some(Fen(fen))) if fen > 0 => positive += 1,
            _ => {}
        }
    }
    negative > positive
}

impl Sorted {
    fn put(&mut self, order: TableOrder, met: &mut Known) {
        let (row, name) = (order.number, short(order.name.clone()));
        match met.meet(&order) {
            Met::New => self.orders.push(order),
            Met::Recorded(id) => {
                self.known.push(KnownRow { row, name, order: Some(id), same_as: None });
            }
            Met::Repeated(same) => {
                self.known.push(KnownRow { row, name, order: None, same_as: Some(same) });
            }
            Met::Conflicting(other) => {
                let code = RowFaultCode::SameNumber;
                let fault = RowFault { code, about: Meaning::OrderNo, found: other.to_string() };
                self.faulty.push(FaultyRow { row, name, faults: vec![fault] });
            }
        }
    }

    fn preview(mut self) -> TablePreview {
        let rounded = self
            .faulty
            .iter()
            .filter(|row| row.faults.iter().all(|fault| fault.code == RowFaultCode::Rounded));
        let without = self.orders.iter().filter(|order| order.rounded);
        let rounded = count(rounded.count() + without.count());
        let mut unknown_words: Vec<String> = Vec::new();
        for order in self.orders.iter().filter(|order| order.standing.is_none()) {
            if let Some(shown) = &order.shown
                && unknown_words.len() < WORDS
                && !unknown_words.contains(shown)
            {
                unknown_words.push(shown.clone());
            }
        }
        let total = self.orders.iter().filter_map(|order| order.total);
        let preview = TablePreview {
            ready: count(self.orders.len()),
            total: Fen(total.fold(0_i64, |sum, total| sum.saturating_add(total.0))),
            faulty: count(self.faulty.len()),
            rounded,
            doubles: count(self.known.len()),
            no_purchases: self.no_purchases,
            first: self.orders.iter().take(SHOWN).map(PreviewRow::of).collect(),
            faults: Vec::new(),
            known: Vec::new(),
            unknown_words,
        };
        self.faulty.sort_by_key(|row| row.row);
        self.faulty.truncate(LISTED);
        self.known.truncate(LISTED);
        TablePreview { faults: self.faulty, known: self.known, ..preview }
    }
}

impl PreviewRow {
    fn of(order: &TableOrder) -> Self {
        let axes = import::axes(order);
        Self {
            row: order.number,
            name: order.name.clone(),
            quantity: order.quantity,
            total: order.total,
            order_no: order.order_no.clone(),
            shop: order.shop.clone(),
            recipient: order.recipient.clone(),
            at: order.at,
            order: axes.order,
            money: axes.money,
        }
    }
}
