//! A file as rows of cells, whatever its format: what CSV, JSON, Markdown and workbooks have in
//! common.

use std::borrow::Cow;

use super::problem::{RefusalReason, UnusableFile};

/// What one place of a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum InputCell<'a> {
    /// Nothing: an empty cell, `null`, or a key that is not there.
    #[default]
    Blank,
    /// A text; numbers and truth values as they are written.
    Text(Cow<'a, str>),
    /// Several texts.
    List(Vec<Cow<'a, str>>),
    /// An object, or a list of what is no text, as JSON.
    Nested(Cow<'a, str>),
}

impl<'a> InputCell<'a> {
    /// The cell of a text; blank if there is nothing but blanks in it.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.trim().is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Blank | Self::List(_) | Self::Nested(_) => None,
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedRow<'a> {
    /// The line on which it begins, or its number where lines say nothing, from 1.
    pub line: u64,
    /// Its cells, by column; those that are missing at the end are blank.
    pub cells: Vec<InputCell<'a>>,
}

impl<'a> NumberedRow<'a> {
    /// What it says in a column.
    pub fn cell(&self, column: usize) -> &InputCell<'a> {
        self.cells.get(column).unwrap_or(&InputCell::Blank)
    }
}

impl NumberedRow<'_> {
    /// The same row without its texts copied.
    fn borrowed(&self) -> NumberedRow<'_> {
        let cells = self.cells.iter().map(|cell| match cell {
            InputCell::Blank => InputCell::Blank,
            InputCell::Text(text) => InputCell::Text(Cow::Borrowed(text)),
            InputCell::List(texts) => {
                InputCell::List(texts.iter().map(|text| Cow::Borrowed(&**text)).collect())
            }
            InputCell::Nested(json) => InputCell::Nested(Cow::Borrowed(json)),
        });
        NumberedRow {
            line: self.line,
            cells: cells.collect(),
        }
    }
}

/// What the `line` of a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowPlace {
    /// Lines of the file.
    Line,
    /// Rows: of a sheet, or of JSON that is all on one line.
    Row,
}

/// A file that is read as rows, as often as need be.
pub trait RowSource {
    /// The names of its columns.
    fn names(&self) -> &[String];

    /// The line of its header; 1 where it has none.
    fn header_line(&self) -> u64 {
        1
    }

    /// What the lines of its rows count.
    fn place(&self) -> RowPlace {
        RowPlace::Line
    }

    /// Hands each row that is not blank, or why it cannot be read, to `each`.
    ///
    /// # Errors
    /// If the file ends in the middle of a row, so that what the rest says is unknown.
    fn rows(
        &self,
        each: &mut dyn FnMut(Result<NumberedRow<'_>, RefusalReason>),
    ) -> Result<(), UnusableFile>;
}

/// A table whose cells are in memory.
#[derive(Clone, Debug, Default)]
pub struct InputRow {
    /// The names of the columns.
    pub names: Vec<String>,
    /// The line of the header.
    pub header_line: u64,
    /// The rows that are not blank.
    pub rows: Vec<NumberedRow<'static>>,
    /// What their lines count.
    pub place: Option<RowPlace>,
}

impl RowSource for InputRow {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn header_line(&self) -> u64 {
        self.header_line.max(1)
    }

    fn place(&self) -> RowPlace {
        self.place.unwrap_or(RowPlace::Line)
    }

    fn rows(
        &self,
        each: &mut dyn FnMut(Result<NumberedRow<'_>, RefusalReason>),
    ) -> Result<(), UnusableFile> {
        for row in &self.rows {
            each(checked(row.borrowed(), self.names.len()));
        }
        Ok(())
    }
}

/// The row, unless a cell beyond the last column says something.
///
/// # Errors
/// If one does: it may have slipped out of its column.
pub fn checked(row: NumberedRow<'_>, columns: usize) -> Result<NumberedRow<'_>, RefusalReason> {
    let mut further = row.cells.iter().skip(columns);
    match further.find_map(InputCell::as_text) {
        Some(text) => Err(RefusalReason::new(
            row.line,
            format!("the row has {text:?} beyond the last of its {columns} columns"),
        )),
        None => Ok(row),
    }
}
