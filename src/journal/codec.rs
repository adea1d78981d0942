//! A line of a log and the event that it says: one into the other, and back.
//!
//! Pure and strict: a line either says an event to the letter, or comes from a
//! newer nos, or is unreadable, with a reason. Nothing is guessed and nothing is cut.
//! Strings are borrowed from the line, since a journal of ten years is read at every start.

mod canonical;
mod edit_set;
mod encode;
mod fast_path;
mod fields;
mod lenient;
mod reread;
mod tags;
mod values;

use std::borrow::Cow;
use std::fmt;

use serde::de::{IgnoredAny, Visitor};
use serde::{Deserialize, Deserializer};

use self::fast_path::Extent;
use self::fields::Fields;
use super::event::{Event, Id, Kind};

pub use self::canonical::{canonical, variant};
pub use self::encode::write;
pub use self::reread::{AskWords, ask_text, ask_words};

/// What a line was found to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<'a> {
    /// The id of the event.
    pub id: Id<'a>,
    /// The event, as far as this nos can read it; none where it cannot.
    pub event: Option<Event<'a>>,
    /// Whether all of it was understood. What was not comes from a newer nos.
    pub understood: bool,
    /// The number that the line gives to an ask, whether or not the rest can be read.
    pub number: Option<u64>,
    /// The same for the number of a plan.
    pub plan_number: Option<u64>,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The bytes of a line that count: without a byte order mark, a CR, runs of NULs and blanks at
/// either end. Nothing is left of a blank line.
pub fn stripped(line: &[u8]) -> &[u8] {
    // Nearly all lines are as nos writes them.
    if let [whole @ .., b'\n'] = line
        && let [b'{', .., b'}'] = whole
    {
        return whole;
    }
    let mut rest = line;
    loop {
        let before = rest.len();
        rest = rest.trim_ascii();
        rest = rest.strip_prefix("\u{feff}".as_bytes()).unwrap_or(rest);
        while let [0, tail @ ..] | [tail @ .., 0] = rest {
            rest = tail;
        }
        if rest.len() == before {
            return rest;
        }
    }
}

/// Reads a line that was [`stripped`].
///
/// # Errors
/// If it is not an event of this nos nor of a newer one; the reason is told in words.
pub fn read(line: &[u8]) -> Result<Reading<'_>, Unreadable> {
    let text = std::str::from_utf8(line)
        .map_err(|error| Unreadable(format!("not UTF-8 at byte {}", error.valid_up_to() + 1)))?;
    read_text(text)
}

/// Reads a line that was stripped and is UTF-8.
///
/// # Errors
/// As [`read`].
#[inline]
pub fn read_text(text: &str) -> Result<Reading<'_>, Unreadable> {
    match read_quickly(text) {
        Some(reading) => Ok(reading),
        None => read_carefully(text),
    }
}

/// A line without its newline, if there is nothing else to be stripped of it; none for one that is
/// not as nos writes it.
pub fn as_written(line: &str) -> Option<&str> {
    let line = line.strip_suffix('\n')?;
    (line.starts_with('{') && line.ends_with('}')).then_some(line)
}

/// The quick way, for nearly all lines; none for one that is left to the careful way.
#[inline]
fn read_quickly(text: &str) -> Option<Reading<'_>> {
    let mut fields = Fields::default();
    fields.fill_quickly(text, Extent::Whole).ok()?;
    fields.reading().ok()
}

/// The careful way, for any line.
#[cold]
fn read_carefully(text: &str) -> Result<Reading<'_>, Unreadable> {
    let mut fields = Fields::default();
    if fields.fill(text, None).is_ok()
        && let Ok(reading) = fields.reading()
    {
        return Ok(reading);
    }
    read_by_head(text)
}

/// A line that does not say an event of this nos: a newer one may mean other things by the fields it
/// writes, so the head of the line is looked at by itself first.
fn read_by_head(text: &str) -> Result<Reading<'_>, Unreadable> {
    let head: Header<'_> = serde_json::from_str(text).map_err(|error| reason(&error))?;
    let (version, id) = (values::version(head.v)?, values::own_id(head.id.0)?);
    let of_plan = head.ask.is_none() && head.plan.is_some();
    let known = Kind::from_name(&head.kind.0).map(|kind| (kind, of_plan));
    let mut fields = Fields::default();
    let read = match known {
        Some(kind) => fields
            .fill(text, Some(kind))
            .map_err(|error| reason(&error))
            .and_then(|()| fields.reading()),
        None => Err(Unreadable("an unknown kind".to_owned())),
    };
    match (read, known) {
        (Err(_), Some(kind)) if version > 1 => Ok(lenient::read(text, kind, id)),
        (Err(_), None) => Ok(Reading {
            id,
            event: None,
            understood: false,
            number: None,
            plan_number: None,
        }),
        (read, _) => read,
    }
}

/// What serde says, with the place in the line; its own line number is always 1.
fn reason(error: &serde_json::Error) -> Unreadable {
    let told = error.to_string();
    let what = told
        .rsplit_once(" at line ")
        .map_or(told.as_str(), |(what, _)| what);
    Unreadable(format!("{what} (column {})", error.column()))
}

/// The fields that are decoded first; of the last two only whether they are there.
#[derive(Deserialize)]
struct Header<'a> {
    v: u64,
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    kind: Text<'a>,
    ask: Option<IgnoredAny>,
    plan: Option<IgnoredAny>,
}

/// A string that is borrowed from the line, unless it has an escape in it.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

#[cfg(test)]
mod tests;
