//! The flags that name outcomes.

use clap::Args;

use crate::domain::outcome::Outcome;

/// At most one outcome.
#[derive(Args, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[group(multiple = false)]
pub struct OneOutcome {
    /// It was refused
    #[arg(short, long, help_heading = "Outcome")]
    pub no: bool,
    /// It was granted
    #[arg(short, long, help_heading = "Outcome")]
    pub yes: bool,
    /// No answer ever came
    #[arg(short, long, help_heading = "Outcome")]
    pub ghosted: bool,
    /// No answer yet
    #[arg(short, long, help_heading = "Outcome")]
    pub pending: bool,
}

impl OneOutcome {
    /// The outcome that was named, if one was.
    pub fn named(self) -> Option<Outcome> {
        self.all().next()
    }

    fn all(self) -> impl Iterator<Item = Outcome> {
        [
            (self.pending, Outcome::Pending),
            (self.no, Outcome::No),
            (self.yes, Outcome::Yes),
            (self.ghosted, Outcome::Ghosted),
        ]
        .into_iter()
        .filter(|(named, _)| *named)
        .map(|(_, outcome)| outcome)
    }
}

/// Any outcomes.
#[derive(Args, Clone, Copy, Debug)]
pub struct Outcomes {
    /// Those that were refused
    #[arg(short, long, help_heading = "Which asks")]
    pub no: bool,
    /// Those that were granted
    #[arg(short, long, help_heading = "Which asks")]
    pub yes: bool,
    /// Those that were never answered
    #[arg(short, long, help_heading = "Which asks")]
    pub ghosted: bool,
    /// Those that have no answer yet
    #[arg(short, long, help_heading = "Which asks")]
    pub pending: bool,
}

impl Outcomes {
    /// The outcomes that were named.
    pub fn named(self) -> Vec<Outcome> {
        let Self {
            no,
            yes,
            ghosted,
            pending,
        } = self;
        OneOutcome {
            no,
            yes,
            ghosted,
            pending,
        }
        .all()
        .collect()
    }
}
