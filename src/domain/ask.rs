//! An ask and what may be said of it: its text, tags and ratings.
//!
//! Each of these can only be built valid, so no check is needed later.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::day::Day;
pub use super::invalid::Invalid;
use super::outcome::Outcome;
use super::steps::Step;

/// The most characters (Unicode scalar values) that the text of an ask has.
pub const TEXT_MAX_CHARS: usize = 10_000;

/// The text of an ask: 1 to 10,000 characters without blanks at either end, newlines kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskText(String);

impl AskText {
    /// The trimmed text.
    ///
    /// # Errors
    /// If nothing is left of it, or more than 10,000 characters are.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        Self::check(text)?;
        Ok(Self(text.trim().to_owned()))
    }

    /// Whether the text could be that of an ask.
    ///
    /// # Errors
    /// As [`AskText::new`].
    pub fn check(text: &str) -> Result<(), Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid("the text of an ask can't be empty".to_owned()));
        }
        // Characters are counted only where the bytes do not settle it.
        if text.len() > TEXT_MAX_CHARS {
            let chars = text.chars().count();
            if chars > TEXT_MAX_CHARS {
                return Err(Invalid(format!(
                    "the text of an ask has at most 10,000 characters, this one has {chars}"
                )));
            }
        }
        Ok(())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<AskText> for String {
    fn from(text: AskText) -> Self {
        text.0
    }
}

/// A tag: lower-case letters of any script with their marks, digits, `-` and `_`, beginning with a
/// letter, in Unicode's composed form (NFC).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(String);

impl Tag {
    /// The tag, in lower case.
    ///
    /// # Errors
    /// If it has another character, or does not begin with a letter.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        if Self::is_plain(text) {
            return Ok(Self(text.to_owned()));
        }
        let tag: String = text.to_lowercase().nfc().collect();
        let begins_well = tag.chars().next().is_some_and(char::is_alphabetic);
        let goes_on_well = tag
            .chars()
            .all(|char| char.is_alphanumeric() || is_combining_mark(char) || "-_".contains(char));
        if begins_well && goes_on_well {
            Ok(Self(tag))
        } else {
            Err(Invalid(format!(
                "{text:?} isn't a tag: a tag begins with a letter and has only letters, digits, - and _"
            )))
        }
    }

    /// Whether this is a tag already, written in small ASCII letters, digits, `-` and `_`: most
    /// are, and that is seen at a glance.
    #[must_use]
    pub fn is_plain(text: &str) -> bool {
        text.starts_with(|first: char| first.is_ascii_lowercase())
            && text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
    }

    /// Whether a program of the first version of the log's format reads this text as a tag. It
    /// knew no marks.
    #[must_use]
    pub fn is_of_version_1(text: &str) -> bool {
        Self::is_plain(text)
            || (text.starts_with(char::is_alphabetic)
                && text
                    .chars()
                    .all(|char| char.is_alphanumeric() || "-_".contains(char)))
    }

    /// The tag as it is written, without a sign before it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How much, 0 to 10: a fear, a sting or a pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating(u8);

impl Rating {
    /// The rating; none over 10.
    #[must_use]
    pub fn new(rating: u64) -> Option<Self> {
        u8::try_from(rating)
            .ok()
            .filter(|&rating| rating <= 10)
            .map(Self)
    }

    /// The number, 0 to 10.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }

    /// Whether a fear or a pull is much: 6 or more; less is little.
    #[must_use]
    pub fn is_much(self) -> bool {
        self.0 >= 6
    }

    /// Whether a sting hurts: 5 or more.
    #[must_use]
    pub fn is_felt(self) -> bool {
        self.0 >= 5
    }

    /// Whether a sting hurts so much that there is nothing to celebrate: 8 or more.
    #[must_use]
    pub fn hurts(self) -> bool {
        self.0 >= 8
    }
}

/// The chance of a yes that the asker would have guessed, 0 to 100 per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Odds(u8);

impl Odds {
    /// The odds; none over 100.
    #[must_use]
    pub fn new(odds: u64) -> Option<Self> {
        u8::try_from(odds)
            .ok()
            .filter(|&odds| odds <= 100)
            .map(Self)
    }

    /// Per cent, 0 to 100.
    #[must_use]
    pub fn percent(self) -> u8 {
        self.0
    }
}

/// An ask with all its words, as it is shown and written out.
///
/// Counting never needs one of these: it goes by [`super::ledger::Record`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The number it is called by; two devices that were apart can give the same one.
    pub number: u64,
    /// The id of its event, `<device>-<seq>`; no two asks share it.
    pub id: String,
    /// What was asked for.
    pub text: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The day it was made.
    pub asked_on: Day,
    /// The day the answer came; none while it is pending.
    pub answered_on: Option<Day>,
    /// Whom it was asked of.
    pub to: Option<String>,
    /// Its tags, sorted, once each.
    pub tags: Vec<String>,
    /// What was noted about it.
    pub note: Option<String>,
    /// How hard it seemed before, 0 to 10.
    pub fear: Option<Rating>,
    /// The chance of a yes that was guessed before.
    pub odds: Option<Odds>,
    /// How much it hurt after, 0 to 10.
    pub sting: Option<Rating>,
    /// How much it was wanted before, 0 to 10.
    pub pull: Option<Rating>,
    /// The number of the plan that it was made of.
    pub plan: Option<u64>,
    /// What happened since, in order.
    pub steps: Vec<Step>,
    /// The open due day.
    pub due: Option<Day>,
    /// When it was written down, RFC 3339, as the log has it.
    pub logged_at: String,
}

impl Ask {
    /// Days from the ask to its answer; none while it is pending.
    #[must_use]
    pub fn days_to_answer(&self) -> Option<i64> {
        Some(self.answered_on?.days_since(self.asked_on))
    }

    /// Whether there is an answer, and it hurt so much that there is nothing to celebrate.
    #[must_use]
    pub fn answer_hurt(&self) -> bool {
        self.outcome.is_answered() && self.sting.is_some_and(Rating::hurts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_trimmed_and_keeps_its_newlines() {
        assert_eq!(AskText::new("  a\nb \n").unwrap().as_str(), "a\nb");
    }

    #[test]
    fn a_text_has_1_to_10000_characters_however_many_bytes() {
        assert!(AskText::new(" \n ").is_err());
        assert!(AskText::new(&"\u{5d0}".repeat(10_000)).is_ok());
        let error = AskText::new(&"\u{5d0}".repeat(10_001)).unwrap_err();
        assert_eq!(
            error.0,
            "the text of an ask has at most 10,000 characters, this one has 10001"
        );
    }

    #[test]
    fn a_tag_is_lower_case_and_begins_with_a_letter() {
        assert_eq!(Tag::new("Side-Job_2").unwrap().as_str(), "side-job_2");
        assert_eq!(Tag::new("חנות").unwrap().as_str(), "חנות");
        for (typed, tag) in [
            ("İş", "i\u{307}ş"),
            ("हिन्दी", "हिन्दी"),
            ("ที่", "ที่"),
            ("தமிழ்", "தமிழ்"),
            ("Cafe\u{301}", "café"),
        ] {
            assert_eq!(Tag::new(typed).unwrap().as_str(), tag);
            assert_eq!(Tag::new(tag).unwrap().as_str(), tag);
        }
        for wrong in ["", "1st", "\u{301}a", "-a", "a b", "a+b", "#a"] {
            assert!(Tag::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn ratings_and_odds_keep_to_their_ranges() {
        assert_eq!(Rating::new(10).unwrap().get(), 10);
        assert_eq!(Rating::new(11), None);
        assert_eq!(Odds::new(100).unwrap().percent(), 100);
        assert_eq!(Odds::new(101), None);
        assert!(!Rating::new(7).unwrap().hurts());
        assert!(Rating::new(8).unwrap().hurts());
    }
}
