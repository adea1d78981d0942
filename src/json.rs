//! JSON as nos writes it, in the log and on standard output: no control character ever
//! is in it as itself, so it is harmless on a terminal and one event is one line.
//!
//! Used by the journal, import, export and the JSON answers; it knows none of them.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};

/// Which characters are written `\u…`, beside the quote and the backslash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// U+0000–1F, U+007F–9F, U+2028 and U+2029: as in the log.
    Controls,
    /// These, and everything else that is invisible or turns the text around: for output.
    Invisible,
}

/// A value as JSON on one line, without a newline at its end.
///
/// # Errors
/// If the value has no JSON form, which none of ours lacks.
pub fn to_line(value: &impl Serialize, escapes: Escapes) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Plain(escapes));
    value.serialize(&mut serializer)?;
    String::from_utf8(bytes).map_err(serde::ser::Error::custom)
}

/// Whether a character is an invisible control or overrides the direction of a text: what a
/// terminal must not be handed. Joiners and variation selectors are not: emoji and scripts need
/// them.
pub fn is_invisible(char: char) -> bool {
    matches!(
        char,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

fn is_escaped(char: char, escapes: Escapes) -> bool {
    match escapes {
        Escapes::Controls => char.is_control() || matches!(char, '\u{2028}' | '\u{2029}'),
        Escapes::Invisible => char.is_control() || is_invisible(char),
    }
}

struct Plain(Escapes);

impl Formatter for Plain {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, char)) = rest
            .char_indices()
            .find(|&(_, char)| is_escaped(char, self.0))
        {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            for unit in char.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = after.strip_prefix(char).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        let code = match escape {
            CharEscape::Quote => return writer.write_all(b"\\\""),
            CharEscape::ReverseSolidus => return writer.write_all(b"\\\\"),
            CharEscape::Solidus => b'/',
            CharEscape::Backspace => 0x08,
            CharEscape::FormFeed => 0x0c,
            CharEscape::LineFeed => b'\n',
            CharEscape::CarriageReturn => b'\r',
            CharEscape::Tab => b'\t',
            CharEscape::AsciiControl(byte) => byte,
        };
        write!(writer, "\\u{code:04x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_stands_in_json_as_itself() {
        let line = to_line(&"a\n\t\u{1b}\u{7f}\u{9b}\u{2028}\"\\é", Escapes::Controls).unwrap();
        assert_eq!(line, r#""a\u000a\u0009\u001b\u007f\u009b\u2028\"\\é""#);
    }

    #[test]
    fn output_escapes_what_turns_a_text_around_and_leaves_emoji_whole() {
        let text = "\u{202e}abc\u{feff}\u{e0041} 👩\u{200d}🚀";
        let line = to_line(&text, Escapes::Invisible).unwrap();
        assert_eq!(line, "\"\\u202eabc\\ufeff\\udb40\\udc41 👩\u{200d}🚀\"");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }
}
