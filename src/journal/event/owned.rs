//! Events that own their words, whatever line they were read from.

use std::borrow::Cow;

use super::{
    Answered, AskEvent, Changes, Edited, EditedPlan, Event, EventKind, Id, Planned, Rested, Stepped,
};
use crate::domain::tags::Tags;

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
            EventKind::Ask(asked) => EventKind::Ask(AskEvent {
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
                plan: asked.plan.map(Id::into_owned),
                src: asked.src,
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
            EventKind::Plan(plan) => EventKind::Plan(plan.into_owned()),
            EventKind::EditPlan(edited) => EventKind::EditPlan(EditedPlan {
                plan: edited.plan.into_owned(),
                set: edited.set.into_owned(),
            }),
            EventKind::RemovePlan { plan } => EventKind::RemovePlan {
                plan: plan.into_owned(),
            },
            EventKind::PurgePlan { plan, number } => EventKind::PurgePlan {
                plan: plan.into_owned(),
                number,
            },
            EventKind::Step(stepped) => EventKind::Step(stepped.into_owned()),
            EventKind::Rest(rested) => EventKind::Rest(rested.into_owned()),
        }
    }
}

impl Changes<'_> {
    /// The same, owning its words.
    pub(crate) fn into_owned(self) -> Changes<'static> {
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
            by: self.by,
        }
    }
}

impl Planned<'_> {
    /// The same, owning its words.
    pub(crate) fn into_owned(self) -> Planned<'static> {
        Planned {
            text: own(self.text),
            to: self.to.map(own),
            tags: self.tags.into_owned(),
            note: self.note.map(own),
            number: self.number,
            fear: self.fear,
            odds: self.odds,
            pull: self.pull,
            by: self.by,
            src: self.src,
        }
    }
}

impl Stepped<'_> {
    /// The same, owning its words.
    pub(crate) fn into_owned(self) -> Stepped<'static> {
        Stepped {
            ask: self.ask.into_owned(),
            step: own(self.step),
            note: self.note.map(own),
            on: self.on,
            due: self.due,
        }
    }
}

impl Rested<'_> {
    /// The same, owning its words.
    pub(crate) fn into_owned(self) -> Rested<'static> {
        Rested {
            note: self.note.map(own),
            span: self.span,
            off: self.off,
        }
    }
}
