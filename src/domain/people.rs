//! Persons: a name in any case and encoding is one of them.

use std::collections::HashMap;

use super::fold::name_key;
use super::interner::Interner;
use super::ledger::Ledger;

/// The persons of a ledger. Asks keep the names as they were typed; whatever is counted or offered
/// by person goes by these.
#[derive(Clone, Debug)]
pub struct People {
    /// By the number of a name: the number of the name that means the person.
    shown: Vec<u32>,
}

impl People {
    /// The persons behind the names of a ledger, each shown as the latest ask spells it.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Self {
        let mut first = HashMap::new();
        let mut person: Vec<u32> = (0..)
            .zip(ledger.people.iter())
            .map(|(number, name)| *first.entry(name_key(name)).or_insert(number))
            .collect();
        if first.len() < person.len() {
            let mut latest = person.clone();
            for to in ledger.asks().filter_map(|row| row.to) {
                let at = person.get(to as usize).copied();
                if let Some(shown) = at.and_then(|at| latest.get_mut(at as usize)) {
                    *shown = to;
                }
            }
            for number in &mut person {
                *number = latest.get(*number as usize).copied().unwrap_or(*number);
            }
        }
        Self { shown: person }
    }

    /// The number of the name that means the person of this name.
    #[must_use]
    pub fn shown(&self, name: u32) -> u32 {
        self.shown.get(name as usize).copied().unwrap_or(name)
    }

    /// Whether two names are of one person.
    #[must_use]
    pub fn are_same(&self, one: u32, other: u32) -> bool {
        self.shown(one) == self.shown(other)
    }

    /// The name of the person of this name.
    #[must_use]
    pub fn name<'n>(&self, name: u32, names: &'n Interner) -> &'n str {
        names.name(self.shown(name))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asked, ledger};
    use super::*;

    #[test]
    fn names_that_differ_in_case_or_encoding_are_one_person_spelled_as_last_used() {
        let asks = ["Acme", "René", "acme", "RENE\u{301}", "Rene", "ACME"];
        let ledger = ledger(&asks.map(|to| asked("2026-03-01").to(to)));
        let people = People::new(&ledger);
        let shown = |name: &str| {
            let number = ledger.people.find(name).unwrap();
            people.name(number, &ledger.people)
        };
        assert_eq!((shown("Acme"), shown("acme")), ("ACME", "ACME"));
        assert_eq!(shown("René"), "RENE\u{301}");
        assert_eq!(shown("Rene"), "Rene");
    }
}
