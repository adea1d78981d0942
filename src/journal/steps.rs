//! The changes of one device as the steps that undo and redo take.
//!
//! Pure. A step is what one command did. Undo takes this device's steps back, newest first,
//! whatever other devices did meanwhile; redo does them again, until something else is changed.

use std::collections::{HashMap, HashSet};

use super::event::{Event, Id, What};

/// The steps of a device.
#[derive(Debug, Default)]
pub struct Steps {
    done: Vec<Vec<Event<'static>>>,
    undone: Vec<Vec<Event<'static>>>,
}

impl Steps {
    /// The steps of a device: from its own events and the undos and redos of all devices, in
    /// their order. Whatever `is_purged` says of an event is passed over.
    pub fn of(
        events: Vec<Event<'static>>,
        device: &str,
        is_purged: impl Fn(&Event<'_>) -> bool,
    ) -> Self {
        let undone = undone(&events);
        let named = named_again(&events, device);
        let own: Vec<Event<'static>> = events
            .into_iter()
            .filter(|event| event.id.device == device && is_step(&event.what) && !is_purged(event))
            .collect();
        let redo = named
            .into_iter()
            .map(|of| {
                own.iter()
                    .filter(|event| of.contains(&event.id) && undone.contains(&event.id))
                    .cloned()
                    .collect()
            })
            .filter(|step: &Vec<_>| !step.is_empty())
            .collect();
        let mut done: Vec<Vec<Event<'static>>> = Vec::new();
        for event in own {
            if undone.contains(&event.id) {
                continue;
            }
            match done.last_mut() {
                Some(step) if is_same_command(step, &event) => step.push(event),
                _ => done.push(vec![event]),
            }
        }
        Self { done, undone: redo }
    }

    /// The events that undo takes back next, in their order; none if nothing is left.
    pub fn to_undo(&self) -> Option<&[Event<'static>]> {
        self.done.last().map(Vec::as_slice)
    }

    /// The events that redo does again next, in their order; none if nothing was undone since the
    /// last change.
    pub fn to_redo(&self) -> Option<&[Event<'static>]> {
        self.undone.last().map(Vec::as_slice)
    }
}

/// Whether it is a change that undo takes back.
fn is_step(what: &What<'_>) -> bool {
    match what {
        What::Ask(_) | What::Answer(_) | What::Edit(_) | What::Remove { .. } | What::Goal(_) => {
            true
        }
        What::Undo { .. } | What::Redo { .. } | What::Purge { .. } => false,
    }
}

fn is_same_command(step: &[Event<'_>], event: &Event<'_>) -> bool {
    event.batch.is_some() && step.last().is_some_and(|last| last.batch == event.batch)
}

fn place<'a>(id: &'a Id<'_>) -> (u64, &'a str) {
    (id.seq, &id.device)
}

/// The events that do not count: of the undos and redos of each, the last one wins. One that is
/// ordered before its target does nothing. The events are in their order.
pub fn undone(events: &[Event<'_>]) -> HashSet<Id<'static>> {
    let mut last: HashMap<&Id<'_>, bool> = HashMap::new();
    for event in events {
        let (of, is_undo) = match &event.what {
            What::Undo { of } => (of, true),
            What::Redo { of } => (of, false),
            _ => continue,
        };
        for id in of.iter().filter(|id| place(id) < place(&event.id)) {
            last.insert(id, is_undo);
        }
    }
    let undone = last.into_iter().filter(|(_, is_undo)| *is_undo);
    undone.map(|(id, _)| id.clone().into_owned()).collect()
}

/// What this device undid since its last other change and has not done again, latest last.
fn named_again(events: &[Event<'static>], device: &str) -> Vec<Vec<Id<'static>>> {
    let mut undos: Vec<Vec<Id<'static>>> = Vec::new();
    for event in events.iter().filter(|event| event.id.device == device) {
        match &event.what {
            What::Undo { of } => undos.push(of.clone()),
            What::Redo { of } => {
                if let Some(index) = undos.iter().rposition(|undo| undo == of) {
                    undos.remove(index);
                }
            }
            _ => undos.clear(),
        }
    }
    undos
}
