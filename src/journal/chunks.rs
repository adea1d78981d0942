//! Shares: the bytes of all logs, shared out among those that read them at the same time.
//!
//! A line belongs to the share that it begins in, so each line is read once, whichever thread reads
//! it. What was taken in from the shares is joined in their order, and is then the same as if
//! one had read it all.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::codec::Reading;
use super::lines::{ByteRange, Lines, RawLine};
use super::log_file::{self, Log, Problem, ProblemKind};
use super::replay::Replay;
use crate::domain::ledger::LogOffset;

/// How many bytes of a log there are to an ask, answers and all, or a few more.
const BYTES_AN_ASK: u64 = 256;

/// How many asks are made room for at most, before they are seen.
const MOST_EXPECTED: usize = 1 << 20;

/// Shares the bytes of logs of these lengths out, in order and evenly, among so many readers at
/// most. The last part of a log goes on to its end, wherever that is when it is read.
pub(super) fn share_out(lengths: &[u64], readers: usize) -> Vec<Vec<ByteRange>> {
    let total: u64 = lengths.iter().sum();
    let share = total.div_ceil(readers.max(1) as u64).max(1);
    let mut shares = vec![Vec::new()];
    let mut room = share;
    for (&length, log) in lengths.iter().zip(0..) {
        let mut from = 0;
        while length - from > room && shares.len() < readers {
            let until = from + room;
            push(&mut shares, ByteRange { log, from, until });
            shares.push(Vec::new());
            (from, room) = (until, share);
        }
        let until = u64::MAX;
        push(&mut shares, ByteRange { log, from, until });
        room = room.saturating_sub(length - from);
    }
    shares
}

fn push(shares: &mut [Vec<ByteRange>], part: ByteRange) {
    if let Some(share) = shares.last_mut() {
        share.push(part);
    }
}

/// What was taken in from a share.
#[derive(Debug, Default)]
pub(super) struct ChunkEvents {
    /// The events.
    pub(super) replay: Replay,
    /// What is wrong with the lines.
    pub(super) problems: Vec<Problem>,
    /// The logs, as far as they were read.
    pub(super) logs: Vec<Log>,
}

impl ChunkEvents {
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

    /// Takes in the lines of a part of a log. Where it cannot be read on, what was read counts.
    pub(super) fn take(&mut self, path: &Path, file: &File, part: ByteRange) {
        let mut log = nothing_of(path);
        log.is_open = true;
        let read = Lines::new(file, part).and_then(|mut lines| {
            let read =
                lines.each(|at, line| self.line(line, LogOffset::new(part.log, at), &mut log));
            log.bytes = lines.at;
            read
        });
        self.logs.push(log);
        let problem = read.err().map(|error| log_file::unread(path, &error));
        self.problems.extend(problem);
    }

    /// Passes over a log that cannot be opened.
    pub(super) fn pass_over(&mut self, path: &Path, problem: Option<Problem>) {
        self.logs.push(nothing_of(path));
        self.problems.extend(problem);
    }

    /// Takes in a line of a log.
    fn line(&mut self, line: RawLine<'_>, log_offset: LogOffset, log: &mut Log) {
        log.lines += 1;
        let read = line.read();
        let nuls = match &read {
            Some(Ok(_)) if line.is_as_written() => 0,
            _ => nuls_in(line.bytes),
        };
        if nuls > 0 {
            self.problems.push(Problem {
                path: log.path.clone(),
                line: Some(log.lines),
                kind: ProblemKind::Nuls,
                reason: format!(
                    "{nuls} NULs, as a crash leaves them where nothing was written yet"
                ),
            });
        }
        let Some(read) = read else { return };
        let problem = match read {
            Ok(reading) => {
                log.events += 1;
                self.replay.take(log_offset, &reading);
                not_understood(&reading)
            }
            Err(reason) if line.bytes.ends_with(b"\n") => Some((ProblemKind::Unreadable, reason.0)),
            Err(reason) => Some((
                ProblemKind::Incomplete,
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

    /// Joins what was taken in from the next share to this.
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
        // A log that cannot be read is met once in each of its shares.
        next_problems.retain(|next| next.line.is_some() || !self.problems.contains(next));
        self.problems.extend(next_problems);
        self.replay.join(next.replay);
    }
}

/// Numbers the lines of a log on, after so many that were read in an earlier share.
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
    begun.is_open &= rest.is_open;
}

/// A log of which nothing was read yet.
fn nothing_of(path: &Path) -> Log {
    let (device, is_own) = log_file::device_of(path);
    Log {
        path: path.to_path_buf(),
        device,
        is_own,
        events: 0,
        bytes: 0,
        lines: 0,
        is_open: false,
    }
}

/// How many NULs there are.
pub(super) fn nuls_in(bytes: &[u8]) -> usize {
    memchr::memchr_iter(0, bytes).count()
}

fn not_understood(reading: &Reading<'_>) -> Option<(ProblemKind, String)> {
    (!reading.understood).then(|| {
        (
            ProblemKind::NotUnderstood,
            "written by a newer nos; what can be read of it counts".to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(log: u16, from: u64, until: u64) -> ByteRange {
        ByteRange { log, from, until }
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

    #[test]
    fn the_lines_of_a_log_are_counted_on_from_reader_to_reader() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, "x\n\ny\nz\n").unwrap();
        let file = File::open(&path).unwrap();
        let mut taken = ChunkEvents::default();
        for part in [part(0, 0, 3), part(0, 3, 5), part(0, 5, u64::MAX)] {
            let mut next = ChunkEvents::default();
            next.take(&path, &file, part);
            taken.join(next);
        }
        let lines: Vec<_> = taken.problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(1), Some(3), Some(4)]);
        let log = taken.logs.first().unwrap();
        assert_eq!((taken.logs.len(), log.lines, log.bytes), (1, 4, 7));
    }
}
