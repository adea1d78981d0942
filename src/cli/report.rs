//! The arguments of `report`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::period::PeriodArgs;
use super::usage_error::quoted;

/// What the help says after the flags.
#[cfg(feature = "pictures")]
const AFTER_HELP: &str = "A page of HTML that needs nothing but itself: it opens in any browser,
on a phone and on paper, and asks nobody for anything. It counts by tag
and by person, who are numbers. What you asked for, of whom, and your
notes are in it only with --texts; with --anonymous people stay numbers.

Examples:
  nos report -o 2026.html
  nos report --year 2025 --texts --anonymous -o 2025.html
  nos report > report.html";

/// What the help says after the flags.
#[cfg(not(feature = "pictures"))]
const AFTER_HELP: &str =
    "A report is a page with drawings, and this nos was built without pictures.
The numbers of a period are told by nos stats.

Examples:
  nos stats --year 2025
  nos stats --year 2025 --json";

#[cfg_attr(
    feature = "pictures",
    doc = "Make a report of a period: one page to keep, print and show"
)]
#[cfg_attr(
    not(feature = "pictures"),
    doc = "Say how to get a nos that draws reports; this one does not"
)]
#[derive(Args, Clone, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct ReportArgs {
    /// The file to write, or - for standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Where to")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(short, long, help_heading = "Where to")]
    pub force: bool,
    /// With the texts, the people and your notes, word for word
    #[arg(long, help_heading = "What is in it")]
    pub texts: bool,
    /// With numbers in place of people
    #[arg(long, help_heading = "What is in it")]
    pub anonymous: bool,
    /// On which ground: auto, as the reader's, light or dark
    #[arg(long, value_name = "THEME", value_enum, default_value_t = ReportTheme::Auto, hide_default_value = true, hide_possible_values = true, help_heading = "What is in it")]
    pub theme: ReportTheme,
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
}

impl ReportArgs {
    /// The file that was named; none for standard output.
    pub fn file(&self) -> Option<&Path> {
        self.output
            .as_deref()
            .filter(|path| *path != Path::new("-"))
    }

    /// The same command, writing to a file of this name.
    pub fn line_with_file(&self, file: &str) -> String {
        let mut line = "nos report".to_owned();
        let period = &self.period;
        let year = period.year.map(|year| year.to_string());
        let named = [
            ("--year", &year),
            ("--since", &period.since),
            ("--until", &period.until),
        ];
        for (flag, value) in named {
            if let Some(value) = value {
                line.push_str(&format!(" {flag} {}", quoted(value)));
            }
        }
        let switches = [
            ("--all", period.all),
            ("--texts", self.texts),
            ("--anonymous", self.anonymous),
        ];
        for (flag, is_set) in switches {
            if is_set {
                line.push_str(&format!(" {flag}"));
            }
        }
        if self.theme != ReportTheme::Auto {
            line.push_str(&format!(" --theme {}", self.theme.name()));
        }
        format!("{line} -o {}", quoted(file))
    }
}

/// On which ground a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportTheme {
    /// What the reader's system prefers
    Auto,
    /// Paper
    Light,
    /// Night
    Dark,
}

impl ReportTheme {
    /// Its word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}
