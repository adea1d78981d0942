//! An ask in memory without its words: what counting needs.

use super::ask::{Odds, Rating};
use super::day::Day;
use super::key::{Key, Keyed, LogOffset};
use super::outcome::Outcome;

/// Whether an ask counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It does.
    #[default]
    Active,
    /// It was taken out; it keeps its number and can be looked at.
    Removed,
    /// Its logging was undone. A finished ledger has none of these.
    Undone,
    /// It was erased for good. A finished ledger has none of these.
    Purged,
    /// It is the same ask as an earlier one of the same row of a file. A finished ledger has none of
    /// these.
    Same,
}

/// An ask as it is, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The sequence of its event; with `device` it is the id.
    pub seq: u64,
    /// The number it is called by.
    pub number: u64,
    /// Where its own line is kept.
    pub log_offset: LogOffset,
    /// The device it was written on, a number into [`Ledger::devices`](super::ledger::Ledger::devices).
    pub device: u32,
    /// Whom it was asked of, a number into [`Ledger::people`](super::ledger::Ledger::people).
    pub to: Option<u32>,
    /// Its tags, a number into [`Ledger::tags`](super::ledger::Ledger::tags).
    pub tags: u32,
    /// The day it was made.
    pub asked_on: Day,
    /// The day of the answer as it was last said, whatever became of the outcome since.
    pub answered_said: Option<Day>,
    /// What became of it.
    pub outcome: Outcome,
    /// How hard it seemed before.
    pub fear: Option<Rating>,
    /// The chance of a yes that was guessed.
    pub odds: Option<Odds>,
    /// How much it hurt after.
    pub sting: Option<Rating>,
    /// How much it was wanted before.
    pub pull: Option<Rating>,
    /// Whether it counts.
    pub standing: Status,
    /// Whether its text or its note were changed after its own line.
    pub text_overridden: bool,
}

impl Keyed for Record {
    fn key(&self) -> Key {
        Record::key(self)
    }
}

impl Record {
    /// Which ask it is.
    #[must_use]
    pub fn key(&self) -> Key {
        Key {
            seq: self.seq,
            device: self.device,
        }
    }

    /// Whether it counts.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.standing == Status::Active
    }

    /// The day the answer came; none while it is pending. An answer without a day, or with one
    /// before the ask's, came on the ask's day.
    #[must_use]
    pub fn answered_on(&self) -> Option<Day> {
        self.outcome.is_answered().then(|| {
            self.answered_said
                .map_or(self.asked_on, |day| day.max(self.asked_on))
        })
    }

    /// Days from the ask to its answer; none while it is pending.
    #[must_use]
    pub fn days_to_answer(&self) -> Option<i64> {
        Some(self.answered_on()?.days_since(self.asked_on))
    }
}
