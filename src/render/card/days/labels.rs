//! The names above the days: months, or years where a month has too little room.

use super::Place;
use crate::domain::day::{Day, Span};
use crate::render::drawing::{Rect, Shape};
use crate::render::font::{Face, Lettering};
use crate::render::palette::Rgb;
use crate::render::wording::month_name;

/// How high the line of names is, with the space below it.
pub(super) fn line_px(place: Place) -> f64 {
    place.label_px * 1.35
}

/// The first day of each month that begins in the span.
pub(super) fn firsts_of_months(span: Span) -> impl Iterator<Item = Day> {
    std::iter::successors(Some(span.from.month()), |month| Some(month.next()))
        .map_while(|month| Day::from_ymd(month.year, month.month, 1))
        .skip_while(move |&first| first < span.from)
        .take_while(move |&first| first <= span.to)
}

/// Each name at its place (the first of its month, left edge, top), as far as they have room:
/// every month, every third or Januaries alone.
pub(super) fn shapes(
    span: Span,
    places: &[(Day, f64, f64)],
    place: Place,
    colour: Rgb,
) -> Vec<Shape> {
    let mut sparsest = Vec::new();
    for every in [1, 3, 12] {
        let named: Vec<(Rect, Shape)> = places
            .iter()
            .filter(|(first, ..)| (first.month().month - 1) % every == 0)
            .map(|&(first, x, top)| named(span, first, [x, top], place, colour))
            .collect();
        let crowded = named
            .windows(2)
            .any(|pair| matches!(pair, [(left, _), (right, _)] if crowd(left, right, place)));
        sparsest = named;
        if !crowded {
            break;
        }
    }
    with_room(sparsest, place)
}

fn named(span: Span, first: Day, at: [f64; 2], place: Place, colour: Rgb) -> (Rect, Shape) {
    let [x, top] = at;
    let name = if first.month().month == 1 && span.from.year() != span.to.year() {
        first.year().to_string()
    } else {
        month_name(first.month()).chars().take(3).collect()
    };
    let lettering = Lettering::of(&name, Face::Text, place.label_px);
    // The name of a month that begins at the right edge ends there.
    let x = x.min(place.rect.right() - lettering.ink_width_px());
    let origin = [
        x - lettering.bearing_px(),
        top + place.label_px * Face::CAP_HEIGHT,
    ];
    let shape = Shape::Text(lettering, origin, colour);
    (shape.covers(), shape)
}

/// Whether two names of the same line stand too near.
fn crowd(left: &Rect, right: &Rect, place: Place) -> bool {
    (right.y - left.y).abs() < place.label_px && right.x < left.right() + place.label_px * 0.5
}

/// Those that do not crowd the one before them.
fn with_room(named: Vec<(Rect, Shape)>, place: Place) -> Vec<Shape> {
    let mut last: Option<Rect> = None;
    let mut shapes = Vec::new();
    for (inked, shape) in named {
        if last.is_none_or(|last| !crowd(&last, &inked, place)) {
            last = Some(inked);
            shapes.push(shape);
        }
    }
    shapes
}
