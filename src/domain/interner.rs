//! Names of devices, people and tags: each kept once and called by a small number.

use std::collections::HashMap;

/// Names that are said many times, each kept once and called by a small number.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    numbers: HashMap<Box<str>, u32>,
    in_order: Vec<Box<str>>,
    latest: u32,
}

impl Interner {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let mut names = Interner::default();
        assert!(names.is_empty());
        assert_eq!(names.number("Ann"), 0);
        assert_eq!(names.number("Bob"), 1);
        assert_eq!(names.number("Ann"), 0);
        assert_eq!((names.len(), names.name(1), names.name(2)), (2, "Bob", ""));
        assert_eq!((names.find("Bob"), names.find("bob")), (Some(1), None));
    }
}
