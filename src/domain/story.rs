//! What the practice shows over time: odds by bands, asking again after a no that hurt, and what
//! was both feared and wanted.

use std::ops::RangeInclusive;

use super::ask::{Odds, Rating};
use super::daily_counts::DailyCounts;
use super::day::Day;
use super::outcome::Outcome;

/// Numbers of days, and their median.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DaysBetween {
    /// How many numbers.
    pub count: u32,
    /// Their median; none without any.
    pub median: Option<f64>,
}

impl DaysBetween {
    /// The median of these numbers of days.
    #[must_use]
    pub fn new(mut days: Vec<i64>) -> Self {
        let count = days.len();
        let median = (count > 0).then(|| {
            let (lower, &mut upper, _) = days.select_nth_unstable(count / 2);
            let below = lower.iter().max().filter(|_| count.is_multiple_of(2));
            f64::midpoint(to_f64(below.copied().unwrap_or(upper)), to_f64(upper))
        });
        Self {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            median,
        }
    }
}

/// Days between two days of the calendar fit an `f64` exactly.
fn to_f64(days: i64) -> f64 {
    f64::from(i32::try_from(days).unwrap_or(i32::MAX))
}

/// The bands of odds, in per cent. The first one are the long shots.
pub const BANDS: [RangeInclusive<u8>; 5] = [0..=5, 6..=15, 16..=30, 31..=50, 51..=100];

/// The odds that were guessed against those that were met, over answers whose ask has odds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OddsMet {
    /// How many answers.
    pub count: u32,
    /// Of these, how many were a yes.
    pub yes: u32,
    /// What the guesses add up to, in per cent.
    pub percent_sum: u32,
}

impl OddsMet {
    /// Takes in an answer to an ask with these odds.
    pub fn add(&mut self, odds: Odds, outcome: Outcome) {
        self.count += 1;
        self.yes += u32::from(outcome == Outcome::Yes);
        self.percent_sum += u32::from(odds.percent());
    }

    /// Several of them together.
    #[must_use]
    pub fn sum(parts: &[Self]) -> Self {
        parts.iter().fold(Self::default(), |sum, part| Self {
            count: sum.count + part.count,
            yes: sum.yes + part.yes,
            percent_sum: sum.percent_sum + part.percent_sum,
        })
    }

    /// The mean guess, 0 to 1; none without an answer.
    #[must_use]
    pub fn guessed(&self) -> Option<f64> {
        (self.count > 0).then(|| f64::from(self.percent_sum) / (f64::from(self.count) * 100.0))
    }

    /// yes ÷ count, 0 to 1; none without an answer.
    #[must_use]
    pub fn met(&self) -> Option<f64> {
        (self.count > 0).then(|| f64::from(self.yes) / f64::from(self.count))
    }
}

/// For each no that hurt, by the day it came: the days to the next later day on which an ask was
/// made. Those after which none was made yet are left out.
#[must_use]
pub fn asked_again(mut hurt_on: Vec<Day>, daily_counts: &DailyCounts) -> DaysBetween {
    hurt_on.sort_unstable();
    let mut ask_days = daily_counts.ask_days().peekable();
    let mut days = Vec::with_capacity(hurt_on.len());
    for on in hurt_on {
        while ask_days.next_if(|&asked| asked <= on).is_some() {}
        days.extend(ask_days.peek().map(|asked| asked.days_since(on)));
    }
    DaysBetween::new(days)
}

/// How many asks were feared and wanted: much is 6 and more, little is less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FearAndPull {
    /// Scary, and wanted: worth the embarrassment.
    pub much_fear_much_pull: u32,
    /// Scary, and hardly wanted.
    pub much_fear_little_pull: u32,
    /// Easy, and wanted.
    pub little_fear_much_pull: u32,
    /// Easy, and hardly wanted.
    pub little_fear_little_pull: u32,
}

impl FearAndPull {
    /// Takes in an ask that has both.
    pub fn add(&mut self, fear: Rating, pull: Rating) {
        let count = match (fear.is_much(), pull.is_much()) {
            (true, true) => &mut self.much_fear_much_pull,
            (true, false) => &mut self.much_fear_little_pull,
            (false, true) => &mut self.little_fear_much_pull,
            (false, false) => &mut self.little_fear_little_pull,
        };
        *count += 1;
    }

    /// All asks that have both.
    #[must_use]
    pub fn count(&self) -> u32 {
        let Self {
            much_fear_much_pull,
            much_fear_little_pull,
            little_fear_much_pull,
            little_fear_little_pull,
        } = self;
        much_fear_much_pull
            + much_fear_little_pull
            + little_fear_much_pull
            + little_fear_little_pull
    }
}
