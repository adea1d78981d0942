//! `nos prompt`: one line for a shell prompt, and not a word if anything is wrong.
//!
//! It keeps nothing and writes nothing: it is as quick as reading the logs is. What is wrong with
//! them is told by every other command; here it would be told at every prompt.

use std::ffi::OsString;

use crate::cli::shell::PromptArgs;
use crate::cli::{self, wanted};
use crate::failure::Exit;
use crate::journal::folder;
use crate::render::prompt::{self, Standing};

use super::session::Session;

/// The word for it.
const NAME: &str = "prompt";

/// Prints the line.
pub(super) fn run(args: &PromptArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    session.device_given()?;
    let journal = folder::read(&session.places().data, None)?;
    let standing = Standing::of(&journal.ledger, session.today());
    let Some(line) = prompt::line(args.format.as_deref(), &standing) else {
        return Ok(Exit::Done);
    };
    session.system.print(line.as_bytes())?;
    session.system.print(b"\n")?;
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
    wanted::command_named(&nos, &words) == NAME
}
