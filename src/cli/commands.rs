//! The commands: one row for each, from which all is made that has to know them all.
//!
//! A row gives the variant of [`Command`], the arguments it carries, its name and its visible
//! alias. What the help says of a command stands on the type of its arguments.

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, FromArgMatches};

use super::{
    answer, calendar, card, change, dare, doctor, exchange, goal, list, log, report, shell, show,
    stats,
};

macro_rules! commands {
    ($($(#[cfg($cfg:meta)])? $variant:ident($args:ty) = $name:literal $(| $alias:literal)?;)*) => {
        /// The command that was typed, with its arguments.
        #[derive(Debug)]
        pub enum Command {
            $(
                $(#[cfg($cfg)])?
                #[doc = concat!("`nos ", $name, "`.")]
                $variant($args),
            )*
        }

        /// All commands, in the order in which they are told.
        const COMMANDS: &[Row] = &[
            $(
                $(#[cfg($cfg)])?
                Row {
                    name: $name,
                    aliases: &[$($alias)?],
                    augment: <$args>::augment_args,
                    read: |matches| <$args>::from_arg_matches_mut(matches).map(Command::$variant),
                },
            )*
        ];
    };
}

commands! {
    Log(log::LogArgs) = "log";
    No(log::NoArgs) = "no";
    Yes(log::YesArgs) = "yes";
    Answer(answer::AnswerArgs) = "answer" | "resolve";
    Sweep(change::SweepArgs) = "sweep";
    List(list::ListArgs) = "list" | "ls";
    Show(show::ShowArgs) = "show";
    Edit(change::EditArgs) = "edit";
    Remove(change::RemoveArgs) = "remove" | "rm";
    Undo(change::UndoArgs) = "undo";
    Redo(change::RedoArgs) = "redo";
    Goal(goal::GoalArgs) = "goal";
    Stats(stats::StatsArgs) = "stats";
    Calendar(calendar::CalendarArgs) = "calendar" | "cal";
    Export(exchange::ExportArgs) = "export";
    Import(exchange::ImportArgs) = "import";
    Card(card::CardArgs) = "card";
    Report(report::ReportArgs) = "report";
    Doctor(doctor::DoctorArgs) = "doctor";
    Dare(dare::DareArgs) = "dare";
    Prompt(shell::PromptArgs) = "prompt";
    Completions(shell::CompletionsArgs) = "completions";
    Man(shell::ManArgs) = "man";
    Help(shell::HelpArgs) = "help";
}

/// What is known of a command before its arguments are built.
struct Row {
    name: &'static str,
    aliases: &'static [&'static str],
    augment: fn(clap::Command) -> clap::Command,
    read: fn(&mut ArgMatches) -> Result<Command, clap::Error>,
}

impl Row {
    fn command(&self) -> clap::Command {
        (self.augment)(clap::Command::new(self.name)).visible_aliases(self.aliases)
    }
}

/// All commands as clap knows them.
pub(super) fn all() -> impl Iterator<Item = clap::Command> {
    COMMANDS.iter().map(Row::command)
}

/// The command that clap found, with its arguments; none if there was no command.
///
/// # Errors
/// If clap found one that has no row, or its arguments are not those of the row.
pub(super) fn read(matches: &mut ArgMatches) -> Result<Option<Command>, clap::Error> {
    let Some((name, mut matches)) = matches.remove_subcommand() else {
        return Ok(None);
    };
    let row = COMMANDS.iter().find(|row| row.name == name);
    let row = row.ok_or_else(|| {
        clap::Error::raw(
            ErrorKind::InvalidSubcommand,
            format!("there is no command `{name}`\n"),
        )
    })?;
    (row.read)(&mut matches).map(Some)
}
