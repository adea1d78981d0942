//! A period too long for days: a bar a month, or a bar for each year or for several.

use super::{Place, labels};
use crate::domain::day::{Day, Month};
use crate::render::card::Card;
use crate::render::drawing::{Rect, Shape};
use crate::render::palette::Palette;

/// More bars than this are not told apart when the card is shown small.
const MOST_BARS: u32 = 120;

/// The gap between bars, as a share of the step from one to the next.
const GAP: f64 = 0.22;

/// The lowest that a bar with anything in it is, and all there is of one without.
const STUB_PX: f64 = 4.0;

/// Bars from left to right, the highest for the most.
pub(super) fn shapes(card: &Card, place: Place, palette: &Palette) -> Vec<Shape> {
    let (first, last) = (card.span.from.month(), card.span.to.month());
    let months_a_bar = months_a_bar(months_since(first, last) + 1);
    // Bars of years begin with January, so that each is a whole one.
    let first = match months_a_bar {
        1 => first,
        _ => Month { month: 1, ..first },
    };
    let bar_of = |day: Day| months_since(first, day.month()) / months_a_bar;
    let count = bar_of(card.span.to) + 1;
    let mut held = vec![0_u64; usize::try_from(count).unwrap_or_default()];
    for &(day, many) in &card.per_day {
        let bar = usize::try_from(bar_of(day)).unwrap_or(usize::MAX);
        if let Some(held) = held.get_mut(bar) {
            *held += u64::from(many);
        }
    }
    let step = place.rect.width / (f64::from(count) - GAP);
    let at = |bar: u32| place.rect.x + f64::from(bar) * step;
    let named: Vec<_> = labels::firsts_of_months(card.span)
        .filter(|day| months_since(first, day.month()).is_multiple_of(months_a_bar))
        .map(|day| (day, at(bar_of(day)), place.rect.y))
        .collect();
    let mut shapes = labels::shapes(card.span, &named, place, palette.soft);
    let most = held.iter().copied().max().unwrap_or_default();
    for (bar, &many) in (0..count).zip(&held) {
        let colour = if many > 0 { palette.red } else { palette.grid };
        let rect = bar_rect(place, at(bar), step * (1.0 - GAP), share(many, most));
        let radius = (rect.width * 0.22).min(rect.height / 2.0);
        shapes.push(Shape::Fill(rect, radius, colour));
    }
    shapes
}

/// One month, or as many whole years as it takes for few enough bars.
fn months_a_bar(months: u32) -> u32 {
    if months <= MOST_BARS {
        1
    } else {
        (months / 12 + 2).div_ceil(MOST_BARS) * 12
    }
}

fn months_since(first: Month, later: Month) -> u32 {
    let number = |month: Month| i64::from(month.year) * 12 + i64::from(month.month);
    u32::try_from(number(later) - number(first)).unwrap_or(0)
}

/// many ÷ most, to a thousandth; 0 where there is none at all.
fn share(many: u64, most: u64) -> f64 {
    (many * 1000)
        .checked_div(most)
        .and_then(|thousandths| u32::try_from(thousandths).ok())
        .map_or(0.0, |thousandths| f64::from(thousandths) / 1000.0)
}

fn bar_rect(place: Place, x: f64, width: f64, share: f64) -> Rect {
    let tallest = place.rect.height - labels::line_px(place);
    let height = (tallest * share).max(STUB_PX);
    Rect {
        x,
        y: place.rect.bottom() - height,
        width,
        height,
    }
}
