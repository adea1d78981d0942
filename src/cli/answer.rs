//! The arguments of `answer`.

use clap::Args;

use super::outcome::OneOutcome;
use super::values;
use crate::domain::ask::Rating;

/// Write down the answer to an ask
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "The answer can be the last word, without dashes. The last ask that is waiting
is called last.

Examples:
  nos answer 84 no
  nos answer passport --yes --sting 0
  nos answer last --ghosted
  nos answer 12 13 14 --no --on yesterday"
)]
pub struct AnswerArgs {
    /// Which ask: number, id, last or words; or several numbers
    #[arg(value_name = "REF")]
    pub refs: Vec<String>,
    /// The answer.
    #[command(flatten)]
    pub outcome: OneOutcome,
    /// The day the answer came, if it was not today
    #[arg(short = 'd', long, value_name = "WHEN")]
    pub on: Option<String>,
    /// A note; it is added to the one there is
    #[arg(short = 'm', long, value_name = "NOTE")]
    pub note: Option<String>,
    /// How much it hurt, 0 to 10
    #[arg(long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub sting: Option<Rating>,
}
