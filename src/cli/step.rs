//! What can be typed after `step`.

use clap::Args;

/// Note what happened before the answer: a callback, an interview
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "The ask still waits for its answer. --due is the day to look again; it ends with
the next step or answer. nos list --due shows them all.

Examples:
  nos step 1 callback --due \"2 oct\"
  nos step last sent a follow-up -d yesterday
  nos step 1 \"ask again\" --due \"1 mar\""
)]
pub struct StepArgs {
    /// Which ask: its number, id, last or words of it in quotes
    #[arg(value_name = "REF", allow_negative_numbers = true)]
    pub ask: String,
    /// What happened
    #[arg(value_name = "STEP", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// The day it happened, if it was not today
    #[arg(short = 'd', long, value_name = "WHEN")]
    pub on: Option<String>,
    /// The day to look again
    #[arg(long, value_name = "WHEN")]
    pub due: Option<String>,
    /// A note
    #[arg(short = 'm', long, value_name = "NOTE")]
    pub note: Option<String>,
    /// Take the Nth step away
    #[arg(long, value_name = "N", conflicts_with_all = ["words", "on", "due", "note"])]
    pub remove: Option<usize>,
}
