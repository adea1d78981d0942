//! A goal and its pace, told in words.
//!
//! Nobody is scolded: who is behind is told what is needed from here, and no more.

use super::style::Style;
use super::wording::{counted, day, grouped, nos, tenths};
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
        Counted::Asks => super::wording::asks(number),
    }
}

/// How far it has come: `70 of 1,000 nos`.
#[must_use]
pub fn done_of_target(progress: &Progress) -> String {
    let target = amount(progress.goal.counts, progress.goal.target.get().into());
    format!("{} of {target}", grouped(progress.done))
}

/// So much in so many days: `3.1 a day`, and below one a day `1 every 3 days`, which is enough.
#[must_use]
pub fn a_day(amount: u32, days: u32) -> String {
    match days.checked_div(amount) {
        Some(every) if every >= 2 => format!("1 every {} days", grouped(every)),
        Some(1) if days > amount => "1 a day".to_owned(),
        _ => {
            let rate = tenths(f64::from(amount) / f64::from(days.max(1)));
            format!("{} a day", rate.strip_suffix(".0").unwrap_or(&rate))
        }
    }
}

/// From so many days for one on, a pace says nothing any more: what is left is told instead.
const MOST_DAYS_FOR_ONE: u32 = 14;

fn is_slow(amount: u32, days: u32) -> bool {
    days / amount.max(1) > MOST_DAYS_FOR_ONE
}

/// What is needed from here, as the beginning of a sentence without its full stop; none for a
/// goal that is reached or whose period does not hold today.
#[must_use]
pub fn from_here(progress: &Progress) -> Option<String> {
    let pace = progress.pace.as_ref()?;
    if pace.remaining == 0 {
        return None;
    }
    Some(match pace.days_left {
        0 => format!("{} to go", grouped(pace.remaining)),
        1 => format!("{} to go on the last day", grouped(pace.remaining)),
        days if is_slow(pace.remaining, days) => {
            let days = super::wording::days(days);
            format!("{} to go in {days}", grouped(pace.remaining))
        }
        days => format!("{} from here", a_day(pace.remaining, days)),
    })
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

/// The pace in full: what is needed from here, and what the mark in the bar stands for.
#[must_use]
pub fn needed(progress: &Progress, style: &Style) -> Option<String> {
    let pace = progress.pace.as_ref()?;
    let from_here = from_here(progress)?;
    if is_slow(progress.goal.target.get(), pace.days_total) {
        return Some(format!("{from_here}."));
    }
    let even = a_day(progress.goal.target.get(), pace.days_total);
    let mark = if pace.expected > 0 {
        style.glyph(" (│)", " (|)")
    } else {
        ""
    };
    let lead = u32::try_from(pace.lead()).unwrap_or(0);
    Some(if lead > 0 && pace.expected > 0 {
        format!(
            "{from_here}. You are {} ahead of an even pace{mark}, which began at {even}.",
            grouped(lead)
        )
    } else {
        format!("{from_here}. An even pace{mark} began at {even}.")
    })
}

/// Where the pace leads to by the last day: that of the whole period and that of the last weeks.
#[must_use]
pub fn forecast(progress: &Progress, today: Day) -> Option<String> {
    let pace = open(progress)?;
    if progress.done < CLAIM_LEAST {
        let least = amount(progress.goal.counts, CLAIM_LEAST.into());
        return Some(format!("It is early: a forecast takes {least}."));
    }
    let (all, recent) = rates(pace)?;
    let after_today = pace.days_total.saturating_sub(all.days);
    let total = pace.forecast_total()?;
    let by = day(progress.goal.span.to, today);
    let at = this_pace(progress);
    Some(match recent {
        None => format!("{} by {by} at {at}.", grouped(total)),
        Some(recent) => format!(
            "{} by {by} at {at}, {} at the last four weeks'.",
            grouped(total),
            grouped(u64::from(progress.done) + recent.in_days(after_today))
        ),
    })
}

/// On which day the pace reaches the goal: that of the whole period and that of the last weeks.
#[must_use]
pub fn finish(progress: &Progress, today: Day) -> Option<String> {
    let pace = open(progress)?;
    if progress.done < CLAIM_LEAST {
        return None;
    }
    let target = grouped(progress.goal.target.get());
    let at = this_pace(progress);
    let recent = rates(pace)?.1.and(pace.recent_finishes_on);
    match (pace.finishes_on, recent) {
        (Some(all), Some(recent)) => Some(format!(
            "{target} on {}, or {} at the last four weeks'.",
            day(all, today),
            day(recent, today)
        )),
        (Some(all), None) => Some(format!("{target} on {} at {at}.", day(all, today))),
        (None, Some(recent)) => Some(format!(
            "{target} on {} at the pace of the last four weeks.",
            day(recent, today)
        )),
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

fn this_pace(progress: &Progress) -> &'static str {
    if progress.goal.span.calendar_year().is_some() {
        "this year's pace"
    } else {
        "the pace so far"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::goal::Goal;
    use crate::domain::sample::{Asked, day as iso, goal, refused, tally, times};

    fn progress(goal: &Goal, asks: &[Asked], today: &str) -> Progress {
        Progress::of(goal, &tally(asks), iso(today))
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
            &Style::plain(80),
        );
        assert_eq!(
            told.as_deref(),
            Some("3 a day from here. An even pace (│) began at 2.7 a day.")
        );
    }

    #[test]
    fn who_is_ahead_is_told_by_how_much() {
        let year = goal(1_000, "2026-01-01", "2026-12-31");
        // An even walk stands at 2 on the second morning.
        let told = needed(
            &progress(&year, &seventy(), "2026-01-02"),
            &Style::plain(80),
        );
        assert_eq!(
            told.as_deref(),
            Some(
                "2.6 a day from here. You are 68 ahead of an even pace (│), which began at 2.7 a day."
            )
        );
    }

    #[test]
    fn a_small_goal_is_told_in_days() {
        assert_eq!(a_day(10, 35), "1 every 3 days");
        assert_eq!(a_day(10, 10), "1 a day");
        assert_eq!(a_day(10, 12), "1 a day");
        assert_eq!(a_day(10, 9), "1.1 a day");
        assert_eq!(a_day(30, 10), "3 a day");
        assert_eq!(a_day(0, 10), "0 a day");
        assert_eq!(a_day(930, 0), "930 a day");
    }

    #[test]
    fn a_goal_of_one_has_no_pace_to_speak_of() {
        let one = goal(1, "2026-01-01", "2026-12-31");
        let told = needed(&progress(&one, &[], "2026-03-04"), &Style::plain(80));
        assert_eq!(told.as_deref(), Some("1 to go in 303 days."));
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
            Some("405 by 31 December at this year's pace, 394 at the last four weeks'.")
        );
        // ⌈900 × 90 ÷ 100⌉ = 810 days on, ⌈900 × 28 ÷ 30⌉ = 840 days on.
        assert_eq!(
            finish(&progress, iso("2026-03-31")).as_deref(),
            Some("1,000 on 18 June 2028, or 18 July 2028 at the last four weeks'.")
        );
    }

    #[test]
    fn fewer_than_five_are_no_forecast() {
        let year = goal(1_000, "2026-01-01", "2026-12-31");
        let progress = progress(&year, &times(4, &refused("2026-01-02")), "2026-01-03");
        assert_eq!(
            forecast(&progress, iso("2026-01-03")).as_deref(),
            Some("It is early: a forecast takes 5 nos.")
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
        assert_eq!(from_here(&reached), None);
        assert_eq!(forecast(&reached, iso("2026-01-05")), None);
    }

    #[test]
    fn on_the_last_day_what_is_left_is_told() {
        let small = goal(100, "2026-01-01", "2026-01-31");
        let last = progress(&small, &seventy(), "2026-01-31");
        assert_eq!(
            from_here(&last).as_deref(),
            Some("30 to go on the last day")
        );
    }
}
