//! A file named on the command line, read whole.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;

use crate::error::{Code, Failure};

/// The most that is read of a file, so that a device without an end does not fill the memory.
const MOST_BYTES: u64 = 1 << 30;

/// The bytes of a file, a pipe or a device.
///
/// # Errors
/// If it cannot be read, is a folder, or has more than a gibibyte.
pub fn read_whole(path: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("can't read {}", path.display());
    let is_folder = fs::metadata(path).with_context(cannot)?.is_dir();
    if is_folder {
        return Err(Failure::new(
            Code::Io,
            format!("{} is a folder, not a file", path.display()),
        )
        .into());
    }
    let mut file = fs::File::open(path).with_context(cannot)?;
    bounded(&mut file, &path.display().to_string())
}

/// The bytes of a stream.
///
/// # Errors
/// If it cannot be read, or has more than a gibibyte.
pub fn bounded(stream: &mut dyn io::Read, name: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("can't read {name}"))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::new(
            Code::Io,
            format!("{name} is larger than a gibibyte, which no list of asks is"),
        )
        .into());
    }
    Ok(bytes)
}
