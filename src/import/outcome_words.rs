//! The words by which people and trackers call an outcome.
//!
//! A word is in the lists, or it begins as a few of them do (`rejected after …`), or it is not
//! known: nothing is taken for an outcome because it looks like one. Case, punctuation, emoji and
//! the numbers of rounds (`2nd interview`) do not matter. A few words mean one thing in one
//! column and another in the next (`passed` beside `failed`, or beside `full request`): these are
//! read by the other words of their column, or not at all.

mod lists;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::cells::is_no_value;
use crate::domain::outcome::Outcome;

/// What a word in a column of outcomes says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This outcome.
    Outcome(Outcome),
    /// Nothing: `N/A`.
    Nothing,
    /// That nothing was asked yet: `wishlist`, `to apply`.
    NotAskedYet,
    /// That nothing was asked: `didn't apply`.
    NotAsked,
    /// That something happened, and the answer is still to come: `interview 2`.
    Step,
    /// One of two things, and the column does not show which.
    Unclear,
    /// It is in no list.
    Unknown,
    /// `--map` leaves rows with it out.
    LeftOut,
}

impl Meaning {
    /// The outcome, if it is an answer.
    pub fn answer(self) -> Option<Outcome> {
        match self {
            Self::Outcome(outcome) if outcome.is_answered() => Some(outcome),
            _ => None,
        }
    }
}

/// What is known of a column before a word of it is read.
#[derive(Clone, Debug, Default)]
pub struct OutcomeColumn {
    /// All its words, as [`plain`] leaves them.
    pub words: HashSet<String>,
    /// Whether it says that an answer came rather than which: `Response?`.
    pub is_reply: bool,
}

impl OutcomeColumn {
    fn has(&self, list: &str) -> bool {
        lists::each(list).any(|word| self.words.contains(word))
    }

    fn has_beginning(&self, beginning: &str) -> bool {
        self.words.iter().any(|word| word.starts_with(beginning))
    }

    /// What a word of two meanings says here; none if it is not one of these.
    fn of_two_meanings(&self, word: &str) -> Option<Meaning> {
        let (says, outcome) = match word {
            "passed" | "pass" if self.has(lists::BESIDE_PASSED) => (true, Outcome::Yes),
            "passed" | "pass" => (self.has(lists::QUERYING), Outcome::No),
            "received" if self.has("not received") => (true, Outcome::Yes),
            "received" => (self.has(lists::BESIDE_RECEIVED), Outcome::Pending),
            "selected" => (
                self.has(lists::BESIDE_SELECTED) || self.has_beginning("rejected"),
                Outcome::Yes,
            ),
            "hold" => (self.has(lists::AUDITIONING), Outcome::Pending),
            "partial" => (self.has(lists::QUERYING), Outcome::Pending),
            "released" => (self.has(lists::AUDITIONING), Outcome::No),
            "declined" | "decline" => (!self.has_beginning("reject"), Outcome::No),
            "dropped" => (false, Outcome::No),
            "yes" | "no" | "y" | "n" | "true" | "false" if self.is_reply => (false, Outcome::No),
            _ => return None,
        };
        Some(if says {
            Meaning::Outcome(outcome)
        } else {
            Meaning::Unclear
        })
    }
}

/// What a word says in a column.
pub fn meaning(word: &str, column: &OutcomeColumn) -> Meaning {
    let word = word.trim();
    if is_no_value(word) {
        return Meaning::Nothing;
    }
    let plain = plain(word);
    if plain.is_empty() {
        return sign_outcome(word).map_or(Meaning::Unknown, Meaning::Outcome);
    }
    [plain, plain_camel(word)]
        .iter()
        .find_map(|plain| known(plain, column))
        .unwrap_or(Meaning::Unknown)
}

fn known(plain: &str, column: &OutcomeColumn) -> Option<Meaning> {
    if let Some(meaning) = column.of_two_meanings(plain) {
        return Some(meaning);
    }
    if let Some(&meaning) = WORDS.get(plain) {
        return Some(meaning);
    }
    let round = without_rounds(plain);
    if round != plain && lists::each(lists::ROUNDS).any(|word| word == round) {
        return Some(Meaning::Step);
    }
    by_beginning(plain).map(Meaning::Outcome)
}

static WORDS: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let outcomes = lists::OUTCOMES
        .into_iter()
        .map(|(outcome, words)| (Meaning::Outcome(outcome), words));
    outcomes
        .chain([
            (Meaning::NotAskedYet, lists::NOT_YET),
            (Meaning::NotAsked, lists::NOT_ASKED),
            (Meaning::Step, lists::STEPS),
        ])
        .flat_map(|(meaning, words)| lists::each(words).map(move |word| (word, meaning)))
        .collect()
});

/// The outcome of a word that goes on after one that says it: `rejected after the onsite`.
fn by_beginning(plain: &str) -> Option<Outcome> {
    let (first, rest) = plain.split_once(' ')?;
    let second = rest.split(' ').next().unwrap_or_default();
    match first {
        "pending" | "awaiting" | "waiting" => Some(Outcome::Pending),
        "rejected" | "rejection" => {
            let by_me = rest.split(' ').any(|word| {
                matches!(
                    word,
                    "offer"
                        | "i"
                        | "my"
                        | "me"
                        | "myself"
                        | "them"
                        | "it"
                        | "candidate"
                        | "applicant"
                        | "not"
                        | "or"
                )
            });
            (!by_me || rest == "me").then_some(Outcome::No)
        }
        "applied" | "submitted" => matches!(
            second,
            "via"
                | "on"
                | "at"
                | "through"
                | "by"
                | "with"
                | "to"
                | "in"
                | "directly"
                | "from"
                | "using"
        )
        .then_some(Outcome::Pending),
        "ghosted" => (second != "them").then_some(Outcome::Ghosted),
        "no" => ["response after", "reply after", "answer after"]
            .into_iter()
            .any(|silence| rest.starts_with(silence))
            .then_some(Outcome::Ghosted),
        "accepted" => (second == "with").then_some(Outcome::Yes),
        "auto" | "automatic" | "automated" => rest.starts_with("reject").then_some(Outcome::No),
        _ => None,
    }
}

/// Lower case, with one blank where there was punctuation, a sign or a run of blanks.
///
/// An apostrophe inside a word leaves nothing: `didn't` is `didnt`.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut gap = false;
    for char in text.chars().filter(|char| !matches!(char, '\'' | '’')) {
        if char.is_alphanumeric() {
            if gap && !plain.is_empty() {
                plain.push(' ');
            }
            gap = false;
            plain.extend(char.to_lowercase());
        } else {
            gap = true;
        }
    }
    plain
}

/// The same, with a blank where a capital follows a small letter: `noResponse`.
fn plain_camel(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 4);
    let mut was_small = false;
    for char in text.chars() {
        if was_small && char.is_uppercase() {
            spaced.push(' ');
        }
        was_small = char.is_lowercase();
        spaced.push(char);
    }
    plain(&spaced)
}

/// Without numbers and ordinals: `interview 2` and `second interview` are an interview.
fn without_rounds(plain: &str) -> String {
    const ORDINALS: &[&str] = &[
        "1st", "2nd", "3rd", "4th", "5th", "6th", "first", "second", "third", "fourth", "fifth",
        "final", "last",
    ];
    plain
        .split(' ')
        .filter(|word| !ORDINALS.contains(word) && word.parse::<u8>().is_err())
        .collect::<Vec<_>>()
        .join(" ")
}

fn sign_outcome(sign: &str) -> Option<Outcome> {
    // The selector that asks for the coloured picture is not part of the sign.
    match sign.trim_end_matches('\u{fe0f}') {
        "❌" | "✗" | "✘" | "✖" | "❎" | "🔴" | "🚫" | "👎" | "⛔" => {
            Some(Outcome::No)
        }
        "✅" | "✓" | "✔" | "☑" | "🟢" | "👍" | "🎉" => Some(Outcome::Yes),
        "👻" => Some(Outcome::Ghosted),
        "⏳" | "⌛" | "🕐" | "🟡" => Some(Outcome::Pending),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
