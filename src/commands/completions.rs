//! `nos completions`: the script that a shell reads once.
//!
//! The scripts are static and know nothing: at each tab they hand the line to
//! [`super::complete`] and show what comes back. So a new flag is completed as soon as it is
//! there, all shells complete the same, and what lives in the journal is as easy as what does not.

use crate::cli::shell::{CompletionsArgs, Shell};
use crate::error::Exit;

use super::context::Context;

/// Prints the script.
pub(super) fn run(args: CompletionsArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let script = match args.shell {
        Shell::Bash => include_str!("completions/nos.bash"),
        Shell::Zsh => include_str!("completions/nos.zsh"),
        Shell::Fish => include_str!("completions/nos.fish"),
        Shell::Elvish => include_str!("completions/nos.elv"),
        Shell::Powershell => include_str!("completions/nos.ps1"),
    };
    context.system.print(script.as_bytes())?;
    Ok(Exit::Done)
}
