//! Files and folders that only their owner can look into, whatever the umask.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// The longest file of the state folder that is read. The longest lists have a line for each event
/// that was imported.
const MOST_BYTES: u64 = 16 << 20;

/// Makes a folder, and those it is in, for the owner alone (0700). One that is there stays as
/// it is.
///
/// # Errors
/// If it cannot be made.
pub fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    // One by one: under a strict umask a folder can only be gone into when its rights are set.
    if let Some(parent) = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        make_folder(parent)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Ok(()) => restrict(path, 0o700),
        // another process was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Opens a file, which is made for the owner alone (0600) if it is not there. Says whether it
/// was made.
///
/// # Errors
/// If it cannot be opened or made.
pub fn open(path: &Path, options: &OpenOptions) -> io::Result<(File, bool)> {
    let mut new = options.clone();
    new.create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    match new.open(path) {
        Ok(file) => {
            restrict(path, 0o600)?;
            Ok((file, true))
        }
        // A link whose end is not there yet is in the way of making a new file, too; the file is
        // then made where it leads.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let is_new = fs::metadata(path).is_err();
            let mut old = options.clone();
            old.create(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut old, 0o600);
            let file = old.open(path)?;
            if is_new {
                restrict(path, 0o600)?;
            }
            Ok((file, is_new))
        }
        Err(error) => Err(error),
    }
}

/// The text of a file of the state folder; none where there is no regular file of that name (a pipe
/// would be waited for, a device may have no end), or one that is too long or cannot be read.
pub(super) fn read_text(path: &Path) -> Option<String> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    let file = File::open(path).ok()?;
    file.take(MOST_BYTES + 1).read_to_string(&mut text).ok()?;
    (text.len() as u64 <= MOST_BYTES).then_some(text)
}

/// Gives a file or a folder these rights.
#[cfg(unix)]
pub(super) fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Rights are those of the folder where there are no modes.
#[cfg(not(unix))]
pub(super) fn restrict(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Sees that the names in a folder are on the disk. Where folders cannot be synced there is
/// nothing to see to.
///
/// # Errors
/// If the disk refuses.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(path).and_then(|folder| folder.sync_all()) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}
