//! `nos open`: one screen, and a key an answer.
//!
//! [`state`] is all that is on it. [`keys`] says what an event of the terminal does to the state,
//! [`draw`] what the state looks like; both are pure. What has to be done in the world comes out of
//! `keys` as an [`Effect`], and the loop here does it: [`desk`] reads the journal and has the
//! commands make the changes, each written and synced before it is shown, and [`terminal`] holds
//! the terminal.

mod desk;
mod draw;
mod form;
mod help;
mod input;
mod keys;
mod paint;
mod state;
mod table;
mod terminal;
#[cfg(test)]
mod tests;
mod year;

use std::time::{Duration, Instant};

use ratatui::crossterm::event::Event;

use crate::commands::context::Context;
use crate::error::{ErrorReason, Exit, Failure};
use crate::render::style::{OutputMedium, Style};
use crate::system::System;
use desk::Desk;
use form::Form;
use state::{Change, Effect, Mode, State, Status};
use terminal::{Signal, Terminal};

/// How long a key is waited for before signals are looked at.
const PATIENCE: Duration = Duration::from_millis(200);

/// How often it is looked whether the logs were written by another.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Shows the screen until the person leaves it.
///
/// # Errors
/// If there is no terminal, the journal cannot be read at first, or the terminal fails.
pub(crate) fn run(session: &mut Context<'_>) -> anyhow::Result<Exit> {
    check(session)?;
    let style = Style {
        medium: OutputMedium::Terminal,
        ..session.style
    };
    let mut desk = Desk::new(session, &style);
    let size = Terminal::size()?;
    let mut state = desk.begin(size, style).map_err(Failure::Refused)?;
    let mut terminal = Terminal::open()?;
    show(&mut state, &mut desk, &mut terminal)
}

/// Whether a screen can be shown.
fn check(session: &Context<'_>) -> anyhow::Result<()> {
    let why = if session.is_json() {
        "nos open is a screen; there is no JSON of it"
    } else if !session.may_ask() {
        "nos open is a screen, and that takes a terminal"
    } else if has_no_cursor(session.system) {
        "nos open is a screen, and this terminal can't move its cursor"
    } else {
        return Ok(());
    };
    Err(Failure::usage(why).hint("nos list --pending").into())
}

fn has_no_cursor(system: &System) -> bool {
    system.var("TERM").is_none_or(|term| term == "dumb")
}

fn show(state: &mut State, desk: &mut Desk<'_>, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    let mut looked = Instant::now();
    let mut is_drawn = false;
    loop {
        if !is_drawn {
            told(state, |state| desk.fill(state));
            terminal.draw(state)?;
            is_drawn = true;
        }
        if let Some(signal) = terminal.signal() {
            match signal {
                Signal::End(signal) => return end(signal, terminal),
                #[cfg(unix)]
                Signal::Stop => terminal.stop()?,
                #[cfg(unix)]
                Signal::Continued => terminal.take_again()?,
            }
            state.resize(Terminal::size()?);
            is_drawn = false;
            continue;
        }
        let mut event = Terminal::event(PATIENCE)?;
        // Keys that came together are all done before it is drawn again.
        while let Some(happened) = event {
            is_drawn = false;
            if matches!(happened, Event::Resize(..)) {
                terminal.renew()?;
            }
            match react(state, desk, &happened) {
                None => {}
                Some(Request::Quit) => return Ok(Exit::Done),
                Some(Request::Interrupt) => return Err(Failure::Interrupted.into()),
                Some(Request::Suspend) => {
                    #[cfg(unix)]
                    terminal.stop()?;
                }
                Some(Request::Lend(change)) => {
                    terminal.lend(|| perform(state, desk, &change))?;
                }
            }
            event = Terminal::event(Duration::ZERO)?;
        }
        if looked.elapsed() >= LOOK_EVERY {
            looked = Instant::now();
            if desk.is_behind(state) {
                told(state, |state| desk.read(state).map(drop));
                is_drawn = false;
            }
        }
    }
}

/// What an event asks of the terminal.
enum Request {
    Quit,
    Interrupt,
    Suspend,
    /// Make a change by a program that takes the terminal.
    Lend(Change),
}

/// Does what an event of the terminal says, all but what takes the terminal itself.
fn react(state: &mut State, desk: &mut Desk<'_>, event: &Event) -> Option<Request> {
    match keys::update(state, event) {
        None => {}
        Some(Effect::Quit) => return Some(Request::Quit),
        Some(Effect::Interrupt) => return Some(Request::Interrupt),
        Some(Effect::Suspend) => return Some(Request::Suspend),
        Some(Effect::Change(change @ Change::Editor(_))) => return Some(Request::Lend(change)),
        Some(Effect::Change(change)) => perform(state, desk, &change),
        Some(Effect::OpenForm(key)) => told(state, |state| {
            let form = Form::read(&desk.form(key)?);
            let base = form.written();
            state.mode = Mode::Form { key, base, form };
            Ok(())
        }),
        Some(Effect::Filter) => {
            state.status = Status::default();
            let found = desk.filter(state);
            // While it is typed, a flag that is not whole yet is no mistake.
            if let (Err(refusal), Mode::Browse) = (found, &state.mode) {
                state.failed(&refusal);
            }
        }
    }
    told(state, |state| desk.fill(state));
    None
}

/// Makes a change, and has the state say what came of it.
fn perform(state: &mut State, desk: &mut Desk<'_>, change: &Change) {
    match desk.change(change, state) {
        Ok(said) => state.done(change, said),
        Err(refusal) => state.failed(&refusal),
    }
}

fn told(state: &mut State, work: impl FnOnce(&mut State) -> Result<(), ErrorReason>) {
    if let Err(refusal) = work(state) {
        state.failed(&refusal);
    }
}

/// Ends as a signal ends a program, with the terminal as it was.
fn end(signal: i32, terminal: &mut Terminal) -> anyhow::Result<Exit> {
    if signal == signal_hook::consts::SIGINT {
        return Err(Failure::Interrupted.into());
    }
    terminal.lend(|| signal_hook::low_level::emulate_default_handler(signal))??;
    Err(Failure::Interrupted.into())
}
