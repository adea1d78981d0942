//! Goals: how many nos (or asks) by when, and how much of it is done.

use super::daily_counts::{Counts, DailyCounts};
use super::day::{Day, Period, RestWeekdays};

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

/// The two kinds of goal: one replaces only those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalKind {
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
    pub fn kind(self) -> GoalKind {
        match self {
            Self::Nos | Self::SaidNos => GoalKind::OfNos,
            Self::Asks => GoalKind::OfAsks,
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
    pub span: Period,
    /// The weekdays on which nothing is expected.
    pub rest: RestWeekdays,
    /// The calendar day on which it was set, as written.
    pub set_on: Day,
}

impl Goal {
    /// What counts towards it by today.
    #[must_use]
    pub fn done(&self, daily_counts: &DailyCounts, today: Day) -> u32 {
        self.counts.of(&daily_counts.total(self.elapsed(today)))
    }

    /// The part of its period that is not in the future.
    #[must_use]
    pub fn elapsed(&self, today: Day) -> Period {
        Period::new(self.span.from, self.span.to.min(today))
    }

    /// What is left to do, 0 when it is reached.
    #[must_use]
    pub fn remaining(&self, done: u32) -> u32 {
        self.target.get().saturating_sub(done)
    }

    /// The day on which the target was reached; none if it has not been.
    #[must_use]
    pub fn reached_on(&self, daily_counts: &DailyCounts, today: Day) -> Option<Day> {
        let mut done = 0;
        daily_counts
            .within(self.elapsed(today))
            .find(|(_, counts)| {
                done += self.counts.of(counts);
                done >= self.target.get()
            })
            .map(|(day, _)| day)
    }
}

/// How one period lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Overlap {
    /// They have no day in common.
    Apart,
    /// They are the same.
    Same,
    /// One of them lies within the other.
    Nested,
    /// They share days, and neither lies within the other.
    Crossing,
}

impl Overlap {
    fn new(one: Period, other: Period) -> Self {
        if one == other {
            Self::Same
        } else if !one.overlaps(other) {
            Self::Apart
        } else if one.holds(other) || other.holds(one) {
            Self::Nested
        } else {
            Self::Crossing
        }
    }

    /// Whether both cannot be goals of one kind.
    fn is_either_or(self) -> bool {
        matches!(self, Self::Same | Self::Crossing)
    }
}

/// The goals that were not replaced or cleared, in the order in which they were set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goals(Vec<Goal>);

impl Goals {
    /// Sets a goal. It replaces those of its kind with the same period, or with one that overlaps
    /// without either lying within the other; not one that ended before the day of setting.
    pub fn set(&mut self, goal: Goal) {
        self.0.retain(|other| {
            other.counts.kind() != goal.counts.kind()
                || other.span.to < goal.set_on
                || !Overlap::new(other.span, goal.span).is_either_or()
        });
        self.0.push(goal);
    }

    /// Clears the goals of a kind with this period, or with one that overlaps it without either
    /// lying within the other; those that ended, too.
    pub fn clear(&mut self, kind: GoalKind, span: Period) {
        self.0.retain(|goal| {
            goal.counts.kind() != kind || !Overlap::new(goal.span, span).is_either_or()
        });
    }

    /// The goals of this kind whose period holds today, the one that matters most first: the
    /// longest, of equals the one set last.
    #[must_use]
    pub fn of_kind(&self, kind: GoalKind, today: Day) -> Vec<&Goal> {
        let holds_today = |goal: &&Goal| goal.counts.kind() == kind && goal.span.contains(today);
        let mut goals: Vec<&Goal> = self.0.iter().rev().filter(holds_today).collect();
        goals.sort_by_key(|goal| std::cmp::Reverse(goal.span.days()));
        goals
    }

    /// The current goal: of the goals of nos whose period holds today, else of those of asks, the
    /// longest; of equals the one set last.
    #[must_use]
    pub fn current(&self, today: Day) -> Option<&Goal> {
        [GoalKind::OfNos, GoalKind::OfAsks]
            .into_iter()
            .find_map(|kind| self.of_kind(kind, today).first().copied())
    }

    /// All of them, by their first day.
    pub fn iter(&self) -> impl Iterator<Item = &Goal> {
        let mut goals: Vec<&Goal> = self.0.iter().collect();
        goals.sort_by_key(|goal| (goal.span.from, goal.counts.kind()));
        goals.into_iter()
    }
}

#[cfg(test)]
mod tests;
