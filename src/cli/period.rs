//! PERIOD: the flags that say which days are looked at.

use clap::Args;

use super::values;
use super::when::{self, Toward};
use crate::domain::day::{Day, Span};
use crate::failure::Failure;

/// The flags of a period. They exclude one another, but for `--since` with `--until`.
#[derive(Args, Clone, Debug, Default)]
pub struct PeriodArgs {
    /// A calendar year
    #[arg(long, value_name = "Y", value_parser = values::year, help_heading = "Period", conflicts_with_all = ["since", "until", "all"])]
    pub year: Option<i32>,
    /// From this day on
    #[arg(
        long,
        value_name = "WHEN",
        help_heading = "Period",
        conflicts_with = "all"
    )]
    pub since: Option<String>,
    /// Up to this day
    #[arg(
        long,
        value_name = "WHEN",
        help_heading = "Period",
        conflicts_with = "all"
    )]
    pub until: Option<String>,
    /// Everything, from the first day to the last
    #[arg(long, help_heading = "Period")]
    pub all: bool,
}

/// The period that was meant, as far as it does not depend on the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// None was named.
    Unsaid,
    /// From the earliest day in the journal to its latest, at least today.
    All,
    /// From the earliest day in the journal to this one.
    Until(Day),
    /// These days.
    Days(Span),
}

impl PeriodArgs {
    /// The period that the flags mean.
    ///
    /// # Errors
    /// If a day cannot be read, or the last lies before the first.
    pub fn read(&self, today: Day) -> Result<Period, Failure> {
        if self.all {
            return Ok(Period::All);
        }
        if let Some(year) = self.year {
            return Span::year(year)
                .map(Period::Days)
                .ok_or_else(|| Failure::usage("a year goes from 1 to 9999"));
        }
        let day = |text: &Option<String>| {
            text.as_deref()
                .map(|text| when::parse(text, today, Toward::Past))
                .transpose()
        };
        match (day(&self.since)?, day(&self.until)?) {
            (None, None) => Ok(Period::Unsaid),
            (None, Some(until)) => Ok(Period::Until(until)),
            (Some(since), None) => Ok(Period::Days(Span::new(since, today.max(since)))),
            (Some(since), Some(until)) if until < since => Err(Failure::usage(format!(
                "the period ends on {until}, before it begins on {since}; swap the two"
            ))
            .hint("nos help dates")),
            (Some(since), Some(until)) => Ok(Period::Days(Span::new(since, until))),
        }
    }
}

impl Period {
    /// The days it is, given those of the journal and what holds where none was named.
    pub fn span(self, journal: Option<Span>, today: Day, unsaid: Span) -> Span {
        let all = journal.map_or(Span::new(today, today), |span| {
            Span::new(span.from, span.to.max(today))
        });
        match self {
            Self::Unsaid => unsaid,
            Self::All => all,
            Self::Until(day) => Span::new(all.from.min(day), day),
            Self::Days(span) => span,
        }
    }
}
