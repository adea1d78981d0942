//! Lines of our own log that cannot be read are moved, whole, into a side file in the state
//! folder, after a backup was written. Nothing is ever deleted by a repair.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::high_water::Shortfall;
use super::rewrite::{self, LineAction};
use super::salvage::whole_events;
use super::{append, codec, folder, permissions};

/// The folder of the backups, in the state folder.
const BACKUPS: &str = "backups";

/// The file of the lines that could not be read, in the state folder.
const SIDE_FILE: &str = "unreadable.txt";

/// What a repair did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// How many lines were moved.
    pub moved: usize,
    /// How many other lines were freed of NULs.
    pub freed: usize,
    /// How many whole events were saved from them.
    pub saved: usize,
    /// How many ids that several events share were accepted as they are.
    pub accepted_ids: usize,
    /// Copies of the logs as they were.
    pub backups: Vec<PathBuf>,
    /// Where the lines are now.
    pub side_file: PathBuf,
    /// What was missing of the own log, which is taken for whole from now on.
    pub(crate) accepted: Option<Shortfall>,
}

/// Repairs these logs of our own. `stamp` goes into the names of the backups.
///
/// # Errors
/// If something cannot be written; the log it is about is then as it was.
pub fn repair(logs: &[PathBuf], state: &Path, stamp: &str) -> anyhow::Result<Repaired> {
    let mut repaired = Repaired {
        side_file: state.join(SIDE_FILE),
        ..Repaired::default()
    };
    for path in logs {
        let Bad { unreadable, nuls } = bad_lines(path)?;
        if unreadable.is_empty() && nuls == 0 {
            continue;
        }
        repaired.backups.push(back_up(path, state, stamp)?);
        let mut kept = Vec::new();
        for line in &unreadable {
            kept.extend_from_slice(line.strip_suffix(b"\n").unwrap_or(line));
            kept.push(b'\n');
        }
        if !kept.is_empty() {
            append::append(&repaired.side_file, &kept)?;
        }
        // A line that came since then is not in the side file, so it stays.
        let moved: HashSet<&[u8]> = unreadable.iter().map(Vec::as_slice).collect();
        rewrite::rewrite(path, |line| {
            if !moved.contains(line) {
                return without_nuls(line);
            }
            LineAction::Becomes(whole_events(line).into_iter().map(Into::into).collect())
        })?;
        repaired.moved += unreadable.len();
        repaired.freed += nuls;
        repaired.saved += unreadable
            .iter()
            .map(|line| whole_events(line).len())
            .sum::<usize>();
    }
    Ok(repaired)
}

/// What is wrong with the lines of a log.
#[derive(Default)]
struct Bad {
    /// Those that cannot be read, in their order, each with its newline.
    unreadable: Vec<Vec<u8>>,
    /// How many of the others have NULs around what counts.
    nuls: usize,
}

fn bad_lines(path: &Path) -> anyhow::Result<Bad> {
    let cannot = || format!("can't read {}", path.display());
    let mut log = BufReader::new(folder::open(path)?.0);
    let (mut bad, mut line) = (Bad::default(), Vec::new());
    while log.read_until(b'\n', &mut line).with_context(cannot)? > 0 {
        if !is_readable(&line) {
            bad.unreadable.push(line.clone());
        } else if has_nuls(&line) {
            bad.nuls += 1;
        }
        line.clear();
    }
    Ok(bad)
}

fn has_nuls(line: &[u8]) -> bool {
    memchr::memchr(0, line).is_some()
}

/// What becomes of a line that can be read: the NULs around it go.
fn without_nuls(line: &[u8]) -> LineAction {
    if !has_nuls(line) || !is_readable(line) {
        return LineAction::Stays;
    }
    match codec::stripped(line) {
        [] => LineAction::Goes,
        event => LineAction::Becomes(vec![event.to_vec()]),
    }
}

/// Whether a line is blank or says an event, of a newer nos, too.
fn is_readable(line: &[u8]) -> bool {
    let line = codec::stripped(line);
    line.is_empty() || codec::read(line).is_ok()
}

/// Keeps a copy of a log under a name that is not taken yet.
fn back_up(path: &Path, state: &Path, stamp: &str) -> anyhow::Result<PathBuf> {
    let folder = state.join(BACKUPS);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stamp = stamp.replace(|char: char| !char.is_ascii_alphanumeric(), "-");
    permissions::make_folder(&folder)
        .with_context(|| format!("can't make the folder {}", folder.display()))?;
    let mut copy = folder.join(format!("{name}.{stamp}"));
    let mut number = 1;
    while copy.exists() {
        number += 1;
        copy = folder.join(format!("{name}.{stamp}.{number}"));
    }
    let write = || -> io::Result<()> {
        let (mut file, _) = permissions::open(&copy, OpenOptions::new().write(true))?;
        io::copy(&mut File::open(path)?, &mut file)?;
        file.sync_all()?;
        permissions::sync_folder(&folder)
    };
    write().with_context(|| format!("can't write {}", copy.display()))?;
    Ok(copy)
}

/// The files in the state folder that hold lines of logs.
///
/// # Errors
/// If the folder of the backups cannot be read.
pub fn kept_files(state: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let folder = state.join(BACKUPS);
    if folder.is_dir() {
        let cannot = || format!("can't read the folder {}", folder.display());
        for entry in fs::read_dir(&folder).with_context(cannot)? {
            files.push(entry.with_context(cannot)?.path());
        }
    }
    let side_file = state.join(SIDE_FILE);
    if side_file.exists() {
        files.push(side_file);
    }
    files.sort_unstable();
    Ok(files)
}
