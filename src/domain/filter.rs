//! Which asks are looked at.

use std::collections::HashSet;

use super::ask::Tag;
use super::day::Period;
use super::fold::search_key;
use super::ledger::{Ledger, Record};
use super::outcome::Outcome;
use super::plan::Plan;

/// What was asked to be looked at. Outcomes are either-or, everything else must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Any of these outcomes; all of them where none is named.
    pub outcomes: Vec<Outcome>,
    /// All of these tags.
    pub tags: Vec<Tag>,
    /// The person's name contains this, case and accents ignored.
    pub to: Option<String>,
    /// The ask was made in this period.
    pub asked_in: Option<Period>,
}

impl Filter {
    /// The filter made ready for the rows of one ledger.
    #[must_use]
    pub fn on(&self, ledger: &Ledger) -> Matcher {
        let tags = self
            .tags
            .iter()
            .map(|tag| ledger.tags.tags().find(tag.as_str()))
            .collect::<Option<Vec<u32>>>();
        Matcher {
            outcomes: self.outcomes.clone(),
            asked_in: self.asked_in,
            tag_sets: match tags {
                Some(tags) if tags.is_empty() => None,
                Some(tags) => Some(ledger.tags.sets_with(&tags)),
                None => Some(HashSet::new()),
            },
            tags: self.tags.clone(),
            named: self.to.as_deref().map(SearchWords::new),
            people: self.to.as_deref().map(|part| {
                let named = SearchWords::new(part);
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
pub struct Matcher {
    outcomes: Vec<Outcome>,
    asked_in: Option<Period>,
    tag_sets: Option<HashSet<u32>>,
    people: Option<HashSet<u32>>,
    tags: Vec<Tag>,
    named: Option<SearchWords>,
}

impl Matcher {
    /// Whether every ask is looked at.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.outcomes.is_empty()
            && self.asked_in.is_none()
            && self.tag_sets.is_none()
            && self.people.is_none()
    }

    /// Whether the ask is one of those that are looked at.
    #[must_use]
    pub fn matches(&self, row: &Record) -> bool {
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

impl Matcher {
    /// Whether the plan has the tags and the person that are looked for.
    #[must_use]
    pub fn matches_plan(&self, plan: &Plan) -> bool {
        let mut tags = self.tags.iter();
        let has_person = |named: &SearchWords| plan.to.as_ref().is_some_and(|to| named.is_in(to));
        tags.all(|tag| plan.tags.iter().any(|other| other == tag.as_str()))
            && self.named.as_ref().is_none_or(has_person)
    }
}

/// Words that are looked for in a text, case and accents ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchWords(String);

impl SearchWords {
    /// Looks for these words, one after the other as they are.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self(search_key(words).into_owned())
    }

    /// Whether the text contains them.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        search_key(text).contains(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Asked, asked, ledger, refused, span};
    use super::*;

    /// The numbers of the asks that the filter lets through.
    fn through(asks: &[Asked], filter: &Filter) -> Vec<u64> {
        let ledger = ledger(asks);
        let matcher = filter.on(&ledger);
        ledger
            .asks()
            .filter(|row| matcher.matches(row))
            .map(|row| row.number)
            .collect()
    }

    fn tags(names: &[&str]) -> Vec<Tag> {
        names.iter().map(|name| Tag::new(name).unwrap()).collect()
    }

    #[test]
    fn without_a_filter_every_standing_ask_is_looked_at() {
        let asks = [asked("2026-03-01"), asked("2026-03-02").removed()];
        assert_eq!(through(&asks, &Filter::default()), [1]);
    }

    #[test]
    fn outcomes_are_either_or() {
        let asks = [
            asked("2026-03-01"),
            refused("2026-03-01"),
            asked("2026-03-01").yes("2026-03-02"),
            asked("2026-03-01").ghosted("2026-03-02"),
        ];
        let with = |outcomes: &[Outcome]| {
            let outcomes = outcomes.to_vec();
            let filter = Filter {
                outcomes,
                ..Filter::default()
            };
            through(&asks, &filter)
        };
        assert_eq!(with(&[Outcome::Ghosted]), [4]);
        assert_eq!(with(&[Outcome::No, Outcome::Pending]), [1, 2]);
    }

    #[test]
    fn all_tags_must_be_there_and_an_unknown_one_is_on_no_ask() {
        let asks = [
            asked("2026-03-01").tags(&["shop"]),
            asked("2026-03-01").tags(&["job", "shop"]),
            asked("2026-03-01"),
        ];
        let with = |names: &[&str]| {
            let filter = Filter {
                tags: tags(names),
                ..Filter::default()
            };
            through(&asks, &filter)
        };
        assert_eq!(with(&["shop"]), [1, 2]);
        assert_eq!(with(&["shop", "job"]), [2]);
        assert_eq!(with(&["shop", "travel"]), [0_u64; 0]);
    }

    #[test]
    fn a_person_is_found_by_a_part_of_the_name_case_ignored() {
        let asks = [
            asked("2026-03-01").to("The Bank of Ann"),
            asked("2026-03-01").to("ANNA"),
            asked("2026-03-01").to("Bob"),
            asked("2026-03-01"),
        ];
        let with = |part: &str| {
            let filter = Filter {
                to: Some(part.to_owned()),
                ..Filter::default()
            };
            through(&asks, &filter)
        };
        assert_eq!(with("ann"), [1, 2]);
        assert_eq!(with("ANN"), [1, 2]);
        assert_eq!(with("nobody"), [0_u64; 0]);
    }

    #[test]
    fn a_period_goes_by_the_day_of_the_ask_and_everything_must_hold() {
        let asks = [
            asked("2026-02-28").no("2026-03-05").tags(&["shop"]),
            asked("2026-03-01").tags(&["shop"]),
            asked("2026-03-31"),
        ];
        let filter = Filter {
            asked_in: Some(span("2026-03-01", "2026-03-31")),
            ..Filter::default()
        };
        assert_eq!(through(&asks, &filter), [2, 3]);
        let filter = Filter {
            tags: tags(&["shop"]),
            ..filter
        };
        assert_eq!(through(&asks, &filter), [2]);
    }

    #[test]
    fn words_are_found_whatever_the_case_of_either_side() {
        assert!(SearchWords::new("DISCOUNT").is_in("asked for a discount"));
        assert!(SearchWords::new("привет").is_in("ПРИВЕТ, мир"));
        assert!(!SearchWords::new("a  discount").is_in("a discount"));
    }

    #[test]
    fn a_part_of_a_greek_word_is_found_in_capitals_too() {
        // At the end of a word a capital sigma becomes ς, in the middle σ.
        assert!(SearchWords::new("ΜΕΣ").is_in("μεσα"));
        assert!(SearchWords::new("οδος").is_in("ΟΔΟΣ"));
    }
}
