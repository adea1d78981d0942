//! The folder of the logs, read: every `*.jsonl` in it, line by line, as one journal.
//!
//! Reading never makes a file or a folder, takes no lock and keeps no log in memory. A line that
//! cannot be read is told and left where it is.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::line::{self, Reading};
use super::replay::Replay;
use super::words::Words;
use crate::domain::ledger::{Ledger, Spot};

/// How much of a log is read at once.
const CHUNK_BYTES: usize = 1 << 17;

/// The journal as it was read.
#[derive(Debug)]
pub struct Journal {
    /// The asks and goals as they stand.
    pub ledger: Ledger,
    /// Where the words are read again.
    pub words: Words,
    /// The logs, by file name.
    pub logs: Vec<Log>,
    /// What is wrong with them, in the order it was met.
    pub problems: Vec<Problem>,
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
    /// The highest sequence in it that was given out by the device it is named after.
    pub highest_own_seq: u64,
}

/// Something that is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1; none where it is about the whole file.
    pub line: Option<u64>,
    /// What sort of problem.
    pub kind: Trouble,
    /// What is wrong, in words.
    pub reason: String,
}

/// What sort of problem a log has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A line says no event.
    Unreadable,
    /// The last line was cut off.
    Incomplete,
    /// Two lines have the same id and say different things.
    Conflict,
    /// A line was written by a newer nos.
    NotUnderstood,
    /// Other people on this machine can read it.
    Permissions,
}

impl Trouble {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Incomplete => "incomplete",
            Self::Conflict => "conflict",
            Self::NotUnderstood => "not-understood",
            Self::Permissions => "permissions",
        }
    }
}

/// Reads all logs of a folder. A folder that is not there is an empty journal.
///
/// `know` is the device that is about to write, if one is.
///
/// # Errors
/// If the folder or a log cannot be read, or a log is not a regular file.
pub fn read(folder: &Path, know: Option<&str>) -> anyhow::Result<Journal> {
    let mut replay = Replay::default();
    if let Some(device) = know {
        replay.know_device(device);
    }
    let paths = log_paths(folder)?;
    let mut reader = LogReader {
        problems: Vec::new(),
        replay,
    };
    let mut logs = Vec::with_capacity(paths.len());
    for (path, number) in paths.iter().zip(0_u16..) {
        logs.push(reader.read(path, number)?);
    }
    let mut problems = reader.problems;
    let mut words = Words::of(paths);
    let ledger = reader.replay.finish(|spots| {
        let (kept, conflict) = words.choose(spots)?;
        problems.extend(conflict);
        anyhow::Ok(kept)
    })?;
    Ok(Journal {
        ledger,
        words,
        logs,
        problems,
    })
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
    if paths.len() > Spot::LOGS_MAX {
        bail!("{} has more than {} logs", folder.display(), Spot::LOGS_MAX);
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
    let cannot = || format!("cannot read {}", path.display());
    let metadata = fs::metadata(path).with_context(cannot)?;
    if !metadata.is_file() {
        bail!("{} is not a regular file", path.display());
    }
    let file = File::open(path).with_context(cannot)?;
    Ok((file, metadata))
}

struct LogReader {
    replay: Replay,
    problems: Vec<Problem>,
}

impl LogReader {
    fn read(&mut self, path: &Path, number: u16) -> anyhow::Result<Log> {
        let (file, metadata) = open(path)?;
        self.check_permissions(path, &metadata);
        let (device, is_own) = device_of(path);
        let mut log = Log {
            path: path.to_path_buf(),
            device,
            is_own,
            events: 0,
            bytes: 0,
            highest_own_seq: 0,
        };
        let mut reader = BufReader::with_capacity(CHUNK_BYTES, file);
        let mut line_number = 0;
        // The beginning of a line that goes on in the next chunk.
        let mut begun = Vec::new();
        loop {
            let chunk = match reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk.with_context(|| format!("cannot read {}", path.display()))?,
            };
            if chunk.is_empty() {
                break;
            }
            let mut rest = chunk;
            while let Some(end) = memchr::memchr(b'\n', rest) {
                let (line, after) = rest.split_at(end + 1);
                line_number += 1;
                if begun.is_empty() {
                    self.line(line, number, line_number, &mut log);
                } else {
                    begun.extend_from_slice(line);
                    self.line(&begun, number, line_number, &mut log);
                    begun.clear();
                }
                rest = after;
            }
            begun.extend_from_slice(rest);
            let length = chunk.len();
            reader.consume(length);
        }
        if !begun.is_empty() {
            self.line(&begun, number, line_number + 1, &mut log);
        }
        Ok(log)
    }

    /// Takes in a line, its newline included: the next one of the log.
    fn line(&mut self, line: &[u8], number: u16, line_number: u64, log: &mut Log) {
        let spot = Spot::new(number, log.bytes);
        log.bytes += line.len() as u64;
        let stripped = line::stripped(line);
        if stripped.is_empty() {
            return;
        }
        let problem = match line::read(stripped) {
            Ok(reading) => {
                log.events += 1;
                if reading.id.device == log.device {
                    log.highest_own_seq = log.highest_own_seq.max(reading.id.seq);
                }
                self.replay.take(spot, &reading);
                not_understood(&reading)
            }
            Err(reason) if line.ends_with(b"\n") => Some((Trouble::Unreadable, reason.0)),
            Err(reason) => Some((
                Trouble::Incomplete,
                format!("the last line was cut off: {reason}"),
            )),
        };
        if let Some((kind, reason)) = problem {
            self.problems.push(Problem {
                path: log.path.clone(),
                line: Some(line_number),
                kind,
                reason,
            });
        }
    }

    #[cfg(unix)]
    fn check_permissions(&mut self, path: &Path, metadata: &fs::Metadata) {
        use std::os::unix::fs::MetadataExt;
        if metadata.mode() & 0o044 != 0 {
            self.problems.push(Problem {
                path: path.to_path_buf(),
                line: None,
                kind: Trouble::Permissions,
                reason: "other people on this machine can read it".to_owned(),
            });
        }
    }

    #[cfg(not(unix))]
    fn check_permissions(&mut self, _path: &Path, _metadata: &fs::Metadata) {}
}

fn not_understood(reading: &Reading<'_>) -> Option<(Trouble, String)> {
    (!reading.understood).then(|| {
        (
            Trouble::NotUnderstood,
            "written by a newer nos; what can be read of it counts".to_owned(),
        )
    })
}
