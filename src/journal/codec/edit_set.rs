//! What an edit sets: changed fields, each to a value or to none.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, MapAccess, Visitor};

use super::decoded::{Text, Unreadable};
use super::fields::{Unknown, said, twice};
use super::tags::TagList;
use super::values::{self, day, rating, some_text, text};
use crate::domain::outcome::Outcome;
use crate::journal::event::{Change, Changes};

/// The changed fields of an edit.
#[derive(Default)]
pub(super) struct Set<'a> {
    /// Those that are known.
    pub(super) changes: Changes<'a>,
    /// Whether there are others.
    pub(super) unknown: bool,
}

impl Set<'_> {
    /// Whether all of it is known, and is what a plan, or else an ask, has.
    pub(super) fn is_of(&self, of_plan: bool) -> bool {
        let set = &self.changes;
        let is_of_ask_alone = set.on.is_some()
            || set.sting.is_some()
            || set.outcome.is_some()
            || set.answered.is_some();
        !self.unknown
            && if of_plan {
                !is_of_ask_alone
            } else {
                set.by.is_none()
            }
    }
}

/// Whose fields are changed, as far as that is known before they are read; those of the other are
/// then not looked into.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SetOf {
    Either,
    Ask,
    Plan,
}

impl SetOf {
    fn has(self, name: &str) -> bool {
        match name {
            "on" | "sting" | "outcome" | "answered" => self != Self::Plan,
            "by" => self != Self::Ask,
            _ => true,
        }
    }
}

impl<'de> DeserializeSeed<'de> for SetOf {
    type Value = Set<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Set<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SetOf {
    type Value = Set<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of changed fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Set<'de>, A::Error> {
        let mut changes = Changes::default();
        let mut unknown = Unknown::default();
        while let Some(Text(name)) = map.next_key()? {
            let map = &mut map;
            let seen_before = match &*name {
                other if !self.has(other) => {
                    unknown.take(name, map)?;
                    continue;
                }
                "text" => put(
                    &mut changes.text,
                    said(map, |Text(said)| text("text", said))?,
                ),
                "on" => put(&mut changes.on, said(map, |Text(said)| day("on", &said))?),
                "to" => put(
                    &mut changes.to,
                    change(map, |Text(said)| some_text("to", said))?,
                ),
                "tags" => put(&mut changes.tags, change(map, |TagList(tags)| Ok(tags))?),
                "note" => put(&mut changes.note, change(map, |Text(said)| Ok(said))?),
                "fear" => put(&mut changes.fear, change(map, |said| rating("fear", said))?),
                "odds" => put(&mut changes.odds, change(map, values::odds)?),
                "sting" => put(
                    &mut changes.sting,
                    change(map, |said| rating("sting", said))?,
                ),
                "pull" => put(&mut changes.pull, change(map, |said| rating("pull", said))?),
                "by" => put(&mut changes.by, change(map, |Text(said)| day("by", &said))?),
                "outcome" => {
                    let outcome = change(map, |Text(said)| values::outcome(&said))?;
                    let outcome = outcome.map(|outcome| outcome.unwrap_or(Outcome::Pending));
                    put(&mut changes.outcome, outcome)
                }
                "answered" => {
                    let answered = change(map, |Text(said)| day("answered", &said))?;
                    put(&mut changes.answered, answered)
                }
                _ => {
                    unknown.take(name, map)?;
                    continue;
                }
            };
            if seen_before {
                return Err(twice(&name));
            }
        }
        Ok(Set {
            changes,
            unknown: !unknown.is_empty(),
        })
    }
}

/// Puts a value in its place; says whether there was one already.
fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    std::mem::replace(place, value).is_some()
}

/// Reads a value, or `null`, which clears the field.
fn change<'de, A: MapAccess<'de>, S: de::Deserialize<'de>, T>(
    map: &mut A,
    meaning: impl FnOnce(S) -> Result<T, Unreadable>,
) -> Result<Change<T>, A::Error> {
    said(map, |said: Option<S>| said.map(meaning).transpose())
}
