//! In and out: other people's files become asks, and asks become files.
//!
//! Pure: bytes in, bytes out. Nothing here opens a file, knows what time it is or writes to a
//! journal; the commands `import` and `export` do. Nothing is guessed silently either: what the
//! columns were taken for is part of what [`read`](read::read) gives back, and a row that cannot
//! be understood to the letter is a [`Refusal`](incoming::Refusal) with its line and its reason.
//!
//! In: [`encoding`] says how the bytes are to be read, [`read`] looks what the file is, [`csv`] and [`json`] make rows of it, [`columns`] finds
//! out which column says what, [`rows`] checks each cell with the help of [`days`], [`order`] and [`words`],
//! and [`already`] leaves out what is there. Out: [`export`] writes CSV, [`schema`] describes the
//! JSON.

pub mod already;
pub mod columns;
pub mod csv;
pub mod days;
pub mod encoding;
pub mod export;
pub mod guard;
pub mod incoming;
pub mod json;
pub mod order;
pub mod read;
pub mod rows;
pub mod rule;
pub mod schema;
pub mod sheet;
pub mod words;
