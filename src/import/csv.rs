//! CSV in: comma, semicolon or tab, any line ending, a title above the header or no header at all.
//!
//! The `csv` crate splits the cells. It takes an unclosed quote and text after a closing one as
//! they come, so `quotes` looks at these first: a file is never half read without a word.

use std::borrow::Cow;

use csv::{ByteRecord, ReaderBuilder};

mod quotes;

use quotes::{Misquoted, Quotes};

use super::columns::known;
use super::problem::{RefusalReason, UnusableFile};
use super::rule::Rule;
use super::table::{InputCell, NumberedRow, RowSource, checked};
use crate::export::csv::is_raw;
use crate::export::formula_escape::unguarded;

/// What comes between two cells; the first is taken where nothing tells.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// How many rows may come before the header: a title, a date, blank rows.
const MOST_ROWS_BEFORE: usize = 20;

/// A CSV file whose header is read.
#[derive(Debug)]
pub struct Csv<'a> {
    /// The rows below the header.
    body: &'a [u8],
    /// The line on which the body begins, from 1.
    first_line: u64,
    header_line: u64,
    delimiter: u8,
    names: Vec<String>,
    cells: CsvCells,
}

/// Whether cells are as they were written, or escaped against being run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CsvCells {
    Guarded,
    Raw,
}

/// A header that was found.
struct CsvHeader {
    names: Vec<String>,
    line: u64,
    /// Where the rows below it begin.
    end: usize,
    /// How many names are known.
    known: usize,
}

impl<'a> Csv<'a> {
    /// The file of this text, the mark at its beginning being off already. `columns` are the names
    /// of the columns where the file has no header; `rules` name columns that a header may have.
    ///
    /// # Errors
    /// If a quote in the header is misplaced.
    pub fn open(
        text: &'a str,
        columns: Option<&[String]>,
        rules: &[Rule],
    ) -> Result<Self, UnusableFile> {
        let bytes = text.as_bytes();
        let (start, said) = match said_delimiter(bytes) {
            Some((delimiter, start)) => (start, Some(delimiter)),
            None => (0, None),
        };
        let candidates = DELIMITERS
            .into_iter()
            .filter(|&one| said.is_none_or(|it| it == one));
        let cells = if is_raw(bytes) {
            CsvCells::Raw
        } else {
            CsvCells::Guarded
        };
        let mut best: Option<(u8, CsvHeader)> = None;
        let mut misquoted = None;
        for delimiter in candidates {
            let found = match columns {
                Some(names) => Ok(without_header(bytes, start, delimiter, names)),
                None => header(bytes, start, delimiter, rules),
            };
            match found {
                Ok(found) => {
                    let rank = |header: &CsvHeader| (header.known, header.names.len());
                    if best
                        .as_ref()
                        .is_none_or(|(_, best)| rank(&found) > rank(best))
                    {
                        best = Some((delimiter, found));
                    }
                }
                Err(unusable) => misquoted = misquoted.or(Some(unusable)),
            }
        }
        let (delimiter, header) = match (best, misquoted) {
            // A wrong delimiter hides the quotes of a header, but makes no known names of it.
            (Some((_, CsvHeader { known: 0, .. })) | None, Some(unusable)) => return Err(unusable),
            (Some(best), _) => best,
            (None, None) => return Err(UnusableFile::file(1, "the file is empty")),
        };
        Ok(Self {
            body: bytes.get(header.end..).unwrap_or_default(),
            first_line: line_at(bytes, header.end),
            header_line: header.line,
            delimiter,
            names: match columns {
                Some(columns) => columns.to_vec(),
                None => header.names,
            },
            cells,
        })
    }

    /// Whether a text has a header: two known names, or the name of its only column.
    pub fn is_table(text: &str) -> bool {
        Csv::open(text, None, &[]).is_ok_and(|csv| known(&csv.names, &[]) >= csv.names.len().min(2))
    }

    /// What comes between two cells, in words: `comma`.
    pub fn delimiter_name(&self) -> &'static str {
        match self.delimiter {
            b';' => "semicolon",
            b'\t' => "tab",
            _ => "comma",
        }
    }

    fn row<'r>(&self, line: u64, record: &'r ByteRecord) -> Result<NumberedRow<'r>, RefusalReason> {
        let cells = record
            .iter()
            .map(|bytes| match String::from_utf8_lossy(bytes) {
                Cow::Borrowed(cell) if self.cells == CsvCells::Guarded => {
                    InputCell::text(unguarded(cell))
                }
                cell => InputCell::text(cell),
            })
            .collect();
        checked(NumberedRow { line, cells }, self.names.len())
    }
}

impl RowSource for Csv<'_> {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn header_line(&self) -> u64 {
        self.header_line
    }

    fn rows(
        &self,
        each: &mut dyn FnMut(Result<NumberedRow<'_>, RefusalReason>),
    ) -> Result<(), UnusableFile> {
        let mut quotes = Quotes::new(self.body, self.delimiter, self.first_line).peekable();
        let mut reader = reader(self.body, self.delimiter);
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let line = self.first_line - 1 + first_line(&record, self.body);
            while quotes.next_if(|quote| quote.record() < line).is_some() {}
            match quotes.next_if(|quote| quote.record() == line) {
                Some(misquoted @ Misquoted::Unclosed { .. }) => {
                    return Err(UnusableFile::file(misquoted.line(), misquoted.reason()));
                }
                Some(misquoted) => each(Err(RefusalReason::new(line, misquoted.reason()))),
                None if record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                None => each(self.row(line, &record)),
            }
        }
        Ok(())
    }
}

fn reader(body: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(body)
}

/// The delimiter that a first line `sep=;` names, which Excel writes and heeds, and where the rest
/// begins.
fn said_delimiter(text: &[u8]) -> Option<(u8, usize)> {
    let (head, rest) = text.split_at_checked(5)?;
    let (&delimiter, word) = head.split_last()?;
    if !word.eq_ignore_ascii_case(b"sep=") || !DELIMITERS.contains(&delimiter) {
        return None;
    }
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\n")?;
    Some((delimiter, text.len() - rest.len()))
}

/// The header: the first row with two names that are known or that `rules` name, among the first
/// rows; else the first row that is not blank.
fn header(
    text: &[u8],
    start: usize,
    delimiter: u8,
    rules: &[Rule],
) -> Result<CsvHeader, UnusableFile> {
    let body = text.get(start..).unwrap_or_default();
    let lines_before = line_at(text, start) - 1;
    let mut reader = reader(body, delimiter);
    let mut record = ByteRecord::new();
    let mut first: Option<CsvHeader> = None;
    for _ in 0..MOST_ROWS_BEFORE {
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            break;
        }
        let names: Vec<String> = record
            .iter()
            .map(|name| {
                String::from_utf8_lossy(name)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        if names.iter().all(String::is_empty) {
            continue;
        }
        let names = without_blank_end(names);
        let header = CsvHeader {
            line: lines_before + first_line(&record, body),
            end: start + usize::try_from(reader.position().byte()).unwrap_or(body.len()),
            known: known(&names, rules),
            names,
        };
        let is_known = header.known >= 2;
        if first.is_none() || is_known {
            first = Some(header);
        }
        if is_known {
            break;
        }
    }
    let header = first.ok_or_else(|| UnusableFile::file(1, "the file is empty"))?;
    let bytes = text.get(start..header.end).unwrap_or_default();
    match Quotes::new(bytes, delimiter, lines_before + 1).next() {
        Some(misquoted) => Err(UnusableFile::file(misquoted.line(), misquoted.reason())),
        None => Ok(header),
    }
}

/// The first row where there is no header; as many columns as have a name are known.
fn without_header(text: &[u8], start: usize, delimiter: u8, names: &[String]) -> CsvHeader {
    let body = text.get(start..).unwrap_or_default();
    let mut record = ByteRecord::new();
    // Reading from bytes in memory does not fail where records may be of any length.
    let _ = reader(body, delimiter).read_byte_record(&mut record);
    CsvHeader {
        line: line_at(text, start),
        end: start,
        known: record.len().min(names.len()),
        names: names.to_vec(),
    }
}

/// Without the blank names at the end, which commas too many make.
fn without_blank_end(mut names: Vec<String>) -> Vec<String> {
    while names.len() > 1 && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// The line on which a place of a text is, from 1.
fn line_at(text: &[u8], at: usize) -> u64 {
    let before = text.get(..at).unwrap_or_default();
    1 + memchr::memchr_iter(b'\n', before).count() as u64
}

/// The line of the body on which a record begins, from 1.
///
/// The reader counts from where the record before it ended: blank lines in between, and the
/// second half of a CRLF, are still ahead of it.
fn first_line(record: &ByteRecord, body: &[u8]) -> u64 {
    let Some(position) = record.position() else {
        return 1;
    };
    let skipped = usize::try_from(position.byte())
        .ok()
        .and_then(|at| body.get(at..))
        .unwrap_or_default()
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .filter(|&&byte| byte == b'\n');
    position.line() + skipped.count() as u64
}

#[cfg(test)]
mod tests;
