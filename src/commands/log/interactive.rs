//! `nos log` without an ask, at a terminal: what was asked and what came of it, question by
//! question. It spares the text from the quoting and the history of the shell.

use crate::cli::log::AskDetails;
use crate::cli::values;
use crate::domain::ask::{AskText, Invalid};
use crate::domain::outcome::Outcome;
use crate::error::Failure;
use crate::questions::Questions;

/// An ask as it was told at the terminal.
pub(super) struct Interview {
    pub(super) text: String,
    pub(super) details: AskDetails,
    pub(super) outcome: Option<Outcome>,
}

/// Asks for the text and for whatever the flags did not say already.
///
/// # Errors
/// If the person leaves; nothing is written then.
pub(super) fn hold(
    details: &AskDetails,
    outcome: Option<Outcome>,
    questions: &mut Questions<'_>,
) -> anyhow::Result<Interview> {
    questions.tell("Enter skips a question, Ctrl-C leaves without writing anything.")?;
    let mut details = details.clone();
    let text = questions.required("What did you ask for?", |text| {
        AskText::new(text).map(|text| text.as_str().to_owned())
    })?;
    if details.to.is_none() {
        details.to = questions.optional("Whom did you ask?", |name| {
            Ok::<_, Failure>(name.to_owned())
        })?;
    }
    if details.fear.is_none() {
        let question = "How hard did it seem before, 0 to 10?";
        details.fear = questions.optional(question, values::rating)?;
    }
    if details.odds.is_none() {
        let question = "What chance of a yes would you have guessed, 0 to 100?";
        details.odds = questions.optional(question, values::odds)?;
    }
    if details.pull.is_none() {
        let question = "How much did you want it, 0 to 10?";
        details.pull = questions.optional(question, values::rating)?;
    }
    let outcome = match outcome {
        Some(outcome) => Some(outcome),
        None => questions.optional("No, yes or ghosted (Enter: no answer yet)?", outcome_named)?,
    };
    if details.sting.is_none() && outcome.unwrap_or_default().is_answered() {
        details.sting = questions.optional("How much did it hurt, 0 to 10?", values::rating)?;
    }
    Ok(Interview {
        text,
        details,
        outcome,
    })
}

/// An outcome by its name or the first letter of it.
pub(in crate::commands) fn outcome_named(text: &str) -> Result<Outcome, Invalid> {
    match text.to_lowercase().as_str() {
        "n" | "no" => Ok(Outcome::No),
        "y" | "yes" => Ok(Outcome::Yes),
        "g" | "ghosted" => Ok(Outcome::Ghosted),
        "p" | "pending" | "w" | "waiting" => Ok(Outcome::Pending),
        _ => Err(Invalid(format!(
            "`{text}` is none of no, yes, ghosted and pending"
        ))),
    }
}
