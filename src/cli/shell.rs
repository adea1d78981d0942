//! The arguments of the commands that serve the shell: `prompt`, `completions`, `man`, `help`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values;

/// The arguments of `prompt`.
#[derive(Args, Clone, Debug)]
pub struct PromptArgs {
    /// What the line says [default: {nos}/{goal}]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
}

/// The arguments of `completions`.
#[derive(Args, Clone, Copy, Debug)]
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

/// The arguments of `man`.
#[derive(Args, Clone, Debug)]
pub struct ManArgs {
    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "DIR", value_parser = values::folder)]
    pub output: Option<PathBuf>,
}

/// The arguments of `help`.
#[derive(Args, Clone, Debug)]
pub struct HelpArgs {
    /// A command, or `dates`
    #[arg(value_name = "COMMAND")]
    pub topic: Vec<String>,
}
