//! The arguments of `calendar`.

use chrono::Weekday;
use clap::{Args, ValueEnum};

use super::values;

/// See the days of a year
#[derive(Args, Clone, Copy, Debug)]
#[command(after_help = "Examples:
  nos calendar
  nos calendar --year 2025 --week-start sun
  nos calendar --count asks")]
pub struct CalendarArgs {
    /// The calendar year [default: this one]
    #[arg(long, value_name = "Y", value_parser = values::year)]
    pub year: Option<i32>,
    /// What counts on a day: nos or asks
    #[arg(long, value_name = "KIND", value_enum, default_value_t = CalendarCount::Nos, hide_default_value = true, hide_possible_values = true)]
    pub count: CalendarCount,
    /// The day on top: mon or sun
    #[arg(long, value_name = "DAY", value_enum, default_value_t = WeekStart::Mon, hide_default_value = true, hide_possible_values = true)]
    pub week_start: WeekStart,
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
