//! `nos` keeps count of the asks a person makes on purpose to be refused.
//!
//! This page is the map of the house; each room says what it is and what it must never do.

pub mod cli;
pub mod domain;
pub mod failure;
pub mod journal;
pub mod json;
pub mod questions;
pub mod render;
pub mod system;
