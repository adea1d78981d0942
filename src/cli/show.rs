//! The arguments of `show`.

use clap::Args;

/// Show one ask with its whole history
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos show 84
  nos show passport
  nos show last")]
pub struct ShowArgs {
    /// Which ask: its number, its id, `last`, or words of it
    #[arg(value_name = "REF", required = true)]
    pub refs: Vec<String>,
}
