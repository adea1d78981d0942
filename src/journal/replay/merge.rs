//! Two replays, joined: what was taken in on one thread, and what was taken in on the next.

use super::{Action, Parts, Replay, renumbered};
use crate::domain::interner::Interner;
use crate::domain::ledger::Key;

impl Replay {
    /// Takes in all that another replay took in, as if it had been taken in here, after the rest.
    pub fn join(&mut self, mut next: Self) {
        let devices = numbers(&mut self.ledger.devices, &next.ledger.devices);
        // Whether they are in order was seen by numbers that they do not keep.
        self.out_of_order |= next.out_of_order || !devices.is_sorted();
        next.renumber_devices(&devices);
        next.renumber_words(self);
        next.move_parts_behind(self);
        let (first, last) = (next.first(), next.last_renumbered(&devices));
        self.out_of_order |=
            matches!((self.last, first), (Some(last), Some(first)) if last >= first);
        self.last = last.or(self.last);
        self.ledger.highest_seq = self.ledger.highest_seq.max(next.ledger.highest_seq);
        self.ledger.highest_number = self.ledger.highest_number.max(next.ledger.highest_number);
        self.ledger.highest_plan = self.ledger.highest_plan.max(next.ledger.highest_plan);
        self.asks.append(next.asks);
        self.changes.append(next.changes);
        self.parts.append(next.parts);
    }

    /// The first event of a replay that is in order.
    fn first(&self) -> Option<Key> {
        let ask = self.asks.iter().next().map(super::Record::key);
        let change = self.changes.iter().next().map(|record| record.key);
        ask.into_iter().chain(change).min()
    }

    fn last_renumbered(&self, devices: &[u32]) -> Option<Key> {
        self.last.map(|Key { seq, device }| Key {
            seq,
            device: renumbered(devices, device),
        })
    }

    /// Gives people and tags the numbers that they have there, new ones to those that are new.
    fn renumber_words(&mut self, there: &mut Self) {
        let people = numbers(&mut there.ledger.people, &self.ledger.people);
        let tags = there.ledger.tags.numbers_of(&self.ledger.tags);
        for row in self.asks.iter_mut() {
            row.to = row.to.map(|to| renumbered(&people, to));
            row.tags = renumbered(&tags, row.tags);
        }
        for edit in &mut self.parts.edits {
            edit.to = edit.to.map(|to| to.map(|to| renumbered(&people, to)));
            edit.tags = edit.tags.map(|set| renumbered(&tags, set));
        }
    }

    /// Moves the places of what does not fit a record, to come after those that are there.
    fn move_parts_behind(&mut self, there: &Self) {
        let before = &there.parts;
        for record in self.changes.iter_mut() {
            match &mut record.action {
                Action::Edit { edit, .. } => *edit += before.edits.len(),
                Action::Goal(goal) => *goal += before.goals.len(),
                Action::Undo(named) | Action::Redo(named) => *named += before.named.len(),
                Action::Plan(plan) => *plan += before.plans.len(),
                Action::EditPlan { edit, .. } => *edit += before.plan_edits.len(),
                Action::Step { step, .. } => *step += before.steps.len(),
                Action::Rest(rest) => *rest += before.rests.len(),
                Action::Answer { .. }
                | Action::Remove { .. }
                | Action::RemovePlan { .. }
                | Action::Purge { .. }
                | Action::NotUnderstood => {}
            }
        }
    }
}

impl Parts {
    /// Adds the parts of the next replay behind these.
    fn append(&mut self, next: Self) {
        let Self {
            edits,
            goals,
            named,
            plans,
            plan_edits,
            steps,
            rests,
            plans_at,
            links,
        } = next;
        self.edits.extend(edits);
        self.goals.extend(goals);
        self.named.extend(named);
        self.plans.extend(plans);
        self.plan_edits.extend(plan_edits);
        self.steps.extend(steps);
        self.rests.extend(rests);
        self.plans_at.extend(plans_at);
        self.links.extend(links);
    }
}

/// The numbers that these names have there, by the numbers that they have now.
fn numbers(there: &mut Interner, names: &Interner) -> Vec<u32> {
    names.iter().map(|name| there.number(name)).collect()
}
