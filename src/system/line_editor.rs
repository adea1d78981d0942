//! Lines typed at a terminal with a cursor: edited with the arrow keys, completed with Tab.

use rustyline::completion::Completer;
use rustyline::config::{BellStyle, CompletionType, Config};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{Context, Editor, Helper};

use crate::domain::fold::search_key;
use crate::error::Failure;

/// What Tab completes while an answer is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Offer {
    /// Nothing.
    #[default]
    Nothing,
    /// The whole answer, with one of these.
    Whole(Vec<String>),
    /// Each word of the answer, with one of these.
    Words(Vec<String>),
}

impl Offer {
    /// Where the completed part begins in a line that was typed so far, and what it can become.
    fn candidates(&self, typed: &str) -> (usize, Vec<String>) {
        let (start, all) = match self {
            Self::Nothing => return (0, Vec::new()),
            Self::Whole(all) => (0, all),
            Self::Words(all) => {
                let begins = |char: char| char.is_whitespace() || matches!(char, ',' | '+');
                (typed.rfind(begins).map_or(0, |at| at + 1), all)
            }
        };
        let begun = search_key(typed.get(start..).unwrap_or_default());
        let fits = |candidate: &&String| search_key(candidate).starts_with(&*begun);
        (start, all.iter().filter(fits).cloned().collect())
    }
}

/// A terminal at which lines can be edited. A paste of several lines is one text.
pub(super) struct LineEditor(Editor<Completion, MemHistory>);

impl LineEditor {
    /// The terminal of the program; none if lines cannot be edited there.
    pub(super) fn open() -> Option<Self> {
        let config = Config::builder()
            .auto_add_history(false)
            .bell_style(BellStyle::None)
            .bracketed_paste(true)
            .completion_type(CompletionType::List)
            .build();
        let history = MemHistory::with_config(&config);
        let mut editor = Editor::with_history(config, history).ok()?;
        editor.set_helper(Some(Completion(Offer::Nothing)));
        Some(Self(editor))
    }

    /// The next line, without its end; none at the end of input (Ctrl-D).
    ///
    /// # Errors
    /// [`Failure::Interrupted`] on Ctrl-C, else why nothing can be read.
    pub(super) fn line(&mut self, question: &str, offer: &Offer) -> anyhow::Result<Option<String>> {
        self.0.set_helper(Some(Completion(offer.clone())));
        match self.0.readline(question) {
            Ok(line) => Ok(Some(line)),
            Err(ReadlineError::Eof) => Ok(None),
            Err(ReadlineError::Interrupted) => Err(Failure::Interrupted.into()),
            Err(error) => {
                Err(anyhow::Error::new(error).context("nothing can be read from the keyboard"))
            }
        }
    }
}

struct Completion(Offer);

impl Helper for Completion {}
impl Hinter for Completion {
    type Hint = String;
}
impl Highlighter for Completion {}
impl Validator for Completion {}

impl Completer for Completion {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.0.candidates(line.get(..pos).unwrap_or(line)))
    }
}

/// A typed text without what a terminal sends for keys: escape sequences and control characters
/// other than a newline and a tab.
pub(super) fn without_controls(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut rest = typed.chars().peekable();
    while let Some(char) = rest.next() {
        match char {
            '\u{1b}' => match rest.next() {
                // A control sequence: parameters, then one final character.
                Some('[') => {
                    while rest.next_if(|char| matches!(char, ' '..='?')).is_some() {}
                    let _ = rest.next_if(|char| matches!(char, '@'..='~'));
                }
                // A function key: one character more.
                Some('O') => drop(rest.next_if(char::is_ascii_alphanumeric)),
                Some('\n') => text.push('\n'),
                Some(_) | None => {}
            },
            '\r' => {
                if rest.peek() != Some(&'\n') {
                    text.push('\n');
                }
            }
            '\n' | '\t' => text.push(char),
            _ if char.is_control() => {}
            _ => text.push(char),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_whole_answer_or_its_last_word_is_completed_whatever_its_case_and_accents() {
        let names = || vec!["Bob".to_owned(), "René Noir".to_owned()];
        let whole = Offer::Whole(names());
        assert_eq!(
            whole.candidates("rene n"),
            (0, vec!["René Noir".to_owned()])
        );
        assert_eq!(whole.candidates("x bob"), (0, vec![]));
        let words = Offer::Words(vec!["shop".to_owned(), "travel".to_owned()]);
        assert_eq!(words.candidates("travel SH"), (7, vec!["shop".to_owned()]));
        assert_eq!(words.candidates("+tr"), (1, vec!["travel".to_owned()]));
        assert_eq!(Offer::Nothing.candidates("a"), (0, vec![]));
    }

    #[test]
    fn keys_of_the_terminal_are_no_text() {
        for (typed, text) in [
            ("a \u{1b}[Dseat", "a seat"),
            ("a\u{1b}[1;5C b\u{1b}OP", "a b"),
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("a\u{7f}\u{3}b\u{9b}c", "abc"),
            ("one\r\ntwo\rthree\tx", "one\ntwo\nthree\tx"),
            ("ends\u{1b}", "ends"),
            ("ends\u{1b}[", "ends"),
        ] {
            assert_eq!(without_controls(typed), text, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn no_control_is_left_and_text_without_one_stays(typed in ".*") {
            let text = without_controls(&typed);
            let is_left = |char: char| char.is_control() && char != '\n' && char != '\t';
            prop_assert!(!text.contains(is_left));
            if !typed.contains(char::is_control) {
                prop_assert_eq!(text, typed);
            }
        }
    }
}
