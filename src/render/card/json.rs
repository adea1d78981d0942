//! Every number of a card, and its words, as JSON.

use serde::Serialize;

use super::{Card, words};

/// A card that was written to a file.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The file.
    pub path: &'a str,
    /// `svg`, `png` or `text`.
    pub format: &'static str,
    /// The width and height of a picture; none of a text.
    pub pixels: Option<(u16, u16)>,
}

/// The answer of `card`.
#[derive(Debug, Serialize)]
pub struct CardJson<'a> {
    schema: &'static str,
    period: PeriodJson,
    counts: &'static str,
    done: u32,
    target: Option<u32>,
    fraction: Option<f64>,
    reached: bool,
    yes: u32,
    longest_streak: u32,
    days: Vec<DayJson>,
    text: String,
    description: String,
    path: Option<&'a str>,
    format: Option<&'static str>,
    width: Option<u16>,
    height: Option<u16>,
}

#[derive(Debug, Serialize)]
struct PeriodJson {
    from: String,
    to: String,
}

#[derive(Debug, Serialize)]
struct DayJson {
    day: String,
    count: u32,
}

impl<'a> CardJson<'a> {
    /// The JSON form of a card, and of the file if it was written to one.
    #[must_use]
    pub fn of(card: &Card, written: Option<&Written<'a>>) -> Self {
        let pixels = written.and_then(|written| written.pixels);
        Self {
            schema: "nos.card/1",
            period: PeriodJson {
                from: card.span.from.to_string(),
                to: card.span.to.to_string(),
            },
            counts: card.counts.name(),
            done: card.done,
            target: card.target.map(crate::domain::goal::Target::get),
            fraction: card.fraction(),
            reached: card.is_reached(),
            yes: card.yeses,
            longest_streak: card.longest_streak,
            days: card
                .per_day
                .iter()
                .map(|&(day, count)| DayJson {
                    day: day.to_string(),
                    count,
                })
                .collect(),
            text: words::text(card, "\u{b7}"),
            description: words::description(card),
            path: written.map(|written| written.path),
            format: written.map(|written| written.format),
            width: pixels.map(|(width, _)| width),
            height: pixels.map(|(_, height)| height),
        }
    }
}
