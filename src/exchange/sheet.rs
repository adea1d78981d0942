//! A file as rows of cells, whatever its format: what [`super::csv`] and [`super::json`] have in
//! common.

use std::borrow::Cow;

use super::columns::Mapping;
use super::encoding::{self, Encoding};
use super::incoming::{Field, Refusal, Unusable};

/// What one place of a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing: an empty cell, `null`, or a key that is not there.
    #[default]
    Blank,
    /// A text; numbers and truth values as they are written.
    Text(Cow<'a, str>),
    /// Several texts.
    List(Vec<Cow<'a, str>>),
    /// An object, or a list of what is no text.
    Nested,
}

impl<'a> Cell<'a> {
    /// The cell of a text; blank if there is nothing but blanks in it.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.trim().is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }
}

/// One row, as far as its columns are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The line on which it begins, from 1.
    pub line: u64,
    cells: [Cell<'a>; Field::ALL.len()],
}

impl<'a> Row<'a> {
    /// The row of these cells: for each field what `cell` finds in the column that says it.
    pub fn of(line: u64, mapping: &Mapping, mut cell: impl FnMut(usize) -> Cell<'a>) -> Self {
        Self {
            line,
            cells: Field::ALL.map(|field| match mapping.column(field) {
                Some(column) => cell(column),
                None => Cell::Blank,
            }),
        }
    }

    /// What it says of a field.
    pub fn cell(&self, field: Field) -> &Cell<'a> {
        self.cells.get(field as usize).unwrap_or(&Cell::Blank)
    }
}

/// A file that is read as rows, as often as need be.
pub trait Sheet {
    /// The names of its columns.
    fn names(&self) -> &[String];

    /// Hands each row that is not blank, or why it cannot be read, to `each`.
    ///
    /// # Errors
    /// If the file ends in the middle of a row, so that nobody knows what the rest says.
    fn rows(
        &self,
        mapping: &Mapping,
        each: &mut dyn FnMut(Result<Row<'_>, Refusal>),
    ) -> Result<(), Unusable>;
}

/// Why bytes are not UTF-8 text, with the first that is not.
pub fn not_utf8(bytes: &[u8]) -> Option<String> {
    let error = std::str::from_utf8(bytes).err()?;
    let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
    Some(format!(
        "not UTF-8 text (byte 0x{byte:02x}); it may be Latin-1 or Windows-1252"
    ))
}

/// The bytes of a text file without the mark at its beginning, and whether there was one.
///
/// # Errors
/// If the file is empty, or plainly in another encoding or format.
pub fn text_of(bytes: &[u8]) -> Result<(&[u8], bool), Unusable> {
    if let [b'P', b'K', 3, 4, ..] = bytes {
        return Err(
            Unusable::file(1, "the file is a workbook or another zip archive, not text")
                .advise("save it as CSV UTF-8 first"),
        );
    }
    let found = encoding::detect(bytes);
    if let Encoding::Utf16(_) | Encoding::Utf32(_) = found {
        let reason = format!("the file is in {}, not in UTF-8", found.name());
        return Err(Unusable::file(1, reason).advise("save it as CSV UTF-8 first"));
    }
    let (text, marked) = match bytes.strip_prefix("\u{feff}".as_bytes()) {
        Some(text) => (text, true),
        None => (bytes, false),
    };
    if text.trim_ascii().is_empty() {
        return Err(Unusable::file(1, "the file is empty"));
    }
    // A log with a run of NULs in it is still a log; rows with one are for their reader to refuse.
    if found == Encoding::Nuls && text.iter().take(16).any(|&byte| byte == 0) {
        let line = encoding::line_of_fault(bytes);
        return Err(Unusable::file(
            line,
            "there is a NUL character in it, so it is not a text file",
        )
        .advise("save it as CSV UTF-8 first"));
    }
    Ok((text, marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_told_by_name() {
        let utf16: Vec<u8> = "ask\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(text_of(&utf16).unwrap_err().reason.contains("UTF-16"));
        let marked = [&[0xff, 0xfe], utf16.as_slice()].concat();
        assert_eq!(
            text_of(&marked).unwrap_err().reason,
            "the file is in UTF-16, not in UTF-8"
        );
        assert!(
            text_of(b"PK\x03\x04...")
                .unwrap_err()
                .reason
                .contains("workbook")
        );
    }

    #[test]
    fn a_file_of_blanks_is_empty() {
        for empty in [&b""[..], b" \r\n\t", "\u{feff}\n".as_bytes()] {
            assert_eq!(text_of(empty).unwrap_err().reason, "the file is empty");
        }
    }

    #[test]
    fn the_mark_of_utf8_is_taken_off() {
        assert_eq!(text_of("\u{feff}a".as_bytes()).unwrap(), (&b"a"[..], true));
        assert_eq!(text_of(b"a").unwrap(), (&b"a"[..], false));
    }

    #[test]
    fn latin1_is_guessed_at_in_words_only() {
        assert_eq!(
            not_utf8(b"caf\xe9").unwrap(),
            "not UTF-8 text (byte 0xe9); it may be Latin-1 or Windows-1252"
        );
        assert_eq!(not_utf8("café".as_bytes()), None);
    }
}
