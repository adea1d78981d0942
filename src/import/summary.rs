//! What a file was taken for: its words, its days, and what was filled in or left away.

use std::collections::BTreeMap;

use super::incoming::Incoming;
use super::outcome_words::Meaning;
use crate::domain::day::Day;

/// How often a word is in a column, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordCount {
    /// The column.
    pub column: usize,
    /// The word as the file has it.
    pub word: String,
    /// How many rows have it.
    pub count: u64,
    /// What it was taken for.
    pub meaning: Meaning,
}

/// What was filled in, and what was left away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The words of the columns of outcomes, in the order in which they first come.
    pub words: Vec<WordCount>,
    /// The first and the last day of an ask.
    pub days: Option<(Day, Day)>,
    /// How many asks have an answer.
    pub answered: u64,
    /// How many answers have no day of their own.
    pub answers_without_day: u64,
    /// How many asks have the day of an answer, but no answer.
    pub answer_days_of_waiting: u64,
    /// How many asks are called by whom they were asked of.
    pub texts_from_to: u64,
    /// How many days are a month without a day.
    pub months: u64,
    /// The categories of which a tag keeps a part, and that part.
    pub shortened_tags: BTreeMap<String, Option<String>>,
}

impl Summary {
    /// Takes note of an ask.
    pub(super) fn see(&mut self, ask: &Incoming) {
        if ask.is_plan {
            return;
        }
        let day = ask.asked_on;
        self.answered += u64::from(ask.outcome.is_answered());
        self.days = Some(match self.days {
            Some((first, last)) => (first.min(day), last.max(day)),
            None => (day, day),
        });
    }
}
