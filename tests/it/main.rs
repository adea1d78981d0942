//! Whole commands, from what is typed to what is printed and what is in the log.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that panics is a test that fails"
)]

mod ahead;
mod answering;
mod architecture;
mod bad_input;
mod calendar;
mod card;
mod changing;
mod clones;
mod concurrency;
mod config;
mod devices;
mod editor;
mod env;
mod erasing;
mod examples;
mod exporting;
mod faults;
mod folder;
mod goals;
mod hand_written;
mod hints;
mod home;
mod hostile;
mod importing;
mod inbox;
mod keys;
mod killed;
mod killed_anywhere;
mod laws;
mod listing;
mod living_sheet;
mod logging;
mod manners;
mod manual;
mod merging;
#[cfg(unix)]
mod missing;
mod narrow;
mod paging;
mod periods;
mod phrases;
mod pictures;
mod questions;
mod readme;
mod real_year;
mod recipes;
#[cfg(feature = "pictures")]
mod report;
mod schema;
#[cfg(all(unix, feature = "screen"))]
mod screen;
mod shells;
mod slow_replay;
mod stats;
mod story;
mod strace;
mod streams;
mod terminal;
mod tidy;
mod trackers;
mod updates;
#[cfg(feature = "sheets")]
mod workbooks;
mod year;
