//! The JSON Schema of everything that nos says in JSON.
//!
//! It is written by hand from the contract, apart from the code that writes the JSON, so that
//! the tests that hold one against the other prove something.

/// The schema, draft 2020-12. An ask, the list, the stats and every other answer is one of its
/// `$defs`; the document as a whole accepts each of them.
pub const SCHEMA: &str = include_str!("schema/nos.schema.json");
