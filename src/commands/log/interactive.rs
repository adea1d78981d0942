//! `nos log` without an ask, at a terminal: what was asked and what came of it, question by
//! question. It spares the text from the quoting and the history of the shell.

use crate::cli::log::AskDetails;
use crate::cli::values;
use crate::commands::complete::{used_people, used_tags};
use crate::domain::ask::{AskText, Invalid, Tag};
use crate::domain::ledger::Ledger;
use crate::domain::outcome::Outcome;
use crate::questions::{Offer, Questions, Typed};
use crate::render::escape;
use crate::render::style::Style;

/// An ask as it was shown at the terminal.
pub(super) struct Interview {
    pub(super) text: String,
    pub(super) details: AskDetails,
    pub(super) outcome: Option<Outcome>,
}

/// What Tab completes: people and tags that are in use, the most used first.
pub(in crate::commands) struct UsedNames {
    people: Offer,
    tags: Offer,
}

impl UsedNames {
    /// Those of a journal.
    pub(in crate::commands) fn new(ledger: &Ledger) -> Self {
        Self {
            people: Offer::Whole(typeable(used_people(ledger, ledger.asks()))),
            tags: Offer::Words(typeable(used_tags(ledger, ledger.asks()))),
        }
    }
}

/// The names that can be put into a line as they are.
pub(in crate::commands) fn typeable(used: Vec<(&str, u64)>) -> Vec<String> {
    let names = used.into_iter().map(|(name, _)| name);
    names
        .filter(|name| escape::one_line(name) == *name)
        .map(str::to_owned)
        .collect()
}

/// Asks for the text, if it is not there yet, and for whatever the flags did not say already.
///
/// # Errors
/// If the person leaves; nothing is written then.
pub(super) fn hold(
    text: Option<String>,
    details: &AskDetails,
    outcome: Option<Outcome>,
    used: &UsedNames,
    style: &Style,
    questions: &mut Questions<'_>,
) -> anyhow::Result<Interview> {
    let dash = style.glyph("–", "-");
    let mut details = details.clone();
    let text = match text {
        Some(text) => text,
        None => questions.required("What did you ask for?", ask_text)?,
    };
    if details.to.is_none() {
        let who = |name: &str| Ok::<_, Invalid>(name.to_owned());
        details.to = questions.optional_with("Who did you ask?", &used.people, who)?;
    }
    if details.tags.is_empty() {
        let question = "Tags, with a blank between them?";
        let tags = questions.optional_with(question, &used.tags, tags)?;
        details.tags = tags.unwrap_or_default();
    }
    if details.fear.is_none() {
        let question = format!("How scary was it beforehand, 0{dash}10?");
        details.fear = questions.optional(&question, values::rating)?;
    }
    if details.odds.is_none() {
        let question = "What odds of a yes would you have given it (%)?";
        details.odds = questions.optional(question, values::odds)?;
    }
    if details.pull.is_none() {
        let question = format!("How much did you want it, 0{dash}10?");
        details.pull = questions.optional(&question, values::rating)?;
    }
    let outcome = match outcome {
        Some(outcome) => Some(outcome),
        None => questions.optional("No, yes or ghosted? (Enter: no answer yet)", outcome_named)?,
    };
    if details.sting.is_none() && outcome.unwrap_or_default().is_answered() {
        details.sting = questions.optional(&sting_question(style), values::rating)?;
    }
    if details.note.is_none() {
        let note = |note: &str| Ok::<_, Invalid>(note.to_owned());
        details.note = questions.optional("A note?", note)?;
    }
    Ok(Interview {
        text,
        details,
        outcome,
    })
}

/// What comes after an ask that was logged.
pub(super) enum Another {
    /// Another ask, perhaps with its text.
    Ask(Option<String>),
    /// That was all.
    Done,
}

/// Asks whether there is another ask to log. Its text can be typed at once.
///
/// # Errors
/// On Ctrl-C, or if the terminal cannot be read.
pub(super) fn another(questions: &mut Questions<'_>) -> anyhow::Result<Another> {
    loop {
        let Typed::Words(typed) = questions.said("Another? (Enter: done)")? else {
            return Ok(Another::Done);
        };
        match typed.to_lowercase().as_str() {
            "y" | "yes" => return Ok(Another::Ask(None)),
            "n" | "no" | "q" | "quit" | "done" => return Ok(Another::Done),
            _ => {}
        }
        match ask_text(&typed) {
            Ok(text) => return Ok(Another::Ask(Some(text))),
            Err(why) => questions.tell_reason(&why)?,
        }
    }
}

/// Asks how much an answer hurt.
pub(in crate::commands) fn sting_question(style: &Style) -> String {
    let dash = style.glyph("–", "-");
    format!("How much did it hurt, 0{dash}10? (Enter skips)")
}

fn ask_text(text: &str) -> Result<String, Invalid> {
    AskText::new(text).map(|text| text.as_str().to_owned())
}

/// Tags with blanks or commas between them, each with a `+` or without.
fn tags(text: &str) -> Result<Vec<Tag>, Invalid> {
    text.split([' ', ','])
        .filter(|tag| !tag.is_empty())
        .map(values::tag)
        .collect()
}

/// An outcome by its name or the first letter of it.
pub(in crate::commands) fn outcome_named(text: &str) -> Result<Outcome, Invalid> {
    match text.to_lowercase().as_str() {
        "n" | "no" => Ok(Outcome::No),
        "y" | "yes" => Ok(Outcome::Yes),
        "g" | "ghosted" => Ok(Outcome::Ghosted),
        "p" | "pending" | "w" | "waiting" => Ok(Outcome::Pending),
        _ => Err(Invalid(format!(
            "no, yes, ghosted or pending, please, not `{text}`"
        ))),
    }
}
