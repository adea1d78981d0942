//! Asks, answers and ratings, counted.

use super::outcome::Outcome;
use super::record::Record;

/// What happened on one day (or on several, added up).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Asks made.
    pub made: u32,
    /// Answers that were a said no.
    pub no: u32,
    /// Answers that were a yes.
    pub yes: u32,
    /// Asks given up on because no answer came.
    pub ghosted: u32,
    /// Of the asks made, those that have no answer now.
    pub pending: u32,
    /// Of the asks made, their fears.
    pub fear: Mean,
    /// Of the asks made, their stings.
    pub sting: Mean,
    /// Of the asks made, their pulls.
    pub pull: Mean,
}

impl Counts {
    /// Answers `no` and `ghosted`.
    #[must_use]
    pub fn nos(&self) -> u32 {
        self.no + self.ghosted
    }

    /// Answers of any kind.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.nos() + self.yes
    }

    /// yes ÷ answered; none where nothing was answered.
    #[must_use]
    pub fn yes_rate(&self) -> Option<f64> {
        (self.answered() > 0).then(|| f64::from(self.yes) / f64::from(self.answered()))
    }

    /// nos ÷ yes; none without a yes.
    #[must_use]
    pub fn nos_per_yes(&self) -> Option<f64> {
        (self.yes > 0).then(|| f64::from(self.nos()) / f64::from(self.yes))
    }

    /// Points of the Rejection game: 10 for each no or ghosting, 1 for each yes.
    #[must_use]
    pub fn points(&self) -> u64 {
        u64::from(self.nos()) * 10 + u64::from(self.yes)
    }

    /// Whether nothing at all happened.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Counts an answer; a pending outcome is none.
    pub fn add_answer(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Pending => {}
            Outcome::No => self.no += 1,
            Outcome::Yes => self.yes += 1,
            Outcome::Ghosted => self.ghosted += 1,
        }
    }

    /// Counts an ask as made, with its ratings.
    pub fn add_ask(&mut self, row: &Record) {
        self.made += 1;
        self.fear.add(row.fear.map(super::ask::Rating::get));
        self.sting.add(row.sting.map(super::ask::Rating::get));
        self.pull.add(row.pull.map(super::ask::Rating::get));
    }

    /// Counts an ask as one that has no answer now.
    pub fn add_pending(&mut self) {
        self.pending += 1;
    }

    /// Adds what happened elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.made += other.made;
        self.no += other.no;
        self.yes += other.yes;
        self.ghosted += other.ghosted;
        self.pending += other.pending;
        self.fear.merge(other.fear);
        self.sting.merge(other.sting);
        self.pull.merge(other.pull);
    }
}

/// A mean in the making: how many, and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mean {
    /// How many values.
    pub count: u32,
    /// What they add up to.
    pub sum: u32,
}

impl Mean {
    /// Takes a value in, if there is one.
    pub fn add(&mut self, value: Option<u8>) {
        if let Some(value) = value {
            self.count += 1;
            self.sum += u32::from(value);
        }
    }

    /// Takes in the values of another mean.
    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.sum += other.sum;
    }

    /// sum ÷ count; none without a value.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| f64::from(self.sum) / f64::from(self.count))
    }
}
