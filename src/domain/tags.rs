//! The tags of an ask, as one text; and the sets of tags that a journal has, each kept once.

use std::borrow::Cow;
use std::collections::HashSet;

use super::ask::{Invalid, Tag};
use super::interner::Interner;

/// A set of tags: sorted, once each, with a blank between them, which no tag has in it. So two
/// sets are the same if their texts are, and a tag that is active alone is its own text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags<'a>(Cow<'a, str>);

impl<'a> Tags<'a> {
    /// A tag alone, as it is written by hand too: in any case.
    ///
    /// # Errors
    /// As [`Tag::new`].
    pub fn one(text: Cow<'a, str>) -> Result<Self, Invalid> {
        if Tag::is_plain(&text) {
            return Ok(Self(text));
        }
        Tag::new(&text).map(|tag| Self(Cow::Owned(tag.as_str().to_owned())))
    }

    /// All tags that are in any of these sets.
    pub fn new<'s>(sets: impl IntoIterator<Item = &'s Tags<'s>>) -> Tags<'static> {
        Tags::joined(sets.into_iter().flat_map(Tags::iter).collect())
    }

    /// These tags.
    pub fn of_tags<'t>(tags: impl IntoIterator<Item = &'t Tag>) -> Tags<'static> {
        Tags::joined(tags.into_iter().map(Tag::as_str).collect())
    }

    fn joined(mut tags: Vec<&str>) -> Tags<'static> {
        tags.sort_unstable();
        tags.dedup();
        Tags(Cow::Owned(tags.join(" ")))
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(' ')
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same set, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Tags<'static> {
        Tags(Cow::Owned(self.0.into_owned()))
    }
}

/// Sets of tags, each kept once. Set 0 is the empty one.
#[derive(Clone, Debug)]
pub struct TagSets {
    tags: Interner,
    texts: Interner,
    /// By the number of their text.
    sets: Vec<Box<[u32]>>,
}

impl Default for TagSets {
    fn default() -> Self {
        let mut texts = Interner::default();
        texts.number(&Tags::default().0);
        Self {
            tags: Interner::default(),
            texts,
            sets: vec![Box::default()],
        }
    }
}

impl TagSets {
    /// The number of a set.
    pub fn number(&mut self, tags: &Tags<'_>) -> u32 {
        // Many asks have none.
        if tags.is_empty() {
            return 0;
        }
        let number = self.texts.number(&tags.0);
        if self.sets.len() < self.texts.len() {
            let set = tags.iter().map(|tag| self.tags.number(tag)).collect();
            self.sets.push(set);
        }
        number
    }

    /// The numbers that the sets of another journal have here, by the numbers that they have there.
    pub fn numbers_of(&mut self, others: &Self) -> Vec<u32> {
        let texts = others.texts.iter();
        texts
            .map(|text| self.number(&Tags(Cow::Borrowed(text))))
            .collect()
    }

    /// The tags of a set, as numbers into [`TagSets::tags`].
    #[must_use]
    pub fn set(&self, number: u32) -> &[u32] {
        self.sets.get(number as usize).map_or(&[], |set| &**set)
    }

    /// The tags of a set, by name, sorted.
    pub fn names(&self, number: u32) -> impl Iterator<Item = &str> {
        self.set(number).iter().map(|&tag| self.tags.name(tag))
    }

    /// The numbers of the sets that have all of these tags.
    #[must_use]
    pub fn sets_with(&self, tags: &[u32]) -> HashSet<u32> {
        (0..)
            .zip(&self.sets)
            .filter(|(_, set)| tags.iter().all(|tag| set.contains(tag)))
            .map(|(number, _)| number)
            .collect()
    }

    /// All tags there are.
    #[must_use]
    pub fn tags(&self) -> &Interner {
        &self.tags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Tags<'_> {
        Tags(Cow::Borrowed(text))
    }

    #[test]
    fn tags_are_sorted_and_kept_once_each_whatever_their_case() {
        let one = |text| Tags::one(Cow::Borrowed(text)).unwrap();
        let all = Tags::new(&[one("shop"), one("Art"), one("SHOP")]);
        assert_eq!(all.iter().collect::<Vec<_>>(), ["art", "shop"]);
        assert_eq!(all, tags("art shop"));
        assert!(Tags::one(Cow::Borrowed("two words")).is_err());
    }

    #[test]
    fn no_tags_are_an_empty_set() {
        assert!(Tags::of_tags(&[]).is_empty());
        assert_eq!(Tags::default().iter().next(), None);
    }

    #[test]
    fn the_same_tags_are_the_same_set_and_no_tags_are_set_0() {
        let mut sets = TagSets::default();
        assert_eq!(sets.number(&Tags::default()), 0);
        let both = sets.number(&tags("job shop"));
        let shop = sets.number(&tags("shop"));
        assert_eq!(sets.number(&tags("job shop")), both);
        assert_eq!(sets.names(both).collect::<Vec<_>>(), ["job", "shop"]);
        let number = sets.tags().find("shop").unwrap();
        assert_eq!(sets.sets_with(&[number]), HashSet::from([both, shop]));
        assert_eq!(sets.sets_with(&[]).len(), 3);
    }
}
