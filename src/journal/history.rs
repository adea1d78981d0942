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
    // What names another ask of the same row of a file means this one.
    let ledger = &journal.ledger;
    let key = ledger.key(ask);
    let same = ledger.same.iter().filter(|(_, meant)| Some(**meant) == key);
    let mut names: HashSet<Id<'static>> = same.map(|(&same, _)| ledger.event_id(same)).collect();
    names.insert(ask.clone().into_owned());
    let is_about = |event: &Event<'_>| {
        let makes_an_ask_of = matches!(&event.what, EventKind::Ask(asked)
            if asked.plan.as_ref().is_some_and(|plan| names.contains(plan)));
        names.contains(&event.id)
            || event
                .what
                .about()
                .is_some_and(|about| names.contains(about))
            || makes_an_ask_of
    };
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
