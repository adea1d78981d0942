//! The arguments of `calendar`.

use chrono::Weekday;
use clap::{Args, ValueEnum};

use super::period::PeriodArgs;
use super::values;
use crate::domain::ask::Tag;

/// See the days of a period
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos calendar
  nos calendar --year 2025 --week-start sun
  nos calendar --count nos -t shop
  nos calendar --by tag")]
pub struct CalendarArgs {
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Asks with this tag; several must all be there
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag)]
    pub tags: Vec<Tag>,
    /// A row of weeks for each tag
    #[arg(long, value_name = "BY", value_enum, hide_possible_values = true)]
    pub by: Option<CalendarBy>,
    /// What counts on a day: asks or nos [default: asks]
    #[arg(long, value_name = "KIND", value_enum, default_value_t = CalendarCount::Asks, hide_default_value = true, hide_possible_values = true)]
    pub count: CalendarCount,
    /// The day on top: mon or sun [default: mon]
    #[arg(long, value_name = "DAY", value_enum, hide_possible_values = true)]
    pub week_start: Option<WeekStart>,
}

/// What has a row each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CalendarBy {
    /// Tags
    Tag,
}

/// What counts on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CalendarCount {
    /// Nos, said or by silence, by the day they came
    Nos,
    /// Asks, by the day they were made
    Asks,
}

/// With which day a week begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WeekStart {
    /// Monday
    Mon,
    /// Sunday
    Sun,
}

impl From<WeekStart> for Weekday {
    fn from(start: WeekStart) -> Self {
        match start {
            WeekStart::Mon => Self::Mon,
            WeekStart::Sun => Self::Sun,
        }
    }
}
