//! `nos answer`: the answer to an ask is written down, changed or taken back.

mod conversation;

use std::borrow::Cow;

use super::ask::{Before, Told, id_of};
use super::log::{answer_after_ask, not_empty, past_day};
use super::reference::{Among, names_several, resolve};
use super::session::Session;
use crate::cli::answer::AnswerArgs;
use crate::cli::refusal::quoted;
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Row};
use crate::domain::outcome::Outcome;
use crate::failure::{Exit, Failure, giving_back};
use crate::journal::event::{Answered, What};
use crate::journal::writer::Writer;
use crate::questions::{self, Questions};

/// Answers the asks that were named.
///
/// # Errors
/// If they are not found, the day cannot be, or it cannot be written.
pub(crate) fn run(args: &AnswerArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let (args, outcome) = match (args.outcome.named(), args.refs.is_empty()) {
        (Some(outcome), false) => (args.clone(), outcome),
        (outcome, _) if questions::allowed(session.system, session.is_silenced()) => {
            converse(args, outcome, session)?
        }
        (None, _) => {
            return Err(Failure::usage(
                "what was the answer, --no, --yes or --ghosted? (--pending takes one back)",
            )
            .hint(format!("nos answer {} --no", refs_or_last(&args.refs)))
            .typed(args.note.clone().into_iter().collect())
            .into());
        }
        (Some(outcome), true) => {
            return Err(Failure::usage("which ask was answered?")
                .hint(format!("nos answer last --{}", outcome.name()))
                .into());
        }
    };
    let args = &args;
    let note: Vec<String> = args.note.clone().into_iter().collect();
    let (mut writer, before, rows) = giving_back(answer(args, outcome, session), || note)?;
    let keys: Vec<Key> = rows.iter().map(Row::key).collect();
    let told = Told {
        keys: &keys,
        before,
        replaced: rows.iter().map(|row| replaced(row, outcome)).collect(),
        is_answer: true,
        are_several: names_several(&args.refs),
    };
    told.answer(session, &mut writer.journal)?;
    Ok(Exit::Done)
}

/// The words that named the asks, as a shell takes them.
fn refs_or_last(refs: &[String]) -> String {
    if refs.is_empty() {
        return "last".to_owned();
    }
    let refs = refs.iter().map(|name| quoted(name));
    refs.collect::<Vec<_>>().join(" ")
}

/// What is told at the terminal where the line left something out.
fn converse(
    args: &AnswerArgs,
    outcome: Option<Outcome>,
    session: &mut Session<'_>,
) -> anyhow::Result<(AnswerArgs, Outcome)> {
    past_day(args.on.as_deref(), "an answer", session.today())?;
    let journal = session.read()?;
    let (today, style) = (session.today(), session.style);
    let mut questions = Questions::new(session.system);
    conversation::hold(args, outcome, journal, today, &style, &mut questions)
}

/// Writes the answers down; hands back the asks as they were before.
fn answer(
    args: &AnswerArgs,
    outcome: Outcome,
    session: &mut Session<'_>,
) -> anyhow::Result<(Writer, Before, Vec<Row>)> {
    let said = past_day(args.on.as_deref(), "an answer", session.today())?;
    not_empty("--note", args.note.as_deref(), "nos answer --help")?;
    let mut writer = session.write()?;
    let rows = resolve(&args.refs, Among::Pending(outcome), &mut writer.journal)?;
    let before = Before::of(&writer.journal.ledger, session);
    let mut happened = Vec::with_capacity(rows.len());
    for row in &rows {
        let on = day_of_answer(said, row, session.today())?;
        happened.push(What::Answer(Answered {
            ask: id_of(&writer.journal.ledger, row),
            outcome,
            on,
            note: args.note.as_ref().map(|note| Cow::Owned(note.clone())),
            sting: args.sting,
        }));
    }
    writer.commit(&session.now.stamp(), happened)?;
    Ok((writer, before, rows))
}

/// The day that was said, else today, or the ask's day if that is later.
fn day_of_answer(said: Option<Day>, row: &Row, today: Day) -> Result<Day, Failure> {
    match said {
        Some(day) => {
            answer_after_ask(day, row.asked_on)
                .map_err(|failure| failure.hint(format!("nos show {}", row.number)))?;
            Ok(day)
        }
        None => Ok(today.max(row.asked_on)),
    }
}

/// The answer that there was, if it is another one now.
fn replaced(row: &Row, outcome: Outcome) -> Option<Outcome> {
    (row.outcome.is_answered() && row.outcome != outcome).then_some(row.outcome)
}
