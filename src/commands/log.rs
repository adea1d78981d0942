//! `nos log`, `nos no`, `nos yes`: an ask is written down.

mod answering;
pub(super) mod conversation;
mod lines;
pub(super) mod model;

use super::ask::{Before, Told, keys_of_asks};
use super::marks::{Marked, marked};
use super::session::Session;
use crate::cli::log::{AskArgs, AskDetails};
use crate::cli::when::{self, Toward};
use crate::domain::day::Day;
use crate::domain::ledger::Key;
use crate::domain::note_line::Note;
use crate::domain::outcome::Outcome;
use crate::failure::{Exit, Failure, giving_back};
use crate::journal::event::{Asked, What};
use crate::journal::writer::Writer;
use crate::questions::Questions;
use model::Model;

/// Answers the asks that were named where the words are nothing but numbers (`nos no 12`), else
/// logs what was typed.
///
/// # Errors
/// As [`run`], or if an ask that was named is not found.
pub(crate) fn answer_or_log(
    args: &AskArgs,
    outcome: Outcome,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    match answering::named(args, outcome, session.words_after_dashes)? {
        Some(answer) => answer.give(outcome, session),
        None => run(args, Some(outcome), session),
    }
}

/// Logs what was typed, or each line of standard input.
///
/// # Errors
/// If something that was typed cannot be meant, or it cannot be written.
pub(crate) fn run(
    args: &AskArgs,
    outcome: Option<Outcome>,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    let details = &args.details;
    let typed = marked(
        &args.words,
        session.words_after_dashes,
        details.to.as_deref(),
    )?;
    let text = typed.text();
    if text == "-" && session.words_after_dashes == 0 {
        let model = Model::of(details, &typed, outcome, session)?;
        return lines::log(&model, args.raw, session);
    }
    if args.raw {
        return Err(Failure::usage("--raw is for the lines of standard input")
            .hint("nos log - --raw")
            .typed(vec![text])
            .into());
    }
    if text.trim().is_empty() {
        return converse(&typed, details, outcome, session);
    }
    let logged = log_one(&text, &typed, details, outcome, session);
    giving_back(logged, || vec![text])?.tell(session)
}

/// Logs what is told at the terminal, if a person is there to tell it.
fn converse(
    typed: &Marked,
    details: &AskDetails,
    outcome: Option<Outcome>,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    if !session.may_ask() {
        return Err(Failure::usage("what did you ask for?")
            .hint("nos log \"asked for a discount\" --no")
            .into());
    }
    // What the flags say is checked before anything is typed.
    past_day(details.on.as_deref(), "an ask", session.today())?;
    past_day(details.answered.as_deref(), "an answer", session.today())?;
    let details = AskDetails {
        to: typed.to.clone(),
        ..details.clone()
    };
    let told = conversation::hold(&details, outcome, &mut Questions::new(session.system))?;
    let marks = Marked {
        to: told.details.to.clone(),
        ..typed.clone()
    };
    let logged = log_one(&told.text, &marks, &told.details, told.outcome, session);
    giving_back(logged, || vec![told.text])?.tell(session)
}

fn log_one(
    text: &str,
    marks: &Marked,
    details: &AskDetails,
    outcome: Option<Outcome>,
    session: &mut Session<'_>,
) -> anyhow::Result<Written> {
    let note = Note::raw(text).map_err(|invalid| Failure::usage(invalid.0))?;
    let model = Model::of(details, marks, outcome, session)?;
    write(vec![model.asked(note)?], session)
}

/// Writes asks, all of them or none. They get their numbers here.
pub(super) fn write(
    asks: Vec<Asked<'static>>,
    session: &mut Session<'_>,
) -> anyhow::Result<Written> {
    let mut writer = session.write()?;
    let before = Before::of(&writer.journal.ledger, session);
    let happened = (writer.next_number()..)
        .zip(asks)
        .map(|(number, ask)| What::Ask(Asked { number, ..ask }))
        .collect();
    let events = writer.commit(&session.now.stamp(), happened)?;
    Ok(Written {
        keys: keys_of_asks(&writer.journal.ledger, &events),
        writer,
        before,
    })
}

/// Asks that are in the log. What fails from here on loses nothing.
pub(super) struct Written {
    keys: Vec<Key>,
    writer: Writer,
    before: Before,
}

impl Written {
    /// Tells the one ask, and which other that is waiting has its words too.
    fn tell(mut self, session: &mut Session<'_>) -> anyhow::Result<Exit> {
        self.answer(false, session)?;
        if let [key] = self.keys.as_slice() {
            // It is logged; what cannot be said beside it is no failure.
            let _ = answering::hint_at_waiting(*key, &mut self.writer.journal, session);
        }
        Ok(Exit::Done)
    }

    /// Tells the asks; of several, even if these are one.
    pub(super) fn answer(
        &mut self,
        are_several: bool,
        session: &mut Session<'_>,
    ) -> anyhow::Result<()> {
        let told = Told {
            keys: &self.keys,
            before: self.before,
            replaced: Vec::new(),
            is_answer: false,
            are_several,
        };
        told.answer(session, &mut self.writer.journal)
    }
}

/// A day that was typed, which must not be in the future.
///
/// # Errors
/// If it cannot be read, or is yet to come.
pub(crate) fn past_day(text: Option<&str>, what: &str, today: Day) -> Result<Option<Day>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let day = when::parse(text, today, Toward::Past)?;
    not_ahead(day, what, today)?;
    Ok(Some(day))
}

/// Whether something can have happened on that day.
///
/// # Errors
/// If the day is yet to come.
pub(super) fn not_ahead(day: Day, what: &str, today: Day) -> Result<(), Failure> {
    if day > today {
        return Err(Failure::usage(format!(
            "{day} is in the future, and {what} is written down when it has happened"
        ))
        .hint("nos help dates"));
    }
    Ok(())
}

/// Whether an answer can have come on that day.
///
/// # Errors
/// If it would have come before the ask.
pub(crate) fn answer_after_ask(answered: Day, asked_on: Day) -> Result<(), Failure> {
    if answered < asked_on {
        return Err(Failure::usage(format!(
            "the answer on {answered} would come before the ask on {asked_on} (--on sets the day of the ask)"
        ))
        .hint("nos help dates"));
    }
    Ok(())
}

/// Whether a text that was given has anything in it. `way_out` is the line that works.
///
/// # Errors
/// If it has not.
pub(crate) fn not_empty(flag: &str, text: Option<&str>, way_out: &str) -> Result<(), Failure> {
    match text {
        Some(text) if text.trim().is_empty() => {
            Err(Failure::usage(format!("{flag} is empty; leave it out")).hint(way_out))
        }
        _ => Ok(()),
    }
}
