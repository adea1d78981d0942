//! What became of an ask.

use std::fmt;

/// What became of an ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// No answer yet.
    #[default]
    Pending,
    /// It was refused: a said no.
    No,
    /// It was granted.
    Yes,
    /// No answer ever came. It counts as a no: silence is the commonest one.
    Ghosted,
}

impl Outcome {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Pending, Self::No, Self::Yes, Self::Ghosted];

    /// The word of the log, of JSON and of the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::No => "no",
            Self::Yes => "yes",
            Self::Ghosted => "ghosted",
        }
    }

    /// The outcome of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "pending" => Self::Pending,
            "no" => Self::No,
            "yes" => Self::Yes,
            "ghosted" => Self::Ghosted,
            _ => return None,
        })
    }

    /// Whether it is one of the nos: said, or shown by silence.
    #[must_use]
    pub fn is_no(self) -> bool {
        matches!(self, Self::No | Self::Ghosted)
    }

    /// Whether an answer came (silence that was given up on is one).
    #[must_use]
    pub fn is_answered(self) -> bool {
        self != Self::Pending
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
