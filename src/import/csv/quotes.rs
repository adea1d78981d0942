//! Where the quotes of a CSV file do not pair.

/// A place where quotes do not pair as they should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misquoted {
    /// A quote is never closed.
    Unclosed {
        /// The line on which its record begins.
        record: u64,
        /// The line on which it stands.
        opened: u64,
    },
    /// Something other than a delimiter or the end of the line follows a closing quote.
    Trailing {
        /// The line on which its record begins.
        record: u64,
    },
}

impl Misquoted {
    /// The line on which its record begins.
    pub(super) fn record(self) -> u64 {
        match self {
            Self::Unclosed { record, .. } | Self::Trailing { record } => record,
        }
    }

    /// The line to be named.
    pub(super) fn line(self) -> u64 {
        match self {
            Self::Unclosed { opened: line, .. } | Self::Trailing { record: line } => line,
        }
    }

    /// What is wrong, in words.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Unclosed { .. } => "a quote is opened here and never closed",
            Self::Trailing { .. } => {
                "text follows a closing quote; a quote inside a quoted cell is written twice"
            }
        }
    }
}

/// The misquoted places of a file, at most one a record, in the order of the file.
pub(super) struct Quotes<'a> {
    bytes: std::slice::Iter<'a, u8>,
    delimiter: u8,
    place: QuotePlace,
    line: u64,
    record: u64,
    opened: u64,
    trailing: bool,
}

#[derive(Clone, Copy)]
enum QuotePlace {
    CellStart,
    Bare,
    Quoted,
    AfterQuote,
}

impl<'a> Quotes<'a> {
    /// Those of a text whose first line has this number.
    pub(super) fn new(body: &'a [u8], delimiter: u8, first_line: u64) -> Self {
        Self {
            bytes: body.iter(),
            delimiter,
            place: QuotePlace::CellStart,
            line: first_line,
            record: first_line,
            opened: first_line,
            trailing: false,
        }
    }

    /// Ends the record, and tells if it was misquoted.
    fn end(&mut self, next_record: u64) -> Option<Misquoted> {
        let record = std::mem::replace(&mut self.record, next_record);
        std::mem::take(&mut self.trailing).then_some(Misquoted::Trailing { record })
    }
}

impl Iterator for Quotes<'_> {
    type Item = Misquoted;

    fn next(&mut self) -> Option<Misquoted> {
        while let Some(&byte) = self.bytes.next() {
            let was = self.place;
            self.place = match (was, byte) {
                (QuotePlace::Quoted, b'"') => QuotePlace::AfterQuote,
                // A quote that is written twice leaves the cell open.
                (QuotePlace::Quoted, _) | (QuotePlace::AfterQuote, b'"') => QuotePlace::Quoted,
                (QuotePlace::CellStart, b'"') => {
                    self.opened = self.line;
                    QuotePlace::Quoted
                }
                (_, b'\n' | b'\r') => QuotePlace::CellStart,
                (_, byte) if byte == self.delimiter => QuotePlace::CellStart,
                (QuotePlace::AfterQuote, _) => {
                    self.trailing = true;
                    QuotePlace::Bare
                }
                (QuotePlace::CellStart | QuotePlace::Bare, _) => QuotePlace::Bare,
            };
            self.line += u64::from(byte == b'\n');
            if !matches!(was, QuotePlace::Quoted) && matches!(byte, b'\n' | b'\r') {
                // After a CR the LF is still to come; it ends an empty record, which moves the
                // beginning of the next one on to the line where it belongs.
                let misquoted = self.end(self.line);
                if misquoted.is_some() {
                    return misquoted;
                }
            }
        }
        if let QuotePlace::Quoted = self.place {
            self.place = QuotePlace::CellStart;
            return Some(Misquoted::Unclosed {
                record: self.record,
                opened: self.opened,
            });
        }
        let line = self.line;
        self.end(line)
    }
}
