//! The arguments of `config`.

use clap::{Args, Subcommand};

/// Show every setting, its value and where it comes from
#[derive(Args, Clone, Copy, Debug)]
#[command(
    after_help = "Flags beat the environment, the environment beats the file, and the file
beats the defaults. The keys: dir, color, ascii, plain, pager, week_start,
day_starts, date_order, tags, and the tables [wait], [goal], [card] and
[dare]; `nos config edit` writes a file that explains them.

Examples:
  nos config
  nos config edit
  nos config path"
)]
pub struct ConfigArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: Option<ConfigAction>,
}

/// What to do with the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum ConfigAction {
    /// Open the settings file in an editor, and keep it if it can be read
    #[command(after_help = "Examples:
  nos config edit
  nos config edit && nos config")]
    Edit,
    /// Print where the settings file is
    #[command(after_help = "Examples:
  nos config path
  dirname \"$(nos config path)\"")]
    Path,
}
