//! Goals: how many nos (or asks) by when, and how much of it is done.

use super::day::{Day, RestDays, Span};
use super::tally::{Counts, Tally};

/// The number a goal aims at, 1 to 1,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target(u32);

impl Target {
    /// The largest target there is.
    pub const MAX: u32 = 1_000_000;

    /// The target; none for 0 or over 1,000,000.
    #[must_use]
    pub fn new(target: u64) -> Option<Self> {
        u32::try_from(target)
            .ok()
            .filter(|target| (1..=Self::MAX).contains(target))
            .map(Self)
    }

    /// The number, 1 to 1,000,000.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }
}

/// What a goal counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Answers `no` and `ghosted`, by the day they came.
    Nos,
    /// Answers `no` alone.
    SaidNos,
    /// Asks, by the day they were made.
    Asks,
}

/// The two kinds of goal. A new goal replaces an earlier one of its kind whose period overlaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Goals that count `nos` or `said-nos`.
    OfNos,
    /// Goals that count `asks`.
    OfAsks,
}

impl Counted {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Nos, Self::SaidNos, Self::Asks];

    /// The word of the log, of JSON and of the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nos => "nos",
            Self::SaidNos => "said-nos",
            Self::Asks => "asks",
        }
    }

    /// What is counted by that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|counted| counted.name() == name)
    }

    /// The kind of goal that counts this.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Nos | Self::SaidNos => Kind::OfNos,
            Self::Asks => Kind::OfAsks,
        }
    }

    /// How many of these there are in the counts.
    #[must_use]
    pub fn of(self, counts: &Counts) -> u32 {
        match self {
            Self::Nos => counts.nos(),
            Self::SaidNos => counts.no,
            Self::Asks => counts.made,
        }
    }
}

/// A goal as it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// How many.
    pub target: Target,
    /// Of what.
    pub counts: Counted,
    /// From which day to which, both included.
    pub span: Span,
    /// The weekdays on which nothing is expected.
    pub rest: RestDays,
    /// The calendar day on which it was set, as written.
    pub set_on: Day,
}

impl Goal {
    /// What counts towards it by today.
    #[must_use]
    pub fn done(&self, tally: &Tally, today: Day) -> u32 {
        self.counts.of(&tally.total(self.elapsed(today)))
    }

    /// The part of its period that is not in the future.
    #[must_use]
    pub fn elapsed(&self, today: Day) -> Span {
        Span::new(self.span.from, self.span.to.min(today))
    }

    /// What is left to do, 0 when it is reached.
    #[must_use]
    pub fn remaining(&self, done: u32) -> u32 {
        self.target.get().saturating_sub(done)
    }

    /// The day on which the target was reached; none if it has not been.
    #[must_use]
    pub fn reached_on(&self, tally: &Tally, today: Day) -> Option<Day> {
        let mut done = 0;
        tally
            .within(self.elapsed(today))
            .find(|(_, counts)| {
                done += self.counts.of(counts);
                done >= self.target.get()
            })
            .map(|(day, _)| day)
    }
}

/// The goals that stand: those that were not replaced or cleared, by their first day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goals(Vec<Goal>);

impl Goals {
    /// Sets a goal: it replaces those of its kind whose period overlaps its own.
    pub fn set(&mut self, goal: Goal) {
        self.clear(goal.counts.kind(), goal.span);
        self.0.push(goal);
        self.0
            .sort_by_key(|goal| (goal.span.from, goal.counts.kind()));
    }

    /// Clears the goals of a kind whose period overlaps this one.
    pub fn clear(&mut self, kind: Kind, span: Span) {
        self.0
            .retain(|goal| goal.counts.kind() != kind || !goal.span.overlaps(span));
    }

    /// The goal of this kind whose period holds today.
    #[must_use]
    pub fn of_kind(&self, kind: Kind, today: Day) -> Option<&Goal> {
        self.iter()
            .find(|goal| goal.counts.kind() == kind && goal.span.contains(today))
    }

    /// The current goal: the one of nos, else of asks, whose period holds today.
    #[must_use]
    pub fn current(&self, today: Day) -> Option<&Goal> {
        self.of_kind(Kind::OfNos, today)
            .or_else(|| self.of_kind(Kind::OfAsks, today))
    }

    /// All of them, by their first day.
    pub fn iter(&self) -> impl Iterator<Item = &Goal> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests;
