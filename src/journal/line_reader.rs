//! A walk through the logs: lines that were read before, read again by their places.
//!
//! Anyone who walks mostly goes forward, so each log stays open where its last line was read.

use std::collections::btree_map::{BTreeMap, Entry};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

use anyhow::Context;

use super::log_file;
use crate::domain::ledger::LogOffset;

/// How many logs are kept open by a walk.
const MOST_OPEN: usize = 64;

/// The logs that are being read again.
#[derive(Debug)]
pub(super) struct LineReader {
    logs: BTreeMap<u16, Reader>,
    bytes_at_once: usize,
    /// A line that is not whole in the buffer of its log.
    line: Vec<u8>,
}

#[derive(Debug)]
struct Reader {
    file: BufReader<File>,
    at: u64,
}

impl LineReader {
    /// A walk that reads so many bytes of a log at once.
    pub(super) fn new(bytes_at_once: usize) -> Self {
        Self {
            logs: BTreeMap::new(),
            bytes_at_once,
            line: Vec::new(),
        }
    }

    /// The line at a place, with its newline, as it is in the file of its log.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(super) fn line_at(&mut self, log_offset: LogOffset, path: &Path) -> anyhow::Result<&[u8]> {
        if self.logs.len() >= MOST_OPEN && !self.logs.contains_key(&log_offset.log()) {
            self.logs.clear();
        }
        let log = match self.logs.entry(log_offset.log()) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(place) => place.insert(Reader {
                file: BufReader::with_capacity(self.bytes_at_once, log_file::open(path)?.0),
                at: 0,
            }),
        };
        log.line_at(log_offset.offset(), &mut self.line)
            .with_context(|| format!("can't read {} again", path.display()))
    }
}

impl Reader {
    /// The next line is mostly in the buffer already.
    fn line_at<'r>(&'r mut self, offset: u64, line: &'r mut Vec<u8>) -> io::Result<&'r [u8]> {
        match i64::try_from(offset).and_then(|to| i64::try_from(self.at).map(|at| to - at)) {
            Ok(step) => self.file.seek_relative(step)?,
            Err(_) => {
                self.file.seek(SeekFrom::Start(offset))?;
            }
        }
        self.at = offset;
        // If this fails, the reading below says why.
        let buffered = self.file.fill_buf().unwrap_or_default();
        if let Some(end) = memchr::memchr(b'\n', buffered) {
            return Ok(self.file.buffer().get(..=end).unwrap_or_default());
        }
        line.clear();
        self.at += self.file.read_until(b'\n', line)? as u64;
        Ok(line)
    }
}
