//! Where everything stands on a card.
//!
//! Each size has a frame of places, and what is drawn is made to fit them, so that a number of
//! any length and a period of any words stays inside. The number is the picture: it takes all the
//! room that the rest leaves.

mod frame;

use super::days::{self, Place};
use super::{Card, Size, words};
use crate::render::drawing::{Rect, Shape};
use crate::render::font::{Face, Lettering};
use crate::render::palette::{Palette, Rgb};
use crate::render::wording::grouped;
use frame::{Caption, Frame, Room};

/// All that is drawn, back to front.
#[must_use]
pub fn shapes(card: &Card, size: Size, palette: &Palette) -> Vec<Shape> {
    let (width, height) = size.pixels();
    let frame = Frame::of(size);
    let whole = |width: f64| Rect {
        x: 0.0,
        y: 0.0,
        width,
        height: f64::from(height),
    };
    let mut shapes = vec![
        Shape::Fill(whole(f64::from(width)), 0.0, palette.paper),
        Shape::Fill(whole(frame.spine), 0.0, palette.red),
    ];
    shapes.extend(heading(card, &frame, palette));
    shapes.extend(number_and_caption(card, &frame, palette));
    shapes.extend(bar(card, &frame, palette));
    shapes.extend(days::shapes(card, place_of_days(&frame), palette));
    shapes.extend(footer(card, &frame, palette));
    shapes
}

/// Where the days are drawn, whatever they are.
pub(super) fn place_of_days(frame: &Frame) -> Place {
    let [top, bottom] = frame.days;
    Place {
        rect: Rect {
            x: frame.left,
            y: top,
            width: frame.width(),
            height: bottom - top,
        },
        label_px: frame.label_px,
    }
}

fn heading(card: &Card, frame: &Frame, palette: &Palette) -> Option<Shape> {
    let heading = words::heading(card)?;
    let size = frame.heading.size_px;
    let lettering = Lettering::fitting(&heading, Face::Text, size, frame.width());
    let x = frame.left;
    Some(inked_from(
        lettering,
        x,
        frame.heading.baseline,
        palette.soft,
    ))
}

/// A text whose ink, and not its side bearing, begins at `x`, so that large and small texts line
/// up at the left.
fn inked_from(lettering: Lettering, x: f64, baseline: f64, colour: Rgb) -> Shape {
    let origin = x - lettering.bearing_px();
    Shape::Text(lettering, [origin, baseline], colour)
}

fn number_and_caption(card: &Card, frame: &Frame, palette: &Palette) -> Vec<Shape> {
    let room = frame.number_room(words::heading(card).is_some(), card.target.is_some());
    let lines = words::caption(card);
    match frame.caption {
        Caption::Beside {
            size_px,
            leading,
            gap,
        } => {
            let lines: Vec<Lettering> = lines
                .iter()
                .map(|line| Lettering::fitting(line, Face::Text, size_px, frame.width() * 0.45))
                .collect();
            let widest = lines
                .iter()
                .map(Lettering::ink_width_px)
                .fold(0.0, f64::max);
            let (number, baseline) = number(card, room, frame.width() - gap - widest);
            let x = frame.left + number.ink_width_px() + gap;
            let mut shapes = vec![inked_from(number, frame.left, baseline, palette.red)];
            let mut line_baseline = baseline;
            for line in lines.into_iter().rev() {
                shapes.push(inked_from(line, x, line_baseline, palette.ink));
                line_baseline -= leading;
            }
            shapes
        }
        Caption::Below { size_px, by } => {
            let (number, baseline) = number(card, room, frame.width());
            let line = lines.join(" ");
            let line = Lettering::fitting(&line, Face::Text, size_px, frame.width());
            vec![
                inked_from(number, frame.left, baseline, palette.red),
                inked_from(line, frame.left, room.baseline + by, palette.ink),
            ]
        }
    }
}

/// The number as large as its room and a width allow, and its baseline: that of the room, or as
/// much higher as its comma needs to stay above what is below.
fn number(card: &Card, room: Room, width: f64) -> (Lettering, f64) {
    let one_em = Lettering::of(&grouped(card.done), Face::Number, 1.0);
    let below_ems = one_em.ink_at(0.0, 0.0).bottom();
    let size = (width / one_em.ink_width_px())
        .min((room.baseline - room.top) / Face::CAP_HEIGHT)
        .min((room.floor - room.top) / (Face::CAP_HEIGHT + below_ems));
    let baseline = room.baseline.min(room.floor - below_ems * size);
    (one_em.scaled(size), baseline)
}

/// The bar of the goal. Whatever is done shows, and only all of it fills the bar.
fn bar(card: &Card, frame: &Frame, palette: &Palette) -> Vec<Shape> {
    let Some(fraction) = card.fraction() else {
        return Vec::new();
    };
    let [top, height] = frame.bar;
    let along = |width: f64, colour: Rgb| {
        let rect = Rect {
            x: frame.left,
            y: top,
            width,
            height,
        };
        Shape::Fill(rect, height / 2.0, colour)
    };
    let mut shapes = vec![along(frame.width(), palette.grid)];
    if card.done > 0 {
        let most = if card.is_reached() { 0.0 } else { height };
        let filled = (frame.width() * fraction).clamp(height, frame.width() - most);
        shapes.push(along(filled, palette.red));
    }
    shapes
}

/// The yeses on the left and the longest streak on the right, or on the left where it is alone.
fn footer(card: &Card, frame: &Frame, palette: &Palette) -> Vec<Shape> {
    let (baseline, size) = (frame.footer.baseline, frame.footer.size_px);
    let streak =
        words::longest_streak(card).map(|words| Lettering::of(&words, Face::Text, frame.streak_px));
    let Some((yeses, rest)) = words::on_the_way(card) else {
        return streak
            .map(|streak| inked_from(streak, frame.left, baseline, palette.soft))
            .into_iter()
            .collect();
    };
    let yeses = Lettering::of(&yeses, Face::Strong, size);
    let rest = Lettering::of(&format!(" {rest}"), Face::Text, size);
    let streak_width = streak
        .as_ref()
        .map_or(0.0, |streak| streak.ink_width_px() + size);
    let needed = yeses.advance_px() + rest.advance_px() + streak_width;
    let factor = (frame.width() / needed).min(1.0);
    let yeses = yeses.scaled(factor);
    let rest_x = frame.left - yeses.bearing_px() + yeses.advance_px();
    let mut shapes = vec![
        inked_from(yeses, frame.left, baseline, palette.green),
        Shape::Text(rest.scaled(factor), [rest_x, baseline], palette.ink),
    ];
    if let Some(streak) = streak {
        let streak = streak.scaled(factor);
        let x = frame.right - streak.ink_width_px();
        shapes.push(inked_from(streak, x, baseline, palette.soft));
    }
    shapes
}
