//! The bytes of a file as text.

use std::borrow::Cow;

use super::encoding::{self, ByteOrder, Encoding};
use super::problem::UnusableFile;

/// The text of a file, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a mark at its beginning.
    pub text: Cow<'a, str>,
    /// The encoding, if it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// The text of the bytes of a file.
///
/// Bytes that are not UTF-8 are read as Windows-1252, which is what Excel writes, unless some of
/// the file is certainly UTF-8: then a part of it is damaged.
///
/// # Errors
/// If the file is empty, or plainly in another encoding or format.
pub fn decoded(bytes: &[u8]) -> Result<Decoded<'_>, UnusableFile> {
    let found = encoding::detect(bytes);
    match found {
        Encoding::Utf16(order) => {
            return Ok(Decoded {
                text: Cow::Owned(utf16(bytes, order)),
                encoding: Some(found.name()),
            });
        }
        Encoding::Utf32(_) => {
            let reason = format!("the file is in {}, not in UTF-8", found.name());
            return Err(UnusableFile::file(1, reason).advise("save it as CSV UTF-8 first"));
        }
        Encoding::Utf8 | Encoding::Nuls | Encoding::Other => {}
    }
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if text.trim_ascii().is_empty() {
        return Err(UnusableFile::file(1, "the file is empty"));
    }
    // A log with a run of NULs in it is still a log; rows with one are for their reader to refuse.
    if found == Encoding::Nuls && text.iter().take(16).any(|&byte| byte == 0) {
        return Err(UnusableFile::file(
            encoding::line_of_fault(bytes),
            "there is a NUL character in it, so it is not a text file",
        )
        .advise("save it as CSV UTF-8 first"));
    }
    match std::str::from_utf8(text) {
        Ok(text) => Ok(Decoded {
            text: Cow::Borrowed(text),
            encoding: None,
        }),
        Err(error) if has_multibyte(text) => {
            let line = encoding::line_of_fault(text);
            let byte = text.get(error.valid_up_to()).copied().unwrap_or_default();
            Err(UnusableFile::file(
                line,
                format!("a byte that is not UTF-8 (0x{byte:02x}) in a file that otherwise is"),
            )
            .advise("save the file again as UTF-8"))
        }
        Err(_) => Ok(Decoded {
            text: Cow::Owned(text.iter().map(|&byte| windows_1252(byte)).collect()),
            encoding: Some("Windows-1252"),
        }),
    }
}

/// The text of UTF-16, which Excel's "Unicode Text" is in.
fn utf16(bytes: &[u8], order: ByteOrder) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| match order {
        ByteOrder::Little => u16::from_le_bytes(pair),
        ByteOrder::Big => u16::from_be_bytes(pair),
    });
    char::decode_utf16(units)
        .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
        .filter(|&char| char != '\u{feff}')
        .collect()
}

/// Whether a valid character of several bytes is among the bytes.
fn has_multibyte(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// What 0x80 to 0x9f are; the five that are not assigned stay control characters.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_read_and_utf32_is_named() {
        let utf16: Vec<u8> = "ask\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [utf16.clone(), [&[0xff, 0xfe], utf16.as_slice()].concat()] {
            let read = decoded(&bytes).unwrap();
            assert_eq!((&*read.text, read.encoding), ("ask\n", Some("UTF-16")));
        }
        assert_eq!(
            decoded(b"a\0\0\0b\0\0\0").unwrap_err().reason,
            "the file is in UTF-32, not in UTF-8"
        );
    }

    #[test]
    fn a_file_of_blanks_is_empty() {
        for empty in [&b""[..], b" \r\n\t", "\u{feff}\n".as_bytes()] {
            assert_eq!(decoded(empty).unwrap_err().reason, "the file is empty");
        }
    }

    #[test]
    fn the_mark_of_utf8_is_taken_off() {
        assert_eq!(decoded("\u{feff}a".as_bytes()).unwrap().text, "a");
        assert_eq!(decoded(b"a").unwrap().encoding, None);
    }

    #[test]
    fn the_quotes_and_dashes_of_excel_are_kept() {
        let read = decoded(b"Don\x92t ask \x96 caf\xe9, 5 \x80").unwrap();
        assert_eq!(read.text, "Don’t ask – café, 5 €");
        assert_eq!(read.encoding, Some("Windows-1252"));
    }

    #[test]
    fn a_damaged_file_in_utf8_is_not_read_as_something_else() {
        let refused = decoded(b"ask\ncaf\xc3\xa9\nx\xffy\n").unwrap_err();
        assert_eq!(refused.line, 3);
        assert!(refused.reason.contains("0xff"), "{}", refused.reason);
    }
}
