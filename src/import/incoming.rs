//! What a file says of one ask.

use crate::domain::ask::{AskText, Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::outcome::Outcome;
use crate::domain::source::Source;
use crate::domain::steps::StepText;

/// What a column can say of an ask. The names are those of an ask in JSON and of `--map`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportField {
    /// What was asked for.
    Text,
    /// Whom it was asked of.
    To,
    /// What became of it.
    Outcome,
    /// The day it was made.
    AskedOn,
    /// The day the answer came.
    AnsweredOn,
    /// Its tags.
    Tags,
    /// What was noted.
    Note,
    /// How hard it seemed before.
    Fear,
    /// The chance of a yes that was guessed.
    Odds,
    /// How much it hurt after.
    Sting,
    /// How much it was wanted before.
    Pull,
    /// What happened before the answer: `interview 2`.
    Step,
    /// The day on which to look again, or by which a plan is to be asked.
    Due,
}

impl ImportField {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::Text,
        Self::To,
        Self::Outcome,
        Self::AskedOn,
        Self::AnsweredOn,
        Self::Tags,
        Self::Note,
        Self::Fear,
        Self::Odds,
        Self::Sting,
        Self::Pull,
        Self::Step,
        Self::Due,
    ];

    /// The key of an ask in JSON, the column of an exported CSV and the word of `--map`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::To => "to",
            Self::Outcome => "outcome",
            Self::AskedOn => "asked_on",
            Self::AnsweredOn => "answered_on",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::Fear => "fear",
            Self::Odds => "odds",
            Self::Sting => "sting",
            Self::Pull => "pull",
            Self::Step => "step",
            Self::Due => "due",
        }
    }

    /// The field of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether several columns can say it together.
    pub fn takes_several(self) -> bool {
        match self {
            Self::Text | Self::Outcome | Self::AnsweredOn | Self::Tags | Self::Note => true,
            Self::To
            | Self::AskedOn
            | Self::Fear
            | Self::Odds
            | Self::Sting
            | Self::Pull
            | Self::Step
            | Self::Due => false,
        }
    }
}

/// An ask as a file tells it, every value checked: ready to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// What the row is called, so that it never comes in twice.
    pub src: Source,
    /// The id of the ask that it is, if the file is an export of ours.
    pub own: Option<Id<'static>>,
    /// Whether it is a plan: nothing was asked yet.
    pub is_plan: bool,
    /// What was asked for.
    pub text: AskText,
    /// Whom it was asked of.
    pub to: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether the file says what became of it.
    pub says_outcome: bool,
    /// What happened before the answer.
    pub step: Option<StepText>,
    /// The steps of an ask of an export of ours.
    pub steps: Vec<IncomingStep>,
    /// The day it happened: the ask's if the file has no other.
    pub stepped_on: Day,
    /// The day on which to look again, or by which the plan is to be asked.
    pub due: Option<Day>,
    /// The day it was made.
    pub asked_on: Day,
    /// Whether the file has that day; else it is that of the import.
    pub is_dated: bool,
    /// The day the answer came: the ask's if the file has no other, none while it is pending.
    pub answered_on: Option<Day>,
    /// Whether the file has that day.
    pub has_answer_day: bool,
    /// Its tags, sorted, once each.
    pub tags: Vec<Tag>,
    /// What was noted.
    pub note: Option<String>,
    /// How hard it seemed before.
    pub fear: Option<Rating>,
    /// The chance of a yes that was guessed.
    pub odds: Option<Odds>,
    /// How much it hurt after.
    pub sting: Option<Rating>,
    /// How much it was wanted before.
    pub pull: Option<Rating>,
}

/// A step as an export of ours has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingStep {
    /// What happened.
    pub step: StepText,
    /// On which day.
    pub on: Day,
    /// The day on which to look again.
    pub due: Option<Day>,
    /// What was noted.
    pub note: Option<String>,
}

impl IncomingStep {
    /// The steps of a list in JSON; none if it is no such list.
    pub fn list(json: &str) -> Option<Vec<Self>> {
        let values: Vec<serde_json::Value> = serde_json::from_str(json).ok()?;
        values.iter().map(Self::read).collect()
    }

    fn read(value: &serde_json::Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(serde_json::Value::as_str);
        Some(Self {
            step: StepText::new(text("step")?).ok()?,
            on: Day::from_iso(text("on")?)?,
            due: match text("due") {
                Some(due) => Some(Day::from_iso(due)?),
                None => None,
            },
            note: text("note").map(str::to_owned),
        })
    }
}
