//! `nos answer`: the answer to an ask is written down, changed or taken back.

mod interactive;

use std::borrow::Cow;

use super::confirmation::{Confirmation, EarlierState, id_of};
use super::context::Context;
use super::log::{ANSWER_AHEAD, answer_after_ask, not_empty, past_day};
use super::reference::{Among, names_several, or_picked, resolve};
use crate::cli::answer::AnswerArgs;
use crate::cli::usage_error::quoted;
use crate::domain::ask::Rating;
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Record};
use crate::domain::outcome::Outcome;
use crate::error::{Exit, Failure, with_unsaved_input};
use crate::journal::event::{Answered, Changes, Edited, EventKind, Id};
use crate::journal::writer::Writer;
use crate::render::confirmation::ReplacedAnswer;

/// Answers the asks that were named.
///
/// # Errors
/// If they are not found, the day cannot be, or it cannot be written.
pub(crate) fn run(args: &AnswerArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let (refs, outcome) = without_outcome(args, context.words_after_dashes);
    let mut answer = Answer {
        refs,
        on: args.on.clone(),
        note: args.note.clone(),
        sting: args.sting,
    };
    let outcome = match outcome {
        Some(outcome) if !answer.refs.is_empty() => outcome,
        outcome if context.may_ask() => interactive::hold(&mut answer, outcome, context)?,
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
    answer.give(outcome, context)
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
    pub(crate) fn give(&self, outcome: Outcome, context: &mut Context<'_>) -> anyhow::Result<Exit> {
        let among = Among::Pending(Some(outcome));
        let written = or_picked(&self.refs, among, context, |refs, context| {
            self.write(refs, outcome, context, |writer, at, happened| {
                writer.commit(at, happened).map(drop)
            })
        });
        let note = || self.note.clone().into_iter().collect();
        let (writer, before, rows) = with_unsaved_input(written, note)?;
        self.tell(writer, before, &rows, context)?;
        Ok(Exit::Done)
    }

    fn tell(
        &self,
        mut writer: Writer,
        before: EarlierState,
        rows: &[Record],
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        let keys: Vec<Key> = rows.iter().map(Record::key).collect();
        let now = |row: &Record| writer.journal.ledger.get(row.key()).copied();
        let told = Confirmation {
            keys: &keys,
            before,
            replaced: rows.iter().map(|row| replaced(row, now(row))).collect(),
            is_answer: true,
            are_several: names_several(&self.refs),
        };
        told.answer(context, &mut writer.journal)
    }

    /// Writes the answers down by `commit`; hands back the asks as they were before.
    fn write(
        &self,
        refs: &[String],
        outcome: Outcome,
        context: &mut Context<'_>,
        commit: impl FnOnce(&mut Writer, &str, Vec<EventKind<'static>>) -> anyhow::Result<()>,
    ) -> anyhow::Result<(Writer, EarlierState, Vec<Record>)> {
        let today = context.today();
        let said = past_day(self.on.as_deref(), ANSWER_AHEAD, today)?;
        not_empty("--note", self.note.as_deref(), "nos answer --help")?;
        let mut writer = context.write()?;
        let among = Among::Pending(Some(outcome));
        let rows = resolve(refs, among, &mut writer.journal, today)?;
        let before = EarlierState::new(&writer.journal.ledger, context);
        let mut happened = Vec::with_capacity(rows.len());
        for row in &rows {
            happened.push(EventKind::Answer(Answered {
                ask: id_of(&writer.journal.ledger, row),
                outcome,
                on: day_of_answer(said, row, today)?,
                note: self.note.as_ref().map(|note| Cow::Owned(note.clone())),
                sting: self.sting,
            }));
        }
        commit(&mut writer, &context.now.stamp(), happened)?;
        Ok((writer, before, rows))
    }
}

#[cfg(feature = "screen")]
/// An answer that was given, to which a sting may still be added: both are one step of undo.
pub(crate) struct Given {
    answer: Answer,
    batch: Option<Id<'static>>,
}

#[cfg(feature = "screen")]
impl Given {
    /// Writes an answer to one ask down and tells it.
    ///
    /// # Errors
    /// As [`Answer::give`].
    pub(crate) fn give(
        id: String,
        outcome: Outcome,
        context: &mut Context<'_>,
    ) -> anyhow::Result<Self> {
        let mut given = Self::earlier(id);
        let Self { answer, batch } = &mut given;
        let written = answer.write(&answer.refs, outcome, context, |writer, at, happened| {
            writer.commit_part(at, happened, batch).map(drop)
        });
        let (writer, before, rows) = written?;
        answer.tell(writer, before, &rows, context)?;
        Ok(given)
    }

    /// An answer that was given before: a sting that is added is a step of its own.
    pub(crate) fn earlier(id: String) -> Self {
        Self {
            answer: Answer {
                refs: vec![id],
                on: None,
                note: None,
                sting: None,
            },
            batch: None,
        }
    }

    /// Adds how much it hurt, and tells the answer again.
    ///
    /// # Errors
    /// If the ask is gone meanwhile, or it cannot be written.
    pub(crate) fn add_sting(
        &mut self,
        sting: Rating,
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        let mut writer = context.write()?;
        let among = Among::Pending(None);
        let rows = resolve(
            &self.answer.refs,
            among,
            &mut writer.journal,
            context.today(),
        )?;
        let before = EarlierState::new(&writer.journal.ledger, context);
        let ledger = &writer.journal.ledger;
        let happened = rows.iter().map(|row| stung(id_of(ledger, row), sting));
        let happened = happened.collect();
        writer.commit_part(&context.now.stamp(), happened, &mut self.batch)?;
        self.answer.tell(writer, before, &rows, context)
    }
}

/// How much an answer hurt, said after it was given.
pub(crate) fn stung(ask: Id<'static>, sting: Rating) -> EventKind<'static> {
    EventKind::Edit(Edited {
        ask,
        set: Changes {
            sting: Some(Some(sting)),
            ..Changes::default()
        },
    })
}

/// The day that was said, else today, or the ask's day if that is later.
fn day_of_answer(said: Option<Day>, row: &Record, today: Day) -> Result<Day, Failure> {
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
fn replaced(before: &Record, now: Option<Record>) -> Option<ReplacedAnswer> {
    let on = before.answered_on()?;
    let is_same =
        now.is_some_and(|now| (now.outcome, now.answered_on()) == (before.outcome, Some(on)));
    (!is_same).then_some(ReplacedAnswer {
        outcome: before.outcome,
        on,
    })
}
