//! The arguments of `dare`.

use clap::{Args, ValueEnum};

use crate::domain::dare::Level;

/// The arguments of `dare`.
#[derive(Args, Clone, Copy, Debug)]
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
