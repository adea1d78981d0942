//! Days off that were declared one by one or as a range, whatever the goal.

use std::collections::BTreeMap;

use super::day::{Day, Period};

/// The declared rest days. Kept as ranges that share no day, since a range may be centuries long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredRest(BTreeMap<Day, Range>);

/// A range by its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    to: Day,
    note: Option<String>,
}

impl DeclaredRest {
    /// Declares days off; what was said of them before does not matter any more.
    pub fn declare(&mut self, span: Period, note: Option<String>) {
        self.take_back(span);
        self.0.insert(span.from, Range { to: span.to, note });
    }

    /// Takes days back. Those that were not declared stay as they are.
    pub fn take_back(&mut self, span: Period) {
        while let Some((&from, range)) = self.0.range(..=span.to).next_back() {
            if range.to < span.from {
                return;
            }
            let Range { to, note } = range.clone();
            self.0.remove(&from);
            if let Some(next) = span.to.plus(1).filter(|&next| next <= to) {
                let note = note.clone();
                self.0.insert(next, Range { to, note });
            }
            if from < span.from
                && let Some(to) = span.from.plus(-1)
            {
                self.0.insert(from, Range { to, note });
            }
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a day was declared one.
    #[must_use]
    pub fn has(&self, day: Day) -> bool {
        let range = self.0.range(..=day).next_back();
        range.is_some_and(|(_, range)| day <= range.to)
    }

    /// The parts of the ranges that lie in a span, by day.
    pub fn within(&self, span: Period) -> impl Iterator<Item = (Period, Option<&str>)> {
        let before = self.0.range(..span.from).next_back();
        let begun = self.0.range(span.from..=span.to);
        before
            .into_iter()
            .chain(begun)
            .filter_map(move |(&from, range)| {
                let (from, to) = (from.max(span.from), range.to.min(span.to));
                (from <= to).then(|| (Period::new(from, to), range.note.as_deref()))
            })
    }

    /// How many days of a span were declared.
    #[must_use]
    pub fn count(&self, span: Period) -> u32 {
        self.within(span).map(|(part, _)| part.days()).sum()
    }

    /// All of them in order, each with its note.
    pub fn days(&self) -> impl Iterator<Item = (Day, Option<&str>)> {
        self.0.iter().flat_map(|(&from, range)| {
            let days = Period::new(from, range.to).each();
            days.map(|day| (day, range.note.as_deref()))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> Day {
        Day::from_iso("2026-01-01").unwrap().plus(number).unwrap()
    }

    proptest! {
        #[test]
        fn for_each_day_the_last_said_about_it_decides(
            said in vec((0..30_i64, 0..9_i64, any::<bool>()), 0..12),
            (from, length) in (0..30_i64, 0..12_i64),
        ) {
            let mut rest = DeclaredRest::default();
            let mut plain = BTreeMap::new();
            for (index, &(from, length, off)) in said.iter().enumerate() {
                let span = Period::new(day(from), day(from + length));
                let note = Some(index.to_string());
                for day in span.each() {
                    if off {
                        plain.remove(&day);
                    } else {
                        plain.insert(day, note.clone());
                    }
                }
                if off {
                    rest.take_back(span);
                } else {
                    rest.declare(span, note);
                }
            }
            let days = rest.days().map(|(day, note)| (day, note.map(str::to_owned)));
            prop_assert_eq!(days.collect::<BTreeMap<_, _>>(), plain.clone());
            let span = Period::new(day(from), day(from + length));
            let within = span.each().filter(|day| plain.contains_key(day)).count();
            prop_assert_eq!(rest.count(span) as usize, within);
            for day in span.each() {
                prop_assert_eq!(rest.has(day), plain.contains_key(&day));
            }
        }
    }

    #[test]
    fn the_first_and_the_last_day_there_are_can_be_declared() {
        let mut rest = DeclaredRest::default();
        let all = Period::new(Day::FIRST, Day::from_iso("9999-12-31").unwrap());
        rest.declare(all, None);
        assert_eq!(rest.count(all), all.days());
        rest.take_back(Period::new(Day::FIRST, Day::FIRST));
        rest.take_back(Period::new(all.to, all.to));
        assert_eq!(rest.count(all), all.days() - 2);
        rest.take_back(all);
        assert!(rest.is_empty());
    }
}
