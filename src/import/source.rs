//! What a row of a file is called, so that it never comes in twice.

use std::collections::HashMap;

use hmac_sha256::Hash;
use unicode_normalization::UnicodeNormalization;

use crate::domain::day::Day;
use crate::domain::source::Source;

/// What comes between the parts of a row.
const BETWEEN: char = '\u{1f}';

/// Names the rows of a file, one after the other: of equal rows each has a name of its own.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    counts: HashMap<Likeness, u64>,
}

/// What equal rows have in common: the hash of text, person and day.
pub type Likeness = u64;

impl Sources {
    /// The names go on from these counts of equal rows.
    pub fn after(counts: HashMap<Likeness, u64>) -> Self {
        Self { counts }
    }

    /// The name of the next row; `day` is none where the file has none.
    pub fn next(&mut self, text: &str, to: Option<&str>, day: Option<Day>) -> Source {
        let row = parts(text, to, day);
        let before = self.counts.entry(hashed(&row)).or_default();
        let source = Source::new(hashed(&format!("{row}{BETWEEN}{before}")));
        *before += 1;
        source
    }

    /// How many rows of each kind there were.
    pub fn counts(&self) -> &HashMap<Likeness, u64> {
        &self.counts
    }
}

/// What a row and those that are equal to it have in common.
pub fn likeness(text: &str, to: Option<&str>, day: Option<Day>) -> Likeness {
    hashed(&parts(text, to, day))
}

fn parts(text: &str, to: Option<&str>, day: Option<Day>) -> String {
    let mut row = String::with_capacity(text.len() + 32);
    push_plain(&mut row, text);
    row.push(BETWEEN);
    push_plain(&mut row, to.unwrap_or_default());
    row.push(BETWEEN);
    if let Some(day) = day {
        row.push_str(&day.to_string());
    }
    row
}

/// Adds a text in NFC, runs of blanks as one and none at its ends.
fn push_plain(row: &mut String, text: &str) {
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            row.push(' ');
        }
        if word.is_ascii() {
            row.push_str(word);
        } else {
            row.extend(word.nfc());
        }
    }
}

fn hashed(text: &str) -> u64 {
    let hash = Hash::hash(text.as_bytes());
    hash.first_chunk()
        .map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_named_by_its_text_person_day_and_how_many_equal_ones_came_before() {
        let day = Day::from_iso("2026-05-04");
        let mut sources = Sources::default();
        let first = sources.next("Baker", Some("Fern & Co"), day);
        // printf 'Baker\037Fern & Co\0372026-05-04\0370' | sha256sum
        assert_eq!(first.to_string(), "9e9ede29a91faa1d");
        let second = sources.next(" Baker ", Some("Fern  &\tCo"), day);
        assert_ne!(first, second);
        let mut again = Sources::default();
        assert_eq!(again.next("Baker", Some("Fern & Co"), day), first);
        assert_eq!(again.next("Baker", Some("Fern & Co"), day), second);
        assert_ne!(again.next("Baker", Some("Fern & Co"), None), first);
        assert_ne!(again.next("Baker", None, day), first);
    }

    #[test]
    fn accents_are_the_same_however_they_are_encoded() {
        let name = |text| Sources::default().next(text, None, None);
        assert_eq!(name("caf\u{e9}"), name("cafe\u{301}"));
    }

    #[test]
    fn counts_go_on_where_an_earlier_file_ended() {
        let mut first = Sources::default();
        first.next("a coffee", None, None);
        let mut further = Sources::after(first.counts().clone());
        let mut whole = Sources::default();
        whole.next("a coffee", None, None);
        assert_eq!(
            further.next("a coffee", None, None),
            whole.next("a coffee", None, None)
        );
    }
}
