//! The days of a card: a cell a day, redder the more it holds, today with a ring around it.
//!
//! Up to a hundred days stand in rows as in a book. More stand in weeks, Monday on top, with the
//! names of the months above, in one band or in several below one another, whichever gives the
//! larger cells. Where cells would be too small to see, months or years stand as bars.

mod bars;
mod grid;
mod labels;

use super::Card;
use crate::domain::day::{Day, Span};
use crate::render::drawing::{Rect, Shape};
use crate::render::heat::Level;
use crate::render::palette::Palette;
use grid::Grid;

/// Where the days may be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// All of it, names of months included.
    pub rect: Rect,
    /// The size of the names of months, in pixels an em.
    pub label_px: f64,
}

/// Cells narrower than this are not told apart when the card is shown small.
const SMALLEST_STEP_PX: f64 = 8.0;

/// The picture of the days.
#[must_use]
pub fn shapes(card: &Card, place: Place, palette: &Palette) -> Vec<Shape> {
    let grid = Grid::of(card.span, place);
    if grid.step_px() < SMALLEST_STEP_PX {
        return bars::shapes(card, place, palette);
    }
    let mut held = card.per_day.iter().copied().peekable();
    let mut shapes = grid.labels(palette.soft);
    let mut ring = None;
    for day in card.span.each() {
        while held.next_if(|&(earlier, _)| earlier < day).is_some() {}
        let count = held.next_if(|&(that, _)| that == day).map_or(0, |(_, n)| n);
        let cell = grid.cell(day);
        if day == card.today {
            ring = Some(grid.ring(cell, palette.ink));
        }
        shapes.push(if count == 0 && day > card.today {
            grid.dot(cell, palette.grid)
        } else {
            let colour = palette.heat(Level::of(count).number());
            Shape::Fill(cell, grid.radius_px(), colour)
        });
    }
    shapes.extend(ring);
    shapes
}

/// Whole steps from the first day to a later one.
fn days_between(first: Day, later: Day) -> u32 {
    Span::new(first, later).days().saturating_sub(1)
}
