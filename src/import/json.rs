//! JSON in: rows wherever in it they are, or an object a line.
//!
//! Each object is a row, its keys are the columns; the values of an object in it are columns of
//! their own (`fields.Role`). The rows are the one array of objects, or the one object of objects
//! by id, whose names are known best. Where a row lies in the file is found before it is read, so
//! that an error in one row is reported by its line and spoils no other; nesting is never
//! followed deeper than the parser's own limit.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::columns::recognised;
use super::problem::{RefusalReason, UnusableFile};
use super::table::{InputCell, NumberedRow, RowPlace, RowSource};

/// How deep in a file rows are looked for.
const MOST_DEPTH: u32 = 4;

/// From how many rows the names are taken when it is looked for the asks.
const ROWS_LOOKED_AT: usize = 20;

/// A JSON or JSON Lines file whose rows are read.
#[derive(Debug, Default)]
pub struct Json {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
    rows: Vec<(u64, Result<Entered, String>)>,
    place: Option<RowPlace>,
}

/// The values of a row and the columns they are in.
type Entered = Vec<(usize, Value)>;

impl Json {
    /// The rows of a file that is one JSON value.
    ///
    /// # Errors
    /// If it is not JSON, or holds no rows, or several lists of them that fit alike.
    pub fn open(text: &str) -> Result<Self, UnusableFile> {
        let rows = rows_of(text)?;
        let mut json = Self::default();
        let (mut line, mut rest) = (1, text);
        let mut lines = Vec::with_capacity(rows.len());
        for row in &rows {
            let (before, from) = rest.split_at(offset(rest, row));
            line += newlines(before.as_bytes());
            rest = from;
            lines.push(line);
        }
        // Rows that share a line are counted instead.
        let is_shared = lines.windows(2).any(|pair| pair.first() == pair.last());
        json.place = is_shared.then_some(RowPlace::Row);
        for ((number, row), line) in (1..).zip(rows).zip(lines) {
            json.push(if is_shared { number } else { line }, row);
        }
        Ok(json)
    }

    /// The rows of a file with one JSON object a line; blank lines are passed over.
    pub fn open_lines(text: &str) -> Self {
        let mut json = Self::default();
        for (number, line) in (1..).zip(text.split('\n')) {
            if !line.trim().is_empty() {
                json.push(number, line);
            }
        }
        json
    }

    fn push(&mut self, line: u64, row: &str) {
        let entries = match serde_json::from_str::<Entries<Value>>(row) {
            Ok(Entries(entries)) => {
                let mut entered = Vec::with_capacity(entries.len());
                for (name, value) in entries {
                    self.enter(name, value, &mut entered);
                }
                Ok(entered)
            }
            Err(_) if !row.trim_start().starts_with('{') && is_json(row) => {
                Err("the row is not an object with named values".to_owned())
            }
            Err(error) => Err(reason(&error)),
        };
        self.rows.push((line, entries));
    }

    /// A value under its name; one that is an object under a name for each of its own.
    fn enter(&mut self, name: String, value: Value, entered: &mut Entered) {
        match value {
            Value::Object(values) if name.matches('.').count() < 3 => {
                for (inner, value) in values {
                    self.enter(format!("{name}.{inner}"), value, entered);
                }
            }
            value => entered.push((self.column(name), value)),
        }
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

impl RowSource for Json {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn place(&self) -> RowPlace {
        self.place.unwrap_or(RowPlace::Line)
    }

    fn rows(
        &self,
        each: &mut dyn FnMut(Result<NumberedRow<'_>, RefusalReason>),
    ) -> Result<(), UnusableFile> {
        for (line, row) in &self.rows {
            each(match row {
                Ok(entries) => {
                    let mut cells = vec![InputCell::Blank; self.names.len()];
                    for (column, value) in entries {
                        if let Some(place) = cells.get_mut(*column) {
                            *place = cell(value);
                        }
                    }
                    Ok(NumberedRow { line: *line, cells })
                }
                Err(reason) => Err(RefusalReason::new(*line, reason.clone())),
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
pub fn holds_rows(text: &str) -> bool {
    let own = names(text);
    rows_of(text).is_ok_and(|rows| {
        recognised(&own) < 2
            || rows.len() > 1
            || rows
                .iter()
                .any(|row| recognised(&names(row)) > recognised(&own))
    })
}

fn cell(value: &Value) -> InputCell<'_> {
    match value {
        Value::Null => InputCell::Blank,
        Value::String(text) => InputCell::text(text.as_str()),
        Value::Number(number) => InputCell::text(number.to_string()),
        Value::Bool(bool) => InputCell::text(bool.to_string()),
        Value::Array(values) => values
            .iter()
            .map(|value| match cell(value) {
                InputCell::Text(text) => Some(text),
                InputCell::Blank => Some(Cow::Borrowed("")),
                InputCell::List(_) | InputCell::Nested(_) => None,
            })
            .collect::<Option<Vec<_>>>()
            .map_or_else(
                || InputCell::Nested(value.to_string().into()),
                |texts| match texts.as_slice() {
                    [] => InputCell::Blank,
                    _ => InputCell::List(texts),
                },
            ),
        Value::Object(_) => InputCell::Nested(value.to_string().into()),
    }
}

/// The rows of a file, each as it is in the text.
fn rows_of(text: &str) -> Result<Vec<&str>, UnusableFile> {
    let whole = text.trim_start();
    if !whole.starts_with('{') {
        let rows: Vec<&RawValue> =
            serde_json::from_str(whole).map_err(|error| not_json(&error, line_at(text, whole)))?;
        return Ok(rows.into_iter().map(RawValue::get).collect());
    }
    let Entries(entries) = serde_json::from_str::<Entries<&RawValue>>(whole)
        .map_err(|error| not_json(&error, line_at(text, whole)))?;
    let mut lists = Vec::new();
    find_lists(&entries, 1, &mut lists);
    let known = |list: &Vec<&str>| {
        list.iter()
            .take(ROWS_LOOKED_AT)
            .map(|row| recognised(&names(row)))
            .max()
            .unwrap_or(0)
    };
    let best = lists.iter().map(&known).max().unwrap_or(0);
    let mut fitting: Vec<Vec<&str>> = lists
        .into_iter()
        .filter(|list| known(list) == best)
        .collect();
    // An empty list says nothing about what it would hold.
    if fitting.iter().any(|list| !list.is_empty()) {
        fitting.retain(|list| !list.is_empty());
    }
    match (fitting.pop(), fitting.pop()) {
        (Some(rows), None) => Ok(rows),
        (Some(_), Some(_)) => Err(UnusableFile::file(
            1,
            "the file holds several lists of rows, and nothing says which one has the asks",
        )),
        (None, _) => Err(UnusableFile::file(1, "the object holds no array of rows")),
    }
}

/// The arrays of objects in an object, and the objects that have objects by their id.
fn find_lists<'a>(entries: &[(String, &'a RawValue)], depth: u32, lists: &mut Vec<Vec<&'a str>>) {
    let is_object = |value: &&RawValue| value.get().starts_with('{');
    let values: Vec<&RawValue> = entries.iter().map(|(_, value)| *value).collect();
    if !values.is_empty() && values.iter().all(is_object) {
        let rows: Vec<&str> = values.iter().map(|value| value.get()).collect();
        if rows
            .iter()
            .take(ROWS_LOOKED_AT)
            .any(|row| recognised(&names(row)) >= 2)
        {
            lists.push(rows);
            return;
        }
    }
    for (name, value) in entries {
        let text = value.get();
        if text.starts_with('[') {
            let Ok(values) = serde_json::from_str::<Vec<&RawValue>>(text) else {
                continue;
            };
            // An ask without tags has an empty array, too, but is no empty list of asks.
            let is_empty_list = values.is_empty() && recognised(std::slice::from_ref(name)) == 0;
            if is_empty_list || values.first().is_some_and(is_object) {
                lists.push(values.into_iter().map(RawValue::get).collect());
            }
        } else if text.starts_with('{')
            && depth < MOST_DEPTH
            && let Ok(Entries(inner)) = serde_json::from_str::<Entries<&RawValue>>(text)
        {
            find_lists(&inner, depth + 1, lists);
        }
    }
}

/// The names of an object, those of the objects in it with theirs.
fn names(row: &str) -> Vec<String> {
    let Ok(Entries(entries)) = serde_json::from_str::<Entries<&RawValue>>(row) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (name, value) in entries {
        if value.get().starts_with('{')
            && let Ok(Entries(inner)) = serde_json::from_str::<Entries<de::IgnoredAny>>(value.get())
        {
            found.extend(
                inner
                    .into_iter()
                    .map(|(inner, _)| format!("{name}.{inner}")),
            );
        }
        found.push(name);
    }
    found
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

fn not_json(error: &serde_json::Error, first_line: u64) -> UnusableFile {
    let line = first_line + (error.line() as u64).saturating_sub(1);
    UnusableFile::file(line, reason(error))
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
        struct KeyNames<V>(std::marker::PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for KeyNames<V> {
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

        deserializer.deserialize_map(KeyNames(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests;
