//! What a failure is: a code, what happened, a way out, an exit status.
//!
//! Any room may fail with a [`Failure`] (through `anyhow`); what else goes wrong, mostly in
//! reading and writing files, becomes one with the code `io`. It is printed in one place,
//! [`crate::run`].

use std::fmt;

/// How a command ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// `doctor` found something unreadable, incomplete or conflicting.
    Unwell,
}

impl Exit {
    /// The exit status.
    pub fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Unwell => 3,
        }
    }
}

/// What sort of failure it is: the `code` of the JSON form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// What was typed cannot be meant: an unknown flag, an unreadable day, a value out of range.
    Usage,
    /// There is no such ask or goal.
    NotFound,
    /// Several asks fit.
    Ambiguous,
    /// Nothing is left to undo or redo.
    NothingToUndo,
    /// The answer to the confirmation was no, or there was no terminal to ask on.
    Declined,
    /// A file that was to be imported cannot be read.
    Unreadable,
    /// Reading or writing went wrong.
    Io,
    /// Another nos holds the lock.
    Busy,
}

impl Code {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::NotFound => "not-found",
            Self::Ambiguous => "ambiguous",
            Self::NothingToUndo => "nothing-to-undo",
            Self::Declined => "declined",
            Self::Unreadable => "unreadable",
            Self::Io => "io",
            Self::Busy => "busy",
        }
    }

    fn status(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Busy => 4,
            _ => 1,
        }
    }
}

/// Why a command did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Something failed; it is reported.
    Refused(ErrorReason),
    /// The person pressed Ctrl-C at a question.
    Interrupted,
    /// No one reads the answer any more (`nos list | head -1`): no failure at all.
    ClosedPipe,
}

/// What is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorReason {
    /// What sort of failure.
    pub code: Code,
    /// What happened: lower case, no full stop.
    pub message: String,
    /// What to do about it: a command that can be run.
    pub hint: Option<String>,
    /// More lines that belong to the message: candidates, unreadable rows.
    pub details: Vec<String>,
    /// What the person had typed and would otherwise have to type again.
    pub typed: Vec<String>,
}

impl Failure {
    /// A failure with a code and a message.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self::Refused(ErrorReason {
            code,
            message: message.into(),
            hint: None,
            details: Vec::new(),
            typed: Vec::new(),
        })
    }

    /// Something that was typed cannot be meant.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Code::Usage, message)
    }

    /// The same failure with a way out.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        self.change(|refusal| refusal.hint = Some(hint.into()))
    }

    /// The same failure with more lines to its message.
    #[must_use]
    pub fn details(self, details: Vec<String>) -> Self {
        self.change(|refusal| refusal.details = details)
    }

    /// The same failure, giving back what was typed.
    #[must_use]
    pub fn typed(self, typed: Vec<String>) -> Self {
        self.change(|refusal| refusal.typed = typed)
    }

    /// The same failure, saying first where it is: `line 3`.
    #[must_use]
    pub fn at(self, place: &str) -> Self {
        self.change(|refusal| refusal.message = format!("{place}: {}", refusal.message))
    }

    fn change(mut self, change: impl FnOnce(&mut ErrorReason)) -> Self {
        if let Self::Refused(refusal) = &mut self {
            change(refusal);
        }
        self
    }

    /// The exit status.
    pub fn status(&self) -> u8 {
        match self {
            Self::Refused(refusal) => refusal.code.status(),
            Self::Interrupted => 130,
            Self::ClosedPipe => 0,
        }
    }

    /// The failure that an error is; one that is none of ours is about reading or writing.
    pub fn from_error(error: anyhow::Error) -> Self {
        error
            .downcast::<Self>()
            .unwrap_or_else(|error| Self::new(Code::Io, format!("{error:#}")))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => f.write_str(&refusal.message),
            Self::Interrupted => f.write_str("interrupted"),
            Self::ClosedPipe => f.write_str("nobody reads the answer"),
        }
    }
}

impl std::error::Error for Failure {}

/// The same result, giving back what was typed if it failed.
///
/// # Errors
/// The one there was.
pub fn with_unsaved_input<T>(
    result: anyhow::Result<T>,
    typed: impl FnOnce() -> Vec<String>,
) -> anyhow::Result<T> {
    result.map_err(|error| Failure::from_error(error).typed(typed()).into())
}
