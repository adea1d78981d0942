//! The folder of the logs, read: every `*.jsonl` in it, line by line, as one journal.
//!
//! Reading never makes a file or a folder, takes no lock and keeps no log in memory. A line that
//! cannot be read is reported and left where it is.

use std::collections::btree_map::{BTreeMap, Entry};
use std::fs::File;
use std::iter;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Context;

use super::chunks::{self, ChunkEvents};
use super::event::Id;
use super::id_lists::IdList;
use super::lines::{self, ByteRange};
pub use super::log_file::{Log, Problem, ProblemKind, device_of, log_paths, open};
use super::log_file::{is_read_by_others, metadata_of_log, try_open};
use super::parallel;
use super::text_loader::{Conflict, TextLoader};
use crate::domain::ledger::Ledger;

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
    /// The asks and goals as they are.
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

impl Journal {
    /// Whether there is nothing in the logs, though this device has given out an id for them: a first
    /// change that did not come to its end, or a log that lost its only change. Which of the two cannot
    /// be known, so it is no problem, but it shows that this person is no newcomer.
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
                // The reason is reported when it is read.
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
        let shares = chunks::share_out(&self.lengths, readers);
        let share = self.lengths.iter().sum::<u64>() / shares.len() as u64;
        first.expect(share);
        if let [whole] = shares.as_slice() {
            return Ok(self.take_stretch(first, whole, &BTreeMap::new()));
        }
        let open_files = &self.open_shared(&shares);
        let begun = iter::once(first).chain(iter::repeat_with(|| ChunkEvents::expecting(share)));
        let works = shares
            .iter()
            .zip(begun)
            .map(|(share, begun)| move || self.take_stretch(begun, share, open_files));
        let mut all = parallel::do_all(works).into_iter();
        let mut taken = all.next().context("there is nobody to read the logs")?;
        for next in all {
            taken.join(next);
        }
        Ok(taken)
    }

    /// Opens the logs that more than one reads: they all must see the same file, even if another
    /// one takes its name meanwhile.
    fn open_shared(&self, shares: &[Vec<ByteRange>]) -> BTreeMap<u16, File> {
        let begun_earlier = shares.iter().flatten().filter(|part| part.from > 0);
        let mut open_files = BTreeMap::new();
        for part in begun_earlier {
            if let Entry::Vacant(place) = open_files.entry(part.log)
                && let Ok((file, _)) = try_open(self.path(part.log))
            {
                place.insert(file);
            }
        }
        open_files
    }

    fn take_stretch(
        &self,
        mut taken: ChunkEvents,
        share: &[ByteRange],
        open_files: &BTreeMap<u16, File>,
    ) -> ChunkEvents {
        for &part in share {
            let path = self.path(part.log);
            match open_files.get(&part.log) {
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
