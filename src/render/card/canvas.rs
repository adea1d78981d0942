//! What all cards share: ground and spine, margins, and texts set by their ink.
//!
//! The first stroke of a text is at the left edge, the last at the right edge, whatever its side
//! bearings.

use super::{Card, Size, captions};
use crate::render::drawing::{Drawing, Rect, Shape};
use crate::render::font::{Face, Lettering};
use crate::render::palette::{Palette, Rgb};

/// How much smaller the first line can be before it becomes two.
const SMALLEST_LINE: f64 = 0.8;

/// A card while it is drawn.
pub(super) struct Canvas<'a> {
    pub(super) card: &'a Card,
    pub(super) palette: &'a Palette,
    /// Where texts begin and end.
    pub(super) left: f64,
    pub(super) right: f64,
    size: Size,
    size_px: (u16, u16),
    spine: f64,
    shapes: Vec<Shape>,
}

/// A size of text and its baseline.
#[derive(Clone, Copy)]
pub(super) struct TextPlace {
    pub(super) baseline: f64,
    pub(super) px: f64,
}

/// A text that is not wider than a width.
pub(super) fn text(text: &str, px: f64, width: f64) -> Lettering {
    Lettering::fitting(text, Face::Text, px, width)
}

/// A number whose digits are so high.
pub(super) fn number(text: &str, height: f64) -> Lettering {
    Lettering::new(text, Face::Number, height / Face::CAP_HEIGHT)
}

/// How high the digits of a number are.
pub(super) fn height(number: &Lettering) -> f64 {
    number.size_px() * Face::CAP_HEIGHT
}

/// How far a number reaches below its baseline: its comma does.
pub(super) fn hang(number: &Lettering) -> f64 {
    number.ink_at(0.0, 0.0).bottom()
}

impl<'a> Canvas<'a> {
    pub(super) fn new(card: &'a Card, size: Size, palette: &'a Palette) -> Self {
        let (size_px, spine, left, right) = match size {
            Size::Wide | Size::Badge => ((1200, 630), 14.0, 64.0, 1136.0),
            Size::Square => ((1080, 1080), 24.0, 88.0, 1000.0),
            Size::Story => ((1080, 1920), 24.0, 88.0, 1000.0),
        };
        let mut canvas = Self {
            card,
            palette,
            left,
            right,
            size,
            size_px,
            spine,
            shapes: Vec::new(),
        };
        let (width, height) = (f64::from(size_px.0), f64::from(size_px.1));
        canvas.fill(0.0, 0.0, width, height, palette.paper);
        canvas.fill(0.0, 0.0, spine, height, palette.spine);
        canvas
    }

    pub(super) fn drawing(self) -> Drawing {
        let (width_px, height_px) = self.size_px;
        Drawing {
            width_px,
            height_px,
            corner_px: 0,
            title: captions::title(self.card),
            description: captions::description(self.card),
            shapes: self.shapes,
        }
    }

    /// The line at the top that says what the card is; on a wide one the period is beside it.
    pub(super) fn first_line(&mut self) {
        let (baseline, px) = match self.size {
            Size::Wide | Size::Badge => (76.0, 28.0),
            Size::Square => (94.0, 38.0),
            Size::Story => (274.0, 42.0),
        };
        let at = TextPlace { baseline, px };
        let width = match self.size {
            Size::Wide | Size::Badge => self.period(at) - 40.0 - self.left,
            Size::Square | Size::Story => self.width(),
        };
        self.what(at, width);
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn push(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    /// A rectangle with square corners.
    pub(super) fn fill(&mut self, x: f64, y: f64, width: f64, height: f64, colour: Rgb) {
        let rect = Rect {
            x,
            y,
            width,
            height,
        };
        self.push(Shape::Fill(rect, 0.0, colour));
    }

    /// A disc around a point.
    pub(super) fn disc(&mut self, [x, y]: [f64; 2], radius: f64, colour: Rgb) {
        let rect = Rect {
            x: x - radius,
            y: y - radius,
            width: 2.0 * radius,
            height: 2.0 * radius,
        };
        self.push(Shape::Fill(rect, radius, colour));
    }

    /// A text whose ink begins at `x`; where it ends.
    pub(super) fn from(&mut self, text: Lettering, x: f64, baseline: f64, colour: Rgb) -> f64 {
        let end = x + text.ink_width_px();
        let origin = x - text.bearing_px();
        self.push(Shape::Text(text, [origin, baseline], colour));
        end
    }

    /// A text whose ink ends at `x`; where it begins.
    pub(super) fn to(&mut self, text: Lettering, x: f64, baseline: f64, colour: Rgb) -> f64 {
        let start = x - text.ink_width_px();
        self.from(text, start, baseline, colour);
        start
    }

    /// The line that says what the card is, after the headline of a milestone. It is made smaller
    /// where it is too wide, and takes two lines where it would be too small.
    pub(super) fn what(&mut self, at: TextPlace, width: f64) {
        let (ink, red) = (self.palette.ink, self.palette.red);
        let what = captions::what(self.card);
        let line = Lettering::new(what, Face::Text, at.px);
        if let Some(headline) = captions::headline(self.card) {
            let headline = Lettering::new(&headline, Face::Strong, at.px);
            let gap = at.px * 0.55;
            let factor = (width / (headline.ink_width_px() + gap + line.ink_width_px())).min(1.0);
            let end = self.from(headline.scaled(factor), self.left, at.baseline, red);
            self.from(line.scaled(factor), end + gap * factor, at.baseline, ink);
        } else if line.ink_width_px() * SMALLEST_LINE <= width {
            self.from(text(what, at.px, width), self.left, at.baseline, ink);
        } else {
            let (first, second) = halves(what);
            for (half, by) in [(first, -0.55), (second, 0.45)] {
                let half = text(half, at.px * 0.76, width);
                self.from(half, self.left, at.baseline + by * at.px, ink);
            }
        }
    }

    /// The period at the right edge; where it begins.
    pub(super) fn period(&mut self, at: TextPlace) -> f64 {
        let period = Lettering::new(&captions::period(self.card.span), Face::Text, at.px);
        self.to(period, self.right, at.baseline, self.palette.soft)
    }

    /// The bar of the goal at the foot. Whatever is done shows, and only all of it fills the bar.
    pub(super) fn bar(&mut self) {
        let Some(fraction) = self.card.fraction() else {
            return;
        };
        let (width, height) = (f64::from(self.size_px.0), f64::from(self.size_px.1));
        let (spine, top) = (self.spine, height - self.spine);
        self.fill(spine, top, width - spine, spine, self.palette.track);
        if self.card.done > 0 {
            let least = 4.0_f64;
            let most = if self.card.is_reached() {
                width - spine
            } else {
                width - spine - least
            };
            let done = (fraction * (width - spine)).clamp(least, most);
            self.fill(spine, top, done, spine, self.palette.bar);
        }
    }
}

/// A text in two, at the blank nearest to its middle, else in the middle of its only word.
fn halves(text: &str) -> (&str, &str) {
    let middle = text.len() / 2;
    let blanks = text.char_indices().filter(|(_, letter)| *letter == ' ');
    let blank = blanks
        .map(|(index, _)| index)
        .min_by_key(|index| index.abs_diff(middle));
    let cut = blank.unwrap_or_else(|| {
        (middle..=text.len())
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(0)
    });
    let (first, second) = text.split_at(cut);
    (first, second.trim_start())
}
