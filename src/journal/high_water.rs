//! The high-water mark: the highest sequence and numbers that a device has given out for a folder
//! of logs, and how long its own log was there before the last append.
//!
//! It is the file `mark2` in the state folder, beside the older `mark`: a JSON line per device and
//! folder, since one state folder can serve several journals (`--dir`). It is written before each
//! append, so what it says was in the log is certainly there, unless the log was lost.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::append::length;
use super::device;
use super::folder::{Problem, ProblemKind};
use super::{permissions, purge, repair};
use crate::domain::ledger::Ledger;
use crate::json::{self, Escapes};

/// Folders that are remembered; more are made by tests and demonstrations only.
const MOST_ENTRIES: usize = 64;

/// How often a log that looks too short is compared again while its mark changes.
const TRIES: usize = 8;

/// What a device has given out for a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct MarkEntry {
    device: String,
    folder: String,
    seq: u64,
    n: u64,
    p: u64,
    /// How long the log of the device was before the last append, what is missing of it included.
    bytes: u64,
}

/// The high-water mark of a device for a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HighWater {
    path: PathBuf,
    log: PathBuf,
    others: Vec<MarkEntry>,
    own: MarkEntry,
    /// Where the own entry stands among the others.
    at: usize,
}

/// An own log that is shorter than it certainly was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shortfall {
    /// How long it is; none where there is no such file.
    pub(crate) is: Option<u64>,
    /// How long it was at least.
    pub(crate) was: u64,
}

impl Shortfall {
    /// The problem that it is, with the way to what is missing.
    pub(crate) fn problem(self, log: &Path, state: &Path) -> Problem {
        let was = self.was;
        let lost = match self.is {
            None => format!("your log is gone; it had at least {was} bytes"),
            Some(0) => format!("your log is empty; it had at least {was} bytes"),
            Some(is) => format!("your log has only {is} of at least {was} bytes"),
        };
        let way_back = way_back(self, log, state);
        Problem {
            path: log.to_path_buf(),
            line: None,
            kind: ProblemKind::Missing,
            reason: format!("{lost}; {way_back}, or accept what is left: nos doctor --repair"),
        }
    }
}

impl HighWater {
    /// The mark of a device for a folder of logs. What cannot be read says nothing.
    pub(crate) fn read(state: &Path, folder: &Path, device: &str) -> Self {
        let path = state.join("mark2");
        let log = folder.join(format!("{device}.jsonl"));
        let text = permissions::read_text(&path).unwrap_or_default();
        let mut others: Vec<MarkEntry> = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        let (own, at) = match find(&others, folder, device) {
            Some(at) => (others.remove(at), at),
            None => (new_entry(&others, folder, device, &log), others.len()),
        };
        Self {
            path,
            log,
            others,
            own,
            at,
        }
    }

    /// The own log.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    /// Raises what a journal takes for the highest sequence and number to what was given out.
    pub(crate) fn raise(&self, ledger: &mut Ledger) {
        let in_folder = |entry: &&MarkEntry| entry.folder == self.own.folder;
        for entry in self.others.iter().filter(in_folder).chain([&self.own]) {
            ledger.highest_number = ledger.highest_number.max(entry.n);
            ledger.highest_plan = ledger.highest_plan.max(entry.p);
        }
        ledger.highest_seq = ledger.highest_seq.max(self.own.seq);
    }

    /// Writes down what is about to be given out by an append of so many bytes.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn give_out(
        &mut self,
        seq: u64,
        (number, plan): (u64, u64),
        appended: u64,
    ) -> anyhow::Result<()> {
        self.own.seq = self.own.seq.max(seq);
        self.own.n = self.own.n.max(number);
        self.own.p = self.own.p.max(plan);
        self.own.bytes = match self.lost() {
            0 => length(&self.log).unwrap_or(0),
            // What is missing stays missing while the log grows.
            _ => self.own.bytes + appended,
        };
        self.save()
    }

    /// Takes back the numbers that a failed append was about to give out, if the log is as it was
    /// `before`. Its sequence stays given out: another program may have copied the line meanwhile.
    pub(crate) fn take_back(&mut self, before: Self, length_before: Option<u64>) {
        if length(&self.log).unwrap_or(0) == length_before.unwrap_or(0) {
            let seq = self.own.seq;
            *self = before;
            self.own.seq = seq;
            // If this fails, a number is left out, and nothing else.
            let _ = self.save();
        }
    }

    /// Writes down that lines of another log, which bring back what is missing, are about to come
    /// into the own log.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn take_in(&mut self) -> anyhow::Result<()> {
        if self.lost() > 0 {
            return Ok(());
        }
        self.own.bytes = length(&self.log).unwrap_or(0);
        self.save()
    }

    /// Lowers the mark while the own log is rewritten, so that a log that gets shorter is not taken
    /// for one that lost lines. What was missing before is missing afterwards.
    ///
    /// # Errors
    /// What `rewrite` has, or if the mark cannot be written.
    pub(crate) fn around<T>(
        &mut self,
        rewrite: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        if self.own.bytes == 0 {
            return rewrite();
        }
        let lost = self.lost();
        self.own.bytes = lost;
        self.save_synced()?;
        let rewritten = rewrite();
        self.own.bytes = length(&self.log).unwrap_or(0) + lost;
        self.save()?;
        rewritten
    }

    /// Takes the own log as it is for whole. Says what was missing of it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn accept(&mut self) -> anyhow::Result<Option<Shortfall>> {
        let shortfall = self.shortfall();
        if shortfall.is_some() {
            self.own.bytes = length(&self.log).unwrap_or(0);
            self.save_synced()?;
        }
        Ok(shortfall)
    }

    /// What is missing of the own log.
    pub(crate) fn shortfall(&self) -> Option<Shortfall> {
        let is = length(&self.log);
        // A dangling link or a folder is reported as not a log, not as one that shrank.
        let may_be_back = is.is_none() && fs::symlink_metadata(&self.log).is_ok();
        (is.unwrap_or(0) < self.own.bytes && !may_be_back).then_some(Shortfall {
            is,
            was: self.own.bytes,
        })
    }

    fn lost(&self) -> u64 {
        let is = length(&self.log).unwrap_or(0);
        self.own.bytes.saturating_sub(is)
    }

    fn save(&self) -> anyhow::Result<()> {
        let mut entries: Vec<&MarkEntry> = self.others.iter().collect();
        entries.insert(self.at.min(entries.len()), &self.own);
        let surplus = entries.len().saturating_sub(MOST_ENTRIES);
        let mut text = String::new();
        for (index, entry) in entries.into_iter().enumerate() {
            if index >= surplus || *entry == self.own {
                text.push_str(&json::to_line(entry, Escapes::Controls)?);
                text.push('\n');
            }
        }
        device::put(&self.path, &text)
    }

    fn save_synced(&self) -> anyhow::Result<()> {
        self.save()?;
        fs::File::open(&self.path)
            .and_then(|file| file.sync_data())
            .with_context(|| format!("can't write {}", self.path.display()))
    }
}

/// What is missing of the log of a device, read while others may write: a purge lowers the mark
/// before it shortens the log, so a log that looks too short is compared until the mark is still.
pub(crate) fn shortfall(
    state: &Path,
    folder: &Path,
    device: &str,
) -> (HighWater, Option<Shortfall>) {
    let mut mark = HighWater::read(state, folder, device);
    for _ in 0..TRIES {
        let Some(shortfall) = mark.shortfall() else {
            return (mark, None);
        };
        let again = HighWater::read(state, folder, device);
        if again == mark {
            return (mark, Some(shortfall));
        }
        mark = again;
    }
    (mark, None)
}

/// The first entry of a device for a folder. Where its log is there already, the folder was moved
/// or is a backup: then nothing is given out twice that was given out in another folder.
fn new_entry(others: &[MarkEntry], folder: &Path, device: &str, log: &Path) -> MarkEntry {
    let mut own = MarkEntry {
        device: device.to_owned(),
        folder: absolute(folder),
        ..MarkEntry::default()
    };
    if log.exists() {
        for other in others.iter().filter(|other| other.device == device) {
            own.seq = own.seq.max(other.seq);
            own.n = own.n.max(other.n);
            own.p = own.p.max(other.p);
        }
    }
    own
}

/// Where the lines may be that are missing of a log.
fn way_back(shortfall: Shortfall, log: &Path, state: &Path) -> String {
    let name = log.file_name().unwrap_or_default().to_string_lossy();
    let is_copy = |path: &PathBuf| {
        let copy = path.file_name().unwrap_or_default().to_string_lossy();
        copy.starts_with(&format!("{name}.")) && length(path) > shortfall.is
    };
    let copies = repair::kept_files(state).unwrap_or_default();
    if let Some(copy) = copies.into_iter().rfind(is_copy) {
        return format!("an older copy is {}", copy.display());
    }
    let folder = log.parent().unwrap_or(log);
    if let Some(versions) = purge::old_versions(folder) {
        return format!("Syncthing keeps older versions in {}", versions.display());
    }
    if let Some(repository) = purge::git_repository(folder) {
        let repository = repository.display();
        return format!("older versions are in git: git -C {repository} log");
    }
    "put it back from your backup".to_owned()
}

fn absolute(folder: &Path) -> String {
    let path = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    path.to_string_lossy().into_owned()
}

/// The entry of a device for a folder, whether it is named as it was then or by another path.
fn find(entries: &[MarkEntry], folder: &Path, device: &str) -> Option<usize> {
    let position = |is_it: &dyn Fn(&str) -> bool| {
        let is_own = |entry: &MarkEntry| entry.device == device && is_it(&entry.folder);
        entries.iter().rposition(is_own)
    };
    let name = absolute(folder);
    position(&|written| written == name).or_else(|| {
        let real = fs::canonicalize(folder).ok()?;
        position(&|written| fs::canonicalize(written).is_ok_and(|written| written == real))
    })
}
