//! `nos answer` at a terminal, where something was left out: which ask it was, and the answer.

use crate::cli::answer::AnswerArgs;
use crate::cli::values;
use crate::commands::log::conversation::outcome_named;
use crate::commands::reference::{Among, Names, resolve_one};
use crate::domain::day::Day;
use crate::domain::ledger::Row;
use crate::domain::outcome::Outcome;
use crate::failure::{Code, Failure};
use crate::journal::folder::Journal;
use crate::questions::Questions;
use crate::render::style::Style;
use crate::render::{safe, wording};

/// How many asks are shown to pick from, the oldest; the others are found by a word.
const MOST_SHOWN: usize = 20;

/// Asks for whatever the words and flags did not say already.
///
/// # Errors
/// If no ask is waiting, or the person leaves; nothing is written then.
pub(super) fn hold(
    args: &AnswerArgs,
    outcome: Option<Outcome>,
    mut journal: Journal,
    today: Day,
    style: &Style,
    questions: &mut Questions<'_>,
) -> anyhow::Result<(AnswerArgs, Outcome)> {
    let mut args = args.clone();
    if args.refs.is_empty() {
        show_waiting(&mut journal, today, style, questions)?;
        let question = "Which one was answered (its number, or words of it)?";
        let name = questions.required(question, |text| name_meant(text, outcome, &mut journal))?;
        args.refs = vec![name];
    }
    let outcome = match outcome {
        Some(outcome) => outcome,
        None => questions.required("No, yes or ghosted?", outcome_named)?,
    };
    if args.sting.is_none() && outcome.is_answered() {
        args.sting = questions.optional(
            "How much did it hurt, 0 to 10 (Enter skips)?",
            values::rating,
        )?;
    }
    Ok((args, outcome))
}

/// The name of the one ask that the words mean.
fn name_meant(
    text: &str,
    outcome: Option<Outcome>,
    journal: &mut Journal,
) -> Result<String, String> {
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    match resolve_one(
        &words,
        Among::Pending(outcome.unwrap_or(Outcome::No)),
        journal,
    ) {
        Ok(row) => Ok(Names::of_ledger(&journal.ledger).of(&row)),
        Err(error) => {
            let failure = Failure::from_error(error);
            let details = match &failure {
                Failure::Refused(refusal) => refusal.details.as_slice(),
                _ => &[],
            };
            let mut told = failure.to_string();
            for detail in details {
                told.push_str("\n  ");
                told.push_str(&safe::one_line(detail));
            }
            Err(told)
        }
    }
}

/// Lists the asks that wait, the oldest first.
fn show_waiting(
    journal: &mut Journal,
    today: Day,
    style: &Style,
    questions: &mut Questions<'_>,
) -> anyhow::Result<()> {
    let Journal { ledger, words, .. } = journal;
    let mut waiting: Vec<&Row> = ledger.pending().collect();
    waiting.sort_by_key(|row| row.asked_on);
    if waiting.is_empty() {
        return Err(
            Failure::new(Code::NotFound, "no ask is waiting for an answer")
                .hint("nos log \"asked for a discount\" --no")
                .into(),
        );
    }
    questions.tell("Waiting for an answer, the oldest first:")?;
    let names = Names::of_ledger(ledger);
    for row in waiting.iter().take(MOST_SHOWN) {
        let ask = words.ask(ledger, row)?;
        let age = u64::try_from(today.days_since(row.asked_on)).unwrap_or(0);
        let age = if age == 0 {
            "today".to_owned()
        } else {
            wording::days(age)
        };
        let name = names.of(row);
        let room = style
            .width_cols
            .saturating_sub(name.len() + age.len() + 7)
            .max(20);
        let text = safe::fitted(&safe::one_line(&ask.text), room, style.cut_mark());
        questions.tell(&format!("  {name}  {text} ({age})"))?;
    }
    let more = waiting.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        questions.tell(&format!(
            "and {} more, which a word of theirs finds.",
            wording::grouped(more as u64)
        ))?;
    }
    Ok(())
}
