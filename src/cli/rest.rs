//! What can be typed after `rest`.

use clap::Args;

/// Take days off
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "On a day off nothing is expected: no streak ends, and the pace of a goal does
without it. A weekday or a day without a year is the next one; of FROM..TO the
second is the first such day on or after the first. Alone, it lists them.

Examples:
  nos rest today
  nos rest \"24 dec\"..\"1 jan\" -m \"at my parents'\"
  nos rest tomorrow --off
  nos rest"
)]
pub struct RestArgs {
    /// Days, or FROM..TO for all days from one to the other
    #[arg(value_name = "WHEN", allow_negative_numbers = true)]
    pub days: Vec<String>,
    /// A note
    #[arg(short = 'm', long, value_name = "NOTE")]
    pub note: Option<String>,
    /// They are no days off any more
    #[arg(long, conflicts_with = "note")]
    pub off: bool,
}
