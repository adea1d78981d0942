//! Names of devices, people and tags: each kept once and called by a small number.

use std::collections::{HashMap, HashSet};

/// Names that are said many times, each kept once and called by a small number.
#[derive(Clone, Debug, Default)]
pub struct Names {
    numbers: HashMap<Box<str>, u32>,
    in_order: Vec<Box<str>>,
    latest: u32,
}

impl Names {
    /// The number of a name, a new one if it was not known.
    pub fn number(&mut self, name: &str) -> u32 {
        // The same name is often said many times in a row: a device writes line after line.
        if !name.is_empty() && self.name(self.latest) == name {
            return self.latest;
        }
        self.latest = self.find(name).unwrap_or_else(|| {
            let number = u32::try_from(self.in_order.len()).unwrap_or(u32::MAX);
            self.numbers.insert(name.into(), number);
            self.in_order.push(name.into());
            number
        });
        self.latest
    }

    /// The number of a name, if it is known.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The name of a number; empty if there is none.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        self.in_order
            .get(number as usize)
            .map_or("", |name| &**name)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.in_order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.in_order.is_empty()
    }

    /// All of them, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.in_order.iter().map(|name| &**name)
    }
}

/// Sets of tags, each kept once. Set 0 is the empty one.
#[derive(Clone, Debug)]
pub struct TagSets {
    tags: Names,
    by_key: HashMap<Box<str>, u32>,
    sets: Vec<Box<[u32]>>,
    /// Where the key of a set is put together, kept so that it is not made anew each time.
    key: String,
}

impl Default for TagSets {
    fn default() -> Self {
        Self {
            tags: Names::default(),
            by_key: HashMap::new(),
            sets: vec![Box::default()],
            key: String::new(),
        }
    }
}

impl TagSets {
    /// The number of a set, given its tags sorted and once each.
    pub fn number(&mut self, tags: &[impl AsRef<str>]) -> u32 {
        if tags.is_empty() {
            return 0;
        }
        // No tag has a blank in it, so joined by blanks no two sets look the same.
        self.key.clear();
        for tag in tags {
            self.key.push_str(tag.as_ref());
            self.key.push(' ');
        }
        if let Some(&number) = self.by_key.get(self.key.as_str()) {
            return number;
        }
        let number = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        let set = tags
            .iter()
            .map(|tag| self.tags.number(tag.as_ref()))
            .collect();
        self.by_key.insert(self.key.as_str().into(), number);
        self.sets.push(set);
        number
    }

    /// The numbers that the sets of another journal have here, by the numbers that they have there.
    pub fn numbers_of(&mut self, others: &Self) -> Vec<u32> {
        (0..)
            .zip(&others.sets)
            .map(|(set, _)| self.number(&others.names(set).collect::<Vec<_>>()))
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
    pub fn tags(&self) -> &Names {
        &self.tags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let mut names = Names::default();
        assert!(names.is_empty());
        assert_eq!(names.number("Ann"), 0);
        assert_eq!(names.number("Bob"), 1);
        assert_eq!(names.number("Ann"), 0);
        assert_eq!((names.len(), names.name(1), names.name(2)), (2, "Bob", ""));
        assert_eq!((names.find("Bob"), names.find("bob")), (Some(1), None));
    }

    #[test]
    fn the_same_tags_are_the_same_set_and_no_tags_are_set_0() {
        let mut sets = TagSets::default();
        assert_eq!(sets.number(&[] as &[&str]), 0);
        let both = sets.number(&["job", "shop"]);
        let shop = sets.number(&["shop"]);
        assert_eq!(sets.number(&["job", "shop"]), both);
        assert_eq!(sets.names(both).collect::<Vec<_>>(), ["job", "shop"]);
        let number = sets.tags().find("shop").unwrap();
        assert_eq!(sets.sets_with(&[number]), HashSet::from([both, shop]));
        assert_eq!(sets.sets_with(&[]).len(), 3);
    }
}
