//! `nos log -`: a line of notes is an ask. From a file or a pipe all of them are written or none;
//! at a terminal each is written as it is entered.

use super::model::Model;
use super::{not_ahead, write};
use crate::commands::ask::{Before, Told, keys_of_asks, tell_line};
use crate::commands::session::Session;
use crate::domain::day::Day;
use crate::domain::ledger::Key;
use crate::domain::note_line::{self, Line, Note};
use crate::failure::{Exit, Failure, giving_back};
use crate::import::encoding::{self, Encoding};
use crate::journal::event::{Asked, Id, What};
use crate::questions::{Questions, Said};
use crate::system::input::bounded;

/// Logs the lines of standard input. A raw line is text from its first character to its last.
///
/// # Errors
/// If a line cannot be an ask, or it cannot be written.
pub(super) fn log(model: &Model, is_raw: bool, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let mut reader = Reader {
        model,
        is_raw,
        day: None,
        today: session.today(),
    };
    if session.may_ask() {
        return Live::default().log(&mut reader, session);
    }
    let lines = lines(session)?;
    let asks = reader.all(&lines).map_err(Into::into);
    let written = asks.and_then(|asks| write(asks, session));
    giving_back(written, || lines)?.answer(true, session)?;
    Ok(Exit::Done)
}

/// Reads lines, and keeps the day that they are below.
struct Reader<'a> {
    model: &'a Model,
    is_raw: bool,
    day: Option<Day>,
    today: Day,
}

impl Reader<'_> {
    /// The asks of all lines.
    fn all(&mut self, lines: &[String]) -> Result<Vec<Asked<'static>>, Failure> {
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
    fn ask(&mut self, line: &str) -> Result<Option<Asked<'static>>, Failure> {
        let line = if !self.is_raw {
            note_line::parse(line)
        } else if line.trim().is_empty() {
            Ok(Line::Blank)
        } else {
            Note::raw(line).map(|note| Line::Ask(Box::new(note)))
        };
        match line.map_err(|invalid| Failure::usage(invalid.0))? {
            Line::Blank => Ok(None),
            Line::Heading(day) => {
                not_ahead(day, "an ask", self.today)?;
                self.day = Some(day);
                Ok(None)
            }
            Line::Ask(note) => {
                let on = note.on.or(self.day);
                self.model.asked(Note { on, ..*note }).map(Some)
            }
        }
    }
}

/// The lines of a list that is entered at a terminal, as far as they are written.
#[derive(Default)]
struct Live {
    /// The first event of the list.
    batch: Option<Id<'static>>,
    keys: Vec<Key>,
}

impl Live {
    fn log(mut self, reader: &mut Reader<'_>, session: &mut Session<'_>) -> anyhow::Result<Exit> {
        let before = Before::of(&session.read()?.ledger, session);
        Questions::new(session.system)
            .tell("One ask a line. Each is kept as you enter it; Ctrl-D ends.")?;
        let ended = self.enter(reader, session);
        let told = Told {
            keys: &self.keys,
            before,
            replaced: Vec::new(),
            is_answer: false,
            are_several: true,
        };
        // Ctrl-C takes back nothing of what is written.
        if ended.is_ok() || !self.keys.is_empty() {
            let mut journal = session.read()?;
            told.answer(session, &mut journal)?;
        }
        ended.map(|()| Exit::Done)
    }

    /// Writes line after line until there are no more.
    fn enter(&mut self, reader: &mut Reader<'_>, session: &mut Session<'_>) -> anyhow::Result<()> {
        loop {
            match Questions::new(session.system).said("Ask:")? {
                Said::End => return Ok(()),
                Said::Nothing => {}
                // A paste can have several lines.
                Said::Words(pasted) => {
                    for line in pasted.lines() {
                        match reader.ask(line) {
                            Ok(Some(ask)) => {
                                let written = self.write(ask, session);
                                giving_back(written, || vec![line.to_owned()])?;
                            }
                            Ok(None) => {}
                            Err(failure) => Questions::new(session.system)
                                .tell(&format!("Not logged: {failure}."))?,
                        }
                    }
                }
            }
        }
    }

    fn write(&mut self, ask: Asked<'static>, session: &mut Session<'_>) -> anyhow::Result<()> {
        let mut writer = session.write()?;
        let number = writer.next_number();
        let happened = vec![What::Ask(Asked { number, ..ask })];
        let events = writer.commit_part(&session.now.stamp(), happened, &mut self.batch)?;
        let keys = keys_of_asks(&writer.journal.ledger, &events);
        self.keys.extend_from_slice(&keys);
        tell_line(&keys, &mut writer.journal, session)
    }
}

/// The lines of standard input.
fn lines(session: &mut Session<'_>) -> anyhow::Result<Vec<String>> {
    let bytes = bounded(session.system.stdin(), "standard input")?;
    match encoding::utf8(&bytes) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(found) => Err(not_utf8(&bytes, found, session).into()),
    }
}

/// Why a list that is not in UTF-8 cannot be logged, with the line that logs it.
fn not_utf8(bytes: &[u8], found: Encoding, session: &Session<'_>) -> Failure {
    let line = encoding::line_of_fault(bytes);
    let why = match found {
        Encoding::Nuls => format!("line {line} of standard input has a NUL character in it"),
        Encoding::Utf16(_) | Encoding::Utf32(_) => {
            format!("standard input is in {}, not in UTF-8", found.name())
        }
        Encoding::Utf8 | Encoding::Other => {
            format!("line {line} of standard input is not UTF-8")
        }
    };
    let failure = Failure::usage(format!("{why}; nothing was logged"));
    match found.to_utf8("asks.txt") {
        Some(convert) => failure.hint(format!("{convert} | {}", session.line())),
        None => failure,
    }
}
