//! A goal and its pace, in words.
//!
//! No reproaches: a person who is behind reads what is needed from here, and no more.

use super::format::{counted, day, grouped, nos, tenths};
use super::style::Style;
use crate::domain::day::Day;
use crate::domain::goal::Counted;
use crate::domain::pace::{Pace, Rate};
use crate::domain::stats::Progress;

/// Fewer of anything than this are too few to claim something about them.
pub const CLAIM_LEAST: u32 = 5;

/// So many of what a goal counts: `70 nos`, `1 said no`, `300 asks`.
#[must_use]
pub fn amount(counts: Counted, number: u64) -> String {
    match counts {
        Counted::Nos => nos(number),
        Counted::SaidNos => counted(number, "said no", "said nos"),
        Counted::Asks => super::format::asks(number),
    }
}

/// How far it has come: `70 of 1,000 nos`.
#[must_use]
pub fn done_of_target(progress: &Progress) -> String {
    let target = amount(progress.goal.counts, progress.goal.target.get().into());
    format!("{} of {target}", grouped(progress.done))
}

/// So much in so many days: `3.1 a day`, and from one in two days down `1 every 2.5 days`. A rate
/// below one a day has too few tenths to tell one from another.
#[must_use]
pub fn a_day(amount: u32, days: u32) -> String {
    let (number, days) = (f64::from(amount), f64::from(days.max(1)));
    let short = |rate: f64| {
        let rate = tenths(rate);
        rate.strip_suffix(".0").map_or(rate.clone(), str::to_owned)
    };
    let every = days / number;
    // As it is shown: 1.95 days are 2.0.
    if amount > 0 && every >= 1.95 {
        format!("1 every {} days", short(every))
    } else {
        format!("{} a day", short(number / days))
    }
}

/// From so many days for one on, a pace says nothing any more: what is left is shown instead.
const MOST_DAYS_FOR_ONE: u32 = 14;

fn is_slow(amount: u32, days: u32) -> bool {
    days / amount.max(1) > MOST_DAYS_FOR_ONE
}

/// What is needed from here and until when, as a sentence without its full stop; none for a goal
/// that is reached or whose period does not hold today.
#[must_use]
pub fn from_here(progress: &Progress, today: Day) -> Option<String> {
    let pace = progress.pace.as_ref()?;
    if pace.remaining == 0 {
        return None;
    }
    let until = day(progress.goal.span.to, today);
    let remaining = grouped(pace.remaining);
    Some(match (pace.days_left, needed_per_day(progress)) {
        (_, Some(a_day)) => format!("{a_day} gets you there by {until}"),
        (0, None) => format!("{remaining} to go"),
        (1, None) => format!("{remaining} to go on the last day"),
        (_, None) => format!("{remaining} to go by {until}"),
    })
}

/// How much is needed a day from here; none where that says nothing, or nothing is needed.
#[must_use]
pub fn needed_per_day(progress: &Progress) -> Option<String> {
    let pace = progress.pace.as_ref()?;
    let says_something =
        pace.remaining > 0 && pace.days_left > 1 && !is_slow(pace.remaining, pace.days_left);
    says_something.then(|| a_day(pace.remaining, pace.days_left))
}

/// By how much it is ahead of an even pace, as a sentence; none for one that is not.
fn ahead(pace: &Pace) -> Option<String> {
    let lead = u64::try_from(pace.lead()).ok().filter(|&lead| lead > 0)?;
    (pace.remaining > 0).then(|| format!("You're {} ahead. ", grouped(lead)))
}

/// By how much it is ahead of an even pace, if it is, and what is needed from here.
#[must_use]
pub fn standing(progress: &Progress, today: Day) -> Option<String> {
    let from_here = from_here(progress, today)?;
    let ahead = progress.pace.as_ref().and_then(ahead).unwrap_or_default();
    Some(format!("{ahead}{from_here}."))
}

/// What became of a goal that asks for nothing more: reached, ended or not begun.
#[must_use]
pub fn result(progress: &Progress, today: Day) -> Option<String> {
    let span = progress.goal.span;
    if let Some(reached_on) = progress.reached_on {
        return Some(format!("Reached on {}.", day(reached_on, today)));
    }
    if today > span.to {
        return Some(format!("It ended on {}.", day(span.to, today)));
    }
    (today < span.from).then(|| format!("It begins on {}.", day(span.from, today)))
}

/// The pace in full: what is needed from here, and what the mark in the bar means.
#[must_use]
pub fn needed(progress: &Progress, today: Day, style: &Style) -> Option<String> {
    let pace = progress.pace.as_ref()?;
    let from_here = from_here(progress, today)?;
    if is_slow(progress.goal.target.get(), pace.days_total) {
        return Some(format!("{from_here}."));
    }
    let even = a_day(progress.goal.target.get(), pace.days_total);
    if pace.expected == 0 {
        return Some(format!("{from_here}. An even pace began at {even}."));
    }
    let mark = if style.draws() {
        style.glyph(" (│)", " (|)")
    } else {
        ""
    };
    let ahead = ahead(pace).unwrap_or_default();
    Some(format!(
        "{ahead}{from_here}. An even pace{mark} began at {even}."
    ))
}

/// Where the pace leads to by the last day: that of the whole period and that of the last weeks.
#[must_use]
pub fn forecast(progress: &Progress, today: Day) -> Option<String> {
    let pace = open(progress)?;
    if progress.done < CLAIM_LEAST {
        let least = amount(progress.goal.counts, CLAIM_LEAST.into());
        return Some(format!("Too early to forecast (needs {least})."));
    }
    let (all, recent) = rates(pace)?;
    let after_today = pace.days_total.saturating_sub(all.days);
    let total = grouped(pace.forecast_total()?);
    let by = day(progress.goal.span.to, today);
    Some(match recent {
        None => format!("{total} by {by}."),
        Some(recent) => format!(
            "{total} by {by}; {} {AT_RECENT}.",
            grouped(u64::from(progress.done) + recent.in_days(after_today))
        ),
    })
}

const AT_RECENT: &str = "at the pace of the last four weeks";

/// On which day the pace reaches the goal: that of the whole period and that of the last weeks. A
/// day that lies more than a year beyond the end of the goal is left out.
#[must_use]
pub fn finish(progress: &Progress, today: Day) -> Option<String> {
    let pace = open(progress)?;
    if progress.done < CLAIM_LEAST {
        return None;
    }
    let latest = progress.goal.span.to.plus_years(1).unwrap_or(Day::LAST);
    let near = |on: Option<Day>| on.filter(|&on| on <= latest).map(|on| day(on, today));
    let target = grouped(progress.goal.target.get());
    let recent = rates(pace)?.1.and(pace.recent_finishes_on);
    match (near(pace.finishes_on), near(recent)) {
        (Some(all), Some(recent)) => Some(format!("{target} on {all}; {recent} {AT_RECENT}.")),
        (Some(all), None) => Some(format!("{target} on {all}.")),
        (None, Some(recent)) => Some(format!("{target} on {recent} {AT_RECENT}.")),
        (None, None) => None,
    }
}

/// The pace of a goal that is still to be reached.
fn open(progress: &Progress) -> Option<&Pace> {
    progress.pace.as_ref().filter(|pace| pace.remaining > 0)
}

/// The rate of the whole period and, where it says something else, that of the last weeks.
fn rates(pace: &Pace) -> Option<(Rate, Option<Rate>)> {
    let all = pace.rate?;
    let recent = pace
        .recent_rate
        .filter(|recent| recent.done > 0 && recent.days < all.days);
    Some((all, recent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::goal::Goal;
    use crate::domain::sample::{Asked, daily_counts, day as iso, goal, refused, times};

    fn progress(goal: &Goal, asks: &[Asked], today: &str) -> Progress {
        Progress::new(goal, &daily_counts(asks), iso(today))
    }

    /// 70 nos on 2 January.
    fn seventy() -> Vec<Asked> {
        times(70, &refused("2026-01-02"))
    }

    #[test]
    fn who_is_behind_is_told_what_is_needed_and_no_more() {
        let year = goal(1_000, "2026-01-01", "2026-12-31");
        // From 1 March on there are 306 days for 930 nos: 3.04; 1,000 in 365 days are 2.74.
        let told = needed(
            &progress(&year, &seventy(), "2026-03-01"),
            iso("2026-03-01"),
            &Style::plain(80),
        );
        assert_eq!(
            told.as_deref(),
            Some("3 a day gets you there by 31 December. An even pace (│) began at 2.7 a day.")
        );
    }

    #[test]
    fn who_is_ahead_is_told_by_how_much() {
        let year = goal(1_000, "2026-01-01", "2026-12-31");
        // An even walk is at 2 on the second morning.
        let told = needed(
            &progress(&year, &seventy(), "2026-01-02"),
            iso("2026-01-02"),
            &Style::plain(80),
        );
        assert_eq!(
            told.as_deref(),
            Some(
                "You're 68 ahead. 2.6 a day gets you there by 31 December. An even pace (│) began at 2.7 a day."
            )
        );
    }

    #[test]
    fn a_small_goal_is_told_in_days() {
        assert_eq!(a_day(10, 35), "1 every 3.5 days");
        assert_eq!(a_day(10, 30), "1 every 3 days");
        assert_eq!(a_day(10, 120), "1 every 12 days");
        assert_eq!(a_day(10, 10), "1 a day");
        assert_eq!(a_day(10, 12), "0.8 a day");
        // Goals of a year that differ by a tenth or more are not shown as the same.
        let of_year = [366, 330, 290, 250, 220, 183, 160, 140, 122, 104, 80, 60, 52];
        let told = of_year.map(|target| a_day(target, 365));
        assert_eq!(
            told,
            [
                "1 a day",
                "0.9 a day",
                "0.8 a day",
                "0.7 a day",
                "0.6 a day",
                "1 every 2 days",
                "1 every 2.3 days",
                "1 every 2.6 days",
                "1 every 3 days",
                "1 every 3.5 days",
                "1 every 4.6 days",
                "1 every 6.1 days",
                "1 every 7 days",
            ]
        );
        assert_eq!(a_day(10, 9), "1.1 a day");
        assert_eq!(a_day(30, 10), "3 a day");
        assert_eq!(a_day(0, 10), "0 a day");
        assert_eq!(a_day(930, 0), "930 a day");
    }

    #[test]
    fn a_goal_of_one_has_no_pace_to_speak_of() {
        let one = goal(1, "2026-01-01", "2026-12-31");
        let today = iso("2026-03-04");
        let told = needed(&progress(&one, &[], "2026-03-04"), today, &Style::plain(80));
        assert_eq!(told.as_deref(), Some("1 to go by 31 December."));
    }

    #[test]
    fn a_forecast_is_made_from_both_paces() {
        let year = goal(1_000, "2026-01-01", "2026-12-31");
        let mut asks = seventy();
        asks.extend(times(30, &refused("2026-03-20")));
        let progress = progress(&year, &asks, "2026-03-31");
        // 100 in 90 days: ⌊100 × 365 ÷ 90⌋ = 405. 30 in 28 days: 100 + ⌊30 × 275 ÷ 28⌋ = 394.
        assert_eq!(
            forecast(&progress, iso("2026-03-31")).as_deref(),
            Some("405 by 31 December; 394 at the pace of the last four weeks.")
        );
        // ⌈900 × 90 ÷ 100⌉ = 810 days on, ⌈900 × 28 ÷ 30⌉ = 840 days on: both in 2028, more than a
        // year beyond the end.
        assert_eq!(finish(&progress, iso("2026-03-31")), None);
    }

    #[test]
    fn a_finish_is_told_if_it_lies_at_most_a_year_beyond_the_end() {
        let today = iso("2026-03-31");
        let finish = |target| {
            let year = goal(target, "2026-01-01", "2026-12-31");
            let mut asks = seventy();
            asks.extend(times(30, &refused("2026-03-20")));
            super::finish(&progress(&year, &asks, "2026-03-31"), today)
        };
        // 10 to a hundred of 90 days take 9 days, at 30 in 28 days 10 (9.33).
        assert_eq!(
            finish(110).as_deref(),
            Some("110 on 9 April; 10 April at the pace of the last four weeks.")
        );
        // 31 December 2027 is 640 days on: ⌊640 × 100 ÷ 90⌋ = 711 more at most, and
        // ⌊640 × 30 ÷ 28⌋ = 685 at the pace of the last four weeks.
        assert_eq!(
            finish(785).as_deref(),
            Some("785 on 8 December 2027; 31 December 2027 at the pace of the last four weeks.")
        );
        assert_eq!(finish(786).as_deref(), Some("786 on 9 December 2027."));
        assert_eq!(finish(811).as_deref(), Some("811 on 31 December 2027."));
        assert_eq!(finish(812), None);
    }

    #[test]
    fn fewer_than_five_are_no_forecast() {
        let year = goal(1_000, "2026-01-01", "2026-12-31");
        let progress = progress(&year, &times(4, &refused("2026-01-02")), "2026-01-03");
        assert_eq!(
            forecast(&progress, iso("2026-01-03")).as_deref(),
            Some("Too early to forecast (needs 5 nos).")
        );
        assert_eq!(finish(&progress, iso("2026-01-03")), None);
    }

    #[test]
    fn a_goal_that_asks_for_nothing_more_is_told_as_a_result() {
        let small = goal(50, "2026-01-01", "2026-01-31");
        let told = |asks: &[Asked], today| result(&progress(&small, asks, today), iso(today));
        assert_eq!(
            told(&seventy(), "2026-01-05").as_deref(),
            Some("Reached on 2 January.")
        );
        assert_eq!(
            told(&[], "2026-02-05").as_deref(),
            Some("It ended on 31 January.")
        );
        assert_eq!(
            told(&[], "2025-12-31").as_deref(),
            Some("It begins on 1 January 2026.")
        );
        assert_eq!(told(&[], "2026-01-05"), None);
        let reached = progress(&small, &seventy(), "2026-01-05");
        assert_eq!(from_here(&reached, iso("2026-01-05")), None);
        assert_eq!(forecast(&reached, iso("2026-01-05")), None);
    }

    #[test]
    fn on_the_last_day_what_is_left_is_told() {
        let small = goal(100, "2026-01-01", "2026-01-31");
        let last = progress(&small, &seventy(), "2026-01-31");
        assert_eq!(
            from_here(&last, iso("2026-01-31")).as_deref(),
            Some("30 to go on the last day")
        );
    }
}
