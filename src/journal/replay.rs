//! Replay: from the events of all logs to the ledger.
//!
//! Pure. The ledger is a function of the *set* of events: each line is taken in once, in whatever
//! order it is met, as a small fixed record; at the end the records are put in order (they mostly
//! are), what was undone or purged is set aside, and the rest is folded, later over earlier.
//! Words are not kept; a [`Spot`] tells where they can be read again.

mod join;

use std::collections::HashSet;

use super::event::{Answered, Asked, Change, Changes, Event, GoalSet, Id, NUMBER_LIMIT, What};
use super::line::Reading;
use crate::domain::ask::{Odds, Rating};
use crate::domain::day::Day;
use crate::domain::goal::Goal;
use crate::domain::ledger::{Key, Ledger, Names, Row, Spot, Standing, index_of};
use crate::domain::outcome::Outcome;

/// The events taken in so far.
#[derive(Debug, Default)]
pub struct Replay {
    asks: Vec<Row>,
    changes: Vec<Record>,
    parts: Parts,
    ledger: Ledger,
    last: Option<Key>,
    out_of_order: bool,
    is_for_a_writer: bool,
}

/// An event that is not an ask, small and of fixed size.
#[derive(Clone, Copy, Debug)]
struct Record {
    key: Key,
    spot: Spot,
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
    },
    NotUnderstood,
}

impl Record {
    /// The ask that it erases for good, if it does.
    fn purges(&self) -> Option<Key> {
        match self.action {
            Action::Purge { ask } => Some(ask),
            _ => None,
        }
    }
}

impl Action {
    /// The ask whose content the line holds a part of, if it does.
    fn about(self) -> Option<Key> {
        match self {
            Self::Answer { ask, .. } | Self::Edit { ask, .. } | Self::Remove { ask } => Some(ask),
            _ => None,
        }
    }
}

/// What does not fit a record of fixed size, by its place in these lists.
#[derive(Debug, Default)]
struct Parts {
    edits: Vec<Edit>,
    goals: Vec<(GoalSet, Day)>,
    named: Vec<Vec<Key>>,
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
    outcome: Option<Outcome>,
    answered: Change<Day>,
}

impl Replay {
    /// Makes the device known that is about to write before anything of it was read, so that what
    /// it writes next has its place in the order; what it has to erase is then looked for, too.
    pub fn know_device(&mut self, device: &str) {
        self.ledger.devices.number(device);
        self.is_for_a_writer = true;
    }

    /// Takes a line in.
    pub fn take(&mut self, spot: Spot, reading: &Reading<'_>) {
        let key = self.key(&reading.id);
        self.out_of_order |= self.last.is_some_and(|last| last >= key);
        self.last = Some(key);
        self.note_highest(reading.id.seq, reading.number);
        match &reading.event {
            Some(event) => self.take_event(key, spot, event),
            None => self.change(key, spot, Action::NotUnderstood),
        }
    }

    fn note_highest(&mut self, seq: u64, number: Option<u64>) {
        self.ledger.highest_seq = self.ledger.highest_seq.max(seq);
        let number = number.unwrap_or_default();
        self.ledger.highest_number = self.ledger.highest_number.max(number);
    }

    fn change(&mut self, key: Key, spot: Spot, action: Action) {
        self.changes.push(Record {
            key,
            spot,
            undone: false,
            action,
        });
    }

    fn take_event(&mut self, key: Key, spot: Spot, event: &Event<'_>) {
        if let What::Ask(asked) = &event.what {
            let row = self.row(key, spot, asked);
            self.asks.push(row);
        } else {
            let action = self.action(event);
            self.change(key, spot, action);
        }
    }

    fn key(&mut self, id: &Id<'_>) -> Key {
        Key {
            seq: id.seq,
            device: self.ledger.devices.number(&id.device),
        }
    }

    fn row(&mut self, key: Key, spot: Spot, asked: &Asked<'_>) -> Row {
        Row {
            seq: key.seq,
            number: asked.number,
            spot,
            device: key.device,
            to: asked.to.as_deref().map(|to| self.ledger.people.number(to)),
            tags: self.ledger.tags.number(&asked.tags),
            asked_on: asked.on,
            answered_said: asked.answered,
            outcome: asked.outcome,
            fear: asked.fear,
            odds: asked.odds,
            sting: asked.sting,
            standing: Standing::Stands,
            reworded: false,
        }
    }

    fn action(&mut self, event: &Event<'_>) -> Action {
        match &event.what {
            What::Ask(_) => Action::NotUnderstood,
            What::Answer(answered) => self.answer(answered),
            What::Edit(edited) => Action::Edit {
                ask: self.key(&edited.ask),
                edit: self.edit(&edited.set),
            },
            What::Remove { ask } => Action::Remove { ask: self.key(ask) },
            What::Goal(goal) => {
                let set_on = event.at.get(..10).and_then(Day::from_iso);
                let set_on = set_on.unwrap_or(goal.span.from);
                Action::Goal(place(&mut self.parts.goals, (*goal, set_on)))
            }
            What::Undo { of } => Action::Undo(self.named(of)),
            What::Redo { of } => Action::Redo(self.named(of)),
            What::Purge { ask, .. } => Action::Purge { ask: self.key(ask) },
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
            .map(|tags| ledger.tags.number(tags.as_deref().unwrap_or_default()));
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
            outcome: set.outcome,
            answered: set.answered,
        };
        place(&mut self.parts.edits, edit)
    }

    /// The ledger of all that was taken in. Of the lines that share an id, `choose` is handed the
    /// places and says which one counts.
    ///
    /// # Errors
    /// Those of `choose`.
    pub fn finish<E>(
        mut self,
        mut choose: impl FnMut(&[Spot]) -> Result<Spot, E>,
    ) -> Result<Ledger, E> {
        self.put_devices_in_order();
        let mut dropped = Vec::new();
        if self.out_of_order {
            self.asks.sort_unstable_by_key(|row| (row.key(), row.spot));
            self.changes
                .sort_unstable_by_key(|record| (record.key, record.spot));
            dropped = self.drop_duplicates(&mut choose)?;
        }
        self.find_purged(&dropped);
        self.mark_undone();
        self.mark_purged();
        self.ledger.set_rows(std::mem::take(&mut self.asks));
        for record in &self.changes {
            if !record.undone {
                apply(&mut self.ledger, &self.parts, record);
            }
        }
        self.ledger.drop_gone();
        Ok(self.ledger)
    }

    /// Numbers the devices in the order of their names, so that keys compare as the protocol says.
    fn put_devices_in_order(&mut self) {
        let mut names: Vec<&str> = self.ledger.devices.iter().collect();
        if names.is_sorted() {
            return;
        }
        names.sort_unstable();
        let mut sorted = Names::default();
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
        for row in &mut self.asks {
            renumber(&mut row.device);
        }
        for record in &mut self.changes {
            renumber(&mut record.key.device);
            match &mut record.action {
                Action::Answer { ask, .. }
                | Action::Edit { ask, .. }
                | Action::Remove { ask }
                | Action::Purge { ask } => renumber(&mut ask.device),
                Action::Goal(_) | Action::Undo(_) | Action::Redo(_) | Action::NotUnderstood => {}
            }
        }
        for key in self.parts.named.iter_mut().flatten() {
            renumber(&mut key.device);
        }
    }

    /// Of lines that share an id one is kept; says what asks the others are about.
    fn drop_duplicates<E>(
        &mut self,
        choose: &mut impl FnMut(&[Spot]) -> Result<Spot, E>,
    ) -> Result<Vec<(Key, Spot)>, E> {
        let mut dropped = HashSet::new();
        for spots in self.spots_that_share_an_id() {
            let kept = choose(&spots)?;
            dropped.extend(spots.into_iter().filter(|&spot| spot != kept));
        }
        if dropped.is_empty() {
            return Ok(Vec::new());
        }
        let is_dropped = |(_, spot): &(Key, Spot)| dropped.contains(spot);
        let lines = self.lines_about_asks().filter(is_dropped).collect();
        self.asks.retain(|row| !dropped.contains(&row.spot));
        self.changes
            .retain(|record| !dropped.contains(&record.spot));
        Ok(lines)
    }

    /// Walks both lists, which are in order, side by side.
    fn spots_that_share_an_id(&self) -> Vec<Vec<Spot>> {
        let mut asks = self.asks.iter().map(|row| (row.key(), row.spot)).peekable();
        let mut changes = self
            .changes
            .iter()
            .map(|record| (record.key, record.spot))
            .peekable();
        let mut groups = Vec::<Vec<Spot>>::new();
        let mut last: Option<(Key, Spot)> = None;
        let mut in_group = false;
        loop {
            let ask_is_next = match (asks.peek(), changes.peek()) {
                (Some(ask), Some(change)) => ask < change,
                (ask, _) => ask.is_some(),
            };
            let next = if ask_is_next {
                asks.next()
            } else {
                changes.next()
            };
            let Some((key, spot)) = next else {
                return groups;
            };
            match last {
                Some((other, first)) if other == key => {
                    if !in_group {
                        groups.push(vec![first]);
                    }
                    if let Some(group) = groups.last_mut() {
                        group.push(spot);
                    }
                    in_group = true;
                }
                _ => in_group = false,
            }
            last = Some((key, spot));
        }
    }

    /// Sets aside what was undone: of the undos and redos of an event, the last wins. One that is
    /// ordered before its target does nothing.
    fn mark_undone(&mut self) {
        for index in 0..self.changes.len() {
            let Some(&Record { key, action, .. }) = self.changes.get(index) else {
                return;
            };
            let (list, undone) = match action {
                Action::Undo(list) => (list, true),
                Action::Redo(list) => (list, false),
                _ => continue,
            };
            for &target in self.parts.named.get(list).into_iter().flatten() {
                if target < key {
                    mark(&mut self.asks, &mut self.changes, target, undone);
                }
            }
        }
    }

    /// Where each line stands that holds a part of an ask.
    fn lines_about_asks(&self) -> impl Iterator<Item = (Key, Spot)> {
        let asks = self.asks.iter().map(|row| (row.key(), row.spot));
        let changes = self.changes.iter().filter_map(|record| {
            let about = record.action.about()?;
            Some((about, record.spot))
        });
        asks.chain(changes)
    }

    /// Finds the asks that were purged, by lines that count, and every line that is left of them:
    /// of lines that share an id those, too, that do not count, for they hold it all the same.
    fn find_purged(&mut self, dropped: &[(Key, Spot)]) {
        let purged: HashSet<Key> = self.changes.iter().filter_map(Record::purges).collect();
        if !purged.is_empty() && self.is_for_a_writer {
            let dropped = dropped.iter().copied();
            self.ledger.to_erase = dropped
                .chain(self.lines_about_asks())
                .filter(|(ask, _)| purged.contains(ask))
                .map(|(_, spot)| spot)
                .collect();
        }
        self.ledger.purged = purged;
    }

    /// Sets aside what was purged, wherever in the order that was.
    fn mark_purged(&mut self) {
        for &ask in &self.ledger.purged {
            if let Some(row) = find(&mut self.asks, ask, Row::key) {
                row.standing = Standing::Purged;
            }
        }
    }
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

fn find<T>(list: &mut [T], key: Key, key_of: impl Fn(&T) -> Key) -> Option<&mut T> {
    let index = index_of(list, key, key_of)?;
    list.get_mut(index)
}

fn mark(asks: &mut [Row], changes: &mut [Record], target: Key, undone: bool) {
    if let Some(row) = find(asks, target, Row::key) {
        row.standing = if undone {
            Standing::Undone
        } else {
            Standing::Stands
        };
    } else if let Some(record) = find(changes, target, |record| record.key) {
        record.undone = undone;
    }
}

/// Folds one event into the ledger.
fn apply(ledger: &mut Ledger, parts: &Parts, record: &Record) {
    match record.action {
        Action::Answer {
            ask,
            outcome,
            on,
            sting,
            has_note,
        } => {
            let Some(row) = earlier(ledger, ask, record.key) else {
                return;
            };
            row.outcome = outcome;
            row.answered_said = outcome.is_answered().then_some(on);
            row.sting = sting.or(row.sting);
            if has_note {
                row.reworded = true;
                let rewording = ledger.rewordings.entry(ask).or_default();
                rewording.notes.push(record.spot);
            }
        }
        Action::Edit { ask, edit } => {
            if let Some(edit) = parts.edits.get(edit) {
                apply_edit(ledger, ask, record, edit);
            }
        }
        Action::Remove { ask } => {
            if let Some(row) = earlier(ledger, ask, record.key)
                && row.standing == Standing::Stands
            {
                row.standing = Standing::Removed;
            }
        }
        Action::Goal(goal) => {
            if let Some(&(goal, set_on)) = parts.goals.get(goal) {
                set_goal(ledger, &goal, set_on);
            }
        }
        Action::Undo(_) | Action::Redo(_) | Action::Purge { .. } | Action::NotUnderstood => {}
    }
}

/// The ask of a key, if it comes before the event that is about it.
fn earlier(ledger: &mut Ledger, ask: Key, event: Key) -> Option<&mut Row> {
    if ask < event {
        ledger.get_mut(ask)
    } else {
        None
    }
}

fn apply_edit(ledger: &mut Ledger, ask: Key, record: &Record, edit: &Edit) {
    let Some(row) = earlier(ledger, ask, record.key) else {
        return;
    };
    row.asked_on = edit.on.unwrap_or(row.asked_on);
    row.to = edit.to.unwrap_or(row.to);
    row.tags = edit.tags.unwrap_or(row.tags);
    row.fear = edit.fear.unwrap_or(row.fear);
    row.odds = edit.odds.unwrap_or(row.odds);
    row.sting = edit.sting.unwrap_or(row.sting);
    if let Some(outcome) = edit.outcome {
        row.outcome = outcome;
        if outcome == Outcome::Pending {
            row.answered_said = None;
        }
    }
    row.answered_said = edit.answered.unwrap_or(row.answered_said);
    if !edit.text && edit.note.is_none() {
        return;
    }
    row.reworded = true;
    let rewording = ledger.rewordings.entry(ask).or_default();
    if edit.text {
        rewording.text = Some(record.spot);
    }
    if let Some(note) = edit.note {
        rewording.own_note_gone = true;
        rewording.notes.clear();
        rewording.notes.extend(note.map(|()| record.spot));
    }
}

fn set_goal(ledger: &mut Ledger, set: &GoalSet, set_on: Day) {
    match set.target {
        None => ledger.goals.clear(set.counts.kind(), set.span),
        Some(target) => ledger.goals.set(Goal {
            target,
            counts: set.counts,
            span: set.span,
            rest: set.rest,
            set_on,
        }),
    }
}

/// Folds an event into a finished ledger that it comes after: one that was just written, so
/// that its effect is told without reading everything again. Undos, redos and purges reach back
/// further than that; after one of them the journal is read anew.
pub fn follow(ledger: &mut Ledger, spot: Spot, event: &Event<'_>) {
    let mut replay = Replay {
        ledger: std::mem::take(ledger),
        ..Replay::default()
    };
    let key = replay.key(&event.id);
    let number = match &event.what {
        What::Ask(asked) => Some(asked.number),
        _ => None,
    };
    replay.note_highest(event.id.seq, number);
    replay.take_event(key, spot, event);
    for row in replay.asks.drain(..) {
        replay.ledger.push(row);
    }
    for record in &replay.changes {
        apply(&mut replay.ledger, &replay.parts, record);
    }
    *ledger = replay.ledger;
}

/// The sequence that follows the highest one; none when they are used up.
pub fn next_sequence(highest: u64) -> Option<u64> {
    highest.checked_add(1).filter(|&next| next < NUMBER_LIMIT)
}

#[cfg(test)]
mod tests;
