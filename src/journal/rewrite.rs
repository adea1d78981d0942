//! A log of our own, written anew without some of its lines: for a purge and for a repair, and
//! for nothing else.
//!
//! Whoever looks sees the old file or the new one, never half of it.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{folder, private};

/// How often a log is read again that changed while it was written anew.
const TRIES: usize = 5;

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays, byte for byte.
    Stays,
    /// It goes.
    Goes,
    /// These lines stand in its place, each without a newline.
    Becomes(Vec<Vec<u8>>),
}

/// A log that was written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// Other names (hard links) that still have the old file.
    pub other_names: u64,
}

/// Writes a log anew, each line handed (with its newline) to `fate`. None if nothing changes; the
/// file is then not touched.
///
/// # Errors
/// If it cannot be read or written; it is then as it was.
pub fn rewrite(
    path: &Path,
    mut fate: impl FnMut(&[u8]) -> Fate,
) -> anyhow::Result<Option<Rewritten>> {
    let cannot = || format!("cannot rewrite {}", path.display());
    // A link is followed, so that it still leads to the log afterwards.
    let target = fs::canonicalize(path).with_context(cannot)?;
    for _ in 0..TRIES {
        let (mut file, metadata) = folder::open(&target)?;
        let mut old = Vec::new();
        file.read_to_end(&mut old).with_context(cannot)?;
        let new = anew(&old, &mut fate);
        if new == old {
            return Ok(None);
        }
        let fresh = Fresh::write(&target, &new).with_context(cannot)?;
        if is_as_read(&target, &file, old.len()) {
            fresh.replace(&target).with_context(cannot)?;
            let other_names = names(&metadata).saturating_sub(1);
            return Ok(Some(Rewritten { other_names }));
        }
    }
    bail!(
        "{} is changed again and again while it is rewritten",
        path.display()
    )
}

fn anew(old: &[u8], fate: &mut impl FnMut(&[u8]) -> Fate) -> Vec<u8> {
    let mut new = Vec::with_capacity(old.len());
    for line in old.split_inclusive(|&byte| byte == b'\n') {
        match fate(line) {
            Fate::Stays => new.extend_from_slice(line),
            Fate::Goes => {}
            Fate::Becomes(lines) => {
                for line in lines {
                    new.extend_from_slice(&line);
                    new.push(b'\n');
                }
            }
        }
    }
    new
}

/// Removes what a rewriting left behind that was killed. It holds nothing that is not in the log.
pub fn tidy(path: &Path) {
    if let Ok(target) = fs::canonicalize(path) {
        // Where it cannot be removed, the next rewriting fails and says so.
        let _ = fs::remove_file(fresh_name(&target));
    }
}

fn fresh_name(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.new"))
}

/// The new file, under a name that is no log's until it is whole.
struct Fresh {
    path: PathBuf,
}

impl Fresh {
    fn write(target: &Path, bytes: &[u8]) -> std::io::Result<Self> {
        let fresh = Self {
            path: fresh_name(target),
        };
        match fs::remove_file(&fresh.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let (mut file, _) = private::open(&fresh.path, &options)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(fresh)
    }

    fn replace(self, target: &Path) -> std::io::Result<()> {
        fs::rename(&self.path, target)?;
        target.parent().map_or(Ok(()), private::sync_folder)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // After a rename there is nothing under this name any more.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether the path still leads to the file that was read, and nothing was added to it.
fn is_as_read(path: &Path, file: &File, length: usize) -> bool {
    let is_as_long = |metadata: fs::Metadata| usize::try_from(metadata.len()) == Ok(length);
    super::append::still_names(path, file) && file.metadata().is_ok_and(is_as_long)
}

#[cfg(unix)]
fn names(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn names(_metadata: &fs::Metadata) -> u64 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_b(line: &[u8]) -> Fate {
        if line.starts_with(b"b") {
            Fate::Goes
        } else if line.starts_with(b"c") {
            Fate::Becomes(vec![b"d".to_vec(), b"e".to_vec()])
        } else {
            Fate::Stays
        }
    }

    #[test]
    fn lines_go_and_all_others_stay_byte_for_byte() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.jsonl");
        fs::write(&path, b"a \r\nb\n\0a\nc\nlast").unwrap();
        let rewritten = rewrite(&path, without_b).unwrap();
        assert_eq!(rewritten, Some(Rewritten { other_names: 0 }));
        assert_eq!(fs::read(&path).unwrap(), b"a \r\n\0a\nd\ne\nlast");
        assert_eq!(rewrite(&path, without_b).unwrap(), None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_still_leads_to_the_log_and_other_names_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("real"), b"a\nb\n").unwrap();
        fs::hard_link(at("real"), at("other")).unwrap();
        std::os::unix::fs::symlink(at("real"), at("log.jsonl")).unwrap();
        let rewritten = rewrite(&at("log.jsonl"), without_b).unwrap();
        assert_eq!(rewritten, Some(Rewritten { other_names: 1 }));
        assert!(fs::symlink_metadata(at("log.jsonl")).unwrap().is_symlink());
        assert_eq!(fs::read(at("real")).unwrap(), b"a\n");
        assert_eq!(fs::read(at("other")).unwrap(), b"a\nb\n");
    }

    #[test]
    fn what_a_killed_rewriting_left_is_not_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.jsonl");
        fs::write(&path, b"a\nb\n").unwrap();
        fs::write(folder.path().join(".log.jsonl.new"), b"half").unwrap();
        rewrite(&path, without_b).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"a\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
