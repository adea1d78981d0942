//! A whole file: which format it is in, what its columns say, and its asks.
//!
//! Pure: bytes and wishes in, asks and refusals out. It writes nothing and decides nothing;
//! whether a file with refused rows comes in is up to the caller.

use super::columns::{GivenValues, Mapping, looked_at};
use super::csv::Csv;
use super::date_order::{KnownOrder, Order, Orders};
use super::dates::Years;
use super::decode::decoded;
use super::headerless;
use super::incoming::ImportField;
use super::json::{Json, has_keys, holds_rows};
use super::markdown;
use super::problem::UnusableFile;
use super::profile::{Profile, profiles};
use super::rows::{RowOutcomes, RowReader};
use super::rule::Rule;
use super::table::{RowPlace, RowSource};
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;
use crate::export::csv::{COLUMNS, FIRST_COLUMNS};

/// In which format a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma, semicolon or tab between the cells.
    Csv,
    /// One JSON value that holds rows.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// A table with pipes between the cells.
    Markdown,
    /// A workbook of Excel, as zipped XML.
    Xlsx,
    /// A workbook of Excel before 2007.
    Xls,
    /// A workbook of `LibreOffice`.
    Ods,
    /// Note lines, an ask each.
    Text,
    /// A log of nos: its events are joined by their ids.
    Nos,
}

impl Format {
    /// The word of `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Text => "text",
            Self::Nos => "nos",
        }
    }

    /// The format of a workbook, if the bytes begin as one does.
    pub fn of_workbook(bytes: &[u8]) -> Option<Self> {
        let is_ods = || {
            let head = bytes.get(..100).unwrap_or(bytes);
            memchr::memmem::find(head, b"opendocument").is_some()
        };
        match bytes {
            [b'P', b'K', 3, 4, ..] if is_ods() => Some(Self::Ods),
            [b'P', b'K', 3, 4, ..] => Some(Self::Xlsx),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Self::Xls),
            _ => None,
        }
    }

    /// The format of a file, by what it begins with; its ending decides where that is not enough.
    ///
    /// # Errors
    /// If the file is empty, or plainly no text.
    pub fn detect(bytes: &[u8], ending: Option<&str>) -> Result<Self, UnusableFile> {
        if let Some(workbook) = Self::of_workbook(bytes) {
            return Ok(workbook);
        }
        let decoded = decoded(bytes)?;
        let text = &*decoded.text;
        let mut lines = text.split('\n').filter(|line| !line.trim().is_empty());
        let ends_in = |wanted: &str| ending.is_some_and(|it| it.eq_ignore_ascii_case(wanted));
        let is_event = |line: &str| has_keys(line.as_bytes(), &["v", "id", "kind"]);
        let is_array = text
            .trim_ascii_start()
            .strip_prefix('[')
            .is_some_and(|rest| rest.trim_ascii_start().starts_with(['[', '{', ']']));
        Ok(match text.trim_ascii_start().as_bytes().first() {
            Some(b'[') if is_array || !ends_in("md") && !ends_in("csv") => Self::Json,
            Some(b'{') if lines.next().is_some_and(is_event) => Self::Nos,
            Some(b'{') if ends_in("jsonl") || ends_in("ndjson") => Self::Jsonl,
            Some(b'{') => {
                let mut lines = text.split('\n').filter(|line| !line.trim().is_empty());
                let whole = lines
                    .next()
                    .is_some_and(|line| has_keys(line.as_bytes(), &[]));
                match (whole, lines.next()) {
                    (true, Some(_)) => Self::Jsonl,
                    (true, None) if !holds_rows(text) => Self::Jsonl,
                    _ => Self::Json,
                }
            }
            _ if ends_in("json") => Self::Json,
            _ if ends_in("jsonl") || ends_in("ndjson") => Self::Jsonl,
            _ if markdown::is_table(text) => Self::Markdown,
            _ if (ends_in("txt") || ends_in("text") || ends_in("md")) && !Csv::is_table(text) => {
                Self::Text
            }
            _ => Self::Csv,
        })
    }
}

/// How a file is to be read.
pub struct Wishes<'a> {
    /// What `--map` says.
    pub rules: &'a [Rule],
    /// What `--sheet` says.
    pub sheet: Option<&'a str>,
    /// What `--columns` says: the field of each column of a file without a header.
    pub columns: Option<&'a [String]>,
    /// What `--text` says: the text of every ask.
    pub text: Option<&'a str>,
    /// What `--outcome` says: what became of every ask.
    pub outcome: Option<Outcome>,
    /// What `--year` says: the year of days without one.
    pub year: Option<i32>,
    /// What `--date-order` says.
    pub order: Option<Order>,
    /// The local day: nothing in the file may lie after it.
    pub today: Day,
    /// The local day of a number of seconds since 1970; none outside the calendar.
    pub local_day: &'a dyn Fn(i64) -> Option<Day>,
}

impl Wishes<'_> {
    /// Which years a day may be of.
    pub(super) fn years(&self) -> Years {
        Years {
            stated: self.year,
            current: self.today.year(),
        }
    }
}

/// What a file says.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// What comes between two cells, in words; none if it is no CSV.
    pub delimiter: Option<&'static str>,
    /// The encoding, if it is not UTF-8.
    pub encoding: Option<&'static str>,
    /// The sheet of a workbook.
    pub sheet: Option<Sheet>,
    /// The line of the header.
    pub header_line: u64,
    /// What the lines of rows count.
    pub place: RowPlace,
    /// What its columns say.
    pub mapping: Mapping,
    /// In which order the numbers of its days are.
    pub order: KnownOrder,
    /// Its asks, and the rows that are none.
    pub found: RowOutcomes,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called.
    pub name: String,
    /// The other sheets that can be seen.
    pub others: Vec<String>,
}

/// The names of the columns of a file; none if it cannot be read so.
pub fn header(bytes: &[u8], format: Format, wishes: &Wishes) -> Option<Vec<String>> {
    match format {
        #[cfg(feature = "sheets")]
        Format::Xlsx | Format::Xls | Format::Ods => {
            let (table, _) = super::workbook::open(bytes, wishes).ok()?;
            Some(table.names().to_vec())
        }
        #[cfg(not(feature = "sheets"))]
        Format::Xlsx | Format::Xls | Format::Ods => None,
        Format::Text | Format::Nos => None,
        Format::Csv => {
            let decoded = decoded(bytes).ok()?;
            let csv = Csv::open(&decoded.text, wishes.columns, wishes.rules).ok()?;
            Some(csv.names().to_vec())
        }
        Format::Json => Some(
            Json::open(&decoded(bytes).ok()?.text)
                .ok()?
                .names()
                .to_vec(),
        ),
        Format::Jsonl => Some(
            Json::open_lines(&decoded(bytes).ok()?.text)
                .names()
                .to_vec(),
        ),
        Format::Markdown => Some(
            markdown::open(&decoded(bytes).ok()?.text)
                .ok()?
                .names()
                .to_vec(),
        ),
    }
}

/// The asks of a file. `progress` gets how many rows are read, now and then.
///
/// # Errors
/// If the file as a whole cannot be read or a patch does not fit it.
pub fn read(
    bytes: &[u8],
    format: Format,
    wishes: &Wishes,
    progress: &mut dyn FnMut(usize),
) -> Result<ReadFile, UnusableFile> {
    if matches!(format, Format::Xlsx | Format::Xls | Format::Ods) {
        return of_workbook(bytes, wishes, progress);
    }
    if wishes.sheet.is_some() {
        return Err(UnusableFile::flag(format!(
            "--sheet names a sheet of a workbook, and the file is {}",
            format.name()
        )));
    }
    let decoded = decoded(bytes)?;
    let text = &*decoded.text;
    let reading = match format {
        Format::Csv => {
            let csv = Csv::open(text, wishes.columns, wishes.rules)?;
            let reading = of_table(&csv, wishes, progress)?;
            ReadFile {
                delimiter: Some(csv.delimiter_name()),
                ..reading
            }
        }
        Format::Json => of_table(&Json::open(text)?, wishes, progress)?,
        Format::Markdown => of_table(&markdown::open(text)?, wishes, progress)?,
        Format::Jsonl | Format::Text | Format::Nos | Format::Xlsx | Format::Xls | Format::Ods => {
            of_table(&Json::open_lines(text), wishes, progress)?
        }
    };
    Ok(ReadFile {
        encoding: decoded.encoding,
        ..reading
    })
}

#[cfg(feature = "sheets")]
fn of_workbook(
    bytes: &[u8],
    wishes: &Wishes,
    progress: &mut dyn FnMut(usize),
) -> Result<ReadFile, UnusableFile> {
    let (table, sheet) = super::workbook::open(bytes, wishes)?;
    Ok(ReadFile {
        sheet: Some(sheet),
        ..of_table(&table, wishes, progress)?
    })
}

#[cfg(not(feature = "sheets"))]
fn of_workbook(_: &[u8], _: &Wishes, _: &mut dyn FnMut(usize)) -> Result<ReadFile, UnusableFile> {
    Err(
        UnusableFile::file(1, "this nos was built without workbooks")
            .advise("save it as CSV UTF-8 first"),
    )
}

fn of_table(
    table: &dyn RowSource,
    wishes: &Wishes,
    progress: &mut dyn FnMut(usize),
) -> Result<ReadFile, UnusableFile> {
    let names = table.names();
    let is_looked_at = looked_at(names, wishes.rules, wishes.outcome.is_some());
    if wishes.columns.is_none() {
        headerless::refuse(table, wishes)?;
    }
    let profiles = profiles(table, &is_looked_at, wishes.years())?;
    let stated = GivenValues {
        text: wishes.text.is_some(),
        outcome: wishes.outcome.is_some(),
    };
    let mapping = if names.is_empty() {
        // A list without a row has no columns, which is no fault.
        Mapping::default()
    } else {
        Mapping::new(names, table.header_line(), wishes.rules, &profiles, stated)?
    };
    let order = order_of(&mapping, &profiles, wishes)?;
    let mut reader = RowReader::new(
        &mapping,
        &profiles,
        wishes,
        order.order(),
        is_our_own(names),
    );
    let mut count = 0;
    table.rows(&mut |row| {
        reader.take(row);
        count += 1;
        if count % 1000 == 0 {
            progress(count);
        }
    })?;
    Ok(ReadFile {
        delimiter: None,
        encoding: None,
        sheet: None,
        header_line: table.header_line(),
        place: table.place(),
        found: reader.finish(),
        mapping,
        order,
    })
}

/// Whether these are the columns of an export of ours: then blanks are meant as they are.
fn is_our_own(names: &[String]) -> bool {
    let written_first = COLUMNS.into_iter().take(FIRST_COLUMNS);
    names.iter().all(|name| COLUMNS.contains(&name.as_str()))
        && written_first
            .into_iter()
            .all(|column| names.iter().any(|name| name == column))
}

fn order_of(
    mapping: &Mapping,
    profiles: &[Profile],
    wishes: &Wishes,
) -> Result<KnownOrder, UnusableFile> {
    let mut orders = Orders::default();
    for column in mapping
        .of(ImportField::AskedOn)
        .chain(mapping.of(ImportField::AnsweredOn))
        .chain(mapping.of(ImportField::Due))
    {
        if let Some(profile) = profiles.get(column) {
            orders.merge(&profile.orders);
        }
    }
    orders.known(wishes.order, wishes.today)
}

#[cfg(test)]
mod tests;
