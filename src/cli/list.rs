//! The arguments of `list`.

use clap::{Args, ValueEnum};

use super::outcome::Outcomes;
use super::period::PeriodArgs;
use super::values;
use crate::domain::ask::Tag;

/// List asks
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos list
  nos list --pending --sort pull
  nos list passport --year 2026
  nos list -t shop --no --sort sting -L 5")]
pub struct ListArgs {
    /// Words in the text, person, tags or note; +shop is a tag
    #[arg(value_name = "WORDS", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// The outcomes.
    #[command(flatten)]
    pub outcomes: Outcomes,
    /// Those with this tag; several must all be there
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag, help_heading = "Which asks")]
    pub tags: Vec<Tag>,
    /// Those whose person contains this
    #[arg(long, value_name = "WHO", help_heading = "Which asks")]
    pub to: Option<String>,
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// How many of the latest; 0 is all [default: 20, piped all]
    #[arg(short = 'L', long, value_name = "N", value_parser = values::count, allow_negative_numbers = true)]
    pub limit: Option<usize>,
    /// Those with a day to look again, the first one first
    #[arg(long, help_heading = "Which asks")]
    pub due: bool,
    /// In order of day, number, fear, sting, pull or due
    #[arg(long, value_name = "BY", value_enum, hide_possible_values = true)]
    pub sort: Option<SortBy>,
}

/// What a list is in the order of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortBy {
    /// The day of the ask, oldest first
    Day,
    /// The number, lowest first
    Number,
    /// The fear, highest first
    Fear,
    /// The sting, highest first
    Sting,
    /// The pull, highest first
    Pull,
    /// The due day, the first one first
    Due,
}
