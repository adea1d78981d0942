//! Every number of a card, and its words, as JSON.

use serde::Serialize;

use super::{Card, HeatDay, captions};

/// A card that was written to a file.
#[derive(Clone, Copy, Debug)]
pub struct WrittenCard<'a> {
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
    period: CardPeriodJson,
    counts: &'static str,
    done: u32,
    target: Option<u32>,
    fraction: Option<f64>,
    reached: bool,
    yes: u32,
    longest_streak: u32,
    days: Vec<CardDayJson>,
    text: String,
    description: String,
    about: &'static str,
    title: Option<&'a str>,
    headline: Option<String>,
    fear_and_sting: FearJson,
    behind: CardYesJson<'a>,
    heatmap: Vec<HeatJson>,
    path: Option<&'a str>,
    format: Option<&'static str>,
    width: Option<u16>,
    height: Option<u16>,
}

#[derive(Debug, Serialize)]
struct CardPeriodJson {
    from: String,
    to: String,
}

#[derive(Debug, Serialize)]
struct CardDayJson {
    day: String,
    count: u32,
}

#[derive(Debug, Serialize)]
struct FearJson {
    count: usize,
    fear: Option<f64>,
    sting: Option<f64>,
}

/// The nos behind each yes, in order, those since the last, and the sum of the former.
#[derive(Debug, Serialize)]
struct CardYesJson<'a> {
    nos: u64,
    yeses: &'a [u32],
    open: u32,
}

#[derive(Debug, Serialize)]
struct HeatJson {
    day: String,
    asks: u32,
    yes: u32,
}

impl<'a> CardJson<'a> {
    /// The JSON form of a card, and of the file if it was written to one.
    #[must_use]
    pub fn new(card: &'a Card, written: Option<&WrittenCard<'a>>) -> Self {
        let pixels = written.and_then(|written| written.pixels);
        let (fear, sting) = card.fear_and_sting().unzip();
        let heat = |&HeatDay { day, asks, yeses }: &HeatDay| HeatJson {
            day: day.to_string(),
            asks,
            yes: yeses,
        };
        Self {
            schema: "nos.card/1",
            period: CardPeriodJson {
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
                .map(|&(day, count)| CardDayJson {
                    day: day.to_string(),
                    count,
                })
                .collect(),
            text: captions::text(card, "\u{b7}"),
            description: captions::description(card),
            about: card.about.name(),
            title: card.title.as_deref(),
            headline: captions::headline(card),
            fear_and_sting: FearJson {
                count: card.rated.len(),
                fear,
                sting,
            },
            behind: CardYesJson {
                nos: card.runs.total(),
                yeses: &card.runs.behind,
                open: card.runs.open,
            },
            heatmap: card.heatmap.iter().map(heat).collect(),
            path: written.map(|written| written.path),
            format: written.map(|written| written.format),
            width: pixels.map(|(width, _)| width),
            height: pixels.map(|(_, height)| height),
        }
    }
}
