//! How things look: models and a [`style::Style`] in, text or bytes out.
//!
//! Pure. Nothing here knows the terminal, the clock or a file; the width, the colours and the
//! glyphs are handed in. Whatever comes from the log goes through [`safe`] before it is drawn.

pub mod dare;
pub mod heat;
pub mod json;
pub mod palette;
pub mod prompt;
pub mod safe;
pub mod style;
pub mod table;
pub mod wording;
