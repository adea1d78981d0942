//! `nos answer` at a terminal, where something was left out: which ask it was, and the answer.

use super::Answer;
use crate::cli::values;
use crate::commands::confirmation::words;
use crate::commands::context::Context;
use crate::commands::log::interactive::{outcome_named, sting_question};
use crate::commands::log::{ANSWER_AHEAD, past_day};
use crate::commands::pick::{pick, tell_choice};
use crate::commands::reference::{Among, AskNames, or_picked, resolve};
use crate::domain::ledger::Record;
use crate::domain::outcome::Outcome;
use crate::error::{Code, Failure};
use crate::questions::Questions;

/// Asks for whatever the words and flags did not say already, and fills it in.
///
/// # Errors
/// If no ask is waiting, or the person leaves; nothing is written then.
pub(super) fn hold(
    answer: &mut Answer,
    outcome: Option<Outcome>,
    context: &mut Context<'_>,
) -> anyhow::Result<Outcome> {
    past_day(answer.on.as_deref(), ANSWER_AHEAD, context.today())?;
    if answer.refs.is_empty() {
        answer.refs = vec![waiting_one(context)?];
    } else if outcome.is_none() {
        answer.refs = named(&answer.refs, context)?;
    }
    let question = &sting_question(&context.style);
    let mut questions = Questions::new(context.system);
    let outcome = match outcome {
        Some(outcome) => outcome,
        None => questions.required("No, yes or ghosted?", outcome_named)?,
    };
    if answer.sting.is_none() && outcome.is_answered() {
        answer.sting = questions.optional(question, values::rating)?;
    }
    Ok(outcome)
}

/// The name of the ask that is picked among those that wait, the oldest first.
fn waiting_one(context: &mut Context<'_>) -> anyhow::Result<String> {
    let mut journal = context.read()?;
    let mut waiting: Vec<Record> = journal.ledger.pending().copied().collect();
    waiting.sort_by_key(|row| row.asked_on);
    if waiting.is_empty() {
        return Err(
            Failure::new(Code::NotFound, "nothing is waiting for an answer")
                .hint("nos log \"asked for a discount\" --no")
                .into(),
        );
    }
    let head = "Waiting for an answer, the oldest first:";
    let row = pick(&waiting, head, &mut journal, context)?;
    Ok(AskNames::of_ledger(&journal.ledger).of(&row))
}

/// The names of the asks that were named, which are shown, so that the answer is not given to
/// another one by mistake.
fn named(refs: &[String], context: &mut Context<'_>) -> anyhow::Result<Vec<String>> {
    or_picked(refs, Among::Pending(None), context, |refs, context| {
        let mut journal = context.read()?;
        let rows = resolve(refs, Among::Pending(None), &mut journal, context.today())?;
        let asks = words(&mut journal, &rows)?;
        let names = AskNames::of_ledger(&journal.ledger);
        let names: Vec<String> = rows.iter().map(|row| names.of(row)).collect();
        for (ask, name) in asks.iter().zip(&names) {
            tell_choice("", ask, name, context)?;
        }
        Ok(names)
    })
}
