//! Days off that were declared one by one or as a range, whatever the goal.

use std::collections::BTreeMap;

use super::day::{Day, Period, RestWeekdays};

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
        // A period can be empty: it then ends the day before it begins.
        let before = self.0.range(..span.from).next_back();
        let begun = self
            .0
            .range(span.from..)
            .take_while(move |(from, _)| **from <= span.to);
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

    /// The ranges in order, each with its note.
    pub fn ranges(&self) -> impl Iterator<Item = (Period, Option<&str>)> {
        let ranges = self.0.iter();
        ranges.map(|(&from, range)| (Period::new(from, range.to), range.note.as_deref()))
    }

    /// All of them in order, each with its note.
    pub fn days(&self) -> impl Iterator<Item = (Day, Option<&str>)> {
        self.0.iter().flat_map(|(&from, range)| {
            let days = Period::new(from, range.to).each();
            days.map(|day| (day, range.note.as_deref()))
        })
    }
}

/// The days on which nothing is expected: the rest weekdays of a goal, and declared rest days.
#[derive(Clone, Copy, Debug)]
pub struct DaysOff<'a> {
    /// The rest weekdays of the goal.
    pub weekdays: RestWeekdays,
    /// The declared ones.
    pub declared: &'a DeclaredRest,
}

impl DaysOff<'_> {
    /// Whether a day is one of them.
    #[must_use]
    pub fn rests_on(self, day: Day) -> bool {
        self.weekdays.rests_on(day) || self.declared.has(day)
    }

    /// How many days of a span are not.
    #[must_use]
    pub fn active_days(self, span: Period) -> u32 {
        let declared = self.declared.within(span);
        let off = declared.map(|(part, _)| self.weekdays.active_days(part));
        self.weekdays.active_days(span) - off.sum::<u32>()
    }

    /// The `k`-th active day after a day, at most until a last day; none past it or for a `k` of 0.
    #[must_use]
    pub fn active_day_after(self, day: Day, k: u64, last: Day) -> Option<Day> {
        let (mut before, mut left) = (day, k);
        let ahead = Some(day.plus(1)?).filter(|&next| next <= last)?;
        for (part, _) in self.declared.within(Period::new(ahead, last)) {
            if let Some(end) = part.from.plus(-1).filter(|&end| end > before) {
                let gap = Period::new(before.plus(1)?, end);
                let active = u64::from(self.weekdays.active_days(gap));
                if left <= active {
                    break;
                }
                left -= active;
            }
            before = part.to;
        }
        self.weekdays.active_day_after(before, left, last)
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
            let span = Period::new(day(from), day(from + length - 1));
            let within = span.each().filter(|day| plain.contains_key(day)).count();
            prop_assert_eq!(rest.count(span) as usize, within);
            for day in span.each() {
                prop_assert_eq!(rest.has(day), plain.contains_key(&day));
            }
        }
    }

    #[test]
    fn a_day_that_is_off_twice_is_off_once() {
        // Friday 2 January to Monday 5 January, with weekends off anyway.
        let mut declared = DeclaredRest::default();
        declared.declare(Period::new(day(1), day(4)), None);
        let weekdays = RestWeekdays::new([chrono::Weekday::Sat, chrono::Weekday::Sun]).unwrap();
        let off = DaysOff {
            weekdays,
            declared: &declared,
        };
        // Of 1 to 9 January there are left: Thursday, then Tuesday to Friday.
        assert_eq!(off.active_days(Period::new(day(0), day(8))), 5);
        let next = |k| off.active_day_after(day(0), k, day(100));
        assert_eq!(next(0), None);
        assert_eq!((next(1), next(4)), (Some(day(5)), Some(day(8))));
        // Saturday and Sunday again.
        assert_eq!(next(5), Some(day(11)));
        assert_eq!(off.active_day_after(day(0), 5, day(10)), None);
    }

    proptest! {
        #[test]
        fn the_days_that_are_left_are_those_of_a_walk_over_every_day(
            said in vec((0..40_i64, 0..9_i64), 0..5),
            off in 0..127_u8,
            (from, length, k) in (0..30_i64, 0..30_i64, 0..40_u64),
        ) {
            let mut declared = DeclaredRest::default();
            for (from, length) in said {
                declared.declare(Period::new(day(from), day(from + length)), None);
            }
            let rests = |day: &chrono::Weekday| off & 1 << day.num_days_from_monday() != 0;
            let weekdays = RestWeekdays::new(super::super::day::WEEK.into_iter().filter(rests));
            let off = DaysOff { weekdays: weekdays.unwrap(), declared: &declared };
            let active = |day: &Day| !off.weekdays.rests_on(*day) && !declared.has(*day);
            let span = Period::new(day(from), day(from + length - 1));
            prop_assert_eq!(off.active_days(span) as usize, span.each().filter(active).count());
            let ahead: Vec<Day> = Period::new(day(from + 1), day(60)).each().filter(active).collect();
            let index = usize::try_from(k).unwrap();
            let kth = index.checked_sub(1).and_then(|index| ahead.get(index).copied());
            prop_assert_eq!(off.active_day_after(day(from), k, day(60)), kth);
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
