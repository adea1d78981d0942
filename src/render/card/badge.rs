//! The badge: 20 pixels high, for a README.

use super::{About, Card, captions};
use crate::render::drawing::{Drawing, Rect, Shape};
use crate::render::font::{Face, Lettering};
use crate::render::format::{grouped, yeses};
use crate::render::palette::Palette;

const HEIGHT: f64 = 20.0;
const BASELINE: f64 = 14.0;
const TEXT_PX: f64 = 11.0;
const SPINE: f64 = 4.0;
/// Beside each text.
const PADDING: f64 = 8.0;

fn value(card: &Card) -> String {
    match (card.about, card.target) {
        (About::Goal, Some(_)) => format!("{} {}", grouped(card.done), captions::label(card)),
        (About::Goal, None) => grouped(card.done),
        (About::Yeses, _) => yeses(card.yeses),
        (About::Fear, _) => {
            let (fear, sting) = card.fear_and_sting().unwrap_or_default();
            format!(
                "feared {}, felt {}",
                captions::rating(fear),
                captions::rating(sting)
            )
        }
    }
}

/// The badge has its own three colours: where it will be shown is not known.
pub(super) fn drawing(card: &Card) -> Drawing {
    let value = value(card);
    let palette = &Palette::LIGHT;
    let [name, told] = ["nos", &value].map(|text| Lettering::new(text, Face::Strong, TEXT_PX));
    let split = SPINE + PADDING + name.ink_width_px() + PADDING;
    let width = (split + PADDING + told.ink_width_px() + PADDING).ceil();
    let block = |x: f64, to: f64, colour| {
        let rect = Rect {
            x,
            y: 0.0,
            width: to - x,
            height: HEIGHT,
        };
        Shape::Fill(rect, 0.0, colour)
    };
    let text = |text: Lettering, x: f64| {
        let origin = x - text.bearing_px();
        Shape::Text(text, [origin, BASELINE], palette.paper)
    };
    Drawing {
        width_px: (1..=u16::MAX)
            .find(|&px| f64::from(px) >= width)
            .unwrap_or(u16::MAX),
        height_px: 20,
        corner_px: 3,
        title: match card.target {
            None if card.about == About::Goal => captions::title(card),
            _ => value,
        },
        description: String::new(),
        shapes: vec![
            block(0.0, split, palette.ink),
            block(0.0, SPINE, Palette::DARK.red),
            block(split, width, palette.red),
            text(name, SPINE + PADDING),
            text(told, split + PADDING),
        ],
    }
}
