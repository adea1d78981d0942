//! What can be typed to change one's mind: `edit`, `remove`, `undo`, `redo` and `sweep`.

use clap::{Args, ValueEnum};

use super::{OneOutcome, values};
use crate::domain::ask::{Odds, Rating, Tag};

/// The arguments of `edit`.
#[derive(Args, Clone, Debug)]
pub struct EditArgs {
    /// Which ask: number, id, `last` or words; +tag adds a tag
    #[arg(value_name = "REF")]
    pub refs: Vec<String>,
    /// Another text
    #[arg(long, value_name = "TEXT", help_heading = "What changes")]
    pub text: Option<String>,
    /// Another day on which you asked
    #[arg(short = 'd', long, value_name = "WHEN", help_heading = "What changes")]
    pub on: Option<String>,
    /// Somebody else whom you asked
    #[arg(long, value_name = "WHO", help_heading = "What changes")]
    pub to: Option<String>,
    /// One more tag; may be given several times
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag, help_heading = "What changes")]
    pub tags: Vec<Tag>,
    /// A tag that goes; may be given several times
    #[arg(long = "untag", value_name = "TAG", value_parser = values::tag, help_heading = "What changes")]
    pub untags: Vec<Tag>,
    /// Another note in place of the whole one
    #[arg(short = 'm', long, value_name = "NOTE", help_heading = "What changes")]
    pub note: Option<String>,
    /// How hard it seemed before, 0 to 10
    #[arg(long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true, help_heading = "What changes")]
    pub fear: Option<Rating>,
    /// The chance of a yes you would have guessed, 0 to 100
    #[arg(long, value_name = "N", value_parser = values::odds, allow_negative_numbers = true, help_heading = "What changes")]
    pub odds: Option<Odds>,
    /// How much it hurt after, 0 to 10
    #[arg(long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true, help_heading = "What changes")]
    pub sting: Option<Rating>,
    /// The day of the answer [default: today, if it is new]
    #[arg(long, value_name = "WHEN", help_heading = "What changes")]
    pub answered: Option<String>,
    /// to, tags, note, fear, odds, sting, outcome or answered
    #[arg(
        long,
        value_name = "FIELD",
        value_enum,
        hide_possible_values = true,
        help_heading = "What changes"
    )]
    pub clear: Vec<Field>,
    /// The outcome.
    #[command(flatten)]
    pub outcome: OneOutcome,
    /// Change it in your editor ($VISUAL or $EDITOR)
    #[arg(short, long)]
    pub editor: bool,
}

/// A field that can be emptied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Field {
    /// Whom you asked
    To,
    /// All tags
    Tags,
    /// The note
    Note,
    /// How hard it seemed
    Fear,
    /// The chance of a yes that you would have guessed
    Odds,
    /// How much it hurt
    Sting,
    /// The answer: it waits again
    Outcome,
    /// The day of the answer: that of the ask again
    Answered,
}

/// The arguments of `remove`.
#[derive(Args, Clone, Debug)]
pub struct RemoveArgs {
    /// Which asks: numbers, ids or `last`, or words of one
    #[arg(value_name = "REF")]
    pub refs: Vec<String>,
    /// Erase what was written for good; undo cannot take this back
    #[arg(long)]
    pub purge: bool,
    /// Do not ask first
    #[arg(short, long)]
    pub force: bool,
    /// Only say what would be removed
    #[arg(long)]
    pub dry_run: bool,
}

/// The arguments of `undo` and of `redo`.
#[derive(Args, Clone, Debug)]
pub struct UndoArgs {
    /// Only say what it would be
    #[arg(long)]
    pub dry_run: bool,
}

/// The arguments of `sweep`.
#[derive(Args, Clone, Debug)]
pub struct SweepArgs {
    /// Only asks that waited longer than this
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = values::age_in_days, allow_negative_numbers = true)]
    pub older_than: u32,
    /// Mark them all as ghosted, without asking
    #[arg(long)]
    pub ghosted: bool,
    /// Only list them
    #[arg(long)]
    pub dry_run: bool,
}
