//! Which device this is, and the mark: the highest sequence that it has given out.
//!
//! Both live in the state folder, which is not synchronised. They show when another machine writes
//! under the name of this device, which then takes a new one: two writers under one name would give
//! the same ids to different events.

use std::fs;
use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use hmac_sha256::Hash;

use super::event::{self, Id};
use super::folder::Journal;
use super::id_lists::IdList;
use super::permissions;

/// What a made-up name consists of: digits and letters that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of a made-up name.
const NAME_CHARS: usize = 6;

/// The device that writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its name.
    pub name: String,
    /// The names that it had before; their logs are its own, too.
    former: Vec<String>,
    /// Its mark; none where the name was given from outside.
    pub mark: Option<Mark>,
    /// The hash of the machine that the name was made on, if it was written down.
    machine: Option<String>,
    /// Whether the name, or the machine, is not written down yet.
    is_new: bool,
}

/// The highest sequence given out, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    state: PathBuf,
    /// The sequence; none if none was given out, or it cannot be read.
    pub seq: Option<u64>,
}

/// What shows that another machine writes under the name of this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClashProof {
    /// The state folder was made on another machine.
    OtherMachine,
    /// A log has a sequence of this device that it has not given out.
    NotGivenOut(u64),
    /// A log has another line with an id that is in the device's own log.
    OtherContent(Id<'static>),
}

/// What the file `device` says: the name, and the hash of the machine it was made on.
struct DeviceFile {
    name: String,
    machine: Option<String>,
}

impl DeviceFile {
    fn read(state: &Path) -> Option<Self> {
        let text = permissions::read_text(&state.join("device"))?;
        let mut words = text.split_whitespace();
        let name = event::checked_device(words.next()?)?.to_owned();
        let machine = words.next().map(str::to_owned);
        Some(Self { name, machine })
    }
}

/// The name of this device, if it has one: the one given, else that of the state folder.
pub fn name(given: Option<&str>, state: Option<&Path>) -> Option<String> {
    let written = || Some(DeviceFile::read(state?)?.name);
    given.map(str::to_owned).or_else(written)
}

/// The names whose events are this device's own: the one it has and those it had before.
pub fn own_names(given: Option<&str>, state: Option<&Path>) -> Vec<String> {
    let name = name(given, state).into_iter();
    let state = state.filter(|_| given.is_none());
    let former = state.map(former_names).unwrap_or_default();
    name.chain(former).collect()
}

fn former_names(state: &Path) -> Vec<String> {
    let names = IdList::former_names(state);
    names.iter().map(str::to_owned).collect()
}

impl Device {
    /// The device that writes: the one given, else that of the state folder, else a new one.
    pub fn new(given: Option<&str>, state: &Path) -> Self {
        if let Some(name) = given {
            return Self {
                name: name.to_owned(),
                former: Vec::new(),
                mark: None,
                machine: None,
                is_new: false,
            };
        }
        let named = DeviceFile::read(state);
        let is_written = |named: &DeviceFile| named.machine.is_some() || machine().is_none();
        Self {
            former: former_names(state),
            mark: Some(Mark::read(state)),
            is_new: !named.as_ref().is_some_and(is_written),
            machine: named.as_ref().and_then(|named| named.machine.clone()),
            name: named.map_or_else(made_up_name, |named| named.name),
        }
    }

    /// Whether a name is that of this device, or was before.
    pub fn is_own(&self, name: &str) -> bool {
        self.name == name || self.was(name)
    }

    /// Whether this device gave a name up.
    pub(crate) fn was(&self, name: &str) -> bool {
        self.former.iter().any(|former| former == name)
    }

    /// The names whose events are this device's own.
    pub fn own_names(&self) -> Vec<String> {
        let former = self.former.iter().filter(|&former| *former != self.name);
        [&self.name].into_iter().chain(former).cloned().collect()
    }

    /// What shows that another machine writes under this name, if something does. The journal was
    /// read for this device.
    pub fn proof_of_another(&self, journal: &Journal, own_log: &Path) -> Option<ClashProof> {
        let mark = self.mark.as_ref()?;
        if matches!((&self.machine, machine()), (Some(then), Some(now)) if *then != now) {
            return Some(ClashProof::OtherMachine);
        }
        let highest = journal.ledger.highest_own_seq;
        if mark.seq.is_some_and(|seq| highest > seq) {
            return Some(ClashProof::NotGivenOut(highest));
        }
        self.other_content(journal, own_log, &mark.state)
    }

    /// A line with an id of this device that its own log has with another content. What an import
    /// brought in shows nothing.
    fn other_content(&self, journal: &Journal, own_log: &Path, state: &Path) -> Option<ClashProof> {
        let mut own = journal.conflicts.iter();
        own.any(|conflict| conflict.id.device == self.name)
            .then_some(())?;
        let own_log = journal.words.number_of(own_log)?;
        let imported = IdList::imported(state);
        let ledger = &journal.ledger;
        for conflict in &journal.conflicts {
            let shared = ledger
                .key(&conflict.id)
                .filter(|_| conflict.id.device == self.name)
                .and_then(|key| ledger.variants.get(key));
            let lines = shared.into_iter().flat_map(|shared| &shared.lines);
            // Lines of one content can be several events, since they mean others by the ids they name.
            let contents = lines.filter_map(|&(log_offset, ..)| {
                Some((log_offset, ledger.variants.content_of(log_offset)?))
            });
            let written = contents.filter(|&(_, content)| {
                let id = Id {
                    variant: Some(content),
                    ..conflict.id.clone()
                };
                !imported.has(&id.to_string())
            });
            let mut in_own_log = written.clone().filter(|(at, _)| at.log() == own_log);
            if let Some((_, own)) = in_own_log.next()
                && written.clone().any(|(_, content)| content != own)
            {
                return Some(ClashProof::OtherContent(conflict.id.clone()));
            }
        }
        None
    }

    /// Gives the name up for a new one, which is written down at once. Says so.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn take_new_name(&mut self, proof: &ClashProof) -> anyhow::Result<String> {
        let old = std::mem::replace(&mut self.name, made_up_name());
        if let Some(mark) = &self.mark {
            IdList::former_names(&mark.state).add([old.clone()])?;
        }
        let why = match proof {
            ClashProof::OtherMachine => {
                format!("this home was copied from another machine, which writes as device {old}")
            }
            ClashProof::NotGivenOut(_) | ClashProof::OtherContent(_) => {
                format!("another machine writes as device {old}, perhaps from a copy of this home")
            }
        };
        self.former.push(old);
        self.is_new = true;
        self.machine = None;
        self.write_down_name()?;
        Ok(format!(
            "{why}; this device is {} from now on, and nothing is lost",
            self.name
        ))
    }

    /// What the mark tells of the device's own log: that it may be from a backup. None where it has
    /// nothing to tell, or there is no own log.
    pub fn told_by_the_mark(&self, highest_own_seq: u64) -> Option<String> {
        let (name, mark) = (&self.name, self.mark.as_ref()?.seq?);
        (0 < highest_own_seq && highest_own_seq < mark).then(|| format!(
            "{name}-{mark} was given out, and the log ends with {name}-{highest_own_seq}: a change didn't come to its end, or the logs are from a backup; no id is given out twice"
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
        let seq = mark.seq.map_or(seq, |given| given.max(seq));
        mark.seq = Some(seq);
        put(&mark.state.join("mark"), &format!("{seq:016}\n"))?;
        self.write_down_name()
    }

    fn write_down_name(&mut self) -> anyhow::Result<()> {
        let Some(mark) = self.mark.as_ref().filter(|_| self.is_new) else {
            return Ok(());
        };
        self.machine = self.machine.take().or_else(machine);
        let lines = [Some(&self.name), self.machine.as_ref()];
        let lines = lines.into_iter().flatten().map(|line| format!("{line}\n"));
        put(&mark.state.join("device"), &lines.collect::<String>())?;
        self.is_new = false;
        Ok(())
    }
}

impl ClashProof {
    /// What it is, before the device has taken a new name.
    pub fn told(&self, name: &str) -> String {
        let what = match self {
            Self::OtherMachine => {
                format!("this home was copied from another machine, which writes as device {name}")
            }
            Self::NotGivenOut(seq) => format!(
                "a log has {name}-{seq}, which this device didn't write: another machine writes under its name, perhaps from a copy of this home"
            ),
            Self::OtherContent(id) => format!(
                "a log has another {id} than this device wrote: another machine writes under its name, perhaps from a copy of this home"
            ),
        };
        format!("{what}; the next change takes a new name")
    }
}

impl Mark {
    fn read(state: &Path) -> Self {
        let seq =
            permissions::read_text(&state.join("mark")).and_then(|text| text.trim().parse().ok());
        Self {
            state: state.to_path_buf(),
            seq,
        }
    }
}

fn made_up_name() -> String {
    (0..NAME_CHARS)
        .filter_map(|_| ALPHABET.get(fastrand::usize(..ALPHABET.len())))
        .map(|&byte| char::from(byte))
        .collect()
}

/// A hash of the id of this machine, if it has one: the id itself is to stay on the machine.
fn machine() -> Option<String> {
    let id = fs::read_to_string("/etc/machine-id").ok();
    let id = id.or_else(|| machine_uid::get().ok())?;
    let id = Some(id.trim()).filter(|id| !id.is_empty())?;
    let hash = Hash::hash(format!("nos {id}").as_bytes());
    Some(
        hash.iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    )
}

/// Puts short lines in the place of those that are there, with one write.
pub(super) fn put(path: &Path, lines: &str) -> anyhow::Result<()> {
    // To open a pipe would wait for a reader of it.
    if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        bail!(
            "{} isn't a regular file; move it away and try again",
            path.display()
        );
    }
    let write = || -> io::Result<()> {
        let (mut file, _) = permissions::open(path, OpenOptions::new().write(true))?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(lines.as_bytes())?;
        if file.metadata()?.len() != lines.len() as u64 {
            file.set_len(lines.len() as u64)?;
        }
        Ok(())
    };
    write().with_context(|| format!("can't write {}", path.display()))
}
