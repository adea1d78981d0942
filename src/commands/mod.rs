//! The commands, a file each: load, decide, append, show. What was typed comes in by [`run`].

mod again;
mod answer;
mod ask;
mod calendar;
mod card;
mod complete;
mod completions;
mod config;
mod dare;
mod doctor;
mod edit;
mod export;
mod goal;
mod help;
mod import;
mod list;
mod log;
mod man;
mod marks;
mod past;
mod pick;
mod prompt;
mod reference;
mod remove;
#[cfg(feature = "pictures")]
mod report;
mod search;
mod session;
mod show;
mod stats;
mod summary;
mod sweep;
mod today;
mod undo;
mod without_pictures;

use std::ffi::OsString;

use serde::Serialize;

use crate::cli::commands::Command;
use crate::cli::{self, Typed, refusal};
use crate::domain::outcome::Outcome;
use crate::failure::{Exit, Failure, Refusal, giving_back};
use crate::render::{json as render_json, paragraph, safe};
use crate::system::System;
use session::Session;

/// What `--version` answers.
const VERSION: &str = concat!("nos ", env!("CARGO_PKG_VERSION"), "\n");

/// Does what was typed (the name of the program first) and says with which status to exit.
pub fn run(args: &[OsString], system: &mut System) -> u8 {
    if args.get(1).is_some_and(|first| first == complete::NAME) {
        complete::run(args, system);
        return 0;
    }
    let result = perform(args, system).and_then(|exit| system.flush().map(|()| exit));
    match result {
        Ok(exit) => exit.status(),
        Err(_) if prompt::is_meant(args) => 0,
        Err(error) => {
            let failure = Failure::from_error(error);
            if let Failure::Refused(refusal) = &failure {
                tell(system, refusal, wants_json(args));
            }
            failure.status()
        }
    }
}

fn wants_json(args: &[OsString]) -> bool {
    args.iter()
        .take_while(|arg| *arg != "--")
        .any(|arg| arg == "--json")
}

fn perform(args: &[OsString], system: &mut System) -> anyhow::Result<Exit> {
    let width = system.width_cols();
    let typed = match cli::parse(args, width) {
        Ok(typed) => typed,
        Err(error) if refusal::asked_for(&error) => {
            if error.kind() == clap::error::ErrorKind::DisplayVersion {
                // However deep in the commands it was asked for, it is that of nos.
                system.print(VERSION.as_bytes())?;
                return Ok(Exit::Done);
            }
            let text = error.render();
            let text = if system.terminal().stdout && system.var("NO_COLOR").is_none() {
                text.ansi().to_string()
            } else {
                text.to_string()
            };
            let no_pager = args.iter().any(|arg| arg == "--no-pager");
            if no_pager {
                system.print(text.as_bytes())?;
            } else {
                let setting = config::load(system).settings.pager;
                system.page(text.as_bytes(), setting.as_deref())?;
            }
            return Ok(Exit::Done);
        }
        Err(error) => return Err(refusal::of(&error, &cli::command(width), args).into()),
    };
    dispatch(&typed, args, system)
}

fn dispatch(typed: &Typed, args: &[OsString], system: &mut System) -> anyhow::Result<Exit> {
    let session = Session::of(typed, args, system);
    let mut session = giving_back(session, || refusal::text_in(args))?;
    let session = &mut session;
    // A warning at every prompt would be in the way of everything else.
    if !matches!(typed.cli.command, Some(Command::Prompt(_))) {
        session.warn_of_settings();
    }
    let Some(command) = &typed.cli.command else {
        return today::run(session);
    };
    match command {
        Command::Log(log) => log::run(&log.ask, log.outcome.named(), session),
        Command::No(no) => log::answer_or_log(&no.ask, Outcome::No, session),
        Command::Yes(yes) => log::answer_or_log(&yes.ask, Outcome::Yes, session),
        Command::Again(again) => again::run(again, session),
        Command::Answer(answer) => answer::run(answer, session),
        Command::List(list) => match refusal::limit_meant(args, &list.words) {
            Some(failure) => Err(failure.into()),
            None => list::run(list, session),
        },
        Command::Sweep(sweep) => sweep::run(sweep, session),
        Command::Show(show) => show::run(show, session),
        Command::Edit(edit) => edit::run(edit, session),
        Command::Remove(remove) => remove::run(remove, session),
        Command::Undo(undo) => undo::run(undo::Way::Back, undo, session),
        Command::Redo(redo) => undo::run(undo::Way::Again, &redo.undo, session),
        Command::Goal(goal) => goal::run(goal, session),
        Command::Stats(stats) => stats::run(stats, session),
        Command::Calendar(calendar) => calendar::run(calendar, session),
        Command::Export(export) => export::run(export, session),
        Command::Import(import) => import::run(import, session),
        Command::Card(card) => card::run(card, session),
        #[cfg(feature = "pictures")]
        Command::Report(report) => report::run(report, session),
        #[cfg(not(feature = "pictures"))]
        Command::Report(_) => Err(without_pictures::refusal("nos stats").into()),
        Command::Doctor(doctor) => doctor::run(doctor, session),
        Command::Dare(dare) => dare::run(*dare, session),
        Command::Prompt(prompt) => prompt::run(prompt, session),
        Command::Completions(completions) => completions::run(*completions, session),
        Command::Man(man) => man::run(man, session),
        Command::Config(args) => config::run(*args, session),
        Command::Help(help) => help::run(help, session),
    }
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    error: Error<'a>,
}

#[derive(Serialize)]
struct Error<'a> {
    code: &'a str,
    message: &'a str,
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    details: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    typed: &'a [String],
}

#[derive(Serialize)]
struct WarningLine<'a> {
    warning: Warning<'a>,
}

#[derive(Serialize)]
struct Warning<'a> {
    code: &'a str,
    message: &'a str,
    hint: Option<&'a str>,
}

/// Tells a failure on standard error: in words, or as JSON.
fn tell(system: &mut System, refusal: &Refusal, as_json: bool) {
    if as_json {
        let error = Error {
            code: refusal.code.name(),
            message: &refusal.message,
            hint: refusal.hint.as_deref(),
            details: &refusal.details,
            typed: &refusal.typed,
        };
        say_json(system, &ErrorLine { error });
        return;
    }
    let mut text = format!("error: {}\n", safe::one_line(&refusal.message));
    for detail in &refusal.details {
        text.push_str(&format!("  {}\n", safe::one_line(detail)));
    }
    if let Some(hint) = &refusal.hint {
        text.push_str(&hint_line(hint));
    }
    say(system, &text);
    let mut typed = refusal
        .typed
        .iter()
        .filter(|typed| !typed.trim().is_empty())
        .peekable();
    if typed.peek().is_some() {
        // To be copied, so it is not broken.
        let mut text = "you typed:\n".to_owned();
        for typed in typed {
            for line in safe::lines(typed) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        system.say(&text);
    }
}

/// The line that shows a hint, which is a command to be run.
fn hint_line(hint: &str) -> String {
    paragraph::command(&format!("hint: {}", safe::one_line(hint))) + "\n"
}

/// Says something on standard error, broken into lines where that is a terminal.
fn say(system: &mut System, text: &str) {
    let width_cols = if system.terminal().stderr {
        system.width_cols()
    } else {
        usize::MAX
    };
    system.say(&paragraph::wrapped(text, width_cols));
}

/// Warns of something that does not keep a command from going on.
fn warn(system: &mut System, as_json: bool, code: &str, message: &str, hint: Option<&str>) {
    if as_json {
        let warning = Warning {
            code,
            message,
            hint,
        };
        say_json(system, &WarningLine { warning });
        return;
    }
    let mut text = format!("warning: {}\n", safe::one_line(message));
    if let Some(hint) = hint {
        text.push_str(&hint_line(hint));
    }
    say(system, &text);
}

fn say_json(system: &mut System, value: &impl Serialize) {
    if let Ok(line) = render_json::line(value) {
        system.say(&line);
    }
}
