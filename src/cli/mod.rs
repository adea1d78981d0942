//! What can be typed: the commands, their flags and how the values in them are read.
//!
//! No behaviour. Values that depend on the day ([`date_expression`]) are kept as they were typed and read by
//! the command, with today handed in, so that whatever is wrong with them can be reported beside the
//! text that would otherwise be lost.
//!
//! The docs of each type of arguments and of its fields are what `--help` says of them.

#![expect(
    clippy::doc_markdown,
    reason = "these docs are the help texts that people read"
)]

pub mod answer;
pub mod bash_line;
pub mod calendar;
pub mod card;
pub mod change;
pub mod commands;
pub mod completion_context;
pub mod config;
pub mod dare;
pub mod date_expression;
pub mod doctor;
pub mod form;
pub mod global;
pub mod goal;
pub mod help;
pub mod import_export;
pub mod list;
pub mod log;
pub mod manual;
pub mod open;
pub mod outcome;
pub mod period;
pub mod plan;
pub mod reference;
pub mod report;
pub mod rest;
pub(crate) mod settings;
pub mod shell;
pub mod show;
pub mod stats;
pub mod step;
pub mod suggest;
pub mod target;
pub mod usage_error;
pub mod values;

use std::ffi::OsString;

use clap::{Args, FromArgMatches};

use commands::Command;
use global::Global;

/// The command that was typed, and what holds for every command.
#[derive(Debug, Default)]
pub struct Cli {
    /// What holds for every command.
    pub global: Global,
    /// The command; none shows where you stand.
    pub command: Option<Command>,
}

/// What was typed, read.
#[derive(Debug)]
pub struct ParsedCommand {
    /// The command and its flags.
    pub cli: Cli,
    /// How many of the last words stood after a `--`, where a `+` begins no tag.
    pub words_after_dashes: usize,
}

/// Reads what was typed, the name of the program first.
///
/// # Errors
/// What clap has against it; asking for help is one of these.
pub fn parse(args: &[OsString], width_cols: usize) -> Result<ParsedCommand, clap::Error> {
    let cli = cli(args, width_cols)?;
    let words_after_dashes = args
        .iter()
        .position(|arg| arg == "--")
        .map_or(0, |dashes| args.len() - dashes - 1);
    Ok(ParsedCommand {
        cli,
        words_after_dashes,
    })
}

fn cli(args: &[OsString], width_cols: usize) -> Result<Cli, clap::Error> {
    if args.len() <= 1 {
        return Ok(Cli::default());
    }
    let args = &period::with_values_attached(args);
    match read(lean(args, width_cols), args) {
        // What is said of a mistake names commands that were left out, as what may be meant.
        Err(error) if !usage_error::asked_for(&error) => read(command(width_cols), args),
        read => read,
    }
}

/// The whole command line as clap knows it, its help as wide as the terminal.
pub fn command(width_cols: usize) -> clap::Command {
    nos(width_cols).subcommands(commands::all())
}

/// As much of the command line as these arguments can need, since putting all of it together
/// takes longer than most commands do. Whatever it takes, the whole one takes in the same way:
/// there are no words before the name of a command but flags and their values, so a command that
/// is missing here is a mistake here.
fn lean(args: &[OsString], width_cols: usize) -> clap::Command {
    nos(width_cols).subcommands(commands::named_in(args.get(1..).unwrap_or_default()))
}

/// The command line without a command.
fn nos(width_cols: usize) -> clap::Command {
    Global::augment_args(clap::Command::new("nos"))
        .about("Collect rejections on purpose: log every ask and its answer, see where you stand")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .propagate_version(true)
        .override_help(help::fitted(help::FIRST_PAGE, width_cols))
        .term_width(width_cols.min(100))
        .max_term_width(100)
}

fn read(command: clap::Command, args: &[OsString]) -> Result<Cli, clap::Error> {
    let mut matches = command.try_get_matches_from(args)?;
    Ok(Cli {
        global: Global::from_arg_matches_mut(&mut matches)?,
        command: commands::read(&mut matches)?,
    })
}

#[cfg(test)]
mod tests;
