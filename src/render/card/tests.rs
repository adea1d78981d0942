use super::*;
use crate::domain::sample::{asked, refused, tally};

#[cfg(feature = "pictures")]
mod drawn;

pub(super) fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn span(from: &str, to: &str) -> Span {
    Span::new(day(from), day(to))
}

/// So many nos in 2026 up to 23 November, without a goal.
pub(super) fn card(done: u32) -> Card {
    let spread = span("2026-01-01", "2026-11-23").each().zip((0..5).cycle());
    Card {
        span: span("2026-01-01", "2026-12-31"),
        today: day("2026-11-23"),
        counts: Counted::Nos,
        done,
        target: None,
        yeses: 15,
        longest_streak: 12,
        per_day: spread.filter(|&(_, held)| held > 0).collect(),
    }
}

/// The same towards a goal.
pub(super) fn towards(target: u64, done: u32) -> Card {
    Card {
        target: Target::new(target),
        ..card(done)
    }
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
        rest: RestDays::NONE,
        set_on: day("2026-01-01"),
    };
    let today = day("2026-11-23");
    let made = Card::of(Some(&goal), goal.span, &tally(&asks), RestDays::NONE, today);
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
    let made = Card::of(
        Some(&of_asks),
        goal.span,
        &tally(&asks),
        RestDays::NONE,
        today,
    );
    assert_eq!((made.done, made.counts), (2, Counted::Asks));
}

#[test]
fn a_streak_of_another_year_is_not_told_as_one_of_this() {
    let asks = [
        refused("2025-05-01"),
        refused("2025-05-02"),
        refused("2025-05-03"),
        refused("2026-02-01"),
        refused("2026-02-02"),
    ];
    let of = |year| {
        let span = Span::year(year).unwrap();
        let today = day("2026-11-23");
        Card::of(None, span, &tally(&asks), RestDays::NONE, today).longest_streak
    };
    assert_eq!([2024, 2025, 2026].map(of), [0, 3, 2]);
}
