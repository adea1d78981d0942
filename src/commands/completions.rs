//! `nos completions`: the script that completes nos in a shell.

use super::session::Session;
use crate::cli::{CompletionsArgs, command};
use crate::failure::Exit;

/// Prints the script of the shell.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn run(args: &CompletionsArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(80), "nos", &mut script);
    session.system.print(&script)?;
    Ok(Exit::Done)
}
