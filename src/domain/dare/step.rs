//! When a harder dare may be offered.
//!
//! What there is to go by are the asks themselves. The line that `nos dare` offers tags the ask
//! with its level, and anyone can tag an ask of their own so; an ask without such a tag is taken
//! for as hard as it seemed to the asker, its fear.

use super::Level;
use crate::domain::ask::Rating;
use crate::domain::day::Day;
use crate::domain::ledger::{Ledger, Record};
use crate::domain::stats::is_rest_day;

/// Asks of this many days, today included, are what was done lately.
const LATELY_DAYS: i64 = 28;
/// The latest of them that are looked at.
const LOOKED_AT: usize = 5;
/// Fewer than these tell nothing yet.
const AT_LEAST: usize = 3;
/// A sting up to this is none to speak of.
const STING_EASY: u8 = 2;
/// A mean fear above this means that it still takes much to go there, however little it hurts.
const FEAR_EASY: u32 = 6;
/// For so many days after a sting that hurts nothing harder is offered.
const HEALING_DAYS: i64 = 7;

/// The level at which an ask was done: the hardest it is tagged with, else as its fear says
/// (to 3 gentle, to 6 bold, above wild). None if it tells neither.
#[must_use]
pub fn level_of(ledger: &Ledger, row: &Record) -> Option<Level> {
    ledger
        .tags
        .names(row.tags)
        .filter_map(Level::from_name)
        .max()
        .or_else(|| {
            row.fear.map(|fear| match fear.get() {
                0..=3 => Level::Gentle,
                4..=6 => Level::Bold,
                _ => Level::Wild,
            })
        })
}

/// The next level, if what was lately done at this one no longer stings; none otherwise, and none
/// in the week after a sting of 8 or more.
///
/// Looked at are the latest five asks of the last four weeks that have a sting and were done at
/// this level or a harder one (who does bold things has the gentle ones behind them). There must
/// be three at least, none with a sting above 2, and with a mean fear of 6 or less where fear was
/// shown.
#[must_use]
pub fn step_up(ledger: &Ledger, level: Level, today: Day) -> Option<Level> {
    let harder = level.harder()?;
    if hurt_lately(ledger, today) {
        return None;
    }
    let mut done: Vec<(&Record, Rating)> = ledger
        .asks()
        .filter(|row| today.days_since(row.asked_on) < LATELY_DAYS)
        .filter(|row| level_of(ledger, row).is_some_and(|done_at| done_at >= level))
        .filter_map(|row| Some((row, row.sting?)))
        .collect();
    done.sort_by_key(|(row, _)| row.asked_on);
    let latest = done.iter().rev().take(LOOKED_AT);
    let enough = latest.len() >= AT_LEAST;
    let no_sting = latest.clone().all(|(_, sting)| sting.get() <= STING_EASY);
    let fears = latest.filter_map(|(row, _)| row.fear);
    let (fear, told) = fears.fold((0_u32, 0_u32), |(sum, told), fear| {
        (sum + u32::from(fear.get()), told + 1)
    });
    (enough && no_sting && fear <= FEAR_EASY * told).then_some(harder)
}

/// Why no dare is shown on a day, unless one is asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// An answer of today hurt.
    Hurt,
    /// It is a rest day.
    Rest,
}

/// Why today is no day for a dare: a sting of 8 or more today, or a rest day of the current goal.
#[must_use]
pub fn pause(ledger: &Ledger, today: Day) -> Option<Pause> {
    if hurt_within(ledger, today, 0) {
        return Some(Pause::Hurt);
    }
    is_rest_day(ledger, today).then_some(Pause::Rest)
}

fn hurt_lately(ledger: &Ledger, today: Day) -> bool {
    hurt_within(ledger, today, HEALING_DAYS)
}

/// Whether something hurt today or up to so many days ago: a sting of 8 or more, on the day of the
/// answer, or of the ask while it waits.
fn hurt_within(ledger: &Ledger, today: Day, days: i64) -> bool {
    ledger.asks().any(|row| {
        let felt_on = row.answered_on().unwrap_or(row.asked_on);
        row.sting.is_some_and(Rating::hurts) && (0..=days).contains(&today.days_since(felt_on))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::{LogOffset, Status};
    use crate::domain::outcome::Outcome;
    use crate::domain::sample::tags;

    const TODAY: &str = "2026-11-23";

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    /// A journal of asks, each its day, tag, fear and sting.
    fn journal(asks: &[(&str, &str, Option<u64>, Option<u64>)]) -> Ledger {
        let mut ledger = Ledger::default();
        let rows = (1..)
            .zip(asks)
            .map(|(seq, &(asked_on, tag, fear, sting))| Record {
                seq,
                number: seq,
                log_offset: LogOffset::new(0, 0),
                device: 0,
                to: None,
                tags: match tag {
                    "" => 0,
                    tag => ledger.tags.number(&tags(&[tag])),
                },
                asked_on: day(asked_on),
                answered_said: None,
                outcome: Outcome::No,
                fear: fear.and_then(Rating::new),
                odds: None,
                sting: sting.and_then(Rating::new),
                pull: None,
                standing: Status::Active,
                text_overridden: false,
            })
            .collect();
        ledger.set_rows(rows);
        ledger
    }

    fn offered(asks: &[(&str, &str, Option<u64>, Option<u64>)]) -> Option<Level> {
        step_up(&journal(asks), Level::Gentle, day(TODAY))
    }

    #[test]
    fn three_gentle_asks_that_did_not_sting_offer_bold() {
        let easy = ("2026-11-20", "gentle", None, Some(2));
        assert_eq!(offered(&[easy; 2]), None);
        assert_eq!(offered(&[easy; 3]), Some(Level::Bold));
    }

    #[test]
    fn a_sting_of_3_among_the_latest_five_is_too_much_and_the_sixth_is_forgotten() {
        let easy = ("2026-11-20", "gentle", None, Some(0));
        let stung = ("2026-11-19", "gentle", None, Some(3));
        assert_eq!(offered(&[easy, easy, easy, easy, stung]), None);
        assert_eq!(
            offered(&[easy, easy, easy, easy, easy, stung]),
            Some(Level::Bold)
        );
    }

    #[test]
    fn an_ask_without_a_level_tag_is_as_hard_as_it_seemed() {
        let seemed = |fear| [("2026-11-20", "shop", fear, Some(0)); 3];
        assert_eq!(offered(&seemed(Some(3))), Some(Level::Bold));
        assert_eq!(offered(&seemed(Some(6))), Some(Level::Bold));
        assert_eq!(offered(&seemed(None)), None);
        let bold = journal(&seemed(Some(4)));
        assert_eq!(step_up(&bold, Level::Bold, day(TODAY)), Some(Level::Wild));
        let gentle = journal(&seemed(Some(3)));
        assert_eq!(step_up(&gentle, Level::Bold, day(TODAY)), None);
    }

    #[test]
    fn what_still_frightens_is_not_easy_however_little_it_stings() {
        assert_eq!(
            offered(&[("2026-11-20", "gentle", Some(6), Some(0)); 3]),
            Some(Level::Bold)
        );
        assert_eq!(
            offered(&[("2026-11-20", "gentle", Some(7), Some(0)); 3]),
            None
        );
    }

    #[test]
    fn only_the_last_four_weeks_tell() {
        // 27 October is the 28th day back, today being the first.
        assert_eq!(
            offered(&[("2026-10-27", "gentle", None, Some(0)); 3]),
            Some(Level::Bold)
        );
        assert_eq!(offered(&[("2026-10-26", "gentle", None, Some(0)); 3]), None);
    }

    #[test]
    fn in_the_week_after_a_sting_of_8_nothing_harder_is_offered() {
        let easy = ("2026-11-20", "gentle", None, Some(0));
        let hurt = |day| (day, "audition", None, Some(8));
        assert_eq!(offered(&[hurt("2026-11-16"), easy, easy, easy]), None);
        assert_eq!(
            offered(&[hurt("2026-11-15"), easy, easy, easy]),
            Some(Level::Bold)
        );
    }

    #[test]
    fn a_sting_counts_from_the_day_of_the_answer() {
        let easy = ("2026-11-20", "gentle", None, Some(0));
        let ledger = journal(&[("2026-06-01", "audition", None, Some(9)), easy, easy, easy]);
        assert_eq!(
            step_up(&ledger, Level::Gentle, day(TODAY)),
            Some(Level::Bold)
        );
        let mut late = ledger.clone();
        let rows = ledger.asks().map(|row| Record {
            answered_said: (row.number == 1).then(|| day("2026-11-21")),
            ..*row
        });
        late.set_rows(rows.collect());
        assert_eq!(step_up(&late, Level::Gentle, day(TODAY)), None);
    }

    #[test]
    fn there_is_nothing_above_wild() {
        let wild = journal(&[("2026-11-20", "wild", None, Some(0)); 5]);
        assert_eq!(step_up(&wild, Level::Wild, day(TODAY)), None);
        assert_eq!(step_up(&wild, Level::Bold, day(TODAY)), Some(Level::Wild));
    }
}
