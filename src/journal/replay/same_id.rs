//! Lines that share an id: equal ones are one event, and those that differ are one event each.

use std::collections::{HashMap, HashSet};
use std::mem;

use super::{Action, Replay, Replayed, variant_name};
use crate::domain::id::Variant;
use crate::domain::ledger::{Key, LogOffset, device_and_variant};
use crate::domain::variants::SharedId;
use crate::journal::codec;

/// One of the lines that share an id.
struct SameIdLine {
    log_offset: LogOffset,
    content: Vec<u8>,
    /// The events that it names by ids that several share, as far as its log tells.
    meaning: String,
}

impl Replay {
    /// Tells the lines apart that share an id, and drops all but one of those that are equal. Says
    /// which asks the dropped ones are about. The records are in order, before and after.
    pub(super) fn tell_apart<E>(
        &mut self,
        line_at: &mut impl FnMut(LogOffset) -> Result<Vec<u8>, E>,
    ) -> Result<Vec<(Key, LogOffset)>, E> {
        let groups = self.spots_that_share_an_id();
        let names_variants = |name| !device_and_variant(name).1.is_empty();
        let are_named = self.ledger.devices.iter().any(names_variants);
        if groups.is_empty() && !are_named {
            return Ok(Vec::new());
        }
        let mut dropped = HashSet::new();
        let mut places = HashMap::new();
        for (id, log_offsets) in groups {
            let mut lines = Vec::with_capacity(log_offsets.len());
            for &log_offset in &log_offsets {
                lines.push(line_at(log_offset)?);
            }
            let is_shared_already = !self.ledger.variants.is_empty();
            let are_equal = lines
                .windows(2)
                .all(|pair| matches!(pair, [one, next] if one == next));
            if are_equal && !is_shared_already {
                dropped.extend(log_offsets.into_iter().skip(1));
                continue;
            }
            if is_shared_already && places.is_empty() {
                let records = self.changes.iter().zip(0..);
                places = records
                    .map(|(record, index)| (record.log_offset, index))
                    .collect();
            }
            let same = log_offsets
                .into_iter()
                .zip(lines)
                .map(|(log_offset, line)| SameIdLine {
                    log_offset,
                    content: codec::canonical(&line),
                    meaning: self.meaning(log_offset, &places),
                });
            self.tell_group_apart(id, same.collect(), &mut dropped);
        }
        if are_named {
            self.find_aliases(line_at)?;
        }
        if !self.ledger.variants.is_empty() {
            self.name_variants();
        }
        Ok(self.drop_lines(&dropped))
    }

    /// What the line at a place means by ids that several events share, each named by its variant;
    /// empty where it names none of these, or they do not come before it in its log.
    fn meaning(&self, log_offset: LogOffset, places: &HashMap<LogOffset, usize>) -> String {
        let record = places
            .get(&log_offset)
            .and_then(|&index| self.changes.iter().nth(index));
        let named = record.map(|record| self.named_by(record)).into_iter();
        let meant = named.flatten().filter_map(|name| {
            let (_, variant) = self.ledger.variants.before(name, log_offset)?;
            Some(format!("{}~{variant} ", self.ledger.id(name)))
        });
        meant.collect()
    }

    /// The events that a record names.
    fn named_by(&self, record: &Replayed) -> Vec<Key> {
        match record.action {
            Action::Undo(list) | Action::Redo(list) => {
                self.parts.named.get(list).cloned().unwrap_or_default()
            }
            Action::Purge { ask, .. } => vec![ask],
            action => action.about().into_iter().collect(),
        }
    }

    /// Tells lines apart that have the same id, or notes all but one down to be dropped if they are
    /// equal and mean the same.
    fn tell_group_apart(
        &mut self,
        id: Key,
        mut lines: Vec<SameIdLine>,
        dropped: &mut HashSet<LogOffset>,
    ) {
        // The one that sorts highest has the id; of equal ones the first place is kept. A line whose
        // log does not tell which events it names comes last, and is the same as the one before.
        lines.sort_by(|one, other| {
            let content = |line: &SameIdLine| (line.content.clone(), line.meaning.clone());
            content(other)
                .cmp(&content(one))
                .then(one.log_offset.cmp(&other.log_offset))
        });
        let base = self.ledger.device(id.device).to_owned();
        let mut told = Vec::with_capacity(lines.len());
        let mut last: Option<(&SameIdLine, Key, Variant)> = None;
        let (mut are_several, mut is_conflict) = (false, false);
        for line in &lines {
            let (key, variant) = match last {
                Some((other, key, variant))
                    if other.content == line.content
                        && (line.meaning.is_empty() || other.meaning == line.meaning) =>
                {
                    dropped.insert(line.log_offset);
                    (key, variant)
                }
                Some((other, ..)) => {
                    are_several = true;
                    is_conflict |= other.content != line.content;
                    let variant = if other.content == line.content {
                        let content = [&line.content, line.meaning.as_bytes()].join(&b'\n');
                        codec::variant(&content)
                    } else {
                        codec::variant(&line.content)
                    };
                    let name = variant_name(&base, variant);
                    let device = self.ledger.devices.number(&name);
                    (Key { device, ..id }, variant)
                }
                None => (id, codec::variant(&line.content)),
            };
            told.push((line.log_offset, key, variant));
            let content = codec::variant(&line.content);
            let variants = &mut self.ledger.variants;
            variants.insert_content(line.log_offset, content);
            last = Some((line, key, variant));
        }
        if let Some(&(_, _, head)) = told.first().filter(|_| are_several) {
            told.sort_unstable_by_key(|&(log_offset, ..)| log_offset);
            let shared = SharedId {
                head,
                lines: told,
                is_conflict,
            };
            self.ledger.variants.insert(id, shared);
        }
    }

    /// Finds out which names with a variant mean the event that has the id itself: it may have no
    /// other beside it any more.
    fn find_aliases<E>(
        &mut self,
        line_at: &mut impl FnMut(LogOffset) -> Result<Vec<u8>, E>,
    ) -> Result<(), E> {
        let named: HashSet<Key> = self
            .changes
            .iter()
            .flat_map(|record| self.named_by(record))
            .chain(self.parts.links.iter().filter_map(|link| link.plan))
            .collect();
        for name in named {
            let (device, variant) = device_and_variant(self.ledger.devices.name(name.device));
            let device = self.ledger.devices.find(device);
            let Some(device) = device.filter(|_| !variant.is_empty()) else {
                continue;
            };
            let id = Key { device, ..name };
            let has_the_id = match self.ledger.variants.head(id) {
                Some(head) => head.to_string() == variant,
                None => match self.spot_of(id) {
                    Some(log_offset) => {
                        let content = codec::canonical(&line_at(log_offset)?);
                        codec::variant(&content).to_string() == variant
                    }
                    None => false,
                },
            };
            if has_the_id {
                self.ledger.variants.insert_alias(name, id);
            }
        }
        Ok(())
    }

    fn spot_of(&self, id: Key) -> Option<LogOffset> {
        let ask = self.asks.get(id).map(|row| row.log_offset);
        ask.or_else(|| self.changes.get(id).map(|record| record.log_offset))
    }

    /// Gives the events that share an id their own keys, and what names them the one that is meant.
    fn name_variants(&mut self) {
        let shared = self.ledger.variants.iter();
        let keys: HashMap<LogOffset, Key> = shared
            .flat_map(|(_, shared)| {
                shared
                    .lines
                    .iter()
                    .map(|&(log_offset, key, _)| (log_offset, key))
            })
            .collect();
        let mut numbers: HashMap<Key, u64> = HashMap::new();
        for row in self.asks.iter_mut() {
            if let Some(&key) = keys.get(&row.log_offset) {
                row.device = key.device;
                numbers.insert(key, row.number);
            }
        }
        let variants = mem::take(&mut self.ledger.variants);
        for record in self.changes.iter_mut() {
            if let Some(&key) = keys.get(&record.log_offset) {
                record.key = key;
            }
            let log_offset = record.log_offset;
            if let Action::Purge { ask, number } = &mut record.action {
                let has_number = |key| numbers.get(&key).copied() == *number && number.is_some();
                *ask = variants.purged(*ask, log_offset, has_number);
            } else if let Some(named) = record.action.named_mut() {
                *named = variants.meant(*named, log_offset);
            }
            if let Action::Undo(list) | Action::Redo(list) = record.action {
                for name in self.parts.named.get_mut(list).into_iter().flatten() {
                    *name = variants.meant(*name, log_offset);
                }
            }
        }
        for link in &mut self.parts.links {
            link.ask = keys.get(&link.log_offset).copied().unwrap_or(link.ask);
            link.plan = link.plan.map(|plan| variants.meant(plan, link.log_offset));
        }
        self.ledger.variants = variants;
        self.put_devices_in_order();
        self.sort();
    }

    /// Drops the lines at these places. Says what asks they are about.
    fn drop_lines(&mut self, dropped: &HashSet<LogOffset>) -> Vec<(Key, LogOffset)> {
        if dropped.is_empty() {
            return Vec::new();
        }
        let is_dropped = |(_, log_offset): &(Key, LogOffset)| dropped.contains(log_offset);
        let lines = self.lines_about_asks().filter(is_dropped).collect();
        self.asks.retain(|row| !dropped.contains(&row.log_offset));
        self.changes
            .retain(|record| !dropped.contains(&record.log_offset));
        self.parts
            .links
            .retain(|link| !dropped.contains(&link.log_offset));
        lines
    }

    /// Where each line is that holds a part of an ask.
    fn lines_about_asks(&self) -> impl Iterator<Item = (Key, LogOffset)> {
        let asks = self.asks.iter().map(|row| (row.key(), row.log_offset));
        let changes = self.changes.iter().filter_map(|record| {
            let about = record.part_of()?;
            Some((about, record.log_offset))
        });
        asks.chain(changes)
    }

    /// The ids that several lines have, in order, and where these are. Walks both lists, which are
    /// in order, side by side.
    fn spots_that_share_an_id(&self) -> Vec<(Key, Vec<LogOffset>)> {
        if !self.out_of_order {
            return Vec::new();
        }
        let mut asks = self
            .asks
            .iter()
            .map(|row| (row.key(), row.log_offset))
            .peekable();
        let mut changes = self
            .changes
            .iter()
            .map(|record| (record.key, record.log_offset))
            .peekable();
        let mut groups = Vec::<(Key, Vec<LogOffset>)>::new();
        let mut last: Option<(Key, LogOffset)> = None;
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
            let Some((key, log_offset)) = next else {
                return groups;
            };
            match last {
                Some((other, first)) if other == key => {
                    if !in_group {
                        groups.push((key, vec![first]));
                    }
                    if let Some((_, group)) = groups.last_mut() {
                        group.push(log_offset);
                    }
                    in_group = true;
                }
                _ => in_group = false,
            }
            last = Some((key, log_offset));
        }
    }
}
