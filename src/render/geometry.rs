//! Rectangles and coordinates of drawings, in pixels.

/// A rectangle in pixels, from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Rect {
    /// Its right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Its lower edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

/// A coordinate to a hundredth of a pixel, with as few digits as it needs.
pub(super) fn coordinate(value: f64) -> String {
    let told = format!("{value:.2}");
    let told = told.trim_end_matches('0').trim_end_matches('.');
    if told == "-0" { "0" } else { told }.to_owned()
}
