//! The places of each size, in pixels.

use crate::render::card::Size;

/// The places of a size.
pub(in crate::render::card) struct Frame {
    /// How wide the red spine at the left edge is.
    pub(super) spine: f64,
    /// Where all but the spine begins and ends.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) heading: Line,
    /// The top of the number, below a heading and without one.
    top_below_heading: f64,
    top_alone: f64,
    /// The baseline of the number, above a bar and without one.
    baseline_above_bar: f64,
    baseline_alone: f64,
    pub(super) caption: Caption,
    /// The top and the height of the bar.
    pub(super) bar: [f64; 2],
    /// The top and the bottom of the days, names of months included.
    pub(super) days: [f64; 2],
    pub(super) label_px: f64,
    pub(super) footer: Line,
    pub(super) streak_px: f64,
}

/// A line of text.
pub(super) struct Line {
    pub(super) baseline: f64,
    pub(super) size_px: f64,
}

/// Where the caption stands.
#[derive(Clone, Copy)]
pub(super) enum Caption {
    /// Right of the number, after a gap, the last of its lines on the number's baseline.
    Beside {
        size_px: f64,
        leading: f64,
        gap: f64,
    },
    /// In one line, so far below the number's baseline.
    Below { size_px: f64, by: f64 },
}

/// Where the number may be.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) top: f64,
    pub(super) baseline: f64,
    /// What its comma may not reach below.
    pub(super) floor: f64,
}

impl Frame {
    pub(in crate::render::card) fn of(size: Size) -> Self {
        match size {
            Size::Wide => Self::wide(),
            Size::Square => Self::square(),
            Size::Story => Self::story(),
        }
    }

    fn wide() -> Self {
        Self {
            spine: 12.0,
            left: 56.0,
            right: 1150.0,
            heading: Line {
                baseline: 72.0,
                size_px: 30.0,
            },
            top_below_heading: 102.0,
            top_alone: 64.0,
            baseline_above_bar: 286.0,
            baseline_alone: 306.0,
            caption: Caption::Beside {
                size_px: 58.0,
                leading: 74.0,
                gap: 44.0,
            },
            bar: [324.0, 14.0],
            days: [362.0, 530.0],
            label_px: 20.0,
            footer: Line {
                baseline: 586.0,
                size_px: 34.0,
            },
            streak_px: 25.0,
        }
    }

    fn square() -> Self {
        Self {
            spine: 20.0,
            left: 88.0,
            right: 996.0,
            heading: Line {
                baseline: 126.0,
                size_px: 42.0,
            },
            top_below_heading: 184.0,
            top_alone: 112.0,
            baseline_above_bar: 470.0,
            baseline_alone: 520.0,
            caption: Caption::Below {
                size_px: 84.0,
                by: 116.0,
            },
            bar: [654.0, 18.0],
            days: [716.0, 868.0],
            label_px: 25.0,
            footer: Line {
                baseline: 972.0,
                size_px: 46.0,
            },
            streak_px: 33.0,
        }
    }

    /// The top seventh and the bottom sixth are left to what a phone lays over a story.
    fn story() -> Self {
        Self {
            spine: 20.0,
            left: 88.0,
            right: 996.0,
            heading: Line {
                baseline: 306.0,
                size_px: 46.0,
            },
            top_below_heading: 366.0,
            top_alone: 290.0,
            baseline_above_bar: 680.0,
            baseline_alone: 720.0,
            caption: Caption::Below {
                size_px: 92.0,
                by: 126.0,
            },
            bar: [880.0, 20.0],
            days: [952.0, 1492.0],
            label_px: 28.0,
            footer: Line {
                baseline: 1594.0,
                size_px: 50.0,
            },
            streak_px: 35.0,
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Where the number may be, below a heading or without one, above a bar or without one.
    pub(super) fn number_room(&self, below_heading: bool, above_bar: bool) -> Room {
        let [top, _] = self.days;
        let [bar_top, _] = self.bar;
        let (baseline, next) = if above_bar {
            (self.baseline_above_bar, bar_top)
        } else {
            (self.baseline_alone, top)
        };
        Room {
            top: if below_heading {
                self.top_below_heading
            } else {
                self.top_alone
            },
            baseline,
            floor: match self.caption {
                Caption::Beside { .. } => next - 20.0,
                Caption::Below { size_px, by } => baseline + by - size_px,
            },
        }
    }
}
