//! The arguments of `open`.

use clap::Args;

/// See and answer your asks on one screen, a key an answer
#[derive(Args, Clone, Copy, Debug)]
#[command(
    after_help = "n, y and g answer the ask that is selected, l logs one, u takes back, ? shows
every key, q quits. Scripts and screen readers have the same in the other
commands.

Examples:
  nos open
  nos open --ascii
  nos list --pending"
)]
pub struct OpenArgs {}
