//! Streaks: runs of days on which at least one ask was made.
//!
//! They look at asks, never at answers: the effort is yours, the answer is not.

use super::daily_counts::DailyCounts;
use super::day::{Day, Period, RestWeekdays};

/// The run that goes on today, and the longest there was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// Days of the run that goes on. Today without an ask does not break it yet.
    pub current: u32,
    /// Days of the longest run, the earliest of equals.
    pub longest: u32,
    /// From its first day with an ask to its last; none when no ask was ever made.
    pub longest_span: Option<Period>,
}

impl Streak {
    /// The streaks of a whole journal. A rest day without an ask neither counts nor breaks.
    #[must_use]
    pub fn new(daily_counts: &DailyCounts, rest: RestWeekdays, today: Day) -> Self {
        let mut streak = Self {
            current: Self::current_of(daily_counts, rest, today),
            ..Self::default()
        };
        for (days, span) in runs(daily_counts, rest) {
            if days > streak.longest {
                streak.longest = days;
                streak.longest_span = Some(span);
            }
        }
        streak
    }

    /// Only the days of the current run, for callers that show no other.
    #[must_use]
    pub fn current_of(daily_counts: &DailyCounts, rest: RestWeekdays, today: Day) -> u32 {
        let rest = daily_counts.days_off(rest);
        let mut days = u32::from(daily_counts.on(today).made > 0);
        for day in Period::new(Day::FIRST, today).each().rev().skip(1) {
            if daily_counts.on(day).made > 0 {
                days += 1;
            } else if !rest.rests_on(day) {
                break;
            }
        }
        days
    }

    /// The days of the longest run that has a day in the span. The run may begin before it and
    /// end after it, and is counted whole.
    #[must_use]
    pub fn longest_touching(daily_counts: &DailyCounts, rest: RestWeekdays, span: Period) -> u32 {
        Self::longest_run_touching(daily_counts, rest, span).map_or(0, |(days, _)| days)
    }

    /// The same run, the earliest of equals: how many days of it have an ask, and from the first
    /// of them to the last. None where no run has a day in the span.
    #[must_use]
    pub fn longest_run_touching(
        daily_counts: &DailyCounts,
        rest: RestWeekdays,
        span: Period,
    ) -> Option<(u32, Period)> {
        runs(daily_counts, rest)
            .into_iter()
            .rev()
            .filter(|(_, run)| run.overlaps(span))
            .max_by_key(|&(days, _)| days)
    }
}

/// Every run of days: how many days of it have an ask, and from the first of them to the last.
fn runs(daily_counts: &DailyCounts, rest: RestWeekdays) -> Vec<(u32, Period)> {
    let mut runs: Vec<(u32, Period)> = Vec::new();
    let rest = daily_counts.days_off(rest);
    for day in daily_counts.ask_days() {
        match runs.last_mut() {
            Some((days, span)) if DailyCounts::only_rest_between(rest, span.to, day) => {
                *days += 1;
                span.to = day;
            }
            _ => runs.push((1, Period::new(day, day))),
        }
    }
    runs
}

#[cfg(test)]
mod tests;
