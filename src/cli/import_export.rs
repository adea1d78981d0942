//! What can be typed after `import` and `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::period::PeriodArgs;
use super::values;
use crate::domain::ask::Tag;

/// Bring asks in: from a spreadsheet, another tracker or another log
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Columns and words are known by what people call them, and what they were taken
for is shown. All rows come in, or none, as one step for nos undo. A row comes
in once, however often its file does. Where a row and its ask differ you see it,
and --update takes the answers. What you say of a sheet is remembered.

FIELD is text, to, outcome, asked_on, answered_on, tags, note, fear, odds,
sting, pull, step or due; several columns can be text, outcome, tags or note.
OUTCOME is no, yes, ghosted, pending, plan or step. In place of either, ignore
leaves out the column, or the rows with the word.

A text file has an ask a line, as nos log - takes them. Without FILE the text
files come in that the setting inbox names.

Examples:
  nos import applications.csv --date-order dmy --dry-run
  nos import board.csv --map \"Pitch=text\" --map \"stage:on ice=ghosted\"
  nos import applications.csv --update
  nos import old-laptop.jsonl"
)]
pub struct ImportArgs {
    /// The file, or - for standard input [default: the inbox]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// csv, json, jsonl, xlsx, ods, markdown, text or nos
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        hide_possible_values = true,
        help_heading = "The file"
    )]
    pub format: Option<ImportFormat>,
    /// The sheet of a workbook
    #[arg(long, value_name = "NAME", help_heading = "The file")]
    pub sheet: Option<String>,
    /// What a column says; COLUMN:WORD=OUTCOME for a word
    #[arg(long, value_name = "COLUMN=FIELD", help_heading = "The file")]
    pub map: Vec<String>,
    /// The field of each column, where there's no header
    #[arg(long, value_name = "FIELD,...", help_heading = "The file")]
    pub columns: Option<String>,
    /// What was asked for, where no column says it
    #[arg(long, value_name = "TEXT", help_heading = "The file")]
    pub text: Option<String>,
    /// What became of it, where no column says it
    #[arg(long, value_name = "OUTCOME", help_heading = "The file")]
    pub outcome: Option<String>,
    /// The year of days that have none
    #[arg(long, value_name = "YEAR", help_heading = "The file")]
    pub year: Option<String>,
    /// How 03/04/2026 is meant: dmy, mdy or ymd
    #[arg(
        long,
        value_name = "ORDER",
        value_enum,
        hide_possible_values = true,
        help_heading = "The file"
    )]
    pub date_order: Option<DateOrder>,
    /// Take answers and steps of asks that are there, too
    #[arg(long, help_heading = "What is done")]
    pub update: bool,
    /// Repeat the last import of a sheet
    #[arg(long, conflicts_with = "file", help_heading = "What is done")]
    pub again: bool,
    /// Leave out rows that cannot be read, and go on
    #[arg(long, help_heading = "What is done")]
    pub skip_unreadable: bool,
    /// Show what would come in, and write nothing
    #[arg(long, help_heading = "What is done")]
    pub dry_run: bool,
}

/// The formats that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// A spreadsheet as text: commas, semicolons or tabs
    Csv,
    /// A list of objects
    Json,
    /// An object a line
    Jsonl,
    /// A workbook of Excel
    #[value(alias = "xls")]
    Xlsx,
    /// A workbook of LibreOffice
    Ods,
    /// A table with pipes between the cells
    Markdown,
    /// Note lines, an ask each
    #[value(alias = "txt")]
    Text,
    /// A log of nos, joined line for line
    Nos,
}

/// The orders in which the numbers of a day can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DateOrder {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
    /// Year, month, day
    Ymd,
}

/// Take asks out: as CSV, JSON or JSON Lines, or due days as a calendar
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "CSV opens in any spreadsheet. A cell that it would run as a formula has an
apostrophe before it, which nos import takes off again; --raw leaves every cell
as it is. Where numbers have a comma, as 1,5, a spreadsheet expects ; between
the cells.

Examples:
  nos export -o asks.csv
  nos export --tag shop --delimiter \";\" -o shops.csv
  nos export --format ics --texts -o due.ics
  nos export --schema"
)]
pub struct ExportArgs {
    /// Where to write, or - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(short, long)]
    pub force: bool,
    /// csv, jsonl, json or ics [default: by the ending]
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    pub format: Option<ExportFormat>,
    /// Asks with this tag; several must all be there
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag, help_heading = "Which asks")]
    pub tags: Vec<Tag>,
    /// Asks of people whose name contains this
    #[arg(long, value_name = "WHO", help_heading = "Which asks")]
    pub to: Option<String>,
    /// The period.
    #[command(flatten)]
    pub period: PeriodArgs,
    /// What's between the cells of CSV: , or ; or tab
    #[arg(long, value_name = "CHAR", value_enum, hide_possible_values = true)]
    pub delimiter: Option<ExportDelimiter>,
    /// CSV for programs, cells as they are; no spreadsheet
    #[arg(long)]
    pub raw: bool,
    /// With ics: what was asked for and of whom, too
    #[arg(long)]
    pub texts: bool,
    /// Print the JSON Schema of all that nos says in JSON
    #[arg(long, conflicts_with_all = ["format", "tags", "to", "delimiter", "raw", "texts", "period", "period_end"])]
    pub schema: bool,
}

/// What can stand between the cells of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportDelimiter {
    /// A comma
    #[value(name = ",")]
    Comma,
    /// A semicolon
    #[value(name = ";")]
    Semicolon,
    /// A tab
    #[value(name = "tab", alias = "\t", alias = "\\t")]
    Tab,
}

/// The formats that can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// For spreadsheets
    Csv,
    /// An ask a line, as JSON
    Jsonl,
    /// All asks as one JSON object
    Json,
    /// Open due days, for a calendar
    Ics,
}

impl ExportFormat {
    /// The name, which is also the ending of a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Ics => "ics",
        }
    }

    /// The format of a file with that ending.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        match &*ending {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "json" => Some(Self::Json),
            "ics" => Some(Self::Ics),
            _ => None,
        }
    }
}
