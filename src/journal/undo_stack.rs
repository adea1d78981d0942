//! The changes of one device as the steps that undo and redo take.
//!
//! Pure. A step is what one command did. Undo takes this device's steps back, newest first,
//! whatever other devices did meanwhile; redo does them again, until something else is changed.

use std::collections::{HashMap, HashSet};

use super::event::{Event, EventKind, Id};

/// The steps of a device, as far back as its events are known.
#[derive(Debug)]
pub struct UndoStack {
    done: Vec<Vec<Event<'static>>>,
    undone: Vec<Vec<Event<'static>>>,
    /// The sequence of the first event that is known; what lies before it is not.
    from: u64,
    /// Whether all that redo can do again is among what is known.
    has_all_to_redo: bool,
}

/// What undo or redo does next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StackMove<'s> {
    /// The events of this step, in their order.
    Step(&'s [Event<'static>]),
    /// There is nothing to do.
    Nothing,
    /// That lies further back than the events that are known.
    FurtherBack,
}

impl UndoStack {
    /// The steps of a device, which may have had several names: from its own events with a sequence
    /// of `from` and above, and all undos and redos of all devices, in their order. Whatever
    /// `is_purged` says of an event is passed over.
    pub fn new(
        events: Vec<Event<'static>>,
        own_names: &[String],
        from: u64,
        is_purged: impl Fn(&Event<'_>) -> bool,
    ) -> Self {
        let is_own = |id: &Id<'_>| own_names.iter().any(|name| *name == id.device);
        let stopped = undone(&events);
        let named = named_again(&events, is_own);
        let is_known = |id: &Id<'_>| !is_own(id) || id.seq >= from;
        let ends_redo = |event: &Event<'_>| is_own(&event.id) && !event.what.is_undo_or_redo();
        let has_all_to_redo =
            from == 0 || events.iter().any(ends_redo) && named.iter().flatten().all(is_known);
        let own: Vec<Event<'static>> = events
            .into_iter()
            .filter(|event| is_own(&event.id) && is_step(&event.what) && !is_purged(event))
            .collect();
        let (undone, done): (Vec<_>, Vec<_>) = own
            .into_iter()
            .partition(|event| stopped.contains(&event.id));
        let named_in = |of: Vec<Id<'_>>| -> Vec<_> {
            let step = undone.iter().filter(|event| of.contains(&event.id));
            step.cloned().collect()
        };
        let undone = named.into_iter().map(named_in);
        Self {
            undone: undone.filter(|step| !step.is_empty()).collect(),
            done: by_command(done),
            from,
            has_all_to_redo,
        }
    }

    /// What undo takes back next.
    pub fn to_undo(&self) -> StackMove<'_> {
        match self.done.as_slice() {
            [] if self.from > 0 => StackMove::FurtherBack,
            [] => StackMove::Nothing,
            [.., last] if self.has_begun_before(last) => StackMove::FurtherBack,
            [.., last] => StackMove::Step(last),
        }
    }

    /// Whether a step may have events before those that are known.
    fn has_begun_before(&self, step: &[Event<'static>]) -> bool {
        let batch = step.first().and_then(batch_of);
        batch.is_some_and(|batch| batch.seq < self.from)
    }

    /// What redo does again next: of what was undone since the last change.
    pub fn to_redo(&self) -> StackMove<'_> {
        match self.undone.as_slice() {
            _ if !self.has_all_to_redo => StackMove::FurtherBack,
            [] => StackMove::Nothing,
            [.., last] => StackMove::Step(last),
        }
    }
}

/// Whether it is a change that undo takes back.
fn is_step(what: &EventKind<'_>) -> bool {
    match what {
        EventKind::Ask(_)
        | EventKind::Answer(_)
        | EventKind::Edit(_)
        | EventKind::Remove { .. }
        | EventKind::Goal(_)
        | EventKind::Plan(_)
        | EventKind::EditPlan(_)
        | EventKind::RemovePlan { .. }
        | EventKind::Step(_)
        | EventKind::Rest(_) => true,
        EventKind::Undo { .. }
        | EventKind::Redo { .. }
        | EventKind::Purge { .. }
        | EventKind::PurgePlan { .. } => false,
    }
}

/// The events of each command, in the order of their last ones: another command may have written
/// between the events of one that writes bit by bit.
fn by_command(events: Vec<Event<'static>>) -> Vec<Vec<Event<'static>>> {
    let mut steps: Vec<Vec<Event<'static>>> = Vec::new();
    let mut of_batch: HashMap<Id<'static>, usize> = HashMap::new();
    for event in events {
        let batch = batch_of(&event).cloned();
        let known = batch.as_ref().and_then(|batch| of_batch.get(batch));
        if let Some(step) = known.and_then(|&index| steps.get_mut(index)) {
            step.push(event);
        } else {
            if let Some(batch) = batch {
                of_batch.insert(batch, steps.len());
            }
            steps.push(vec![event]);
        }
    }
    steps.sort_by_key(|step| step.last().map(|event| event.id.seq));
    steps
}

/// The batch of an event. A batch is named by its first event, so that one with a later name, or
/// with that of another device, is none.
fn batch_of<'e>(event: &'e Event<'static>) -> Option<&'e Id<'static>> {
    let batch = event.batch.as_ref()?;
    let is_first = batch.device == event.id.device && batch.seq <= event.id.seq;
    is_first.then_some(batch)
}

/// The events that do not count: of the undos and redos of each, the last one wins. One that is
/// ordered before its target does nothing. The events are in their order.
pub fn undone(events: &[Event<'_>]) -> HashSet<Id<'static>> {
    let mut last: HashMap<&Id<'_>, bool> = HashMap::new();
    for event in events {
        let (of, is_undo) = match &event.what {
            EventKind::Undo { of } => (of, true),
            EventKind::Redo { of } => (of, false),
            _ => continue,
        };
        for id in of.iter().filter(|id| id.place() < event.id.place()) {
            last.insert(id, is_undo);
        }
    }
    let undone = last.into_iter().filter(|(_, is_undo)| *is_undo);
    undone.map(|(id, _)| id.clone().into_owned()).collect()
}

/// What this device undid since its last other change and has not done again, latest last.
fn named_again(
    events: &[Event<'static>],
    is_own: impl Fn(&Id<'_>) -> bool,
) -> Vec<Vec<Id<'static>>> {
    let mut undos: Vec<Vec<Id<'static>>> = Vec::new();
    for event in events.iter().filter(|event| is_own(&event.id)) {
        match &event.what {
            EventKind::Undo { of } => undos.push(of.clone()),
            EventKind::Redo { of } => {
                if let Some(index) = undos.iter().rposition(|undo| undo == of) {
                    undos.remove(index);
                }
            }
            _ => undos.clear(),
        }
    }
    undos
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn ids(step: StackMove<'_>) -> Option<Vec<u64>> {
        match step {
            StackMove::Step(events) => Some(events.iter().map(|event| event.id.seq).collect()),
            StackMove::Nothing => Some(Vec::new()),
            StackMove::FurtherBack => None,
        }
    }

    /// The steps of the device `a`, of whose asks every tenth was purged.
    fn steps(events: &[Event<'static>], from: u64) -> UndoStack {
        let is_there = |event: &&Event<'_>| {
            event.id.seq >= from && event.id.device == "a" || event.what.is_undo_or_redo()
        };
        let events = events.iter().filter(is_there).cloned().collect();
        UndoStack::new(events, &["a".to_owned()], from, |event| {
            event.id.seq % 10 == 9
        })
    }

    fn event(
        seq: u64,
        device: &'static str,
        batch: Option<u64>,
        what: EventKind<'static>,
    ) -> Event<'static> {
        Event {
            id: Id::new(device, seq),
            at: "2026-03-04T12:30:05+01:00".into(),
            batch: batch.map(|seq| Id::new(device, seq)),
            what,
        }
    }

    /// What was done one after the other: a change, several of them as one, an undo or a redo of
    /// what comes next, an undo of just anything, by this device or another.
    fn journal(deeds: &[(u8, u64)]) -> Vec<Event<'static>> {
        let mut events = Vec::new();
        for &(deed, which) in deeds {
            let seq = events.len() as u64 + 1;
            let named = |step: StackMove<'_>| -> Vec<Id<'static>> {
                let seqs = ids(step).unwrap_or_default();
                seqs.into_iter().map(|seq| Id::new("a", seq)).collect()
            };
            let change = || EventKind::Remove {
                ask: Id::new("b", which),
            };
            let purge = || EventKind::Purge {
                ask: Id::new("b", which),
                number: 1,
            };
            let any = || vec![Id::new("a", which % seq)];
            match deed {
                0..4 => events.push(event(seq, "a", None, change())),
                4 => events.extend((0..3).map(|more| event(seq + more, "a", Some(seq), change()))),
                5 => events.push(event(seq, "a", Some(which), change())),
                6 => events.push(event(seq, "b", None, change())),
                7 => events.push(event(seq, "b", None, EventKind::Undo { of: any() })),
                8 => events.push(event(seq, "a", None, EventKind::Undo { of: any() })),
                9 => events.push(event(seq, "a", None, purge())),
                10..14 => {
                    let of = named(steps(&events, 0).to_undo());
                    events.push(event(seq, "a", None, EventKind::Undo { of }));
                }
                _ => {
                    let of = named(steps(&events, 0).to_redo());
                    events.push(event(seq, "a", None, EventKind::Redo { of }));
                }
            }
        }
        events
    }

    proptest! {
        #[test]
        fn however_far_back_one_looks_the_next_step_is_the_same_or_further_back(
            deeds in vec((0..18_u8, 0..40_u64), 0..40),
        ) {
            let events = journal(&deeds);
            let all = steps(&events, 0);
            let (undo, redo) = (ids(all.to_undo()), ids(all.to_redo()));
            prop_assert!(undo.is_some() && redo.is_some());
            for from in 1..60 {
                let some = steps(&events, from);
                if let Some(known) = ids(some.to_undo()) {
                    prop_assert_eq!(Some(known), undo.clone(), "undo from {}", from);
                }
                if let Some(known) = ids(some.to_redo()) {
                    prop_assert_eq!(Some(known), redo.clone(), "redo from {}", from);
                }
            }
        }
    }

    #[test]
    fn what_was_done_lately_is_known_without_what_was_done_long_ago() {
        let lately = journal(&[(0, 0); 30]);
        assert_eq!(ids(steps(&lately, 20).to_undo()), Some(vec![30]));
        assert_eq!(ids(steps(&lately, 20).to_redo()), Some(vec![]));
        assert_eq!(ids(steps(&lately, 30).to_undo()), Some(vec![30]));
        assert_eq!(ids(steps(&lately, 31).to_undo()), None);
        let undone = journal(&[&[(0, 0); 30][..], &[(10, 0); 2]].concat());
        assert_eq!(ids(steps(&undone, 20).to_redo()), Some(vec![28]));
        assert_eq!(ids(steps(&undone, 29).to_redo()), None);
    }

    #[test]
    fn a_batch_is_one_step_even_if_another_command_wrote_in_between() {
        let change = || EventKind::Remove {
            ask: Id::new("b", 1),
        };
        let events = [
            event(1, "a", Some(1), change()),
            event(2, "a", None, change()),
            event(3, "a", Some(1), change()),
        ];
        assert_eq!(ids(steps(&events, 0).to_undo()), Some(vec![1, 3]));
        assert_eq!(ids(steps(&events, 2).to_undo()), None);
    }
}
