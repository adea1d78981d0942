//! Replay: from the events of all logs to the ledger.
//!
//! Pure. The ledger is a function of the *set* of events: each line is taken in once, in whatever
//! order it is met, as a small fixed record; at the end the records are put in order (they mostly
//! are), what was undone or purged is set aside, and the rest is folded, later over earlier.
//! Words are not kept; a [`LogOffset`] tells where they can be read again. What several readers took in
//! of a long log is joined first, and is then as if one had read it all.

mod exclude;
mod fold;
mod link;
mod merge;
mod same_id;

use self::fold::fold;
use self::link::Link;
use super::codec::Reading;
use super::event::{
    Answered, AskEvent, Change, Changes, Event, EventKind, GoalSet, Id, NUMBER_LIMIT, Planned,
    Rested, Stepped,
};
use crate::domain::ask::{Odds, Rating};
use crate::domain::day::Day;
use crate::domain::id::{VARIANT_MARK, Variant};
use crate::domain::interner::Interner;
use crate::domain::key::Keyed;
use crate::domain::ledger::{Key, Ledger, LogOffset, Record, Status, device_and_variant};
use crate::domain::outcome::Outcome;
use crate::domain::sorted::Sorted;

/// The events taken in so far.
#[derive(Debug, Default)]
pub struct Replay {
    asks: Sorted<Record>,
    changes: Sorted<Replayed>,
    parts: Parts,
    ledger: Ledger,
    last: Option<Key>,
    out_of_order: bool,
    writer: Option<String>,
}

/// An event that is not an ask, small and of fixed size.
#[derive(Clone, Copy, Debug)]
struct Replayed {
    key: Key,
    log_offset: LogOffset,
    undone: bool,
    action: Action,
}

#[derive(Clone, Copy, Debug)]
enum Action {
    Answer {
        ask: Key,
        outcome: Outcome,
        on: Day,
        sting: Option<Rating>,
        has_note: bool,
    },
    Edit {
        ask: Key,
        edit: usize,
    },
    Remove {
        ask: Key,
    },
    Goal(usize),
    Undo(usize),
    Redo(usize),
    Purge {
        ask: Key,
        /// The number of the ask; none of a plan.
        number: Option<u64>,
    },
    Plan(usize),
    EditPlan {
        plan: Key,
        edit: usize,
    },
    RemovePlan {
        plan: Key,
    },
    Step {
        ask: Key,
        step: usize,
    },
    Rest(usize),
    NotUnderstood,
}

impl Keyed for Replayed {
    fn key(&self) -> Key {
        self.key
    }
}

impl Replayed {
    /// The ask or plan that it erases for good, if it does.
    fn purges(&self) -> Option<Key> {
        match self.action {
            Action::Purge { ask, .. } => Some(ask),
            _ => None,
        }
    }
}

impl Replayed {
    /// The ask or plan whose content the line holds a part of: of a plan, its own line too.
    fn part_of(&self) -> Option<Key> {
        match self.action {
            Action::Plan(_) => Some(self.key),
            action => action.about(),
        }
    }
}

impl Action {
    /// The ask or plan whose content the line holds a part of, if it does and is not its own line.
    fn about(self) -> Option<Key> {
        match self {
            Self::Answer { ask, .. }
            | Self::Edit { ask, .. }
            | Self::Remove { ask }
            | Self::Step { ask, .. } => Some(ask),
            Self::EditPlan { plan, .. } | Self::RemovePlan { plan } => Some(plan),
            _ => None,
        }
    }

    /// The one event that it names, to be named otherwise.
    fn named_mut(&mut self) -> Option<&mut Key> {
        match self {
            Self::Answer { ask, .. }
            | Self::Edit { ask, .. }
            | Self::Remove { ask }
            | Self::Purge { ask, .. }
            | Self::Step { ask, .. } => Some(ask),
            Self::EditPlan { plan, .. } | Self::RemovePlan { plan } => Some(plan),
            Self::Goal(_)
            | Self::Undo(_)
            | Self::Redo(_)
            | Self::Plan(_)
            | Self::Rest(_)
            | Self::NotUnderstood => None,
        }
    }
}

/// What does not fit a record of fixed size, by its place in these lists.
#[derive(Debug, Default)]
struct Parts {
    edits: Vec<Edit>,
    goals: Vec<(GoalSet, Day)>,
    named: Vec<Vec<Key>>,
    plans: Vec<Planned<'static>>,
    plan_edits: Vec<Changes<'static>>,
    steps: Vec<Stepped<'static>>,
    rests: Vec<Rested<'static>>,
    plans_at: Vec<String>,
    links: Vec<Link>,
}

/// An edit, its words left in the log.
#[derive(Clone, Debug)]
struct Edit {
    text: bool,
    on: Option<Day>,
    to: Change<u32>,
    tags: Option<u32>,
    note: Change<()>,
    fear: Change<Rating>,
    odds: Change<Odds>,
    sting: Change<Rating>,
    pull: Change<Rating>,
    outcome: Option<Outcome>,
    answered: Change<Day>,
}

impl Replay {
    /// Makes room for so many asks, and as many changes of them.
    pub fn expect(&mut self, asks: usize) {
        self.asks.reserve(asks);
        self.changes.reserve(asks);
    }

    /// Makes the device known that is about to write before anything of it was read, so that what
    /// it writes next has its place in the order; what it has to erase is then looked for, too.
    pub fn know_device(&mut self, device: &str) {
        self.ledger.devices.number(device);
        self.writer = Some(device.to_owned());
    }

    /// Takes a line in.
    pub fn take(&mut self, log_offset: LogOffset, reading: &Reading<'_>) {
        let key = self.key(&reading.id);
        self.out_of_order |= self.last.is_some_and(|last| last >= key);
        self.last = Some(key);
        self.note_highest(reading.id.seq, reading.number, reading.plan_number);
        match &reading.event {
            Some(event) => self.take_event(key, log_offset, event),
            None => self.change(key, log_offset, Action::NotUnderstood),
        }
    }

    fn note_highest(&mut self, seq: u64, number: Option<u64>, plan_number: Option<u64>) {
        self.ledger.highest_seq = self.ledger.highest_seq.max(seq);
        let number = number.unwrap_or_default();
        self.ledger.highest_number = self.ledger.highest_number.max(number);
        let plan_number = plan_number.unwrap_or_default();
        self.ledger.highest_plan = self.ledger.highest_plan.max(plan_number);
    }

    fn change(&mut self, key: Key, log_offset: LogOffset, action: Action) {
        self.changes.push(Replayed {
            key,
            log_offset,
            undone: false,
            action,
        });
    }

    fn take_event(&mut self, key: Key, log_offset: LogOffset, event: &Event<'_>) {
        if let EventKind::Ask(asked) = &event.what {
            let row = self.row(key, log_offset, asked);
            self.asks.push(row);
            self.link(key, log_offset, asked);
        } else {
            let action = self.action(event);
            self.change(key, log_offset, action);
        }
    }

    fn key(&mut self, id: &Id<'_>) -> Key {
        let devices = &mut self.ledger.devices;
        let device = match id.variant {
            None => devices.number(&id.device),
            Some(variant) => devices.number(&variant_name(&id.device, variant)),
        };
        Key {
            seq: id.seq,
            device,
        }
    }

    fn row(&mut self, key: Key, log_offset: LogOffset, asked: &AskEvent<'_>) -> Record {
        Record {
            seq: key.seq,
            number: asked.number,
            log_offset,
            device: key.device,
            to: asked.to.as_deref().map(|to| self.ledger.people.number(to)),
            tags: self.ledger.tags.number(&asked.tags),
            asked_on: asked.on,
            answered_said: asked.answered,
            outcome: asked.outcome,
            fear: asked.fear,
            odds: asked.odds,
            sting: asked.sting,
            pull: asked.pull,
            standing: Status::Active,
            text_overridden: false,
        }
    }

    fn action(&mut self, event: &Event<'_>) -> Action {
        match &event.what {
            // Asks are rows, and no records.
            EventKind::Ask(_) => Action::NotUnderstood,
            EventKind::Answer(answered) => self.answer(answered),
            EventKind::Edit(edited) => Action::Edit {
                ask: self.key(&edited.ask),
                edit: self.edit(&edited.set),
            },
            EventKind::Remove { ask } => Action::Remove { ask: self.key(ask) },
            EventKind::Goal(goal) => {
                let set_on = event.at.get(..10).and_then(Day::from_iso);
                let set_on = set_on.unwrap_or(goal.span.from);
                Action::Goal(place(&mut self.parts.goals, (*goal, set_on)))
            }
            EventKind::Undo { of } => Action::Undo(self.named(of)),
            EventKind::Redo { of } => Action::Redo(self.named(of)),
            EventKind::Purge { ask, number } => Action::Purge {
                ask: self.key(ask),
                number: Some(*number),
            },
            EventKind::Plan(plan) => {
                self.parts.plans_at.push(event.at.to_string());
                Action::Plan(place(&mut self.parts.plans, plan.clone().into_owned()))
            }
            EventKind::EditPlan(edited) => Action::EditPlan {
                plan: self.key(&edited.plan),
                edit: place(&mut self.parts.plan_edits, edited.set.clone().into_owned()),
            },
            EventKind::RemovePlan { plan } => Action::RemovePlan {
                plan: self.key(plan),
            },
            EventKind::PurgePlan { plan, .. } => Action::Purge {
                ask: self.key(plan),
                number: None,
            },
            EventKind::Step(stepped) => Action::Step {
                ask: self.key(&stepped.ask),
                step: place(&mut self.parts.steps, stepped.clone().into_owned()),
            },
            EventKind::Rest(rested) => {
                Action::Rest(place(&mut self.parts.rests, rested.clone().into_owned()))
            }
        }
    }

    fn answer(&mut self, answered: &Answered<'_>) -> Action {
        Action::Answer {
            ask: self.key(&answered.ask),
            outcome: answered.outcome,
            on: answered.on,
            sting: answered.sting,
            has_note: answered.note.is_some(),
        }
    }

    fn named(&mut self, of: &[Id<'_>]) -> usize {
        let keys = of.iter().map(|id| self.key(id)).collect();
        place(&mut self.parts.named, keys)
    }

    fn edit(&mut self, set: &Changes<'_>) -> usize {
        let ledger = &mut self.ledger;
        let tags = set
            .tags
            .as_ref()
            .map(|tags| tags.as_ref().map_or(0, |tags| ledger.tags.number(tags)));
        let to = set
            .to
            .as_ref()
            .map(|to| to.as_deref().map(|to| ledger.people.number(to)));
        let edit = Edit {
            text: set.text.is_some(),
            on: set.on,
            to,
            tags,
            note: set.note.as_ref().map(|note| note.as_ref().map(|_| ())),
            fear: set.fear,
            odds: set.odds,
            sting: set.sting,
            pull: set.pull,
            outcome: set.outcome,
            answered: set.answered,
        };
        place(&mut self.parts.edits, edit)
    }

    /// The ledger of all that was taken in. Lines that share an id are asked for by their places,
    /// and handed over [stripped](super::codec::stripped).
    ///
    /// # Errors
    /// Those of `line_at`.
    pub fn finish<E>(
        mut self,
        mut line_at: impl FnMut(LogOffset) -> Result<Vec<u8>, E>,
    ) -> Result<Ledger, E> {
        self.put_devices_in_order();
        if self.out_of_order {
            self.sort();
        }
        self.ledger.highest_own_seq = self.highest_own_seq();
        let dropped = self.tell_apart(&mut line_at)?;
        self.find_purged(&dropped);
        self.mark_undone();
        self.mark_purged();
        self.join_sources();
        self.ledger.set_rows(std::mem::take(&mut self.asks));
        fold(&mut self.ledger, &self.changes, &self.parts);
        self.ledger.drop_gone();
        Ok(self.ledger)
    }

    fn sort(&mut self) {
        self.asks.sort_by(|row| (row.key(), row.log_offset));
        self.changes
            .sort_by(|record| (record.key, record.log_offset));
        self.parts
            .links
            .sort_by_key(|link| (link.ask, link.log_offset));
    }

    /// The highest sequence of the device that is about to write, in any log.
    fn highest_own_seq(&self) -> u64 {
        let writer = self.writer.as_ref();
        let Some(own) = writer.and_then(|name| self.ledger.devices.find(name)) else {
            return 0;
        };
        let ask = self.asks.iter().rfind(|row| row.device == own);
        let change = self.changes.iter().rfind(|record| record.key.device == own);
        let ask = ask.map(|row| row.seq);
        ask.max(change.map(|record| record.key.seq)).unwrap_or(0)
    }

    /// Numbers the devices in the order of their names, so that keys compare as the protocol says.
    fn put_devices_in_order(&mut self) {
        let mut names: Vec<&str> = self.ledger.devices.iter().collect();
        if names.is_sorted_by_key(|name| device_and_variant(name)) {
            return;
        }
        names.sort_unstable_by_key(|name| device_and_variant(name));
        let mut sorted = Interner::default();
        for name in names {
            sorted.number(name);
        }
        let devices: Vec<u32> = self
            .ledger
            .devices
            .iter()
            .map(|name| sorted.find(name).unwrap_or_default())
            .collect();
        self.ledger.devices = sorted;
        self.renumber_devices(&devices);
        self.out_of_order = true;
    }

    /// Gives each device the number that is in its place here.
    fn renumber_devices(&mut self, devices: &[u32]) {
        let renumber = |device: &mut u32| *device = renumbered(devices, *device);
        for row in self.asks.iter_mut() {
            renumber(&mut row.device);
        }
        for record in self.changes.iter_mut() {
            renumber(&mut record.key.device);
            if let Some(named) = record.action.named_mut() {
                renumber(&mut named.device);
            }
        }
        for link in &mut self.parts.links {
            renumber(&mut link.ask.device);
            if let Some(plan) = &mut link.plan {
                renumber(&mut plan.device);
            }
        }
        for key in self.parts.named.iter_mut().flatten() {
            renumber(&mut key.device);
        }
        let variants = &mut self.ledger.variants;
        variants.renumber_devices(|device| renumbered(devices, device));
    }
}

/// What the device of a variant is called in [`Ledger::devices`].
fn variant_name(device: &str, variant: Variant) -> String {
    format!("{device}{VARIANT_MARK}{variant}")
}

/// The number in the place of another.
fn renumbered(numbers: &[u32], number: u32) -> u32 {
    numbers.get(number as usize).copied().unwrap_or(number)
}

/// Adds to a list and says where.
fn place<T>(list: &mut Vec<T>, part: T) -> usize {
    list.push(part);
    list.len() - 1
}

/// Folds an event into a finished ledger that it comes after: one that was just written, so
/// that its effect is known without reading everything again. Undos, redos and purges reach back
/// further than that; after one of them the journal is read anew.
pub fn follow(ledger: &mut Ledger, log_offset: LogOffset, event: &Event<'_>) {
    let mut replay = Replay {
        ledger: std::mem::take(ledger),
        ..Replay::default()
    };
    let key = replay.key(&event.id);
    let (number, plan_number) = event.what.numbers();
    replay.note_highest(event.id.seq, number, plan_number);
    replay.take_event(key, log_offset, event);
    for &row in replay.asks.iter() {
        replay.ledger.push(row);
    }
    link::follow(&mut replay);
    fold(&mut replay.ledger, &replay.changes, &replay.parts);
    *ledger = replay.ledger;
}

/// The sequence that follows the highest one; none when they are used up.
pub fn next_sequence(highest: u64) -> Option<u64> {
    highest.checked_add(1).filter(|&next| next < NUMBER_LIMIT)
}

#[cfg(test)]
mod tests;
