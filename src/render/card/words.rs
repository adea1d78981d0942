//! What a card says, in words: beside the number, under it, to a screen reader, and as a post.

use super::Card;
use crate::domain::goal::Counted;
use crate::render::wording::{day, days, during, full_day, grouped, percent, span, yeses};

/// What is counted, so many of them: `no`, `nos`, `said nos`, `asks`.
fn kind(counts: Counted, number: u32) -> &'static str {
    match (counts, number) {
        (Counted::Nos, 1) => "no",
        (Counted::Nos, _) => "nos",
        (Counted::SaidNos, 1) => "said no",
        (Counted::SaidNos, _) => "said nos",
        (Counted::Asks, 1) => "ask",
        (Counted::Asks, _) => "asks",
    }
}

/// The period, where the caption does not say it already.
#[must_use]
pub fn heading(card: &Card) -> Option<String> {
    (card.target.is_some() || !is_short(card)).then(|| span(card.span))
}

/// Whether the period is said in so few words that the caption can hold it.
fn is_short(card: &Card) -> bool {
    !span(card.span).contains(" to ")
}

/// What stands by the number, in the one or two lines it breaks into.
#[must_use]
pub fn caption(card: &Card) -> Vec<String> {
    match card.target {
        Some(target) => {
            let of = format!("of {}", grouped(target.get()));
            let kind = kind(card.counts, target.get());
            if card.is_reached() {
                vec![format!("{of} {kind}."), "Done.".to_owned()]
            } else {
                vec![of, kind.to_owned()]
            }
        }
        None if is_short(card) => {
            vec![kind(card.counts, card.done).to_owned(), during(card.span)]
        }
        None => vec![kind(card.counts, card.done).to_owned()],
    }
}

/// The yeses, as the words that are green and those after them; none where there is none yet.
#[must_use]
pub fn on_the_way(card: &Card) -> Option<(String, &'static str)> {
    (card.yeses > 0).then(|| (yeses(card.yeses), "on the way"))
}

/// The longest streak; none where no two days make one.
#[must_use]
pub fn longest_streak(card: &Card) -> Option<String> {
    (card.longest_streak > 1).then(|| format!("longest streak {}", days(card.longest_streak)))
}

/// The line to paste into a post: `70/1,000 nos in 2026 · 15 yeses on the way`, with what stands
/// between its two halves.
#[must_use]
pub fn text(card: &Card, separator: &str) -> String {
    let line = match card.target {
        Some(target) => format!("{}/{}", grouped(card.done), told_of(card, target.get())),
        None => title(card),
    };
    let done = if card.is_reached() { ", done" } else { "" };
    match on_the_way(card) {
        Some((yeses, rest)) => format!("{line}{done} {separator} {yeses} {rest}"),
        None => format!("{line}{done}"),
    }
}

/// So many of what is counted, in the period: `1,000 nos in 2026`.
fn told_of(card: &Card, number: u32) -> String {
    format!(
        "{} {} {}",
        grouped(number),
        kind(card.counts, number),
        during(card.span)
    )
}

/// What the picture is, in a line: `70 of 1,000 nos in 2026`.
#[must_use]
pub fn title(card: &Card) -> String {
    match card.target {
        Some(target) => format!("{} of {}", grouped(card.done), told_of(card, target.get())),
        None => told_of(card, card.done),
    }
}

/// What there is to see, in a few sentences.
#[must_use]
pub fn description(card: &Card) -> String {
    let mut sentences = vec![format!("{}{}.", title(card), days_told(card))];
    if let Some(fraction) = card.fraction() {
        sentences.push(if card.is_reached() {
            "The goal is reached.".to_owned()
        } else {
            format!("A bar shows {} of the goal.", percent(fraction))
        });
    }
    if let Some((yeses, rest)) = on_the_way(card) {
        sentences.push(format!("{yeses} {rest}."));
    }
    if card.longest_streak > 1 {
        let days = days(card.longest_streak);
        sentences.push(format!("The longest streak is {days}."));
    }
    sentences.join(" ")
}

/// The picture of the days, as it goes on after the title; of equal days the first is the best.
fn days_told(card: &Card) -> String {
    let first_best = |best: (_, u32), next: (_, u32)| if next.1 > best.1 { next } else { best };
    let Some((best, most)) = card.per_day.iter().copied().reduce(first_best) else {
        return String::new();
    };
    let best = if card.span.from.year() == card.span.to.year() {
        day(best, card.span.to)
    } else {
        full_day(best)
    };
    match u32::try_from(card.per_day.len()).unwrap_or(u32::MAX) {
        1 if card.done == 1 => format!(", on {best}"),
        1 => format!(", all on {best}"),
        held => {
            let (held, most) = (days(held), grouped(most));
            format!(", on {held}; the best was {best}, with {most}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{card, day, towards};
    use super::{caption, description, heading, longest_streak, on_the_way, text};
    use crate::domain::day::Span;
    use crate::domain::goal::Counted;
    use crate::render::card::Card;

    fn post(card: &Card) -> String {
        text(card, "\u{b7}")
    }

    #[test]
    fn the_line_for_a_post_says_how_many_of_how_many_and_when() {
        assert_eq!(
            post(&towards(1_000, 70)),
            "70/1,000 nos in 2026 \u{b7} 15 yeses on the way"
        );
        assert_eq!(post(&card(70)), "70 nos in 2026 \u{b7} 15 yeses on the way");
        let alone = Card {
            yeses: 0,
            ..towards(1_000, 1_204)
        };
        assert_eq!(post(&alone), "1,204/1,000 nos in 2026, done");
    }

    #[test]
    fn one_of_anything_is_singular() {
        let one = Card {
            yeses: 1,
            ..card(1)
        };
        assert_eq!(post(&one), "1 no in 2026 \u{b7} 1 yes on the way");
        assert_eq!(caption(&one), ["no", "in 2026"]);
        assert_eq!(caption(&towards(1, 0)), ["of 1", "no"]);
    }

    #[test]
    fn each_kind_of_goal_is_told_in_its_own_words() {
        let of = |counts| {
            caption(&Card {
                counts,
                ..towards(1_000, 70)
            })
            .join(" ")
        };
        assert_eq!(of(Counted::Nos), "of 1,000 nos");
        assert_eq!(of(Counted::SaidNos), "of 1,000 said nos");
        assert_eq!(of(Counted::Asks), "of 1,000 asks");
    }

    #[test]
    fn a_goal_that_is_reached_is_done() {
        assert_eq!(caption(&towards(1_000, 999)), ["of 1,000", "nos"]);
        assert_eq!(caption(&towards(1_000, 1_000)), ["of 1,000 nos.", "Done."]);
    }

    #[test]
    fn the_period_is_said_once() {
        assert_eq!(heading(&towards(1_000, 70)).as_deref(), Some("2026"));
        assert_eq!(heading(&card(70)), None);
        let own = Card {
            span: Span::new(day("2026-03-01"), day("2027-02-28")),
            ..card(70)
        };
        assert_eq!(
            heading(&own).as_deref(),
            Some("March 2026 to February 2027")
        );
        assert_eq!(caption(&own), ["nos"]);
    }

    #[test]
    fn a_streak_of_one_day_and_no_yes_at_all_are_not_told() {
        let quiet = Card {
            yeses: 0,
            longest_streak: 1,
            ..card(70)
        };
        assert_eq!(on_the_way(&quiet), None);
        assert_eq!(longest_streak(&quiet), None);
        assert_eq!(
            longest_streak(&card(70)).as_deref(),
            Some("longest streak 12 days")
        );
    }

    #[test]
    fn the_description_says_all_that_there_is_to_see() {
        let described = Card {
            per_day: vec![(day("2026-02-12"), 7), (day("2026-03-01"), 63)],
            ..towards(1_000, 70)
        };
        assert_eq!(
            description(&described),
            "70 of 1,000 nos in 2026, on 2 days; the best was 1 March, with 63. \
             A bar shows 7% of the goal. 15 yeses on the way. The longest streak is 12 days."
        );
        let empty = Card {
            yeses: 0,
            longest_streak: 0,
            per_day: Vec::new(),
            ..card(0)
        };
        assert_eq!(description(&empty), "0 nos in 2026.");
    }

    #[test]
    fn what_is_all_on_one_day_is_told_so() {
        let on_one_day = |done| Card {
            per_day: vec![(day("2026-02-12"), done)],
            yeses: 0,
            longest_streak: 0,
            ..card(done)
        };
        let told = |done| description(&on_one_day(done));
        assert_eq!(told(1), "1 no in 2026, on 12 February.");
        assert_eq!(told(5), "5 nos in 2026, all on 12 February.");
        let of_two_years = Card {
            span: Span::new(day("2025-03-01"), day("2026-02-28")),
            ..on_one_day(1)
        };
        assert!(description(&of_two_years).ends_with(", on 12 February 2026."));
    }

    #[test]
    fn of_equal_days_the_first_is_the_best() {
        let equal = Card {
            per_day: vec![(day("2026-02-12"), 2), (day("2026-03-01"), 2)],
            ..card(4)
        };
        assert!(description(&equal).contains("the best was 12 February, with 2."));
    }
}
