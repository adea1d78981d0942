//! The words of asks, read again from the logs where they are kept, for the few that are shown.

use std::collections::btree_map::{BTreeMap, Entry};
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::Value;

use super::event::{Asked, Event, Id, What};
use super::folder::{self, Problem, Trouble};
use super::line;
use crate::domain::ask::Ask;
use crate::domain::ledger::{Ledger, Row, Spot};
use crate::failure::{Code, Failure};

/// The logs, opened when something is read from them.
#[derive(Debug)]
pub struct Words {
    paths: Vec<PathBuf>,
    asks: Readers,
    rewordings: Readers,
    line: Vec<u8>,
}

/// The logs that are being read again. Asks are mostly shown in the order in which they were
/// written, and what was reworded later stands further on, in nearly the same order: each of the
/// two walks has places of its own, or they would lead each other up and down the file.
type Readers = BTreeMap<u16, Reader>;

/// How many logs are kept open by a walk.
const MOST_OPEN: usize = 64;

/// What a line is read again for.
#[derive(Clone, Copy)]
enum Walk {
    Asks,
    Rewordings,
}

#[derive(Debug)]
struct Reader {
    file: BufReader<File>,
    at: u64,
}

impl Words {
    /// The words that are kept in these logs, in the order in which they were numbered.
    pub fn of(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            asks: Readers::new(),
            rewordings: Readers::new(),
            line: Vec::new(),
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

    /// The ask of a row with all its words.
    ///
    /// # Errors
    /// If the log cannot be read again, or has changed meanwhile.
    pub fn ask(&mut self, ledger: &Ledger, row: &Row) -> anyhow::Result<Ask> {
        let is_it = |id: &Id<'_>| id.seq == row.seq && id.device == ledger.devices.name(row.device);
        let mut ask = self.with(Walk::Asks, row.spot, |event| match &event.what {
            What::Ask(asked) if is_it(&event.id) => Some(written(ledger, row, event, asked)),
            _ => None,
        })?;
        if row.reworded
            && let Some(rewording) = ledger.rewordings.get(&row.key())
        {
            if let Some(spot) = rewording.text {
                ask.text = self.with(Walk::Rewordings, spot, |event| match &event.what {
                    What::Edit(edited) => edited.set.text.as_deref().map(str::to_owned),
                    _ => None,
                })?;
            }
            let own = ask.note.take().filter(|_| !rewording.own_note_gone);
            let mut notes: Vec<String> = own.into_iter().collect();
            for &spot in &rewording.notes {
                notes.push(self.with(Walk::Rewordings, spot, |event| {
                    note_of(event).map(str::to_owned)
                })?);
            }
            ask.note = (!notes.is_empty()).then(|| notes.join("\n"));
        }
        Ok(ask)
    }

    /// What is found in the event at a place.
    fn with<T>(
        &mut self,
        walk: Walk,
        spot: Spot,
        find: impl FnOnce(&Event<'_>) -> Option<T>,
    ) -> anyhow::Result<T> {
        let bytes = self.bytes(walk, spot)?;
        line::read(line::stripped(bytes))
            .ok()
            .and_then(|reading| find(&reading.event?))
            .ok_or_else(|| self.changed(spot))
    }

    fn changed(&self, spot: Spot) -> anyhow::Error {
        Failure::new(
            Code::Io,
            format!(
                "{} changed while it was read; run it again",
                self.path(spot).display()
            ),
        )
        .into()
    }

    fn path(&self, spot: Spot) -> &Path {
        self.paths
            .get(usize::from(spot.log()))
            .map_or(Path::new(""), PathBuf::as_path)
    }

    /// The line at a place, as it stands in its log.
    fn bytes(&mut self, walk: Walk, spot: Spot) -> anyhow::Result<&[u8]> {
        let readers = match walk {
            Walk::Asks => &mut self.asks,
            Walk::Rewordings => &mut self.rewordings,
        };
        let path = self.paths.get(usize::from(spot.log()));
        let path = path.map_or(Path::new(""), PathBuf::as_path);
        if readers.len() >= MOST_OPEN && !readers.contains_key(&spot.log()) {
            readers.clear();
        }
        let reader = match readers.entry(spot.log()) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(place) => place.insert(Reader {
                file: BufReader::with_capacity(1 << 16, folder::open(path)?.0),
                at: 0,
            }),
        };
        self.line.clear();
        reader
            .read_line_at(spot.offset(), &mut self.line)
            .with_context(|| format!("cannot read {} again", path.display()))?;
        Ok(&self.line)
    }

    /// Of lines that share an id, the one that counts; and the problem it is, if they do not say
    /// the same.
    ///
    /// # Errors
    /// If a log cannot be read again.
    pub fn choose(&mut self, spots: &[Spot]) -> anyhow::Result<(Spot, Option<Problem>)> {
        let mut lines = Vec::with_capacity(spots.len());
        for &spot in spots {
            let bytes = self.bytes(Walk::Asks, spot)?;
            lines.push((line::stripped(bytes).to_vec(), spot));
        }
        lines.sort();
        let (kept, spot) = lines.last().cloned().context("no line to choose from")?;
        let same = lines.iter().all(|(other, _)| same_content(other, &kept));
        if same {
            return Ok((spot, None));
        }
        let id = line::read(&kept).map(|reading| reading.id.to_string());
        let problem = Problem {
            path: self.path(spot).to_path_buf(),
            line: Some(self.line_number(spot)?),
            kind: Trouble::Conflict,
            reason: format!(
                "the id {} is on two lines that differ; this one counts",
                id.unwrap_or_default()
            ),
        };
        Ok((spot, Some(problem)))
    }

    /// Which line it is, counted from 1.
    fn line_number(&mut self, spot: Spot) -> anyhow::Result<u64> {
        let (file, _) = folder::open(self.path(spot))?;
        let mut file = BufReader::new(file);
        let (mut at, mut number) = (0, 1);
        let mut line = Vec::new();
        while at < spot.offset() {
            line.clear();
            let length = file.read_until(b'\n', &mut line)?;
            if length == 0 {
                break;
            }
            at += length as u64;
            number += 1;
        }
        Ok(number)
    }
}

impl Reader {
    /// The next line is mostly in the buffer already.
    fn read_line_at(&mut self, offset: u64, line: &mut Vec<u8>) -> std::io::Result<()> {
        match i64::try_from(offset).and_then(|to| i64::try_from(self.at).map(|at| to - at)) {
            Ok(step) => self.file.seek_relative(step)?,
            Err(_) => {
                self.file.seek(SeekFrom::Start(offset))?;
            }
        }
        let length = self.file.read_until(b'\n', line)?;
        self.at = offset + length as u64;
        Ok(())
    }
}

fn written(ledger: &Ledger, row: &Row, event: &Event<'_>, asked: &Asked<'_>) -> Ask {
    Ask {
        number: row.number,
        id: event.id.to_string(),
        text: asked.text.clone().into_owned(),
        outcome: row.outcome,
        asked_on: row.asked_on,
        answered_on: row.answered_on(),
        to: row.to.map(|to| ledger.people.name(to).to_owned()),
        tags: ledger.tags.names(row.tags).map(str::to_owned).collect(),
        note: asked.note.as_deref().map(str::to_owned),
        fear: row.fear,
        odds: row.odds,
        sting: row.sting,
        logged_at: event.at.clone().into_owned(),
    }
}

fn note_of<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match &event.what {
        What::Answer(answered) => answered.note.as_deref(),
        What::Edit(edited) => edited.set.note.as_ref()?.as_deref(),
        _ => None,
    }
}

/// Whether two lines say the same, whatever their spacing and the order of their keys.
pub(super) fn same_content(one: &[u8], other: &[u8]) -> bool {
    if one == other {
        return true;
    }
    match (line::read(one), line::read(other)) {
        (Ok(one), Ok(other)) if one.understood && other.understood => one.event == other.event,
        _ => fields(one).is_some_and(|one| Some(one) == fields(other)),
    }
}

/// The fields of a line that is not understood, in whatever order and spacing they stand.
fn fields(line: &[u8]) -> Option<Value> {
    serde_json::from_slice(line).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_fields_in_another_order_and_spacing_are_the_same_content() {
        let one =
            br#"{"v":1,"id":"a-1","at":"2026-03-04T12:30:05+01:00","kind":"remove","ask":"a-0"}"#;
        let other = br#"{ "ask" : "a-0","kind":"remove", "v": 1,"id":"a-1", "at":"2026-03-04T12:30:05+01:00"}"#;
        assert!(same_content(one, other));
        let changed =
            br#"{"v":1,"id":"a-1","at":"2026-03-04T12:30:05+01:00","kind":"remove","ask":"b-0"}"#;
        assert!(!same_content(one, changed));
    }

    #[test]
    fn spacing_within_a_field_of_a_newer_nos_is_no_other_content() {
        let one = br#"{"v":2,"id":"a-1","kind":"mood","x":{"y":[1,2],"z":null}}"#;
        let other = br#"{"kind":"mood", "x": {"z" : null, "y": [1, 2]}, "id":"a-1", "v":2}"#;
        assert!(same_content(one, other));
        let changed = br#"{"v":2,"id":"a-1","kind":"mood","x":{"y":[1,3],"z":null}}"#;
        assert!(!same_content(one, changed));
    }
}
