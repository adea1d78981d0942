//! The arguments of `doctor`.

use clap::Args;

/// Check every log and say where they are
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos doctor
  nos doctor --json
  nos doctor --repair")]
pub struct DoctorArgs {
    /// Move unreadable lines out of this device's log, backed up
    #[arg(long)]
    pub repair: bool,
}
