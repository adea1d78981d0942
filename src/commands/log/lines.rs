//! `nos log -`: a line of notes is an ask. From a file or a pipe all of them are written or none;
//! at a terminal each is written as it is entered.

use super::model::Model;
use super::{ASK_AHEAD, not_ahead, write};
#[cfg(feature = "screen")]
use crate::cli::log::AskDetails;
use crate::commands::confirmation::{Confirmation, EarlierState, keys_of_asks, tell_line};
use crate::commands::context::Context;
#[cfg(feature = "screen")]
use crate::commands::marks::TaggedWords;
use crate::domain::day::Day;
use crate::domain::ledger::Key;
use crate::domain::note_line::{self, Note, NoteLine};
use crate::error::{Exit, Failure, with_unsaved_input};
use crate::import::encoding::{self, Encoding};
use crate::journal::event::{AskEvent, EventKind, Id};
use crate::questions::{Questions, Typed};
use crate::system::input::bounded;

/// Logs the lines of standard input. A raw line is text from its first character to its last.
///
/// # Errors
/// If a line cannot be an ask, or it cannot be written.
pub(super) fn log(model: &Model, is_raw: bool, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let mut reader = NoteLineReader {
        model,
        is_raw,
        day: None,
        today: context.today(),
    };
    if context.may_ask() {
        return LiveLines::default().log(&mut reader, context);
    }
    let lines = lines(context)?;
    let asks = reader.all(&lines).map_err(Into::into);
    let written = asks.and_then(|asks| write(asks, context));
    with_unsaved_input(written, || lines)?.answer(true, context)?;
    Ok(Exit::Done)
}

#[cfg(feature = "screen")]
/// Logs one note line.
///
/// # Errors
/// If it cannot be an ask, or it cannot be written.
pub(crate) fn log_line(line: &str, context: &mut Context<'_>) -> anyhow::Result<()> {
    let model = Model::new(
        &AskDetails::default(),
        &TaggedWords::default(),
        None,
        context,
    )?;
    let mut reader = NoteLineReader {
        model: &model,
        is_raw: false,
        day: None,
        today: context.today(),
    };
    let ask = reader.ask(line)?;
    let ask = ask.ok_or_else(|| Failure::usage("there is no ask in this line"))?;
    write(vec![ask], context)?.answer(false, context)
}

/// Reads lines, and keeps the day that they are below.
struct NoteLineReader<'a> {
    model: &'a Model,
    is_raw: bool,
    day: Option<Day>,
    today: Day,
}

impl NoteLineReader<'_> {
    /// The asks of all lines.
    fn all(&mut self, lines: &[String]) -> Result<Vec<AskEvent<'static>>, Failure> {
        let mut asks = Vec::with_capacity(lines.len());
        for (number, line) in (1_u64..).zip(lines) {
            let ask = self
                .ask(line)
                .map_err(|failure| failure.at(&format!("line {number}")))?;
            asks.extend(ask);
        }
        Ok(asks)
    }

    /// The ask of a line; none if it is blank or the day of the lines below it.
    fn ask(&mut self, line: &str) -> Result<Option<AskEvent<'static>>, Failure> {
        let line = if !self.is_raw {
            note_line::parse(line)
        } else if line.trim().is_empty() {
            Ok(NoteLine::Blank)
        } else {
            Note::raw(line).map(|note| NoteLine::Ask(Box::new(note)))
        };
        match line.map_err(|invalid| Failure::usage(invalid.0))? {
            NoteLine::Blank => Ok(None),
            NoteLine::Heading(day) => {
                not_ahead(day, ASK_AHEAD, self.today)?;
                self.day = Some(day);
                Ok(None)
            }
            NoteLine::Ask(note) => {
                let on = note.on.or(self.day);
                self.model.asked(Note { on, ..*note }).map(Some)
            }
        }
    }
}

/// The lines of a list that is entered at a terminal, as far as they are written.
#[derive(Default)]
struct LiveLines {
    /// The first event of the list.
    batch: Option<Id<'static>>,
    keys: Vec<Key>,
}

impl LiveLines {
    fn log(
        mut self,
        reader: &mut NoteLineReader<'_>,
        context: &mut Context<'_>,
    ) -> anyhow::Result<Exit> {
        let before = EarlierState::new(&context.read()?.ledger, context);
        Questions::new(context.system)
            .tell("One ask a line. Each is kept as you enter it. Ctrl-D ends.")?;
        let ended = self.enter(reader, context);
        let told = Confirmation {
            keys: &self.keys,
            before,
            replaced: Vec::new(),
            is_answer: false,
            are_several: true,
        };
        // Ctrl-C takes back nothing of what is written.
        if ended.is_ok() || !self.keys.is_empty() {
            let mut journal = context.read()?;
            told.answer(context, &mut journal)?;
        }
        ended.map(|()| Exit::Done)
    }

    /// Writes line after line until there are no more.
    fn enter(
        &mut self,
        reader: &mut NoteLineReader<'_>,
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        loop {
            match Questions::new(context.system).said("Ask:")? {
                Typed::End => return Ok(()),
                Typed::Nothing => {}
                // A paste can have several lines.
                Typed::Words(pasted) => {
                    for line in pasted.lines() {
                        match reader.ask(line) {
                            Ok(Some(ask)) => {
                                let written = self.write(ask, context);
                                with_unsaved_input(written, || vec![line.to_owned()])?;
                            }
                            Ok(None) => {}
                            Err(failure) => Questions::new(context.system)
                                .tell(&format!("Not logged: {failure}."))?,
                        }
                    }
                }
            }
        }
    }

    fn write(&mut self, ask: AskEvent<'static>, context: &mut Context<'_>) -> anyhow::Result<()> {
        let mut writer = context.write()?;
        let number = writer.next_number();
        let happened = vec![EventKind::Ask(AskEvent { number, ..ask })];
        let events = writer.commit_part(&context.now.stamp(), happened, &mut self.batch)?;
        let keys = keys_of_asks(&writer.journal.ledger, &events);
        self.keys.extend_from_slice(&keys);
        tell_line(&keys, &mut writer.journal, context)
    }
}

/// The lines of standard input.
fn lines(context: &mut Context<'_>) -> anyhow::Result<Vec<String>> {
    let bytes = bounded(context.system.stdin(), "standard input")?;
    match encoding::utf8(&bytes) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(found) => Err(not_utf8(&bytes, found, context).into()),
    }
}

/// Why a list that is not in UTF-8 cannot be logged, with the line that logs it.
fn not_utf8(bytes: &[u8], found: Encoding, context: &Context<'_>) -> Failure {
    let line = encoding::line_of_fault(bytes);
    let why = match found {
        Encoding::Nuls => format!("line {line} of standard input has a NUL character in it"),
        Encoding::Utf16(_) | Encoding::Utf32(_) => {
            format!("standard input is in {}, not in UTF-8", found.name())
        }
        Encoding::Utf8 | Encoding::Other => {
            format!("line {line} of standard input isn't UTF-8")
        }
    };
    let failure = Failure::usage(format!("{why}; nothing was logged"));
    match found.to_utf8("asks.txt") {
        Some(convert) => failure.hint(format!("{convert} | {}", context.line())),
        None => failure,
    }
}
