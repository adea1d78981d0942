//! What can be typed after `goal`.

use clap::{Args, Subcommand, ValueEnum};

use super::{target, values};
use crate::domain::goal::Target;

/// Set, show or clear a goal
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Examples:
  nos goal
  nos goal set 1000
  nos goal set 1k --rest sat,sun
  nos goal clear",
    args_conflicts_with_subcommands = true
)]
pub struct GoalArgs {
    /// What to do; none shows the goals.
    #[command(subcommand)]
    pub action: Option<GoalAction>,
}

/// What can be done with goals.
#[derive(Clone, Debug, Subcommand)]
pub enum GoalAction {
    /// Show all goals
    #[command(after_help = "Examples:
  nos goal show
  nos goal show --json")]
    Show,
    /// Set a goal, or change the one that holds today
    #[command(
        after_help = "It replaces a goal of its kind with the same period, or one that overlaps where
neither lies within the other. A goal that has ended always stays.
WHEN is a day, gone by or to come; see nos help dates.

Examples:
  nos goal set 1000
  nos goal set 1,000 --from today --rest sun
  nos goal set 300 --count asks --days 30
  nos goal set --rest sat,sun"
    )]
    Set(GoalSetArgs),
    /// Clear the current goal, or the one of a period
    #[command(after_help = "Examples:
  nos goal clear
  nos goal clear --count asks")]
    Clear(GoalClearArgs),
}

/// The arguments of `goal set`.
#[derive(Args, Clone, Debug)]
pub struct GoalSetArgs {
    /// How many: 1000, 1,000, 1_000 or 1k [default: as many as before]
    #[arg(value_parser = target::parse, allow_negative_numbers = true)]
    pub target: Option<Target>,
    /// What counts: nos, said-nos or asks [default: nos]
    #[arg(long, value_name = "KIND", value_enum, hide_possible_values = true)]
    pub count: Option<CountChoice>,
    /// The calendar year [default: as it is, else this year]
    #[arg(long, value_name = "Y", value_parser = values::year, conflicts_with = "from")]
    pub year: Option<i32>,
    /// The first day; alone it runs a year
    #[arg(long, value_name = "WHEN")]
    pub from: Option<String>,
    /// The last day
    #[arg(long, value_name = "WHEN", conflicts_with = "days")]
    pub until: Option<String>,
    /// How many days it runs, from --from or from today
    #[arg(long, value_name = "N", value_parser = values::days, conflicts_with = "year", allow_negative_numbers = true)]
    pub days: Option<u32>,
    /// Weekdays off, on which nothing is expected: sat,sun
    #[arg(long, value_name = "DAYS", value_parser = values::weekdays)]
    pub rest: Option<values::Weekdays>,
}

/// The arguments of `goal clear`.
#[derive(Args, Clone, Debug)]
pub struct GoalClearArgs {
    /// The goal of this kind: nos, said-nos or asks
    #[arg(long, value_name = "KIND", value_enum, hide_possible_values = true)]
    pub count: Option<CountChoice>,
    /// The goal of this calendar year
    #[arg(long, value_name = "Y", value_parser = values::year, conflicts_with_all = ["from", "until"])]
    pub year: Option<i32>,
    /// The goal that begins on this day
    #[arg(long, value_name = "WHEN")]
    pub from: Option<String>,
    /// The goal that ends on this day
    #[arg(long, value_name = "WHEN")]
    pub until: Option<String>,
}

/// What a goal counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CountChoice {
    /// Nos, said or by silence
    Nos,
    /// Said nos alone
    SaidNos,
    /// Asks
    Asks,
}
