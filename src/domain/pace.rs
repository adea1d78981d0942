//! Pace: where an even walk to the goal would be, and what is needed from here.
//!
//! Whole numbers as far as they go; a rate is divided only when it is shown.

use super::daily_counts::DailyCounts;
use super::day::{Day, Period};
use super::goal::Goal;
use super::rest::DaysOff;

/// How many days back, today included, recent goes.
pub const RECENT_DAYS: i64 = 28;

/// How far ahead a finish is shown, in years.
const HORIZON_YEARS: i32 = 100;

/// So much done in so many active days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// What was done.
    pub done: u32,
    /// In how many active days; never 0.
    pub days: u32,
}

impl Rate {
    fn new(done: u32, days: u32) -> Option<Self> {
        (days > 0).then_some(Self { done, days })
    }

    /// done ÷ days.
    #[must_use]
    pub fn per_day(self) -> f64 {
        f64::from(self.done) / f64::from(self.days)
    }

    /// How much comes of it in so many days, rounded down.
    #[must_use]
    pub fn in_days(self, days: u32) -> u64 {
        u64::from(self.done) * u64::from(days) / u64::from(self.days)
    }

    /// How many active days so much takes, rounded up; none at a rate of 0.
    fn days_for(self, remaining: u32) -> Option<u64> {
        (self.done > 0)
            .then(|| (u64::from(remaining) * u64::from(self.days)).div_ceil(u64::from(self.done)))
    }
}

/// The pace of a goal whose period holds today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The first day that is counted on: the later of the period's first and the start.
    pub counting_from: Day,
    /// Active days from there to the end.
    pub days_total: u32,
    /// Active days from there to yesterday.
    pub days_done: u32,
    /// Active days from today to the end.
    pub days_left: u32,
    /// Where an even walk would be by the end of yesterday.
    pub expected: u32,
    /// What is done of the goal.
    pub done: u32,
    /// What remains of it.
    pub remaining: u32,
    /// What was done a day since `counting_from`; none when there was no active day yet.
    pub rate: Option<Rate>,
    /// The day on which it is finished at that rate.
    pub finishes_on: Option<Day>,
    /// What was done a day over the last 28 days.
    pub recent_rate: Option<Rate>,
    /// The day on which it is finished at that rate.
    pub recent_finishes_on: Option<Day>,
}

impl Pace {
    /// The pace of a goal; none unless its period holds today.
    #[must_use]
    pub fn new(goal: &Goal, daily_counts: &DailyCounts, today: Day) -> Option<Self> {
        if !goal.span.contains(today) {
            return None;
        }
        let counting_from = counting_from(goal, daily_counts, today);
        let off = daily_counts.days_off(goal.rest);
        let active = |from: Day, to: Day| off.active_days(Period::new(from, to));
        let yesterday = today.plus(-1);
        let days_total = active(counting_from, goal.span.to);
        let days_done = yesterday.map_or(0, |yesterday| active(counting_from, yesterday));
        let done = goal.done(daily_counts, today);
        let remaining = goal.remaining(done);
        let rate = Rate::new(done, active(counting_from, today));
        let recent_from = today
            .plus(1 - RECENT_DAYS)
            .map_or(counting_from, |day| day.max(counting_from));
        let recent = Period::new(recent_from, today);
        let recent_done = goal.counts.of(&daily_counts.total(recent));
        let recent_rate = Rate::new(recent_done, off.active_days(recent));
        Some(Self {
            counting_from,
            days_total,
            days_done,
            days_left: active(today, goal.span.to),
            expected: even_walk(goal.target.get(), days_done, days_total),
            done,
            remaining,
            rate,
            finishes_on: finish(rate, remaining, off, today),
            recent_rate,
            recent_finishes_on: finish(recent_rate, remaining, off, today),
        })
    }

    /// done − expected: ahead of an even walk, or, where negative, behind it.
    #[must_use]
    pub fn lead(&self) -> i64 {
        i64::from(self.done) - i64::from(self.expected)
    }

    /// remaining ÷ `days_left`; 0 when nothing remains, none when no day is left.
    #[must_use]
    pub fn needed_per_day(&self) -> Option<f64> {
        if self.remaining == 0 {
            return Some(0.0);
        }
        (self.days_left > 0).then(|| f64::from(self.remaining) / f64::from(self.days_left))
    }

    /// Where the rate so far leads to by the end; none without a rate.
    #[must_use]
    pub fn forecast_total(&self) -> Option<u64> {
        self.rate.map(|rate| rate.in_days(self.days_total))
    }
}

/// The later of the period's first day and the start, which is the earlier of the day on which
/// the goal was set and the first ask made in it. Anyone who sets 1,000 in March is not 200 behind
/// that evening. The start is never later than today: where days begin some hours after midnight,
/// a goal can be set on a calendar day that has not begun yet.
#[must_use]
pub fn counting_from(goal: &Goal, daily_counts: &DailyCounts, today: Day) -> Day {
    let start = daily_counts
        .first_ask_from(goal.span.from)
        .map_or(goal.set_on, |first| first.min(goal.set_on));
    goal.span.from.max(start.min(today))
}

/// ⌊target × done ÷ total⌋ days, 0 where there is no day at all.
#[must_use]
pub fn even_walk(target: u32, days_done: u32, days_total: u32) -> u32 {
    let walked = u64::from(target) * u64::from(days_done);
    walked
        .checked_div(u64::from(days_total))
        .and_then(|walked| u32::try_from(walked).ok())
        .unwrap_or(0)
}

/// The day on which what remains is done at a rate; none when nothing remains, when the rate is
/// 0, or when it lies more than 100 years ahead.
fn finish(rate: Option<Rate>, remaining: u32, off: DaysOff<'_>, today: Day) -> Option<Day> {
    if remaining == 0 {
        return None;
    }
    let days = rate?.days_for(remaining)?;
    let horizon = today
        .plus_years(HORIZON_YEARS)
        .or(Day::from_ymd(9999, 12, 31))?;
    off.active_day_after(today, days, horizon)
}

#[cfg(test)]
mod tests;
