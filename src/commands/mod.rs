//! The commands, a file each: load, decide, append, show. What was typed comes in by [`run`].

mod again;
pub(crate) mod answer;
mod ask_history;
mod ask_stream;
mod calendar;
mod card;
pub(crate) mod complete;
mod completions;
mod config;
mod confirmation;
pub(crate) mod context;
mod dare;
mod doctor;
pub(crate) mod edit;
mod export;
mod goal;
mod help;
mod import;
pub(crate) mod list;
pub(crate) mod log;
mod man;
mod marks;
mod pick;
mod plan;
mod plan_change;
mod prompt;
pub(crate) mod reference;
mod remove;
#[cfg(feature = "pictures")]
mod report;
mod rest;
mod search;
pub(crate) mod show;
mod stats;
mod status;
mod step;
mod summary;
mod sweep;
mod undo;
mod without_pictures;

use std::ffi::OsString;

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::commands::Command;
use crate::cli::global::Color;
use crate::cli::{self, ParsedCommand, usage_error};
use crate::domain::outcome::Outcome;
use crate::error::{ErrorReason, Exit, Failure, with_unsaved_input};
use crate::render::style::Colours;
use crate::render::{escape, json as render_json, wrap};
use crate::system::System;
use context::Context;

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

/// What `--color` says where a command was not read to its end, since help was asked for.
fn color_in(args: &[OsString]) -> Option<Color> {
    let words = || args.iter().filter_map(|arg| arg.to_str());
    let apart = words().zip(words().skip(1));
    let attached = words().filter_map(|word| word.split_once('='));
    let named = apart.chain(attached).filter(|(flag, _)| *flag == "--color");
    let (_, value) = named.last()?;
    Color::from_str(value, false).ok()
}

/// Does what was typed (the name of the program first).
///
/// # Errors
/// Why it could not be done, for those who tells it.
pub(crate) fn perform(args: &[OsString], system: &mut System) -> anyhow::Result<Exit> {
    let width = system.width_cols();
    let typed = match cli::parse(args, width) {
        Ok(typed) => typed,
        Err(error) if usage_error::asked_for(&error) => {
            if error.kind() == clap::error::ErrorKind::DisplayVersion {
                // However deep in the commands it was asked for, it is that of nos.
                system.print(VERSION.as_bytes())?;
                return Ok(Exit::Done);
            }
            let text = error.render();
            let settings = config::load(system).settings;
            let text = match context::colours(system, color_in(args), settings.color) {
                Colours::Ansi => text.ansi().to_string(),
                Colours::None => text.to_string(),
            };
            let no_pager = args.iter().any(|arg| arg == "--no-pager");
            if no_pager {
                system.print(text.as_bytes())?;
            } else {
                system.page(text.as_bytes(), settings.pager.as_deref())?;
            }
            return Ok(Exit::Done);
        }
        Err(error) => return Err(usage_error::from_clap(&error, &cli::command(width), args).into()),
    };
    dispatch(&typed, args, system)
}

fn dispatch(typed: &ParsedCommand, args: &[OsString], system: &mut System) -> anyhow::Result<Exit> {
    let context = Context::new(typed, args, system);
    let mut context = with_unsaved_input(context, || usage_error::text_in(args))?;
    let context = &mut context;
    // A warning at every prompt would be in the way of everything else.
    if !matches!(typed.cli.command, Some(Command::Prompt(_))) {
        context.warn_of_settings();
    }
    let Some(command) = &typed.cli.command else {
        return status::run(context);
    };
    match command {
        Command::Log(log) => log::run(&log.ask, log.outcome.named(), context),
        Command::No(no) => log::answer_or_log(&no.ask, Outcome::No, context),
        Command::Yes(yes) => log::answer_or_log(&yes.ask, Outcome::Yes, context),
        Command::Again(again) => again::run(again, context),
        Command::Plan(plan) => plan::run(plan, context),
        Command::Step(step) => step::run(step, context),
        Command::Rest(rest) => rest::run(rest, context),
        Command::Answer(answer) => answer::run(answer, context),
        Command::List(list) => match usage_error::limit_meant(args, &list.words) {
            Some(failure) => Err(failure.into()),
            None => list::run(list, context),
        },
        Command::Sweep(sweep) => sweep::run(sweep, context),
        Command::Show(show) => show::run(show, context),
        #[cfg(feature = "screen")]
        Command::Open(_) => crate::screen::run(context),
        #[cfg(not(feature = "screen"))]
        Command::Open(_) => Err(without_screen()),
        Command::Edit(edit) => edit::run(edit, context),
        Command::Remove(remove) => remove::run(remove, context),
        Command::Undo(undo) => undo::run(undo::SearchRange::Back, undo, context),
        Command::Redo(redo) => undo::run(undo::SearchRange::Again, &redo.undo, context),
        Command::Goal(goal) => goal::run(goal, context),
        Command::Stats(stats) => stats::run(stats, context),
        Command::Calendar(calendar) => calendar::run(calendar, context),
        Command::Export(export) => export::run(export, context),
        Command::Import(import) => import::run(import, context),
        Command::Card(card) => card::run(card, context),
        #[cfg(feature = "pictures")]
        Command::Report(report) => report::run(report, context),
        #[cfg(not(feature = "pictures"))]
        Command::Report(_) => Err(without_pictures::refusal("nos stats").into()),
        Command::Doctor(doctor) => doctor::run(doctor, context),
        Command::Dare(dare) => dare::run(*dare, context),
        Command::Prompt(prompt) => prompt::run(prompt, context),
        Command::Completions(completions) => completions::run(*completions, context),
        Command::Man(man) => man::run(man, context),
        Command::Config(args) => config::run(*args, context),
        Command::Help(help) => help::run(help, context),
    }
}

#[cfg(not(feature = "screen"))]
fn without_screen() -> anyhow::Error {
    Failure::usage(
        "this nos was built without the screen; `cargo install --path .` in its source builds one \
         that has it",
    )
    .hint("nos list --pending")
    .into()
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
fn tell(system: &mut System, refusal: &ErrorReason, as_json: bool) {
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
    let mut text = format!("error: {}\n", escape::one_line(&refusal.message));
    for detail in &refusal.details {
        text.push_str(&format!("  {}\n", escape::one_line(detail)));
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
            for line in escape::lines(typed) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        system.say(&text);
    }
}

/// The line that shows a hint, which is a command to be run.
fn hint_line(hint: &str) -> String {
    wrap::command(&format!("hint: {}", escape::one_line(hint))) + "\n"
}

/// Says something on standard error, broken into lines where that is a terminal.
fn say(system: &mut System, text: &str) {
    let width_cols = if system.terminal().stderr {
        system.width_cols()
    } else {
        usize::MAX
    };
    system.say(&wrap::wrapped(text, width_cols));
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
    let mut text = format!("warning: {}\n", escape::one_line(message));
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
