//! What can be typed after `log`, `no` and `yes`.

use clap::Args;

use super::outcome::OneOutcome;
use super::values;
use crate::domain::ask::{Odds, Rating, Tag};

/// Log an ask, and its answer if it came at once
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "With - each line of standard input is an ask, all of them one step; at a
terminal each is kept as you enter it. A line can say more than its text, and
the flags hold for what it doesn't say; --raw takes it as it is:
  2026-03-04 no: asked for a raise @the_boss +work (f7 o20 s3 w9) // be bold
A line that is only a day is the day of the lines below it.

Examples:
  nos log \"asked for a discount\" --no
  nos log applied for a Dutch passport @embassy -f 4 -o 5 +travel
  nos log asked for a raise --on friday --yes -s 0 -w 9
  cat asks.txt | nos log - --no"
)]
pub struct LogArgs {
    /// The ask.
    #[command(flatten)]
    pub ask: AskArgs,
    /// Its outcome.
    #[command(flatten)]
    pub outcome: OneOutcome,
}

/// Log an ask that was refused: the same as log --no
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos no asked for a free coffee
  nos no asked to skip the queue --sting 2 +shop")]
pub struct NoArgs {
    /// The ask.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// Log an ask that was granted: the same as log --yes
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  nos yes asked for a window seat
  nos yes asked to sit in on the rehearsal --to \"the band\" +art")]
pub struct YesArgs {
    /// The ask.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// Ask the same once more
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Logs the text, person and tags of an earlier ask, today. Flags say the rest.

Examples:
  nos again
  nos again 1 --no -s 2
  nos again passport --yes +travel"
)]
pub struct AgainArgs {
    /// Its number, id, last or words of it [default: last]
    #[arg(value_name = "REF", allow_negative_numbers = true)]
    pub refs: Vec<String>,
    /// What may be said of it.
    #[command(flatten)]
    pub details: AskDetails,
    /// Its outcome.
    #[command(flatten)]
    pub outcome: OneOutcome,
}

/// An ask and what may be said of it.
#[derive(Args, Clone, Debug)]
pub struct AskArgs {
    /// What you asked for, with +tag and @who; - takes one ask a line
    #[arg(value_name = "ASK", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// With -: each line is the text of an ask, as it is
    #[arg(long)]
    pub raw: bool,
    /// What may be said of it.
    #[command(flatten)]
    pub details: AskDetails,
}

/// What may be said of an ask beside its text and its outcome.
#[derive(Args, Clone, Debug, Default)]
pub struct AskDetails {
    /// The day you asked, if it was not today
    #[arg(short = 'd', long, value_name = "WHEN")]
    pub on: Option<String>,
    /// The day of the answer, if it was another day
    #[arg(long, value_name = "WHEN")]
    pub answered: Option<String>,
    /// Who you asked; or @who, with _ for a blank
    #[arg(long, value_name = "WHO", value_parser = values::person)]
    pub to: Option<String>,
    /// A tag; may be given several times
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag)]
    pub tags: Vec<Tag>,
    /// A note
    #[arg(short = 'm', long, value_name = "NOTE")]
    pub note: Option<String>,
    /// How scary it was beforehand, 0 to 10
    #[arg(short, long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub fear: Option<Rating>,
    /// The odds of a yes you would have given it, 0 to 100
    #[arg(short, long, value_name = "N", value_parser = values::odds, allow_negative_numbers = true)]
    pub odds: Option<Odds>,
    /// How much it hurt after, 0 to 10
    #[arg(short, long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub sting: Option<Rating>,
    /// How much you wanted it, 0 to 10
    #[arg(short = 'w', long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub pull: Option<Rating>,
}
