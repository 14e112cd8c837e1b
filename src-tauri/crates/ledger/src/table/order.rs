use jiff::Timestamp;
use model::{Axes, EvidenceKind, Fen, OrderId, Sha256Hex};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params, params, types::Null};

use crate::{
    Gone, Link, OrderMark, OrderRow, OrderSort, OrderSummary, PastPurchase,
    column::{
        conversion, is_unreadable, millis, read_optional_time, read_optional_word, read_time,
        read_word, readable, unreadable, word,
    },
    finding::Rank,
};

const PK: &str = "SELECT pk FROM orders WHERE id = ?1";
const GET: &str = "SELECT * FROM orders WHERE id = ?1";
// A keyset: `pk` grows with every order, so a page begins below the last one of the page before.
const NEWEST: &str =
    "SELECT pk FROM orders WHERE pk < ?1 AND gone_at IS NULL ORDER BY pk DESC LIMIT ?2";
const OLDEST: &str = "SELECT pk FROM orders WHERE pk > ?1 AND gone_at IS NULL ORDER BY pk LIMIT ?2";
// Named, so that it never becomes a walk through all of them.
const GONE: &str = "
    SELECT pk FROM orders INDEXED BY orders_gone WHERE gone_at IS NOT NULL ORDER BY pk
";
const RANK: &str = "
    SELECT pk, total_fen, last_seq, coalesce(paid_at, created_at) FROM orders WHERE id = ?1
";
const ALL: &str = "SELECT * FROM orders ORDER BY pk";
// The cross join keeps the keys outside and in their order.
const OF_KEYS: &str = "
    SELECT orders.* FROM json_each(?1) AS wanted
    CROSS JOIN orders ON orders.pk = wanted.value ORDER BY wanted.id
";
const IDS: &str = "
    SELECT orders.id FROM json_each(?1) AS wanted
    CROSS JOIN orders ON orders.pk = wanted.value ORDER BY wanted.id
";
const COUNT: &str = "SELECT count(*) FROM orders";
const EVERY_KEY: &str = "SELECT pk FROM orders ORDER BY pk";
const KEYS_OF: &str = "
    SELECT orders.pk FROM json_each(?1) AS wanted
    CROSS JOIN orders ON orders.id = wanted.value ORDER BY wanted.id
";
const TOTALS: &str = "
    SELECT orders.total_fen, orders.order_no FROM json_each(?1) AS wanted
    CROSS JOIN orders ON orders.id = wanted.value ORDER BY wanted.id
";
const PAST: &str = "
    SELECT id, category, name, face_value_fen, unit_price_fen, quantity, total_fen, recipient,
        recipient_kind, recipient_label, shop, payee, order_no, order_state,
        coalesce(paid_at, created_at) AS at
    FROM orders
    WHERE order_state <> 'closed' AND gone_at IS NULL
        AND (?1 IS NULL OR coalesce(paid_at, created_at) >= ?1)
    ORDER BY at DESC, pk DESC
";
const PUT: &str = "
    INSERT INTO orders (
        id, created_at, updated_at, last_seq, category, name, face_value_fen, unit_price_fen,
        quantity, total_fen, recipient, recipient_kind, recipient_label, shop, payee, words,
        order_no, order_state, money_state, voucher_state, paid_at, postponed_at, closed_reason,
        notes, check_sha256, evidence_kinds, page_sha256, recorded_from, seller, shipment,
        arrival, shown, refunded_fen, tags, links, gone_at, merged_into
    ) VALUES (
        :id, :created_at, :updated_at, :last_seq, :category, :name, :face_value, :unit_price,
        :quantity, :total, :recipient, :recipient_kind, :recipient_label, :shop, :payee, :words,
        :order_no, :order_state, :money_state, :voucher_state, :paid_at, :postponed_at,
        :closed_reason, :notes, :check_sha256, :evidence_kinds, :page_sha256, :recorded_from,
        :seller, :shipment, :arrival, :shown, :refunded, :tags, :links, :gone_at, :merged_into
    )
    ON CONFLICT (id) DO UPDATE SET
        created_at = excluded.created_at,
        updated_at = excluded.updated_at,
        last_seq = excluded.last_seq,
        category = excluded.category,
        name = excluded.name,
        face_value_fen = excluded.face_value_fen,
        unit_price_fen = excluded.unit_price_fen,
        quantity = excluded.quantity,
        total_fen = excluded.total_fen,
        recipient = excluded.recipient,
        recipient_kind = excluded.recipient_kind,
        recipient_label = excluded.recipient_label,
        shop = excluded.shop,
        payee = excluded.payee,
        words = excluded.words,
        order_no = excluded.order_no,
        order_state = excluded.order_state,
        money_state = excluded.money_state,
        voucher_state = excluded.voucher_state,
        paid_at = excluded.paid_at,
        postponed_at = excluded.postponed_at,
        closed_reason = excluded.closed_reason,
        notes = excluded.notes,
        check_sha256 = excluded.check_sha256,
        evidence_kinds = excluded.evidence_kinds,
        page_sha256 = excluded.page_sha256,
        recorded_from = excluded.recorded_from,
        seller = excluded.seller,
        shipment = excluded.shipment,
        arrival = excluded.arrival,
        shown = excluded.shown,
        refunded_fen = excluded.refunded_fen,
        tags = excluded.tags,
        links = excluded.links,
        gone_at = excluded.gone_at,
        merged_into = excluded.merged_into
    RETURNING pk
";

/// Writes an order's row as folded; its key is returned.
pub(crate) fn put(connection: &Connection, row: &OrderRow) -> Result<i64> {
    let OrderRow { summary, axes, .. } = row;
    connection.prepare_cached(PUT)?.query_row(
        named_params! {
            ":id": row.id.0,
            ":created_at": millis(row.created_at),
            ":updated_at": millis(row.updated_at),
            ":last_seq": row.last_seq,
            ":category": summary.category,
            ":name": summary.name,
            ":face_value": summary.face_value.map(|fen| fen.0),
            ":unit_price": summary.unit_price.map(|fen| fen.0),
            ":quantity": summary.quantity,
            ":total": summary.total.map(|fen| fen.0),
            ":recipient": summary.recipient,
            ":recipient_kind": summary.recipient_kind,
            ":recipient_label": summary.recipient_label,
            ":shop": summary.shop,
            ":payee": summary.payee,
            ":words": list(&summary.words),
            ":order_no": row.order_no,
            ":order_state": word(&axes.order),
            ":money_state": word(&axes.money),
            ":voucher_state": word(&axes.voucher),
            ":paid_at": row.paid_at.map(millis),
            ":postponed_at": row.postponed_at.map(millis),
            ":closed_reason": row.closed_reason,
            ":notes": list(&row.notes),
            ":check_sha256": row.check_sha256.as_ref().map_or("", Sha256Hex::as_str),
            ":evidence_kinds": list(&row.evidence_kinds.iter().map(word).collect::<Vec<_>>()),
            ":page_sha256": row.page_sha256.as_ref().map(Sha256Hex::as_str),
            ":recorded_from": row.recorded_from.as_ref().map(word),
            ":seller": summary.seller,
            ":shipment": axes.shipment.as_ref().map(word),
            ":arrival": row.arrival.as_ref().map(word),
            ":shown": row.shown,
            ":refunded": row.refunded.0,
            ":tags": list(&row.tags),
            ":links": links(&row.links),
            ":gone_at": row.gone_at.map(millis),
            ":merged_into": match &row.gone {
                Some(Gone::Merged(into)) => Some(&into.0),
                Some(Gone::Trashed) | None => None,
            },
        },
        |row| row.get(0),
    )
}

pub(crate) fn pk(connection: &Connection, id: &OrderId) -> Result<Option<i64>> {
    connection.prepare_cached(PK)?.query_row([&id.0], |row| row.get(0)).optional()
}

pub(crate) fn get(connection: &Connection, id: &OrderId) -> Result<Option<OrderRow>> {
    connection.prepare_cached(GET)?.query_row([&id.0], read).optional()
}

/// The keys that follow `after` from the newest on, or from the oldest on.
pub(crate) fn keys(
    connection: &Connection,
    oldest_first: bool,
    after: Option<i64>,
    most: usize,
) -> Result<Vec<i64>> {
    let (sql, start) = if oldest_first { (OLDEST, 0) } else { (NEWEST, i64::MAX) };
    let mut statement = connection.prepare_cached(sql)?;
    let values = params![after.unwrap_or(start), i64::try_from(most).unwrap_or(i64::MAX)];
    statement.query_map(values, |row| row.get(0))?.collect()
}

/// Of all orders, those that are gone among them.
pub(crate) fn count(connection: &Connection) -> Result<usize> {
    let count: i64 = connection.prepare_cached(COUNT)?.query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The same as keys, the first made first.
pub(crate) fn every_key(connection: &Connection) -> Result<Vec<i64>> {
    connection.prepare_cached(EVERY_KEY)?.query_map([], |row| row.get(0))?.collect()
}

/// The keys of these orders, in their order; of those that are there.
pub(crate) fn keys_of(connection: &Connection, ids: &[OrderId]) -> Result<Vec<i64>> {
    let ids: serde_json::Value = ids.iter().map(|id| id.0.as_str()).collect();
    let mut statement = connection.prepare_cached(KEYS_OF)?;
    statement.query_map([ids.to_string()], |row| row.get(0))?.collect()
}

/// The keys of the orders that are gone.
pub(crate) fn gone(connection: &Connection) -> Result<Vec<i64>> {
    connection.prepare_cached(GONE)?.query_map([], |row| row.get(0))?.collect()
}

/// Where an order stands in a list of this sort.
pub(crate) fn rank(connection: &Connection, id: &OrderId, sort: OrderSort) -> Result<Option<Rank>> {
    let mut statement = connection.prepare_cached(RANK)?;
    let rank =
        |row: &Row<'_>| Ok(Rank::of(sort, row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    statement.query_row([&id.0], rank).optional()
}

/// The orders with these keys, in their order. One that cannot be read is named by its id.
pub(crate) fn of_keys(
    connection: &Connection,
    keys: &[i64],
) -> Result<Vec<std::result::Result<OrderRow, OrderId>>> {
    let mut statement = connection.prepare_cached(OF_KEYS)?;
    let keys = serde_json::Value::from(keys).to_string();
    let row = |row: &Row<'_>| match read(row) {
        Err(error) if is_unreadable(&error) => {
            let id = row.get_ref("id")?.as_bytes().unwrap_or_default();
            Ok(Err(OrderId(String::from_utf8_lossy(id).into_owned())))
        }
        read => read.map(Ok),
    };
    statement.query_map([keys], row)?.collect()
}

/// The identities of the orders with these keys, in their order.
pub(crate) fn ids(connection: &Connection, keys: &[i64]) -> Result<Vec<OrderId>> {
    let keys = serde_json::Value::from(keys).to_string();
    connection.prepare_cached(IDS)?.query_map([keys], |row| row.get(0).map(OrderId))?.collect()
}

/// Visits the total and the platform's number of each of these orders.
pub(crate) fn totals(
    connection: &Connection,
    ids: &[OrderId],
    mut visit: impl FnMut(Option<i64>, Option<String>),
) -> Result<()> {
    let mut statement = connection.prepare_cached(TOTALS)?;
    let ids: serde_json::Value = ids.iter().map(|id| id.0.as_str()).collect();
    let mut rows = statement.query([ids.to_string()])?;
    while let Some(row) = rows.next()? {
        visit(row.get(0)?, row.get(1)?);
    }
    Ok(())
}

/// Visits every order with its key; one that cannot be read is passed over.
pub(crate) fn each(
    connection: &Connection,
    mut visit: impl FnMut(i64, &OrderRow) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(ALL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Ok(order) = read(row) {
            visit(row.get("pk")?, &order)?;
        }
    }
    Ok(())
}

/// The latest first.
pub(crate) fn past(connection: &Connection, since: Option<Timestamp>) -> Result<Vec<PastPurchase>> {
    let mut statement = connection.prepare_cached(PAST)?;
    let past = match since {
        Some(since) => statement.query_map([millis(since)], read_past)?,
        None => statement.query_map([Null], read_past)?,
    };
    readable(past)
}

/// What every order can be known by that stands in lists.
pub(crate) fn marks(connection: &Connection) -> Result<Vec<OrderMark>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, total_fen, recipient, paid_at, order_no, shop FROM orders
         WHERE gone_at IS NULL",
    )?;
    let marks = statement.query_map([], |row| {
        Ok(OrderMark {
            id: OrderId(row.get("id")?),
            name: row.get("name")?,
            total: row.get::<_, Option<i64>>("total_fen")?.map(Fen),
            recipient: row.get("recipient")?,
            paid_at: read_optional_time(row, "paid_at")?,
            order_no: row.get("order_no")?,
            shop: row.get("shop")?,
        })
    })?;
    readable(marks)
}

fn read(row: &Row<'_>) -> Result<OrderRow> {
    let check: String = row.get("check_sha256")?;
    let page: Option<String> = row.get("page_sha256")?;
    let hash = |text: &str, column| Sha256Hex::new(text).ok_or_else(|| unreadable(column));
    let gone_at = read_optional_time(row, "gone_at")?;
    let merged_into: Option<String> = row.get("merged_into")?;
    Ok(OrderRow {
        id: OrderId(row.get("id")?),
        summary: OrderSummary {
            category: row.get("category")?,
            name: row.get("name")?,
            face_value: row.get::<_, Option<i64>>("face_value_fen")?.map(Fen),
            unit_price: row.get::<_, Option<i64>>("unit_price_fen")?.map(Fen),
            quantity: row.get("quantity")?,
            total: row.get::<_, Option<i64>>("total_fen")?.map(Fen),
            recipient: row.get("recipient")?,
            recipient_kind: row.get("recipient_kind")?,
            recipient_label: row.get("recipient_label")?,
            shop: row.get("shop")?,
            seller: row.get("seller")?,
            payee: row.get("payee")?,
            words: read_list(row, "words")?,
        },
        axes: Axes {
            order: read_word(row, "order_state")?,
            money: read_word(row, "money_state")?,
            voucher: read_word(row, "voucher_state")?,
            shipment: read_optional_word(row, "shipment")?,
        },
        arrival: read_optional_word(row, "arrival")?,
        shown: row.get("shown")?,
        check_sha256: match check.as_str() {
            "" => None,
            check => Some(hash(check, "check_sha256")?),
        },
        recorded_from: read_optional_word(row, "recorded_from")?,
        page_sha256: page.map(|page| hash(&page, "page_sha256")).transpose()?,
        order_no: row.get("order_no")?,
        refunded: Fen(row.get("refunded_fen")?),
        tags: read_list(row, "tags")?,
        links: read_links(row)?,
        gone: gone_at.map(|_| match merged_into {
            Some(into) => Gone::Merged(OrderId(into)),
            None => Gone::Trashed,
        }),
        gone_at,
        created_at: read_time(row, "created_at")?,
        updated_at: read_time(row, "updated_at")?,
        paid_at: read_optional_time(row, "paid_at")?,
        postponed_at: read_optional_time(row, "postponed_at")?,
        closed_reason: row.get("closed_reason")?,
        notes: read_list(row, "notes")?,
        evidence_kinds: read_kinds(row)?,
        last_seq: row.get("last_seq")?,
    })
}

fn read_past(row: &Row<'_>) -> Result<PastPurchase> {
    Ok(PastPurchase {
        order: OrderId(row.get("id")?),
        category: row.get("category")?,
        name: row.get("name")?,
        face_value: row.get::<_, Option<i64>>("face_value_fen")?.map(Fen),
        unit_price: row.get::<_, Option<i64>>("unit_price_fen")?.map(Fen),
        quantity: row.get("quantity")?,
        total: row.get::<_, Option<i64>>("total_fen")?.map(Fen),
        recipient: row.get("recipient")?,
        recipient_kind: row.get("recipient_kind")?,
        recipient_label: row.get("recipient_label")?,
        shop: row.get("shop")?,
        payee: row.get("payee")?,
        order_no: row.get("order_no")?,
        state: read_word(row, "order_state")?,
        at: read_time(row, "at")?,
    })
}

/// Several texts in one column, as a JSON array: its brackets and quotes part them in the
/// search too.
fn list(texts: &[String]) -> String {
    serde_json::Value::from(texts).to_string()
}

fn read_list(row: &Row<'_>, column: &str) -> Result<Vec<String>> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| conversion(row, column, error))
}

fn links(links: &[Link]) -> String {
    serde_json::to_string(links).unwrap_or_default()
}

fn read_links(row: &Row<'_>) -> Result<Vec<Link>> {
    let text: String = row.get("links")?;
    serde_json::from_str(&text).map_err(|error| conversion(row, "links", error))
}

fn read_kinds(row: &Row<'_>) -> Result<Vec<EvidenceKind>> {
    let text: String = row.get("evidence_kinds")?;
    let kinds: std::result::Result<Vec<EvidenceKind>, _> = serde_json::from_str(&text);
    let mut kinds = kinds.map_err(|error| conversion(row, "evidence_kinds", error))?;
    kinds.sort_unstable();
    Ok(kinds)
}
