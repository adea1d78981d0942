//! What can be typed after `plan`.

use clap::Args;

use super::values;
use crate::domain::ask::{Odds, Rating, Tag};

/// Plan an ask you haven't made yet
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Alone it shows your plans as a ladder, the scariest on top. A plan counts for
nothing until you ask; log it by its number then: nos log p3 --no.

Examples:
  nos plan sing on the street --fear 8 --by \"1 jul\"
  nos plan \"ask for a raise\" @the_boss +work -o 20 -w 9
  nos plan"
)]
pub struct PlanArgs {
    /// What you want to ask for, with +tag and @who
    #[arg(value_name = "TEXT", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// Who you'll ask; or @who, with _ for a blank
    #[arg(long, value_name = "WHO")]
    pub to: Option<String>,
    /// A tag; may be given several times
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag)]
    pub tags: Vec<Tag>,
    /// A note
    #[arg(short = 'm', long, value_name = "NOTE")]
    pub note: Option<String>,
    /// How scary it is, 0 to 10
    #[arg(short, long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub fear: Option<Rating>,
    /// The odds of a yes you give it, 0 to 100
    #[arg(short, long, value_name = "N", value_parser = values::odds, allow_negative_numbers = true)]
    pub odds: Option<Odds>,
    /// How much you want it, 0 to 10
    #[arg(short = 'w', long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub pull: Option<Rating>,
    /// The day by which you want to ask
    #[arg(long, value_name = "WHEN")]
    pub by: Option<String>,
}
