//! The content of a line, whatever its spacing and the order of its keys.

use hmac_sha256::Hash;
use serde_json::Value;

use super::encode;
use crate::journal::event::Variant;

/// The canonical encoding of a line that was [stripped](super::stripped): as nos writes the event, or
/// for a line of a newer nos its JSON without spaces, the keys sorted. What is no JSON is left as it is.
pub fn canonical(line: &[u8]) -> Vec<u8> {
    match super::read(line) {
        Ok(reading) if reading.understood => {
            let written = reading.event.and_then(|event| encode::write(&event).ok());
            written.map_or_else(|| line.to_vec(), String::into_bytes)
        }
        _ => match serde_json::from_slice::<Value>(line) {
            Ok(value) => sorted(&value).into_bytes(),
            Err(_) => line.to_vec(),
        },
    }
}

/// The variant that a canonical encoding is.
pub fn variant(canonical: &[u8]) -> Variant {
    let [first, second, third, ..] = Hash::hash(canonical);
    Variant::new([first, second, third])
}

fn sorted(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(name, _)| name.as_str());
            let fields = fields.into_iter().map(|(name, value)| {
                let name = Value::from(name.as_str());
                format!("{name}:{}", sorted(value))
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(sorted).collect();
            format!("[{}]", values.join(","))
        }
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        canonical(one.as_bytes()) == canonical(other.as_bytes())
    }

    #[test]
    fn a_line_as_nos_writes_it_is_its_canonical_encoding() {
        let line =
            r#"{"v":1,"id":"a-1","at":"2026-03-04T12:30:05+01:00","kind":"remove","ask":"a-0"}"#;
        assert_eq!(canonical(line.as_bytes()), line.as_bytes());
        // As sha256sum has it.
        assert_eq!(variant(line.as_bytes()).to_string(), "9be60d");
    }

    #[test]
    fn the_same_fields_in_another_order_and_spacing_are_the_same_content() {
        let one =
            r#"{"v":1,"id":"a-1","at":"2026-03-04T12:30:05+01:00","kind":"remove","ask":"a-0"}"#;
        let other = r#"{ "ask" : "a-0","kind":"remove", "v": 1,"id":"a-1", "at":"2026-03-04T12:30:05+01:00"}"#;
        assert!(same(one, other));
        assert!(!same(one, &one.replace("a-0", "b-0")));
    }

    #[test]
    fn spacing_within_a_field_of_a_newer_nos_is_no_other_content() {
        let one = r#"{"v":3,"id":"a-1","kind":"mood","x":{"y":[1,2],"z":null}}"#;
        let other = r#"{"kind":"mood", "x": {"z" : null, "y": [1, 2]}, "id":"a-1", "v":3}"#;
        assert!(same(one, other));
        assert!(!same(one, &one.replace("[1,2]", "[1,3]")));
    }
}
