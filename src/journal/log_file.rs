//! The file of a log: its name, how it is opened, and what can be wrong with it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use crate::domain::key::LogOffset;

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

/// The logs of a folder, by file name.
///
/// # Errors
/// If the folder is there and cannot be read, or has too many logs to tell apart.
pub fn log_paths(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let cannot = || format!("can't read the folder {}", folder.display());
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
        let reason = problem.map_or("there's no such file".to_owned(), |problem| problem.reason);
        anyhow!("can't read {}: {reason}", path.display())
    })
}

/// Opens a log, or says what is wrong with it; none if it is gone.
pub(super) fn try_open(path: &Path) -> Result<(File, fs::Metadata), Option<Problem>> {
    let metadata = metadata_of_log(path)?;
    let file = File::open(path).map_err(|error| Some(unopened(path, &error)))?;
    Ok((file, metadata))
}

pub(super) fn metadata_of_log(path: &Path) -> Result<fs::Metadata, Option<Problem>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(metadata),
        Ok(_) => Err(Some(whole(
            path,
            ProblemKind::NotALog,
            "it's not a regular file".to_owned(),
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
            let reason = "it's a link that leads nowhere".to_owned();
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
        format!("it can't be read: {error}"),
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
pub(super) fn is_read_by_others(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.mode() & 0o044 != 0
}

#[cfg(not(unix))]
pub(super) fn is_read_by_others(_metadata: &fs::Metadata) -> bool {
    false
}
