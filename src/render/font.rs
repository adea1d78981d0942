//! Letters as outlines: texts that look the same wherever they are drawn.
//!
//! Three faces cut out of Inter 4.001 are beside this file with their licence, the SIL Open Font
//! License 1.1: digits with comma and full stop at display size and weight 700; Latin, Greek and
//! Cyrillic at text size and weight 400; ASCII at text size and weight 600. The strongest of their
//! pair kerning is kept in a `kern` table. No font of the machine is used, so none can be missing.

use std::fmt::Write;

use ttf_parser::{GlyphId, OutlineBuilder};

use super::geometry::{Rect, coordinate};

/// A face of the one font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Bold digits, comma and full stop, cut for great sizes. No letters.
    Number,
    /// Regular.
    Text,
    /// Semi-bold.
    Strong,
}

impl Face {
    /// The height of a capital letter or a digit, in ems.
    pub const CAP_HEIGHT: f64 = 1490.0 / 2048.0;

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Number => include_bytes!("font/Inter-Number.ttf"),
            Self::Text => include_bytes!("font/Inter-Text.ttf"),
            Self::Strong => include_bytes!("font/Inter-Strong.ttf"),
        }
    }

    /// The first character of a text that this face cannot draw.
    #[must_use]
    pub fn lacks(self, text: &str) -> Option<char> {
        let face = ttf_parser::Face::parse(self.bytes(), 0).ok();
        let holds = |letter| {
            face.as_ref()
                .is_some_and(|face| face.glyph_index(letter).is_some())
        };
        text.chars().find(|&letter| !holds(letter))
    }
}

/// A step along an outline. Ordinates grow downwards, as they do in pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
enum OutlineStep {
    Move([f64; 2]),
    Line([f64; 2]),
    Curve([f64; 2], [f64; 2]),
    Close,
}

/// One line of text as outlines, at a size. Its origin is the left end of its baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Lettering {
    steps: Vec<OutlineStep>,
    size_px: f64,
    advance_ems: f64,
    /// Left, top, right, bottom of what is inked, in ems.
    ink_ems: [f64; 4],
}

impl Lettering {
    /// The text in a face, at so many pixels an em. What the face lacks is drawn as its empty box.
    #[must_use]
    pub fn new(text: &str, face: Face, size_px: f64) -> Self {
        let mut pen = GlyphOutliner::default();
        if let Ok(face) = ttf_parser::Face::parse(face.bytes(), 0) {
            pen.ems_per_unit = 1.0 / f64::from(face.units_per_em());
            for letter in text.chars() {
                pen.letter(&face, face.glyph_index(letter).unwrap_or_default());
            }
        }
        Self {
            steps: pen.steps,
            size_px,
            advance_ems: pen.x,
            ink_ems: pen.ink.unwrap_or_default(),
        }
    }

    /// The same, made smaller where what is inked would be wider than so many pixels.
    #[must_use]
    pub fn fitting(text: &str, face: Face, size_px: f64, width_px: f64) -> Self {
        let lettering = Self::new(text, face, size_px);
        let width = lettering.ink_width_px();
        if width > width_px {
            lettering.scaled(width_px / width)
        } else {
            lettering
        }
    }

    /// The same at so many times the size.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        self.size_px *= factor;
        self
    }

    /// Pixels an em.
    #[must_use]
    pub fn size_px(&self) -> f64 {
        self.size_px
    }

    /// How far the pen went, side bearings included: where a text that goes on begins.
    #[must_use]
    pub fn advance_px(&self) -> f64 {
        self.advance_ems * self.size_px
    }

    /// How wide what is inked is.
    #[must_use]
    pub fn ink_width_px(&self) -> f64 {
        let [left, _, right, _] = self.ink_ems;
        (right - left) * self.size_px
    }

    /// How far right of the origin the ink begins.
    #[must_use]
    pub fn bearing_px(&self) -> f64 {
        let [left, ..] = self.ink_ems;
        left * self.size_px
    }

    /// What is inked when the origin is there.
    #[must_use]
    pub fn ink_at(&self, x: f64, y: f64) -> Rect {
        let [left, top, right, bottom] = self.ink_ems.map(|ems| ems * self.size_px);
        Rect {
            x: x + left,
            y: y + top,
            width: right - left,
            height: bottom - top,
        }
    }

    /// The outlines with the origin there, as the data of an SVG path.
    #[must_use]
    pub fn path_at(&self, x: f64, y: f64) -> String {
        let mut data = String::new();
        let point = |[dx, dy]: [f64; 2]| {
            let (x, y) = (x + dx * self.size_px, y + dy * self.size_px);
            format!("{} {}", coordinate(x), coordinate(y))
        };
        for step in &self.steps {
            // Writing to a string cannot fail.
            let _ = match *step {
                OutlineStep::Move(to) => write!(data, "M{}", point(to)),
                OutlineStep::Line(to) => write!(data, "L{}", point(to)),
                OutlineStep::Curve(by, to) => write!(data, "Q{} {}", point(by), point(to)),
                OutlineStep::Close => write!(data, "Z"),
            };
        }
        data
    }
}

/// What draws one glyph after another.
#[derive(Default)]
struct GlyphOutliner {
    ems_per_unit: f64,
    x: f64,
    last: Option<GlyphId>,
    steps: Vec<OutlineStep>,
    ink: Option<[f64; 4]>,
}

impl GlyphOutliner {
    fn letter(&mut self, face: &ttf_parser::Face<'_>, glyph: GlyphId) {
        if let Some(last) = self.last {
            self.x += f64::from(kerning(face, last, glyph)) * self.ems_per_unit;
        }
        if let Some(bounds) = face.outline_glyph(glyph, self) {
            let [left, bottom] = self.at(f32::from(bounds.x_min), f32::from(bounds.y_min));
            let [right, top] = self.at(f32::from(bounds.x_max), f32::from(bounds.y_max));
            self.ink = Some(self.ink.map_or([left, top, right, bottom], |ink| {
                let [l, t, r, b] = ink;
                [l.min(left), t.min(top), r.max(right), b.max(bottom)]
            }));
        }
        let advance = face.glyph_hor_advance(glyph).unwrap_or_default();
        self.x += f64::from(advance) * self.ems_per_unit;
        self.last = Some(glyph);
    }

    fn at(&self, x: f32, y: f32) -> [f64; 2] {
        [
            self.x + f64::from(x) * self.ems_per_unit,
            -f64::from(y) * self.ems_per_unit,
        ]
    }
}

impl OutlineBuilder for GlyphOutliner {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(OutlineStep::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(OutlineStep::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.steps
            .push(OutlineStep::Curve(self.at(x1, y1), self.at(x, y)));
    }

    /// The faces hold quadratic curves alone; a cubic one would be drawn by its two handles.
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.quad_to(f32::midpoint(x1, x2), f32::midpoint(y1, y2), x, y);
    }

    fn close(&mut self) {
        self.steps.push(OutlineStep::Close);
    }
}

/// How much nearer (negative) or farther a pair of glyphs is, in units of the face.
fn kerning(face: &ttf_parser::Face<'_>, left: GlyphId, right: GlyphId) -> i16 {
    face.tables().kern.map_or(0, |kern| {
        kern.subtables
            .into_iter()
            .find_map(|table| table.glyphs_kerning(left, right))
            .unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_holds_what_it_is_for() {
        let letters: String = (' '..='~').chain(['·', '–', '…']).collect();
        let held = [
            (Face::Number, "0123456789,."),
            (
                Face::Text,
                "Żółć, çüñ, Đỗ Thị, Ўзбек, Їжак, Ελλάδα, “ẞ” — €5",
            ),
            (Face::Text, &letters),
            (Face::Strong, &letters),
        ];
        for (face, text) in held {
            let parsed = ttf_parser::Face::parse(face.bytes(), 0).unwrap();
            let cap_height = f64::from(parsed.capital_height().unwrap());
            let units = f64::from(parsed.units_per_em());
            assert!((cap_height / units - Face::CAP_HEIGHT).abs() < 1e-9);
            assert_eq!(face.lacks(text), None, "{face:?}");
        }
    }

    #[test]
    fn a_text_is_as_wide_as_its_size_says() {
        let small = Lettering::new("312", Face::Number, 10.0);
        let great = Lettering::new("312", Face::Number, 100.0);
        assert!((great.ink_width_px() - 10.0 * small.ink_width_px()).abs() < 1e-9);
        assert_eq!(small.clone().scaled(10.0), great);
    }

    #[test]
    fn a_text_that_is_too_wide_is_made_smaller_and_no_other() {
        let fitted = Lettering::fitting("1,000,000", Face::Number, 256.0, 400.0);
        assert!((fitted.ink_width_px() - 400.0).abs() < 1e-9);
        let roomy = Lettering::fitting("7", Face::Number, 256.0, 400.0);
        assert!((roomy.size_px() - 256.0).abs() < 1e-9);
    }

    #[test]
    fn pairs_are_kerned() {
        let pair = Lettering::new("Ta", Face::Text, 100.0).advance_px();
        let apart = ["T", "a"].map(|one| Lettering::new(one, Face::Text, 100.0).advance_px());
        assert!(pair < apart.iter().sum::<f64>() - 1.0, "{pair} {apart:?}");
    }

    #[test]
    fn nothing_and_spaces_ink_nothing() {
        for text in ["", "   "] {
            let lettering = Lettering::new(text, Face::Text, 20.0);
            assert_eq!(lettering.path_at(0.0, 0.0), "");
            assert!(lettering.ink_width_px().abs() < 1e-9);
        }
    }

    #[test]
    fn a_letter_that_the_face_lacks_is_an_empty_box() {
        assert!(Lettering::new("\u{202e}", Face::Text, 20.0).ink_width_px() > 5.0);
        assert!(
            Lettering::new("ש", Face::Text, 20.0)
                .path_at(0.0, 0.0)
                .starts_with('M')
        );
        assert_eq!(Face::Text.lacks("no, לא"), Some('ל'));
    }
}
