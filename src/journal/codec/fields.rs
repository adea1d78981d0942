//! The fields of a line, whatever their order, and the event that they say together.
//!
//! Each is read into what it means at once; which of them belong together is looked at when all
//! are there.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor};

use super::decoded::{Reading, Text, Unreadable};
use super::edit_set::{Set, SetOf};
use super::encode;
use super::tags::TagList;
use super::values::{self, day, id, rating, some_text, text};
use crate::domain::ask::{Odds, Rating};
use crate::domain::day::{Day, Period, RestWeekdays};
use crate::domain::goal::{Counted, Target};
use crate::domain::outcome::Outcome;
use crate::domain::source::Source;
use crate::domain::tags::Tags;
use crate::journal::event::{
    Answered, AskEvent, Change, Edited, EditedPlan, Event, EventKind, GoalSet, Id, KindName,
    Planned, Rested, Stepped,
};

/// A field that this nos knows.
#[derive(Clone, Copy)]
pub(super) enum WireField {
    V,
    Id,
    At,
    Kind,
    Batch,
    N,
    Text,
    On,
    To,
    Tags,
    Note,
    Fear,
    Odds,
    Outcome,
    Answered,
    Sting,
    Pull,
    Ask,
    Set,
    Target,
    Counts,
    From,
    Rest,
    Of,
    P,
    Plan,
    By,
    Src,
    Step,
    Due,
    Off,
}

impl WireField {
    pub(super) fn new(name: &str) -> Option<Self> {
        Some(match name {
            "v" => Self::V,
            "id" => Self::Id,
            "at" => Self::At,
            "kind" => Self::Kind,
            "batch" => Self::Batch,
            "n" => Self::N,
            "text" => Self::Text,
            "on" => Self::On,
            "to" => Self::To,
            "tags" => Self::Tags,
            "note" => Self::Note,
            "fear" => Self::Fear,
            "odds" => Self::Odds,
            "outcome" => Self::Outcome,
            "answered" => Self::Answered,
            "sting" => Self::Sting,
            "pull" => Self::Pull,
            "ask" => Self::Ask,
            "set" => Self::Set,
            "target" => Self::Target,
            "counts" => Self::Counts,
            "from" => Self::From,
            "rest" => Self::Rest,
            "of" => Self::Of,
            "p" => Self::P,
            "plan" => Self::Plan,
            "by" => Self::By,
            "src" => Self::Src,
            "step" => Self::Step,
            "due" => Self::Due,
            "off" => Self::Off,
            _ => return None,
        })
    }
}

/// Fields, a bit each.
#[derive(Clone, Copy, Default)]
pub(super) struct FieldSet(u32);

impl FieldSet {
    const fn new(fields: &[WireField]) -> Self {
        let (mut bits, mut rest) = (0, fields);
        while let [field, others @ ..] = rest {
            bits |= 1 << *field as u32;
            rest = others;
        }
        Self(bits)
    }

    /// The fields of a kind, those that all have included. Where an edit, a removal or a purge is
    /// of a plan, `of_plan`.
    const fn of_kind(kind: KindName, of_plan: bool) -> Self {
        use WireField::{
            Answered, Ask, At, Batch, By, Counts, Due, Fear, From, Id, N, Note, Odds, Of, Off, On,
            Outcome, P, Plan, Pull, Rest, Set, Src, Step, Sting, Tags, Target, Text, To, V,
        };
        const ALL: FieldSet = FieldSet::new(&[V, Id, At, WireField::Kind, Batch]);
        const ASK: FieldSet = FieldSet::new(&[
            N, Text, On, To, Tags, Note, Fear, Odds, Outcome, Answered, Sting, Pull, Plan, Src,
        ]);
        const PLAN: FieldSet = FieldSet::new(&[P, Text, To, Tags, Note, Fear, Odds, Pull, By, Src]);
        const ANSWER: FieldSet = FieldSet::new(&[Ask, Outcome, On, Note, Sting]);
        const GOAL: FieldSet = FieldSet::new(&[Target, Counts, From, To, Rest]);
        let own = match kind {
            KindName::Ask => ASK,
            KindName::Answer => ANSWER,
            KindName::Edit if of_plan => FieldSet::new(&[Plan, Set]),
            KindName::Edit => FieldSet::new(&[Ask, Set]),
            KindName::Remove if of_plan => FieldSet::new(&[Plan]),
            KindName::Remove => FieldSet::new(&[Ask]),
            KindName::Goal => GOAL,
            KindName::Undo | KindName::Redo => FieldSet::new(&[Of]),
            KindName::Purge if of_plan => FieldSet::new(&[Plan, P]),
            KindName::Purge => FieldSet::new(&[Ask, N]),
            KindName::Plan => PLAN,
            KindName::Step => FieldSet::new(&[Ask, Step, On, Due, Note]),
            KindName::Rest => FieldSet::new(&[From, To, Note, Off]),
        };
        Self(ALL.0 | own.0)
    }

    fn has(self, field: WireField) -> bool {
        self.0 & 1 << field as u32 != 0
    }

    /// Adds a field; says whether it was not there yet.
    pub(super) fn insert(&mut self, field: WireField) -> bool {
        let is_new = !self.has(field);
        self.0 |= 1 << field as u32;
        is_new
    }

    fn is_within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }
}

/// The fields of all kinds, as far as they are there.
#[derive(Default)]
pub(super) struct Fields<'a> {
    pub(super) seen: FieldSet,
    unknown: bool,
    pub(super) v: Option<u64>,
    pub(super) id: Option<Id<'a>>,
    pub(super) at: Option<Cow<'a, str>>,
    pub(super) kind: Option<KindName>,
    pub(super) batch: Option<Id<'a>>,
    pub(super) n: Option<u64>,
    pub(super) text: Option<Cow<'a, str>>,
    pub(super) on: Option<Day>,
    pub(super) to: Option<Cow<'a, str>>,
    pub(super) tags: Option<Tags<'a>>,
    pub(super) note: Option<Cow<'a, str>>,
    pub(super) fear: Option<Rating>,
    pub(super) odds: Option<Odds>,
    pub(super) outcome: Option<Outcome>,
    pub(super) answered: Option<Day>,
    pub(super) sting: Option<Rating>,
    pub(super) pull: Option<Rating>,
    pub(super) ask: Option<Id<'a>>,
    set: Option<Box<Set<'a>>>,
    target: Change<Target>,
    counts: Option<Counted>,
    from: Option<Day>,
    rest: Option<RestWeekdays>,
    of: Option<Vec<Id<'a>>>,
    p: Option<u64>,
    pub(super) plan: Option<Id<'a>>,
    by: Option<Day>,
    pub(super) src: Option<Source>,
    step: Option<Cow<'a, str>>,
    due: Option<Day>,
    off: bool,
}

impl<'de> Fields<'de> {
    /// Fills in the fields of a line. Where its kind is known beforehand, and whether it is about a
    /// plan, those that it does not have are not looked into.
    pub(super) fn fill(
        &mut self,
        line: &'de str,
        kind: Option<(KindName, bool)>,
    ) -> serde_json::Result<()> {
        let known = kind.map_or(FieldSet(u32::MAX), |(kind, of_plan)| {
            FieldSet::of_kind(kind, of_plan)
        });
        let mut deserializer = serde_json::Deserializer::from_str(line);
        deserializer.deserialize_map(Filling {
            fields: self,
            known,
            set_of: match kind {
                None => SetOf::Either,
                Some((_, true)) => SetOf::Plan,
                Some((_, false)) => SetOf::Ask,
            },
        })?;
        deserializer.end()
    }

    /// Takes the value of a field.
    fn take<A: MapAccess<'de>>(
        &mut self,
        field: WireField,
        set_of: SetOf,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match field {
            WireField::V => self.v = said(map, values::version)?,
            WireField::Id => self.id = said(map, |Text(said)| values::own_id(said))?,
            WireField::At => self.at = said(map, |Text(said)| values::time(said))?,
            WireField::Kind => self.kind = word(map, values::kind)?,
            WireField::Batch => self.batch = said(map, |Text(said)| id("batch", said))?,
            WireField::N => self.n = said(map, |n| values::number("n", n))?,
            WireField::Text => self.text = said(map, |Text(said)| text("text", said))?,
            WireField::On => self.on = word(map, |said| day("on", said))?,
            WireField::To => self.to = said(map, |Text(said)| some_text("to", said))?,
            WireField::Tags => self.tags = said(map, |TagList(tags)| Ok(tags))?,
            WireField::Note => self.note = said(map, |Text(said)| Ok(said))?,
            WireField::Fear => self.fear = said(map, |said| rating("fear", said))?,
            WireField::Odds => self.odds = said(map, values::odds)?,
            WireField::Outcome => self.outcome = word(map, values::outcome)?,
            WireField::Answered => self.answered = word(map, |said| day("answered", said))?,
            WireField::Sting => self.sting = said(map, |said| rating("sting", said))?,
            WireField::Pull => self.pull = said(map, |said| rating("pull", said))?,
            WireField::Ask => self.ask = said(map, |Text(said)| id("ask", said))?,
            WireField::Set => self.set = Some(Box::new(map.next_value_seed(set_of)?)),
            WireField::Target => self.target = said(map, values::target)?,
            WireField::Counts => self.counts = word(map, values::counted)?,
            WireField::From => self.from = word(map, |said| day("from", said))?,
            WireField::Rest => {
                self.rest = said(map, |said: Vec<Text<'_>>| values::rest_days(&said))?;
            }
            WireField::Of => self.of = said(map, values::ids)?,
            WireField::P => self.p = said(map, |p| values::number("p", p))?,
            WireField::Plan => self.plan = said(map, |Text(said)| id("plan", said))?,
            WireField::By => self.by = word(map, |said| day("by", said))?,
            WireField::Src => self.src = word(map, values::source)?,
            WireField::Step => self.step = said(map, |Text(said)| values::step(said))?,
            WireField::Due => self.due = word(map, |said| day("due", said))?,
            WireField::Off => self.off = map.next_value()?,
        }
        Ok(())
    }

    /// The event that the fields say together.
    pub(super) fn reading(&mut self) -> Result<Reading<'de>, Unreadable> {
        let kind = needed("kind", self.kind)?;
        let version = needed("v", self.v)?;
        let understood = version <= encode::NEWEST
            && !self.unknown
            && self
                .seen
                .is_within(FieldSet::of_kind(kind, self.is_of_plan()))
            && self
                .set
                .as_ref()
                .is_none_or(|set| set.is_of(self.is_of_plan()));
        let (number, plan_number) = (self.number_of(kind), self.plan_number_of(kind));
        let id = needed("id", self.id.take())?;
        Ok(Reading {
            id: id.clone(),
            event: Some(Event {
                id,
                at: needed("at", self.at.take())?,
                batch: self.batch.take(),
                what: self.what(kind)?,
            }),
            understood,
            number,
            plan_number,
        })
    }

    /// Whether an edit, a removal or a purge is of a plan: it names one, and no ask.
    fn is_of_plan(&self) -> bool {
        self.plan.is_some() && self.ask.is_none()
    }

    /// The number that an event of this kind gives to an ask.
    pub(super) fn number_of(&self, kind: KindName) -> Option<u64> {
        self.n
            .filter(|_| matches!(kind, KindName::Ask | KindName::Purge))
    }

    /// The number that an event of this kind gives to a plan.
    pub(super) fn plan_number_of(&self, kind: KindName) -> Option<u64> {
        self.p
            .filter(|_| matches!(kind, KindName::Plan | KindName::Purge))
    }

    fn what(&mut self, kind: KindName) -> Result<EventKind<'de>, Unreadable> {
        Ok(match kind {
            KindName::Ask => EventKind::Ask(self.asked()?),
            KindName::Answer => EventKind::Answer(Answered {
                ask: self.about()?,
                outcome: needed("outcome", self.outcome)?,
                on: needed("on", self.on)?,
                note: self.note.take(),
                sting: self.sting,
            }),
            KindName::Edit if self.is_of_plan() => EventKind::EditPlan(EditedPlan {
                plan: needed("plan", self.plan.take())?,
                set: needed("set", self.set.take())?.changes.of_plan(),
            }),
            KindName::Edit => EventKind::Edit(Edited {
                ask: self.about()?,
                set: needed("set", self.set.take())?.changes.of_ask(),
            }),
            KindName::Remove if self.is_of_plan() => EventKind::RemovePlan {
                plan: needed("plan", self.plan.take())?,
            },
            KindName::Remove => EventKind::Remove { ask: self.about()? },
            KindName::Goal => EventKind::Goal(self.goal()?),
            KindName::Undo => EventKind::Undo {
                of: needed("of", self.of.take())?,
            },
            KindName::Redo => EventKind::Redo {
                of: needed("of", self.of.take())?,
            },
            KindName::Purge if self.is_of_plan() => EventKind::PurgePlan {
                plan: needed("plan", self.plan.take())?,
                number: needed("p", self.p)?,
            },
            KindName::Purge => EventKind::Purge {
                ask: self.about()?,
                number: needed("n", self.n)?,
            },
            KindName::Plan => EventKind::Plan(self.planned()?),
            KindName::Step => EventKind::Step(Stepped {
                ask: self.about()?,
                step: needed("step", self.step.take())?,
                on: needed("on", self.on)?,
                due: self.due,
                note: self.note.take(),
            }),
            KindName::Rest => EventKind::Rest(Rested {
                span: self.span("the rest")?,
                note: self.note.take(),
                off: self.off,
            }),
        })
    }

    fn asked(&mut self) -> Result<AskEvent<'de>, Unreadable> {
        Ok(AskEvent {
            number: needed("n", self.n)?,
            text: needed("text", self.text.take())?,
            on: needed("on", self.on)?,
            to: self.to.take(),
            tags: self.tags.take().unwrap_or_default(),
            note: self.note.take(),
            fear: self.fear,
            odds: self.odds,
            outcome: match self.outcome {
                // An ask is pending where it has none.
                Some(Outcome::Pending) => {
                    let reason = "outcome: an ask is pending without one";
                    return Err(Unreadable(reason.to_owned()));
                }
                outcome => outcome.unwrap_or_default(),
            },
            answered: self.answered,
            sting: self.sting,
            pull: self.pull,
            plan: self.plan.take(),
            src: self.src,
        })
    }

    fn planned(&mut self) -> Result<Planned<'de>, Unreadable> {
        Ok(Planned {
            number: needed("p", self.p)?,
            text: needed("text", self.text.take())?,
            to: self.to.take(),
            tags: self.tags.take().unwrap_or_default(),
            note: self.note.take(),
            fear: self.fear,
            odds: self.odds,
            pull: self.pull,
            by: self.by,
            src: self.src,
        })
    }

    fn goal(&mut self) -> Result<GoalSet, Unreadable> {
        let span = self.span("the goal")?;
        Ok(GoalSet {
            target: needed("target", self.target)?,
            counts: needed("counts", self.counts)?,
            span,
            rest: self.rest.unwrap_or(RestWeekdays::NONE),
        })
    }

    /// The days from `from` to `to`, of a goal or of days off.
    fn span(&mut self, what: &str) -> Result<Period, Unreadable> {
        let from = needed("from", self.from)?;
        let to = day("to", &needed("to", self.to.take())?)?;
        values::span(what, from, to)
    }

    /// The ask that the event is about.
    fn about(&mut self) -> Result<Id<'de>, Unreadable> {
        needed("ask", self.ask.take())
    }
}

/// Reads the value of a field into what it means.
pub(super) fn said<'de, A: MapAccess<'de>, S: de::Deserialize<'de>, T>(
    map: &mut A,
    meaning: impl FnOnce(S) -> Result<T, Unreadable>,
) -> Result<Option<T>, A::Error> {
    meaning(map.next_value()?)
        .map(Some)
        .map_err(de::Error::custom)
}

/// Reads a word into what it means; the word itself is not kept.
fn word<'de, A: MapAccess<'de>, T>(
    map: &mut A,
    meaning: impl FnOnce(&str) -> Result<T, Unreadable>,
) -> Result<Option<T>, A::Error> {
    map.next_value_seed(WireWord(meaning)).map(Some)
}

struct WireWord<M>(M);

impl<'de, T, M: FnOnce(&str) -> Result<T, Unreadable>> DeserializeSeed<'de> for WireWord<M> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T, M: FnOnce(&str) -> Result<T, Unreadable>> Visitor<'_> for WireWord<M> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<T, E> {
        (self.0)(word).map_err(E::custom)
    }
}

fn needed<T>(name: &str, field: Option<T>) -> Result<T, Unreadable> {
    field.ok_or_else(|| Unreadable(format!("missing field `{name}`")))
}

/// A field may occur in a line only once.
pub(super) fn twice<E: de::Error>(name: &str) -> E {
    E::custom(format_args!("duplicate field `{name}`"))
}

/// Fills in the fields that are known.
struct Filling<'f, 'a> {
    fields: &'f mut Fields<'a>,
    known: FieldSet,
    set_of: SetOf,
}

impl<'de> Visitor<'de> for Filling<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut unknown = Unknown::default();
        while let Some(Text(name)) = map.next_key()? {
            match WireField::new(&name) {
                Some(field) if self.known.has(field) => {
                    if !self.fields.seen.insert(field) {
                        return Err(twice(&name));
                    }
                    self.fields.take(field, self.set_of, &mut map)?;
                }
                _ => unknown.take(name, &mut map)?,
            }
        }
        self.fields.unknown = !unknown.is_empty();
        Ok(())
    }
}

/// The names of unknown fields; each may occur only once, too.
#[derive(Default)]
pub(super) struct Unknown<'a>(HashSet<Cow<'a, str>>);

impl<'de> Unknown<'de> {
    pub(super) fn take<A: MapAccess<'de>>(
        &mut self,
        name: Cow<'de, str>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        if self.0.contains(&name) {
            return Err(twice(&name));
        }
        self.0.insert(name);
        map.next_value::<IgnoredAny>().map(|_| ())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
