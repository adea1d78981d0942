//! What a line of a log says: one event.
//!
//! The same types serve for reading (borrowed from the line) and for writing.
//! They hold valid values only; [`super::codec`] turns them into lines and back.

use std::borrow::Cow;

use crate::domain::ask::{Odds, Rating};
use crate::domain::day::{Day, Period, RestWeekdays};
use crate::domain::goal::{Counted, Target};
pub use crate::domain::id::{Id, NUMBER_LIMIT, Variant, checked_device};
use crate::domain::outcome::Outcome;
use crate::domain::tags::Tags;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<'a> {
    /// Its id.
    pub id: Id<'a>,
    /// When the line was written, RFC 3339 with the local offset. Nothing is ordered by it.
    pub at: Cow<'a, str>,
    /// The first event of the command that wrote it, where that wrote several.
    pub batch: Option<Id<'a>>,
    /// What happened.
    pub what: EventKind<'a>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind<'a> {
    /// An ask was made.
    Ask(Asked<'a>),
    /// An ask got its answer, or lost it again.
    Answer(Answered<'a>),
    /// Something about an ask was changed.
    Edit(Edited<'a>),
    /// An ask was taken out.
    Remove {
        /// Which ask.
        ask: Id<'a>,
    },
    /// A goal was set or cleared.
    Goal(GoalSet),
    /// These events stop to count.
    Undo {
        /// Which events.
        of: Vec<Id<'a>>,
    },
    /// These events count again.
    Redo {
        /// Which events.
        of: Vec<Id<'a>>,
    },
    /// An ask was erased for good; its id and its number stay taken.
    Purge {
        /// Which ask.
        ask: Id<'a>,
        /// The number it had.
        number: u64,
    },
}

impl<'a> EventKind<'a> {
    /// The other events that it names, to be named otherwise.
    pub fn named_mut(&mut self) -> &mut [Id<'a>] {
        match self {
            EventKind::Answer(Answered { ask, .. })
            | EventKind::Edit(Edited { ask, .. })
            | EventKind::Remove { ask }
            | EventKind::Purge { ask, .. } => std::slice::from_mut(ask),
            EventKind::Undo { of } | EventKind::Redo { of } => of,
            EventKind::Ask(_) | EventKind::Goal(_) => &mut [],
        }
    }
}

impl EventKind<'_> {
    /// The word that the log has for it.
    pub fn kind(&self) -> Kind {
        match self {
            EventKind::Ask(_) => Kind::Ask,
            EventKind::Answer(_) => Kind::Answer,
            EventKind::Edit(_) => Kind::Edit,
            EventKind::Remove { .. } => Kind::Remove,
            EventKind::Goal(_) => Kind::Goal,
            EventKind::Undo { .. } => Kind::Undo,
            EventKind::Redo { .. } => Kind::Redo,
            EventKind::Purge { .. } => Kind::Purge,
        }
    }

    /// The ask it is about, if it is about one that another event made.
    pub fn about(&self) -> Option<&Id<'_>> {
        match self {
            EventKind::Answer(answered) => Some(&answered.ask),
            EventKind::Edit(edited) => Some(&edited.ask),
            EventKind::Remove { ask } | EventKind::Purge { ask, .. } => Some(ask),
            EventKind::Ask(_)
            | EventKind::Goal(_)
            | EventKind::Undo { .. }
            | EventKind::Redo { .. } => None,
        }
    }

    /// The other events that it names.
    pub fn named(&self) -> &[Id<'_>] {
        match self {
            EventKind::Answer(Answered { ask, .. })
            | EventKind::Edit(Edited { ask, .. })
            | EventKind::Remove { ask }
            | EventKind::Purge { ask, .. } => std::slice::from_ref(ask),
            EventKind::Undo { of } | EventKind::Redo { of } => of,
            EventKind::Ask(_) | EventKind::Goal(_) => &[],
        }
    }

    /// Whether it says of other events that they stop to count, or count again.
    pub fn is_undo_or_redo(&self) -> bool {
        matches!(self, EventKind::Undo { .. } | EventKind::Redo { .. })
    }
}

/// The kinds of event that this nos knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// See [`EventKind::Ask`].
    Ask,
    /// See [`EventKind::Answer`].
    Answer,
    /// See [`EventKind::Edit`].
    Edit,
    /// See [`EventKind::Remove`].
    Remove,
    /// See [`EventKind::Goal`].
    Goal,
    /// See [`EventKind::Undo`].
    Undo,
    /// See [`EventKind::Redo`].
    Redo,
    /// See [`EventKind::Purge`].
    Purge,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Ask,
        Self::Answer,
        Self::Edit,
        Self::Remove,
        Self::Goal,
        Self::Undo,
        Self::Redo,
        Self::Purge,
    ];

    /// The word in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Answer => "answer",
            Self::Edit => "edit",
            Self::Remove => "remove",
            Self::Goal => "goal",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Purge => "purge",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "ask" => Self::Ask,
            "answer" => Self::Answer,
            "edit" => Self::Edit,
            "remove" => Self::Remove,
            "goal" => Self::Goal,
            "undo" => Self::Undo,
            "redo" => Self::Redo,
            "purge" => Self::Purge,
            _ => return None,
        })
    }
}

/// An ask as it was first written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<'a> {
    /// The number it is called by.
    pub number: u64,
    /// What was asked for.
    pub text: Cow<'a, str>,
    /// The day it was made.
    pub on: Day,
    /// Whom it was asked of.
    pub to: Option<Cow<'a, str>>,
    /// Its tags.
    pub tags: Tags<'a>,
    /// What was noted.
    pub note: Option<Cow<'a, str>>,
    /// How hard it seemed.
    pub fear: Option<Rating>,
    /// The chance of a yes that was guessed.
    pub odds: Option<Odds>,
    /// The answer, if it came on the log offset; else pending.
    pub outcome: Outcome,
    /// The day of the answer, if it is not that of the ask.
    pub answered: Option<Day>,
    /// How much it hurt.
    pub sting: Option<Rating>,
    /// How much it was wanted.
    pub pull: Option<Rating>,
}

/// An answer to an ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered<'a> {
    /// Which ask.
    pub ask: Id<'a>,
    /// The answer; pending takes an answer back.
    pub outcome: Outcome,
    /// The day it came.
    pub on: Day,
    /// What was noted; it is added to the ask's note on a new line.
    pub note: Option<Cow<'a, str>>,
    /// How much it hurt.
    pub sting: Option<Rating>,
}

/// A change of some fields of an ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited<'a> {
    /// Which ask.
    pub ask: Id<'a>,
    /// The fields that change.
    pub set: Changes<'a>,
}

/// What a field becomes: another value, or none.
pub type Change<T> = Option<Option<T>>;

/// The fields that an edit changes; the others stay as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes<'a> {
    /// Another text.
    pub text: Option<Cow<'a, str>>,
    /// Another day.
    pub on: Option<Day>,
    /// Another person.
    pub to: Change<Cow<'a, str>>,
    /// Other tags; all of them, not only those that are new.
    pub tags: Change<Tags<'a>>,
    /// Another note in place of the whole one.
    pub note: Change<Cow<'a, str>>,
    /// Another fear.
    pub fear: Change<Rating>,
    /// Other odds.
    pub odds: Change<Odds>,
    /// Another sting.
    pub sting: Change<Rating>,
    /// Another outcome; pending (or none) takes the answer back.
    pub outcome: Option<Outcome>,
    /// Another day of the answer.
    pub answered: Change<Day>,
    /// Another pull.
    pub pull: Change<Rating>,
}

impl Changes<'_> {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

/// A goal as it was set, or what was cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalSet {
    /// How many; none clears the goals of the kind whose period overlaps.
    pub target: Option<Target>,
    /// Of what.
    pub counts: Counted,
    /// From when to when.
    pub span: Period,
    /// Weekdays off.
    pub rest: RestWeekdays,
}

/// A borrowed text as an owned one.
fn own(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

impl Event<'_> {
    /// The same event, owning its words.
    pub fn into_owned(self) -> Event<'static> {
        Event {
            id: self.id.into_owned(),
            at: own(self.at),
            batch: self.batch.map(Id::into_owned),
            what: self.what.into_owned(),
        }
    }
}

impl EventKind<'_> {
    fn into_owned(self) -> EventKind<'static> {
        let ids = |of: Vec<Id<'_>>| of.into_iter().map(Id::into_owned).collect();
        match self {
            EventKind::Ask(asked) => EventKind::Ask(Asked {
                text: own(asked.text),
                to: asked.to.map(own),
                tags: asked.tags.into_owned(),
                note: asked.note.map(own),
                number: asked.number,
                on: asked.on,
                fear: asked.fear,
                odds: asked.odds,
                outcome: asked.outcome,
                answered: asked.answered,
                sting: asked.sting,
                pull: asked.pull,
            }),
            EventKind::Answer(answered) => EventKind::Answer(Answered {
                ask: answered.ask.into_owned(),
                note: answered.note.map(own),
                outcome: answered.outcome,
                on: answered.on,
                sting: answered.sting,
            }),
            EventKind::Edit(edited) => EventKind::Edit(Edited {
                ask: edited.ask.into_owned(),
                set: edited.set.into_owned(),
            }),
            EventKind::Remove { ask } => EventKind::Remove {
                ask: ask.into_owned(),
            },
            EventKind::Goal(goal) => EventKind::Goal(goal),
            EventKind::Undo { of } => EventKind::Undo { of: ids(of) },
            EventKind::Redo { of } => EventKind::Redo { of: ids(of) },
            EventKind::Purge { ask, number } => EventKind::Purge {
                ask: ask.into_owned(),
                number,
            },
        }
    }
}

impl Changes<'_> {
    fn into_owned(self) -> Changes<'static> {
        Changes {
            text: self.text.map(own),
            to: self.to.map(|to| to.map(own)),
            tags: self.tags.map(|tags| tags.map(Tags::into_owned)),
            note: self.note.map(|note| note.map(own)),
            on: self.on,
            fear: self.fear,
            odds: self.odds,
            sting: self.sting,
            outcome: self.outcome,
            answered: self.answered,
            pull: self.pull,
        }
    }
}
