//! How things look: models and a [`style::Style`] in, text or bytes out.
//!
//! Pure. Nothing here knows the terminal, the clock or a file; the width, the colours and the
//! glyphs are handed in. Whatever comes from the log goes through [`escape`] before it is drawn.
//! What draws pictures and pages is there with the feature `pictures` alone.

pub mod ask_detail;
pub mod bar;
pub mod batch_confirmation;
pub mod calendar;
pub mod card;
pub mod choice;
pub mod confirmation;
pub mod dare;
#[cfg(feature = "pictures")]
pub mod drawing;
pub mod escape;
#[cfg(feature = "pictures")]
pub mod font;
pub mod format;
#[cfg(feature = "pictures")]
pub mod geometry;
pub mod goals;
pub mod heatmap;
pub mod imported;
pub mod intensity;
pub mod json;
pub mod list;
pub mod pace;
#[cfg(feature = "pictures")]
pub mod palette;
pub mod plan;
pub mod prompt;
#[cfg(feature = "pictures")]
pub mod report;
pub mod rest;
pub mod sparkline;
pub mod stats;
pub mod status;
pub mod style;
pub mod table;
pub mod tag_weeks;
pub mod weeks;
pub mod wrap;
