//! Events read again from all logs, with their words, for the few commands that look back: the
//! history of an ask, and the steps that undo takes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;

use super::codec;
use super::event::{Event, Id, Variant};
use super::folder::{self, Journal};
use crate::domain::ledger::{Ledger, LogOffset};

/// The events that fit, in their order, each once and with the ids that are meant where several
/// share one. Lines that cannot be read and kinds that only a newer nos knows are not among them.
///
/// # Errors
/// If a log cannot be read again.
pub fn events(
    journal: &Journal,
    fits: impl Fn(&Event<'_>) -> bool,
) -> anyhow::Result<Vec<Event<'static>>> {
    let ledger = &journal.ledger;
    let mut events: BTreeMap<_, Event<'static>> = BTreeMap::new();
    for log in journal.logs.iter().filter(|log| log.is_open) {
        let number = journal.words.number_of(&log.path);
        each_line(&log.path, |offset, line| {
            let Some(mut event) = codec::read(line).ok().and_then(|reading| reading.event) else {
                return;
            };
            if let Some(number) = number.filter(|_| !ledger.variants.is_empty()) {
                name_variants(&mut event, LogOffset::new(number, offset), ledger);
            }
            if fits(&event) {
                let (seq, device, variant) = event.id.place();
                let place = (seq, device.to_owned(), variant);
                events.entry(place).or_insert_with(|| event.into_owned());
            }
        })?;
    }
    Ok(events.into_values().collect())
}

/// Gives an event the variant that it is, and those that it means by the ids it names.
fn name_variants(event: &mut Event<'_>, log_offset: LogOffset, ledger: &Ledger) {
    let variants = &ledger.variants;
    event.id.variant = variants.of_line(log_offset);
    let batch = event.batch.iter_mut();
    for name in event.what.named_mut().iter_mut() {
        mean(name, log_offset, ledger);
    }
    for name in batch {
        if name.base() == event.id.base() {
            // The first event of its command.
            name.variant = event.id.variant;
        } else {
            mean(name, log_offset, ledger);
        }
    }
}

fn mean(name: &mut Id<'_>, log_offset: LogOffset, ledger: &Ledger) {
    let Some(key) = ledger.key(name) else {
        return;
    };
    // A name with a variant means the same wherever it is written.
    let meant = match name.variant {
        Some(_) => key,
        None => ledger.variants.meant(key, log_offset),
    };
    name.variant = ledger.event_id(meant).variant;
}

/// The variants that the events with these ids are, none of which is shared yet. An event whose line
/// is in the own log has no need of it: what is written there later means the line before it.
///
/// # Errors
/// If a log cannot be read again.
pub(crate) fn variants(
    journal: &Journal,
    own_log: &Path,
    ids: &HashSet<Id<'static>>,
) -> anyhow::Result<HashMap<Id<'static>, Variant>> {
    let mut variants = HashMap::new();
    let mut in_own_log = HashSet::new();
    for log in journal.logs.iter().filter(|log| log.is_open) {
        each_line(&log.path, |_, line| {
            let id = codec::read(line).ok().map(|reading| reading.id);
            let Some(id) = id.filter(|id| ids.contains(id)) else {
                return;
            };
            if log.path == own_log {
                in_own_log.insert(id.into_owned());
            } else {
                variants.insert(id.into_owned(), codec::variant(&codec::canonical(line)));
            }
        })?;
    }
    variants.retain(|id, _| !in_own_log.contains(id));
    Ok(variants)
}

/// Hands on every line of a log, stripped of what does not count, with the byte that it begins at.
fn each_line(path: &Path, mut take: impl FnMut(u64, &[u8])) -> anyhow::Result<()> {
    let (file, _) = folder::open(path)?;
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let (mut at, mut bytes) = (0, Vec::new());
    loop {
        bytes.clear();
        let length = reader
            .read_until(b'\n', &mut bytes)
            .with_context(|| format!("can't read {} again", path.display()))?;
        if length == 0 {
            return Ok(());
        }
        take(at, codec::stripped(&bytes));
        at += length as u64;
    }
}
