//! Laws of the story: what is worked out in one pass is what a plain slow count finds.

use proptest::prelude::*;

use super::super::daily_counts::DailyCounts;
use super::super::day::Day;
use super::super::filter::Filter;
use super::super::ledger::{Ledger, Record};
use super::super::outcome::Outcome;
use super::super::runs::{Behind, Behinds, Runs};
use super::super::sample::{daily_counts, ledger};
use super::super::stats::Stats;
use super::{some_asks, some_day, some_span};

fn is_no(row: &Record) -> bool {
    matches!(row.outcome, Outcome::No | Outcome::Ghosted)
}

/// The nos behind a yes within a group of asks, by the words of the rule.
fn behind_among(group: &[&Record], yes: &Record, tag: Option<&str>) -> Behind {
    let on = yes.answered_on().unwrap();
    let yeses = || group.iter().filter(|row| row.outcome == Outcome::Yes);
    let days = yeses().map(|row| row.answered_on().unwrap());
    let since = days.filter(|day| *day < on).max();
    let first = yeses().find(|row| row.answered_on() == Some(on)).unwrap();
    let is_within = |day: Day| day <= on && since.is_none_or(|since| day > since);
    let nos: Vec<&&Record> = group
        .iter()
        .filter(|row| is_no(row) && row.answered_on().is_some_and(is_within))
        .filter(|_| first.key() == yes.key())
        .collect();
    let ghosted = nos.iter().filter(|row| row.outcome == Outcome::Ghosted);
    Behind {
        tag: tag.map(str::to_owned),
        nos: u32::try_from(nos.len()).unwrap(),
        ghosted: u32::try_from(ghosted.count()).unwrap(),
        since,
    }
}

fn slow_behind(ledger: &Ledger, yes: &Record) -> Behind {
    let mut tags: Vec<&str> = ledger.tags.names(yes.tags).collect();
    tags.sort_unstable();
    let all: Vec<&Record> = ledger.asks().collect();
    let mut candidates: Vec<Behind> = tags
        .iter()
        .map(|tag| {
            let has_tag = |row: &&Record| ledger.tags.names(row.tags).any(|name| name == *tag);
            let group: Vec<&Record> = ledger.asks().filter(has_tag).collect();
            behind_among(&group, yes, Some(tag))
        })
        .collect();
    if candidates.is_empty() {
        candidates.push(behind_among(&all, yes, None));
    }
    let most = candidates.iter().map(|behind| behind.nos).max().unwrap();
    let mut found = candidates.into_iter();
    found.find(|behind| behind.nos == most).unwrap()
}

proptest! {
    #[test]
    fn what_is_behind_each_yes_is_what_a_slow_count_finds(asks in some_asks()) {
        let ledger = ledger(&asks);
        let all = Behinds::new(&ledger, ledger.asks());
        for row in ledger.asks() {
            let expected = (row.outcome == Outcome::Yes).then(|| slow_behind(&ledger, row));
            prop_assert_eq!(all.behind(&ledger, row), expected.clone());
            // One yes alone needs no more than its own groups.
            prop_assert_eq!(Behinds::new(&ledger, [row]).behind(&ledger, row), expected);
        }
    }

    #[test]
    fn the_runs_of_a_period_are_those_of_its_yeses_without_their_tags(
        asks in some_asks(),
        span in some_span(),
    ) {
        let untagged: Vec<_> = asks
            .iter()
            .map(|ask| super::super::sample::Asked { tags: Vec::new(), ..ask.clone() })
            .collect();
        let ledger = ledger(&untagged);
        let mut yeses: Vec<&Record> = ledger
            .asks()
            .filter(|row| row.outcome == Outcome::Yes)
            .filter(|row| row.answered_on().is_some_and(|day| span.contains(day)))
            .collect();
        yeses.sort_by_key(|row| row.answered_on());
        let behind: Vec<u32> = yeses.iter().map(|yes| slow_behind(&ledger, yes).nos).collect();
        prop_assert_eq!(Runs::new(&daily_counts(&asks), span).behind, behind);
    }

    #[test]
    fn bands_asking_again_fear_and_pull_are_what_a_slow_count_finds(
        asks in some_asks(),
        span in some_span(),
        today in some_day(),
    ) {
        let ledger = ledger(&asks);
        let daily_counts = DailyCounts::from_ledger(&ledger);
        let stats = Stats::new(&ledger, &Filter::default().on(&ledger), &daily_counts, span, today);
        let answers: Vec<&Record> = ledger
            .asks()
            .filter(|row| row.answered_on().is_some_and(|day| span.contains(day)))
            .collect();
        let bands = [(0, 5), (6, 15), (16, 30), (31, 50), (51, 100)];
        for ((from, to), met) in bands.into_iter().zip(stats.by_odds) {
            let is_in = |row: &&&Record| row.odds.is_some_and(|odds| (from..=to).contains(&odds.percent()));
            let within: Vec<_> = answers.iter().filter(is_in).collect();
            let sum: u32 = within.iter().map(|row| u32::from(row.odds.unwrap().percent())).sum();
            let yes = within.iter().filter(|row| row.outcome == Outcome::Yes).count();
            prop_assert_eq!((met.count as usize, met.yes as usize, met.percent_sum), (within.len(), yes, sum));
        }
        let mut gaps: Vec<i64> = answers
            .iter()
            .filter(|row| is_no(row) && row.sting.is_some_and(|sting| sting.get() >= 5))
            .filter_map(|row| {
                let on = row.answered_on()?;
                let later = ledger.asks().map(|ask| ask.asked_on).filter(|day| *day > on);
                Some(later.min()?.days_since(on))
            })
            .collect();
        gaps.sort_unstable();
        prop_assert_eq!(stats.asking_again.count as usize, gaps.len());
        // Twice the median is a whole number: the middle one twice, or the two in the middle.
        let twice = (!gaps.is_empty()).then(|| gaps[gaps.len() / 2] + gaps[(gaps.len() - 1) / 2]);
        let found = stats.asking_again.median.map(|median| format!("{:.0}", median * 2.0));
        prop_assert_eq!(found, twice.map(|twice| twice.to_string()));
        let both = |much_fear: bool, much_pull: bool| {
            ledger
                .asks()
                .filter(|row| span.contains(row.asked_on))
                .filter_map(|row| Some((row.fear?.get(), row.pull?.get())))
                .filter(|(fear, pull)| (*fear > 5, *pull > 5) == (much_fear, much_pull))
                .count()
        };
        let counts = stats.fear_and_pull;
        prop_assert_eq!(counts.much_fear_much_pull as usize, both(true, true));
        prop_assert_eq!(counts.much_fear_little_pull as usize, both(true, false));
        prop_assert_eq!(counts.little_fear_much_pull as usize, both(false, true));
        prop_assert_eq!(counts.little_fear_little_pull as usize, both(false, false));
    }
}
