//! A drawing: shapes and texts with their places, and its SVG.
//!
//! Shapes know their places, so that whether something overflows or overlaps is a question of
//! numbers. The SVG is written by maud, which escapes by construction. The same drawing gives the
//! same bytes on every run.

use maud::{PreEscaped, html};

use super::font::Lettering;
pub use super::geometry::Rect;
use super::geometry::coordinate;
use super::palette::Rgb;

/// What is drawn, back to front.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle whose corners have a radius in pixels. With half of its side it is a
    /// disc.
    Fill(Rect, f64, Rgb),
    /// A line through points, so many pixels thick, with round ends.
    Line(Vec<[f64; 2]>, f64, Rgb),
    /// A filled polygon.
    Area(Vec<[f64; 2]>, Rgb),
    /// A text, with its origin.
    Text(Lettering, [f64; 2], Rgb),
}

impl Shape {
    /// What it covers.
    #[must_use]
    pub fn covers(&self) -> Rect {
        match self {
            Self::Fill(rect, ..) => *rect,
            Self::Line(points, thick, _) => around(points, thick / 2.0),
            Self::Area(points, _) => around(points, 0.0),
            Self::Text(lettering, [x, y], _) => lettering.ink_at(*x, *y),
        }
    }
}

/// The rectangle around points, with a margin.
fn around(points: &[[f64; 2]], margin: f64) -> Rect {
    let bound = |axis: usize, of: fn(f64, f64) -> f64, from: f64| {
        let values = points.iter().filter_map(|point| point.get(axis));
        values.copied().fold(from, of)
    };
    let [left, top] = [0, 1].map(|axis| bound(axis, f64::min, f64::INFINITY) - margin);
    let [right, bottom] = [0, 1].map(|axis| bound(axis, f64::max, f64::NEG_INFINITY) + margin);
    Rect {
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
    }
}

/// A drawing of so many pixels, with what it shows in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// How wide.
    pub width_px: u16,
    /// How high.
    pub height_px: u16,
    /// The radius of its corners, in pixels.
    pub corner_px: u8,
    /// What it is, in a line.
    pub title: String,
    /// What there is to see, in a few sentences; empty where the title says it all.
    pub description: String,
    /// What is drawn, back to front.
    pub shapes: Vec<Shape>,
}

impl Drawing {
    /// It as an SVG document.
    #[must_use]
    pub fn svg(&self) -> String {
        let (width, height) = (self.width_px, self.height_px);
        let title = xml_text(&self.title);
        let shapes = html! { @for shape in &self.shapes { "\n" (element(shape)) } };
        let drawn = html! {
            svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height)
                viewBox={ "0 0 " (width) " " (height) } role="img" aria-label=(title) {
                title { (title) }
                @if !self.description.is_empty() { desc { (xml_text(&self.description)) } }
                @if self.corner_px > 0 {
                    clipPath id="nos-corners" {
                        rect width=(width) height=(height) rx=(self.corner_px) {}
                    }
                    g clip-path="url(#nos-corners)" { (shapes) }
                } @else {
                    (shapes)
                }
                "\n"
            }
        };
        format!("{}\n", drawn.into_string())
    }
}

fn element(shape: &Shape) -> PreEscaped<String> {
    let at = coordinate;
    match shape {
        Shape::Fill(rect, radius, colour) => html! {
            rect x=(at(rect.x)) y=(at(rect.y)) width=(at(rect.width)) height=(at(rect.height))
                rx=[(*radius > 0.0).then(|| at(*radius))] fill=(colour) {}
        },
        Shape::Line(through, thick, colour) => html! {
            polyline points=(points(through)) fill="none" stroke=(colour) stroke-width=(at(*thick))
                stroke-linecap="round" stroke-linejoin="round" {}
        },
        Shape::Area(corners, colour) => html! {
            polygon points=(points(corners)) fill=(colour) {}
        },
        Shape::Text(lettering, [x, y], colour) => html! {
            path d=(lettering.path_at(*x, *y)) fill=(colour) {}
        },
    }
}

fn points(points: &[[f64; 2]]) -> String {
    let told = points
        .iter()
        .map(|[x, y]| format!("{},{}", coordinate(*x), coordinate(*y)));
    told.collect::<Vec<_>>().join(" ")
}

/// A text without the characters that XML cannot hold, not even escaped.
fn xml_text(text: &str) -> String {
    text.chars()
        .filter(|&letter| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(title: &str) -> Drawing {
        Drawing {
            width_px: 20,
            height_px: 10,
            corner_px: 0,
            title: title.to_owned(),
            description: "a red square".to_owned(),
            shapes: vec![Shape::Fill(
                Rect {
                    x: 1.0,
                    y: 2.5,
                    width: 3.0,
                    height: 3.0,
                },
                0.0,
                Rgb(0xc8, 0x10, 0x2e),
            )],
        }
    }

    #[test]
    fn a_drawing_is_a_whole_svg_document() {
        assert_eq!(
            drawing("2026").svg(),
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" "#,
                r#"viewBox="0 0 20 10" role="img" "#,
                r#"aria-label="2026"><title>2026</title><desc>a red square</desc>"#,
                "\n",
                r##"<rect x="1" y="2.5" width="3" height="3" fill="#c8102e"></rect>"##,
                "\n</svg>\n",
            )
        );
    }

    #[test]
    fn a_hostile_title_is_escaped_and_loses_what_xml_cannot_hold() {
        let svg = drawing("</title><script>alert(\"&\")</script>\u{1}\u{ffff}").svg();
        assert!(svg.contains(
            "<title>&lt;/title&gt;&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;</title>"
        ));
        assert!(!svg.contains("<script"));
    }

    #[test]
    fn a_coordinate_has_no_more_digits_than_it_needs() {
        assert_eq!(
            [1.0, 0.5, 20.754, -0.001, -3.10, 100.0].map(coordinate),
            ["1", "0.5", "20.75", "0", "-3.1", "100"]
        );
    }
}
