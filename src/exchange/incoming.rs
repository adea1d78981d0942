//! What a file says of one ask, and why it may not be readable.

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

/// A line that cannot be read, and why, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line of the file, from 1.
    pub line: u64,
    /// Why, in the style of an error: lower case, no full stop.
    pub reason: String,
}

impl Refusal {
    /// The refusal of a line.
    pub fn new(line: u64, reason: impl Into<String>) -> Self {
        Self {
            line,
            reason: reason.into(),
        }
    }
}

/// Why a whole file, or what was said about it, cannot be used. Skipping lines does not help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// What is at fault.
    pub fault: Fault,
    /// The line that shows it, from 1.
    pub line: u64,
    /// Why, in the style of an error.
    pub reason: String,
    /// What would help.
    pub way_out: Option<WayOut>,
}

/// What is at fault when a whole file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file.
    File,
    /// A flag that names what the file has not, or says two things at once.
    Flag,
}

/// What would help with a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// The same import with one more flag.
    Flag(Flag),
    /// Something to do to the file first.
    Advice(String),
}

/// A flag of `nos import`, its value not yet quoted for a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The flag: `--map`.
    pub name: &'static str,
    /// Its value: `Status:Blocked=no`.
    pub value: String,
}

impl Flag {
    /// A `--map`.
    pub fn map(value: impl Into<String>) -> Self {
        Self {
            name: "--map",
            value: value.into(),
        }
    }

    /// A `--date-order`.
    pub fn date_order(value: impl Into<String>) -> Self {
        Self {
            name: "--date-order",
            value: value.into(),
        }
    }
}

impl Unusable {
    /// A file that cannot be used, as a line of it shows.
    pub fn file(line: u64, reason: impl Into<String>) -> Self {
        Self {
            fault: Fault::File,
            line,
            reason: reason.into(),
            way_out: None,
        }
    }

    /// A flag that does not fit the file.
    pub fn flag(reason: impl Into<String>) -> Self {
        Self {
            fault: Fault::Flag,
            ..Self::file(1, reason)
        }
    }

    /// The same, with a flag that would help.
    #[must_use]
    pub fn try_flag(mut self, flag: Flag) -> Self {
        self.way_out = Some(WayOut::Flag(flag));
        self
    }

    /// The same, with advice.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.way_out = Some(WayOut::Advice(advice.into()));
        self
    }
}
