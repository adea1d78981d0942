//! Sentences broken into lines: the one place that says where a line may break.
//!
//! A line is broken between words, never after a number, whose unit or month comes next, and never
//! inside a [`command`]. Only a word that is wider than the whole terminal is broken within, after a
//! hyphen if it has one.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::escape;
use super::format::is_month_name;
use super::style::{Ink, OutputMedium, Style};

/// How many columns the labels of one picture take; the texts begin after two more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelColumn {
    /// The width of the widest label.
    pub width_cols: usize,
}

/// What comes between a label and its text.
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
        let inked_label = style.ink(Ink::Strong, label);
        if indent + LEAST_TEXT_COLS > style.width_cols {
            let whole = if label.is_empty() {
                text.to_owned()
            } else {
                format!("{inked_label}  {text}")
            };
            return indented("", "", &broken(&whole, style.width_cols));
        }
        let blanks = " ".repeat(indent.saturating_sub(escape::width_cols(label)));
        indented(
            &(inked_label + &blanks),
            &" ".repeat(indent),
            &broken(text, style.width_cols - indent),
        )
    }

    /// Where the texts begin.
    #[must_use]
    pub fn indent_cols(self) -> usize {
        self.width_cols + GAP
    }
}

/// Joins the words of a [`command`]: a control character, which no text from the log has in it
/// once it is [`safe`].
const JOINT: char = '\u{1f}';

/// A line to be run, as a part of a sentence: `nos goal set 1000`. It is kept on one line; where
/// the terminal is narrower than that, it goes on behind a backslash, as shells take it. It must
/// go through this module before it is printed.
#[must_use]
pub fn command(line: &str) -> String {
    line.replace(' ', "\u{1f}")
}

fn unjoined(text: &str) -> String {
    text.replace(JOINT, " ")
}

/// A line that was broken off a text.
struct WrappedLine {
    text: String,
    /// Whether it goes on with a command, so that blanks before it would be part of that.
    is_continued: bool,
}

impl WrappedLine {
    fn new(text: String) -> Self {
        Self {
            text,
            is_continued: false,
        }
    }
}

/// The lines, the first behind one text and the others behind another, each ended by a newline.
fn indented(first: &str, other: &str, lines: &[WrappedLine]) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        let before = match index {
            0 => first,
            _ if line.is_continued => "",
            _ => other,
        };
        text.extend([before, line.text.as_str()]);
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

/// A text broken between words into lines of at most so many columns. Ink takes no room.
#[must_use]
pub fn lines_of(text: &str, width_cols: usize) -> Vec<String> {
    let lines = broken(text, width_cols);
    lines.into_iter().map(|line| line.text).collect()
}

fn broken(text: &str, width_cols: usize) -> Vec<WrappedLine> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for group in groups(text.trim_end(), width_cols) {
        let cols = inked_width_cols(&group);
        if used > 0 && used + 1 + cols > width_cols {
            lines.push(WrappedLine::new(std::mem::take(&mut line)));
            used = 0;
        }
        if cols > width_cols && group.contains(JOINT) {
            let folded = folded(&group, width_cols);
            lines.extend(
                folded
                    .into_iter()
                    .enumerate()
                    .map(|(index, text)| WrappedLine {
                        text,
                        is_continued: index > 0,
                    }),
            );
            continue;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&unjoined(&group));
        used += cols;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(WrappedLine::new(line));
    }
    for line in &mut lines {
        line.text.truncate(line.text.trim_end_matches(' ').len());
    }
    lines
}

/// The words of a text, those together that stay on one line if they fit it.
fn groups(text: &str, width_cols: usize) -> Vec<String> {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for word in text.split(' ') {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| keeps(last, word)) => group.push(word),
            _ => groups.push(vec![word]),
        }
    }
    let fits = |text: &str| inked_width_cols(text) <= width_cols || text.contains(JOINT);
    groups
        .into_iter()
        .flat_map(|group| {
            let whole = group.join(" ");
            if fits(&whole) {
                return vec![whole];
            }
            let words = group.into_iter();
            words.flat_map(|word| pieces(word, width_cols)).collect()
        })
        .collect()
}

/// Whether a word stays beside the one after it: a number beside its unit, a day beside its month
/// and a month beside its year.
fn keeps(word: &str, next: &str) -> bool {
    let (word, next) = (uninked(word), uninked(next));
    if word.contains(JOINT) || next.contains(JOINT) || next.is_empty() {
        return false;
    }
    let year = next.trim_end_matches(|char: char| !char.is_ascii_digit());
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_number(word.trim_start_matches('(')) || (is_month_name(&word) && is_year)
}

fn is_number(word: &str) -> bool {
    let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    is_digit(word.chars().next())
        && is_digit(word.chars().next_back())
        && word
            .chars()
            .all(|char| char.is_ascii_digit() || matches!(char, ',' | '.' | '–' | '-'))
}

/// A command on several lines, all but the last of them ended by a backslash. In single quotes that
/// would be text, so a command that has any is not broken.
fn folded(command: &str, width_cols: usize) -> Vec<String> {
    if command.contains('\'') {
        return vec![unjoined(command)];
    }
    let room_cols = width_cols.saturating_sub(CONTINUES.len());
    let mut lines = Vec::<String>::new();
    for word in command.split(JOINT) {
        match lines.last_mut() {
            Some(line) if inked_width_cols(line) + 1 + inked_width_cols(word) <= room_cols => {
                line.extend([" ", word]);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let last = lines.len().saturating_sub(1);
    for line in lines.iter_mut().take(last) {
        line.push_str(CONTINUES);
    }
    lines
}

const CONTINUES: &str = " \\";

/// A text with those of its lines broken between words that are too wide; what is broken off
/// begins where the line did. Ink takes no room.
#[must_use]
pub fn wrapped(text: &str, width_cols: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    for line in text.lines() {
        if inked_width_cols(line) <= width_cols {
            wrapped.extend([&unjoined(line), "\n"]);
            continue;
        }
        let indent_cols = line.len() - line.trim_start_matches(' ').len();
        let indent = " ".repeat(indent_cols.min(width_cols / 4));
        let lines = broken(line.trim_start(), width_cols - indent.len());
        wrapped.push_str(&indented(&indent, &indent, &lines));
    }
    wrapped
}

/// What is printed for a person: whole lines in a pipe, and on a terminal [`wrapped`].
#[must_use]
pub fn for_reading(text: &str, style: &Style) -> String {
    match style.medium {
        OutputMedium::Pipe => unjoined(text),
        OutputMedium::Terminal => wrapped(text, style.width_cols),
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

/// A word as it is, or, where it is too wide, in pieces that are not: broken after a hyphen, else
/// between any two graphemes.
fn pieces(word: &str, width_cols: usize) -> Vec<String> {
    if inked_width_cols(word) <= width_cols || word.contains(ESCAPE) {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for grapheme in word.graphemes(true) {
        let cols = escape::width_cols(grapheme);
        if used > 0 && used + cols > width_cols {
            let piece = pieces.last_mut().map(std::mem::take).unwrap_or_default();
            let (kept, next) = match piece.rfind('-') {
                Some(hyphen) if hyphen > 0 => piece.split_at(hyphen + 1),
                _ => (piece.as_str(), ""),
            };
            used = escape::width_cols(next);
            let next = next.to_owned();
            pieces.pop();
            pieces.extend([kept.to_owned(), next]);
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
/// `ESC` to `m`, for what comes from the log is escaped already.
#[must_use]
pub fn inked_width_cols(text: &str) -> usize {
    escape::width_cols(&uninked(text))
}

/// A text without its ink.
fn uninked(text: &str) -> Cow<'_, str> {
    let mut parts = text.split(ESCAPE);
    let first = parts.next().unwrap_or_default();
    if first.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let after_ink = parts.filter_map(|part| Some(part.split_once('m')?.1));
    Cow::Owned(std::iter::once(first).chain(after_ink).collect())
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
    fn a_number_keeps_its_unit_and_a_day_its_month_and_year() {
        let told = "It waits for 41 days, since 19 November 2025.";
        assert_eq!(
            lines_of(told, 15),
            ["It waits for", "41 days, since", "19 November", "2025."]
        );
        assert_eq!(
            lines_of(told, 24),
            ["It waits for 41 days,", "since 19 November 2025."]
        );
        assert_eq!(lines_of("a (2 waiting)", 11), ["a", "(2 waiting)"]);
    }

    #[test]
    fn a_number_wider_than_the_terminal_with_its_unit_gives_up_the_unit() {
        assert_eq!(lines_of("1,000 auditions", 10), ["1,000", "auditions"]);
    }

    #[test]
    fn a_command_stays_on_one_line() {
        let told = format!("A new one: {}", command("nos goal set 1000"));
        assert_eq!(lines_of(&told, 27), ["A new one:", "nos goal set 1000"]);
        assert_eq!(lines_of(&told, 80), ["A new one: nos goal set 1000"]);
    }

    #[test]
    fn a_command_wider_than_the_terminal_goes_on_behind_a_backslash() {
        let told = format!("  {}\n", command("nos log \"asked for a loan\" --no"));
        assert_eq!(
            wrapped(&told, 20),
            "  nos log \"asked \\\nfor a loan\" --no\n"
        );
        let quoted = format!("  {}\n", command("nos log 'asked for a loan' --no"));
        assert_eq!(wrapped(&quoted, 20), "  nos log 'asked for a loan' --no\n");
    }

    #[test]
    fn what_is_broken_off_begins_where_its_line_did() {
        assert_eq!(
            wrapped("  a few more words\n", 11),
            "  a few\n  more\n  words\n"
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

    #[test]
    fn a_word_that_is_too_wide_is_broken_after_its_hyphens() {
        assert_eq!(
            lines_of("+strangers-and-neighbours, yes", 16),
            ["+strangers-and-", "neighbours, yes"]
        );
        assert_eq!(lines_of("-------", 3), ["---", "---", "-"]);
    }
}
