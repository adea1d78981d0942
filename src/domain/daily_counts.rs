//! How many asks and answers fell on each day.
//!
//! The journal is walked once to make a [`DailyCounts`]; goals, streaks, months,
//! weekdays and the calendar are all read off it.

pub use super::counts::{Counts, Mean};
use super::day::{Day, Period, RestWeekdays};
use super::ledger::Ledger;
use super::outcome::Outcome;
use super::record::Record;
use super::rest::{DaysOff, DeclaredRest};

/// What happened on each day, from the first on which anything did to the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DailyCounts {
    first: Option<Day>,
    days: Vec<Counts>,
    rest: DeclaredRest,
}

impl DailyCounts {
    /// Counts these asks and their answers by day.
    pub fn new<'a>(rows: impl Iterator<Item = &'a Record> + Clone) -> Self {
        let days_of = |row: &Record| {
            let last = row.answered_on().unwrap_or(row.asked_on);
            Period::new(row.asked_on, last)
        };
        let widest = |one: Period, other: Period| {
            Period::new(one.from.min(other.from), one.to.max(other.to))
        };
        let Some(span) = rows.clone().map(days_of).reduce(widest) else {
            return Self::default();
        };
        let mut daily_counts = Self {
            first: Some(span.from),
            days: vec![Counts::default(); span.days() as usize],
            rest: DeclaredRest::default(),
        };
        for row in rows {
            if let Some(counts) = daily_counts.on_mut(row.asked_on) {
                counts.add_ask(row);
                if row.outcome == Outcome::Pending {
                    counts.add_pending();
                }
            }
            if let Some(counts) = row.answered_on().and_then(|day| daily_counts.on_mut(day)) {
                counts.add_answer(row.outcome);
            }
        }
        daily_counts
    }

    /// Counts the asks of a journal, their answers and its declared rest days.
    #[must_use]
    pub fn from_ledger(ledger: &Ledger) -> Self {
        Self {
            rest: ledger.rest.clone(),
            ..Self::new(ledger.asks())
        }
    }

    /// The declared rest days.
    #[must_use]
    pub fn rest(&self) -> &DeclaredRest {
        &self.rest
    }

    /// The days off: these weekdays, and the declared rest days.
    #[must_use]
    pub fn days_off(&self, weekdays: RestWeekdays) -> DaysOff<'_> {
        DaysOff {
            weekdays,
            declared: &self.rest,
        }
    }

    fn on_mut(&mut self, day: Day) -> Option<&mut Counts> {
        let index = usize::try_from(day.days_since(self.first?)).ok()?;
        self.days.get_mut(index)
    }

    /// What happened on a day.
    #[must_use]
    pub fn on(&self, day: Day) -> Counts {
        self.first
            .and_then(|first| usize::try_from(day.days_since(first)).ok())
            .and_then(|index| self.days.get(index))
            .copied()
            .unwrap_or_default()
    }

    /// From the first day on which anything happened to the last; none for an empty journal.
    #[must_use]
    pub fn span(&self) -> Option<Period> {
        let first = self.first?;
        let last = first.plus(i64::try_from(self.days.len()).ok()? - 1)?;
        Some(Period::new(first, last))
    }

    /// The days of a span on which something happened, in order.
    pub fn within(&self, span: Period) -> impl DoubleEndedIterator<Item = (Day, &Counts)> {
        let first = self.first.unwrap_or(Day::FIRST);
        let skip = usize::try_from(span.from.days_since(first)).unwrap_or(0);
        let end = usize::try_from(span.to.days_since(first) + 1)
            .unwrap_or(0)
            .min(self.days.len());
        let days = self.days.get(skip..end).unwrap_or_default();
        let start = first.max(span.from);
        days.iter()
            .enumerate()
            .filter(|(_, counts)| !counts.is_empty())
            .filter_map(move |(index, counts)| {
                Some((start.plus(i64::try_from(index).ok()?)?, counts))
            })
    }

    /// Everything that happened in a span, added up. Its `pending` are asks made within the span.
    #[must_use]
    pub fn total(&self, span: Period) -> Counts {
        let mut total = Counts::default();
        for (_, counts) in self.within(span) {
            total.add(counts);
        }
        total
    }

    /// Asks made on or before a day that have no answer now.
    #[must_use]
    pub fn pending_by(&self, day: Day) -> u32 {
        let until = self.within(Period::new(Day::FIRST, day));
        until.map(|(_, counts)| counts.pending).sum()
    }

    /// The first day on or after this one on which an ask was made.
    #[must_use]
    pub fn first_ask_from(&self, day: Day) -> Option<Day> {
        let to = self.span()?.to;
        self.within(Period::new(day, to))
            .find(|(_, counts)| counts.made > 0)
            .map(|(day, _)| day)
    }

    /// The days on which an ask was made, in order.
    pub fn ask_days(&self) -> impl DoubleEndedIterator<Item = Day> + '_ {
        self.span()
            .into_iter()
            .flat_map(|span| self.within(span))
            .filter(|(_, counts)| counts.made > 0)
            .map(|(day, _)| day)
    }

    /// Whether no ask is missing on any active day strictly between two days.
    #[must_use]
    pub(super) fn only_rest_between(rest: DaysOff<'_>, earlier: Day, later: Day) -> bool {
        match (earlier.plus(1), later.plus(-1)) {
            (Some(from), Some(to)) => rest.active_days(Period::new(from, to)) == 0,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asked, daily_counts, day, refused, span};
    use super::*;

    #[test]
    fn an_ask_falls_on_its_day_and_its_answer_on_the_day_it_came() {
        let daily_counts = daily_counts(&[asked("2026-03-01").yes("2026-03-03").fear(5).sting(1)]);
        let asked_on = daily_counts.on(day("2026-03-01"));
        assert_eq!((asked_on.made, asked_on.yes), (1, 0));
        assert_eq!((asked_on.fear.sum, asked_on.sting.sum), (5, 1));
        let between = daily_counts.on(day("2026-03-02"));
        assert!(between.is_empty());
        let answered_on = daily_counts.on(day("2026-03-03"));
        assert_eq!((answered_on.made, answered_on.yes), (0, 1));
        assert!(answered_on.fear.mean().is_none());
    }

    #[test]
    fn a_day_outside_the_journal_has_nothing() {
        let daily_counts = daily_counts(&[refused("2026-03-02")]);
        assert!(daily_counts.on(day("2026-03-01")).is_empty());
        assert!(daily_counts.on(day("2026-03-03")).is_empty());
        assert!(daily_counts.on(Day::FIRST).is_empty());
        assert_eq!(daily_counts.span(), Some(span("2026-03-02", "2026-03-02")));
        assert_eq!(DailyCounts::default().span(), None);
        assert!(DailyCounts::default().on(Day::FIRST).is_empty());
    }

    #[test]
    fn a_span_is_cut_out_wherever_it_lies() {
        let daily_counts = daily_counts(&[
            refused("2026-03-02"),
            refused("2026-03-04"),
            refused("2026-03-06"),
        ]);
        let days = |from: &str, to: &str| -> Vec<Day> {
            daily_counts
                .within(span(from, to))
                .map(|(day, _)| day)
                .collect()
        };
        let all = [day("2026-03-02"), day("2026-03-04"), day("2026-03-06")];
        assert_eq!(days("0001-01-01", "9999-12-31"), all);
        assert_eq!(days("2026-03-02", "2026-03-06"), all);
        assert_eq!(days("2026-03-03", "2026-03-05"), all[1..2]);
        assert_eq!(days("2026-03-05", "2026-03-05"), []);
        assert_eq!(days("2026-02-01", "2026-03-01"), []);
        assert_eq!(days("2026-03-07", "2026-04-01"), []);
        // The wrong way round, across, before and after what is there.
        assert_eq!(days("2026-03-06", "2026-03-02"), []);
        assert_eq!(days("2026-02-02", "2026-02-01"), []);
        assert_eq!(days("2026-05-02", "2026-05-01"), []);
    }

    #[test]
    fn pending_is_of_every_ask_up_to_a_day() {
        let daily_counts = daily_counts(&[
            asked("2026-03-02"),
            asked("2026-03-04"),
            refused("2026-03-04"),
        ]);
        assert_eq!(daily_counts.pending_by(day("2026-03-01")), 0);
        assert_eq!(daily_counts.pending_by(day("2026-03-03")), 1);
        assert_eq!(daily_counts.pending_by(day("2026-03-04")), 2);
    }

    #[test]
    fn the_first_ask_from_a_day_on_passes_over_answers() {
        let daily_counts =
            daily_counts(&[asked("2026-03-01").no("2026-03-05"), asked("2026-03-09")]);
        assert_eq!(
            daily_counts.first_ask_from(day("2026-03-01")),
            Some(day("2026-03-01"))
        );
        assert_eq!(
            daily_counts.first_ask_from(day("2026-03-02")),
            Some(day("2026-03-09"))
        );
        assert_eq!(daily_counts.first_ask_from(day("2026-03-10")), None);
        assert_eq!(DailyCounts::default().first_ask_from(Day::FIRST), None);
    }

    #[test]
    fn the_order_of_logging_makes_no_difference() {
        let asks = [asked("2026-03-04").no("2026-03-09"), refused("2026-01-01")];
        let turned = [asks[1].clone(), asks[0].clone()];
        assert_eq!(daily_counts(&asks), daily_counts(&turned));
    }
}
