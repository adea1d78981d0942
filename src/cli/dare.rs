//! The arguments of `dare`.

use clap::{Args, ValueEnum};

use super::outcome::OneOutcome;
use crate::domain::dare::{Area, Level};

/// Get something to ask for today
#[derive(Args, Clone, Copy, Debug)]
#[command(
    after_help = "The same one all day, a new one tomorrow, none again for forty days. It is
gentle unless you name a level; when what you did lately hardly stings any
more (its sting at most 2), the next level is offered, never chosen. With an
outcome the dare of the day is logged, tagged with its level.

Examples:
  nos dare
  nos dare --no
  nos dare --level bold --about work
  nos dare --plan"
)]
pub struct DareArgs {
    /// Its level: gentle, bold or wild [default: gentle]
    #[arg(long, value_name = "LEVEL", value_enum, hide_possible_values = true)]
    pub level: Option<DareLevel>,
    /// shops, work, strangers, friends, art, money or travel
    #[arg(long, value_name = "AREA", value_enum, hide_possible_values = true)]
    pub about: Option<DareArea>,
    /// A different one
    #[arg(long)]
    pub another: bool,
    /// Keep it as a plan
    #[arg(long, conflicts_with_all = ["no", "yes", "ghosted", "pending"])]
    pub plan: bool,
    /// What came of it, once you have asked.
    #[command(flatten)]
    pub outcome: OneOutcome,
}

/// How much courage a dare takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DareLevel {
    /// A small favour that most people would grant
    Gentle,
    /// Something that has to be wanted
    Bold,
    /// Something that nobody asks for
    Wild,
}

/// The part of life that a dare is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DareArea {
    /// Shops, markets, cafés, restaurants
    Shops,
    /// Colleagues, bosses, clients to come
    Work,
    /// People met in the street
    Strangers,
    /// Friends, family, neighbours
    Friends,
    /// Music, pictures, books, museums
    Art,
    /// Prices, fees, pay
    Money,
    /// On the way and away from home
    Travel,
}

impl From<DareArea> for Area {
    fn from(area: DareArea) -> Self {
        match area {
            DareArea::Shops => Self::Shops,
            DareArea::Work => Self::Work,
            DareArea::Strangers => Self::Strangers,
            DareArea::Friends => Self::Friends,
            DareArea::Art => Self::Art,
            DareArea::Money => Self::Money,
            DareArea::Travel => Self::Travel,
        }
    }
}

impl From<DareLevel> for Level {
    fn from(level: DareLevel) -> Self {
        match level {
            DareLevel::Gentle => Self::Gentle,
            DareLevel::Bold => Self::Bold,
            DareLevel::Wild => Self::Wild,
        }
    }
}
