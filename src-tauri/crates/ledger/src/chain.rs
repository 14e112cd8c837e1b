//! The chain that holds the events in place.

use jiff::Timestamp;
use model::{OrderId, Sha256Hex};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// An event as it stands in the chain: what [`link`] is computed from, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    pub seq: i64,
    pub order: OrderId,
    pub at: Timestamp,
    pub kind: String,
    /// JSON, the very bytes that the hash is made of.
    pub body: String,
    /// Of the event before, whichever order it belongs to.
    pub prev: Sha256Hex,
    pub hash: Sha256Hex,
}

/// The hash before the first event.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

/// The hash of one event: SHA-256 over `hedan event 1`, a zero byte, the previous hash, `seq`
/// and `at` (milliseconds since 1970) as 8 bytes big-endian each, then order, kind and body,
/// each preceded by its length in bytes as 8 bytes big-endian.
pub fn link(
    prev: &[u8; 32],
    seq: i64,
    order: &str,
    at_millis: i64,
    kind: &str,
    body: &str,
) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"hedan event 1\0");
    hash.update(prev);
    hash.update(seq.to_be_bytes());
    hash.update(at_millis.to_be_bytes());
    for text in [order, kind, body] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hash.finalize().into()
}

/// Sorts keys here rather than trusting the map to: whether it does depends on which features
/// other crates switch on.
pub(crate) fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_canonical(item, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            let mut keys: Vec<_> = fields.iter().collect();
            keys.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (at, (key, item)) in keys.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_canonical(item, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_written_one_way_only() {
        let mut text = String::new();
        let value = serde_json::json!({"b": [1, {"z": null, "a": "\"引\""}], "a": true});
        write_canonical(&value, &mut text);
        assert_eq!(text, r#"{"a":true,"b":[1,{"a":"\"引\"","z":null}]}"#);
    }

    #[test]
    fn moving_a_character_between_fields_changes_the_hash() {
        let one = link(&GENESIS, 1, "ab", 0, "c", "d");
        assert_ne!(one, link(&GENESIS, 1, "a", 0, "bc", "d"), "lengths must be part of the hash");
        assert_ne!(one, link(&GENESIS, 2, "ab", 0, "c", "d"), "the place must be part of it");
        assert_ne!(one, link(&[1; 32], 1, "ab", 0, "c", "d"), "so must the event before");
    }
}
