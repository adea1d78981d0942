//! The arguments of `card`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::period::PeriodArgs;

/// The ending of the picture that help and hints name: one that this nos can draw.
#[cfg(feature = "png")]
macro_rules! picture {
    () => {
        "png"
    };
}
#[cfg(not(feature = "png"))]
macro_rules! picture {
    () => {
        "svg"
    };
}

/// What the help says after the flags.
#[cfg(not(feature = "pictures"))]
const AFTER_HELP: &str =
    "A card holds counts and nothing else: no ask, no tag and no name is ever on it.
With just the days of a goal it counts towards that goal. This nos was built
without pictures: it tells the card in words.

Examples:
  nos card
  nos card --about yeses
  nos card --year 2025 -o 2025.txt";

/// What the help says after the flags.
#[cfg(feature = "pictures")]
const AFTER_HELP: &str = concat!(
    "A card holds counts and nothing else: no ask, no tag and no name is ever on it.
With just the days of a goal it counts towards that goal.

Examples:
  nos card
  nos card -o card.",
    picture!(),
    "
  nos card -o story.",
    picture!(),
    " --size story --theme red
  nos card -o nos.svg --size badge"
);

/// A line that draws a picture.
pub const DRAW: &str = concat!("nos card -o card.", picture!());

#[cfg_attr(
    feature = "pictures",
    doc = "Make a card to show to others: a picture or a line, counts only"
)]
#[cfg_attr(
    not(feature = "pictures"),
    doc = "Make a card to show to others: a line, counts only"
)]
#[derive(Args, Clone, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct CardArgs {
    /// The file to write, or - for standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Where to")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(short, long, requires = "output", help_heading = "Where to")]
    pub force: bool,
    #[cfg_attr(
        feature = "pictures",
        doc = "svg, png or text [default: as the file ends, else text]"
    )]
    #[cfg_attr(
        not(feature = "pictures"),
        doc = "text; svg and png are not in this nos"
    )]
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        hide_possible_values = true,
        help_heading = "How it looks"
    )]
    pub format: Option<CardFormat>,
    /// Open the file when it is written
    #[arg(long, help_heading = "Where to")]
    pub open: bool,
    /// What it is about: goal (the default), fear or yeses
    #[arg(
        long,
        value_name = "SUBJECT",
        value_enum,
        hide_possible_values = true,
        help_heading = "How it looks"
    )]
    pub about: Option<CardAbout>,
    /// wide (the default), square, story or badge
    #[cfg_attr(not(feature = "pictures"), arg(hide = true))]
    #[arg(
        long,
        value_name = "SIZE",
        value_enum,
        hide_possible_values = true,
        help_heading = "How it looks"
    )]
    pub size: Option<CardSize>,
    /// On a ground that is light (the default), dark or red
    #[cfg_attr(not(feature = "pictures"), arg(hide = true))]
    #[arg(
        long,
        value_name = "THEME",
        value_enum,
        hide_possible_values = true,
        help_heading = "How it looks"
    )]
    pub theme: Option<CardTheme>,
    /// What the card says it is, in up to 60 characters
    #[arg(long, value_name = "TITLE", help_heading = "How it looks")]
    pub title: Option<String>,
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
}

impl CardArgs {
    /// The file that was named; none for standard output.
    pub fn file(&self) -> Option<&Path> {
        self.output
            .as_deref()
            .filter(|path| *path != Path::new("-"))
    }
}

/// What a card can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CardFormat {
    /// A picture that is sharp at any size
    Svg,
    /// A picture that every site takes
    Png,
    /// A line to paste into a post
    Text,
}

impl CardFormat {
    /// The format of a file's ending; none for an ending that says nothing of it.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "txt" => Some(Self::Text),
            _ => None,
        }
    }

    /// Its word on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Text => "text",
        }
    }
}

/// What a card is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CardAbout {
    /// How many, and on which days
    Goal,
    /// Fear before and sting after
    Fear,
    /// The yeses, and the nos behind them
    Yeses,
}

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CardSize {
    /// 1200 by 630 pixels, as links are shown
    Wide,
    /// 1080 by 1080, as posts are
    Square,
    /// 1080 by 1920, as stories on a phone are
    Story,
    /// 20 pixels high, for a README
    Badge,
}

/// On which ground a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CardTheme {
    /// Paper
    Light,
    /// Night
    Dark,
    /// The red cover of a notebook
    Red,
}
