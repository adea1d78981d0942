//! What decoding a line gives: the event, or why there is none.

use std::borrow::Cow;
use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

use crate::journal::event::{Event, Id};

/// What a line was found to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<'a> {
    /// The id of the event.
    pub id: Id<'a>,
    /// The event, as far as this nos can read it; none where it cannot.
    pub event: Option<Event<'a>>,
    /// Whether all of it was understood. What was not comes from a newer nos.
    pub understood: bool,
    /// The number that the line gives to an ask, whether or not the rest can be read.
    pub number: Option<u64>,
    /// The same for the number of a plan.
    pub plan_number: Option<u64>,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A string that is borrowed from the line, unless it has an escape in it.
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
