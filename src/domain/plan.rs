//! Plans: asks that are not made yet.

use super::ask::{Odds, Rating};
use super::day::Day;
use super::key::Key;
use super::record::Status;
use super::source::Source;

/// A plan as it is now. There are few of them, so each keeps its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its event.
    pub key: Key,
    /// The number it is called by, after a `p`.
    pub number: u64,
    /// What is to be asked for.
    pub text: String,
    /// Whom it is to be asked of.
    pub to: Option<String>,
    /// Its tags, sorted, once each.
    pub tags: Vec<String>,
    /// What was noted about it.
    pub note: Option<String>,
    /// How hard it seems, 0 to 10.
    pub fear: Option<Rating>,
    /// The chance of a yes that is guessed.
    pub odds: Option<Odds>,
    /// How much it is wanted, 0 to 10.
    pub pull: Option<Rating>,
    /// The day by which it is to be asked.
    pub by: Option<Day>,
    /// The row of a file that an import made it of.
    pub src: Option<Source>,
    /// When it was written down, RFC 3339, as the log has it.
    pub logged_at: String,
    /// Whether it counts. A plan that was undone is kept so that it can still be erased.
    pub standing: Status,
}

impl Plan {
    /// Where it has its place on the ladder: the most feared on top, those without a fear below
    /// all others, of equals the one with the lower number first.
    #[must_use]
    pub fn rung(&self) -> impl Ord + use<> {
        let fear = self.fear.map_or(-1, |fear| i16::from(fear.get()));
        (-fear, self.number, self.key)
    }
}
