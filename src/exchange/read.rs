//! A whole file: which format it is in, what its columns say, and its asks.
//!
//! Pure: bytes and wishes in, asks and refusals out. It writes nothing and decides nothing;
//! whether a file with refused rows comes in is for whoever asked.

use super::columns::Mapping;
use super::csv::Csv;
use super::days::{self, Written};
use super::export::COLUMNS;
use super::incoming::{Field, Refusal, Unusable};
use super::json::{Json, has_keys, holds_rows};
use super::order::{KnownOrder, Order, Orders};
use super::rows::{Found, Reader};
use super::rule::Rule;
use super::sheet::{Cell, Sheet, text_of};
use crate::domain::day::Day;

/// In which format a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma, semicolon or tab between the cells.
    Csv,
    /// One JSON value that holds an array of rows.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// A log of nos: its events are joined by their ids.
    Nos,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Json, Self::Jsonl, Self::Nos];

    /// The word of `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Nos => "nos",
        }
    }

    /// The format of a file, by what it begins with; its ending decides where that is not enough.
    ///
    /// # Errors
    /// If the file is empty, or plainly no text in UTF-8.
    pub fn of(bytes: &[u8], ending: Option<&str>) -> Result<Self, Unusable> {
        let (text, _) = text_of(bytes)?;
        let mut lines = text
            .split(|&byte| byte == b'\n')
            .filter(|line| !line.trim_ascii().is_empty());
        let ends_in = |wanted: &str| ending.is_some_and(|it| it.eq_ignore_ascii_case(wanted));
        let is_event = |line: &[u8]| has_keys(line, &["v", "id", "kind"]);
        Ok(match text.trim_ascii_start().first() {
            Some(b'[') => Self::Json,
            Some(b'{') if lines.clone().take(20).any(is_event) => Self::Nos,
            Some(b'{') if ends_in("jsonl") || ends_in("ndjson") => Self::Jsonl,
            Some(b'{') => {
                let whole = lines.next().is_some_and(|line| has_keys(line, &[]));
                match (whole, lines.next()) {
                    (true, Some(_)) => Self::Jsonl,
                    (true, None) if !holds_rows(text) => Self::Jsonl,
                    _ => Self::Json,
                }
            }
            _ if ends_in("json") => Self::Json,
            _ if ends_in("jsonl") || ends_in("ndjson") => Self::Jsonl,
            _ => Self::Csv,
        })
    }
}

/// How a file is to be read.
pub struct Wishes<'a> {
    /// What `--map` says.
    pub rules: &'a [Rule],
    /// What `--date-order` says.
    pub order: Option<Order>,
    /// The local day: nothing in the file may lie after it.
    pub today: Day,
    /// The local day of a number of seconds since 1970; none outside the calendar.
    pub local_day: &'a dyn Fn(i64) -> Option<Day>,
}

/// What a file says.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What stands between two cells, in words; none if it is no CSV.
    pub delimiter: Option<&'static str>,
    /// What its columns say.
    pub mapping: Mapping,
    /// In which order the numbers of its days stand.
    pub order: KnownOrder,
    /// Its asks, and the rows that are none.
    pub found: Found,
}

/// The asks of a CSV, JSON or JSON Lines file. `progress` is told how many rows are read, now
/// and then.
///
/// # Errors
/// If the file as a whole cannot be read or a wish does not fit it.
pub fn read(
    bytes: &[u8],
    format: Format,
    wishes: &Wishes,
    progress: &mut dyn FnMut(usize),
) -> Result<Reading, Unusable> {
    let (text, _) = text_of(bytes)?;
    match format {
        Format::Csv => {
            let sheet = Csv::open(text)?;
            let reading = of_sheet(&sheet, wishes, progress)?;
            Ok(Reading {
                delimiter: Some(sheet.delimiter_name()),
                ..reading
            })
        }
        Format::Json => of_sheet(&Json::open(text)?, wishes, progress),
        Format::Jsonl | Format::Nos => of_sheet(&Json::open_lines(text), wishes, progress),
    }
}

fn of_sheet(
    sheet: &dyn Sheet,
    wishes: &Wishes,
    progress: &mut dyn FnMut(usize),
) -> Result<Reading, Unusable> {
    if sheet.names().is_empty() {
        return without_columns(sheet);
    }
    let mapping = Mapping::of(sheet.names(), wishes.rules)?;
    let order = order_of(sheet, &mapping, wishes)?;
    let mut reader = Reader::new(&mapping, wishes, order.order(), is_our_own(sheet.names()));
    let mut count = 0;
    sheet.rows(&mapping, &mut |row| {
        reader.take(row);
        count += 1;
        if count % 1000 == 0 {
            progress(count);
        }
    })?;
    Ok(Reading {
        delimiter: None,
        found: reader.finish(),
        mapping,
        order,
    })
}

/// A list without a row has no columns, which is no fault; rows without a column can all not be
/// read.
fn without_columns(sheet: &dyn Sheet) -> Result<Reading, Unusable> {
    let mapping = Mapping {
        columns: Vec::new(),
    };
    let mut refusals = Vec::new();
    sheet.rows(&mapping, &mut |row| {
        refusals.push(match row {
            Ok(row) => Refusal::new(row.line, "the row says nothing"),
            Err(refusal) => refusal,
        });
    })?;
    Ok(Reading {
        delimiter: None,
        mapping,
        order: KnownOrder::Indifferent,
        found: Found {
            refusals,
            ..Found::default()
        },
    })
}

/// Whether these are the columns of an export of ours: then blanks are meant as they stand.
fn is_our_own(names: &[String]) -> bool {
    names.len() == COLUMNS.len()
        && COLUMNS
            .into_iter()
            .all(|column| names.iter().any(|name| name == column))
}

fn order_of(sheet: &dyn Sheet, mapping: &Mapping, wishes: &Wishes) -> Result<KnownOrder, Unusable> {
    let mut orders = Orders::default();
    let this_year = wishes.today.year();
    sheet.rows(mapping, &mut |row| {
        let Ok(row) = row else { return };
        for field in [Field::AskedOn, Field::AnsweredOn] {
            if let Cell::Text(text) = row.cell(field)
                && let Ok(Written::Triple(triple)) = days::written(text)
            {
                orders.see(row.line, text, triple, this_year);
            }
        }
    })?;
    orders.known(wishes.order)
}

#[cfg(test)]
mod tests;
