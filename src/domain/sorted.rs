//! What is in the order of its keys: the asks of a journal, and what changed them.
//!
//! Several read a long journal at the same time, and what each of them took in is kept in a piece of
//! its own, since putting it all into one list would mean to move it. The pieces are in order like
//! the entries in each.

use std::mem;

use super::key::{Key, Keyed};

/// Entries that are mostly, and in the end always, in the order of their keys.
#[derive(Clone, Debug)]
pub struct Sorted<T> {
    earlier: Vec<Vec<T>>,
    last: Vec<T>,
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self::from_iter([])
    }
}

impl<T> FromIterator<T> for Sorted<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self {
            earlier: Vec::new(),
            last: entries.into_iter().collect(),
        }
    }
}

impl<T> Sorted<T> {
    /// Makes room for so many entries.
    pub fn reserve(&mut self, more: usize) {
        self.last.reserve(more);
    }

    /// Adds an entry behind the others.
    pub fn push(&mut self, entry: T) {
        self.last.push(entry);
    }

    /// Puts others behind these.
    pub fn append(&mut self, others: Self) {
        self.earlier.push(mem::replace(&mut self.last, others.last));
        self.earlier.extend(others.earlier);
    }

    /// The pieces, each by itself.
    pub fn into_pieces(self) -> impl Iterator<Item = Self> {
        self.earlier
            .into_iter()
            .chain([self.last])
            .map(Self::from_iter)
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces().map(Vec::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn pieces(&self) -> impl DoubleEndedIterator<Item = &Vec<T>> + Clone {
        self.earlier.iter().chain([&self.last])
    }

    fn pieces_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Vec<T>> {
        self.earlier.iter_mut().chain([&mut self.last])
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.pieces().flatten()
    }

    /// All of them, in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.pieces_mut().flatten()
    }

    /// Keeps those alone that are to stay.
    pub fn retain(&mut self, stays: impl Fn(&T) -> bool) {
        for piece in self.pieces_mut() {
            piece.retain(&stays);
        }
    }

    /// Puts them in the order of what is said of each, in one piece.
    pub fn sort_by<O: Ord>(&mut self, place: impl Fn(&T) -> O) {
        // The first piece becomes the one; only what comes behind it is moved.
        let Self { earlier, last } = mem::take(self);
        let mut pieces = earlier.into_iter().chain([last]);
        let mut all = pieces.next().unwrap_or_default();
        for mut piece in pieces {
            all.append(&mut piece);
        }
        all.sort_unstable_by_key(place);
        self.last = all;
    }
}

impl<T: Keyed> Sorted<T> {
    /// The entry of a key. They must be in order.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&T> {
        let piece = self.pieces().rfind(|piece| begins_by(piece, key))?;
        piece.get(index_of(piece, key)?)
    }

    /// The entry of a key, to be changed. They must be in order.
    pub fn get_mut(&mut self, key: Key) -> Option<&mut T> {
        let piece = self.pieces_mut().rfind(|piece| begins_by(piece, key))?;
        let index = index_of(piece, key)?;
        piece.get_mut(index)
    }
}

/// Whether a piece begins no later than with a key. If it is the last such one, the key is in no
/// other.
fn begins_by<T: Keyed>(piece: &[T], key: Key) -> bool {
    piece.first().is_some_and(|first| first.key() <= key)
}

/// Where a key is in a list that is in the order of its keys.
///
/// Sequences mostly grow evenly along it, so it is looked for from where it would then be, in
/// steps that double: this touches a few neighbours instead of half of a large list.
fn index_of<T: Keyed>(list: &[T], key: Key) -> Option<usize> {
    let (low, high) = (list.first()?.key(), list.last()?.key());
    let length = list.len();
    let evenly = key
        .seq
        .checked_sub(low.seq)?
        .checked_mul(length as u64 - 1)
        .and_then(|product| product.checked_div(high.seq.checked_sub(low.seq)?))
        .and_then(|index| usize::try_from(index).ok());
    let guess = evenly.unwrap_or_default().min(length - 1);
    let is_before = |index: usize| list.get(index).is_some_and(|entry| entry.key() < key);
    let (mut from, mut to, mut step) = (guess, guess, 1);
    while from > 0 && !is_before(from) {
        from = from.saturating_sub(step);
        step *= 2;
    }
    step = 1;
    while to < length && is_before(to) {
        to = to.saturating_add(step).min(length);
        step *= 2;
    }
    let between = list.get(from..length.min(to + 1))?;
    let index = from + between.partition_point(|entry| entry.key() < key);
    list.get(index)
        .is_some_and(|entry| entry.key() == key)
        .then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct SortedEntry(Key);

    impl Keyed for SortedEntry {
        fn key(&self) -> Key {
            self.0
        }
    }

    fn entry(seq: u64) -> SortedEntry {
        SortedEntry(Key { seq, device: 0 })
    }

    fn ordered(pieces: &[&[u64]]) -> Sorted<SortedEntry> {
        let mut all = Sorted::default();
        for piece in pieces {
            all.append(piece.iter().map(|&seq| entry(seq)).collect());
        }
        all
    }

    #[test]
    fn a_key_is_found_however_unevenly_the_sequences_grow() {
        let lists: [&[u64]; 6] = [
            &[],
            &[7],
            &[1, 2, 3, 4, 5, 6, 7, 8],
            &[1, 2, 3, 4, 5, 6, 7, (1 << 53) - 1],
            &[1, (1 << 52) + 1, (1 << 52) + 2, (1 << 53) - 2],
            &[3, 3, 3, 900, 901, 902, 903, 904, 905, 5000],
        ];
        for list in lists {
            let entries: Vec<SortedEntry> = list.iter().map(|&seq| entry(seq)).collect();
            for &seq in list {
                let found = index_of(&entries, entry(seq).0);
                assert_eq!(found, list.iter().position(|&other| other == seq));
            }
            for seq in [0, 9, 899, 4999, 1 << 51, (1 << 53) - 3] {
                assert_eq!(index_of(&entries, entry(seq).0), None);
            }
        }
    }

    #[test]
    fn every_key_of_a_long_list_is_found_and_none_between_them() {
        // Ever wider steps: the even guess is wrong every time.
        let cubes: Vec<u64> = (0..2_000).map(|step| step * step * step).collect();
        let entries = ordered(&[&cubes]);
        for &seq in &cubes {
            assert_eq!(entries.get(entry(seq).0), Some(&entry(seq)));
            let between = entries.get(entry(seq + 3).0);
            assert_eq!(between, None);
        }
    }

    #[test]
    fn of_one_sequence_on_several_devices_each_is_found() {
        let on = |device| SortedEntry(Key { seq: 5, device });
        let entries: Sorted<SortedEntry> = (0..40).step_by(2).map(on).collect();
        for device in 0..40 {
            let found = entries.get(on(device).0).is_some();
            assert_eq!(found, device % 2 == 0);
        }
    }

    #[test]
    fn pieces_are_one_behind_the_other() {
        let mut all = ordered(&[&[], &[1, 3], &[], &[4, 8]]);
        all.push(entry(9));
        let met: Vec<u64> = all.iter().map(|entry| entry.0.seq).collect();
        assert_eq!(met, [1, 3, 4, 8, 9]);
        for seq in 0..11 {
            let is_there = met.contains(&seq);
            assert_eq!(all.get(entry(seq).0).is_some(), is_there);
            assert_eq!(all.get_mut(entry(seq).0).is_some(), is_there);
        }
        all.retain(|entry| entry.0.seq != 4);
        assert_eq!(all.iter().next_back(), Some(&entry(9)));
        assert_eq!(all.iter().count(), 4);
    }

    #[test]
    fn what_is_out_of_order_is_put_in_order_in_one_piece() {
        let mut all = ordered(&[&[5, 9], &[], &[2, 7]]);
        all.sort_by(|entry| entry.0);
        let met: Vec<u64> = all.iter().map(|entry| entry.0.seq).collect();
        assert_eq!(met, [2, 5, 7, 9]);
        assert_eq!(all.get(entry(7).0), Some(&entry(7)));
    }
}
