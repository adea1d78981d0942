//! The arguments of the commands that serve the shell: `prompt`, `completions`, `man`, `help`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values;

/// Print one line for a shell prompt
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "In the format, each of these is a number: {nos} {goal} {left} {today} {streak}
{pending} {yes} {lead} {percent} {rest} {due}; {today} is the asks made today,
{rest} is 1 on a day off. On any trouble it prints nothing.

Examples:
  nos prompt
  nos prompt --format '{nos} of {goal}'
  nos prompt --format '{today} today, {streak} days'"
)]
pub struct PromptArgs {
    /// What the line says [default: {nos}/{goal}]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
}

/// Print the completions of a shell
#[derive(Args, Clone, Copy, Debug)]
#[command(after_help = "Setup, once:
  bash        echo 'eval \"$(nos completions bash)\"' >> ~/.bashrc
  zsh         echo 'eval \"$(nos completions zsh)\"' >> ~/.zshrc
              (after the line with compinit, if there is one)
  fish        nos completions fish > ~/.config/fish/completions/nos.fish
  elvish      nos completions elvish >> ~/.config/elvish/rc.elv
  PowerShell  nos completions powershell | Add-Content $PROFILE
Where the folder of such a file is missing, make it first.

In zsh they also set alias nos='noglob nos', so that ? and * in a text are taken
as they are, unless you have an alias or a function of that name. For a command
with a pattern of files, leave it out: \\nos import *.csv

Examples:
  nos completions bash
  nos completions fish")]
pub struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_enum, hide_possible_values = true)]
    pub shell: Shell,
}

/// The shells that are completed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash, 3.2 and later
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// elvish
    Elvish,
    /// PowerShell
    #[value(alias = "pwsh")]
    Powershell,
}

/// Print the manual, or write its pages into a folder
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos man
  nos man -o pages")]
pub struct ManArgs {
    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "DIR", value_parser = values::folder)]
    pub output: Option<PathBuf>,
}

/// Help on a command, or on how days are written
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos help goal set
  nos help dates")]
pub struct HelpArgs {
    /// A command, or `dates`
    #[arg(value_name = "COMMAND")]
    pub topic: Vec<String>,
}
