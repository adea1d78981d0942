use super::*;
use crate::domain::sample::{Asked, asked, ledger, refused};

#[cfg(feature = "pictures")]
mod drawn;

pub(super) fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn span(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to))
}

/// So many nos in 2026 up to 23 November, without a goal.
pub(super) fn card(done: u32) -> Card {
    let days = || span("2026-01-01", "2026-11-23").each();
    let spread = || days().zip((0..9).cycle());
    let heatmap = spread().map(|(day, asks)| HeatDay {
        day,
        asks,
        yeses: u32::from(asks == 5),
    });
    let rated = spread().filter_map(|(day, held)| {
        let fear = u8::try_from(10 - held / 2).ok()?;
        let sting = u8::try_from(held / 3).ok()?;
        Some(Rated { day, fear, sting })
    });
    Card {
        about: About::Goal,
        title: None,
        span: span("2026-01-01", "2026-12-31"),
        today: day("2026-11-23"),
        counts: Counted::Nos,
        done,
        target: None,
        yeses: 15,
        longest_streak: 12,
        heatmap: heatmap.collect(),
        rated: rated.collect(),
        runs: Runs {
            behind: (0..15).map(|yes| yes * 7 % 11).collect(),
            open: 4,
        },
        per_day: spread().filter(|&(_, held)| held > 0).collect(),
    }
}

/// The same towards a goal.
pub(super) fn towards(target: u64, done: u32) -> Card {
    Card {
        target: Target::new(target),
        ..card(done)
    }
}

fn of(goal: Option<&Goal>, span: Period, asks: &[Asked]) -> Card {
    let ledger = ledger(asks);
    let daily_counts = DailyCounts::from_ledger(&ledger);
    Card::new(
        goal,
        span,
        &ledger,
        &daily_counts,
        RestWeekdays::NONE,
        day("2026-11-23"),
    )
}

#[test]
fn a_card_of_a_goal_counts_as_the_goal_does() {
    let asks = [
        asked("2025-12-30").no("2026-01-02"),
        asked("2025-12-31"),
        refused("2026-01-01"),
        asked("2026-01-02").yes("2026-01-05"),
        refused("2027-01-01"),
    ];
    let goal = Goal {
        target: Target::new(1_000).unwrap(),
        counts: Counted::Nos,
        span: span("2026-01-01", "2026-12-31"),
        rest: RestWeekdays::NONE,
        set_on: day("2026-01-01"),
    };
    let made = of(Some(&goal), goal.span, &asks);
    assert_eq!(made.done, 2);
    assert_eq!(made.yeses, 1);
    // 30 December to 2 January: the run is counted whole, though it began before.
    assert_eq!(made.longest_streak, 4);
    assert_eq!(
        made.per_day,
        [(day("2026-01-01"), 1), (day("2026-01-02"), 1)]
    );
    let of_asks = Goal {
        counts: Counted::Asks,
        ..goal
    };
    let made = of(Some(&of_asks), goal.span, &asks);
    assert_eq!((made.done, made.counts), (2, Counted::Asks));
}

#[test]
fn a_streak_of_another_year_is_not_one_of_this() {
    let asks = [
        refused("2025-05-01"),
        refused("2025-05-02"),
        refused("2025-05-03"),
        refused("2026-02-01"),
        refused("2026-02-02"),
    ];
    let longest = |year| of(None, Period::year(year).unwrap(), &asks).longest_streak;
    assert_eq!([2024, 2025, 2026].map(longest), [0, 3, 2]);
}

#[test]
fn a_yes_marks_the_day_on_which_it_came() {
    let asks = [
        asked("2026-01-01").yes("2026-01-03").fear(6).sting(1),
        refused("2026-01-01").fear(8).sting(2),
        refused("2026-01-02").fear(8),
    ];
    let card = of(None, span("2026-01-01", "2026-12-31"), &asks);
    let marked = card.heatmap.iter().map(|held| (held.asks, held.yeses));
    assert_eq!(marked.collect::<Vec<_>>(), [(2, 0), (1, 0), (0, 1)]);
    assert_eq!(card.runs.behind, [2]);
    // Only asks that have both ratings.
    assert_eq!(card.fear_and_sting(), Some((7.0, 1.5)));
}

#[test]
fn a_card_without_its_subject_says_so() {
    let empty = of(None, span("2026-01-01", "2026-12-31"), &[]);
    let has = |about| {
        Card {
            about,
            ..empty.clone()
        }
        .has_its_subject()
    };
    assert_eq!(About::ALL.map(has), [true, false, false]);
}
