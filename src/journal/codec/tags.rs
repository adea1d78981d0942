//! A list of tags, in whatever order and case it was written.

use std::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::decoded::{Text, Unreadable};
use crate::domain::tags::Tags;

/// The tags that a list names.
pub(super) struct TagList<'a>(pub(super) Tags<'a>);

impl<'de> Deserialize<'de> for TagList<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(TagListVisitor).map(Self)
    }
}

struct TagListVisitor;

impl<'de> Visitor<'de> for TagListVisitor {
    type Value = Tags<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of tags")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tags<'de>, A::Error> {
        let Some(first) = next(&mut list)? else {
            return Ok(Tags::default());
        };
        // Most asks have one tag, which stays where it is in the line.
        let Some(second) = next(&mut list)? else {
            return Ok(first);
        };
        let mut all = vec![first, second];
        while let Some(tag) = next(&mut list)? {
            all.push(tag);
        }
        Ok(Tags::new(&all))
    }
}

fn next<'de, A: SeqAccess<'de>>(list: &mut A) -> Result<Option<Tags<'de>>, A::Error> {
    let Some(Text(text)) = list.next_element()? else {
        return Ok(None);
    };
    Tags::one(text)
        .map(Some)
        .map_err(|invalid| de::Error::custom(Unreadable(format!("tags: {invalid}"))))
}
