//! CSV out: one row an ask, the columns being the keys of an ask in JSON.

use csv::{QuoteStyle, WriterBuilder};
use serde::Serialize;

use super::formula_escape::guarded;
use crate::domain::ask::Ask;
use crate::domain::steps::Step;
use crate::json::{self, Escapes};

/// The columns, in order.
pub const COLUMNS: [&str; 17] = [
    "number",
    "id",
    "text",
    "outcome",
    "asked_on",
    "answered_on",
    "to",
    "tags",
    "note",
    "fear",
    "odds",
    "sting",
    "logged_at",
    "pull",
    "plan",
    "steps",
    "due",
];

/// How many of the columns the first version wrote: a raw file of it is still known as one.
pub const FIRST_COLUMNS: usize = 13;

/// What comes between two tags in a cell; a tag has neither in it.
const BETWEEN_TAGS: &str = ", ";

/// For whom the cells are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportColumns {
    /// For a spreadsheet: marked as UTF-8, and nothing that it would run as a formula.
    Guarded,
    /// Exactly as they are, each in quotes, without a mark. The quotes around everything are
    /// how [`is_raw`] knows such a file again.
    Raw,
}

/// What comes between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`, which spreadsheets expect where a comma is in numbers.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// The character.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// The header of the CSV, with a byte order mark where the cells are guarded.
///
/// # Errors
/// None from writing to memory; the signature is that of the writer.
pub fn header(cells: ExportColumns, delimiter: Delimiter) -> Result<Vec<u8>, csv::Error> {
    let mark: &[u8] = match cells {
        ExportColumns::Guarded => "\u{feff}".as_bytes(),
        ExportColumns::Raw => b"",
    };
    let mut writer = writer(mark.to_vec(), cells, delimiter);
    writer.write_record(COLUMNS)?;
    bytes(writer)
}

/// Asks as rows of the CSV, below its header.
///
/// # Errors
/// None from writing to memory; the signature is that of the writer.
pub fn rows(
    asks: &[Ask],
    cells: ExportColumns,
    delimiter: Delimiter,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = writer(Vec::new(), cells, delimiter);
    for ask in asks {
        write(&mut writer, ask, cells)?;
    }
    bytes(writer)
}

fn writer(out: Vec<u8>, cells: ExportColumns, delimiter: Delimiter) -> csv::Writer<Vec<u8>> {
    let quotes = match cells {
        ExportColumns::Guarded => QuoteStyle::Necessary,
        ExportColumns::Raw => QuoteStyle::Always,
    };
    WriterBuilder::new()
        .quote_style(quotes)
        .delimiter(delimiter.byte())
        .from_writer(out)
}

fn bytes(writer: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, csv::Error> {
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// The steps as in JSON, so that none of their parts is lost; empty without one.
fn steps(ask: &Ask) -> String {
    if ask.steps.is_empty() {
        return String::new();
    }
    let cells: Vec<StepCell<'_>> = ask.steps.iter().map(StepCell::new).collect();
    json::to_line(&cells, Escapes::Controls).unwrap_or_default()
}

/// A step in a cell.
#[derive(Serialize)]
struct StepCell<'a> {
    step: &'a str,
    on: String,
    due: Option<String>,
    note: Option<&'a str>,
}

impl<'a> StepCell<'a> {
    fn new(step: &'a Step) -> Self {
        Self {
            step: &step.step,
            on: step.on.to_string(),
            due: step.due.map(|day| day.to_string()),
            note: step.note.as_deref(),
        }
    }
}

fn write(
    writer: &mut csv::Writer<Vec<u8>>,
    ask: &Ask,
    cells: ExportColumns,
) -> Result<(), csv::Error> {
    let mut write = |cell: &str| match cells {
        ExportColumns::Guarded => writer.write_field(guarded(cell).as_bytes()),
        ExportColumns::Raw => writer.write_field(cell),
    };
    let number = |number: Option<u8>| number.map(|number| number.to_string()).unwrap_or_default();
    write(&ask.number.to_string())?;
    write(&ask.id)?;
    write(&ask.text)?;
    write(ask.outcome.name())?;
    write(&ask.asked_on.to_string())?;
    write(
        &ask.answered_on
            .map(|day| day.to_string())
            .unwrap_or_default(),
    )?;
    write(ask.to.as_deref().unwrap_or_default())?;
    write(&ask.tags.join(BETWEEN_TAGS))?;
    write(ask.note.as_deref().unwrap_or_default())?;
    write(&number(ask.fear.map(crate::domain::ask::Rating::get)))?;
    write(&number(ask.odds.map(crate::domain::ask::Odds::percent)))?;
    write(&number(ask.sting.map(crate::domain::ask::Rating::get)))?;
    write(&ask.logged_at)?;
    write(&number(ask.pull.map(crate::domain::ask::Rating::get)))?;
    write(&ask.plan.map(|plan| plan.to_string()).unwrap_or_default())?;
    write(&steps(ask))?;
    write(&ask.due.map(|day| day.to_string()).unwrap_or_default())?;
    writer.write_record(None::<&[u8]>)
}

/// Whether a CSV file is one that [`rows`] wrote raw, so that no guard is to be taken off.
///
/// `LibreOffice` quotes the header, too, when it saves a guarded file again, but never a number:
/// so the first row must begin with a quote as well.
pub fn is_raw(text: &[u8]) -> bool {
    Delimiter::ALL
        .into_iter()
        .any(|delimiter| is_raw_with(text, delimiter))
}

fn is_raw_with(text: &[u8], delimiter: Delimiter) -> bool {
    let mut rest = text;
    for (at, column) in COLUMNS.into_iter().enumerate() {
        let delimiter = [delimiter.byte()];
        let before: &[u8] = if at == 0 { b"" } else { &delimiter };
        let quoted = [before, b"\"", column.as_bytes(), b"\""].concat();
        match rest.strip_prefix(quoted.as_slice()) {
            Some(after) => rest = after,
            None if at >= FIRST_COLUMNS => break,
            None => return false,
        }
    }
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    rest.starts_with(b"\n\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(
        asks: &[Ask],
        cells: ExportColumns,
        delimiter: Delimiter,
    ) -> Result<Vec<u8>, csv::Error> {
        Ok([header(cells, delimiter)?, rows(asks, cells, delimiter)?].concat())
    }
    use crate::domain::ask::{Odds, Rating};
    use crate::domain::day::Day;
    use crate::domain::outcome::Outcome;

    fn ask() -> Ask {
        Ask {
            number: 84,
            id: "k3f9x2-90".to_owned(),
            text: "=1+1, \"please\"\nnow".to_owned(),
            outcome: Outcome::Yes,
            asked_on: Day::from_iso("2026-03-04").unwrap(),
            answered_on: Day::from_iso("2026-05-31"),
            to: Some("'=x".to_owned()),
            tags: vec!["shop".to_owned(), "travel".to_owned()],
            note: None,
            fear: Rating::new(4),
            odds: Odds::new(5),
            sting: Rating::new(0),
            pull: Rating::new(9),
            plan: None,
            steps: Vec::new(),
            due: None,
            logged_at: "2026-03-04T12:30:05+01:00".to_owned(),
        }
    }

    #[test]
    fn a_spreadsheet_gets_a_mark_and_no_formula() {
        assert_eq!(
            String::from_utf8(csv(&[ask()], ExportColumns::Guarded, Delimiter::Comma).unwrap())
                .unwrap(),
            "\u{feff}number,id,text,outcome,asked_on,answered_on,to,tags,note,fear,odds,sting,logged_at,pull,plan,steps,due\n\
             84,k3f9x2-90,\"'=1+1, \"\"please\"\"\nnow\",yes,2026-03-04,2026-05-31,''=x,\"shop, travel\",,4,5,0,2026-03-04T12:30:05+01:00,9,,,\n"
        );
    }

    #[test]
    fn raw_cells_are_exact_and_known_again() {
        let raw = csv(&[ask()], ExportColumns::Raw, Delimiter::Comma).unwrap();
        assert!(is_raw(&raw));
        assert!(!is_raw(
            &csv(&[ask()], ExportColumns::Guarded, Delimiter::Comma).unwrap()
        ));
        let of_first_version = String::from_utf8(raw.clone()).unwrap();
        let of_first_version = of_first_version
            .replace(",\"pull\",\"plan\",\"steps\",\"due\"", "")
            .replace(",\"9\",\"\",\"\",\"\"", "");
        assert!(is_raw(of_first_version.as_bytes()));
        let header = format!("\"{}\"\n", COLUMNS.join("\",\""));
        let saved_again = format!("{header}84,\"k3f9x2-90\",\"'=1+1\"");
        assert!(!is_raw(saved_again.as_bytes()));
        assert!(String::from_utf8(raw).unwrap().ends_with(
            "\"84\",\"k3f9x2-90\",\"=1+1, \"\"please\"\"\nnow\",\"yes\",\"2026-03-04\",\"2026-05-31\",\"'=x\",\"shop, travel\",\"\",\"4\",\"5\",\"0\",\"2026-03-04T12:30:05+01:00\",\"9\",\"\",\"\",\"\"\n"
        ));
    }

    #[test]
    fn every_delimiter_is_known_again() {
        for delimiter in Delimiter::ALL {
            assert!(is_raw(
                &csv(&[ask()], ExportColumns::Raw, delimiter).unwrap()
            ));
            let guarded = csv(&[ask()], ExportColumns::Guarded, delimiter).unwrap();
            assert!(!is_raw(&guarded));
        }
    }

    #[test]
    fn no_asks_are_a_header() {
        assert_eq!(
            csv(&[], ExportColumns::Raw, Delimiter::Comma)
                .unwrap()
                .split(|&byte| byte == b'\n')
                .count(),
            2
        );
    }
}
