//! PERIOD: the flags that say which days are looked at.

use std::ffi::OsString;

use chrono::Weekday;
use clap::{ArgGroup, Args};

use super::date_expression::{self, Bias};
use super::values;
use crate::domain::day::{Day, Period};
use crate::error::Failure;

/// The arguments with the value of `--week` or `--month` attached, where the argument after the flag
/// reads as one. What does not is an argument of its own: in `list --week passport` it is a word.
pub(super) fn with_values_attached(args: &[OsString]) -> Vec<OsString> {
    // Whether a text reads as a day or a month is the same on every day.
    let today = Day::FIRST.plus(730_000).unwrap_or(Day::FIRST);
    let mut attached = Vec::<OsString>::with_capacity(args.len());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--" {
            attached.push(arg.clone());
            break;
        }
        let next = args.as_slice().first().and_then(|next| next.to_str());
        let value = next.filter(|next| match arg.to_str() {
            Some("--week") => date_expression::is_day(next, today),
            Some("--month") => date_expression::month(next, today).is_some(),
            _ => false,
        });
        let mut arg = arg.clone();
        if let Some(value) = value {
            arg.push("=");
            arg.push(value);
            args.next();
        }
        attached.push(arg);
    }
    attached.extend(args.cloned());
    attached
}

/// The flags of a period. They exclude one another, but for `--since` with `--until`.
#[derive(Args, Clone, Debug, Default)]
#[group(skip)]
#[command(group(ArgGroup::new("period").args(["week", "last_week", "month", "last_month", "year", "since", "all"])),
    group(ArgGroup::new("period_end").args(["until"]).conflicts_with_all(["week", "last_week", "month", "last_month", "year", "all"])))]
pub struct PeriodArgs {
    /// The week with this day in it [default: this week]
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "today", help_heading = "Period")]
    pub week: Option<String>,
    /// The week before this one
    #[arg(long, help_heading = "Period")]
    pub last_week: bool,
    /// A month, as 2026-10 or october [default: this month]
    #[arg(long, value_name = "MONTH", num_args = 0..=1, require_equals = true, default_missing_value = "", help_heading = "Period")]
    pub month: Option<String>,
    /// The month before this one
    #[arg(long, help_heading = "Period")]
    pub last_month: bool,
    /// A calendar year
    #[arg(long, value_name = "Y", value_parser = values::year, help_heading = "Period")]
    pub year: Option<i32>,
    /// From this day on
    #[arg(long, value_name = "WHEN", help_heading = "Period")]
    pub since: Option<String>,
    /// Up to this day
    #[arg(long, value_name = "WHEN", help_heading = "Period")]
    pub until: Option<String>,
    /// Everything, from the first day to the last
    #[arg(long, help_heading = "Period")]
    pub all: bool,
}

/// The period that was meant, as far as it does not depend on the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodChoice {
    /// None was named.
    Unsaid,
    /// From the earliest day in the journal to its latest, at least today.
    All,
    /// From the earliest day in the journal to this one.
    Until(Day),
    /// These days.
    Days(Period),
    /// A week, which can be compared with the one before it.
    Week(Period),
}

impl PeriodArgs {
    /// The period that the flags mean. Weeks begin on `week_start`.
    ///
    /// # Errors
    /// If a day cannot be read, or the last lies before the first.
    pub fn read(&self, today: Day, week_start: Weekday) -> Result<PeriodChoice, Failure> {
        let Self {
            week,
            last_week,
            month,
            last_month,
            year,
            since,
            until,
            all,
        } = self;
        let day = |text: &Option<String>| {
            text.as_deref()
                .map(|text| date_expression::parse(text, today, Bias::Past))
                .transpose()
        };
        if *all {
            return Ok(PeriodChoice::All);
        }
        if let Some(day) = day(week)? {
            return Ok(PeriodChoice::Week(Period::week(day, week_start)));
        }
        if *last_week {
            let day = today.plus(-7).unwrap_or(Day::FIRST);
            return Ok(PeriodChoice::Week(Period::week(day, week_start)));
        }
        if let Some(month) = month {
            return self::month(month, today).map(PeriodChoice::Days);
        }
        if *last_month {
            let day = today.plus_months(-1).unwrap_or(Day::FIRST);
            return Ok(PeriodChoice::Days(day.month().span()));
        }
        if let Some(year) = year {
            return Period::year(*year)
                .map(PeriodChoice::Days)
                .ok_or_else(|| Failure::usage("a year goes from 1900 to 9999"));
        }
        match (day(since)?, day(until)?) {
            (None, None) => Ok(PeriodChoice::Unsaid),
            (None, Some(until)) => Ok(PeriodChoice::Until(until)),
            (Some(since), None) => Ok(PeriodChoice::Days(Period::new(since, today.max(since)))),
            (Some(since), Some(until)) if until < since => Err(Failure::usage(format!(
                "the period ends on {until}, before it begins on {since}; swap the two"
            ))
            .hint("nos help dates")),
            (Some(since), Some(until)) => Ok(PeriodChoice::Days(Period::new(since, until))),
        }
    }
}

/// The month that was named; this one where none was.
fn month(text: &str, today: Day) -> Result<Period, Failure> {
    if text.is_empty() {
        return Ok(today.month().span());
    }
    date_expression::month(text, today).ok_or_else(|| {
        Failure::usage(format!(
            "`{text}` isn't a month; a month is one of: 2026-10, october, oct"
        ))
        .hint("nos help dates")
    })
}

impl PeriodChoice {
    /// The days it is, given those of the journal and what holds where none was named.
    pub fn span(self, journal: Option<Period>, today: Day, unsaid: Period) -> Period {
        let all = journal.map_or(Period::new(today, today), |span| {
            Period::new(span.from, span.to.max(today))
        });
        match self {
            Self::Unsaid => unsaid,
            Self::All => all,
            Self::Until(day) => Period::new(all.from.min(day), day),
            Self::Days(span) | Self::Week(span) => span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attached(line: &str) -> String {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let attached = with_values_attached(&args);
        let attached: Vec<&str> = attached.iter().filter_map(|arg| arg.to_str()).collect();
        attached.join(" ")
    }

    #[test]
    fn the_argument_after_week_and_month_is_their_value_if_it_reads_as_one() {
        for (typed, meant) in [
            ("nos list --week passport", "nos list --week passport"),
            ("nos list --week friday", "nos list --week=friday"),
            ("nos list --week 29 feb", "nos list --week 29 feb"),
            ("nos list --week 2w x", "nos list --week=2w x"),
            ("nos list --month oct -L 5", "nos list --month=oct -L 5"),
            ("nos list --month friday", "nos list --month friday"),
            ("nos list --month", "nos list --month"),
            ("nos log -- --week friday", "nos log -- --week friday"),
            ("nos list --since friday", "nos list --since friday"),
        ] {
            assert_eq!(attached(typed), meant);
        }
    }

    fn read(args: &PeriodArgs) -> Period {
        // A Wednesday.
        let today = Day::from_iso("2026-03-04").unwrap();
        let period = args.read(today, Weekday::Mon).unwrap();
        period.span(None, today, Period::new(today, today))
    }

    fn span(from: &str, to: &str) -> Period {
        Period::new(Day::from_iso(from).unwrap(), Day::from_iso(to).unwrap())
    }

    #[test]
    fn weeks_and_months_are_whole() {
        let none = PeriodArgs::default();
        let week = |week: &str| PeriodArgs {
            week: Some(week.to_owned()),
            ..none.clone()
        };
        let month = |month: &str| PeriodArgs {
            month: Some(month.to_owned()),
            ..none.clone()
        };
        assert_eq!(read(&week("today")), span("2026-03-02", "2026-03-08"));
        assert_eq!(read(&week("1 jan")), span("2025-12-29", "2026-01-04"));
        assert_eq!(read(&month("")), span("2026-03-01", "2026-03-31"));
        assert_eq!(read(&month("april")), span("2025-04-01", "2025-04-30"));
        let last_week = PeriodArgs {
            last_week: true,
            ..none.clone()
        };
        assert_eq!(read(&last_week), span("2026-02-23", "2026-03-01"));
        let last_month = PeriodArgs {
            last_month: true,
            ..none
        };
        assert_eq!(read(&last_month), span("2026-02-01", "2026-02-28"));
    }
}
