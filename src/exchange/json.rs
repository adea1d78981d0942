//! JSON in: an array of objects, an object with one such array in it, or an object a line.
//!
//! Each object is a row, its keys are the columns. Where a row lies in the file is found before
//! it is read, so that what is wrong with one row is told by its line and spoils no other;
//! nesting is never followed deeper than the parser's own limit.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::columns::{Mapping, is_name_of};
use super::incoming::{Field, Refusal, Unusable};
use super::sheet::{Cell, Row, Sheet, not_utf8};

/// A JSON or JSON Lines file whose rows are read.
#[derive(Debug, Default)]
pub struct Json {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
    rows: Vec<(u64, Result<Entered, String>)>,
}

/// The values of a row and the columns they stand in.
type Entered = Vec<(usize, Value)>;

impl Json {
    /// The rows of a file that is one JSON value.
    ///
    /// # Errors
    /// If it is not JSON, or holds no array of rows, or several.
    pub fn open(text: &[u8]) -> Result<Self, Unusable> {
        let text = match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(error) => {
                let line = 1 + newlines(text.get(..error.valid_up_to()).unwrap_or_default());
                return Err(Unusable::file(line, not_utf8(text).unwrap_or_default()));
            }
        };
        let array = rows_of(text)?;
        let rows: Vec<&RawValue> =
            serde_json::from_str(array).map_err(|error| not_json(&error, line_at(text, array)))?;
        let mut json = Self::default();
        let (mut line, mut rest) = (1, text);
        for row in rows {
            let (before, from) = rest.split_at(offset(rest, row.get()));
            line += newlines(before.as_bytes());
            rest = from;
            json.push(line, row.get());
        }
        Ok(json)
    }

    /// The rows of a file with one JSON object a line; blank lines are passed over.
    pub fn open_lines(text: &[u8]) -> Self {
        let mut json = Self::default();
        for (number, line) in (1..).zip(text.split(|&byte| byte == b'\n')) {
            match std::str::from_utf8(line) {
                Ok(row) if row.trim().is_empty() => {}
                Ok(row) => json.push(number, row),
                Err(_) => json
                    .rows
                    .push((number, Err(not_utf8(line).unwrap_or_default()))),
            }
        }
        json
    }

    fn push(&mut self, line: u64, row: &str) {
        let entries = match serde_json::from_str::<Entries<Value>>(row) {
            Ok(Entries(entries)) => Ok(entries
                .into_iter()
                .map(|(name, value)| (self.column(name), value))
                .collect()),
            Err(_) if !row.trim_start().starts_with('{') && is_json(row) => {
                Err("the row is not an object with named values".to_owned())
            }
            Err(error) => Err(reason(&error)),
        };
        self.rows.push((line, entries));
    }

    fn column(&mut self, name: String) -> usize {
        let next = self.names.len();
        let number = *self.numbers.entry(name.clone()).or_insert(next);
        if number == next {
            self.names.push(name);
        }
        number
    }
}

impl Sheet for Json {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn rows(
        &self,
        mapping: &Mapping,
        each: &mut dyn FnMut(Result<Row<'_>, Refusal>),
    ) -> Result<(), Unusable> {
        for (line, row) in &self.rows {
            each(match row {
                Ok(entries) => Ok(Row::of(*line, mapping, |column| {
                    entries
                        .iter()
                        .find(|(number, _)| *number == column)
                        .map_or(Cell::Blank, |(_, value)| cell(value))
                })),
                Err(reason) => Err(Refusal::new(*line, reason.clone())),
            });
        }
        Ok(())
    }
}

/// Whether a line is an object that has all of these keys; for telling formats apart.
pub fn has_keys(line: &[u8], keys: &[&str]) -> bool {
    serde_json::from_slice::<Entries<de::IgnoredAny>>(line).is_ok_and(|Entries(entries)| {
        keys.iter()
            .all(|key| entries.iter().any(|(name, _)| name == key))
    })
}

/// Whether a text is an object that holds rows, and is not one itself.
pub fn holds_rows(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| rows_of(text).is_ok())
}

fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Blank,
        Value::String(text) => Cell::text(text.as_str()),
        Value::Number(number) => Cell::text(number.to_string()),
        Value::Bool(bool) => Cell::text(bool.to_string()),
        Value::Array(values) => values
            .iter()
            .map(|value| match cell(value) {
                Cell::Text(text) => Some(text),
                Cell::Blank => Some(Cow::Borrowed("")),
                Cell::List(_) | Cell::Nested => None,
            })
            .collect::<Option<Vec<_>>>()
            .map_or(Cell::Nested, Cell::List),
        Value::Object(_) => Cell::Nested,
    }
}

/// The array that holds the rows, as it stands in the text.
fn rows_of(text: &str) -> Result<&str, Unusable> {
    let whole = text.trim_start();
    if !whole.starts_with('{') {
        return Ok(whole);
    }
    let Entries(entries) = serde_json::from_str::<Entries<&RawValue>>(whole)
        .map_err(|error| not_json(&error, line_at(text, whole)))?;
    let arrays: Vec<(&str, &str)> = entries
        .iter()
        .map(|(name, value)| (name.as_str(), value.get()))
        .filter(|(_, value)| value.starts_with('['))
        .collect();
    let begins_with = |array: &str, first: &str| {
        array
            .get(1..)
            .is_some_and(|inside| inside.trim_start().starts_with(first))
    };
    let mut of_rows = arrays.iter().filter(|(_, array)| begins_with(array, "{"));
    // An ask without tags has an empty array, too, but is no empty list of asks.
    let mut empty = arrays
        .iter()
        .filter(|(name, array)| begins_with(array, "]") && !is_name_of(name, Field::Tags));
    match (of_rows.next(), of_rows.next(), empty.next(), empty.next()) {
        (Some((_, array)), None, ..) | (None, _, Some((_, array)), None) => Ok(array),
        (Some(_), Some(_), ..) | (None, _, Some(_), Some(_)) => Err(Unusable::file(
            1,
            "the object holds several arrays of rows, and nothing says which one has the asks",
        )),
        (None, _, None, _) => Err(Unusable::file(1, "the object holds no array of rows")),
    }
}

/// Where a part begins that was cut out of a text, in bytes.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize)
        .saturating_sub(text.as_ptr() as usize)
        .min(text.len())
}

fn line_at(text: &str, part: &str) -> u64 {
    let before = text.as_bytes().get(..offset(text, part));
    1 + newlines(before.unwrap_or_default())
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.split(|&byte| byte == b'\n').skip(1).count() as u64
}

fn not_json(error: &serde_json::Error, first_line: u64) -> Unusable {
    let line = first_line + (error.line() as u64).saturating_sub(1);
    Unusable::file(line, reason(error))
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<de::IgnoredAny>(text).is_ok()
}

/// The parser's words without its own line, which is not that of the file.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words
        .rsplit_once(" at line ")
        .map_or(&*words, |(words, _)| words);
    match error.classify() {
        serde_json::error::Category::Data => words.to_owned(),
        _ => format!("not JSON: {words}"),
    }
}

/// The names and values of an object in their order. A name that is there twice is an error.
struct Entries<V>(Vec<(String, V)>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names<V>(std::marker::PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Names<V> {
            type Value = Entries<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries: Vec<(String, V)> = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                let mut names: Vec<&str> = entries.iter().map(|(name, _)| &**name).collect();
                names.sort_unstable();
                match names.windows(2).find(|pair| pair.first() == pair.last()) {
                    Some(twice) => Err(de::Error::custom(format!(
                        "{:?} is there twice",
                        twice.first().unwrap_or(&"")
                    ))),
                    None => Ok(Entries(entries)),
                }
            }
        }

        deserializer.deserialize_map(Names(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows as `line: text`, the refusals as `line! reason`.
    fn shown(json: &Json) -> Vec<String> {
        let mapping = Mapping::of(json.names(), &[]).unwrap_or(Mapping { columns: vec![] });
        let mut seen = Vec::new();
        json.rows(&mapping, &mut |row| {
            seen.push(match row {
                Ok(row) => match row.cell(Field::Text) {
                    Cell::Text(text) => format!("{}: {text}", row.line),
                    other => format!("{}: {other:?}", row.line),
                },
                Err(refusal) => format!("{}! {}", refusal.line, refusal.reason),
            });
        })
        .unwrap();
        seen
    }

    fn open(text: &str) -> Vec<String> {
        shown(&Json::open(text.as_bytes()).unwrap())
    }

    fn refused(text: &str) -> (u64, String) {
        let refused = Json::open(text.as_bytes()).unwrap_err();
        (refused.line, refused.reason)
    }

    #[test]
    fn rows_come_from_an_array_or_from_the_one_array_in_an_object() {
        let rows = "[\n {\"ask\":\"a\"},\n\n {\"ask\":\"b\"}]";
        assert_eq!(open(rows), ["2: a", "4: b"]);
        assert_eq!(
            open(&format!(
                "{{\"tags\":[\"x\"],\n\"count\":2,\n\"asks\":{rows}}}"
            )),
            ["4: a", "6: b"]
        );
        assert_eq!(open("{\"asks\":[ ]}"), Vec::<String>::new());
    }

    #[test]
    fn an_object_without_an_array_of_rows_or_with_two_is_refused() {
        assert_eq!(
            refused("{\"ask\":\"a\"}").1,
            "the object holds no array of rows"
        );
        assert_eq!(
            refused("{\"a\":[{}],\"b\":[{}]}").1,
            "the object holds several arrays of rows, and nothing says which one has the asks"
        );
    }

    #[test]
    fn lines_are_rows_of_their_own_and_one_bad_line_spoils_no_other() {
        let text = b"{\"ask\":\"a\"}\r\n\n{\"ask\":\n{\"ask\":\"b\",\"ask\":1}\n\xff\n[1]\n{\"ask\":\"c\"}";
        assert_eq!(
            shown(&Json::open_lines(text)),
            [
                "1: a",
                "3! not JSON: EOF while parsing a value",
                "4! \"ask\" is there twice",
                "5! not UTF-8 text (byte 0xff); it may be Latin-1 or Windows-1252",
                "6! the row is not an object with named values",
                "7: c",
            ]
        );
    }

    #[test]
    fn nesting_without_an_end_is_refused_and_followed_nowhere() {
        let deep = 100_000;
        let (line, reason) = refused(&"[".repeat(deep));
        assert_eq!((line, &*reason), (1, "not JSON: EOF while parsing a list"));
        assert_eq!(
            open(&("[".repeat(deep) + &"]".repeat(deep))),
            ["1! the row is not an object with named values"]
        );
        let object = "{\"a\":".repeat(deep) + "1" + &"}".repeat(deep);
        assert_eq!(
            open(&format!("[\n{object}]")),
            ["2! not JSON: recursion limit exceeded"]
        );
        assert_eq!(refused(&object).1, "the object holds no array of rows");
    }

    #[test]
    fn numbers_that_json_has_not_are_refused() {
        let (line, reason) = refused("[\n{\"ask\":NaN}]");
        assert_eq!((line, &*reason), (2, "not JSON: expected value"));
        assert_eq!(
            open("[{\"ask\":1e400}]"),
            ["1! not JSON: number out of range"]
        );
    }

    #[test]
    fn a_file_that_is_not_utf8_is_refused_by_its_line() {
        let refused = Json::open(b"[\n{\"ask\":\"caf\xe9\"}]").unwrap_err();
        assert_eq!(refused.line, 2);
    }
}
