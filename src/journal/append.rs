//! Lines put at the end of a log so that they are there, whole, or not at all.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::permissions;

/// How often a log that is replaced under our feet is written again.
const TRIES: usize = 5;

/// Appends lines, each ended by a newline, to a log of our own, which is made if it is not there.
/// Says at which byte the first of them begins. When this returns they are on the disk.
///
/// # Errors
/// If they could not be written; the log is then as long as it was.
pub fn append(path: &Path, lines: &[u8]) -> anyhow::Result<u64> {
    for _ in 0..TRIES {
        let (file, offset) = append_once(path, lines)?;
        if still_names(path, &file) {
            return Ok(offset);
        }
    }
    bail!(
        "{} is replaced again and again while it's written",
        path.display()
    )
}

/// How long a log is; none where there is no regular file of that name.
pub(super) fn length(path: &Path) -> Option<u64> {
    let metadata = path.metadata().ok()?;
    metadata.is_file().then_some(metadata.len())
}

fn append_once(path: &Path, lines: &[u8]) -> anyhow::Result<(File, u64)> {
    let cannot = || format!("can't write {}", path.display());
    if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        bail!("{} isn't a regular file", path.display());
    }
    let (mut file, is_new) =
        permissions::open(path, OpenOptions::new().read(true).append(true)).with_context(cannot)?;
    let old_length = file.metadata().with_context(cannot)?.len();
    let heal = if ends_in_newline(&mut file, old_length).with_context(cannot)? {
        ""
    } else {
        // The torn line before us spoils only itself.
        "\n"
    };
    let bytes = [heal.as_bytes(), lines].concat();
    let mut written = 0;
    let result = write(&mut file, &bytes, &mut written)
        .and_then(|()| file.sync_data())
        .and_then(|()| match path.parent() {
            Some(folder) if is_new => permissions::sync_folder(folder),
            _ => Ok(()),
        });
    if let Err(error) = result {
        cut_back(&file, old_length, written);
        return Err(error).with_context(cannot);
    }
    Ok((file, old_length + heal.len() as u64))
}

fn ends_in_newline(file: &mut File, length: u64) -> io::Result<bool> {
    if length == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(&last == b"\n")
}

/// One write; only where the system took a part of it, it is asked for the rest, to learn why.
fn write(file: &mut File, bytes: &[u8], written: &mut u64) -> io::Result<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match file.write(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(length) => {
                *written += length as u64;
                rest = rest.get(length..).unwrap_or_default();
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Truncates what was written, unless another writer appended meanwhile. It is not synced again:
/// the effect of a second sync after a failed one is undefined.
fn cut_back(file: &File, old_length: u64, written: u64) {
    let is_ours = |now: Metadata| now.len() == old_length + written;
    if written > 0 && file.metadata().is_ok_and(is_ours) {
        // If even this fails there is nothing left to try; the first error is reported.
        let _ = file.set_len(old_length);
    }
}

/// Whether the path still leads to the file that was written.
#[cfg(unix)]
pub(super) fn still_names(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (path.metadata(), file.metadata()) {
        (Ok(named), Ok(written)) => (named.dev(), named.ino()) == (written.dev(), written.ino()),
        (_, written) => written.is_err(),
    }
}

#[cfg(not(unix))]
pub(super) fn still_names(_path: &Path, _file: &File) -> bool {
    true
}
