//! The lines of a part of a log, read one after the other through one small buffer.
//!
//! A line belongs to the part that it begins in, and is yielded once, whichever reader gets there.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use super::codec::{self, Reading, Unreadable};

/// How much of a log is read at once.
const CHUNK_BYTES: usize = 1 << 16;

/// The lines of a log that begin in a range of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ByteRange {
    /// The number of the log.
    pub(super) log: u16,
    /// The first byte that a line can begin at.
    pub(super) from: u64,
    /// The first byte that is another's; none of what is after the last one is.
    pub(super) until: u64,
}

/// A line of a log, its newline included.
#[derive(Clone, Copy)]
pub(super) struct RawLine<'l> {
    pub(super) bytes: &'l [u8],
    /// The same, if it was seen to be UTF-8 together with its neighbours, which takes less time
    /// than to look at each by itself.
    text: Option<&'l str>,
}

impl<'l> RawLine<'l> {
    fn new(bytes: &'l [u8]) -> Self {
        Self { bytes, text: None }
    }

    /// Whether it begins and ends as nos writes lines, with nothing around.
    pub(super) fn is_as_written(self) -> bool {
        matches!(self.bytes, [b'{', .., b'}', b'\n'])
    }

    /// What the line was found to be; none if it is blank.
    pub(super) fn read(self) -> Option<Result<Reading<'l>, Unreadable>> {
        if let Some(text) = self.text.and_then(codec::as_written) {
            return Some(codec::read_text(text));
        }
        let stripped = codec::stripped(self.bytes);
        (!stripped.is_empty()).then(|| codec::read(stripped))
    }
}

/// The lines of a part of a log.
pub(super) struct Lines<'f> {
    reader: BufReader<SharedFile<'f>>,
    /// Where the next line begins.
    pub(super) at: u64,
    until: u64,
}

impl<'f> Lines<'f> {
    /// The lines of a part of a file.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(super) fn new(file: &'f File, part: ByteRange) -> io::Result<Self> {
        // The line that goes on over the first byte is another's.
        let before = part.from.saturating_sub(1);
        let place = SharedFile { file, at: before };
        // A small log is read at once, and its end is seen with the same call.
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        let mut reader = BufReader::with_capacity(CHUNK_BYTES.min(length.saturating_add(1)), place);
        let skipped = match part.from {
            0 => 0,
            _ => reader.skip_until(b'\n')? as u64,
        };
        Ok(Self {
            reader,
            at: before + skipped,
            until: part.until,
        })
    }

    /// Hands each line over, with the byte at which it begins.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(super) fn each(&mut self, mut take: impl FnMut(u64, RawLine<'_>)) -> io::Result<()> {
        // The beginning of a line that goes on in the next chunk.
        let mut begun = Vec::new();
        while self.at < self.until {
            let chunk = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk.is_empty() {
                break;
            }
            let mut rest = chunk;
            let mut text = if begun.is_empty() { text_of(chunk) } else { "" };
            while self.at < self.until
                && let Some(end) = memchr::memchr(b'\n', rest)
            {
                let (bytes, after) = rest.split_at(end + 1);
                if begun.is_empty() {
                    let (line, text_after) = text.split_at_checked(end + 1).unzip();
                    take(self.at, RawLine { bytes, text: line });
                    self.at += bytes.len() as u64;
                    text = text_after.unwrap_or_default();
                } else {
                    begun.extend_from_slice(bytes);
                    take(self.at, RawLine::new(&begun));
                    self.at += begun.len() as u64;
                    begun.clear();
                    text = text_of(after);
                }
                rest = after;
            }
            if self.at < self.until {
                begun.extend_from_slice(rest);
            }
            let length = chunk.len();
            self.reader.consume(length);
        }
        if !begun.is_empty() {
            take(self.at, RawLine::new(&begun));
            self.at += begun.len() as u64;
        }
        Ok(())
    }
}

/// The beginning of these bytes that is UTF-8.
fn text_of(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        str::from_utf8(valid).unwrap_or_default()
    })
}

/// A file, read from an own position: where the system supports that, several can
/// read it at the same time. Elsewhere it is shared out to one reader alone.
struct SharedFile<'f> {
    file: &'f File,
    at: u64,
}

/// Whether several can read a file at the same time.
pub(super) const CAN_SHARE: bool = cfg!(unix);

impl Read for SharedFile<'_> {
    #[cfg(unix)]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = std::os::unix::fs::FileExt::read_at(self.file, buffer, self.at)?;
        self.at += length as u64;
        Ok(length)
    }

    #[cfg(not(unix))]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file;
        file.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::chunks::share_out;
    use super::*;

    fn part(from: u64, until: u64) -> ByteRange {
        ByteRange {
            log: 0,
            from,
            until,
        }
    }

    /// The lines that begin in each of these parts, and where the last one ends.
    fn lines(text: &[u8], parts: &[ByteRange]) -> (Vec<(u64, Vec<u8>)>, u64) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text).unwrap();
        let mut met = Vec::new();
        let mut end = 0;
        for &part in parts {
            let mut lines = Lines::new(&file, part).unwrap();
            lines
                .each(|at, line| {
                    assert!(line.text.is_none_or(|text| text.as_bytes() == line.bytes));
                    met.push((at, line.bytes.to_vec()));
                })
                .unwrap();
            end = lines.at;
        }
        (met, end)
    }

    proptest! {
        #[test]
        fn each_line_is_read_once_wherever_a_log_is_cut(
            text in vec(prop_oneof![3 => Just(b'a'), 1 => Just(b'\n'), 1 => Just(0xff)], 0..60),
            readers in 1_usize..9,
        ) {
            if !CAN_SHARE {
                return Ok(());
            }
            let length = text.len() as u64;
            let mut at = 0;
            let whole: Vec<(u64, Vec<u8>)> = text
                .split_inclusive(|&byte| byte == b'\n')
                .map(|line| {
                    at += line.len() as u64;
                    (at - line.len() as u64, line.to_vec())
                })
                .collect();
            let parts = share_out(&[length], readers).concat();
            prop_assert_eq!(lines(&text, &parts), (whole, length));
        }
    }

    #[test]
    fn a_line_longer_than_a_chunk_is_whole() {
        let long = vec![b'a'; 3 * CHUNK_BYTES];
        let text = [&long[..], b"\n", &long[..], b"\nb"].concat();
        let (met, end) = lines(&text, &[part(0, u64::MAX)]);
        let ats: Vec<u64> = met.iter().map(|(at, _)| *at).collect();
        let next = long.len() as u64 + 1;
        assert_eq!(ats, [0, next, 2 * next]);
        assert_eq!(end, 2 * next + 1);
    }

    #[test]
    fn lines_are_text_up_to_the_first_byte_that_is_none() {
        let mut file = tempfile::tempfile().unwrap();
        // The first chunk ends within an é.
        let long = "é".repeat(CHUNK_BYTES / 2 - 3);
        for part in ["é\n".as_bytes(), b"a\n\xff\n", long.as_bytes(), b"\nb\n"] {
            file.write_all(part).unwrap();
        }
        let mut texts = Vec::new();
        let mut lines = Lines::new(&file, part(0, u64::MAX)).unwrap();
        lines
            .each(|_, line| texts.push(line.text.map(str::to_owned)))
            .unwrap();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(texts, [text("é\n"), text("a\n"), None, None, text("b\n")]);
    }
}
