//! A line of a log and the event that it says: one into the other, and back.
//!
//! Pure and strict: a line either says an event to the letter, or comes from a
//! newer nos, or is unreadable, with a reason. Nothing is guessed and nothing is cut.
//! Strings are borrowed from the line, since a journal of ten years is read at every start.

mod canonical;
mod decoded;
mod edit_set;
mod encode;
mod fast_path;
mod fields;
mod lenient;
mod reread;
mod tags;
mod values;

use serde::Deserialize;
use serde::de::IgnoredAny;

use self::fast_path::Extent;
use self::fields::Fields;
use super::event::KindName;

pub use self::canonical::{canonical, variant};
use self::decoded::Text;
pub use self::decoded::{Reading, Unreadable};
pub use self::encode::write;
pub use self::reread::{AskWords, ask_text, ask_words};

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
/// If it is not an event of this nos nor of a newer one; the reason is in words.
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
    let known = KindName::from_name(&head.kind.0).map(|kind| (kind, of_plan));
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

#[cfg(test)]
mod tests;
