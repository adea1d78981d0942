//! Events, and where they are kept: one log per device in a folder, all of them read as one.
//!
//! [`writer`] changes, [`folder`] reads; [`codec`] and [`replay`] are pure and know no file. What
//! follows is the specification that they keep to.
//!
#![doc = include_str!("FORMAT.md")]

pub mod append;
mod chunks;
pub mod codec;
pub mod device;
pub mod draft;
pub mod event;
pub mod folder;
pub(crate) mod high_water;
pub mod history;
pub mod id_lists;
mod line_reader;
mod lines;
pub mod lock;
pub mod log_file;
pub mod merge;
mod parallel;
pub mod parallel_texts;
pub mod permissions;
pub mod purge;
pub mod repair;
pub mod replay;
pub mod rewrite;
pub mod salvage;
pub mod scan;
pub mod text_loader;
pub mod undo_stack;
pub mod writer;
