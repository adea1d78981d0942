//! What happened to an ask, shown event by event: what undid what, and which side lost where two
//! devices changed the same thing.

use std::collections::{BTreeMap, HashSet};

use super::summary;
use crate::journal::event::{Changes, Event, EventKind, Id};
use crate::journal::undo_stack;
use crate::render::ask_detail::Past;

/// The history of an ask, shown. The events are its own, those about it, and the undos and redos
/// that name one of these, in their order.
pub(crate) fn told(events: &[Event<'_>]) -> Vec<Past> {
    let undone = undo_stack::undone(events);
    let are_several = events
        .iter()
        .any(|event| Some(&event.id.device) != events.first().map(|first| &first.id.device));
    let overruled = overruled(events, &undone);
    events
        .iter()
        .map(|event| {
            let mut summary = words(event, events);
            if let Some(by) = overruled.get(&event.id.to_string()) {
                summary.push_str(&format!("; overruled by {by}"));
            }
            if are_several {
                summary.push_str(&format!(" (on {})", event.id.device));
            }
            Past {
                at: event.at.clone().into_owned(),
                id: event.id.to_string(),
                kind: event.what.kind().name(),
                summary,
            }
        })
        .collect()
}

/// What an event did; an undo is shown by what it took back.
fn words(event: &Event<'_>, events: &[Event<'_>]) -> String {
    let (head, of) = match &event.what {
        EventKind::Undo { of } => ("undid", of),
        EventKind::Redo { of } => ("did again", of),
        what => return summary::describe(what),
    };
    let named: Vec<String> = events
        .iter()
        .filter(|other| of.contains(&other.id))
        .map(|other| summary::describe(&other.what))
        .collect();
    format!("{head}: {}", named.join(", "))
}

/// The changes that lost a field to another device, and to which event. Where one device changes
/// its own mind, neither side lost.
fn overruled(events: &[Event<'_>], undone: &HashSet<Id<'static>>) -> BTreeMap<String, String> {
    let mut overruled = BTreeMap::new();
    let mut holders: BTreeMap<&str, &Id<'_>> = BTreeMap::new();
    for event in events {
        if undone.contains(&event.id) {
            continue;
        }
        for field in fields(&event.what) {
            if let Some(held) = holders.insert(field, &event.id)
                && held.device != event.id.device
            {
                overruled.insert(held.to_string(), event.id.to_string());
            }
        }
    }
    overruled
}

/// The fields that a change sets.
fn fields(what: &EventKind<'_>) -> Vec<&'static str> {
    match what {
        EventKind::Answer(answered) => {
            let mut fields = vec!["outcome"];
            fields.extend(answered.sting.map(|_| "sting"));
            fields
        }
        EventKind::Edit(edited) => edited_fields(&edited.set),
        EventKind::EditPlan(edited) => edited_fields(&edited.set),
        _ => Vec::new(),
    }
}

fn edited_fields(set: &Changes<'_>) -> Vec<&'static str> {
    [
        ("text", set.text.is_some()),
        ("on", set.on.is_some()),
        ("to", set.to.is_some()),
        ("tags", set.tags.is_some()),
        ("note", set.note.is_some()),
        ("fear", set.fear.is_some()),
        ("odds", set.odds.is_some()),
        ("sting", set.sting.is_some()),
        ("pull", set.pull.is_some()),
        ("outcome", set.outcome.is_some()),
        ("answered", set.answered.is_some()),
        ("by", set.by.is_some()),
    ]
    .into_iter()
    .filter(|(_, is_set)| *is_set)
    .map(|(name, _)| name)
    .collect()
}
