//! The arguments of `stats`.

use clap::{Args, ValueEnum};

use super::period::PeriodArgs;
use super::values;
use crate::domain::ask::Tag;

/// See the numbers of a period
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos stats
  nos stats --all --by odds
  nos stats --year 2025 -t auditions
  nos stats --since 4w --by who")]
pub struct StatsArgs {
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Asks with this tag; several must all be there
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag, help_heading = "Which asks")]
    pub tags: Vec<Tag>,
    /// Asks whose person contains this
    #[arg(long, value_name = "WHO", help_heading = "Which asks")]
    pub to: Option<String>,
    /// Show only the tag, who, month, weekday, odds or step table
    #[arg(long, value_name = "BY", value_enum, hide_possible_values = true)]
    pub by: Option<Breakdown>,
}

/// What the numbers can be broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Breakdown {
    /// By tag
    Tag,
    /// By person
    Who,
    /// By month
    Month,
    /// By weekday
    Weekday,
    /// By how likely a yes seemed
    Odds,
    /// By what happened before the answer
    Step,
}
