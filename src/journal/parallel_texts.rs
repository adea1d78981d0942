//! The words of many asks, read by several at once and handed over in order.
//!
//! Used by commands that print the asks of ten years at once. A short list is read on the calling thread.

use std::borrow::Borrow;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder};

use super::text_loader::TextLoader;
use crate::domain::ask::Ask;
use crate::domain::ledger::{Ledger, Record};

/// How many rows it takes for another reader to be worth its while.
const WORTH_A_READER: usize = 4_000;

/// How many rows are read before what became of them is handed over.
const CHUNK_ROWS: usize = 1_000;

/// How many chunks a reader is ahead of who takes them: enough not to wait, and little to keep.
const AHEAD: usize = 2;

/// More readers than this wait for each other.
const MOST_READERS: usize = 4;

/// Makes something of all rows, some at a time, and hands it over in their order. Several readers
/// do that at once where there are many rows; what comes out is the same.
///
/// # Errors
/// The first that `make` or `take` has, in the order of the rows.
pub fn in_order<R: Sync, T: Send>(
    rows: &[R],
    words: &mut TextLoader,
    make: impl Fn(&[R], &mut TextLoader) -> anyhow::Result<T> + Sync,
    take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let readers = match rows.len() / WORTH_A_READER {
        0 | 1 => 1,
        worth => thread::available_parallelism().map_or(1, |processors| {
            processors.get().min(MOST_READERS).min(worth)
        }),
    };
    in_order_by(readers, rows, words, make, take)
}

/// The asks of these rows, with all their words.
///
/// # Errors
/// If a log cannot be read again.
pub fn asks<R: Borrow<Record> + Sync>(
    ledger: &Ledger,
    words: &mut TextLoader,
    rows: &[R],
) -> anyhow::Result<Vec<Ask>> {
    let mut asks = Vec::with_capacity(rows.len());
    let ask_each = |rows: &[R], words: &mut TextLoader| {
        let each = rows.iter().map(|row| words.ask(ledger, row.borrow()));
        each.collect::<anyhow::Result<Vec<_>>>()
    };
    in_order(rows, words, ask_each, |some| {
        asks.extend(some);
        Ok(())
    })?;
    Ok(asks)
}

/// As [`in_order`], by so many readers.
fn in_order_by<R: Sync, T: Send>(
    readers: usize,
    rows: &[R],
    words: &mut TextLoader,
    make: impl Fn(&[R], &mut TextLoader) -> anyhow::Result<T> + Sync,
    mut take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if readers > 1
        && let Some(result) = by_several(readers, rows, words, &make, &mut take)
    {
        return result;
    }
    rows.chunks(CHUNK_ROWS)
        .try_for_each(|chunk| take(make(chunk, words)?))
}

/// As [`in_order`], by several readers; none, and nothing is taken, where the system has not as
/// many threads to give.
fn by_several<R: Sync, T: Send>(
    readers: usize,
    rows: &[R],
    words: &TextLoader,
    make: &(impl Fn(&[R], &mut TextLoader) -> anyhow::Result<T> + Sync),
    take: &mut impl FnMut(T) -> anyhow::Result<()>,
) -> Option<anyhow::Result<()>> {
    thread::scope(|scope| {
        let results: Vec<Receiver<anyhow::Result<T>>> = (0..readers)
            .map(|first| {
                let (hand_over, handed_over) = sync_channel(AHEAD);
                let chunks = rows.chunks(CHUNK_ROWS).skip(first).step_by(readers);
                let mut words = words.anew();
                let read = move || make_each(chunks, |chunk| make(chunk, &mut words), &hand_over);
                Builder::new().spawn_scoped(scope, read)?;
                Ok(handed_over)
            })
            .collect::<io::Result<_>>()
            .ok()?;
        // The readers take turns, so the first who has no more is at the end of the rows. If this
        // ends early, their channel is closed, and they end too.
        let mut taken = results
            .iter()
            .cycle()
            .map_while(|results| results.recv().ok());
        Some(taken.try_for_each(|result| take(result?)))
    })
}

fn make_each<'r, R: 'r, T>(
    chunks: impl Iterator<Item = &'r [R]>,
    mut make: impl FnMut(&'r [R]) -> anyhow::Result<T>,
    hand_over: &SyncSender<anyhow::Result<T>>,
) {
    for chunk in chunks {
        if hand_over.send(make(chunk)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    fn doubled(readers: usize, rows: &[u32]) -> Vec<u32> {
        let mut all = Vec::new();
        let double =
            |rows: &[u32], _: &mut TextLoader| Ok(rows.iter().map(|row| 2 * row).collect());
        let take = |some: Vec<u32>| {
            all.extend(some);
            Ok(())
        };
        in_order_by(
            readers,
            rows,
            &mut TextLoader::new(Vec::new()),
            double,
            take,
        )
        .unwrap();
        all
    }

    #[test]
    fn what_several_made_comes_in_the_order_of_the_rows() {
        for count in [0, 1, 1_000, 1_001, 2_000, 7_777] {
            let rows: Vec<u32> = (0..count).collect();
            let expected: Vec<u32> = (0..count).map(|row| 2 * row).collect();
            for readers in 1..=4 {
                assert_eq!(doubled(readers, &rows), expected, "{count} by {readers}");
            }
        }
    }

    #[test]
    fn the_first_error_ends_it_and_what_was_before_is_handed_over() {
        let rows: Vec<u32> = (0..9_000).collect();
        for readers in 1..=4 {
            let mut taken = 0;
            let make = |rows: &[u32], _: &mut TextLoader| {
                if rows.iter().any(|&row| row >= 3_500) {
                    bail!("no further than {}", rows.first().unwrap());
                }
                Ok(rows.len())
            };
            let take = |count: usize| {
                taken += count;
                Ok(())
            };
            let words = &mut TextLoader::new(Vec::new());
            let error = in_order_by(readers, &rows, words, make, take).unwrap_err();
            assert_eq!(error.to_string(), "no further than 3000");
            assert_eq!(taken, 3_000);
        }
    }

    #[test]
    fn the_readers_end_when_nobody_takes_what_they_make() {
        let rows: Vec<u32> = (0..100_000).collect();
        let make = |rows: &[u32], _: &mut TextLoader| Ok(rows.len());
        let take = |_: usize| bail!("enough");
        let error =
            in_order_by(3, &rows, &mut TextLoader::new(Vec::new()), make, take).unwrap_err();
        assert_eq!(error.to_string(), "enough");
    }
}
