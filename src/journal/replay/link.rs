//! What an ask may name beside its own fields: the plan that it was made of, and the row of a file
//! that it was imported from. Only asks that name one are looked at.

use std::collections::BTreeMap;

use super::{Action, Replay};
use crate::domain::ledger::{Key, Ledger, LogOffset, Record, Status};
use crate::domain::sorted::Sorted;
use crate::domain::source::Source;
use crate::journal::event::AskEvent;

/// What an ask names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) ask: Key,
    pub(super) log_offset: LogOffset,
    pub(super) plan: Option<Key>,
    src: Option<Source>,
}

/// An ask or a plan that was made of a row.
struct Made {
    src: Source,
    key: Key,
    standing: Status,
}

impl Replay {
    /// Notes what an ask names, if it names anything.
    pub(super) fn link(&mut self, ask: Key, log_offset: LogOffset, asked: &AskEvent<'_>) {
        if asked.plan.is_some() || asked.src.is_some() {
            let plan = asked.plan.as_ref().map(|plan| self.key(plan));
            let src = asked.src;
            self.parts.links.push(Link {
                ask,
                log_offset,
                plan,
                src,
            });
        }
    }

    /// Finds the asks that were made of one row of a file, and are one ask; the same for plans. The
    /// rows and records are in order, and those that were undone or erased are marked.
    pub(super) fn join_sources(&mut self) {
        let asks = &self.asks;
        let made = self.parts.links.iter().filter_map(|link| {
            let standing = asks.get(link.ask)?.standing;
            Some(Made {
                src: link.src?,
                key: link.ask,
                standing,
            })
        });
        self.ledger.sources = first_of_each(made.collect(), &mut self.ledger.same);
        if !self.ledger.same.is_empty() {
            mark_same(&mut self.asks, &mut self.ledger);
        }
        let purged = &self.ledger.purged;
        let plans = self.changes.iter().filter_map(|record| {
            let Action::Plan(plan) = record.action else {
                return None;
            };
            let standing = match () {
                () if purged.contains(&record.key) => Status::Purged,
                () if record.undone => Status::Undone,
                () => Status::Active,
            };
            Some(Made {
                src: self.parts.plans.get(plan)?.src?,
                key: record.key,
                standing,
            })
        });
        self.ledger.plan_sources = first_of_each(plans.collect(), &mut self.ledger.same);
        self.note_asked_plans();
    }

    /// Notes which ask was made of which plan.
    fn note_asked_plans(&mut self) {
        let ledger = &self.ledger;
        let asked = self.parts.links.iter().filter_map(|link| {
            let plan = ledger.meant(link.plan?);
            Some((ledger.meant(link.ask), plan))
        });
        let asked: Vec<(Key, Key)> = asked.collect();
        self.ledger.asked_of.extend(asked);
    }
}

/// Brings a finished ledger up to what the ask names that was just written. An ask of a row that is
/// there already does not come here; the journal is read anew then.
pub(super) fn follow(replay: &mut Replay) {
    replay.note_asked_plans();
    for link in &replay.parts.links {
        if let Some(src) = link.src {
            replay.ledger.sources.insert(src, link.ask);
        }
    }
}

/// The first of each row that is active. All others of the row that were not erased mean it.
fn first_of_each(mut made: Vec<Made>, same: &mut BTreeMap<Key, Key>) -> BTreeMap<Source, Key> {
    made.sort_unstable_by_key(|made| (made.src, made.key));
    let mut sources = Vec::with_capacity(made.len());
    for of_row in made.chunk_by(|one, next| one.src == next.src) {
        let Some(first) = of_row.iter().find(|made| made.standing == Status::Active) else {
            continue;
        };
        sources.push((first.src, first.key));
        let others = of_row.iter().filter(|made| made.key != first.key);
        let others = others.filter(|made| made.standing != Status::Purged);
        same.extend(others.map(|other| (other.key, first.key)));
    }
    sources.into_iter().collect()
}

/// Sets the asks aside that are the same as an earlier one.
fn mark_same(asks: &mut Sorted<Record>, ledger: &mut Ledger) {
    for &ask in ledger.same.keys() {
        if let Some(row) = asks.get_mut(ask)
            && row.standing == Status::Active
        {
            row.standing = Status::Same;
            ledger.same_numbers.push((row.number, ask));
        }
    }
}
