//! Events, and where they are kept: one log per device in a folder, all of them read as one.
//!
//! [`writer`] changes, [`folder`] reads; [`mod@line`] and [`replay`] are pure and know no file. What
//! follows is the specification that they keep to.
//!
#![doc = include_str!("FORMAT.md")]

pub mod append;
pub mod crew;
pub mod device;
pub mod draft;
pub mod event;
pub mod folder;
pub mod glue;
mod hands;
pub(crate) mod high_water;
pub mod history;
pub mod line;
mod lines;
pub mod lock;
pub mod merge;
pub mod noted;
pub mod private;
pub mod purge;
pub mod recall;
pub mod repair;
pub mod replay;
pub mod rewrite;
pub mod steps;
mod stretch;
mod walk;
pub mod words;
pub mod writer;
