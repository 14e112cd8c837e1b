use std::collections::BTreeMap;

use model::{OrderId, Sha256Hex};
use rusqlite::{Connection, Result, Row, named_params};

use crate::{
    EvidenceRow,
    column::{
        conversion, millis, read_optional_time, read_optional_word, read_time, read_word,
        unreadable, word,
    },
};

const CLEAR: &str = "DELETE FROM evidence WHERE order_pk = ?1";
const PUT: &str = "
    INSERT INTO evidence (
        order_pk, seq, sha256, kind, name, media_type, size, width, height, notice, acquired,
        attached_at, file_modified_at, about, derived_from
    ) VALUES (
        :order_pk, :seq, :sha256, :kind, :name, :media_type, :size, :width, :height, :notice,
        :acquired, :attached_at, :file_modified_at, :about, :derived_from
    )
";
const OF_ORDER: &str = "
    SELECT sha256, kind, name, media_type, size, width, height, notice, acquired, attached_at,
        file_modified_at, about, derived_from
    FROM evidence WHERE order_pk = ?1 ORDER BY seq
";
const OF_FILE: &str = "
    SELECT orders.id, evidence.sha256, evidence.kind, evidence.name, evidence.media_type,
        evidence.size, evidence.width, evidence.height, evidence.notice, evidence.acquired,
        evidence.attached_at, evidence.file_modified_at, evidence.about, evidence.derived_from
    FROM evidence JOIN orders ON orders.pk = evidence.order_pk
    WHERE evidence.sha256 = ?1 ORDER BY orders.pk
";
const ORDERS_WITH: &str = "
    SELECT orders.id FROM evidence JOIN orders ON orders.pk = evidence.order_pk
    WHERE evidence.sha256 = ?1 ORDER BY orders.pk
";
const KEYS_WITH: &str = "
    SELECT orders.pk FROM evidence JOIN orders ON orders.pk = evidence.order_pk
    WHERE evidence.sha256 = ?1 ORDER BY orders.pk
";
// Detached files count: their bytes are still in the vault. A body that cannot be read is the
// chain's to tell.
const ATTACHED: &str = "
    SELECT body ->> '$.sha256', body ->> '$.name', CAST(order_id AS BLOB)
    FROM event WHERE kind = 'evidence_attached' AND json_valid(body) ORDER BY seq
";
// The order that they were attached to may never have been here.
const MERGED: &str = "
    SELECT piece.value ->> '$.sha256', piece.value ->> '$.name', CAST(order_id AS BLOB)
    FROM event, json_each(CASE WHEN json_valid(body) THEN body ELSE '{}' END, '$.evidence') AS piece
    WHERE event.kind = 'merged' AND piece.type = 'object' ORDER BY seq
";
// What a platform says, as a screenshot shows it.
const OWN: &str = "
    SELECT named.value, NULL, NULL FROM own, json_tree(own.body) AS named
    WHERE json_valid(own.body) AND named.key = 'evidence' AND named.type = 'text'
";

/// A file that is or was evidence, as the first event that names it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedFile {
    pub(crate) sha256: Sha256Hex,
    pub(crate) name: Option<String>,
    /// `None` for one that an entry of the user's own names.
    pub(crate) order: Option<OrderId>,
}

/// Makes the order's evidence what `pieces` says, in that order. What stands is not written
/// again: an order may have a thousand pieces, and most changes add one or none.
pub(crate) fn replace(
    connection: &Connection,
    order_pk: i64,
    pieces: &[EvidenceRow],
) -> Result<()> {
    let there = of_order(connection, order_pk).unwrap_or_default();
    let kept = if pieces.starts_with(&there) { there.len() } else { 0 };
    if kept == 0 {
        connection.prepare_cached(CLEAR)?.execute([order_pk])?;
    }
    let mut put = connection.prepare_cached(PUT)?;
    for (place, piece) in (0_i64..).zip(pieces).skip(kept) {
        put.execute(named_params! {
            ":order_pk": order_pk,
            ":seq": place,
            ":sha256": piece.sha256.as_str(),
            ":kind": word(&piece.kind),
            ":name": piece.name,
            ":media_type": piece.media_type,
            ":size": piece.size,
            ":width": piece.width,
            ":height": piece.height,
            ":notice": piece.notice.map(|notice| word(&notice)),
            ":acquired": word(&piece.acquired),
            ":attached_at": millis(piece.attached_at),
            ":file_modified_at": piece.file_modified_at.map(millis),
            ":about": json(&piece.about),
            ":derived_from": json(&piece.derived_from),
        })?;
    }
    Ok(())
}

pub(crate) fn of_order(connection: &Connection, order_pk: i64) -> Result<Vec<EvidenceRow>> {
    connection.prepare_cached(OF_ORDER)?.query_map([order_pk], read)?.collect()
}

/// A file as it is evidence of each order that has it.
pub(crate) fn of_file(
    connection: &Connection,
    sha256: &Sha256Hex,
) -> Result<Vec<(OrderId, EvidenceRow)>> {
    let mut statement = connection.prepare_cached(OF_FILE)?;
    let row = |row: &Row<'_>| Ok((OrderId(row.get("id")?), read(row)?));
    statement.query_map([sha256.as_str()], row)?.collect()
}

pub(crate) fn orders_with(connection: &Connection, sha256: &Sha256Hex) -> Result<Vec<OrderId>> {
    let mut statement = connection.prepare_cached(ORDERS_WITH)?;
    statement.query_map([sha256.as_str()], |row| row.get(0).map(OrderId))?.collect()
}

/// The keys of the orders that have a file; each is an order's that is there.
pub(crate) fn keys_with(connection: &Connection, sha256: &Sha256Hex) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(KEYS_WITH)?;
    statement.query_map([sha256.as_str()], |row| row.get(0))?.collect()
}

/// Every file that is or was evidence, in the order of their hashes.
pub(crate) fn files(connection: &Connection) -> Result<Vec<NamedFile>> {
    let mut all = BTreeMap::new();
    for sql in [ATTACHED, MERGED, OWN] {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let sha256 = row.get::<_, String>(0).ok().and_then(|text| Sha256Hex::new(&text));
            let Some(sha256) = sha256 else { continue };
            let order = row.get::<_, Option<Vec<u8>>>(2)?;
            let order = order.map(|id| OrderId(String::from_utf8_lossy(&id).into_owned()));
            let name = row.get(1).unwrap_or_default();
            all.entry(sha256.clone()).or_insert(NamedFile { sha256, name, order });
        }
    }
    Ok(all.into_values().collect())
}

fn read(row: &Row<'_>) -> Result<EvidenceRow> {
    let sha256: String = row.get("sha256")?;
    Ok(EvidenceRow {
        sha256: Sha256Hex::new(&sha256).ok_or_else(|| unreadable("sha256"))?,
        kind: read_word(row, "kind")?,
        name: row.get("name")?,
        media_type: row.get("media_type")?,
        size: row.get("size")?,
        width: row.get("width")?,
        height: row.get("height")?,
        notice: read_optional_word(row, "notice")?,
        acquired: read_word(row, "acquired")?,
        attached_at: read_time(row, "attached_at")?,
        file_modified_at: read_optional_time(row, "file_modified_at")?,
        about: read_json(row, "about")?,
        derived_from: read_json(row, "derived_from")?,
    })
}

/// A value that holds several, as JSON.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn read_json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| conversion(row, column, error))
}
