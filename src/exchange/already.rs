//! Which asks are there already, so that a file that comes twice is written down once.

use std::collections::HashMap;

use super::incoming::Incoming;
use crate::domain::day::Day;

/// Whom the asks of one text and day were asked of, and how many of them are left.
type Like = (Option<Box<str>>, usize);

/// How often each ask is there. Two asks are the same if their text, their day and whom they
/// were asked of are; two of the same are two asks.
#[derive(Clone, Debug, Default)]
pub struct Already {
    counts: HashMap<(Day, Box<str>), Vec<Like>>,
}

impl Already {
    /// Counts an ask that is there.
    pub fn count(&mut self, text: &str, asked_on: Day, to: Option<&str>) {
        let people = self.counts.entry((asked_on, text.into())).or_default();
        match people.iter_mut().find(|(who, _)| who.as_deref() == to) {
            Some((_, count)) => *count += 1,
            None => people.push((to.map(Into::into), 1)),
        }
    }

    /// Whether the incoming ask is there; if so, one of its like is used up.
    pub fn takes(&mut self, incoming: &Incoming) -> bool {
        let key = (incoming.asked_on, Box::from(incoming.text.as_str()));
        let Some(people) = self.counts.get_mut(&key) else {
            return false;
        };
        let same = people
            .iter_mut()
            .find(|(who, count)| *count > 0 && who.as_deref() == incoming.to.as_deref());
        match same {
            Some((_, count)) => {
                *count -= 1;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
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
            answered_on: None,
            tags: vec![],
            note: None,
            fear: None,
            odds: None,
            sting: None,
        }
    }

    #[test]
    fn each_ask_that_is_there_is_used_up_once() {
        let mut already = Already::default();
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
        let mut already = Already::default();
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
}
