//! Everything that ever happened to one ask, read again from all logs.

use std::collections::HashSet;

use super::event::{Event, EventKind, Id};
use super::folder::Journal;
use super::scan;

/// The events of an ask in their order: its own, those about it, and the undos and redos that
/// name one of these. A purge elsewhere or a newer line is not among them.
///
/// # Errors
/// If a log cannot be read again.
pub fn of_ask(journal: &Journal, ask: &Id<'_>) -> anyhow::Result<Vec<Event<'static>>> {
    let is_about = |event: &Event<'_>| event.id == *ask || event.what.about() == Some(ask);
    let mut events = scan::events(journal, |event| {
        is_about(event) || event.what.is_undo_or_redo()
    })?;
    let about: HashSet<Id<'static>> = events
        .iter()
        .filter(|event| is_about(event))
        .map(|event| event.id.clone())
        .collect();
    events.retain(|event| match &event.what {
        EventKind::Undo { of } | EventKind::Redo { of } => of.iter().any(|id| about.contains(id)),
        _ => true,
    });
    Ok(events)
}
