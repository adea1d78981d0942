//! Asks become files: CSV out, the formula escape of its cells, and the schema of the JSON.
//!
//! Pure: asks in, bytes out. The command `export` opens the files.

pub mod csv;
pub mod formula_escape;
pub mod ics;
pub mod schema;
