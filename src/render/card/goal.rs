//! The card of a goal: how many nos, and on which days.

use super::canvas::{Canvas, TextPlace, hang, height, number, text};
use super::days::{Grid, Rows, weeks_so_far};
use super::{Card, Size, captions};
use crate::render::drawing::Drawing;
use crate::render::font::Face;
use crate::render::font::Lettering;
use crate::render::format::grouped;
use crate::render::palette::Palette;

/// Up to so many weeks a wide card has its days at the right, in full height.
const EARLY_WEEKS: u32 = 10;

/// How much of a label is above its baseline, in ems.
const CAPS: f64 = Face::CAP_HEIGHT;

pub(super) fn drawing(card: &Card, size: Size, palette: &Palette) -> Drawing {
    let mut canvas = Canvas::new(card, size, palette);
    match size {
        Size::Wide | Size::Badge if weeks_so_far(card) <= EARLY_WEEKS => early(&mut canvas),
        Size::Wide | Size::Badge => wide(&mut canvas),
        Size::Square => square(&mut canvas),
        Size::Story => story(&mut canvas),
    }
    canvas.bar();
    canvas.drawing()
}

fn wide(canvas: &mut Canvas<'_>) {
    canvas.first_line();
    let (card, palette) = (canvas.card, canvas.palette);
    let has_yeses = card.yeses > 0;
    let nos = number(&grouped(card.done), 218.0);
    let yeses = number(&grouped(card.yeses), 218.0 * 0.62);
    // A comma needs room above the labels; the top stays below the first line.
    let (nos, yeses, baseline) = two_numbers(canvas, nos, has_yeses.then_some(yeses));
    canvas.from(nos, canvas.left, baseline, palette.red);
    let label = text(&captions::label(card), 40.0, canvas.width() * 0.55);
    canvas.from(label, canvas.left, 394.0, palette.ink);
    if let Some(yeses) = yeses {
        canvas.to(yeses, canvas.right, baseline, palette.green);
        let along = text(captions::along_the_way(card), 40.0, canvas.width() * 0.4);
        canvas.to(along, canvas.right, 394.0, palette.ink);
    }
    let grid = Grid::new(card, canvas.width(), 4.0, 22.9);
    grid.draw(canvas, canvas.left, 426.0);
}

/// Two numbers on one baseline of a wide card, smaller together where they need it.
pub(super) fn two_numbers(
    canvas: &Canvas<'_>,
    left: Lettering,
    right: Option<Lettering>,
) -> (Lettering, Option<Lettering>, f64) {
    let right_width = right
        .as_ref()
        .map_or(0.0, |right| right.ink_width_px() + 60.0);
    let mut factor = (canvas.width() / (left.ink_width_px() + right_width)).min(1.0);
    let hang = right.as_ref().map_or(0.0, hang).max(hang(&left));
    // 349 is 16 above the capitals of the labels, 114 the highest top.
    if hang > 8.0 {
        factor = factor.min((349.0 - 114.0) / (height(&left) + hang));
    }
    let baseline = 342.0_f64.min(349.0 - hang * factor);
    (
        left.scaled(factor),
        right.map(|right| right.scaled(factor)),
        baseline,
    )
}

fn early(canvas: &mut Canvas<'_>) {
    canvas.first_line();
    let (card, palette) = (canvas.card, canvas.palette);
    let (top, foot) = (124.0, 562.0);
    let probe = Grid::new(card, canvas.width() - 90.0 - 420.0, 0.0, 64.0);
    let pages = if probe.has_pages() { 90.0 } else { 0.0 };
    let x = canvas.right - pages - f64::from(probe.columns) * probe.pitch
        + if pages > 0.0 { 0.0 } else { probe.gap() };
    let y = if probe.height() > 400.0 {
        foot - probe.height()
    } else {
        343.0 - probe.height() / 2.0
    };
    probe.draw(canvas, x, y);

    let width = x - 40.0 - canvas.left;
    let nos = Lettering::fitting(
        &grouped(card.done),
        Face::Number,
        218.0 / Face::CAP_HEIGHT,
        width,
    );
    let baseline = top + height(&nos);
    let label_at = (baseline + 52.0).max(baseline + hang(&nos) + 16.0 + 40.0 * CAPS);
    canvas.from(nos, canvas.left, baseline, palette.red);
    canvas.from(
        text(&captions::label(card), 40.0, width),
        canvas.left,
        label_at,
        palette.ink,
    );
    if card.yeses > 0 {
        let yeses = number(&grouped(card.yeses), 122.0);
        let end = canvas.from(yeses, canvas.left, foot, palette.green);
        let word = captions::yeses_word(card);
        canvas.from(
            text(word, 40.0, x - 40.0 - end - 20.0),
            end + 20.0,
            foot,
            palette.ink,
        );
    }
}

fn square(canvas: &mut Canvas<'_>) {
    let (card, palette) = (canvas.card, canvas.palette);
    canvas.first_line();
    let (foot, usual) = (1004.0, 435.0);
    let nos = Lettering::fitting(
        &grouped(card.done),
        Face::Number,
        440.0 / Face::CAP_HEIGHT,
        canvas.width(),
    );
    let high = height(&nos);
    let spare = (usual - high).max(0.0);
    let yeses_high = (98.0 + 0.3 * spare).min(0.62 * high).clamp(98.0, 200.0);
    let label_by = 74.0_f64.max(hang(&nos) + 16.0 + 54.0 * CAPS);
    // The grid takes what the width allows, and the height that is left.
    let fixed = high + label_by + 38.0 + 22.0 + yeses_high;
    let room = foot - 140.0 - fixed;
    let grid = Grid::new(card, canvas.width() - 6.0, 5.4, room / 7.0);
    let left_over = (room - grid.height()).max(0.0);
    let top = 140.0 + left_over * 0.4;
    let baseline = top + high;
    canvas.from(nos, canvas.left, baseline, palette.red);
    let label = text(&captions::label(card), 54.0, canvas.width());
    canvas.from(label, canvas.left, baseline + label_by, palette.ink);
    grid.draw(
        canvas,
        canvas.left,
        baseline + label_by + 38.0 + left_over * 0.2,
    );
    let period = canvas.period(TextPlace {
        baseline: foot,
        px: 28.0,
    });
    if card.yeses > 0 {
        let yeses = Lettering::fitting(
            &grouped(card.yeses),
            Face::Number,
            yeses_high / Face::CAP_HEIGHT,
            canvas.width() * 0.45,
        );
        let is_wide = yeses.ink_width_px() > 250.0;
        let end = canvas.from(yeses, canvas.left, foot, palette.green);
        let word = if is_wide {
            captions::yeses_word(card)
        } else {
            captions::along_the_way(card)
        };
        canvas.from(
            text(word, 40.0, period - 30.0 - end - 22.0),
            end + 22.0,
            foot,
            palette.ink,
        );
    }
}

fn story(canvas: &mut Canvas<'_>) {
    let (card, palette) = (canvas.card, canvas.palette);
    canvas.first_line();
    let nos = Lettering::fitting(
        &grouped(card.done),
        Face::Number,
        440.0 / Face::CAP_HEIGHT,
        canvas.width(),
    );
    let (top, high) = (326.0, height(&nos));
    let label_by = 88.0_f64.max(hang(&nos) + 16.0 + 64.0 * CAPS);
    let rows = Rows::new(card);
    let first_row = top + high + label_by + 58.0;
    let last_row = if card.yeses > 0 { 1440.0 } else { 1600.0 };
    let (pitch, left_over) = rows.fit(last_row - first_row);
    let baseline = top + high;
    canvas.from(nos, canvas.left, baseline, palette.red);
    let label = text(&captions::label(card), 64.0, canvas.width());
    canvas.from(label, canvas.left, baseline + label_by, palette.ink);
    rows.draw(canvas, first_row + left_over / 2.0, pitch);
    if card.yeses > 0 {
        let yeses = Lettering::fitting(
            &grouped(card.yeses),
            Face::Number,
            150.0 / Face::CAP_HEIGHT,
            canvas.width() * 0.6,
        );
        let end = canvas.from(yeses, canvas.left, 1618.0, palette.green);
        let word = captions::along_the_way(card);
        canvas.from(
            text(word, 52.0, canvas.right - end - 28.0),
            end + 28.0,
            1618.0,
            palette.ink,
        );
    }
    let period = text(&captions::period(card.span), 36.0, canvas.width());
    canvas.from(period, canvas.left, 1696.0, palette.soft);
}
