//! `nos answer`: the answer to an ask is written down, changed or taken back.

pub(super) mod conversation;

use std::borrow::Cow;

use super::ask::{Before, Told, id_of};
use super::log::{answer_after_ask, not_empty, past_day};
use super::reference::{Among, names_several, or_picked, resolve};
use super::session::Session;
use crate::cli::answer::AnswerArgs;
use crate::cli::refusal::quoted;
use crate::domain::ask::Rating;
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Row};
use crate::domain::outcome::Outcome;
use crate::failure::{Exit, Failure, giving_back};
use crate::journal::event::{Answered, What};
use crate::journal::writer::Writer;
use crate::render::logged::Replaced;

/// Answers the asks that were named.
///
/// # Errors
/// If they are not found, the day cannot be, or it cannot be written.
pub(crate) fn run(args: &AnswerArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let (refs, outcome) = without_outcome(args, session.words_after_dashes);
    let mut answer = Answer {
        refs,
        on: args.on.clone(),
        note: args.note.clone(),
        sting: args.sting,
    };
    let outcome = match outcome {
        Some(outcome) if !answer.refs.is_empty() => outcome,
        outcome if session.may_ask() => conversation::hold(&mut answer, outcome, session)?,
        None => {
            return Err(Failure::usage(
                "what was the answer: no, yes or ghosted? (pending takes one back)",
            )
            .hint(format!("nos answer {} OUTCOME", refs_or_last(&answer.refs)))
            .typed(answer.note.into_iter().collect())
            .into());
        }
        Some(outcome) => {
            return Err(Failure::usage("which ask was answered?")
                .hint(format!("nos answer last --{}", outcome.name()))
                .into());
        }
    };
    answer.give(outcome, session)
}

/// The words that name the asks, and the outcome: that of a flag, else that of a last word like
/// `no` before any `--`.
fn without_outcome(args: &AnswerArgs, words_after_dashes: usize) -> (Vec<String>, Option<Outcome>) {
    let flagged = args.outcome.named();
    if let (None, 0, [refs @ .., last]) = (flagged, words_after_dashes, args.refs.as_slice())
        && let Some(outcome) = Outcome::from_name(&last.to_lowercase())
    {
        return (refs.to_vec(), Some(outcome));
    }
    (args.refs.clone(), flagged)
}

/// The words that named the asks, as a shell takes them.
fn refs_or_last(refs: &[String]) -> String {
    if refs.is_empty() {
        return "last".to_owned();
    }
    let refs = refs.iter().map(|name| quoted(name));
    refs.collect::<Vec<_>>().join(" ")
}

/// An answer to asks that were named.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// What named the asks.
    pub(crate) refs: Vec<String>,
    /// The day of the answer, as it was typed.
    pub(crate) on: Option<String>,
    /// A note to add.
    pub(crate) note: Option<String>,
    /// How much it hurt.
    pub(crate) sting: Option<Rating>,
}

impl Answer {
    /// Writes the answer down and tells it. What was typed is given back if that fails.
    ///
    /// # Errors
    /// If an ask is not found, the day cannot be, or it cannot be written.
    pub(crate) fn give(&self, outcome: Outcome, session: &mut Session<'_>) -> anyhow::Result<Exit> {
        let among = Among::Pending(Some(outcome));
        let written = or_picked(&self.refs, among, session, |refs, session| {
            self.write(refs, outcome, session)
        });
        let note = || self.note.clone().into_iter().collect();
        let (mut writer, before, rows) = giving_back(written, note)?;
        let keys: Vec<Key> = rows.iter().map(Row::key).collect();
        let now = |row: &Row| writer.journal.ledger.get(row.key()).copied();
        let told = Told {
            keys: &keys,
            before,
            replaced: rows.iter().map(|row| replaced(row, now(row))).collect(),
            is_answer: true,
            are_several: names_several(&self.refs),
        };
        told.answer(session, &mut writer.journal)?;
        Ok(Exit::Done)
    }

    /// Writes the answers down; hands back the asks as they were before.
    fn write(
        &self,
        refs: &[String],
        outcome: Outcome,
        session: &mut Session<'_>,
    ) -> anyhow::Result<(Writer, Before, Vec<Row>)> {
        let today = session.today();
        let said = past_day(self.on.as_deref(), "an answer", today)?;
        not_empty("--note", self.note.as_deref(), "nos answer --help")?;
        let mut writer = session.write()?;
        let among = Among::Pending(Some(outcome));
        let rows = resolve(refs, among, &mut writer.journal, today)?;
        let before = Before::of(&writer.journal.ledger, session);
        let mut happened = Vec::with_capacity(rows.len());
        for row in &rows {
            happened.push(What::Answer(Answered {
                ask: id_of(&writer.journal.ledger, row),
                outcome,
                on: day_of_answer(said, row, today)?,
                note: self.note.as_ref().map(|note| Cow::Owned(note.clone())),
                sting: self.sting,
            }));
        }
        writer.commit(&session.now.stamp(), happened)?;
        Ok((writer, before, rows))
    }
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

/// The answer that there was, if it is another one now, or came on another day.
fn replaced(before: &Row, now: Option<Row>) -> Option<Replaced> {
    let on = before.answered_on()?;
    let is_same =
        now.is_some_and(|now| (now.outcome, now.answered_on()) == (before.outcome, Some(on)));
    (!is_same).then_some(Replaced {
        outcome: before.outcome,
        on,
    })
}
