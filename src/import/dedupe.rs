//! Which asks are there already, so that a file that comes twice is written down once.

use std::collections::HashMap;

use super::incoming::Incoming;
use crate::domain::day::Day;

/// An ask's day where the file has days, its text and whom it was asked of.
type Key = (Option<Day>, Box<str>, Option<Box<str>>);

/// How often each ask is there. Two asks are the same if their text, their day and whom they
/// were asked of are; two of the same are two asks. The day does not matter where the file has
/// none, so that it is the same file on any day.
#[derive(Clone, Debug)]
pub struct Already {
    counts: HashMap<Key, usize>,
    is_dated: bool,
}

impl Already {
    /// Nothing is there yet, for a file with days or without.
    pub fn new(is_dated: bool) -> Self {
        Self {
            counts: HashMap::new(),
            is_dated,
        }
    }

    /// Counts an ask that is there.
    pub fn count(&mut self, text: &str, asked_on: Day, to: Option<&str>) {
        let key = self.key(asked_on, text, to);
        *self.counts.entry(key).or_default() += 1;
    }

    /// Whether the incoming ask is there; if so, one of its like is used up.
    pub fn takes(&mut self, incoming: &Incoming) -> bool {
        let key = self.key(
            incoming.asked_on,
            incoming.text.as_str(),
            incoming.to.as_deref(),
        );
        match self.counts.get_mut(&key) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    fn key(&self, asked_on: Day, text: &str, to: Option<&str>) -> Key {
        let day = self.is_dated.then_some(asked_on);
        (day, text.into(), to.map(Into::into))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::domain::ask::AskText;
    use crate::domain::outcome::Outcome;

    fn incoming(text: &str, day: &str, to: Option<&str>) -> Incoming {
        Incoming {
            line: 1,
            text: AskText::new(text).unwrap(),
            to: to.map(ToOwned::to_owned),
            outcome: Outcome::Pending,
            asked_on: Day::from_iso(day).unwrap(),
            is_dated: true,
            answered_on: None,
            tags: vec![],
            note: None,
            fear: None,
            odds: None,
            sting: None,
            pull: None,
        }
    }

    #[test]
    fn each_ask_that_is_there_is_used_up_once() {
        let mut already = Already::new(true);
        let day = Day::from_iso("2026-03-04").unwrap();
        already.count("a", day, None);
        already.count("a", day, None);
        already.count("a", day, Some("Ann"));
        let ask = incoming("a", "2026-03-04", None);
        assert!(already.takes(&ask));
        assert!(already.takes(&ask));
        assert!(!already.takes(&ask));
        assert!(already.takes(&incoming("a", "2026-03-04", Some("Ann"))));
    }

    #[test]
    fn another_text_day_or_person_is_another_ask() {
        let mut already = Already::new(true);
        already.count("a", Day::from_iso("2026-03-04").unwrap(), Some("Ann"));
        for other in [
            incoming("b", "2026-03-04", Some("Ann")),
            incoming("a", "2026-03-05", Some("Ann")),
            incoming("a", "2026-03-04", Some("Bob")),
            incoming("a", "2026-03-04", None),
        ] {
            assert!(!already.takes(&other));
        }
    }

    #[test]
    fn one_text_that_went_to_many_people_on_one_day_is_found_in_linear_time() {
        let day = Day::from_iso("2026-03-04").unwrap();
        let seconds = |people: usize| {
            let asks: Vec<Incoming> = (0..people)
                .map(|person| incoming("a raise", "2026-03-04", Some(&person.to_string())))
                .collect();
            let begun = Instant::now();
            let mut already = Already::new(true);
            for ask in &asks {
                already.count(ask.text.as_str(), day, ask.to.as_deref());
            }
            assert!(asks.iter().all(|ask| already.takes(ask)));
            begun.elapsed().as_secs_f64()
        };
        let quickest = |people| (0..5).map(|_| seconds(people)).fold(f64::MAX, f64::min);
        let growth = quickest(64_000) / quickest(8_000);
        assert!(growth < 40.0, "8 times as many take {growth} times as long");
    }
}
