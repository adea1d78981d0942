//! The words and the counting rules, and nothing else.
//!
//! Pure: standard library and calendar arithmetic only. It knows no files, no
//! clock, no JSON, no colours and no command line; today is always an argument.
//! [`ledger`] is the journal as it is after replay, [`daily_counts`] counts it by
//! day, and everything that is shown about it is computed from those two.

pub mod ask;
pub mod counts;
pub mod daily_counts;
pub mod dare;
pub mod day;
pub mod filter;
pub mod fold;
pub mod goal;
pub mod id;
pub mod interner;
pub mod invalid;
pub mod key;
pub mod ledger;
pub mod note_line;
pub mod outcome;
pub mod pace;
pub mod people;
pub mod plan;
pub mod record;
pub mod rest;
pub mod runs;
pub mod sorted;
pub mod source;
pub mod stats;
pub mod steps;
pub mod story;
pub mod streak;
pub mod tag_weeks;
pub mod tags;
pub mod text_overrides;
pub mod variants;

#[cfg(test)]
mod laws;
#[cfg(test)]
pub(crate) mod sample;
