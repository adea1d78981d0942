//! An output file: written whole or not at all, and never over another by
//! accident.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::error::{Code, Failure};

/// What is done about a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverwritePolicy {
    /// It stays, and nothing is written.
    Keeps,
    /// It is replaced (`--force`).
    IsReplaced,
}

impl OverwritePolicy {
    /// What `--force` says.
    pub fn forced(force: bool) -> Self {
        if force { Self::IsReplaced } else { Self::Keeps }
    }
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone: it holds what the logs hold.
    Owner,
    /// All that the umask allows: it is made to be shown.
    ByUmask,
}

/// Takes the bytes of a file, one piece after another.
pub type Sink<'s> = &'s mut dyn FnMut(&[u8]) -> anyhow::Result<()>;

/// Writes a file from the bytes of all of it, as [`write_in_pieces`] does.
///
/// # Errors
/// As [`write_in_pieces`].
pub fn write_whole(
    path: &Path,
    bytes: &[u8],
    existing: OverwritePolicy,
    readers: Readers,
    way_out: &str,
) -> anyhow::Result<()> {
    write_in_pieces(path, |sink| sink(bytes), existing, readers, way_out)
}

/// Writes a file, a piece at a time. A new one is for its readers; one that is replaced keeps its rights. Atomic:
/// temporary file, sync, rename. A link is followed, also one to a file that is yet to be made; a
/// pipe, a device or an open stream (`/dev/stdout`) is written to as it is, and replaces nothing.
///
/// # Errors
/// Those of `write`; if there is a file that stays, or it cannot be written. Then everything is as it was. For a
/// file that stays, `way_out` is the line that replaces it.
pub fn write_in_pieces(
    path: &Path,
    write: impl FnOnce(Sink<'_>) -> anyhow::Result<()>,
    existing: OverwritePolicy,
    readers: Readers,
    way_out: &str,
) -> anyhow::Result<()> {
    let cannot = || format!("can't write {}", path.display());
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(Failure::new(
            Code::Io,
            format!("{} is a folder, not a file", path.display()),
        )
        .into());
    }
    let target = followed(path).with_context(cannot)?;
    if is_stream(&target, there.as_ref()) {
        let mut stream = OpenOptions::new()
            .append(true)
            .open(path)
            .with_context(cannot)?;
        return write(&mut |bytes| stream.write_all(bytes).with_context(cannot));
    }
    if existing == OverwritePolicy::Keeps && fs::symlink_metadata(path).is_ok() {
        return Err(is_there(path, way_out));
    }
    let folder = folder_of(&target);
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(Failure::new(
            Code::Io,
            format!("can't write {}: there's no folder {folder}", path.display()),
        )
        .into());
    }
    // The message does not name the temporary file.
    let unnamed = |error: std::io::Error| std::io::Error::from(error.kind());
    let mut file = temporary(readers)
        .tempfile_in(folder)
        .map_err(unnamed)
        .with_context(cannot)?;
    write(&mut |bytes| file.write_all(bytes).with_context(cannot))?;
    if let Some(there) = there {
        fs::set_permissions(file.path(), there.permissions()).with_context(cannot)?;
    }
    file.as_file().sync_all().with_context(cannot)?;
    match existing {
        OverwritePolicy::IsReplaced => file
            .persist(&target)
            .map(drop)
            .map_err(|failed| failed.error),
        OverwritePolicy::Keeps => match file.persist_noclobber(&target) {
            Err(failed) if failed.error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(is_there(path, way_out));
            }
            persisted => persisted.map(drop).map_err(|failed| failed.error),
        },
    }
    .with_context(cannot)
}

/// How a temporary file with the rights of the file to be is made.
fn temporary(readers: Readers) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    if readers == Readers::ByUmask {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder
}

fn is_there(path: &Path, way_out: &str) -> anyhow::Error {
    Failure::new(
        Code::Io,
        format!(
            "{} exists and wasn't overwritten; name another file, or add --force",
            path.display()
        ),
    )
    .hint(way_out)
    .into()
}

/// How many links lead from one to the next at most; the system follows no more.
const MOST_LINKS: usize = 40;

/// What is written to where a path names a link, be it there or not: the last link's target, or the
/// first that names an open stream of a process.
///
/// # Errors
/// If the links lead in a circle.
fn followed(path: &Path) -> anyhow::Result<PathBuf> {
    let mut target = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        if is_descriptor(&target) {
            return Ok(target);
        }
        let Ok(next) = fs::read_link(&target) else {
            return Ok(target);
        };
        target = folder_of(&target).join(next);
    }
    bail!("its links lead in a circle")
}

/// Whether a path names a stream that a process has open: what is behind it is not replaced, since
/// the process goes on with the file that it has.
fn is_descriptor(path: &Path) -> bool {
    let folder = path.parent().unwrap_or(path);
    folder == Path::new("/dev/fd") || folder.starts_with("/proc") && folder.ends_with("fd")
}

fn is_stream(target: &Path, there: Option<&fs::Metadata>) -> bool {
    there.is_some_and(|there| !there.is_file() || is_descriptor(target))
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder.as_os_str() != OsStr::new("") => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAY_OUT: &str = "nos export -o asks.csv --force";

    #[test]
    fn a_file_that_is_there_stays_without_force() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("asks.csv");
        write_whole(
            &path,
            b"one",
            OverwritePolicy::Keeps,
            Readers::Owner,
            WAY_OUT,
        )
        .unwrap();
        let error = write_whole(
            &path,
            b"two",
            OverwritePolicy::Keeps,
            Readers::Owner,
            WAY_OUT,
        )
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "{} exists and wasn't overwritten; name another file, or add --force",
                path.display()
            )
        );
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_whole(
            &path,
            b"two",
            OverwritePolicy::IsReplaced,
            Readers::Owner,
            WAY_OUT,
        )
        .unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            write_whole(
                folder.path(),
                b"x",
                OverwritePolicy::IsReplaced,
                Readers::Owner,
                WAY_OUT
            )
            .is_err()
        );
        let path = folder.path().join("no/such");
        let error =
            write_whole(&path, b"x", OverwritePolicy::Keeps, Readers::Owner, WAY_OUT).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "can't write {}: there's no folder {}",
                path.display(),
                folder.path().join("no").display()
            )
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_that_is_yet_to_be_made_is_written_through() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("disk")).unwrap();
        symlink("disk/file", path("near")).unwrap();
        symlink(path("near"), path("far")).unwrap();
        let error = write_whole(
            &path("far"),
            b"x",
            OverwritePolicy::Keeps,
            Readers::Owner,
            WAY_OUT,
        );
        assert!(error.is_err());
        for text in [b"one", b"two"] {
            write_whole(
                &path("far"),
                text,
                OverwritePolicy::IsReplaced,
                Readers::Owner,
                WAY_OUT,
            )
            .unwrap();
            assert_eq!(fs::read(path("disk/file")).unwrap(), text);
            assert_eq!(fs::read_link(path("near")).unwrap(), Path::new("disk/file"));
            assert_eq!(fs::read_link(path("far")).unwrap(), path("near"));
        }
        // A link into a folder that is not there, and one that leads to itself.
        symlink("gone/file", path("nowhere")).unwrap();
        symlink("round", path("round")).unwrap();
        for name in ["nowhere", "round"] {
            let path = path(name);
            write_whole(
                &path,
                b"x",
                OverwritePolicy::IsReplaced,
                Readers::Owner,
                WAY_OUT,
            )
            .unwrap_err();
            assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
    }

    #[cfg(unix)]
    #[test]
    fn an_open_stream_or_a_device_is_written_to_without_force() {
        use std::os::fd::AsRawFd;
        write_whole(
            Path::new("/dev/null"),
            b"x",
            OverwritePolicy::Keeps,
            Readers::Owner,
            WAY_OUT,
        )
        .unwrap();
        let mut open = tempfile::NamedTempFile::new().unwrap();
        open.write_all(b"before ").unwrap();
        let path = PathBuf::from(format!("/dev/fd/{}", open.as_file().as_raw_fd()));
        write_whole(
            &path,
            b"this",
            OverwritePolicy::Keeps,
            Readers::Owner,
            WAY_OUT,
        )
        .unwrap();
        assert_eq!(fs::read(open.path()).unwrap(), b"before this");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_for_its_owner_and_a_link_is_followed() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("b"));
        write_whole(
            &path,
            b"one",
            OverwritePolicy::Keeps,
            Readers::Owner,
            WAY_OUT,
        )
        .unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        let shown = folder.path().join("c");
        write_whole(
            &shown,
            b"one",
            OverwritePolicy::Keeps,
            Readers::ByUmask,
            WAY_OUT,
        )
        .unwrap();
        let plain = folder.path().join("d");
        fs::write(&plain, "as the umask says").unwrap();
        assert_eq!(mode(&shown), mode(&plain));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_whole(
            &link,
            b"two",
            OverwritePolicy::IsReplaced,
            Readers::Owner,
            WAY_OUT,
        )
        .unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(mode(&path), 0o644);
    }
}
