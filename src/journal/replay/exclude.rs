//! Events that are set aside before the rest is folded: what was undone, and what was purged.

use std::collections::BTreeSet;

use super::{Action, Replay, Replayed};
use crate::domain::ledger::{Key, LogOffset, Record, Status};
use crate::domain::sorted::Sorted;

impl Replay {
    /// Sets aside what was undone: of the undos and redos of an event, the last wins. One that is
    /// ordered before its target does nothing.
    pub(super) fn mark_undone(&mut self) {
        let said: Vec<(Key, usize, bool)> = self.changes.iter().filter_map(undoes).collect();
        for (key, list, undone) in said {
            for &target in self.parts.named.get(list).into_iter().flatten() {
                if target < key {
                    mark(&mut self.asks, &mut self.changes, target, undone);
                }
            }
        }
    }

    /// Finds the asks that were purged, and every line that is left of them: of equal lines those,
    /// too, that were dropped, for they hold it all the same.
    pub(super) fn find_purged(&mut self, dropped: &[(Key, LogOffset)]) {
        let purged: BTreeSet<Key> = self.changes.iter().filter_map(Replayed::purges).collect();
        if !purged.is_empty() && self.writer.is_some() {
            let asks = purged.iter().filter_map(|&ask| self.asks.get(ask));
            let changes = self.changes.iter().filter(|record| {
                let about = record.part_of();
                about.is_some_and(|ask| purged.contains(&ask))
            });
            let dropped = dropped.iter().filter(|(ask, _)| purged.contains(ask));
            self.ledger.to_erase = asks
                .map(|row| row.log_offset)
                .chain(changes.map(|record| record.log_offset))
                .chain(dropped.map(|&(_, log_offset)| log_offset))
                .collect();
        }
        self.ledger.purged = purged;
    }

    /// Sets aside what was purged, wherever in the order that was.
    pub(super) fn mark_purged(&mut self) {
        for &ask in &self.ledger.purged {
            if let Some(row) = self.asks.get_mut(ask) {
                row.standing = Status::Purged;
            }
        }
    }
}

/// Which list of events it takes out of the count, or takes back in, if it does either.
fn undoes(record: &Replayed) -> Option<(Key, usize, bool)> {
    match record.action {
        Action::Undo(list) => Some((record.key, list, true)),
        Action::Redo(list) => Some((record.key, list, false)),
        _ => None,
    }
}

fn mark(asks: &mut Sorted<Record>, changes: &mut Sorted<Replayed>, target: Key, undone: bool) {
    if let Some(row) = asks.get_mut(target) {
        row.standing = if undone {
            Status::Undone
        } else {
            Status::Active
        };
    } else if let Some(record) = changes.get_mut(target) {
        record.undone = undone;
    }
}
