//! What can be typed to change one's mind: `edit`, `remove`, `undo`, `redo` and `sweep`.

use clap::{Args, ValueEnum};

use super::outcome::OneOutcome;
use super::values;
use crate::domain::ask::{Odds, Rating, Tag};

/// Change an ask
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(after_help = "A plan is named p3; --by is the day to ask by.

Examples:
  nos edit 84 --text \"applied for a passport\"
  nos edit last --fear 6 --pull 9 -t travel --untag work
  nos edit 84 --no --answered friday --clear note
  nos edit passport -e")]
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
    #[arg(long, value_name = "WHO", value_parser = values::person, help_heading = "What changes")]
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
    /// How much you wanted it, 0 to 10
    #[arg(short = 'w', long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true, help_heading = "What changes")]
    pub pull: Option<Rating>,
    /// The day by which a plan is to be asked
    #[arg(long, value_name = "WHEN", help_heading = "What changes")]
    pub by: Option<String>,
    /// The day of the answer [default: today, if it is new]
    #[arg(long, value_name = "WHEN", help_heading = "What changes")]
    pub answered: Option<String>,
    /// to, tags, note, outcome, answered or a rating's name
    #[arg(
        long,
        value_name = "FIELD",
        value_enum,
        hide_possible_values = true,
        help_heading = "What changes"
    )]
    pub clear: Vec<ClearableField>,
    /// The outcome.
    #[command(flatten)]
    pub outcome: OneOutcome,
    /// Change it in your editor ($VISUAL or $EDITOR)
    #[arg(short, long)]
    pub editor: bool,
    /// Throw away the draft that an editor left
    #[arg(long, conflicts_with = "editor")]
    pub discard: bool,
}

/// A field that can be emptied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClearableField {
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
    /// How much you wanted it
    Pull,
    /// The day by which a plan is to be asked
    By,
    /// The answer: it waits again
    Outcome,
    /// The day of the answer: that of the ask again
    Answered,
}

/// Take out asks; nos undo brings them back
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos remove 84
  nos remove 12 13 14
  nos remove passport --dry-run
  nos remove 84 --purge --force")]
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

/// Take back the last change made on this device, step by step
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos undo
  nos undo --dry-run")]
pub struct UndoArgs {
    /// Only say what it would be
    #[arg(long)]
    pub dry_run: bool,
}

/// Do again what was undone, step by step
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "It goes forward as far as undo went back, until something else is changed.

Examples:
  nos undo && nos redo
  nos undo && nos redo --dry-run"
)]
pub struct RedoArgs {
    /// The flags of `undo`.
    #[command(flatten)]
    pub undo: UndoArgs,
}

/// Walk through asks that nobody ever answered
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "On a terminal it asks about one after the other: no, yes, ghosted, or still
waiting; b goes back, q stops. Each answer is kept as you give it, and one
nos undo takes them all back.

Examples:
  nos sweep --dry-run
  nos sweep -t work --older-than 60 --dry-run
  nos sweep passport --dry-run
  nos sweep --ghosted"
)]
pub struct SweepArgs {
    /// Words in the text, person, tags or note; +shop is a tag
    #[arg(value_name = "WORDS", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// Those with this tag; several must all be there
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag, help_heading = "Which asks")]
    pub tags: Vec<Tag>,
    /// Those whose person contains this
    #[arg(long, value_name = "WHO", help_heading = "Which asks")]
    pub to: Option<String>,
    /// Those that waited longer than this [default: 30]
    #[arg(long, value_name = "DAYS", value_parser = values::age_in_days, allow_negative_numbers = true, help_heading = "Which asks")]
    pub older_than: Option<u32>,
    /// Mark them all as ghosted, without asking
    #[arg(long)]
    pub ghosted: bool,
    /// Only list them
    #[arg(long)]
    pub dry_run: bool,
}
