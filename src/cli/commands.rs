//! The commands: one row for each, from which all is made that has to know them all.
//!
//! A row gives the variant of [`Command`], the arguments it carries, its name and its visible
//! alias. The help of a command is on the type of its arguments.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, FromArgMatches};

use super::{
    answer, calendar, card, change, config, dare, doctor, goal, import_export, list, log, open,
    plan, report, rest, shell, show, stats, step,
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
        const COMMANDS: &[CommandRow] = &[
            $(
                $(#[cfg($cfg)])?
                CommandRow {
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
    Again(log::AgainArgs) = "again";
    Plan(plan::PlanArgs) = "plan";
    Step(step::StepArgs) = "step";
    Rest(rest::RestArgs) = "rest";
    Answer(answer::AnswerArgs) = "answer" | "resolve";
    Sweep(change::SweepArgs) = "sweep";
    List(list::ListArgs) = "list" | "ls";
    Show(show::ShowArgs) = "show";
    Open(open::OpenArgs) = "open";
    Edit(change::EditArgs) = "edit";
    Remove(change::RemoveArgs) = "remove" | "rm";
    Undo(change::UndoArgs) = "undo";
    Redo(change::RedoArgs) = "redo";
    Goal(goal::GoalArgs) = "goal";
    Stats(stats::StatsArgs) = "stats";
    Calendar(calendar::CalendarArgs) = "calendar" | "cal";
    Export(import_export::ExportArgs) = "export";
    Import(import_export::ImportArgs) = "import";
    Card(card::CardArgs) = "card";
    Report(report::ReportArgs) = "report";
    Doctor(doctor::DoctorArgs) = "doctor";
    Dare(dare::DareArgs) = "dare";
    Prompt(shell::PromptArgs) = "prompt";
    Config(config::ConfigArgs) = "config";
    Completions(shell::CompletionsArgs) = "completions";
    Man(shell::ManArgs) = "man";
    Help(shell::HelpArgs) = "help";
}

/// What is known of a command before its arguments are built.
struct CommandRow {
    name: &'static str,
    aliases: &'static [&'static str],
    augment: fn(clap::Command) -> clap::Command,
    read: fn(&mut ArgMatches) -> Result<Command, clap::Error>,
}

impl CommandRow {
    /// Whether a word is its name or its alias.
    fn is_named(&self, word: &OsString) -> bool {
        word == self.name || self.aliases.iter().any(|alias| word == alias)
    }

    fn command(&self) -> clap::Command {
        let command = (self.augment)(clap::Command::new(self.name)).visible_aliases(self.aliases);
        let notes = self.notes(&command);
        match command.get_after_help() {
            Some(after) if !notes.is_empty() => {
                let after = format!("{notes}\n{after}");
                command.after_help(after)
            }
            _ => command,
        }
    }

    /// What is said before the examples about every command that is like this one.
    fn notes(&self, command: &clap::Command) -> String {
        let mut notes = String::new();
        for alias in self.aliases {
            notes.push_str(&format!(
                "`nos {alias}` is the same as `nos {}`.\n",
                self.name
            ));
        }
        let takes_a_day = |arg: &clap::Arg| {
            let names = arg.get_value_names().unwrap_or_default();
            names.iter().any(|name| name == "WHEN")
        };
        if command.get_arguments().any(takes_a_day) {
            notes.push_str(
                "WHEN is a day such as yesterday, friday, 3d or 4 mar; see nos help dates.\n",
            );
        }
        notes
    }
}

/// All commands as clap knows them.
pub(super) fn all() -> impl Iterator<Item = clap::Command> {
    COMMANDS.iter().map(CommandRow::command)
}

/// The commands, as clap knows them, among which is the one that these words are about, if they
/// are about one: the first word that names one, and if that could be the value of a flag
/// (`--dir log`), the next one too. The name of the program is not among the words.
pub(super) fn named_in(words: &[OsString]) -> Vec<clap::Command> {
    let mut named: Vec<&CommandRow> = Vec::new();
    let mut after_flag = false;
    for word in words {
        if let Some(row) = COMMANDS.iter().find(|row| row.is_named(word)) {
            // Clap does not take the same command twice.
            if !named.iter().any(|other| other.name == row.name) {
                named.push(row);
            }
            if !after_flag {
                break;
            }
        }
        after_flag = word.as_encoded_bytes().starts_with(b"-");
    }
    named.into_iter().map(CommandRow::command).collect()
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
            format!("there's no command `{name}`\n"),
        )
    })?;
    (row.read)(&mut matches).map(Some)
}
