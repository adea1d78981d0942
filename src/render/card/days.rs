//! The days of a card: those that have been drawn in full, those to come as hairlines.
//!
//! On wide and square cards weeks are columns, Monday on top. On a story a month is a row and a day
//! a stroke. A day is the redder the more asks were made on it; one on which a yes came is a disc
//! (a pill in a story) in the colour of a yes. Where days would be too small to see, a square is
//! several weeks, and a row a year with a stroke a week.

use super::canvas::Canvas;
use super::{Card, HeatDay};
use crate::domain::day::{Day, Period};
use crate::render::drawing::{Rect, Shape};
use crate::render::font::{Face, Lettering};
use crate::render::format::month_name;
use crate::render::intensity::Intensity;
use crate::render::palette::{Palette, Rgb};

/// Squares closer than this are not seen when the card is shown small.
const SMALLEST_PITCH: f64 = 8.0;

/// Pages closer than this become one for several weeks.
const SMALLEST_PAGE_PITCH: f64 = 4.2;

/// How many days a square can be.
const UNITS: [u32; 6] = [1, 7, 28, 91, 364, 3_640];

/// In the first weeks the grid has so many columns all the same: those to come are empty days.
const FIRST_COLUMNS: u32 = 5;

/// The days that have been, and how many are to come.
struct Elapsed {
    /// The first day of the first column: the Monday before the period, or its first day.
    start: Day,
    /// The last day that has been.
    last: Day,
    /// The last day of the period.
    end: Day,
}

impl Elapsed {
    fn new(card: &Card) -> Self {
        let Period { from, to } = card.span;
        let monday = from.plus(-i64::from(from.weekday().num_days_from_monday()));
        Self {
            start: monday.unwrap_or(from),
            last: card.today.clamp(from, to.max(from)),
            end: to.max(from),
        }
    }

    fn columns_to(&self, day: Day, unit: u32) -> u32 {
        let days = u32::try_from(day.days_since(self.start)).unwrap_or(0);
        days / unit / 7 + 1
    }
}

/// How many weeks of a card have been; the running one counts.
pub(super) fn weeks_so_far(card: &Card) -> u32 {
    let elapsed = Elapsed::new(card);
    elapsed.columns_to(elapsed.last, 1)
}

/// Weeks as columns.
pub(super) struct Grid {
    elapsed: Elapsed,
    /// How many days a square is.
    unit: u32,
    pub(super) columns: u32,
    to_come: u32,
    pub(super) pitch: f64,
}

impl Grid {
    /// The grid of a card in so much width, where each week to come takes at most `page` pixels
    /// and a square at most `largest`.
    pub(super) fn new(card: &Card, width: f64, page: f64, largest: f64) -> Self {
        let of_unit = |unit| {
            let elapsed = Elapsed::new(card);
            let so_far = elapsed.columns_to(elapsed.last, unit);
            let all = elapsed.columns_to(elapsed.end, unit);
            let columns = so_far.max(all.min(FIRST_COLUMNS));
            let to_come = all - columns;
            let pages = (page * f64::from(to_come)).min(width * 0.4);
            Self {
                elapsed,
                unit,
                columns,
                to_come,
                pitch: ((width - pages) / f64::from(columns)).min(largest),
            }
        };
        let [days, longer @ ..] = UNITS;
        let mut grid = of_unit(days);
        for unit in longer {
            if grid.pitch >= SMALLEST_PITCH {
                break;
            }
            grid = of_unit(unit);
        }
        grid
    }

    /// Whether weeks are to come.
    pub(super) fn has_pages(&self) -> bool {
        self.to_come > 0
    }

    /// Between neighbours.
    pub(super) fn gap(&self) -> f64 {
        (self.pitch * 0.16).max(2.0)
    }

    /// From the first row to the end of the last.
    pub(super) fn height(&self) -> f64 {
        7.0 * self.pitch - self.gap()
    }

    /// From the first column to the end of the last.
    pub(super) fn width(&self) -> f64 {
        f64::from(self.columns) * self.pitch - self.gap()
    }

    /// Draws the days from `x` on, and the pages up to the right edge.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, x: f64, y: f64) {
        let side = self.pitch - self.gap();
        let card = canvas.card;
        let mut heat = HeatCells::new(card);
        let cells = self.columns * 7;
        for index in 0..cells {
            let Some(first) = self.elapsed.start.plus(i64::from(index * self.unit)) else {
                break;
            };
            let last = first.plus(i64::from(self.unit) - 1).unwrap_or(first);
            let is_within = last >= card.span.from && first <= self.elapsed.end;
            let has_been = first <= self.elapsed.last || self.columns <= FIRST_COLUMNS;
            if !is_within || !has_been {
                continue;
            }
            let cell = Rect {
                x: x + f64::from(index / 7) * self.pitch,
                y: y + f64::from(index % 7) * self.pitch,
                width: side,
                height: side,
            };
            canvas.push(heat.until(last).shape(cell, side * 0.04, canvas.palette));
        }
        self.pages(canvas, x + self.width(), y);
    }

    fn pages(&self, canvas: &mut Canvas<'_>, from: f64, y: f64) {
        let height = self.height();
        let lead = (self.pitch / 3.0).clamp(12.0, 24.0);
        pages(
            canvas,
            self.to_come,
            [from + lead, canvas.right],
            [y, y + height],
        );
    }
}

/// Hairlines for so many weeks to come, evenly up to the right end of a place.
pub(super) fn pages(
    canvas: &mut Canvas<'_>,
    weeks: u32,
    [from, to]: [f64; 2],
    [top, bottom]: [f64; 2],
) {
    if weeks == 0 {
        return;
    }
    let pitch = |lines: u32| (to - from - 2.0) / f64::from(lines.saturating_sub(1).max(1));
    let lines = (1..=weeks)
        .map(|weeks_a_line| weeks.div_ceil(weeks_a_line))
        .find(|&lines| lines == 1 || pitch(lines) >= SMALLEST_PAGE_PITCH)
        .unwrap_or(1);
    let step = pitch(lines);
    let thick = (step * 0.3).clamp(1.5, 2.5);
    for line in 0..lines {
        let x = to - thick - f64::from(line) * step;
        canvas.fill(x, top, thick, bottom - top, canvas.palette.page);
    }
}

/// Reads the heatmap of a card from its first day on.
struct HeatCells<'a> {
    days: std::iter::Peekable<std::slice::Iter<'a, HeatDay>>,
}

/// What a cell holds.
#[derive(Clone, Copy, Default)]
struct DayMark {
    asks: u32,
    yeses: u32,
}

impl<'a> HeatCells<'a> {
    fn new(card: &'a Card) -> Self {
        Self {
            days: card.heatmap.iter().peekable(),
        }
    }

    /// What is held by the days that were not read yet, up to one.
    fn until(&mut self, last: Day) -> DayMark {
        let mut held = DayMark::default();
        while let Some(next) = self.days.next_if(|next| next.day <= last) {
            held.asks += next.asks;
            held.yeses += next.yeses;
        }
        held
    }
}

impl DayMark {
    /// A cell, and for a yes one with round ends that is smaller by `inset` at its top and bottom.
    fn shape(self, cell: Rect, inset: f64, palette: &Palette) -> Shape {
        if self.yeses == 0 {
            let colour = palette.heat(Intensity::new(self.asks).number());
            return Shape::Fill(cell, cell.width * 0.2, colour);
        }
        let narrower = if cell.width < cell.height { 0.0 } else { inset };
        let round = Rect {
            x: cell.x + narrower,
            y: cell.y + inset,
            width: cell.width - 2.0 * narrower,
            height: cell.height - 2.0 * inset,
        };
        Shape::Fill(round, round.width / 2.0, palette.green)
    }
}

/// Rows of a story: a month with a stroke a day, or a year with a stroke a week.
pub(super) struct Rows {
    so_far: Vec<MonthRow>,
    /// How many are to come.
    to_come: u32,
    strokes: u32,
    elapsed: Elapsed,
}

struct MonthRow {
    name: String,
    /// The days of each stroke; none where the row is shorter than others or outside the period.
    strokes: Vec<Option<[Day; 2]>>,
}

/// More rows than this are too low to see.
const MOST_ROWS: usize = 14;

/// How far apart the lines of rows to come are.
const ROW_TO_COME: f64 = 12.0;

/// More rows to come than these are not drawn.
const MOST_TO_COME: u32 = 12;

/// Where the strokes of a row begin, after its name.
const STROKES_FROM: f64 = 96.0;

impl Rows {
    pub(super) fn new(card: &Card) -> Self {
        let rows = Self::of_months(card);
        if rows.so_far.len() <= MOST_ROWS {
            rows
        } else {
            Self::of_years(card)
        }
    }

    fn of_months(card: &Card) -> Self {
        let elapsed = Elapsed::new(card);
        let (from, to) = (card.span.from, elapsed.end);
        let last = elapsed.last.month();
        let months = std::iter::successors(Some(from.month()), |month| Some(month.next()))
            .take_while(|&month| month <= to.month());
        let (so_far, to_come): (Vec<_>, Vec<_>) = months.partition(|&month| month <= last);
        let row = |month: crate::domain::day::Month| MonthRow {
            name: month_name(month).chars().take(3).collect(),
            strokes: (1..=31)
                .map(|day| Day::from_ymd(month.year, month.month, day))
                .map(|day| {
                    day.filter(|&day| from <= day && day <= to)
                        .map(|day| [day, day])
                })
                .collect(),
        };
        Self {
            so_far: so_far.into_iter().map(row).collect(),
            to_come: u32::try_from(to_come.len()).unwrap_or(u32::MAX),
            strokes: 31,
            elapsed,
        }
    }

    fn of_years(card: &Card) -> Self {
        let elapsed = Elapsed::new(card);
        let (from, to) = (card.span.from, elapsed.end);
        let week = |year: i32, week: i64| {
            let first = Day::from_ymd(year, 1, 1)?.plus(7 * week)?;
            let last = if week == 52 {
                Day::from_ymd(year, 12, 31)?
            } else {
                first.plus(6)?
            };
            (first.year() == year && last >= from && first <= to)
                .then(|| [first.max(from), last.min(to)])
        };
        let row = |year: i32| MonthRow {
            name: year.to_string(),
            strokes: (0..53).map(|index| week(year, index)).collect(),
        };
        let mut rows: Vec<MonthRow> = (from.year()..=elapsed.last.year()).map(row).collect();
        rows.drain(..rows.len().saturating_sub(MOST_ROWS));
        Self {
            so_far: rows,
            to_come: u32::try_from(to.year() - elapsed.last.year())
                .unwrap_or(0)
                .min(8),
            strokes: 53,
            elapsed,
        }
    }

    fn height_to_come(&self) -> f64 {
        ROW_TO_COME * f64::from(self.to_come.min(MOST_TO_COME))
    }

    /// The pitch of the rows so far in so much room for all, and what is left of the room.
    pub(super) fn fit(&self, room: f64) -> (f64, f64) {
        let count = f64::from(u32::try_from(self.so_far.len()).unwrap_or(1).max(1));
        let room = room - self.height_to_come();
        let pitch = (room / count).min(largest_row(self.so_far.len()));
        (pitch, (room - pitch * count).max(0.0))
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, top: f64, pitch: f64) {
        let palette = canvas.palette;
        let left = canvas.left + STROKES_FROM;
        let across = (canvas.right - left) / f64::from(self.strokes);
        let gap = if self.strokes > 31 { 3.0 } else { 6.0 };
        let high = (pitch * 0.8).max(pitch - 24.0);
        let size = 34.0_f64.min(pitch * 0.72);
        let mut heat = HeatCells::new(canvas.card);
        if let Some([first, _]) = self
            .so_far
            .first()
            .and_then(|row| row.strokes.iter().flatten().next())
        {
            // Rows that are left out.
            if let Some(before) = first.plus(-1) {
                heat.until(before);
            }
        }
        for (row, index) in self.so_far.iter().zip(0_u32..) {
            let y = top + f64::from(index) * pitch;
            let name = Lettering::new(&row.name, Face::Text, size);
            let baseline = y + f64::midpoint(high, size * Face::CAP_HEIGHT);
            canvas.from(name, canvas.left, baseline, palette.soft);
            for (stroke, column) in row.strokes.iter().zip(0_u32..) {
                let Some([first, last]) = *stroke else {
                    continue;
                };
                let cell = Rect {
                    x: left + f64::from(column) * across,
                    y,
                    width: across - gap,
                    height: high,
                };
                let shape = if first > self.elapsed.last && self.so_far.len() > 1 {
                    dash(cell, palette.page)
                } else {
                    heat.until(last).shape(cell, high * 0.09, palette)
                };
                canvas.push(shape);
            }
        }
        let rows = f64::from(u32::try_from(self.so_far.len()).unwrap_or(0));
        let from = top + rows * pitch;
        for index in 0..self.to_come.min(MOST_TO_COME) {
            let y = from + f64::from(index) * ROW_TO_COME;
            canvas.fill(left, y, canvas.right - gap - left, 3.0, palette.page);
        }
    }
}

/// How high a row can be: few of them are higher, so that a story that has just begun is full.
fn largest_row(rows: usize) -> f64 {
    match rows {
        0 | 1 => 240.0,
        2 => 190.0,
        3 => 150.0,
        _ => 120.0,
    }
}

/// A day to come in a row that has begun.
fn dash(cell: Rect, colour: Rgb) -> Shape {
    let rect = Rect {
        y: cell.y + cell.height / 2.0 - 1.5,
        height: 3.0,
        ..cell
    };
    Shape::Fill(rect, 0.0, colour)
}
