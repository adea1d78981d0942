//! Everything that ever happened to one ask, read again from all logs.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

use anyhow::Context;

use super::event::{Event, Id, What};
use super::folder::{self, Journal};
use super::line;

/// The events of an ask in their order: its own, those about it, and the undos and redos that
/// name one of these. A purge elsewhere or a newer line is not among them.
///
/// # Errors
/// If a log cannot be read again.
pub fn of(journal: &Journal, ask: &Id<'_>) -> anyhow::Result<Vec<Event<'static>>> {
    let mut about = BTreeMap::new();
    let mut undoing = Vec::new();
    for log in &journal.logs {
        let (file, _) = folder::open(&log.path)?;
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let length = reader
                .read_until(b'\n', &mut bytes)
                .with_context(|| format!("cannot read {} again", log.path.display()))?;
            if length == 0 {
                break;
            }
            let Ok(reading) = line::read(line::stripped(&bytes)) else {
                continue;
            };
            let Some(event) = reading.event else { continue };
            let place = (event.id.seq, event.id.device.clone().into_owned());
            if event.id == *ask || event.what.about() == Some(ask) {
                about.insert(place, event.into_owned());
            } else if matches!(event.what, What::Undo { .. } | What::Redo { .. }) {
                undoing.push((place, event.into_owned()));
            }
        }
    }
    for (place, event) in undoing {
        if let What::Undo { of } | What::Redo { of } = &event.what
            && of.iter().any(|id| is_among(id, &about))
        {
            about.insert(place, event);
        }
    }
    Ok(about.into_values().collect())
}

fn is_among(id: &Id<'_>, events: &BTreeMap<(u64, String), Event<'static>>) -> bool {
    events.contains_key(&(id.seq, id.device.clone().into_owned()))
}
