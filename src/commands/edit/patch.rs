//! The changes requested for an ask, and what they come to for the ask as it is.

use std::borrow::Cow;

use crate::cli::change::{ClearableField, EditArgs};
use crate::cli::form::ChangedFields;
use crate::commands::log::{ANSWER_AHEAD, ASK_AHEAD, answer_after_ask, not_empty, past_day};
use crate::domain::ask::{Ask, AskText, Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::ledger::Record;
use crate::domain::outcome::Outcome;
use crate::domain::tags::Tags;
use crate::error::Failure;
use crate::journal::event::{Change, Changes};

/// The fields that are wanted otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Patch {
    text: Option<String>,
    on: Option<Day>,
    to: Change<String>,
    tags_more: Vec<Tag>,
    tags_less: Vec<Tag>,
    /// Whether the tags that there were go first.
    tags_cleared: bool,
    note: Change<String>,
    fear: Change<Rating>,
    odds: Change<Odds>,
    sting: Change<Rating>,
    pull: Change<Rating>,
    outcome: Option<Outcome>,
    answered: Change<Day>,
    /// The day beside another outcome that was left as it stood in a form.
    answered_shown: Option<Day>,
}

impl Patch {
    /// What the flags say. `name` is what the ask was called by.
    ///
    /// # Errors
    /// If a value cannot be meant, or two flags contradict each other.
    pub(super) fn new(
        args: &EditArgs,
        name: &str,
        tags: &[Tag],
        today: Day,
    ) -> anyhow::Result<Self> {
        let to_clear = |field: &str| format!("nos edit {name} --clear {field}");
        not_empty("--to", args.to.as_deref(), &to_clear("to"))?;
        not_empty("--note", args.note.as_deref(), &to_clear("note"))?;
        let text = args.text.as_deref().map(AskText::new).transpose();
        let text =
            text.map_err(|invalid| Failure::usage(invalid.0).hint(format!("nos edit {name} -e")))?;
        let clear = &args.clear;
        Ok(Self {
            text: text.map(|text| text.as_str().to_owned()),
            on: past_day(args.on.as_deref(), ASK_AHEAD, today)?,
            to: or_cleared(args.to.clone(), "--to", ClearableField::To, clear, name)?,
            tags_more: [tags, &args.tags].concat(),
            tags_less: args.untags.clone(),
            tags_cleared: clear.contains(&ClearableField::Tags),
            note: or_cleared(
                args.note.clone(),
                "--note",
                ClearableField::Note,
                clear,
                name,
            )?,
            fear: or_cleared(args.fear, "--fear", ClearableField::Fear, clear, name)?,
            odds: or_cleared(args.odds, "--odds", ClearableField::Odds, clear, name)?,
            sting: or_cleared(args.sting, "--sting", ClearableField::Sting, clear, name)?,
            pull: or_cleared(args.pull, "--pull", ClearableField::Pull, clear, name)?,
            outcome: outcome(args, name)?,
            answered: or_cleared(
                past_day(args.answered.as_deref(), ANSWER_AHEAD, today)?,
                "--answered",
                ClearableField::Answered,
                clear,
                name,
            )?,
            answered_shown: None,
        })
    }

    /// What was touched in a form.
    pub(super) fn touched(touched: ChangedFields) -> Self {
        let ChangedFields {
            text,
            on,
            outcome,
            answered,
            answered_shown,
            to,
            tags_more,
            tags_less,
            fear,
            odds,
            sting,
            pull,
            note,
        } = touched;
        let is_answered = outcome.is_some_and(Outcome::is_answered);
        Self {
            text,
            on,
            to,
            tags_more,
            tags_less,
            tags_cleared: false,
            note,
            fear,
            odds,
            sting,
            pull,
            outcome,
            // A day that goes with an answer that comes is none that was there to be cleared.
            answered: answered.filter(|day| day.is_some() || !is_answered),
            answered_shown: answered_shown.filter(|_| is_answered && answered.is_none()),
        }
    }

    /// What changes about an ask; what already is as it is wanted is left out.
    ///
    /// # Errors
    /// If the day of an answer would lie before that of the ask, or there is no answer.
    pub(super) fn changes(
        &self,
        ask: &Ask,
        row: &Record,
        today: Day,
    ) -> Result<Changes<'static>, Failure> {
        let on = self.on.unwrap_or(ask.asked_on);
        let outcome = self.outcome.unwrap_or(ask.outcome);
        let other_outcome = Some(outcome).filter(|&outcome| outcome != ask.outcome);
        Ok(Changes {
            text: self.other_text(ask),
            on: Some(on).filter(|&on| on != ask.asked_on),
            to: other(self.to.as_ref(), ask.to.as_ref()).map(|to| to.map(Cow::Owned)),
            tags: self.other_tags(ask),
            note: other(self.note.as_ref(), ask.note.as_ref()).map(|note| note.map(Cow::Owned)),
            fear: other(self.fear.as_ref(), ask.fear.as_ref()),
            odds: other(self.odds.as_ref(), ask.odds.as_ref()),
            sting: other(self.sting.as_ref(), ask.sting.as_ref()),
            pull: other(self.pull.as_ref(), ask.pull.as_ref()),
            outcome: other_outcome,
            answered: self.other_answered(row, on, outcome, today)?,
            by: None,
        })
    }

    fn other_text(&self, ask: &Ask) -> Option<Cow<'static, str>> {
        let text = self.text.as_ref().filter(|&text| *text != ask.text)?;
        Some(Cow::Owned(text.clone()))
    }

    fn other_tags(&self, ask: &Ask) -> Change<Tags<'static>> {
        let kept = ask.tags.iter().filter(|_| !self.tags_cleared);
        let kept = kept.filter_map(|tag| Tag::new(tag).ok());
        let more = self.tags_more.iter().cloned();
        let wanted = kept.chain(more).filter(|tag| !self.tags_less.contains(tag));
        let tags = Tags::of_tags(&wanted.collect::<Vec<_>>());
        let is_another = !tags.iter().eq(ask.tags.iter());
        is_another.then(|| Some(tags).filter(|tags| !tags.is_empty()))
    }

    /// Another day of the answer: the one that was said; else today where the outcome is another.
    fn other_answered(
        &self,
        row: &Record,
        on: Day,
        outcome: Outcome,
        today: Day,
    ) -> Result<Change<Day>, Failure> {
        if !outcome.is_answered() {
            return match self.answered {
                Some(Some(day)) => Err(Failure::usage(
                    "you gave the day of an answer, but there's no answer",
                )
                .hint(format!(
                    "nos edit {} --no --answered {}",
                    row.number,
                    day.max(on)
                ))),
                _ => Ok(None),
            };
        }
        let is_other = outcome != row.outcome;
        match self.answered {
            Some(Some(day)) => {
                answer_after_ask(day, on)?;
                let now = Record {
                    asked_on: on,
                    outcome,
                    ..*row
                };
                Ok((now.answered_on() != Some(day) || is_other).then_some(Some(day)))
            }
            Some(None) => Ok((row.answered_said.is_some() || is_other).then_some(None)),
            None if is_other && !row.outcome.is_answered() => {
                let day = self.answered_shown.unwrap_or_else(|| today.max(on));
                answer_after_ask(day, on)?;
                Ok(Some(Some(day)))
            }
            None if is_other && self.answered_shown.is_none() => Ok(Some(Some(today.max(on)))),
            // The answer is another one, and its day is the one that it has now.
            None => {
                let said = row.answered_said.filter(|&said| said >= row.asked_on);
                if let Some(said) = said {
                    answer_after_ask(said, on).map_err(|failure| {
                        failure.hint(format!("nos edit {} --on {on} --answered {on}", row.number))
                    })?;
                }
                Ok(None)
            }
        }
    }
}

/// The outcome that was named; clearing it is taking the answer back.
fn outcome(args: &EditArgs, name: &str) -> Result<Option<Outcome>, Failure> {
    let is_cleared = args.clear.contains(&ClearableField::Outcome);
    match args.outcome.named() {
        Some(Outcome::Pending) | None if is_cleared => Ok(Some(Outcome::Pending)),
        Some(outcome) if is_cleared => Err(contradict(
            &format!("--{}", outcome.name()),
            ClearableField::Outcome,
            name,
        )),
        named => Ok(named),
    }
}

fn or_cleared<T>(
    value: Option<T>,
    flag: &str,
    field: ClearableField,
    clear: &[ClearableField],
    name: &str,
) -> Result<Change<T>, Failure> {
    match (value, clear.contains(&field)) {
        (Some(_), true) => Err(contradict(flag, field, name)),
        (None, true) => Ok(Some(None)),
        (Some(value), false) => Ok(Some(Some(value))),
        (None, false) => Ok(None),
    }
}

fn contradict(flag: &str, field: ClearableField, name: &str) -> Failure {
    let field = format!("{field:?}").to_lowercase();
    Failure::usage(format!("{flag} and --clear {field} contradict each other"))
        .hint(format!("nos edit {name} --clear {field}"))
}

/// The value that is wanted, if it is not the one there is.
fn other<T: Clone + PartialEq>(wanted: Option<&Option<T>>, now: Option<&T>) -> Change<T> {
    wanted.filter(|wanted| wanted.as_ref() != now).cloned()
}
