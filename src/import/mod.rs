//! Other people's files become asks.
//!
//! Pure: bytes in, asks out. Nothing here opens a file, knows what time it is or writes to a
//! journal; the command `import` does. Nothing is guessed silently either: what the columns and
//! words were taken for is part of what [`read`](read::read) gives back, and a row that cannot be
//! understood is refused with its line and its reason.
//!
//! [`read`] looks what the file is, [`encoding`] and [`decode`] make a text of its bytes; [`csv`],
//! [`json`], [`markdown`] and `workbook` make a [`table`] of it; [`profile`] looks at its cells and
//! [`columns`] decides what each column says; [`rows`] checks each cell with the help of
//! [`dates`], [`date_order`], [`outcome_words`] and [`cells`]; [`summary`] keeps what was taken for
//! what. A [`note_file`] has no columns. [`mod@source`] names each row, and [`arrivals`] says which
//! of them are there already.

pub mod arrivals;
pub mod cells;
pub mod columns;
pub mod csv;
pub mod date_order;
pub mod dates;
pub mod decode;
pub mod encoding;
mod headerless;
pub mod incoming;
pub mod json;
pub mod markdown;
pub mod note_file;
pub mod outcome_words;
pub mod problem;
pub mod profile;
pub mod read;
pub mod rows;
pub mod rule;
pub mod source;
pub mod summary;
pub mod table;
#[cfg(feature = "sheets")]
mod workbook;
