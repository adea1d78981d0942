//! The flags that every command takes.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use super::values;

/// What holds for every command.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "For every command")]
pub struct Global {
    /// Where the logs are kept [env: NOS_DIR]
    #[arg(long, global = true, value_name = "DIR", value_parser = values::folder)]
    pub dir: Option<PathBuf>,
    /// When to use colour: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        hide_possible_values = true
    )]
    pub color: Option<Color>,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Sentences and tables only, for screen readers
    #[arg(long, global = true)]
    pub plain: bool,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing about a change that worked, and give no hints
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Never ask a question
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Print long answers as they are, without a pager
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Show this help
    #[arg(short, long, global = true, action = ArgAction::HelpShort)]
    help: Option<bool>,
    /// Show the version
    #[arg(short = 'V', long, global = true, action = ArgAction::Version)]
    version: Option<bool>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
