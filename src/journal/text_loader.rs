//! The words of asks, read again from the logs where they are kept, for the few that are shown.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::codec;
use super::event::{Event, EventKind, Id, Variant};
use super::line_reader::LineReader;
use super::log_file::{self, Problem, ProblemKind};
use crate::domain::ask::Ask;
use crate::domain::ledger::{Key, Ledger, LogOffset, Record};
use crate::domain::text_overrides::TextOverride;
use crate::error::{Code, Failure};

/// How many bytes of a log are read at once for the asks in them: one follows the other.
const ASKS_AT_ONCE: usize = 1 << 16;

/// How many for what was text overridden: the next is mostly far from it.
const REWORDINGS_AT_ONCE: usize = 1 << 12;

/// The logs, opened when something is read from them.
///
/// Asks are mostly shown in the order in which they were written, and what was text overridden later
/// comes further on, in nearly the same order: each of the two has a reader of its own, or they
/// would lead each other up and down the file.
#[derive(Debug)]
pub struct TextLoader {
    paths: Vec<PathBuf>,
    asks: LineReader,
    text_overrides: LineReader,
}

/// Lines that have the same id and different content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The id.
    pub id: Id<'static>,
    /// The variants that there are of it.
    pub variants: Vec<Variant>,
    /// The problem that it is.
    pub problem: Problem,
}

impl Conflict {
    /// The lines, each by its id and its variant.
    pub fn names(&self) -> impl Iterator<Item = Id<'static>> {
        self.variants.iter().map(|&variant| Id {
            variant: Some(variant),
            ..self.id.clone()
        })
    }
}

/// What was said of an ask, in words, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskTexts<'a> {
    /// What was asked for.
    pub text: Cow<'a, str>,
    /// What was noted about it.
    pub note: Option<Cow<'a, str>>,
    /// When it was written down, RFC 3339, as the log has it.
    pub logged_at: Cow<'a, str>,
}

impl AskTexts<'_> {
    fn into_owned(self) -> AskTexts<'static> {
        AskTexts {
            text: Cow::Owned(self.text.into_owned()),
            note: self.note.map(|note| Cow::Owned(note.into_owned())),
            logged_at: Cow::Owned(self.logged_at.into_owned()),
        }
    }
}

impl Default for TextLoader {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl TextLoader {
    /// The words that are kept in these logs, in the order in which they were numbered.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            asks: LineReader::new(ASKS_AT_ONCE),
            text_overrides: LineReader::new(REWORDINGS_AT_ONCE),
        }
    }

    /// The number of a log, which may be new.
    pub fn log_number(&mut self, path: &Path) -> u16 {
        let known = self.paths.iter().position(|other| other == path);
        let number = known.unwrap_or_else(|| {
            self.paths.push(path.to_path_buf());
            self.paths.len() - 1
        });
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    /// The same logs, opened anew when something is read from them: for another thread.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self::new(self.paths.clone())
    }

    /// The ask of a row with all its words.
    ///
    /// # Errors
    /// If the log cannot be read again, or has changed meanwhile.
    pub fn ask(&mut self, ledger: &Ledger, row: &Record) -> anyhow::Result<Ask> {
        let said = self.said(ledger, row)?;
        Ok(Ask {
            number: row.number,
            id: ledger.id(row.key()),
            text: said.text.into_owned(),
            outcome: row.outcome,
            asked_on: row.asked_on,
            answered_on: row.answered_on(),
            to: row.to.map(|to| ledger.people.name(to).to_owned()),
            tags: ledger.tags.names(row.tags).map(str::to_owned).collect(),
            note: said.note.map(Cow::into_owned),
            fear: row.fear,
            odds: row.odds,
            sting: row.sting,
            pull: row.pull,
            plan: ledger.plan_of(row.key()).map(|plan| plan.number),
            steps: ledger.steps_of(row.key()).to_vec(),
            due: ledger.due_of(row.key()),
            logged_at: said.logged_at.into_owned(),
        })
    }

    /// The words of a row, borrowed from its line where they are still there.
    ///
    /// # Errors
    /// As [`TextLoader::ask`].
    pub fn said(&mut self, ledger: &Ledger, row: &Record) -> anyhow::Result<AskTexts<'_>> {
        if !row.text_overridden {
            return self.said_at_first(ledger, row);
        }
        let said = self.said_at_first(ledger, row)?.into_owned();
        match ledger.text_overrides.of(row.key()) {
            Some(text_override) => self.text_overridden(ledger, row, said, &text_override),
            None => Ok(said),
        }
    }

    /// The text of a row, which takes half as long to read as all its words.
    ///
    /// # Errors
    /// As [`TextLoader::ask`].
    pub fn text(&mut self, ledger: &Ledger, row: &Record) -> anyhow::Result<Cow<'_, str>> {
        if row.text_overridden
            && let Some(log_offset) = ledger
                .text_overrides
                .of(row.key())
                .and_then(|words| words.text)
        {
            return self.text_of_edit(ledger, row, log_offset).map(Cow::Owned);
        }
        let path = path_of(&self.paths, row.log_offset);
        let bytes = self.asks.line_at(row.log_offset, path)?;
        codec::ask_text(codec::stripped(bytes))
            .filter(|(id, _)| is_of(id, row, ledger))
            .map(|(_, text)| text)
            .ok_or_else(|| changed(path))
    }

    /// The words of a row as its own line has them.
    fn said_at_first(&mut self, ledger: &Ledger, row: &Record) -> anyhow::Result<AskTexts<'_>> {
        let path = path_of(&self.paths, row.log_offset);
        let bytes = self.asks.line_at(row.log_offset, path)?;
        codec::ask_words(codec::stripped(bytes))
            .filter(|words| is_of(&words.id, row, ledger))
            .map(|words| AskTexts {
                text: words.text,
                note: words.note,
                logged_at: words.at,
            })
            .ok_or_else(|| changed(path))
    }

    /// The words that took the place of others later, or were added to them.
    fn text_overridden<'w>(
        &mut self,
        ledger: &Ledger,
        row: &Record,
        mut said: AskTexts<'w>,
        text_override: &TextOverride,
    ) -> anyhow::Result<AskTexts<'w>> {
        if let Some(log_offset) = text_override.text {
            said.text = Cow::Owned(self.text_of_edit(ledger, row, log_offset)?);
        }
        let own = said.note.take().filter(|_| !text_override.own_note_gone);
        let mut notes: Vec<String> = own.into_iter().map(Cow::into_owned).collect();
        for &log_offset in &text_override.notes {
            let note = self.with(ledger, row, log_offset, |event| {
                note_of(event).map(str::to_owned)
            })?;
            notes.push(note);
        }
        said.note = (!notes.is_empty()).then(|| Cow::Owned(notes.join("\n")));
        Ok(said)
    }

    fn text_of_edit(
        &mut self,
        ledger: &Ledger,
        row: &Record,
        log_offset: LogOffset,
    ) -> anyhow::Result<String> {
        self.with(ledger, row, log_offset, |event| match &event.what {
            EventKind::Edit(edited) => edited.set.text.as_deref().map(str::to_owned),
            _ => None,
        })
    }

    /// What is found in the event at a place that is about the ask of a row.
    fn with<T>(
        &mut self,
        ledger: &Ledger,
        row: &Record,
        log_offset: LogOffset,
        find: impl FnOnce(&Event<'_>) -> Option<T>,
    ) -> anyhow::Result<T> {
        let path = path_of(&self.paths, log_offset);
        let bytes = self.text_overrides.line_at(log_offset, path)?;
        codec::read(codec::stripped(bytes))
            .ok()
            .and_then(|reading| reading.event)
            .filter(|event| event.what.about().is_some_and(|id| is_of(id, row, ledger)))
            .and_then(|event| find(&event))
            .ok_or_else(|| changed(path))
    }

    /// The line at a place, stripped of what does not count.
    ///
    /// # Errors
    /// If a log cannot be read again.
    pub fn line_at(&mut self, log_offset: LogOffset) -> anyhow::Result<Vec<u8>> {
        let path = path_of(&self.paths, log_offset);
        let bytes = self.asks.line_at(log_offset, path)?;
        Ok(codec::stripped(bytes).to_vec())
    }

    /// The problem that it is when several events share an id and differ, for each such id.
    ///
    /// # Errors
    /// If a log cannot be read again.
    pub fn conflicts(&self, ledger: &Ledger) -> anyhow::Result<Vec<Conflict>> {
        let conflicts = || {
            ledger
                .variants
                .iter()
                .filter(|(_, shared)| shared.is_conflict)
        };
        let log_offsets =
            conflicts().flat_map(|(_, shared)| shared.lines.iter().map(|line| line.0));
        let numbers = self.line_numbers(log_offsets.collect())?;
        let located = |log_offset: LogOffset| {
            (
                path_of(&self.paths, log_offset),
                numbers.get(&log_offset).copied(),
            )
        };
        let mut told = Vec::new();
        for (id, shared) in conflicts() {
            let is_head = |line: &&(LogOffset, Key, Variant)| line.1 == id;
            let Some(head) = shared.lines.iter().find(is_head) else {
                continue;
            };
            let Some(other) = shared.lines.iter().rfind(|line| !is_head(line)) else {
                continue;
            };
            let (path, line) = located(other.0);
            let (head_path, head_line) = located(head.0);
            let head_name = head_path.file_name().unwrap_or_default().to_string_lossy();
            told.push(Conflict {
                id: ledger.event_id(id),
                variants: shared.lines.iter().map(|line| line.2).collect(),
                problem: Problem {
                    path: path.to_path_buf(),
                    line,
                    kind: ProblemKind::Conflict,
                    reason: format!(
                        "the id {} is on another line too ({head_name}:{}), and they differ; both count, this one as {}",
                        ledger.id(id),
                        head_line.unwrap_or_default(),
                        ledger.id(other.1),
                    ),
                },
            });
        }
        Ok(told)
    }

    /// Which lines they are, counted from 1. Each log is read once.
    fn line_numbers(
        &self,
        mut log_offsets: Vec<LogOffset>,
    ) -> anyhow::Result<HashMap<LogOffset, u64>> {
        log_offsets.sort_unstable();
        let mut numbers = HashMap::new();
        let mut line = Vec::new();
        for log_offsets in log_offsets.chunk_by(|one, next| one.log() == next.log()) {
            let Some(&first) = log_offsets.first() else {
                continue;
            };
            let (file, _) = log_file::open(path_of(&self.paths, first))?;
            let mut file = BufReader::with_capacity(1 << 16, file);
            let (mut at, mut number) = (0, 1);
            for &log_offset in log_offsets {
                while at < log_offset.offset() {
                    line.clear();
                    let length = file.read_until(b'\n', &mut line)?;
                    if length == 0 {
                        break;
                    }
                    at += length as u64;
                    number += 1;
                }
                numbers.insert(log_offset, number);
            }
        }
        Ok(numbers)
    }

    /// The number of a log that was read.
    pub fn number_of(&self, path: &Path) -> Option<u16> {
        let known = self.paths.iter().position(|other| other == path)?;
        u16::try_from(known).ok()
    }
}

/// The file of the log that a place is in.
fn path_of(paths: &[PathBuf], log_offset: LogOffset) -> &Path {
    let path = paths.get(usize::from(log_offset.log()));
    path.map_or(Path::new(""), PathBuf::as_path)
}

/// Whether it is still the line of the row, or one about another ask of the same row of a file.
fn is_of(id: &Id<'_>, row: &Record, ledger: &Ledger) -> bool {
    let is_own = id.seq == row.seq && id.device == ledger.device(row.device);
    is_own
        || ledger
            .key(id)
            .is_some_and(|key| ledger.meant(key) == row.key())
}

fn changed(path: &Path) -> anyhow::Error {
    let path = path.display();
    let changed = format!("{path} changed while it was read; run it again");
    Failure::new(Code::Io, changed).into()
}

fn note_of<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match &event.what {
        EventKind::Answer(answered) => answered.note.as_deref(),
        EventKind::Edit(edited) => edited.set.note.as_ref()?.as_deref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::journal::folder::{self, Journal};

    fn ask_line(seq: u64, text: &str) -> String {
        format!(
            r#"{{"v":1,"id":"a-{seq}","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":{seq},"text":"{text}","on":"2026-03-04"}}"#
        ) + "\n"
    }

    #[test]
    fn lines_are_read_again_whole_wherever_they_stand() {
        let folder = tempfile::tempdir().unwrap();
        // Some of them go on from one buffer to the next, and one is longer than that.
        let text = |seq: u64| {
            "x".repeat(if seq == 500 {
                9_999
            } else {
                usize::try_from(7 + seq % 400).unwrap()
            })
        };
        let lines: String = (1..=1_000).map(|seq| ask_line(seq, &text(seq))).collect();
        fs::write(folder.path().join("a.jsonl"), lines.trim_end()).unwrap();
        let mut journal = folder::read(folder.path(), None).unwrap();
        let rows: Vec<Record> = journal.ledger.asks().copied().collect();
        assert_eq!(rows.len(), 1_000);
        for row in rows.iter().chain(rows.iter().rev()) {
            let words = &mut journal.words;
            assert_eq!(words.text(&journal.ledger, row).unwrap(), text(row.seq));
            let said = words.said(&journal.ledger, row).unwrap();
            assert_eq!((said.text, said.note), (text(row.seq).into(), None));
        }
    }

    #[test]
    fn a_log_that_changed_meanwhile_is_told_and_no_other_words_are_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let lines = [ask_line(1, "a raise"), ask_line(2, "a seat")].concat();
        for other in [
            [ask_line(1, "a raisin"), ask_line(2, "a seat")].concat(),
            [ask_line(1, "a raise"), ask_line(3, "a seat")].concat(),
            [
                ask_line(1, "a raise"),
                ask_line(2, "a seat").replace("ask", "axe"),
            ]
            .concat(),
            ask_line(1, "a raise"),
            String::new(),
        ] {
            fs::write(&path, &lines).unwrap();
            let mut journal = folder::read(folder.path(), None).unwrap();
            let row = *journal.ledger.asks().next_back().unwrap();
            fs::write(&path, &other).unwrap();
            let told = format!("{} changed while it was read; run it again", path.display());
            let words = &mut journal.words;
            let error = words.ask(&journal.ledger, &row).unwrap_err();
            assert_eq!(error.to_string(), told);
            let error = words.text(&journal.ledger, &row).unwrap_err();
            assert_eq!(error.to_string(), told);
        }
    }

    fn edit_line(seq: u64, ask: u64, text: &str) -> String {
        format!(
            r#"{{"v":1,"id":"a-{seq}","at":"2026-03-04T12:30:05+01:00","kind":"edit","ask":"a-{ask}","set":{{"text":"{text}"}}}}"#
        ) + "\n"
    }

    #[test]
    fn changed_words_are_read_whole_and_are_those_of_the_ask() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        // The first one goes on over more than what is read of these at once.
        let text = |seq: u64| "x".repeat(if seq == 1 { 9_999 } else { 20 });
        let lines: String = (1..=100)
            .map(|seq| ask_line(seq, "a seat") + &edit_line(seq + 100, seq, &text(seq)))
            .collect();
        fs::write(&path, &lines).unwrap();
        let Journal {
            ledger, mut words, ..
        } = folder::read(folder.path(), None).unwrap();
        let rows: Vec<&Record> = ledger.asks().collect();
        for row in rows.iter().chain(rows.iter().rev()) {
            assert_eq!(words.text(&ledger, row).unwrap(), text(row.seq));
            assert_eq!(words.said(&ledger, row).unwrap().text, text(row.seq));
        }
        fs::write(&path, lines.replace("\"ask\":\"a-7\"", "\"ask\":\"a-8\"")).unwrap();
        let mut words = words.anew();
        for row in rows {
            let (text, said) = (
                words.text(&ledger, row).is_ok(),
                words.said(&ledger, row).is_ok(),
            );
            assert_eq!((text, said), (row.seq != 7, row.seq != 7));
        }
    }
}
