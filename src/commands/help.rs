//! `nos help`: the page of a command or of a topic.

use crate::cli::shell::HelpArgs;
use crate::cli::{self, help};
use crate::error::Exit;

use super::context::Context;

/// Prints the page.
pub(super) fn run(args: &HelpArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let width_cols = context.style.width_cols;
    let mut command = cli::command(width_cols);
    let page = help::page(&mut command, &args.topic, width_cols)?;
    context.page(&page)?;
    Ok(Exit::Done)
}
