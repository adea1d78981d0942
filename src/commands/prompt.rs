//! `nos prompt`: one line for a shell prompt, and not a word if anything is wrong.
//!
//! It keeps nothing and writes nothing: it is as quick as reading the logs is. What is wrong with
//! them is reported by every other command; here it would be repeated at every prompt.

use std::ffi::OsString;

use crate::cli::shell::PromptArgs;
use crate::cli::{self, completion_context};
use crate::error::Exit;
use crate::journal::folder;
use crate::render::prompt::{self, PromptValues};

use super::context::Context;

/// The word for it.
const NAME: &str = "prompt";

/// Prints the line.
pub(super) fn run(args: &PromptArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    context.device_given()?;
    let journal = folder::read(&context.places().data, None)?;
    let standing = PromptValues::new(&journal.ledger, context.today());
    let Some(line) = prompt::line(args.format.as_deref(), &standing) else {
        return Ok(Exit::Done);
    };
    context.system.print(line.as_bytes())?;
    context.system.print(b"\n")?;
    Ok(Exit::Done)
}

/// Whether it is this command that was meant, however wrong the rest of the line is.
pub(super) fn is_meant(args: &[OsString]) -> bool {
    let words: Vec<String> = args
        .iter()
        .skip(1)
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    // All commands are put together for this, which no other one that failed is to wait for.
    if !words.iter().any(|word| word == NAME) {
        return false;
    }
    let mut nos = cli::command(80);
    nos.build();
    completion_context::command_named(&nos, &words) == NAME
}
