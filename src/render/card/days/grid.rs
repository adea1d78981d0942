//! Where each day's cell stands.

use super::{Place, days_between, labels};
use crate::domain::day::{Day, Span};
use crate::render::drawing::{Rect, Shape};
use crate::render::palette::Rgb;

/// The gap between neighbours, as a share of the step from one to the next.
const GAP: f64 = 0.18;

/// Up to so many days stand in rows as in a book.
const MOST_IN_ROWS: u32 = 100;

/// Cells are not drawn larger than this, however few there are.
const LARGEST_STEP_PX: f64 = 110.0;

/// More bands than this below one another are not read as one period.
const MOST_BANDS: u32 = 4;

/// Rows of cells, or weeks in bands.
pub(super) struct Grid {
    place: Place,
    span: Span,
    order: Order,
    step: [f64; 2],
    gap_px: f64,
}

/// How one day follows another.
#[derive(Clone, Copy)]
enum Order {
    /// From left to right, so many in a row.
    Rows { columns: u32 },
    /// From Monday down to Sunday, so many weeks in a band.
    Weeks { columns: u32, band_px: f64 },
}

impl Grid {
    /// The grid with the largest cells that the place holds.
    pub(super) fn of(span: Span, place: Place) -> Self {
        let candidates: Vec<Self> = if span.days() <= MOST_IN_ROWS {
            (1..=span.days().clamp(1, 10))
                .map(|rows| Self::in_rows(span, place, rows))
                .collect()
        } else {
            (1..=MOST_BANDS)
                .map(|bands| Self::in_weeks(span, place, bands))
                .collect()
        };
        let larger = |one: Self, next: Self| {
            if next.area_px() > one.area_px() + 1e-6 {
                next
            } else {
                one
            }
        };
        candidates
            .into_iter()
            .reduce(larger)
            .unwrap_or_else(|| Self::in_rows(span, place, 1))
    }

    fn in_rows(span: Span, place: Place, rows: u32) -> Self {
        let columns = span.days().max(1).div_ceil(rows);
        let step = step_px(place.rect.width, columns)
            .min(step_px(place.rect.height, rows))
            .min(LARGEST_STEP_PX);
        Self {
            place,
            span,
            order: Order::Rows { columns },
            step: [step, step],
            gap_px: step * GAP,
        }
    }

    fn in_weeks(span: Span, place: Place, bands: u32) -> Self {
        let columns = (week(span.from, span.to) + 1).div_ceil(bands);
        let between = place.label_px * 0.9;
        let band_px = (place.rect.height + between) / f64::from(bands);
        let across = step_px(place.rect.width, columns);
        let down = step_px(band_px - between - labels::line_px(place), 7);
        // Cells are not square where the weeks are few or many, but nearly.
        let (across, down) = (across.min(down * 2.0), down.min(across * 1.5));
        Self {
            place,
            span,
            order: Order::Weeks { columns, band_px },
            step: [across, down],
            gap_px: across.min(down) * GAP,
        }
    }

    fn area_px(&self) -> f64 {
        let [across, down] = self.step;
        across.max(0.0) * down.max(0.0)
    }

    /// The shorter of the steps from a cell to its neighbours.
    pub(super) fn step_px(&self) -> f64 {
        let [across, down] = self.step;
        across.min(down)
    }

    /// How round the corners of a cell are.
    pub(super) fn radius_px(&self) -> f64 {
        (self.step_px() - self.gap_px) * 0.22
    }

    /// The cell of a day of the span.
    pub(super) fn cell(&self, day: Day) -> Rect {
        let [across, down] = self.step;
        let (column, row, top) = match self.order {
            Order::Rows { columns } => {
                let index = days_between(self.span.from, day);
                (index % columns, index / columns, 0.0)
            }
            Order::Weeks { columns, band_px } => {
                let week = week(self.span.from, day);
                let top = f64::from(week / columns) * band_px + labels::line_px(self.place);
                (week % columns, day.weekday().num_days_from_monday(), top)
            }
        };
        Rect {
            x: self.place.rect.x + f64::from(column) * across,
            y: self.place.rect.y + top + f64::from(row) * down,
            width: across - self.gap_px,
            height: down - self.gap_px,
        }
    }

    /// What a day to come is: a dot in the middle of its cell.
    pub(super) fn dot(&self, cell: Rect, colour: Rgb) -> Shape {
        let side = (self.step_px() - self.gap_px) * 0.42;
        let dot = Rect {
            x: cell.x + (cell.width - side) / 2.0,
            y: cell.y + (cell.height - side) / 2.0,
            width: side,
            height: side,
        };
        Shape::Fill(dot, side / 2.0, colour)
    }

    /// What marks today: a ring in the gap around its cell.
    pub(super) fn ring(&self, cell: Rect, colour: Rgb) -> Shape {
        let out = self.gap_px * 0.3;
        let ring = Rect {
            x: cell.x - out,
            y: cell.y - out,
            width: cell.width + 2.0 * out,
            height: cell.height + 2.0 * out,
        };
        let thick = (self.gap_px * 0.7).min(6.0);
        Shape::Outline(ring, self.radius_px() + out, thick, colour)
    }

    /// The name of each month above the week that holds its first day.
    pub(super) fn labels(&self, colour: Rgb) -> Vec<Shape> {
        let Order::Weeks { band_px, .. } = self.order else {
            return Vec::new();
        };
        let placed = |first| {
            let cell = self.cell(first);
            let band = ((cell.y - self.place.rect.y) / band_px).floor();
            (first, cell.x, self.place.rect.y + band * band_px)
        };
        let named: Vec<_> = labels::firsts_of_months(self.span).map(placed).collect();
        labels::shapes(self.span, &named, self.place, colour)
    }
}

/// The step at which so many cells fill a length, without a gap after the last.
fn step_px(length_px: f64, cells: u32) -> f64 {
    length_px / (f64::from(cells) - GAP)
}

/// How many weeks after that of the first day a day's is; weeks begin on Monday.
fn week(first: Day, day: Day) -> u32 {
    (days_between(first, day) + first.weekday().num_days_from_monday()) / 7
}
