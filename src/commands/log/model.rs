//! What flags, settings and a line together say of an ask.

use std::borrow::Cow;

use super::{ANSWER_AHEAD, ASK_AHEAD, answer_after_ask, not_ahead, not_empty, past_day};
use crate::cli::log::AskDetails;
use crate::commands::context::Context;
use crate::commands::marks::TaggedWords;
use crate::domain::ask::{Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::note_line::Note;
use crate::domain::outcome::Outcome;
use crate::domain::tags::Tags;
use crate::error::Failure;
use crate::journal::event::AskEvent;

/// What holds for every ask that does not say otherwise itself.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    on: Day,
    today: Day,
    to: Option<String>,
    tags: Vec<Tag>,
    note: Option<String>,
    fear: Option<Rating>,
    odds: Option<Odds>,
    outcome: Outcome,
    answered: Option<Day>,
    sting: Option<Rating>,
    pull: Option<Rating>,
}

impl Model {
    /// What the flags say, with the tags that the settings add to every new ask.
    ///
    /// # Errors
    /// If a day cannot be read or is yet to come, or a text is empty.
    pub(crate) fn new(
        details: &AskDetails,
        marks: &TaggedWords,
        outcome: Option<Outcome>,
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        let AskDetails {
            on,
            answered,
            to: _,
            tags,
            note,
            fear,
            odds,
            sting,
            pull,
        } = details;
        let today = context.today();
        not_empty("--to", marks.to.as_deref(), "nos log --help")?;
        not_empty("--note", note.as_deref(), "nos log --help")?;
        Ok(Self {
            on: past_day(on.as_deref(), ASK_AHEAD, today)?.unwrap_or(today),
            today,
            to: marks.to.clone(),
            tags: [&marks.tags, tags, &context.config.settings.tags]
                .map(Vec::as_slice)
                .concat(),
            note: note.clone(),
            fear: *fear,
            odds: *odds,
            outcome: outcome.unwrap_or_default(),
            answered: past_day(answered.as_deref(), ANSWER_AHEAD, today)?,
            sting: *sting,
            pull: *pull,
        })
    }

    /// The ask that a note says, without its number. What the note does not say is that of the
    /// model; tags add up.
    ///
    /// # Errors
    /// If its day is yet to come, or the answer would come before it.
    pub(crate) fn asked(&self, said: Note) -> Result<AskEvent<'static>, Failure> {
        let Note {
            on,
            outcome,
            text,
            to,
            tags,
            ratings,
            note,
        } = said;
        let on = on.unwrap_or(self.on);
        not_ahead(on, ASK_AHEAD, self.today)?;
        let is_outcome_said = outcome.is_some();
        let outcome = outcome.unwrap_or(self.outcome);
        let answered = match self.answered {
            Some(answered) if outcome.is_answered() => {
                answer_after_ask(answered, on)?;
                Some(answered)
            }
            Some(_) if !is_outcome_said => {
                return Err(Failure::usage(
                    "--answered is the day of an answer; add --no, --yes or --ghosted",
                )
                .hint("nos log --help"));
            }
            _ => None,
        };
        let mut tags = [self.tags.as_slice(), &tags].concat();
        tags.sort_unstable();
        tags.dedup();
        Ok(AskEvent {
            number: 0,
            text: Cow::Owned(text.as_str().to_owned()),
            on,
            to: to.or_else(|| self.to.clone()).map(Cow::Owned),
            tags: Tags::of_tags(&tags),
            note: note.or_else(|| self.note.clone()).map(Cow::Owned),
            fear: ratings.fear.or(self.fear),
            odds: ratings.odds.or(self.odds),
            outcome,
            answered: answered.filter(|&answered| answered != on),
            sting: ratings.sting.or(self.sting),
            pull: ratings.pull.or(self.pull),
            plan: None,
            src: None,
        })
    }
}
