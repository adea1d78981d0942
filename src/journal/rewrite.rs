//! A log of our own, written anew without some of its lines: for a purge and for a repair, and
//! for nothing else.
//!
//! Anyone who looks sees the old file or the new one, never half of it.

use std::borrow::Cow;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{folder, permissions};

/// How often a log is read again that changed while it was written anew.
const TRIES: usize = 5;

/// How much is read, and written, at once.
const CHUNK_BYTES: usize = 1 << 16;

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineAction {
    /// It stays, byte for byte.
    Stays,
    /// It goes.
    Goes,
    /// These lines replace it, each without a newline.
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
    mut fate: impl FnMut(&[u8]) -> LineAction,
) -> anyhow::Result<Option<Rewritten>> {
    let cannot = || format!("can't rewrite {}", path.display());
    // A link is followed, so that it still leads to the log afterwards.
    let target = fs::canonicalize(path).with_context(cannot)?;
    for _ in 0..TRIES {
        let (file, metadata) = folder::open(&target)?;
        let (length, fresh) = anew(&file, &target, &mut fate).with_context(cannot)?;
        let Some(fresh) = fresh else {
            return Ok(None);
        };
        if is_as_read(&target, &file, length) {
            fresh.replace(&target).with_context(cannot)?;
            let other_names = names(&metadata).saturating_sub(1);
            return Ok(Some(Rewritten { other_names }));
        }
    }
    bail!(
        "{} is changed again and again while it's rewritten",
        path.display()
    )
}

/// Reads the old file line by line, so that a long log is never in memory, and writes the new one
/// from the first line on that is not as it was. Says how long the old one is, too.
fn anew(
    old: &File,
    target: &Path,
    fate: &mut impl FnMut(&[u8]) -> LineAction,
) -> io::Result<(u64, Option<TempLog>)> {
    let mut old = BufReader::with_capacity(CHUNK_BYTES, old);
    let mut fresh: Option<TempLog> = None;
    let (mut line, mut at) = (Vec::new(), 0);
    loop {
        line.clear();
        let length = old.read_until(b'\n', &mut line)? as u64;
        if length == 0 {
            break;
        }
        let new = in_place_of(&line, fate(&line));
        if fresh.is_none() && *new != *line {
            old.rewind()?;
            fresh = Some(TempLog::begin(target, &mut old.by_ref().take(at))?);
            old.seek(SeekFrom::Start(at + length))?;
        }
        if let Some(fresh) = &mut fresh {
            fresh.file.write_all(&new)?;
        }
        at += length;
    }
    if let Some(fresh) = &mut fresh {
        fresh.file.flush()?;
        fresh.file.get_ref().sync_all()?;
    }
    Ok((at, fresh))
}

/// What replaces a line.
fn in_place_of(line: &[u8], fate: LineAction) -> Cow<'_, [u8]> {
    match fate {
        LineAction::Stays => Cow::Borrowed(line),
        LineAction::Goes => Cow::Borrowed(&[]),
        LineAction::Becomes(lines) => {
            let mut new = Vec::new();
            for line in lines {
                new.extend_from_slice(&line);
                new.push(b'\n');
            }
            Cow::Owned(new)
        }
    }
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
struct TempLog {
    path: PathBuf,
    file: BufWriter<File>,
}

impl TempLog {
    /// Begins a new file with what stays as it was.
    fn begin(target: &Path, unchanged: &mut impl Read) -> io::Result<Self> {
        let path = fresh_name(target);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let (file, _) = permissions::open(&path, &options)?;
        let file = BufWriter::with_capacity(CHUNK_BYTES, file);
        let mut fresh = Self { path, file };
        io::copy(unchanged, &mut fresh.file)?;
        Ok(fresh)
    }

    fn replace(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        target.parent().map_or(Ok(()), permissions::sync_folder)
    }
}

impl Drop for TempLog {
    fn drop(&mut self) {
        // After a rename there is nothing under this name any more.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether the path still leads to the file that was read, and nothing was added to it.
fn is_as_read(path: &Path, file: &File, length: u64) -> bool {
    let is_as_long = |metadata: fs::Metadata| metadata.len() == length;
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

    fn without_b(line: &[u8]) -> LineAction {
        if line.starts_with(b"b") {
            LineAction::Goes
        } else if line.starts_with(b"c") {
            LineAction::Becomes(vec![b"d".to_vec(), b"e".to_vec()])
        } else {
            LineAction::Stays
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

    /// A log of these many lines, far longer than what is read at once.
    fn long_log(folder: &Path, lines: usize) -> (PathBuf, Vec<u8>) {
        let path = folder.join("log.jsonl");
        let text: String = (0..lines)
            .map(|number| format!("a {number} {}\n", "x".repeat(number % 300)))
            .collect();
        fs::write(&path, &text).unwrap();
        (path, text.into_bytes())
    }

    #[test]
    fn a_long_log_stays_byte_for_byte_around_a_line_that_goes() {
        let folder = tempfile::tempdir().unwrap();
        for gone in [0, 1, 1_500, 2_998, 2_999] {
            let (path, mut text) = long_log(folder.path(), 3_000);
            text.extend_from_slice(b"last");
            fs::write(&path, &text).unwrap();
            let begin = format!("a {gone} ");
            let without = |line: &[u8]| {
                if line.starts_with(begin.as_bytes()) {
                    LineAction::Goes
                } else {
                    LineAction::Stays
                }
            };
            assert!(rewrite(&path, without).unwrap().is_some());
            let kept: Vec<u8> = text
                .split_inclusive(|&byte| byte == b'\n')
                .filter(|line| !line.starts_with(begin.as_bytes()))
                .flatten()
                .copied()
                .collect();
            assert!(fs::read(&path).unwrap() == kept, "{gone}");
        }
    }

    #[test]
    fn a_line_that_becomes_what_it_was_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.jsonl");
        fs::write(&path, b"c\nc\n").unwrap();
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        let same = |_: &[u8]| LineAction::Becomes(vec![b"c".to_vec()]);
        assert_eq!(rewrite(&path, same).unwrap(), None);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn a_log_that_grows_meanwhile_is_rewritten_with_what_was_added() {
        let folder = tempfile::tempdir().unwrap();
        let (path, mut text) = long_log(folder.path(), 3_000);
        let mut has_grown = false;
        let without_the_first = |line: &[u8]| {
            if line.starts_with(b"a 2999 ") && !has_grown {
                has_grown = true;
                append_to(&path, b"b\nlast");
            }
            if line.starts_with(b"a 0 ") {
                LineAction::Goes
            } else {
                LineAction::Stays
            }
        };
        assert!(rewrite(&path, without_the_first).unwrap().is_some());
        text.extend_from_slice(b"b\nlast");
        assert!(fs::read(&path).unwrap() == text[b"a 0 \n".len()..]);
    }

    #[cfg(unix)]
    #[test]
    fn a_log_that_is_replaced_meanwhile_is_rewritten_as_it_is_then() {
        let folder = tempfile::tempdir().unwrap();
        let (path, text) = long_log(folder.path(), 3_000);
        let other = folder.path().join("other");
        fs::write(&other, b"b\na\n").unwrap();
        let fate = |line: &[u8]| {
            if line.starts_with(b"a 2000 ") {
                fs::rename(&other, &path).unwrap();
            }
            if line.starts_with(b"a 0 ") {
                LineAction::Goes
            } else {
                without_b(line)
            }
        };
        assert!(text.len() > 2 * CHUNK_BYTES);
        assert!(rewrite(&path, fate).unwrap().is_some());
        assert_eq!(fs::read(&path).unwrap(), b"a\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    fn append_to(path: &Path, bytes: &[u8]) {
        let mut file = OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(bytes).unwrap();
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
