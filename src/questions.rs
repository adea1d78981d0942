//! Questions on a terminal: one line of text each, answered by a line of typing.
//!
//! No menus and no drawing: a screen reader says the question. What is typed can be edited and
//! completed with Tab where the terminal has a cursor, and a paste of several lines is one text; a
//! terminal without one (`TERM=dumb`) edits plain lines by itself. Enter alone skips what is not
//! needed. Ctrl-C ends the program with 130.
//!
//! For a command that asks:
//!
//! ```text
//! if !questions::allowed(system, no_input || json) {
//!     return Err(Failure::usage("what did you ask for?").hint("nos log \"asked for …\"").into());
//! }
//! let mut questions = Questions::new(system);
//! let text = questions.required("What did you ask for?", AskText::new)?;
//! let fear = questions.optional("How scary was it beforehand, 0–10?", rating)?;
//! let to = questions.optional_with("Who did you ask?", &Offer::Whole(names), name)?;
//! match questions.said("No, yes, ghosted, or Enter to leave it?")? {
//!     Said::Words(words) => …,   // trimmed, never empty
//!     Said::Nothing => …,        // Enter alone
//!     Said::End => …,            // Ctrl-D: there is nothing more to come
//! }
//! ```

use std::fmt::Display;

use crate::error::{Code, Failure};
use crate::render::format::{self, grouped};
use crate::render::wrap::wrapped;
pub use crate::system::Offer;
use crate::system::{LONGEST_LINE_BYTES, System, TypedLine};

/// What was said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// These words, trimmed and not empty.
    Words(String),
    /// Enter alone.
    Nothing,
    /// Nothing more will be said (Ctrl-D).
    End,
}

/// Whether a question may be asked: input and output are a terminal, and it was not
/// said (by `--no-input` or `--json`) that nothing is to be asked.
pub fn allowed(system: &System, silenced: bool) -> bool {
    let terminal = system.terminal();
    terminal.stdin && terminal.stdout && !silenced
}

/// A person to ask.
pub struct Questions<'a> {
    system: &'a mut System,
    typed: Vec<String>,
}

impl<'a> Questions<'a> {
    /// The person at the terminal. Look first whether they may be asked: [`allowed`].
    pub fn new(system: &'a mut System) -> Self {
        Self {
            system,
            typed: Vec::new(),
        }
    }

    /// Says something that asks nothing. A line that is too wide for the terminal is broken
    /// between its words.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn tell(&mut self, text: &str) -> anyhow::Result<()> {
        let width_cols = self.system.width_cols();
        self.system
            .print(wrapped(&format!("{text}\n"), width_cols).as_bytes())
    }

    /// Says why what was typed cannot be taken.
    ///
    /// # Errors
    /// As [`Questions::tell`].
    pub fn tell_reason(&mut self, why: &impl Display) -> anyhow::Result<()> {
        self.tell(&sentence(&why.to_string()))
    }

    /// What is said to a question, which is a sentence and is shown with a blank after it.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] on Ctrl-C, else if the terminal cannot be read or written.
    pub fn said(&mut self, question: &str) -> anyhow::Result<Typed> {
        self.said_with(question, &Offer::Nothing)
    }

    /// As [`Questions::said`], with what Tab completes.
    ///
    /// # Errors
    /// As [`Questions::said`].
    pub fn said_with(&mut self, question: &str, offer: &Offer) -> anyhow::Result<Typed> {
        loop {
            let asked = wrapped(question, self.system.width_cols());
            // Only the last line is redrawn while the answer is edited.
            let (above, last) = match asked.trim_end().rsplit_once('\n') {
                Some((above, last)) => (format!("{above}\n"), last),
                None => (String::new(), asked.trim_end()),
            };
            self.system.print(above.as_bytes())?;
            match self.system.typed_line(&format!("{last} "), offer)? {
                TypedLine::End => return Ok(Typed::End),
                TypedLine::Cut => self.tell(&cut_off())?,
                TypedLine::Whole(line) if line.trim().is_empty() => return Ok(Typed::Nothing),
                TypedLine::Whole(line) => {
                    let words = line.trim().to_owned();
                    self.typed.push(words.clone());
                    return Ok(Typed::Words(words));
                }
            }
        }
    }

    /// The answer to a question that can be skipped, asked until it can be read.
    ///
    /// # Errors
    /// As [`Questions::said`]; and Ctrl-D declines the whole command.
    pub fn optional<T, E: Display>(
        &mut self,
        question: &str,
        read: impl FnMut(&str) -> Result<T, E>,
    ) -> anyhow::Result<Option<T>> {
        self.optional_with(question, &Offer::Nothing, read)
    }

    /// As [`Questions::optional`], with what Tab completes.
    ///
    /// # Errors
    /// As [`Questions::optional`].
    pub fn optional_with<T, E: Display>(
        &mut self,
        question: &str,
        offer: &Offer,
        mut read: impl FnMut(&str) -> Result<T, E>,
    ) -> anyhow::Result<Option<T>> {
        loop {
            match self.said_with(question, offer)? {
                Typed::Nothing => return Ok(None),
                Typed::End => return Err(self.declined().into()),
                Typed::Words(words) => match read(&words) {
                    Ok(answer) => return Ok(Some(answer)),
                    Err(why) => self.tell_reason(&why)?,
                },
            }
        }
    }

    /// The answer to a question that cannot be skipped, asked until there is one.
    ///
    /// # Errors
    /// As [`Questions::optional`].
    pub fn required<T, E: Display>(
        &mut self,
        question: &str,
        read: impl FnMut(&str) -> Result<T, E>,
    ) -> anyhow::Result<T> {
        self.required_with(question, &Offer::Nothing, read)
    }

    /// As [`Questions::required`], with what Tab completes.
    ///
    /// # Errors
    /// As [`Questions::optional`].
    pub fn required_with<T, E: Display>(
        &mut self,
        question: &str,
        offer: &Offer,
        mut read: impl FnMut(&str) -> Result<T, E>,
    ) -> anyhow::Result<T> {
        loop {
            if let Some(answer) = self.optional_with(question, offer, &mut read)? {
                return Ok(answer);
            }
            self.tell("This one needs an answer. Ctrl-C leaves without writing anything down.")?;
        }
    }

    /// Everything that was typed so far, to be given back if it cannot be kept.
    #[must_use]
    pub fn typed(&self) -> &[String] {
        &self.typed
    }

    fn declined(&self) -> Failure {
        Failure::new(
            Code::Declined,
            "you left before the last question, so this wasn't written down",
        )
        .typed(self.typed.clone())
    }
}

fn cut_off() -> String {
    let bytes = grouped(LONGEST_LINE_BYTES as u64);
    format!(
        "The terminal cuts a line after {bytes} bytes, and the end of this one is missing. Say it \
         shorter, or leave with Ctrl-C and log it from a file with `nos log -`."
    )
}

/// A reason shown as a sentence of its own. What is on lines below it is a list that belongs
/// to it.
fn sentence(reason: &str) -> String {
    let (reason, list) = reason.split_once('\n').unwrap_or((reason, ""));
    let reason = format::sentence(reason.trim_end_matches('.'));
    if list.is_empty() {
        format!("{reason}.")
    } else {
        format!("{reason}:\n{list}")
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io::{self, Write};
    use std::rc::Rc;

    use super::*;
    use crate::system::Terminal;

    #[derive(Clone, Default)]
    struct Screen(Rc<RefCell<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Screen {
        fn text(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).unwrap()
        }
    }

    const SOMEBODY: Terminal = Terminal {
        stdin: true,
        stdout: true,
        stderr: true,
        width_cols: Some(80),
        height_lines: None,
    };

    fn somebody(types: impl Into<Vec<u8>>) -> (System, Screen) {
        let screen = Screen::default();
        let env: [(&str, &str); 0] = [];
        let system = System::made_up(
            env,
            SOMEBODY,
            io::Cursor::new(types.into()),
            screen.clone(),
            io::sink(),
        );
        (system, screen)
    }

    fn digit(text: &str) -> Result<u8, String> {
        text.parse()
            .map_err(|_| "a whole number from 0 to 10, please".to_owned())
    }

    #[test]
    fn enter_skips_what_is_not_needed() {
        let (mut system, screen) = somebody("\n");
        let answer = Questions::new(&mut system).optional("How hard?", digit);
        assert_eq!(answer.unwrap(), None);
        assert_eq!(screen.text(), "How hard? ");
    }

    #[test]
    fn what_cannot_be_read_is_told_and_asked_again() {
        let (mut system, screen) = somebody("very\n 7 \n");
        let answer = Questions::new(&mut system).optional("How hard?", digit);
        assert_eq!(answer.unwrap(), Some(7));
        assert_eq!(
            screen.text(),
            "How hard? A whole number from 0 to 10, please.\nHow hard? "
        );
    }

    #[test]
    fn a_list_below_a_reason_stays_as_it_is() {
        assert_eq!(sentence("it's `x`."), "It's `x`.");
        assert_eq!(
            sentence("two fit\n  1  a loan\n  2  a raise"),
            "Two fit:\n  1  a loan\n  2  a raise"
        );
    }

    #[test]
    fn what_is_needed_is_asked_until_it_is_there() {
        let (mut system, screen) = somebody("\r\n3\r\n");
        let answer = Questions::new(&mut system).required("How many?", digit);
        assert_eq!(answer.unwrap(), 3);
        assert_eq!(
            screen.text(),
            "How many? This one needs an answer. Ctrl-C leaves without writing anything down.\nHow many? "
        );
    }

    #[test]
    fn the_end_of_input_declines_and_gives_back_what_was_typed() {
        let (mut system, _) = somebody("asked for a raise\n");
        let mut questions = Questions::new(&mut system);
        let said = questions.said("What?").unwrap();
        assert_eq!(said, Typed::Words("asked for a raise".to_owned()));
        let error = questions.optional("How hard?", digit).unwrap_err();
        let Failure::Refused(refusal) = Failure::from_error(error) else {
            panic!("not refused")
        };
        assert_eq!(refusal.code, Code::Declined);
        assert_eq!(refusal.typed, ["asked for a raise"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_line_that_the_terminal_cut_is_told_and_asked_again() {
        let typed = format!("{}\na raise\n", "x".repeat(4095));
        let (mut system, screen) = somebody(typed);
        let said = Questions::new(&mut system).said("What?").unwrap();
        assert_eq!(said, Typed::Words("a raise".to_owned()));
        assert_eq!(
            screen.text(),
            "What? The terminal cuts a line after 4,095 bytes, and the end of this one is \
             missing.\nSay it shorter, or leave with Ctrl-C and log it from a file with \
             `nos log -`.\nWhat? "
        );
    }

    #[test]
    fn nobody_is_asked_who_cannot_see_or_type_or_said_not_to() {
        let (system, _) = somebody("");
        assert!(allowed(&system, false));
        assert!(!allowed(&system, true));
        for blind in [
            Terminal {
                stdin: false,
                ..SOMEBODY
            },
            Terminal {
                stdout: false,
                ..SOMEBODY
            },
        ] {
            let env: [(&str, &str); 0] = [];
            let system = System::made_up(env, blind, io::empty(), io::sink(), io::sink());
            assert!(!allowed(&system, false));
        }
    }
}
