//! Which asks are looked at.

use std::collections::HashSet;

use super::ask::Tag;
use super::day::Span;
use super::ledger::{Ledger, Row};
use super::outcome::Outcome;

/// What was asked to be looked at. Outcomes are either-or, everything else must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Any of these outcomes; all of them where none is named.
    pub outcomes: Vec<Outcome>,
    /// All of these tags.
    pub tags: Vec<Tag>,
    /// The person's name contains this, case ignored.
    pub to: Option<String>,
    /// The ask was made in this period.
    pub asked_in: Option<Span>,
}

impl Filter {
    /// The filter made ready for the rows of one ledger.
    #[must_use]
    pub fn on(&self, ledger: &Ledger) -> Sieve {
        let tags = self
            .tags
            .iter()
            .map(|tag| ledger.tags.tags().find(tag.as_str()))
            .collect::<Option<Vec<u32>>>();
        Sieve {
            outcomes: self.outcomes.clone(),
            asked_in: self.asked_in,
            tag_sets: match tags {
                Some(tags) if tags.is_empty() => None,
                Some(tags) => Some(ledger.tags.sets_with(&tags)),
                None => Some(HashSet::new()),
            },
            people: self.to.as_deref().map(|part| {
                let named = Sought::new(part);
                (0_u32..)
                    .zip(ledger.people.iter())
                    .filter(|(_, name)| named.is_in(name))
                    .map(|(number, _)| number)
                    .collect()
            }),
        }
    }
}

/// A filter that knows the tags and people of its ledger by number.
#[derive(Clone, Debug)]
pub struct Sieve {
    outcomes: Vec<Outcome>,
    asked_in: Option<Span>,
    tag_sets: Option<HashSet<u32>>,
    people: Option<HashSet<u32>>,
}

impl Sieve {
    /// Whether the ask is one of those that are looked at.
    #[must_use]
    pub fn lets_through(&self, row: &Row) -> bool {
        (self.outcomes.is_empty() || self.outcomes.contains(&row.outcome))
            && self.asked_in.is_none_or(|span| span.contains(row.asked_on))
            && self
                .tag_sets
                .as_ref()
                .is_none_or(|sets| sets.contains(&row.tags))
            && self
                .people
                .as_ref()
                .is_none_or(|people| row.to.is_some_and(|to| people.contains(&to)))
    }
}

/// Words that are looked for in a text, case ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought(String);

impl Sought {
    /// Looks for these words, one after the other as they stand.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self(words.to_lowercase())
    }

    /// Whether the text contains them.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.0)
    }
}
