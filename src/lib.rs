//! `nos` keeps count of the asks a person makes on purpose to be refused.
//!
//! This page is the map. [`run`] gets the command line; each module says what it is for, who uses
//! it and what it must not do.
//!
//! # Modules
//!
//! | module | what it is |
//! | --- | --- |
//! | [`domain`] | the words and the counting rules: days, asks, goals, pace, streaks, stats. Pure; knows no file, no clock, no JSON, no colour |
//! | [`journal`] | events and the logs they are kept in: lines, replay, lock, append. The format is in [`journal`]'s own page |
//! | [`cli`] | what can be typed, and how the values in it are read. No behaviour |
//! | [`import`] | other people's files become asks: bytes in, asks out. Pure |
//! | [`export`] | asks become files: asks in, bytes out. Pure |
//! | [`render`] | how things look: a model and a style in, text or bytes out. Pure |
//! | [`json`] | JSON as nos writes it, in the log and on standard output |
//! | [`questions`] | one line asked, one line answered, on a terminal |
//! | [`system`] | the impure module: clock, environment, terminal, standard streams, folders |
//! | [`error`] | a failure: code, message, hint, exit status |
//! | `commands` | a file a command: load, decide, append, show |
//! | `screen` | `nos open`: state, keys and drawing are pure; the commands make the changes |
//!
//! Arrows run one way: `main` → `commands` → {[`cli`], [`journal`], [`import`], [`export`], [`render`]} →
//! [`domain`]. Only [`system`] and the parts of [`journal`] that read and write logs touch the
//! world.
//!
//! # Two commands, step by step
//!
//! `nos log "10 % off" --no`: [`run`] reads what was typed ([`cli::parse`]) → [`system::System`]
//! says what time it is, where things are and how to draw → `commands::log` makes the ask →
//! [`journal::writer::Writer`] locks, reads, numbers, appends, syncs → the ledger follows →
//! [`render`] says your status → standard output.
//!
//! `nos stats`: [`journal::folder::read`] → [`journal::replay`] → [`domain::ledger::Ledger`] →
//! [`domain::daily_counts::DailyCounts`] → [`domain::stats::Stats`] → text or JSON.
//!
//! # What always holds
//!
//! - Reading writes nothing: no file, no folder.
//! - A line of a log is never rewritten, but by a purge and by `doctor --repair`.
//! - Success is reported after the sync. What failed has changed nothing, and what was typed is given
//!   back on standard error.
//! - State is a function of the set of events: who merged what first makes no difference.
//! - Text from a log never reaches a terminal as it is ([`render::escape`]).
//!
//! # What can be left out
//!
//! Everything is there without any feature but what is drawn and workbooks: with `pictures` there are cards as SVG
//! and reports (`render::{drawing, font, palette, report}` and half of [`render::card`]), with
//! `png` cards as PNG too. What comes in can be a workbook with `sheets` (`import::workbook`). With
//! `screen` there is `nos open`.

pub mod cli;
mod commands;
pub mod domain;
pub mod error;
pub mod export;
pub mod import;
pub mod journal;
pub mod json;
pub mod questions;
pub mod render;
#[cfg(feature = "screen")]
mod screen;
pub mod system;

pub use commands::run;
