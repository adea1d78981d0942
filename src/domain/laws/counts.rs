//! Laws of what is counted in a period.

use proptest::prelude::*;

use super::super::daily_counts::{Counts, DailyCounts};
use super::super::day::{Day, Period};
use super::super::filter::Filter;
use super::super::outcome::Outcome;
use super::super::sample::{Asked, daily_counts, ledger};
use super::super::stats::Stats;
use super::{PEOPLE, TAGS, some_asks, some_day, some_span};

fn sum<'a>(parts: impl Iterator<Item = &'a Counts>) -> Counts {
    let mut sum = Counts::default();
    for part in parts {
        sum.add(part);
    }
    sum
}

fn stats(asks: &[Asked], filter: &Filter, span: Period, today: Day) -> Stats {
    let ledger = ledger(asks);
    let daily_counts = DailyCounts::from_ledger(&ledger);
    Stats::new(&ledger, &filter.on(&ledger), &daily_counts, span, today)
}

proptest! {
    #[test]
    fn months_and_weekdays_add_up_to_the_period(
        asks in some_asks(),
        span in some_span(),
        today in some_day(),
    ) {
        let stats = stats(&asks, &Filter::default(), span, today);
        let whole = stats.counts;
        for parts in [
            sum(stats.by_month.iter().map(|(_, counts)| counts)),
            sum(stats.by_weekday.iter().map(|(_, counts)| counts)),
        ] {
            // Those that wait since before the period are in no month of it.
            let waiting = asks.iter().filter(|ask| {
                ask.outcome == Outcome::Pending && ask.on < span.from
            });
            prop_assert_eq!(parts.pending as usize + waiting.count(), whole.pending as usize);
            prop_assert_eq!(Counts { pending: whole.pending, ..parts }, whole);
        }
        prop_assert!(stats.by_month.is_sorted_by(|(one, _), (other, _)| one < other));
        let elapsed = Period::new(span.from, span.to.min(today));
        for day in elapsed.each() {
            prop_assert!(stats.by_month.iter().any(|(month, _)| *month == day.month()));
        }
    }

    #[test]
    fn two_halves_of_a_period_add_up_to_it(
        asks in some_asks(),
        span in some_span(),
        cut in 0..400_i64,
    ) {
        let daily_counts = daily_counts(&asks);
        let middle = span.from.plus(cut).unwrap().min(span.to);
        let halves = [
            daily_counts.total(Period::new(span.from, middle)),
            daily_counts.total(Period::new(middle.plus(1).unwrap(), span.to)),
        ];
        prop_assert_eq!(sum(halves.iter()), daily_counts.total(span));
    }

    #[test]
    fn a_row_of_a_tag_is_the_stats_of_the_asks_that_have_it(
        asks in some_asks(),
        span in some_span(),
        today in some_day(),
    ) {
        let all = stats(&asks, &Filter::default(), span, today);
        let having = |fits: &dyn Fn(&Asked) -> bool| {
            let asks: Vec<Asked> = asks.iter().filter(|ask| fits(ask)).cloned().collect();
            stats(&asks, &Filter::default(), span, today).counts
        };
        for tag in TAGS {
            let row = all.by_tag.iter().find(|(name, _)| name == tag);
            let expected = having(&|ask| ask.tags.contains(&tag));
            prop_assert_eq!(row.map(|(_, counts)| *counts).unwrap_or_default(), expected);
        }
        for who in PEOPLE {
            let row = all.by_who.iter().find(|(name, _)| name == who);
            let expected = having(&|ask| ask.to == Some(who));
            prop_assert_eq!(row.map(|(_, counts)| *counts).unwrap_or_default(), expected);
        }
        prop_assert!(all.by_tag.iter().chain(&all.by_who).all(|(_, counts)| !counts.is_empty()));
        for rows in [all.by_tag, all.by_who] {
            let in_order = rows.is_sorted_by(|(name, one), (other_name, other)| {
                one.made > other.made || one.made == other.made && name < other_name
            });
            prop_assert!(in_order);
        }
    }

    #[test]
    fn rates_stay_between_0_and_1_and_points_follow_the_counts(
        asks in some_asks(),
        span in some_span(),
        today in some_day(),
    ) {
        let stats = stats(&asks, &Filter::default(), span, today);
        for rate in [stats.counts.yes_rate(), stats.odds.guessed(), stats.odds.met()] {
            prop_assert!(rate.is_none_or(|rate| (0.0..=1.0).contains(&rate)));
        }
        let counts = stats.counts;
        prop_assert_eq!(counts.yes_rate().is_none(), counts.no + counts.yes + counts.ghosted == 0);
        prop_assert_eq!(counts.points(), u64::from(10 * (counts.no + counts.ghosted) + counts.yes));
        prop_assert_eq!(stats.days_to_answer.count, counts.no + counts.yes);
    }

    #[test]
    fn half_of_the_answers_come_within_the_median(asks in some_asks(), span in some_span()) {
        let stats = stats(&asks, &Filter::default(), span, span.to);
        let days: Vec<f64> = asks
            .iter()
            .filter(|ask| matches!(ask.outcome, Outcome::No | Outcome::Yes))
            .map(|ask| (ask.on, ask.answered_said.unwrap_or(ask.on).max(ask.on)))
            .filter(|(_, answered)| span.contains(*answered))
            .map(|(on, answered)| f64::from(u16::try_from(answered.days_since(on)).unwrap()))
            .collect();
        prop_assert_eq!(stats.days_to_answer.count as usize, days.len());
        match stats.days_to_answer.median {
            Some(median) => {
                prop_assert!(days.iter().filter(|&&day| day < median).count() * 2 <= days.len());
                prop_assert!(days.iter().filter(|&&day| day > median).count() * 2 <= days.len());
            }
            None => prop_assert!(days.is_empty()),
        }
    }

    #[test]
    fn the_order_of_logging_makes_no_difference_to_a_count(
        (asks, turned) in some_asks().prop_flat_map(|asks| {
            (Just(asks.clone()), Just(asks).prop_shuffle())
        }),
        span in some_span(),
        today in some_day(),
    ) {
        let one = stats(&asks, &Filter::default(), span, today);
        prop_assert_eq!(one, stats(&turned, &Filter::default(), span, today));
    }
}
