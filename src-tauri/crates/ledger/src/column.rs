//! How the words of the record are written in columns.

use jiff::Timestamp;
use rusqlite::{
    Row,
    types::{FromSqlError, Type},
};
use serde::{Deserialize, Serialize, de::value::StrDeserializer};

/// An enum's wire name, such as `order_page`.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable_word(&other),
    }
}

/// The enum that a column names by its wire name.
pub(crate) fn read_word<'de, T: Deserialize<'de>>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    parse_word(&text).map_err(|error| conversion(row, column, error))
}

/// As [`read_word`], for a column that may be NULL.
pub(crate) fn read_optional_word<'de, T: Deserialize<'de>>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| parse_word(&text).map_err(|error| conversion(row, column, error))).transpose()
}

pub(crate) fn parse_word<'de, T: Deserialize<'de>>(
    text: &str,
) -> Result<T, serde::de::value::Error> {
    T::deserialize(StrDeserializer::new(text))
}

/// Times are kept in whole milliseconds since 1970, UTC.
pub(crate) fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// Drops what a column does not keep, so that a value is the same before and after storing.
pub(crate) fn to_millis(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

pub(crate) fn read_time(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    let millis: i64 = row.get(column)?;
    Timestamp::from_millisecond(millis).map_err(|error| conversion(row, column, error))
}

pub(crate) fn read_optional_time(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<Timestamp>> {
    let millis: Option<i64> = row.get(column)?;
    millis
        .map(|m| Timestamp::from_millisecond(m).map_err(|error| conversion(row, column, error)))
        .transpose()
}

/// What can be read of several rows: one that is damaged does not keep the others away, and the
/// library check names it.
pub(crate) fn readable<T>(
    rows: impl Iterator<Item = rusqlite::Result<T>>,
) -> rusqlite::Result<Vec<T>> {
    rows.filter(|row| !row.as_ref().is_err_and(is_unreadable)).collect()
}

/// The value is at fault, and not the reading.
pub(crate) fn is_unreadable(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..)
    )
}

/// A column that does not hold what was once written to it.
pub(crate) fn conversion(
    row: &Row<'_>,
    column: &str,
    cause: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    let index = row.as_ref().column_index(column).unwrap_or_default();
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(cause))
}

pub(crate) fn unreadable(column: &str) -> rusqlite::Error {
    let cause = FromSqlError::Other(format!("{column} is unreadable").into());
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(cause))
}

/// Only enums without fields are stored as words, and those serialise to strings.
fn unreachable_word(value: &Result<serde_json::Value, serde_json::Error>) -> String {
    debug_assert!(false, "not a word: {value:?}");
    String::new()
}
