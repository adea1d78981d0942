//! Sentences beside a label, wrapped to the width.

use unicode_segmentation::UnicodeSegmentation;

use super::safe;
use super::style::{Ink, Medium, Style};

/// How many columns the labels of one picture take; the texts begin after two more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelColumn {
    /// The width of the widest label.
    pub width_cols: usize,
}

/// What stands between a label and its text.
const GAP: usize = 2;

/// A text needs so many columns beside a label; where there are fewer it goes below.
const LEAST_TEXT_COLS: usize = 24;

impl LabelColumn {
    /// A label with its sentences, ended by a newline. Later lines begin where the first text
    /// does; where the terminal is too narrow for that, the text goes on from the left. The text
    /// may be inked.
    #[must_use]
    pub fn line(self, label: &str, text: &str, style: &Style) -> String {
        let indent = self.indent_cols();
        if indent + LEAST_TEXT_COLS > style.width_cols {
            let whole = if label.is_empty() {
                text.to_owned()
            } else {
                format!("{}  {text}", style.ink(Ink::Strong, label))
            };
            return lines_of(&whole, style.width_cols)
                .into_iter()
                .map(|line| line + "\n")
                .collect();
        }
        let mut drawn = String::new();
        for (index, line) in lines_of(text, style.width_cols - indent).iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            let blanks = " ".repeat(indent.saturating_sub(safe::width_cols(label)));
            drawn.extend([&style.ink(Ink::Strong, label), &blanks, line, "\n"]);
        }
        drawn
    }

    /// Where the texts begin.
    #[must_use]
    pub fn indent_cols(self) -> usize {
        self.width_cols + GAP
    }
}

/// A text broken between words into lines of at most so many columns. A word that is wider still
/// is broken within. Ink takes no room.
#[must_use]
pub fn lines_of(text: &str, width_cols: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text
        .trim_end()
        .split(' ')
        .flat_map(|word| pieces(word, width_cols))
    {
        let cols = inked_width_cols(&word);
        if used > 0 && used + 1 + cols > width_cols {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&word);
        used += cols;
    }
    lines.push(line);
    lines
}

/// A text with those of its lines broken between words that are too wide. Ink takes no room.
#[must_use]
pub fn wrapped(text: &str, width_cols: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    for line in text.lines() {
        if inked_width_cols(line) <= width_cols {
            wrapped.push_str(line);
        } else {
            wrapped.push_str(&lines_of(line, width_cols).join("\n"));
        }
        wrapped.push('\n');
    }
    wrapped
}

/// Sentences as they are told: whole lines in a pipe, and on a terminal [`wrapped`].
#[must_use]
pub fn for_reading(text: &str, style: &Style) -> String {
    match style.medium {
        Medium::Pipe => text.to_owned(),
        Medium::Terminal => wrapped(text, style.width_cols),
    }
}

/// Short things beside each other, two blanks apart, on as many lines as they take. Ink takes no
/// room.
#[must_use]
pub fn row_lines(things: &[String], width_cols: usize) -> Vec<String> {
    let mut lines = Vec::<String>::new();
    for thing in things {
        match lines.last_mut() {
            Some(line) if inked_width_cols(line) + GAP + inked_width_cols(thing) <= width_cols => {
                line.extend([" ".repeat(GAP).as_str(), thing]);
            }
            _ => lines.extend(lines_of(thing, width_cols)),
        }
    }
    lines
}

/// A word as it is, or, where it is too wide, in pieces that are not.
fn pieces(word: &str, width_cols: usize) -> Vec<String> {
    if inked_width_cols(word) <= width_cols || word.contains(ESCAPE) {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for grapheme in word.graphemes(true) {
        let cols = safe::width_cols(grapheme);
        if used > 0 && used + cols > width_cols {
            pieces.push(String::new());
            used = 0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(grapheme);
        }
        used += cols;
    }
    pieces
}

const ESCAPE: char = '\u{1b}';

/// How many columns a text takes that may be inked. The only escapes in it are our own, each from
/// `ESC` to `m`, for what comes from the log is [`safe`].
#[must_use]
pub fn inked_width_cols(text: &str) -> usize {
    let mut parts = text.split(ESCAPE);
    let first = safe::width_cols(parts.next().unwrap_or_default());
    let after_ink = |part: &str| {
        part.split_once('m')
            .map_or(0, |(_, text)| safe::width_cols(text))
    };
    first + parts.map(after_ink).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::Colours;

    const LABELS: LabelColumn = LabelColumn { width_cols: 8 };

    #[test]
    fn a_text_goes_on_below_itself() {
        assert_eq!(
            LABELS.line("Streak", "5 days. The longest was 12.", &Style::plain(34)),
            "Streak    5 days. The longest was\n          12.\n"
        );
    }

    #[test]
    fn in_a_narrow_terminal_it_goes_on_from_the_left() {
        assert_eq!(
            LABELS.line("Streak", "5 days. The longest was 12.", &Style::plain(20)),
            "Streak  5 days. The\nlongest was 12.\n"
        );
    }

    #[test]
    fn things_in_a_row_are_kept_whole() {
        let things = ["░ 1".to_owned(), "▒ 2–3".to_owned(), "▓ 4–6".to_owned()];
        assert_eq!(row_lines(&things, 12), ["░ 1  ▒ 2–3", "▓ 4–6"]);
    }

    #[test]
    fn ink_takes_no_room() {
        let style = Style {
            colours: Colours::Ansi,
            ..Style::plain(80)
        };
        let inked = style.ink(Ink::No, "58 no");
        assert_eq!(inked_width_cols(&inked), 5);
        assert_eq!(lines_of(&format!("{inked}, 1"), 8), [format!("{inked}, 1")]);
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken_between_graphemes() {
        assert_eq!(lines_of("a 漢字漢 b", 5), ["a", "漢字", "漢 b"]);
    }
}
