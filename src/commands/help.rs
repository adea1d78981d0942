//! `nos help`: the page of a command or of a topic.

use crate::cli::shell::HelpArgs;
use crate::cli::{self, help};
use crate::failure::Exit;

use super::session::Session;

/// Prints the page.
pub(super) fn run(args: &HelpArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let width_cols = session.style.width_cols;
    let mut command = cli::command(width_cols);
    let page = help::page(&mut command, &args.topic, width_cols)?;
    session.page(&page)?;
    Ok(Exit::Done)
}
