//! The arguments of `dare`.

use clap::{Args, ValueEnum};

use crate::domain::dare::Level;

/// Get something to ask for today
#[derive(Args, Clone, Copy, Debug)]
#[command(
    after_help = "The same one all day, a new one tomorrow, none again for forty days. It is
gentle unless you name a level; when what you did lately hardly stings any
more (its sting at most 2), the next level is offered, never chosen.

Examples:
  nos dare
  nos dare --another
  nos dare --level bold"
)]
pub struct DareArgs {
    /// Its level: gentle, bold or wild [default: gentle]
    #[arg(long, value_name = "LEVEL", value_enum, hide_possible_values = true)]
    pub level: Option<DareLevel>,
    /// Another one than today's
    #[arg(long)]
    pub another: bool,
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

impl From<DareLevel> for Level {
    fn from(level: DareLevel) -> Self {
        match level {
            DareLevel::Gentle => Self::Gentle,
            DareLevel::Bold => Self::Bold,
            DareLevel::Wild => Self::Wild,
        }
    }
}
