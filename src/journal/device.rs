//! Which device this is, and the mark: the highest sequence that it has given out.
//!
//! Both live in the state folder, which is not synchronised. The mark sees to it that a restored
//! backup of the logs gives no id out twice, and tells when somebody else writes under our name.

use std::fs;
use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::event;
use super::private;

/// What a made-up name consists of: digits and letters that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of a made-up name.
const NAME_CHARS: usize = 6;

/// The device that writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its name.
    pub name: String,
    /// Its mark; none where the name was given from outside.
    pub mark: Option<Mark>,
    /// Whether the name was made just now and is not written down yet.
    pub is_new: bool,
}

/// The highest sequence given out, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    state: PathBuf,
    /// The sequence; none where nothing is written, or nothing that can be read.
    pub seq: Option<u64>,
}

/// The name of this device, if it has one: the one given, else that of the state folder.
pub fn name(given: Option<&str>, state: Option<&Path>) -> Option<String> {
    let written = || {
        let text = fs::read_to_string(state?.join("device")).ok()?;
        event::checked_device(text.trim()).map(str::to_owned)
    };
    given.map(str::to_owned).or_else(written)
}

impl Device {
    /// The device that writes: the one given, else that of the state folder, else a new one.
    pub fn of(given: Option<&str>, state: &Path) -> Self {
        if let Some(name) = given {
            return Self {
                name: name.to_owned(),
                mark: None,
                is_new: false,
            };
        }
        name(None, Some(state)).map_or_else(
            || Self::made_up(state),
            |name| Self {
                name,
                mark: Some(Mark::read(state)),
                is_new: false,
            },
        )
    }

    /// A device with a new name, which has given out nothing yet.
    pub fn made_up(state: &Path) -> Self {
        let name = (0..NAME_CHARS)
            .filter_map(|_| ALPHABET.get(fastrand::usize(..ALPHABET.len())))
            .map(|&byte| char::from(byte))
            .collect();
        Self {
            name,
            mark: Some(Mark {
                state: state.to_path_buf(),
                seq: Some(0),
            }),
            is_new: true,
        }
    }

    /// Whether a log that holds this sequence of ours was written by somebody else under our name.
    pub fn is_cloned(&self, highest_own_seq: u64) -> bool {
        self.mark
            .as_ref()
            .and_then(|mark| mark.seq)
            .is_some_and(|seq| highest_own_seq > seq)
    }

    /// What the mark tells of the device's own log: that somebody else writes it, or that it may
    /// be from a backup. None where it has nothing to tell, or there is no own log.
    pub fn told_by_the_mark(&self, highest_own_seq: u64) -> Option<String> {
        let (name, mark) = (&self.name, self.mark.as_ref()?.seq?);
        if highest_own_seq > mark {
            return Some(format!(
                "the log has {name}-{highest_own_seq}, which this device did not write: somebody else writes under its name, perhaps a copy of this home; the next change takes a new name"
            ));
        }
        (0 < highest_own_seq && highest_own_seq < mark).then(|| format!(
            "{name}-{mark} was given out, and the log ends with {name}-{highest_own_seq}: a change did not come to its end, or the logs are from a backup; no id is given out twice"
        ))
    }

    /// Writes down that a sequence is about to be given out, and the name if it is new.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn give_out(&mut self, seq: u64) -> anyhow::Result<()> {
        let Some(mark) = &mut self.mark else {
            return Ok(());
        };
        let seq = mark.seq.unwrap_or(0).max(seq);
        mark.seq = Some(seq);
        let line = format!("{seq:016}\n");
        put(&mark.state.join("mark"), &line)?;
        if self.is_new {
            put(&mark.state.join("device"), &format!("{}\n", self.name))?;
            self.is_new = false;
        }
        Ok(())
    }
}

impl Mark {
    fn read(state: &Path) -> Self {
        let seq = fs::read_to_string(state.join("mark"))
            .ok()
            .and_then(|text| text.trim().parse().ok());
        Self {
            state: state.to_path_buf(),
            seq,
        }
    }
}

/// Puts a short line in the place of the one that is there. It always has the same length and
/// is one write, so it is never seen half.
pub(super) fn put(path: &Path, line: &str) -> anyhow::Result<()> {
    let write = || -> io::Result<()> {
        let (mut file, _) = private::open(path, OpenOptions::new().write(true))?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(line.as_bytes())?;
        if file.metadata()?.len() != line.len() as u64 {
            file.set_len(line.len() as u64)?;
        }
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}
