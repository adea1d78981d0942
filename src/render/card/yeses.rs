//! The card of yeses: a column a yes, on the nos that came before it.

use super::canvas::{Canvas, TextPlace, hang, height, number, text};
use super::goal::two_numbers;
use super::{Card, Size, captions, days};
use crate::render::drawing::{Drawing, Rect, Shape};
use crate::render::font::{Face, Lettering};
use crate::render::format::grouped;
use crate::render::palette::Palette;

/// More columns than this are too narrow to see.
const MOST_COLUMNS: usize = 260;

/// Columns are not further apart than this, however few there are.
const LARGEST_PITCH: f64 = 48.0;

/// How far apart pages are, and more than there is ever room for.
const PAGE_PITCH: f64 = 17.0;
const MOST_PAGES: u32 = 100;

/// A dash is not higher than this.
const LARGEST_DASH: f64 = 24.0;

/// A dash can be this high, however narrow its column is: many columns are high enough to see.
const LEAST_DASH_CAP: f64 = 12.0;

/// A yes is not lower than this.
const LOWEST_DISC: f64 = 7.0;

/// Dashes closer than this are drawn as one bar.
const SMALLEST_DASH: f64 = 2.4;

pub(super) fn drawing(card: &Card, size: Size, palette: &Palette) -> Drawing {
    let mut canvas = Canvas::new(card, size, palette);
    match size {
        Size::Wide | Size::Badge => wide(&mut canvas),
        Size::Square => square(&mut canvas),
        Size::Story => story(&mut canvas),
    }
    canvas.drawing()
}

fn behind_them(card: &Card) -> &'static str {
    match (card.runs.total(), card.yeses) {
        (1, 1) => "no behind it",
        (_, 1) => "nos behind it",
        (1, _) => "no behind them",
        _ => "nos behind them",
    }
}

fn wide(canvas: &mut Canvas<'_>) {
    let (card, palette) = (canvas.card, canvas.palette);
    canvas.first_line();
    let yeses = number(&grouped(card.yeses), 218.0);
    let nos = number(&grouped(card.runs.total()), 218.0 * 0.86);
    let (yeses, nos, baseline) = two_numbers(canvas, yeses, Some(nos));
    canvas.from(yeses, canvas.left, baseline, palette.green);
    canvas.from(
        text(captions::yeses_word(card), 40.0, 400.0),
        canvas.left,
        394.0,
        palette.ink,
    );
    if let Some(nos) = nos {
        canvas.to(nos, canvas.right, baseline, palette.red);
    }
    canvas.to(
        text(behind_them(card), 40.0, 500.0),
        canvas.right,
        394.0,
        palette.ink,
    );
    columns(
        canvas,
        564.0,
        130.0,
        TextPlace {
            baseline: 603.0,
            px: 25.0,
        },
    );
}

fn square(canvas: &mut Canvas<'_>) {
    let (card, palette) = (canvas.card, canvas.palette);
    canvas.first_line();
    let foot = 858.0;
    let label_at = yeses_across(canvas, 140.0, 54.0, 74.0);
    columns(
        canvas,
        foot,
        foot - label_at - 46.0,
        TextPlace {
            baseline: foot + 42.0,
            px: 28.0,
        },
    );
    let period = canvas.period(TextPlace {
        baseline: 1010.0,
        px: 28.0,
    });
    let nos = fitting(&grouped(card.runs.total()), 82.0, canvas.width() * 0.5);
    let end = canvas.from(nos, canvas.left, 1010.0, palette.red) + 22.0;
    canvas.from(
        text(behind_them(card), 40.0, period - 30.0 - end),
        end,
        1010.0,
        palette.ink,
    );
}

fn story(canvas: &mut Canvas<'_>) {
    let (card, palette) = (canvas.card, canvas.palette);
    canvas.first_line();
    let foot = 1370.0;
    let label_at = yeses_across(canvas, 326.0, 64.0, 88.0);
    columns(
        canvas,
        foot,
        foot - label_at - 64.0,
        TextPlace {
            baseline: foot + 56.0,
            px: 36.0,
        },
    );
    let nos = fitting(&grouped(card.runs.total()), 120.0, canvas.width() * 0.6);
    let end = canvas.from(nos, canvas.left, 1606.0, palette.red) + 28.0;
    canvas.from(
        text(behind_them(card), 52.0, canvas.right - end),
        end,
        1606.0,
        palette.ink,
    );
    let period = text(&captions::period(card.span), 36.0, canvas.width());
    canvas.from(period, canvas.left, 1696.0, palette.soft);
}

fn fitting(told: &str, high: f64, width: f64) -> Lettering {
    Lettering::fitting(told, Face::Number, high / Face::CAP_HEIGHT, width)
}

/// The number of yeses over the width, and its label; the label's baseline.
fn yeses_across(canvas: &mut Canvas<'_>, top: f64, label_px: f64, label_by: f64) -> f64 {
    let (card, palette) = (canvas.card, canvas.palette);
    let yeses = fitting(&grouped(card.yeses), 440.0, canvas.width());
    let baseline = top + height(&yeses);
    let label_at = baseline + label_by.max(hang(&yeses) + 16.0 + label_px * Face::CAP_HEIGHT);
    canvas.from(yeses, canvas.left, baseline, palette.green);
    let label = text(captions::yeses_word(card), label_px, canvas.width());
    canvas.from(label, canvas.left, label_at, palette.ink);
    label_at
}

/// A column a yes, the nos behind it as dashes and the yes as a disc on top, and a line about
/// them. The last column has no disc: its yes is to come.
fn columns(canvas: &mut Canvas<'_>, foot: f64, high: f64, line: TextPlace) {
    let (runs, palette) = (&canvas.card.runs, canvas.palette);
    let open = (runs.open > 0).then_some((runs.open, false));
    let all = runs.behind.iter().map(|&nos| (nos, true)).chain(open);
    let left_out = all.clone().count().saturating_sub(MOST_COLUMNS);
    let shown: Vec<(u32, bool)> = all.skip(left_out).collect();
    let count = f64::from(u32::try_from(shown.len()).unwrap_or(1).max(1));
    let pitch = (canvas.width() / count).min(LARGEST_PITCH);
    let bar = pitch * 0.74;
    let disc = bar.min(LARGEST_DASH * 1.2);
    let tall = disc.max(LOWEST_DISC);
    let longest = shown.iter().map(|&(nos, _)| nos).max().unwrap_or(0);
    let dash = ((high - tall - 2.0) / f64::from(longest.max(1)))
        .min(pitch.max(LEAST_DASH_CAP))
        .min(LARGEST_DASH);
    for (&(nos, is_yes), index) in shown.iter().zip(0_u32..) {
        let x = canvas.left + f64::from(index) * pitch;
        if dash < SMALLEST_DASH && nos > 0 {
            let height = f64::from(nos) * dash;
            canvas.fill(x, foot - height, bar, height, palette.red);
        } else {
            for no in 1..=nos {
                canvas.fill(
                    x,
                    foot - f64::from(no) * dash + dash * 0.28,
                    bar,
                    dash * 0.72,
                    palette.red,
                );
            }
        }
        if is_yes {
            let above = if nos > 0 { 1.0 } else { 0.0 };
            let rect = Rect {
                x: x + (bar - disc) / 2.0,
                y: foot - f64::from(nos) * dash - above - tall,
                width: disc,
                height: tall,
            };
            canvas.push(Shape::Fill(rect, disc / 2.0, palette.green));
        }
    }
    let end = canvas.left + count * pitch;
    let room = (canvas.right - end) / PAGE_PITCH;
    let pages = (2..MOST_PAGES)
        .rev()
        .find(|&pages| f64::from(pages) <= room);
    if let Some(pages) = pages {
        days::pages(canvas, pages, [end, canvas.right], [foot - high, foot]);
    }
    let yeses = shown.iter().filter(|&&(_, is_yes)| is_yes).count();
    let told = text(
        &captions::every_yes(left_out, yeses),
        line.px,
        canvas.width(),
    );
    canvas.from(told, canvas.left, line.baseline, palette.soft);
}
