//! Stretches: the bytes of all logs, shared out among those that read them at the same time.
//!
//! A line belongs to the stretch that it begins in, so each line is taken in once, whoever reads
//! it. What was taken in from the stretches is joined in their order, and is then the same as if
//! one had read it all.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::folder::{self, Log, Problem, Trouble};
use super::line::{self, Reading};
use super::replay::Replay;
use crate::domain::ledger::Spot;

/// How much of a log is read at once.
const CHUNK_BYTES: usize = 1 << 16;

/// How many bytes of a log there are to an ask, answers and all, or a few more.
const BYTES_AN_ASK: u64 = 256;

/// How many asks are made room for at most, before they are seen.
const MOST_EXPECTED: usize = 1 << 20;

/// The lines of a log that begin in a range of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The number of the log.
    pub(super) log: u16,
    /// The first byte that a line can begin at.
    pub(super) from: u64,
    /// The first byte that is another's; none of what is after the last one is.
    pub(super) until: u64,
}

/// Shares the bytes of logs of these lengths out, in order and evenly, among so many readers at
/// most. The last part of a log goes on to its end, wherever that is when it is read.
pub(super) fn share_out(lengths: &[u64], readers: usize) -> Vec<Vec<Part>> {
    let total: u64 = lengths.iter().sum();
    let share = total.div_ceil(readers.max(1) as u64).max(1);
    let mut stretches = vec![Vec::new()];
    let mut room = share;
    for (&length, log) in lengths.iter().zip(0..) {
        let mut from = 0;
        while length - from > room && stretches.len() < readers {
            let until = from + room;
            push(&mut stretches, Part { log, from, until });
            stretches.push(Vec::new());
            (from, room) = (until, share);
        }
        let until = u64::MAX;
        push(&mut stretches, Part { log, from, until });
        room = room.saturating_sub(length - from);
    }
    stretches
}

fn push(stretches: &mut [Vec<Part>], part: Part) {
    if let Some(stretch) = stretches.last_mut() {
        stretch.push(part);
    }
}

/// What was taken in from a stretch.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// The events.
    pub(super) replay: Replay,
    /// What is wrong with the lines.
    pub(super) problems: Vec<Problem>,
    /// The logs, as far as they were read.
    pub(super) logs: Vec<Log>,
}

impl Taken {
    /// Nothing yet, with room for what is in so many bytes.
    pub(super) fn expecting(bytes: u64) -> Self {
        let mut taken = Self::default();
        taken.expect(bytes);
        taken
    }

    /// Makes room for what is in so many bytes, so that it is not moved again and again while it
    /// becomes more.
    pub(super) fn expect(&mut self, bytes: u64) {
        let asks = usize::try_from(bytes / BYTES_AN_ASK).unwrap_or(usize::MAX);
        self.replay.expect(asks.min(MOST_EXPECTED));
    }

    /// Takes in the lines of a part of a log.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub(super) fn take(&mut self, path: &Path, file: &File, part: Part) -> anyhow::Result<()> {
        let (device, is_own) = folder::device_of(path);
        let mut log = Log {
            path: path.to_path_buf(),
            device,
            is_own,
            events: 0,
            bytes: 0,
            lines: 0,
            highest_own_seq: 0,
        };
        Lines::of(file, part)
            .and_then(|mut lines| {
                lines.each(|at, line| self.line(line, Spot::new(part.log, at), &mut log))?;
                log.bytes = lines.at;
                Ok(())
            })
            .with_context(|| format!("cannot read {}", path.display()))?;
        self.logs.push(log);
        Ok(())
    }

    /// Takes in a line of a log, its newline included.
    fn line(&mut self, line: &[u8], spot: Spot, log: &mut Log) {
        log.lines += 1;
        let stripped = line::stripped(line);
        if stripped.is_empty() {
            return;
        }
        let problem = match line::read(stripped) {
            Ok(reading) => {
                log.events += 1;
                if reading.id.device == log.device {
                    log.highest_own_seq = log.highest_own_seq.max(reading.id.seq);
                }
                self.replay.take(spot, &reading);
                not_understood(&reading)
            }
            Err(reason) if line.ends_with(b"\n") => Some((Trouble::Unreadable, reason.0)),
            Err(reason) => Some((
                Trouble::Incomplete,
                format!("the last line was cut off: {reason}"),
            )),
        };
        if let Some((kind, reason)) = problem {
            self.problems.push(Problem {
                path: log.path.clone(),
                line: Some(log.lines),
                kind,
                reason,
            });
        }
    }

    /// Joins what was taken in from the next stretch to this.
    pub(super) fn join(&mut self, next: Self) {
        let mut next_logs = next.logs.into_iter().peekable();
        let mut next_problems = next.problems;
        if let Some(begun) = self.logs.last_mut()
            && let Some(rest) = next_logs.next_if(|log| log.path == begun.path)
        {
            number_on(&mut next_problems, &begun.path, begun.lines);
            go_on(begun, &rest);
        }
        self.logs.extend(next_logs);
        self.problems.extend(next_problems);
        self.replay.join(next.replay);
    }
}

/// Numbers the lines of a log on, after so many that were read in an earlier stretch.
fn number_on(problems: &mut [Problem], path: &PathBuf, lines: u64) {
    for problem in problems {
        if problem.path == *path
            && let Some(line) = &mut problem.line
        {
            *line += lines;
        }
    }
}

/// Adds the next part of a log to what was read of it.
fn go_on(begun: &mut Log, rest: &Log) {
    begun.events += rest.events;
    begun.bytes = rest.bytes;
    begun.lines += rest.lines;
    begun.highest_own_seq = begun.highest_own_seq.max(rest.highest_own_seq);
}

fn not_understood(reading: &Reading<'_>) -> Option<(Trouble, String)> {
    (!reading.understood).then(|| {
        (
            Trouble::NotUnderstood,
            "written by a newer nos; what can be read of it counts".to_owned(),
        )
    })
}

/// The lines of a part of a log.
struct Lines<'f> {
    reader: BufReader<Place<'f>>,
    /// Where the next line begins.
    at: u64,
    until: u64,
}

impl<'f> Lines<'f> {
    fn of(file: &'f File, part: Part) -> io::Result<Self> {
        // The line that goes on over the first byte is another's.
        let before = part.from.saturating_sub(1);
        let place = Place { file, at: before };
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

    /// Hands each line over, with its newline and the byte at which it begins.
    fn each(&mut self, mut take: impl FnMut(u64, &[u8])) -> io::Result<()> {
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
            while self.at < self.until
                && let Some(end) = memchr::memchr(b'\n', rest)
            {
                let (line, after) = rest.split_at(end + 1);
                if begun.is_empty() {
                    take(self.at, line);
                    self.at += line.len() as u64;
                } else {
                    begun.extend_from_slice(line);
                    take(self.at, &begun);
                    self.at += begun.len() as u64;
                    begun.clear();
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
            take(self.at, &begun);
            self.at += begun.len() as u64;
        }
        Ok(())
    }
}

/// A file, read from a place on that is nobody else's: where the system can do that, several can
/// read it at the same time. Elsewhere it is shared out to one reader alone.
struct Place<'f> {
    file: &'f File,
    at: u64,
}

/// Whether several can read a file at the same time.
pub(super) const CAN_SHARE: bool = cfg!(unix);

impl Read for Place<'_> {
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

    use super::*;

    fn part(log: u16, from: u64, until: u64) -> Part {
        Part { log, from, until }
    }

    #[test]
    fn one_reader_has_every_log_to_its_end() {
        let all = vec![part(0, 0, u64::MAX), part(1, 0, u64::MAX)];
        assert_eq!(share_out(&[10, 0], 1), [all]);
        assert_eq!(share_out(&[], 3), [[]]);
    }

    #[test]
    fn two_readers_have_half_of_the_bytes_each() {
        let first = vec![part(0, 0, u64::MAX), part(1, 0, 20)];
        let second = vec![part(1, 20, u64::MAX)];
        assert_eq!(share_out(&[10, 50], 2), [first, second]);
    }

    #[test]
    fn a_log_can_be_shared_out_among_all() {
        let thirds = [[part(0, 0, 4)], [part(0, 4, 8)], [part(0, 8, u64::MAX)]];
        assert_eq!(share_out(&[11], 3), thirds);
    }

    #[test]
    fn no_reader_is_called_in_for_nothing() {
        assert_eq!(share_out(&[0, 0], 4).len(), 1);
        assert_eq!(share_out(&[2], 9).len(), 2);
    }

    /// The lines that begin in each of these parts, and where the last one ends.
    fn lines(text: &[u8], parts: &[Part]) -> (Vec<(u64, Vec<u8>)>, u64) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text).unwrap();
        let mut met = Vec::new();
        let mut end = 0;
        for &part in parts {
            let mut lines = Lines::of(&file, part).unwrap();
            lines
                .each(|at, line| met.push((at, line.to_vec())))
                .unwrap();
            end = lines.at;
        }
        (met, end)
    }

    proptest! {
        #[test]
        fn each_line_is_read_once_wherever_a_log_is_cut(
            text in vec(prop_oneof![3 => Just(b'a'), 1 => Just(b'\n')], 0..60),
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
        let (met, end) = lines(&text, &[part(0, 0, u64::MAX)]);
        let ats: Vec<u64> = met.iter().map(|(at, _)| *at).collect();
        let next = long.len() as u64 + 1;
        assert_eq!(ats, [0, next, 2 * next]);
        assert_eq!(end, 2 * next + 1);
    }

    #[test]
    fn the_lines_of_a_log_are_counted_on_from_reader_to_reader() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, "x\n\ny\nz\n").unwrap();
        let file = File::open(&path).unwrap();
        let mut taken = Taken::default();
        for part in [part(0, 0, 3), part(0, 3, 5), part(0, 5, u64::MAX)] {
            let mut next = Taken::default();
            next.take(&path, &file, part).unwrap();
            taken.join(next);
        }
        let lines: Vec<_> = taken.problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(1), Some(3), Some(4)]);
        let log = taken.logs.first().unwrap();
        assert_eq!((taken.logs.len(), log.lines, log.bytes), (1, 4, 7));
    }
}
