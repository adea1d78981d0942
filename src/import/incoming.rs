//! What a file says of one ask.

use crate::domain::ask::{AskText, Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;

/// What a column can say of an ask. The names are those of an ask in JSON and of `--map`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
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
}

impl Field {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
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
            Self::To | Self::AskedOn | Self::Fear | Self::Odds | Self::Sting | Self::Pull => false,
        }
    }
}

/// An ask as a file tells it, every value checked: ready to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// What was asked for.
    pub text: AskText,
    /// Whom it was asked of.
    pub to: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// The day it was made.
    pub asked_on: Day,
    /// Whether the file has that day; else it is that of the import.
    pub is_dated: bool,
    /// The day the answer came: the ask's if the file has no other, none while it is pending.
    pub answered_on: Option<Day>,
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
