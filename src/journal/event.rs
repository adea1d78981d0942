//! What a line of a log says: one event.
//!
//! The same types serve for reading (borrowed from the line) and for writing.
//! They hold valid values only; [`super::codec`] turns them into lines and back.

mod owned;

use std::borrow::Cow;

use crate::domain::ask::{Odds, Rating};
use crate::domain::day::{Day, Period, RestWeekdays};
use crate::domain::goal::{Counted, Target};
pub use crate::domain::id::{Id, NUMBER_LIMIT, Variant, checked_device};
use crate::domain::outcome::Outcome;
use crate::domain::source::Source;
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
    Ask(AskEvent<'a>),
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
    /// An ask that is not made yet was written down.
    Plan(Planned<'a>),
    /// Something about a plan was changed.
    EditPlan(EditedPlan<'a>),
    /// A plan was taken out.
    RemovePlan {
        /// Which plan.
        plan: Id<'a>,
    },
    /// A plan was erased for good; its id and its number stay taken.
    PurgePlan {
        /// Which plan.
        plan: Id<'a>,
        /// The number it had.
        number: u64,
    },
    /// Something happened between an ask and its answer.
    Step(Stepped<'a>),
    /// Days off were declared, or taken back.
    Rest(Rested<'a>),
}

impl<'a> EventKind<'a> {
    /// The other events that it names, to be named otherwise.
    pub fn named_mut(&mut self) -> &mut [Id<'a>] {
        match self {
            EventKind::Answer(Answered { ask, .. })
            | EventKind::Edit(Edited { ask, .. })
            | EventKind::Remove { ask }
            | EventKind::Purge { ask, .. }
            | EventKind::Step(Stepped { ask, .. }) => std::slice::from_mut(ask),
            EventKind::EditPlan(EditedPlan { plan, .. })
            | EventKind::RemovePlan { plan }
            | EventKind::PurgePlan { plan, .. } => std::slice::from_mut(plan),
            EventKind::Undo { of } | EventKind::Redo { of } => of,
            EventKind::Ask(asked) => asked.plan.as_mut_slice(),
            EventKind::Goal(_) | EventKind::Plan(_) | EventKind::Rest(_) => &mut [],
        }
    }
}

impl EventKind<'_> {
    /// The word that the log has for it.
    pub fn kind(&self) -> KindName {
        match self {
            EventKind::Ask(_) => KindName::Ask,
            EventKind::Answer(_) => KindName::Answer,
            EventKind::Edit(_) | EventKind::EditPlan(_) => KindName::Edit,
            EventKind::Remove { .. } | EventKind::RemovePlan { .. } => KindName::Remove,
            EventKind::Goal(_) => KindName::Goal,
            EventKind::Undo { .. } => KindName::Undo,
            EventKind::Redo { .. } => KindName::Redo,
            EventKind::Purge { .. } | EventKind::PurgePlan { .. } => KindName::Purge,
            EventKind::Plan(_) => KindName::Plan,
            EventKind::Step(_) => KindName::Step,
            EventKind::Rest(_) => KindName::Rest,
        }
    }

    /// The ask or the plan it is about, if it is about one that another event made.
    pub fn about(&self) -> Option<&Id<'_>> {
        match self {
            EventKind::Answer(answered) => Some(&answered.ask),
            EventKind::Edit(edited) => Some(&edited.ask),
            EventKind::Remove { ask } | EventKind::Purge { ask, .. } => Some(ask),
            EventKind::EditPlan(edited) => Some(&edited.plan),
            EventKind::RemovePlan { plan } | EventKind::PurgePlan { plan, .. } => Some(plan),
            EventKind::Step(stepped) => Some(&stepped.ask),
            EventKind::Ask(_)
            | EventKind::Goal(_)
            | EventKind::Undo { .. }
            | EventKind::Redo { .. }
            | EventKind::Plan(_)
            | EventKind::Rest(_) => None,
        }
    }

    /// Whether it makes an ask or a plan, which other events can be about.
    pub fn is_made(&self) -> bool {
        matches!(self, EventKind::Ask(_) | EventKind::Plan(_))
    }

    /// Whether it erases an ask or a plan for good.
    pub fn is_purge(&self) -> bool {
        matches!(self, EventKind::Purge { .. } | EventKind::PurgePlan { .. })
    }

    /// The other events that it names.
    pub fn named(&self) -> &[Id<'_>] {
        match self {
            EventKind::Answer(Answered { ask, .. })
            | EventKind::Edit(Edited { ask, .. })
            | EventKind::Remove { ask }
            | EventKind::Purge { ask, .. }
            | EventKind::Step(Stepped { ask, .. }) => std::slice::from_ref(ask),
            EventKind::EditPlan(EditedPlan { plan, .. })
            | EventKind::RemovePlan { plan }
            | EventKind::PurgePlan { plan, .. } => std::slice::from_ref(plan),
            EventKind::Undo { of } | EventKind::Redo { of } => of,
            EventKind::Ask(asked) => asked.plan.as_slice(),
            EventKind::Goal(_) | EventKind::Plan(_) | EventKind::Rest(_) => &[],
        }
    }

    /// The numbers that it gives out: to an ask, and to a plan.
    pub fn numbers(&self) -> (Option<u64>, Option<u64>) {
        match self {
            EventKind::Ask(asked) => (Some(asked.number), None),
            EventKind::Plan(plan) => (None, Some(plan.number)),
            _ => (None, None),
        }
    }

    /// Whether it says of other events that they stop to count, or count again.
    pub fn is_undo_or_redo(&self) -> bool {
        matches!(self, EventKind::Undo { .. } | EventKind::Redo { .. })
    }
}

/// The kinds of event that this nos knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindName {
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
    /// See [`EventKind::Plan`].
    Plan,
    /// See [`EventKind::Step`].
    Step,
    /// See [`EventKind::Rest`].
    Rest,
}

impl KindName {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Ask,
        Self::Answer,
        Self::Edit,
        Self::Remove,
        Self::Goal,
        Self::Undo,
        Self::Redo,
        Self::Purge,
        Self::Plan,
        Self::Step,
        Self::Rest,
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
            Self::Plan => "plan",
            Self::Step => "step",
            Self::Rest => "rest",
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
            "plan" => Self::Plan,
            "step" => Self::Step,
            "rest" => Self::Rest,
            _ => return None,
        })
    }
}

/// An ask as it was first written down.
#[derive(Clone, Debug, PartialEq)]
pub struct AskEvent<'a> {
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
    /// The plan that it was made of.
    pub plan: Option<Id<'a>>,
    /// The row of a file that an import made it of.
    pub src: Option<Source>,
}

/// An ask that is not made yet, as it was first written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned<'a> {
    /// The number it is called by, after a `p`; it has nothing to do with the numbers of asks.
    pub number: u64,
    /// What is to be asked for.
    pub text: Cow<'a, str>,
    /// Whom it is to be asked of.
    pub to: Option<Cow<'a, str>>,
    /// Its tags.
    pub tags: Tags<'a>,
    /// What was noted.
    pub note: Option<Cow<'a, str>>,
    /// How hard it seems.
    pub fear: Option<Rating>,
    /// The chance of a yes that is guessed.
    pub odds: Option<Odds>,
    /// How much it is wanted.
    pub pull: Option<Rating>,
    /// The day by which it is to be asked.
    pub by: Option<Day>,
    /// The row of a file that an import made it of.
    pub src: Option<Source>,
}

/// Something that happened between an ask and its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Stepped<'a> {
    /// Which ask.
    pub ask: Id<'a>,
    /// What happened, in a word or a few.
    pub step: Cow<'a, str>,
    /// The day it happened.
    pub on: Day,
    /// The day on which to look again.
    pub due: Option<Day>,
    /// What was noted.
    pub note: Option<Cow<'a, str>>,
}

/// Days off, declared or taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Rested<'a> {
    /// The first and the last of them.
    pub span: Period,
    /// What was noted.
    pub note: Option<Cow<'a, str>>,
    /// Whether they are days off no more.
    pub off: bool,
}

/// A change of some fields of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct EditedPlan<'a> {
    /// Which plan.
    pub plan: Id<'a>,
    /// The fields that change; those that only an ask has do not.
    pub set: Changes<'a>,
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
    /// Another day by which a plan is to be asked; an ask has none.
    pub by: Change<Day>,
}

impl Changes<'_> {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    /// Those that an ask can have.
    #[must_use]
    pub fn of_ask(self) -> Self {
        Self { by: None, ..self }
    }

    /// Those that a plan can have.
    #[must_use]
    pub fn of_plan(self) -> Self {
        Self {
            on: None,
            sting: None,
            outcome: None,
            answered: None,
            ..self
        }
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
