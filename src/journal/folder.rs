//! The folder of the logs, read: every `*.jsonl` in it, line by line, as one journal.
//!
//! Reading never makes a file or a folder, takes no lock and keeps no log in memory. A line that
//! cannot be read is told and left where it is.

use std::collections::btree_map::{BTreeMap, Entry};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, anyhow, bail};

use super::chunks::{self, ChunkEvents};
use super::event::Id;
use super::id_lists::IdList;
use super::lines::{self, ByteRange};
use super::parallel;
use super::text_loader::{Conflict, TextLoader};
use crate::domain::ledger::{Ledger, LogOffset};

/// How many bytes it takes for one more reader to be worth its while: they are read in ten times
/// the time that it takes to call it in.
const WORTH_A_READER: u64 = 1 << 18;

/// How many bytes it takes for the system to be worth asking how many processors there are. With
/// fewer, two readers do: on one processor alone they cost next to nothing.
const WORTH_ASKING: u64 = 1 << 23;

/// More readers than this wait for each other.
const MOST_READERS: usize = 4;

/// The journal as it was read.
#[derive(Debug, Default)]
pub struct Journal {
    /// The asks and goals as they stand.
    pub ledger: Ledger,
    /// Where the words are read again.
    pub words: TextLoader,
    /// The logs, by file name.
    pub logs: Vec<Log>,
    /// What is wrong with them, in the order it was met; conflicts aside.
    pub problems: Vec<Problem>,
    /// Ids that several lines have which differ.
    pub conflicts: Vec<Conflict>,
}

/// A log that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// Its file.
    pub path: PathBuf,
    /// The device that it is named after.
    pub device: String,
    /// Whether its file is named by the device alone; a conflict copy is not.
    pub is_own: bool,
    /// How many events are in it, newer ones that were not understood included.
    pub events: u64,
    /// Its size.
    pub bytes: u64,
    /// How many lines it has, those included that say nothing.
    pub lines: u64,
    /// Whether it could be opened. If not, nothing is known of it but its name.
    pub is_open: bool,
}

/// Something that is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1; none where it is about the whole file.
    pub line: Option<u64>,
    /// What sort of problem.
    pub kind: ProblemKind,
    /// What is wrong, in words.
    pub reason: String,
}

/// What sort of problem a log has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A line says no event, or a whole log cannot be read.
    Unreadable,
    /// The last line was cut off.
    Incomplete,
    /// Two lines have the same id and say different things.
    Conflict,
    /// The own log is shorter than it certainly was, or gone.
    Missing,
    /// What has the name of a log is none: a folder, a pipe, a link that leads nowhere.
    NotALog,
    /// There are runs of NULs around a line or in it.
    Nuls,
    /// A line was written by a newer nos.
    NotUnderstood,
    /// Other people on this machine can read it.
    Permissions,
}

impl Problem {
    /// Whether it keeps a whole log, or what is after some point of it, from being read.
    pub(crate) fn is_about_reading(&self) -> bool {
        self.line.is_none() && matches!(self.kind, ProblemKind::NotALog | ProblemKind::Unreadable)
    }
}

impl ProblemKind {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Incomplete => "incomplete",
            Self::Conflict => "conflict",
            Self::Missing => "missing",
            Self::NotALog => "not-a-log",
            Self::Nuls => "nuls",
            Self::NotUnderstood => "not-understood",
            Self::Permissions => "permissions",
        }
    }

    /// Whether something is wrong with the logs, and not with the program that reads them or with
    /// who else can.
    pub fn is_fault(self) -> bool {
        match self {
            Self::Unreadable
            | Self::Incomplete
            | Self::Conflict
            | Self::Missing
            | Self::NotALog
            | Self::Nuls => true,
            Self::NotUnderstood | Self::Permissions => false,
        }
    }
}

impl Journal {
    /// Whether there is nothing in the logs, though this device has given out an id for them: a first
    /// change that did not come to its end, or a log that lost its only change. Which of the two cannot
    /// be known, so it is no problem, but whoever it happens to is no newcomer.
    pub(crate) fn is_emptied(&self) -> bool {
        self.ledger.highest_seq > 0 && self.logs.iter().all(|log| log.events == 0)
    }

    /// Adds the conflicts to the problems, but for those that a repair accepted.
    pub fn tell_conflicts(&mut self, state: Option<&Path>) {
        if self.conflicts.is_empty() {
            return;
        }
        let accepted = state.map(IdList::accepted);
        let is_accepted = |name: &Id<'_>| {
            let accepted = accepted.as_ref();
            accepted.is_some_and(|accepted| accepted.has(&name.to_string()))
        };
        let is_problem = |conflict: &&Conflict| !conflict.names().all(|name| is_accepted(&name));
        let problems = self.conflicts.iter().filter(is_problem);
        self.problems
            .extend(problems.map(|conflict| conflict.problem.clone()));
    }
}

/// Reads all logs of a folder. A folder that is not there is an empty journal.
///
/// `know` is the device that is about to write, if one is.
///
/// # Errors
/// If the folder cannot be read. A log that cannot be is a problem, and all others count.
pub fn read(folder: &Path, know: Option<&str>) -> anyhow::Result<Journal> {
    read_at_once(folder, know, readers)
}

/// Reads all logs of a folder as [`read`] does. `readers` says how many may read at the same time,
/// given how many bytes there are; what comes out is the same, however many they are.
///
/// # Errors
/// As [`read`].
pub fn read_at_once(
    folder: &Path,
    know: Option<&str>,
    readers: impl FnOnce(u64) -> usize,
) -> anyhow::Result<Journal> {
    let mut first = ChunkEvents::default();
    if let Some(device) = know {
        first.replay.know_device(device);
    }
    let paths = log_paths(folder)?;
    let logs = Logs::new(&paths, &mut first.problems);
    let readers = readers(logs.lengths.iter().sum());
    let taken = logs.take(first, readers)?;
    let mut words = TextLoader::new(paths);
    let ledger = taken
        .replay
        .finish(|log_offset| words.line_at(log_offset))?;
    let conflicts = words.conflicts(&ledger)?;
    Ok(Journal {
        ledger,
        words,
        logs: taken.logs,
        problems: taken.problems,
        conflicts,
    })
}

/// How many read so many bytes at the same time.
fn readers(bytes: u64) -> usize {
    if bytes < 2 * WORTH_A_READER || !lines::CAN_SHARE {
        1
    } else if bytes < WORTH_ASKING {
        2
    } else {
        thread::available_parallelism().map_or(1, |processors| processors.get().min(MOST_READERS))
    }
}

/// The logs that are about to be read.
struct Logs<'p> {
    paths: &'p [PathBuf],
    lengths: Vec<u64>,
}

impl<'p> Logs<'p> {
    fn new(paths: &'p [PathBuf], problems: &mut Vec<Problem>) -> Self {
        let mut lengths = Vec::with_capacity(paths.len());
        for path in paths {
            let Ok(metadata) = metadata_of_log(path) else {
                // Why is told when it is to be read.
                lengths.push(0);
                continue;
            };
            if is_read_by_others(&metadata) {
                problems.push(Problem {
                    path: path.clone(),
                    line: None,
                    kind: ProblemKind::Permissions,
                    reason: "other people on this machine can read it".to_owned(),
                });
            }
            lengths.push(metadata.len());
        }
        Self { paths, lengths }
    }

    /// Takes all of them in.
    fn take(&self, mut first: ChunkEvents, readers: usize) -> anyhow::Result<ChunkEvents> {
        let stretches = chunks::share_out(&self.lengths, readers);
        let share = self.lengths.iter().sum::<u64>() / stretches.len() as u64;
        first.expect(share);
        if let [whole] = stretches.as_slice() {
            return Ok(self.take_stretch(first, whole, &BTreeMap::new()));
        }
        let shared = &self.open_shared(&stretches);
        let begun = iter::once(first).chain(iter::repeat_with(|| ChunkEvents::expecting(share)));
        let works = stretches
            .iter()
            .zip(begun)
            .map(|(stretch, begun)| move || self.take_stretch(begun, stretch, shared));
        let mut all = parallel::do_all(works).into_iter();
        let mut taken = all.next().context("there is nobody to read the logs")?;
        for next in all {
            taken.join(next);
        }
        Ok(taken)
    }

    /// Opens the logs that more than one reads: they all must see the same file, even if another
    /// one takes its name meanwhile.
    fn open_shared(&self, stretches: &[Vec<ByteRange>]) -> BTreeMap<u16, File> {
        let begun_earlier = stretches.iter().flatten().filter(|part| part.from > 0);
        let mut shared = BTreeMap::new();
        for part in begun_earlier {
            if let Entry::Vacant(place) = shared.entry(part.log)
                && let Ok((file, _)) = try_open(self.path(part.log))
            {
                place.insert(file);
            }
        }
        shared
    }

    fn take_stretch(
        &self,
        mut taken: ChunkEvents,
        stretch: &[ByteRange],
        shared: &BTreeMap<u16, File>,
    ) -> ChunkEvents {
        for &part in stretch {
            let path = self.path(part.log);
            match shared.get(&part.log) {
                Some(file) => taken.take(path, file, part),
                None => match try_open(path) {
                    Ok((file, _)) => taken.take(path, &file, part),
                    Err(problem) => taken.pass_over(path, problem),
                },
            }
        }
        taken
    }

    fn path(&self, log: u16) -> &Path {
        self.paths
            .get(usize::from(log))
            .map_or(Path::new(""), PathBuf::as_path)
    }
}

/// The logs of a folder, by file name.
///
/// # Errors
/// If the folder is there and cannot be read, or has too many logs to tell apart.
pub fn log_paths(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let cannot = || format!("cannot read the folder {}", folder.display());
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(cannot),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.with_context(cannot)?.path();
        if is_log(&path) {
            paths.push(path);
        }
    }
    paths.sort_unstable();
    if paths.len() > LogOffset::LOGS_MAX {
        bail!(
            "{} has more than {} logs",
            folder.display(),
            LogOffset::LOGS_MAX
        );
    }
    Ok(paths)
}

fn is_log(path: &Path) -> bool {
    let is_hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    path.extension() == Some(OsStr::new("jsonl")) && !is_hidden
}

/// The device that a log is named after: the lower-case letters and digits that its name begins
/// with. `k3f9x2.jsonl` is the device's own, `k3f9x2.sync-conflict-….jsonl` a copy of it.
pub fn device_of(path: &Path) -> (String, bool) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = stem
        .find(|char: char| !char.is_ascii_lowercase() && !char.is_ascii_digit())
        .unwrap_or(stem.len());
    let device = stem.get(..end).unwrap_or_default();
    (device.to_owned(), device == stem)
}

/// Opens a log; one that is a symbolic link is followed.
///
/// # Errors
/// If it is not a regular file (opening a pipe would wait for ever), or cannot be opened.
pub fn open(path: &Path) -> anyhow::Result<(File, fs::Metadata)> {
    try_open(path).map_err(|problem| {
        let reason = problem.map_or("there is no such file".to_owned(), |problem| problem.reason);
        anyhow!("cannot read {}: {reason}", path.display())
    })
}

/// Opens a log, or says what is wrong with it; none if it is gone.
fn try_open(path: &Path) -> Result<(File, fs::Metadata), Option<Problem>> {
    let metadata = metadata_of_log(path)?;
    let file = File::open(path).map_err(|error| Some(unopened(path, &error)))?;
    Ok((file, metadata))
}

fn metadata_of_log(path: &Path) -> Result<fs::Metadata, Option<Problem>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(metadata),
        Ok(_) => Err(Some(whole(
            path,
            ProblemKind::NotALog,
            "it is not a regular file".to_owned(),
        ))),
        // A log that was there when the folder was read, and is not any more, is no problem.
        Err(error)
            if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_err() =>
        {
            Err(None)
        }
        Err(error) => Err(Some(unopened(path, &error))),
    }
}

/// The problem of a log that cannot be opened.
fn unopened(path: &Path, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let reason = "it is a link that leads nowhere".to_owned();
            whole(path, ProblemKind::NotALog, reason)
        }
        _ => unread(path, error),
    }
}

/// The problem of a log that cannot be read, or not to its end.
pub(super) fn unread(path: &Path, error: &io::Error) -> Problem {
    whole(
        path,
        ProblemKind::Unreadable,
        format!("it cannot be read: {error}"),
    )
}

/// A problem of a whole log.
fn whole(path: &Path, kind: ProblemKind, reason: String) -> Problem {
    Problem {
        path: path.to_path_buf(),
        line: None,
        kind,
        reason,
    }
}

#[cfg(unix)]
fn is_read_by_others(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.mode() & 0o044 != 0
}

#[cfg(not(unix))]
fn is_read_by_others(_metadata: &fs::Metadata) -> bool {
    false
}
