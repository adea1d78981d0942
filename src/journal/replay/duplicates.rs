//! Lines that share an id: all but one of them are dropped.

use std::collections::HashSet;

use super::Replay;
use crate::domain::ledger::{Key, Spot};

impl Replay {
    /// Of lines that share an id one is kept; says what asks the others are about.
    pub(super) fn drop_duplicates<E>(
        &mut self,
        choose: &mut impl FnMut(&[Spot]) -> Result<Spot, E>,
    ) -> Result<Vec<(Key, Spot)>, E> {
        let mut dropped = HashSet::new();
        for spots in self.spots_that_share_an_id() {
            let kept = choose(&spots)?;
            dropped.extend(spots.into_iter().filter(|&spot| spot != kept));
        }
        if dropped.is_empty() {
            return Ok(Vec::new());
        }
        let is_dropped = |(_, spot): &(Key, Spot)| dropped.contains(spot);
        let lines = self.lines_about_asks().filter(is_dropped).collect();
        self.asks.retain(|row| !dropped.contains(&row.spot));
        self.changes
            .retain(|record| !dropped.contains(&record.spot));
        Ok(lines)
    }

    /// Where each line stands that holds a part of an ask.
    fn lines_about_asks(&self) -> impl Iterator<Item = (Key, Spot)> {
        let asks = self.asks.iter().map(|row| (row.key(), row.spot));
        let changes = self.changes.iter().filter_map(|record| {
            let about = record.action.about()?;
            Some((about, record.spot))
        });
        asks.chain(changes)
    }

    /// Walks both lists, which are in order, side by side.
    fn spots_that_share_an_id(&self) -> Vec<Vec<Spot>> {
        let mut asks = self.asks.iter().map(|row| (row.key(), row.spot)).peekable();
        let mut changes = self
            .changes
            .iter()
            .map(|record| (record.key, record.spot))
            .peekable();
        let mut groups = Vec::<Vec<Spot>>::new();
        let mut last: Option<(Key, Spot)> = None;
        let mut in_group = false;
        loop {
            let ask_is_next = match (asks.peek(), changes.peek()) {
                (Some(ask), Some(change)) => ask < change,
                (ask, _) => ask.is_some(),
            };
            let next = if ask_is_next {
                asks.next()
            } else {
                changes.next()
            };
            let Some((key, spot)) = next else {
                return groups;
            };
            match last {
                Some((other, first)) if other == key => {
                    if !in_group {
                        groups.push(vec![first]);
                    }
                    if let Some(group) = groups.last_mut() {
                        group.push(spot);
                    }
                    in_group = true;
                }
                _ => in_group = false,
            }
            last = Some((key, spot));
        }
    }
}
