//! Text that is being typed: one line, or the lines of a form.

use unicode_segmentation::UnicodeSegmentation;

use crate::render::escape;

/// Text with a cursor in it, edited by whole graphemes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Input {
    text: String,
    /// The cursor: a byte offset, always between two graphemes.
    at: usize,
}

impl Input {
    /// A text with the cursor at its end.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            at: text.len(),
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Types a text at the cursor.
    pub(crate) fn insert(&mut self, text: &str) {
        self.text.insert_str(self.at, text);
        self.at += text.len();
    }

    /// Types a text of one line at the cursor: ends of lines and tabs become blanks, other control
    /// characters go.
    pub(crate) fn insert_line(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace(['\n', '\r', '\t'], " ");
        self.insert(&text.replace(char::is_control, ""));
    }

    /// Deletes the grapheme before the cursor.
    pub(crate) fn backspace(&mut self) {
        let end = self.at;
        self.left();
        self.text.replace_range(self.at..end, "");
    }

    /// Deletes the grapheme after the cursor.
    pub(crate) fn delete(&mut self) {
        let begin = self.at;
        self.right();
        self.text.replace_range(begin..self.at, "");
        self.at = begin;
    }

    /// Deletes the line up to the cursor.
    pub(crate) fn delete_to_line_start(&mut self) {
        let end = self.at;
        self.home();
        self.text.replace_range(self.at..end, "");
    }

    /// Deletes the word before the cursor.
    pub(crate) fn delete_word(&mut self) {
        let word = self.before().trim_end_matches(' ');
        let from = word.rfind([' ', '\n']).map_or(0, |blank| blank + 1);
        self.text.replace_range(from..self.at, "");
        self.at = from;
    }

    /// Moves the cursor one grapheme to the left.
    pub(crate) fn left(&mut self) {
        let last = self.before().graphemes(true).next_back();
        self.at -= last.map_or(0, str::len);
    }

    /// Moves the cursor one grapheme to the right.
    pub(crate) fn right(&mut self) {
        let next = self.after().graphemes(true).next();
        self.at += next.map_or(0, str::len);
    }

    /// Moves the cursor to the beginning of its line.
    pub(crate) fn home(&mut self) {
        self.at = self.before().rfind('\n').map_or(0, |end| end + 1);
    }

    /// Moves the cursor to the end of its line.
    pub(crate) fn end(&mut self) {
        let rest = self.after();
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    /// Moves the cursor to the end of the line above.
    pub(crate) fn up(&mut self) {
        self.home();
        self.at = self.at.saturating_sub(1);
    }

    /// Whether there is a line below that of the cursor.
    pub(crate) fn is_below_cursor(&self) -> bool {
        self.after().contains('\n')
    }

    /// Moves the cursor to the end of the line below.
    pub(crate) fn down(&mut self) {
        self.end();
        self.right();
        self.end();
    }

    /// The word that ends at the cursor.
    pub(crate) fn word(&self) -> &str {
        let before = self.before();
        before.rsplit([' ', '\n']).next().unwrap_or(before)
    }

    /// Puts another word in the place of the one that ends at the cursor.
    pub(crate) fn replace_word(&mut self, word: &str) {
        let from = self.at - self.word().len();
        self.text.replace_range(from..self.at, word);
        self.at = from + word.len();
    }

    /// The line that the cursor is in, counted from 0.
    pub(crate) fn line_of_cursor(&self) -> usize {
        self.before().matches('\n').count()
    }

    /// Each line, escaped for the terminal and cut to a width, and the column of the cursor in its
    /// line; that line is scrolled so far that the cursor is in it.
    pub(crate) fn shown(&self, width_cols: usize) -> (Vec<String>, usize) {
        let cursor_line = self.line_of_cursor();
        let (mut lines, mut cursor) = (Vec::new(), 0);
        for (number, line) in self.text.split('\n').enumerate() {
            if number != cursor_line {
                lines.push(escape::fitted(&escape::one_line(line), width_cols, ""));
                continue;
            }
            let before = self.before().rsplit('\n').next().unwrap_or_default();
            let mut before: Vec<String> = before.graphemes(true).map(escape::one_line).collect();
            let cols = |parts: &[String]| -> usize {
                parts.iter().map(|part| escape::width_cols(part)).sum()
            };
            while cols(&before) >= width_cols && !before.is_empty() {
                before.remove(0);
            }
            cursor = cols(&before);
            let after = line.get(line.len() - self.rest_of_line().len()..);
            let after = escape::one_line(after.unwrap_or_default());
            let room = width_cols.saturating_sub(cursor);
            lines.push(before.concat() + &escape::fitted(&after, room, ""));
        }
        (lines, cursor)
    }

    fn rest_of_line(&self) -> &str {
        self.after().split('\n').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_moves_and_deletes_by_graphemes() {
        let mut input = Input::new("a👩\u{200d}🚀e\u{301}");
        input.backspace();
        assert_eq!(input.text(), "a👩\u{200d}🚀");
        input.left();
        input.insert_line("b\nc\u{1b}");
        assert_eq!(input.text(), "ab c👩\u{200d}🚀");
        input.delete();
        assert_eq!(input.text(), "ab c");
    }

    #[test]
    fn words_and_lines_are_deleted_at_once() {
        let mut input = Input::new("text: a raise at work ");
        input.delete_word();
        assert_eq!(input.text(), "text: a raise at ");
        input.delete_to_line_start();
        assert_eq!(input.text(), "");
    }

    #[test]
    fn a_word_is_completed_in_the_middle_of_a_line() {
        let mut input = Input::new("a raise @bo");
        assert_eq!(input.word(), "@bo");
        input.replace_word("@boss");
        assert_eq!(input.text(), "a raise @boss");
    }

    #[test]
    fn what_is_shown_is_escaped_cut_and_scrolled_to_the_cursor() {
        let input = Input::new("on: \u{202e}x\nabcdefghij");
        assert_eq!(
            input.shown(6),
            (vec!["on: <U".to_owned(), "fghij".to_owned()], 5)
        );
        let mut input = Input::new("漢字漢字");
        assert_eq!(input.shown(6), (vec!["漢字".to_owned()], 4));
        input.home();
        assert_eq!(input.shown(6), (vec!["漢字漢".to_owned()], 0));
    }
}
