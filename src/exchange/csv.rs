//! CSV in: comma, semicolon or tab, with or without a mark at its beginning, any line ending.
//!
//! The `csv` crate splits the cells. It takes an unclosed quote and text after a closing one as
//! they come, so `quotes` looks at these first: a file is never half read without a word.

use std::borrow::Cow;
use std::collections::HashSet;

use csv::{ByteRecord, ReaderBuilder};

mod quotes;

use quotes::{Misquoted, Quotes};

use super::columns::{Mapping, recognised};
use super::export;
use super::guard::unguarded;
use super::incoming::{Refusal, Unusable};
use super::sheet::{Cell, Row, Sheet, not_utf8};
use super::words::plain;

/// What stands between two cells; the first is taken where nothing tells.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A CSV file whose header is read.
#[derive(Debug)]
pub struct Csv<'a> {
    /// The rows, and the header before them.
    body: &'a [u8],
    /// How many lines of the file come before the header.
    lines_before: u64,
    delimiter: u8,
    names: Vec<String>,
    cells: Cells,
}

/// Whether cells are as they were written, or guarded against being run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cells {
    Guarded,
    Raw,
}

impl<'a> Csv<'a> {
    /// The file of these bytes, the mark at its beginning being off already.
    ///
    /// # Errors
    /// If the header is not UTF-8, or two of its columns have the same name.
    pub fn open(text: &'a [u8]) -> Result<Self, Unusable> {
        let (body, lines_before, said) = match said_delimiter(text) {
            Some((delimiter, body)) => (body, 1, Some(delimiter)),
            None => (text, 0, None),
        };
        let candidates: Vec<(u8, Result<Vec<String>, Unusable>)> = DELIMITERS
            .into_iter()
            .filter(|&one| said.is_none_or(|it| it == one))
            .map(|delimiter| (delimiter, header(body, delimiter, lines_before)))
            .collect();
        // The last of equals is taken, so the first delimiter comes last.
        let best = candidates
            .iter()
            .rev()
            .filter_map(|(delimiter, names)| Some((*delimiter, names.as_ref().ok()?)))
            .max_by_key(|(_, names)| (recognised(names), names.len()))
            .map(|(delimiter, names)| (delimiter, names.clone()));
        let (delimiter, names) = match best {
            Some(best) => best,
            None => match candidates.into_iter().next() {
                Some((delimiter, names)) => (delimiter, names?),
                None => (b',', Vec::new()),
            },
        };
        one_of_each(&names, lines_before)?;
        Ok(Self {
            body,
            lines_before,
            delimiter,
            names,
            cells: if export::is_raw(text) {
                Cells::Raw
            } else {
                Cells::Guarded
            },
        })
    }

    /// What stands between two cells, in words: `comma`.
    pub fn delimiter_name(&self) -> &'static str {
        match self.delimiter {
            b';' => "semicolon",
            b'\t' => "tab",
            _ => "comma",
        }
    }

    fn row<'r>(
        &self,
        line: u64,
        record: &'r ByteRecord,
        mapping: &Mapping,
    ) -> Result<Row<'r>, Refusal> {
        if let Some(reason) = not_utf8(record.as_slice()) {
            return Err(Refusal::new(line, reason));
        }
        let (has, wants) = (record.len(), self.names.len());
        if has != wants {
            return Err(Refusal::new(
                line,
                format!("{}, but the header has {wants}", cells_in_words(has)),
            ));
        }
        Ok(Row::of(line, mapping, |column| {
            let bytes = record.get(column).unwrap_or_default();
            match String::from_utf8_lossy(bytes) {
                Cow::Borrowed(cell) if self.cells == Cells::Guarded => Cell::text(unguarded(cell)),
                cell => Cell::text(cell),
            }
        }))
    }
}

impl Sheet for Csv<'_> {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn rows(
        &self,
        mapping: &Mapping,
        each: &mut dyn FnMut(Result<Row<'_>, Refusal>),
    ) -> Result<(), Unusable> {
        let mut quotes = Quotes::new(self.body, self.delimiter, self.lines_before + 1).peekable();
        let mut reader = ReaderBuilder::new()
            .has_headers(true)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(self.body);
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let line = self.lines_before + first_line(&record, self.body);
            while quotes.next_if(|quote| quote.record() < line).is_some() {}
            match quotes.next_if(|quote| quote.record() == line) {
                Some(misquoted @ Misquoted::Unclosed { .. }) => {
                    return Err(Unusable::file(misquoted.line(), misquoted.reason()));
                }
                Some(misquoted) => each(Err(Refusal::new(line, misquoted.reason()))),
                None if record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                None => each(self.row(line, &record, mapping)),
            }
        }
        Ok(())
    }
}

fn cells_in_words(count: usize) -> String {
    match count {
        1 => "the row has 1 cell".to_owned(),
        _ => format!("the row has {count} cells"),
    }
}

/// The delimiter that a first line `sep=;` names, which Excel writes and heeds, and what follows.
fn said_delimiter(text: &[u8]) -> Option<(u8, &[u8])> {
    let (head, rest) = text.split_at_checked(5)?;
    let (&delimiter, word) = head.split_last()?;
    if !word.eq_ignore_ascii_case(b"sep=") || !DELIMITERS.contains(&delimiter) {
        return None;
    }
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    Some((delimiter, rest.strip_prefix(b"\n")?))
}

/// The names of the columns, if that is what stands between them.
fn header(body: &[u8], delimiter: u8, lines_before: u64) -> Result<Vec<String>, Unusable> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(body);
    let mut record = ByteRecord::new();
    // Reading from bytes fails for records of unequal lengths alone, and this is the first.
    let _ = reader.read_byte_record(&mut record);
    let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
    let bytes = body.get(..end).unwrap_or(body);
    if let Some(misquoted) = Quotes::new(bytes, delimiter, lines_before + 1).next() {
        return Err(Unusable::file(misquoted.line(), misquoted.reason()));
    }
    if let Some(reason) = not_utf8(record.as_slice()) {
        let line = lines_before + first_line(&record, body);
        return Err(Unusable::file(line, reason));
    }
    Ok(record
        .iter()
        .map(|name| String::from_utf8_lossy(name).trim().to_owned())
        .collect())
}

/// Two columns of one name say the same thing twice, or different things: nobody can tell.
fn one_of_each(names: &[String], lines_before: u64) -> Result<(), Unusable> {
    let mut seen = HashSet::new();
    let twice = names.iter().find(|name| {
        let name = plain(name);
        !name.is_empty() && !seen.insert(name)
    });
    match twice {
        Some(name) => Err(Unusable::file(
            lines_before + 1,
            format!("two columns are called {name:?}"),
        )
        .advise("give each column a name of its own")),
        None => Ok(()),
    }
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
mod tests {
    use super::*;

    /// The rows as `line: text | to`, the refusals as `line! reason`.
    fn read(text: &str) -> Result<Vec<String>, Unusable> {
        use super::super::incoming::Field;
        let csv = Csv::open(text.as_bytes())?;
        let mapping = Mapping::of(csv.names(), &[])?;
        let show = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone().into_owned(),
            _ => "-".to_owned(),
        };
        let mut seen = Vec::new();
        csv.rows(&mapping, &mut |row| {
            seen.push(match row {
                Ok(row) => format!(
                    "{}: {} | {}",
                    row.line,
                    show(row.cell(Field::Text)),
                    show(row.cell(Field::To))
                ),
                Err(refusal) => format!("{}! {}", refusal.line, refusal.reason),
            });
        })?;
        Ok(seen)
    }

    #[test]
    fn commas_semicolons_and_tabs_are_told_from_the_header() {
        for text in [
            "ask,who\na,b\n",
            "ask;who\na;b\n",
            "ask\twho\na\tb",
            "\"ask, or not\";ask;who\nx;a;b",
            "sep=;\r\nask;who\r\n\r\na;b",
        ] {
            let line = 2 + 2 * u64::from(text.starts_with("sep"));
            assert_eq!(read(text).unwrap(), [format!("{line}: a | b")], "{text:?}");
        }
    }

    #[test]
    fn lines_are_those_of_the_file_with_any_ending_and_newlines_in_cells() {
        for (end, name) in [("\n", "LF"), ("\r\n", "CRLF")] {
            let text = ["ask,who", "\"one\ntwo\",b", "", "c,d", "", ",", "e,f"].join(end);
            assert_eq!(
                read(&text).unwrap(),
                ["2: one\ntwo | b", "5: c | d", "8: e | f"],
                "{name}"
            );
        }
    }

    #[test]
    fn quotes_and_delimiters_inside_quotes_belong_to_the_cell() {
        assert_eq!(
            read("ask,who\n\"say \"\"no\"\", please\",5\" pipe\n").unwrap(),
            ["2: say \"no\", please | 5\" pipe"]
        );
    }

    #[test]
    fn short_and_long_rows_are_refused_by_their_line() {
        assert_eq!(
            read("ask,who\na\nb,c\nd,e,f\n").unwrap(),
            [
                "2! the row has 1 cell, but the header has 2",
                "3: b | c",
                "4! the row has 3 cells, but the header has 2",
            ]
        );
    }

    #[test]
    fn an_unclosed_quote_is_refused_where_it_is_opened() {
        let refused = read("ask,who\na,b\n\"c \"\"x\"\"\n,d\n").unwrap_err();
        assert_eq!(
            (refused.line, &*refused.reason),
            (3, "a quote is opened here and never closed")
        );
        let refused = read("ask,\"who\na,b\n").unwrap_err();
        assert_eq!(refused.line, 1);
        let refused = read("ask\n\"").unwrap_err();
        assert_eq!(refused.line, 2);
    }

    #[test]
    fn text_after_a_closing_quote_is_refused() {
        assert_eq!(
            read("ask,who\r\n\"a\"b,c\r\nd,e\r\n\"f\" ,g").unwrap(),
            [
                "2! text follows a closing quote; a quote inside a quoted cell is written twice",
                "3: d | e",
                "4! text follows a closing quote; a quote inside a quoted cell is written twice",
            ]
        );
    }

    #[test]
    fn a_column_that_is_there_twice_is_refused_whatever_it_is() {
        let refused = read("ask,x,X \na,b,c\n").unwrap_err();
        assert_eq!(refused.reason, "two columns are called \"X\"");
        assert_eq!(read("ask,,\na,b,c\n").unwrap(), ["2: a | -"]);
    }

    #[test]
    fn a_row_that_is_not_utf8_is_refused_and_the_others_are_read() {
        let csv = Csv::open(b"ask\ncaf\xe9\nbar\n").unwrap();
        let mapping = Mapping::of(csv.names(), &[]).unwrap();
        let mut lines = Vec::new();
        csv.rows(&mapping, &mut |row| {
            lines.push(row.map(|row| row.line).map_err(|refusal| refusal.line));
        })
        .unwrap();
        assert_eq!(lines, [Err(2), Ok(3)]);
        let refused = Csv::open(b"ask,caf\xe9\n").unwrap_err();
        assert!(
            refused.reason.starts_with("not UTF-8"),
            "{}",
            refused.reason
        );
    }

    #[test]
    fn the_guard_is_taken_off() {
        assert_eq!(read("ask,who\n'=1+1,'tis\n").unwrap(), ["2: =1+1 | 'tis"]);
    }
}
