//! What a card says, in words: on the picture, to a screen reader, and as a post.

use super::{About, Card};
use crate::domain::day::Period;
use crate::domain::goal::Counted;
use crate::render::format::{
    asks, counted, day, days, during, full_day, grouped, month_name, nos, percent, span, yeses,
};

/// What a card says it is, unless it has a title.
const WHAT: &str = "rejections, collected on purpose";

/// The most characters of a title.
pub const LONGEST_TITLE: usize = 60;

/// Numbers of nos that are a milestone; the goal is one too.
const MILESTONES: [u32; 4] = [100, 250, 500, 1_000];

/// Periods of so many days and more are shown by their months.
const DAYS_TOLD_BY_MONTHS: u32 = 62;

/// The line that says what the card is.
#[must_use]
pub fn what(card: &Card) -> &str {
    card.title.as_deref().unwrap_or(WHAT)
}

/// The milestone that the last no (or ask) reached: what the first line begins with. A title of
/// the person's own takes its place.
#[must_use]
pub fn headline(card: &Card) -> Option<String> {
    if card.about != About::Goal || card.title.is_some() {
        return None;
    }
    if card.target.is_some_and(|target| target.get() == card.done) {
        return Some("Goal reached".to_owned());
    }
    let is_milestone = MILESTONES.contains(&card.done);
    is_milestone.then(|| format!("The {}th {}", grouped(card.done), kind(card.counts, 1)))
}

/// What is counted, so many of them: `no`, `nos`, `said nos`, `asks`.
#[must_use]
pub fn kind(counts: Counted, number: u32) -> &'static str {
    match (counts, number) {
        (Counted::Nos, 1) => "no",
        (Counted::Nos, _) => "nos",
        (Counted::SaidNos, 1) => "said no",
        (Counted::SaidNos, _) => "said nos",
        (Counted::Asks, 1) => "ask",
        (Counted::Asks, _) => "asks",
    }
}

/// The period in a few letters: `2026`, `March 2026`, `Sep 2026 – Sep 2027`, `2 – 9 Mar 2026`.
#[must_use]
pub fn period(period: Period) -> String {
    let (first, last) = (period.from.month(), period.to.month());
    let told = span(period);
    if !told.contains(" to ") {
        return told;
    }
    let [first_name, last_name] =
        [first, last].map(|month| month_name(month).chars().take(3).collect::<String>());
    let (from, to) = (period.from.of_month(), period.to.of_month());
    let by_months = period.days() >= DAYS_TOLD_BY_MONTHS;
    let is_of_years = from == 1 && to == 31 && first.month == 1 && last.month == 12;
    let year = last.year;
    match (by_months, first.year == year, first == last) {
        (true, ..) if is_of_years => format!("{} – {year}", first.year),
        (true, true, _) => format!("{first_name} – {last_name} {year}"),
        (true, false, _) => format!("{first_name} {} – {last_name} {year}", first.year),
        (false, true, true) => format!("{from} – {to} {last_name} {year}"),
        (false, true, false) => format!("{from} {first_name} – {to} {last_name} {year}"),
        (false, false, _) => {
            let first_year = first.year;
            format!("{from} {first_name} {first_year} – {to} {last_name} {year}")
        }
    }
}

/// What comes by the number.
#[must_use]
pub fn label(card: &Card) -> String {
    match card.target {
        Some(target) => {
            let done = if card.is_reached() { ". Done." } else { "" };
            let kind = kind(card.counts, target.get());
            format!("of {} {kind}{done}", grouped(target.get()))
        }
        None => kind(card.counts, card.done).to_owned(),
    }
}

/// The words by the number of yeses: `yeses along the way`.
#[must_use]
pub fn along_the_way(card: &Card) -> &'static str {
    if card.yeses == 1 {
        "yes along the way"
    } else {
        "yeses along the way"
    }
}

/// The word by the number of yeses alone.
#[must_use]
pub fn yeses_word(card: &Card) -> &'static str {
    if card.yeses == 1 { "yes" } else { "yeses" }
}

/// A rating of 0 to 10, to a tenth; 10 itself is whole.
#[must_use]
pub fn rating(mean: f64) -> String {
    let tenths = format!("{mean:.1}");
    tenths
        .strip_suffix(".0")
        .filter(|whole| *whole == "10")
        .unwrap_or(&tenths)
        .to_owned()
}

/// How many asks are behind the ratings.
#[must_use]
pub fn rated(card: &Card) -> String {
    format!("{}, rated out of 10", asks(card.rated.len() as u64))
}

/// The line to paste into a post: `70/1,000 nos in 2026 · 15 yeses along the way`, with what
/// separates its parts.
#[must_use]
pub fn text(card: &Card, separator: &str) -> String {
    let line = match card.about {
        About::Goal => {
            let line = match card.target {
                Some(target) => format!("{}/{}", grouped(card.done), told_of(card, target.get())),
                None => told_of(card, card.done),
            };
            let done = if card.is_reached() { ", done" } else { "" };
            if card.yeses > 0 {
                let (yeses, along) = (grouped(card.yeses), along_the_way(card));
                format!("{line}{done} {separator} {yeses} {along}")
            } else {
                format!("{line}{done}")
            }
        }
        About::Fear | About::Yeses => {
            format!("{} {separator} {}", fact(card), during(card.span))
        }
    };
    match (&card.title, headline(card)) {
        (Some(said), _) => format!("{said}: {line}"),
        (None, Some(said)) => format!("{said} {separator} {line}"),
        (None, None) => line,
    }
}

/// So many of what is counted, in the period: `1,000 nos in 2026`.
fn told_of(card: &Card, number: u32) -> String {
    let kind = kind(card.counts, number);
    format!("{} {kind} {}", grouped(number), during(card.span))
}

/// The two numbers of the picture, in a line.
fn fact(card: &Card) -> String {
    match card.about {
        About::Goal => match card.target {
            Some(target) => {
                format!("{} of {}", grouped(card.done), told_of(card, target.get()))
            }
            None => told_of(card, card.done),
        },
        About::Fear => {
            let (fear, sting) = card.fear_and_sting().unwrap_or_default();
            format!("Feared {}, felt {} out of 10", rating(fear), rating(sting))
        }
        About::Yeses => {
            let them = if card.yeses == 1 { "it" } else { "them" };
            let (yeses, nos) = (yeses(card.yeses), nos(card.runs.total()));
            format!("{yeses}, {nos} behind {them}")
        }
    }
}

/// What the picture is, in a line: `70 of 1,000 nos in 2026`.
#[must_use]
pub fn title(card: &Card) -> String {
    match card.about {
        About::Goal => fact(card),
        About::Fear | About::Yeses => format!("{}, {}", fact(card), during(card.span)),
    }
}

/// What there is to see, in a few sentences.
#[must_use]
pub fn description(card: &Card) -> String {
    let headline = headline(card).map(|headline| format!("{headline}: "));
    let what = what(card);
    let mut sentences = vec![format!("{}{what}.", headline.unwrap_or_default())];
    sentences.push(format!("{}.", title(card)));
    match card.about {
        About::Goal => sentences.extend(goal_told(card)),
        About::Fear => sentences.push(format!("{}.", rated(card))),
        About::Yeses => sentences.extend(runs_told(card)),
    }
    let sentences: Vec<_> = sentences
        .iter()
        .map(|said| crate::render::format::sentence(said))
        .collect();
    sentences.join(" ")
}

/// What those who do not see the picture read, as people paste it into a post.
#[must_use]
pub fn alt_text(card: &Card) -> String {
    format!("Alt text: {}", description(card))
}

fn goal_told(card: &Card) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(fraction) = card.fraction() {
        sentences.push(if card.is_reached() {
            "The goal is reached.".to_owned()
        } else {
            format!("A bar shows {} of the goal.", percent(fraction))
        });
    }
    if card.yeses > 0 {
        let along = along_the_way(card);
        sentences.push(format!("{} {along}.", grouped(card.yeses)));
    }
    sentences.extend(days_told(card));
    sentences
}

/// The picture of the days; of equal days the first is the best.
fn days_told(card: &Card) -> Option<String> {
    let asked = card.heatmap.iter().filter(|held| held.asks > 0);
    let best = asked
        .clone()
        .reduce(|best, next| if next.asks > best.asks { next } else { best })?;
    let best_day = if card.span.from.year() == card.span.to.year() {
        day(best.day, card.span.to)
    } else {
        full_day(best.day)
    };
    let days = days(asked.count() as u64);
    Some(format!(
        "Asks on {days}; the best was {best_day}, with {}.",
        grouped(best.asks)
    ))
}

fn runs_told(card: &Card) -> Vec<String> {
    let longest = card.runs.behind.iter().copied().max().unwrap_or(0);
    let mut sentences = vec![format!("The most behind one yes: {}.", nos(longest))];
    if card.runs.open > 0 {
        sentences.push(format!("{} since the last yes.", nos(card.runs.open)));
    }
    sentences
}

/// What the picture of the yeses says at its foot when so many columns are left out.
#[must_use]
pub fn every_yes(left_out: usize, shown: usize) -> String {
    if left_out > 0 {
        format!("the last {}", counted(shown as u64, "yes", "yeses"))
    } else {
        "every yes stands on the nos that came before it".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{card, day, towards};
    use super::{alt_text, description, headline, label, period, rating, text, title};
    use crate::domain::day::Period;
    use crate::domain::goal::Counted;
    use crate::domain::runs::Runs;
    use crate::render::card::{About, Card, HeatDay, Rated};

    fn post(card: &Card) -> String {
        text(card, "\u{b7}")
    }

    #[test]
    fn the_line_for_a_post_says_how_many_of_how_many_and_when() {
        assert_eq!(
            post(&towards(1_000, 70)),
            "70/1,000 nos in 2026 \u{b7} 15 yeses along the way"
        );
        assert_eq!(
            post(&card(70)),
            "70 nos in 2026 \u{b7} 15 yeses along the way"
        );
        let alone = Card {
            yeses: 0,
            ..towards(1_000, 1_204)
        };
        assert_eq!(post(&alone), "1,204/1,000 nos in 2026, done");
        let titled = Card {
            title: Some("My year of no".to_owned()),
            ..alone
        };
        assert_eq!(
            post(&titled),
            "My year of no: 1,204/1,000 nos in 2026, done"
        );
    }

    #[test]
    fn one_of_anything_is_singular() {
        let one = Card {
            yeses: 1,
            ..card(1)
        };
        assert_eq!(post(&one), "1 no in 2026 \u{b7} 1 yes along the way");
        assert_eq!(label(&one), "no");
        assert_eq!(label(&towards(1, 0)), "of 1 no");
    }

    #[test]
    fn each_kind_of_goal_has_its_own_words() {
        let of = |counts| {
            label(&Card {
                counts,
                ..towards(1_000, 70)
            })
        };
        assert_eq!(of(Counted::Nos), "of 1,000 nos");
        assert_eq!(of(Counted::SaidNos), "of 1,000 said nos");
        assert_eq!(of(Counted::Asks), "of 1,000 asks");
    }

    #[test]
    fn a_goal_that_is_reached_is_done() {
        assert_eq!(label(&towards(1_000, 999)), "of 1,000 nos");
        assert_eq!(label(&towards(1_000, 1_000)), "of 1,000 nos. Done.");
    }

    #[test]
    fn a_milestone_that_the_last_no_reached_has_a_headline() {
        let of = |target, done| headline(&towards(target, done));
        assert_eq!(of(2_000, 100).as_deref(), Some("The 100th no"));
        assert_eq!(of(2_000, 1_000).as_deref(), Some("The 1,000th no"));
        assert_eq!(of(365, 365).as_deref(), Some("Goal reached"));
        assert_eq!(
            [of(1_000, 99), of(1_000, 101), of(365, 366)],
            [None, None, None]
        );
        assert_eq!(headline(&card(250)).as_deref(), Some("The 250th no"));
        assert_eq!(
            post(&card(250)),
            "The 250th no \u{b7} 250 nos in 2026 \u{b7} 15 yeses along the way"
        );
    }

    #[test]
    fn a_period_is_a_few_letters() {
        let of = |from, to| period(Period::new(day(from), day(to)));
        assert_eq!(of("2026-01-01", "2026-12-31"), "2026");
        assert_eq!(of("2024-01-01", "2026-12-31"), "2024 – 2026");
        assert_eq!(of("2026-03-01", "2026-03-31"), "March 2026");
        assert_eq!(of("2026-09-15", "2027-09-14"), "Sep 2026 – Sep 2027");
        assert_eq!(of("2026-03-01", "2026-08-31"), "Mar – Aug 2026");
        assert_eq!(of("2026-03-02", "2026-03-09"), "2 – 9 Mar 2026");
        assert_eq!(of("2026-03-02", "2026-04-01"), "2 Mar – 1 Apr 2026");
        assert_eq!(of("2026-12-20", "2027-01-05"), "20 Dec 2026 – 5 Jan 2027");
        assert_eq!(of("2026-03-02", "2026-03-02"), "2 March 2026");
    }

    #[test]
    fn a_rating_of_ten_is_whole() {
        assert_eq!(
            [0.0, 6.94, 9.96, 10.0].map(rating),
            ["0.0", "6.9", "10", "10"]
        );
    }

    #[test]
    fn the_description_says_all_that_there_is_to_see() {
        let held = |on, asks| HeatDay {
            day: day(on),
            asks,
            yeses: 0,
        };
        let described = Card {
            heatmap: vec![held("2026-02-12", 7), held("2026-03-01", 63)],
            ..towards(1_000, 70)
        };
        assert_eq!(
            description(&described),
            "Rejections, collected on purpose. 70 of 1,000 nos in 2026. A bar shows 7% of the \
             goal. 15 yeses along the way. Asks on 2 days; the best was 1 March, with 63."
        );
        let empty = Card {
            yeses: 0,
            heatmap: Vec::new(),
            ..card(0)
        };
        assert_eq!(
            alt_text(&empty),
            "Alt text: Rejections, collected on purpose. 0 nos in 2026."
        );
    }

    #[test]
    fn each_subject_has_its_own_words() {
        let fear = Card {
            about: About::Fear,
            rated: vec![Rated {
                day: day("2026-02-12"),
                fear: 7,
                sting: 2,
            }],
            ..card(70)
        };
        assert_eq!(post(&fear), "Feared 7.0, felt 2.0 out of 10 \u{b7} in 2026");
        assert!(description(&fear).ends_with("in 2026. 1 ask, rated out of 10."));
        let yeses = Card {
            about: About::Yeses,
            yeses: 2,
            runs: Runs {
                behind: vec![5, 1],
                open: 1,
            },
            ..card(70)
        };
        assert_eq!(title(&yeses), "2 yeses, 6 nos behind them, in 2026");
        assert!(
            description(&yeses)
                .ends_with("The most behind one yes: 5 nos. 1 no since the last yes.")
        );
    }

    #[test]
    fn of_equal_days_the_first_is_the_best() {
        let held = |on| HeatDay {
            day: day(on),
            asks: 2,
            yeses: 0,
        };
        let equal = Card {
            heatmap: vec![held("2026-02-12"), held("2026-03-01")],
            ..card(4)
        };
        assert!(description(&equal).contains("the best was 12 February, with 2."));
    }
}
