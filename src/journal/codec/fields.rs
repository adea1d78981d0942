//! The fields of a line, whatever their order, and the event that they say together.
//!
//! Each is read into what it means at once; which of them belong together is looked at when all
//! are there.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor};

use super::edit_set::Set;
use super::encode;
use super::tags::TagList;
use super::values::{self, day, id, rating, some_text, text};
use super::{Reading, Text, Unreadable};
use crate::domain::ask::{Odds, Rating};
use crate::domain::day::{Day, RestWeekdays};
use crate::domain::goal::{Counted, Target};
use crate::domain::outcome::Outcome;
use crate::domain::tags::Tags;
use crate::journal::event::{Answered, Asked, Change, Edited, Event, EventKind, GoalSet, Id, Kind};

/// A field that this nos knows.
#[derive(Clone, Copy)]
pub(super) enum Field {
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
}

impl Field {
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
            _ => return None,
        })
    }
}

/// Fields, a bit each.
#[derive(Clone, Copy, Default)]
pub(super) struct FieldSet(u32);

impl FieldSet {
    const fn new(fields: &[Field]) -> Self {
        let (mut bits, mut rest) = (0, fields);
        while let [field, others @ ..] = rest {
            bits |= 1 << *field as u32;
            rest = others;
        }
        Self(bits)
    }

    /// The fields of a kind, those that all have included.
    const fn of_kind(kind: Kind) -> Self {
        use Field::{
            Answered, Ask, At, Batch, Counts, Fear, From, Id, N, Note, Odds, Of, On, Outcome, Pull,
            Rest, Set, Sting, Tags, Target, Text, To, V,
        };
        const ALL: FieldSet = FieldSet::new(&[V, Id, At, Field::Kind, Batch]);
        const ASK: FieldSet = FieldSet::new(&[
            N, Text, On, To, Tags, Note, Fear, Odds, Outcome, Answered, Sting, Pull,
        ]);
        const ANSWER: FieldSet = FieldSet::new(&[Ask, Outcome, On, Note, Sting]);
        const GOAL: FieldSet = FieldSet::new(&[Target, Counts, From, To, Rest]);
        let own = match kind {
            Kind::Ask => ASK,
            Kind::Answer => ANSWER,
            Kind::Edit => FieldSet::new(&[Ask, Set]),
            Kind::Remove => FieldSet::new(&[Ask]),
            Kind::Goal => GOAL,
            Kind::Undo | Kind::Redo => FieldSet::new(&[Of]),
            Kind::Purge => FieldSet::new(&[Ask, N]),
        };
        Self(ALL.0 | own.0)
    }

    fn has(self, field: Field) -> bool {
        self.0 & 1 << field as u32 != 0
    }

    /// Adds a field; says whether it was not there yet.
    pub(super) fn insert(&mut self, field: Field) -> bool {
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
    pub(super) kind: Option<Kind>,
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
}

impl<'de> Fields<'de> {
    /// Fills in the fields of a line. Where its kind is known beforehand, those that it does not
    /// have are not looked into.
    pub(super) fn fill(&mut self, line: &'de str, kind: Option<Kind>) -> serde_json::Result<()> {
        let known = kind.map_or(FieldSet(u32::MAX), FieldSet::of_kind);
        let mut deserializer = serde_json::Deserializer::from_str(line);
        deserializer.deserialize_map(Filling {
            fields: self,
            known,
        })?;
        deserializer.end()
    }

    /// Takes the value of a field.
    fn take<A: MapAccess<'de>>(&mut self, field: Field, map: &mut A) -> Result<(), A::Error> {
        match field {
            Field::V => self.v = said(map, values::version)?,
            Field::Id => self.id = said(map, |Text(said)| values::own_id(said))?,
            Field::At => self.at = said(map, |Text(said)| values::time(said))?,
            Field::Kind => self.kind = word(map, values::kind)?,
            Field::Batch => self.batch = said(map, |Text(said)| id("batch", said))?,
            Field::N => self.n = said(map, values::number)?,
            Field::Text => self.text = said(map, |Text(said)| text("text", said))?,
            Field::On => self.on = word(map, |said| day("on", said))?,
            Field::To => self.to = said(map, |Text(said)| some_text("to", said))?,
            Field::Tags => self.tags = said(map, |TagList(tags)| Ok(tags))?,
            Field::Note => self.note = said(map, |Text(said)| Ok(said))?,
            Field::Fear => self.fear = said(map, |said| rating("fear", said))?,
            Field::Odds => self.odds = said(map, values::odds)?,
            Field::Outcome => self.outcome = word(map, values::outcome)?,
            Field::Answered => self.answered = word(map, |said| day("answered", said))?,
            Field::Sting => self.sting = said(map, |said| rating("sting", said))?,
            Field::Pull => self.pull = said(map, |said| rating("pull", said))?,
            Field::Ask => self.ask = said(map, |Text(said)| id("ask", said))?,
            Field::Set => self.set = said(map, |said| Ok(Box::new(said)))?,
            Field::Target => self.target = said(map, values::target)?,
            Field::Counts => self.counts = word(map, values::counted)?,
            Field::From => self.from = word(map, |said| day("from", said))?,
            Field::Rest => self.rest = said(map, |said: Vec<Text<'_>>| values::rest_days(&said))?,
            Field::Of => self.of = said(map, values::ids)?,
        }
        Ok(())
    }

    /// The event that the fields say together.
    pub(super) fn reading(&mut self) -> Result<Reading<'de>, Unreadable> {
        let kind = needed("kind", self.kind)?;
        let version = needed("v", self.v)?;
        let understood = version <= encode::NEWEST
            && !self.unknown
            && self.seen.is_within(FieldSet::of_kind(kind))
            && self.set.as_ref().is_none_or(|set| !set.unknown);
        let number = self.number_of(kind);
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
        })
    }

    /// The number that an event of this kind gives to an ask.
    pub(super) fn number_of(&self, kind: Kind) -> Option<u64> {
        self.n.filter(|_| matches!(kind, Kind::Ask | Kind::Purge))
    }

    fn what(&mut self, kind: Kind) -> Result<EventKind<'de>, Unreadable> {
        Ok(match kind {
            Kind::Ask => EventKind::Ask(self.asked()?),
            Kind::Answer => EventKind::Answer(Answered {
                ask: self.about()?,
                outcome: needed("outcome", self.outcome)?,
                on: needed("on", self.on)?,
                note: self.note.take(),
                sting: self.sting,
            }),
            Kind::Edit => EventKind::Edit(Edited {
                ask: self.about()?,
                set: needed("set", self.set.take())?.changes,
            }),
            Kind::Remove => EventKind::Remove { ask: self.about()? },
            Kind::Goal => EventKind::Goal(self.goal()?),
            Kind::Undo => EventKind::Undo {
                of: needed("of", self.of.take())?,
            },
            Kind::Redo => EventKind::Redo {
                of: needed("of", self.of.take())?,
            },
            Kind::Purge => EventKind::Purge {
                ask: self.about()?,
                number: needed("n", self.n)?,
            },
        })
    }

    fn asked(&mut self) -> Result<Asked<'de>, Unreadable> {
        Ok(Asked {
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
        })
    }

    fn goal(&mut self) -> Result<GoalSet, Unreadable> {
        let from = needed("from", self.from)?;
        let to = day("to", &needed("to", self.to.take())?)?;
        Ok(GoalSet {
            target: needed("target", self.target)?,
            counts: needed("counts", self.counts)?,
            span: values::span(from, to)?,
            rest: self.rest.unwrap_or(RestWeekdays::NONE),
        })
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
    map.next_value_seed(Word(meaning)).map(Some)
}

struct Word<M>(M);

impl<'de, T, M: FnOnce(&str) -> Result<T, Unreadable>> DeserializeSeed<'de> for Word<M> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T, M: FnOnce(&str) -> Result<T, Unreadable>> Visitor<'_> for Word<M> {
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

/// A field may stand in a line only once.
pub(super) fn twice<E: de::Error>(name: &str) -> E {
    E::custom(format_args!("duplicate field `{name}`"))
}

/// Fills in the fields that are known.
struct Filling<'f, 'a> {
    fields: &'f mut Fields<'a>,
    known: FieldSet,
}

impl<'de> Visitor<'de> for Filling<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut unknown = Unknown::default();
        while let Some(Text(name)) = map.next_key()? {
            match Field::new(&name) {
                Some(field) if self.known.has(field) => {
                    if !self.fields.seen.insert(field) {
                        return Err(twice(&name));
                    }
                    self.fields.take(field, &mut map)?;
                }
                _ => unknown.take(name, &mut map)?,
            }
        }
        self.fields.unknown = !unknown.is_empty();
        Ok(())
    }
}

/// The names of the fields that nobody here knows; each may stand there only once, too.
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
