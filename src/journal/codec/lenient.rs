//! A line of a newer nos, of a kind that is known here: what can be read of it counts, and a field
//! whose value means nothing here counts as little as one whose name does.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::decoded::{Reading, Text};
use super::fields::Fields;
use crate::journal::event::{Event, Id, KindName};

/// What can be read of a line of a kind.
pub(super) fn read(text: &str, kind: (KindName, bool), id: Id<'_>) -> Reading<'static> {
    let line = readable(text, kind).unwrap_or_default();
    let mut fields = Fields::default();
    let filled = fields.fill(&line, Some(kind));
    let number = fields.number_of(kind.0);
    let plan_number = fields.plan_number_of(kind.0);
    let event = filled.ok().and_then(|()| fields.reading().ok()?.event);
    Reading {
        id: id.into_owned(),
        event: event.map(Event::into_owned),
        understood: false,
        number,
        plan_number,
    }
}

/// The line with those fields alone whose values can be read; none if it is no object, or has a
/// field twice.
fn readable(text: &str, kind: (KindName, bool)) -> Option<String> {
    let Object(all) = serde_json::from_str(text).ok()?;
    let mut fields = Vec::with_capacity(all.len());
    let mut names = HashSet::new();
    for (name, value) in &all {
        if !names.insert(name) {
            return None;
        }
        let field = format!("{}:{}", serde_json::to_string(name).ok()?, value.get());
        let alone = format!("{{{field}}}");
        if Fields::default().fill(&alone, Some(kind)).is_ok() {
            fields.push(field);
        }
    }
    Some(format!("{{{}}}", fields.join(",")))
}

/// The fields of a line, as they are written.
struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some(Text(name)) = map.next_key()? {
            fields.push((name, map.next_value()?));
        }
        Ok(Object(fields))
    }
}
