//! Events read again from all logs, with their words, for the few commands that look back: the
//! history of an ask, and the steps that undo takes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;

use super::event::Event;
use super::folder::{self, Journal, Trouble};
use super::line;

/// The events that fit, in their order, each once. Lines that cannot be read and kinds that only a
/// newer nos knows are not among them.
///
/// # Errors
/// If a log cannot be read again.
pub fn events(
    journal: &Journal,
    fits: impl Fn(&Event<'_>) -> bool,
) -> anyhow::Result<Vec<Event<'static>>> {
    // Where two lines share an id and differ, one that does not fit may be the one that counts: it
    // takes the place of one that does, wherever it stands.
    let is_conflict = |problem: &folder::Problem| problem.kind == Trouble::Conflict;
    let has_conflict = journal.problems.iter().any(is_conflict);
    let mut events: BTreeMap<_, (Vec<u8>, Option<Event<'static>>)> = BTreeMap::new();
    for walk in [Walk::Fitting, Walk::InTheirPlace] {
        if walk == Walk::InTheirPlace && !has_conflict {
            break;
        }
        for log in journal.logs.iter().filter(|log| log.is_open) {
            each_line(&log.path, |line| {
                let Ok(reading) = line::read(line) else {
                    return;
                };
                if walk == Walk::Fitting && !reading.event.as_ref().is_some_and(&fits) {
                    return;
                }
                let place = (reading.id.seq, reading.id.device.clone().into_owned());
                let counts = match events.get(&place) {
                    Some((other, _)) => other.as_slice() < line,
                    None => walk == Walk::Fitting,
                };
                if counts {
                    let event = reading.event.map(Event::into_owned);
                    events.insert(place, (line.to_vec(), event));
                }
            })?;
        }
    }
    let events = events.into_values().filter_map(|(_, event)| event);
    Ok(events.filter(fits).collect())
}

/// What the logs are walked through for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    /// The events that fit.
    Fitting,
    /// Those that share an id with one that fits, and stand before it.
    InTheirPlace,
}

/// Hands on every line of a log, stripped of what does not count.
fn each_line(path: &Path, mut take: impl FnMut(&[u8])) -> anyhow::Result<()> {
    let (file, _) = folder::open(path)?;
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let length = reader
            .read_until(b'\n', &mut bytes)
            .with_context(|| format!("cannot read {} again", path.display()))?;
        if length == 0 {
            return Ok(());
        }
        take(line::stripped(&bytes));
    }
}
