//! Events, and where they are kept: one log per device in a folder, all of them read as one.

pub mod event;
pub mod line;
pub mod replay;
