//! Text from the log, made harmless for a terminal.
//!
//! The stored text stays as it was typed; what could move the cursor, hide or turn around what
//! is shown is drawn as visible characters instead.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::json::is_invisible;

/// A text on one line: control characters as `^[`, invisible ones as `<U+202E>`.
#[must_use]
pub fn one_line(text: &str) -> String {
    on_one_line(text).into_owned()
}

/// A text as [`one_line`] has it, and the text itself where there is nothing to be changed in it.
#[must_use]
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    // Most texts are plain, which is seen soonest if no byte is waited for.
    let is_plain = |byte| matches!(byte, b' '..=b'~');
    if text.bytes().fold(true, |all, byte| all & is_plain(byte)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        push(&mut safe, char);
    }
    Cow::Owned(safe)
}

/// A text on the lines it was typed in, each of them harmless.
#[must_use]
pub fn lines(text: &str) -> Vec<String> {
    text.split('\n')
        .map(|line| one_line(line.strip_suffix('\r').unwrap_or(line)))
        .collect()
}

fn push(safe: &mut String, char: char) {
    match char {
        // Caret notation: the letter 64 further on.
        '\0'..='\u{1f}' | '\u{7f}' => {
            safe.push('^');
            safe.push(char::from((char as u8) ^ 0x40));
        }
        // Writing to a string does not fail.
        _ if char.is_control() || is_invisible(char) => {
            let _ = write!(safe, "<U+{:04X}>", u32::from(char));
        }
        _ => safe.push(char),
    }
}

/// How many columns a text takes.
#[must_use]
pub fn width_cols(text: &str) -> usize {
    text.width()
}

/// The beginning of a text that fits so many columns; where something is left out it ends in
/// `mark`. It is cut between graphemes, never inside one.
#[must_use]
pub fn fitted(text: &str, width: usize, mark: &str) -> String {
    if width_cols(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(width_cols(mark));
    let mut fitted = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let cols = width_cols(grapheme);
        if used + cols > room {
            break;
        }
        used += cols;
        fitted.push_str(grapheme);
    }
    if width >= width_cols(mark) {
        fitted.push_str(mark);
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_not_done() {
        assert_eq!(
            one_line("\u{1b}[31mred\u{7}\n\t\0\u{7f}"),
            "^[[31mred^G^J^I^@^?"
        );
        assert_eq!(one_line("\u{9b}31m"), "<U+009B>31m");
    }

    #[test]
    fn what_turns_a_text_around_is_told_and_emoji_stay_whole() {
        assert_eq!(one_line("\u{202e}evil\u{ad}"), "<U+202E>evil<U+00AD>");
        assert_eq!(one_line("👩\u{200d}🚀 ❤\u{fe0f}"), "👩\u{200d}🚀 ❤\u{fe0f}");
        assert_eq!(one_line("\u{e0041}"), "<U+E0041>");
    }

    #[test]
    fn a_text_is_cut_between_graphemes_and_measured_in_columns() {
        assert_eq!(fitted("漢字漢字", 5, "…"), "漢字…");
        assert_eq!(fitted("👩\u{200d}🚀👩\u{200d}🚀", 3, "…"), "👩\u{200d}🚀…");
        assert_eq!(fitted("abc", 3, "…"), "abc");
        assert_eq!(fitted("abcd", 0, "…"), "");
    }
}
