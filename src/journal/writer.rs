//! A change of the journal: taken under the lock, decided on what was read there, appended to
//! this device's own log, and only then reported.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::device::Device;
use super::event::{Event, EventKind, Id, NUMBER_LIMIT};
use super::folder::{self, Journal};
use super::high_water::HighWater;
use super::id_lists::IdList;
use super::lock::Lock;
use super::purge::{self, Cleaned, PurgedAsks, ReplacedNames};
use super::repair::{self, Repaired};
use super::text_loader::Conflict;
use super::{append, codec, permissions, replay, scan};
use crate::domain::ledger::LogOffset;

/// Which batch events belong to.
enum Batching {
    /// None: a single event.
    Alone,
    /// One of their own, named by the first of them.
    New,
    /// The one whose first event this is.
    Part(Id<'static>),
}

/// The journal, held for a change.
#[derive(Debug)]
pub struct Writer {
    /// The journal as it is under the lock.
    pub journal: Journal,
    /// Notices for the person beside the answer.
    pub warnings: Vec<String>,
    folder: PathBuf,
    state: PathBuf,
    device: Device,
    high_water: HighWater,
    _lock: Lock,
}

impl Writer {
    /// Takes the lock and reads the journal. `device` is the name given from outside, if one is.
    ///
    /// # Errors
    /// If the lock is held by another, or something cannot be read.
    pub fn begin(folder: &Path, state: &Path, device: Option<&str>) -> anyhow::Result<Self> {
        let lock = Lock::take(state)?;
        let mut warnings: Vec<String> = lock.warning.clone().into_iter().collect();
        let mut device = Device::new(device, state);
        let mut journal = folder::read(folder, Some(&device.name))?;
        let own_log = log_of(folder, &device.name);
        if let Some(proof) = device.proof_of_another(&journal, &own_log) {
            warnings.push(device.take_new_name(&proof)?);
            drop(journal);
            journal = folder::read(folder, Some(&device.name))?;
        }
        let own_log = log_of(folder, &device.name);
        let mut problems = journal.problems.iter();
        if let Some(problem) =
            problems.find(|problem| problem.path == own_log && problem.is_about_reading())
        {
            bail!(
                "this device can't write to its log {}: {}",
                own_log.display(),
                problem.reason
            );
        }
        let high_water = HighWater::read(state, folder, &device.name);
        high_water.raise(&mut journal.ledger);
        let mut writer = Self {
            journal,
            warnings,
            folder: folder.to_path_buf(),
            state: state.to_path_buf(),
            device,
            high_water,
            _lock: lock,
        };
        if writer.has_to_erase() {
            if let Err(error) = writer.clean() {
                // It is tried again at every change; what is to be written now matters more.
                let warning = format!("an erased ask couldn't be cleaned away: {error:#}");
                writer.warnings.push(warning);
            }
            writer.read_again()?;
        }
        let missing = writer.high_water.shortfall();
        let missing = missing.map(|missing| missing.problem(&writer.own_log(), state));
        writer.journal.problems.extend(missing);
        Ok(writer)
    }

    /// Whether a purge, perhaps of another device, was met and not yet followed here.
    fn has_to_erase(&self) -> bool {
        let ledger = &self.journal.ledger;
        let is_own = |log: u16| {
            let log = self.journal.logs.get(usize::from(log));
            log.is_some_and(|log| self.device.is_own(&log.device))
        };
        ledger
            .to_erase
            .iter()
            .any(|log_offset| is_own(log_offset.log()))
            || (!ledger.purged.is_empty()
                && purge::cleaned_after(&self.state) != ledger.purged.len())
    }

    /// Erases whatever is left of purged asks in this device's own log, its conflict copies,
    /// backups and drafts. Says what it cannot reach.
    ///
    /// # Errors
    /// If something of our own cannot be rewritten.
    pub fn erase(&mut self) -> anyhow::Result<Vec<String>> {
        let linked = self.clean()?;
        self.read_again()?;
        let mut unreached: Vec<String> = linked
            .iter()
            .map(|path| {
                format!(
                    "{} has other names (hard links), which still have it",
                    path.display()
                )
            })
            .collect();
        let mut logs: Vec<u16> = self
            .journal
            .ledger
            .to_erase
            .iter()
            .map(|log_offset| log_offset.log())
            .collect();
        logs.dedup();
        for log in logs {
            if let Some(log) = self.journal.logs.get(usize::from(log)) {
                unreached.push(format!(
                    "{} still has it, until nos writes there the next time",
                    log.path.display()
                ));
            }
        }
        unreached.extend(purge::out_of_reach(&self.folder));
        Ok(unreached)
    }

    /// Erases, and says which logs have other names. The journal has to be read again then, even
    /// if this failed halfway.
    fn clean(&mut self) -> anyhow::Result<Vec<PathBuf>> {
        let erased = PurgedAsks::new(&self.journal)?;
        let logs = self.own_logs();
        let Cleaned {
            linked,
            text_overridden,
        } = self
            .high_water
            .around(|| purge::erase_in_logs(&logs, &erased))?;
        self.note_reworded(&text_overridden)?;
        purge::erase_in_state(&self.state, &erased)?;
        purge::note_cleaned(&self.state, self.journal.ledger.purged.len())?;
        Ok(linked)
    }

    /// Notes lines down that a purge wrote anew, so that an older copy of one does not show that
    /// another machine writes under its name, and what was known of them is known still.
    fn note_reworded(&self, text_overridden: &[ReplacedNames]) -> anyhow::Result<()> {
        let (mut imported, mut accepted) =
            (IdList::imported(&self.state), IdList::accepted(&self.state));
        let (mut show_nothing, mut no_problem) = (Vec::new(), Vec::new());
        for ReplacedNames { before, after } in text_overridden {
            let (before, after) = (before.to_string(), after.to_string());
            if accepted.has(&before) {
                no_problem.push(after.clone());
            }
            if imported.has(&before) {
                show_nothing.push(after);
            }
            show_nothing.push(before);
        }
        accepted.add(no_problem)?;
        match self.device.mark {
            Some(_) => imported.add(show_nothing),
            None => Ok(()),
        }
    }

    /// Moves the lines that cannot be read out of this device's own log and its conflict copies,
    /// and takes what is left of the own log for whole.
    ///
    /// # Errors
    /// If something cannot be written; the logs are then as they were.
    pub fn repair(&mut self, stamp: &str) -> anyhow::Result<Repaired> {
        let logs = self.own_logs();
        let repair = || repair::repair(&logs, &self.state, stamp);
        let mut repaired = self.high_water.around(repair)?;
        repaired.accepted = self.high_water.accept()?;
        self.read_again()?;
        repaired.accepted_ids = self.accept_conflicts()?;
        Ok(repaired)
    }

    /// Notes down that ids which several events share are no problem any more. Says how many these are.
    fn accept_conflicts(&self) -> anyhow::Result<usize> {
        let mut accepted = IdList::accepted(&self.state);
        let conflicts = &self.journal.conflicts;
        let is_fresh = |conflict: &&Conflict| {
            let mut names = conflict.names();
            names.any(|name| !accepted.has(&name.to_string()))
        };
        let fresh = conflicts.iter().filter(is_fresh).count();
        let names = conflicts.iter().flat_map(Conflict::names);
        accepted.add(names.map(|name| name.to_string()).collect::<Vec<_>>())?;
        Ok(fresh)
    }

    /// This device's own logs, under the names that it had before too, and their conflict copies.
    fn own_logs(&self) -> Vec<PathBuf> {
        let logs = self.journal.logs.iter();
        logs.filter(|log| self.device.is_own(&log.device) && log.is_open)
            .map(|log| log.path.clone())
            .collect()
    }

    /// Reads the journal again. What was read before is let go first, since two journals of ten
    /// years take twice the memory; if it cannot be read, there is nothing to go on with.
    fn read_again(&mut self) -> anyhow::Result<()> {
        self.journal = Journal::default();
        self.journal = folder::read(&self.folder, Some(&self.device.name))?;
        self.high_water.raise(&mut self.journal.ledger);
        Ok(())
    }

    /// The names whose events are this device's own.
    pub fn own_names(&self) -> Vec<String> {
        self.device.own_names()
    }

    /// The number that the next ask gets.
    pub fn next_number(&self) -> u64 {
        self.journal.ledger.highest_number + 1
    }

    /// The highest sequence that was given out or seen.
    fn highest_seq(&self) -> u64 {
        let mark = self.device.mark.as_ref().and_then(|mark| mark.seq);
        self.journal.ledger.highest_seq.max(mark.unwrap_or(0))
    }

    /// The ids that the next events get, for events that name one another.
    pub fn next_ids(&self) -> impl Iterator<Item = Id<'static>> + use<> {
        let (name, highest) = (self.device.name.clone(), self.highest_seq());
        (highest + 1..NUMBER_LIMIT).map(move |seq| Id::new(name.clone(), seq))
    }

    /// The number that the next plan gets.
    pub fn next_plan(&self) -> u64 {
        self.journal.ledger.highest_plan + 1
    }

    /// Whether it makes an ask or a plan of a row of a file that there is one of already.
    fn is_of_known_row(&self, what: &EventKind<'_>) -> bool {
        let ledger = &self.journal.ledger;
        match what {
            EventKind::Ask(asked) => asked
                .src
                .is_some_and(|src| ledger.sources.contains_key(&src)),
            EventKind::Plan(plan) => plan
                .src
                .is_some_and(|src| ledger.plan_sources.contains_key(&src)),
            _ => false,
        }
    }

    /// This device's own log.
    pub fn own_log(&self) -> PathBuf {
        log_of(&self.folder, &self.device.name)
    }

    /// Writes what happened, all of it or nothing; several events are one batch. The journal is
    /// then as it is with them.
    ///
    /// # Errors
    /// If it could not be written: then nothing has happened.
    pub fn commit(
        &mut self,
        at: &str,
        happened: Vec<EventKind<'static>>,
    ) -> anyhow::Result<Vec<Event<'static>>> {
        let batch = if happened.len() > 1 {
            Batching::New
        } else {
            Batching::Alone
        };
        let events = self.events(at, happened, &batch)?;
        self.write(events)
    }

    /// As [`Writer::commit`], as one more part of a batch that is written bit by bit: a command
    /// that keeps each answer as it is given. The first part opens the batch.
    ///
    /// # Errors
    /// As [`Writer::commit`].
    pub fn commit_part(
        &mut self,
        at: &str,
        happened: Vec<EventKind<'static>>,
        batch: &mut Option<Id<'static>>,
    ) -> anyhow::Result<Vec<Event<'static>>> {
        let batching = batch.clone().map_or(Batching::New, Batching::Part);
        let events = self.events(at, happened, &batching)?;
        let events = self.write(events)?;
        if batch.is_none() {
            *batch = events.first().map(|event| event.id.clone());
        }
        Ok(events)
    }

    fn write(&mut self, events: Vec<Event<'static>>) -> anyhow::Result<Vec<Event<'static>>> {
        let (Some(last), path) = (events.last(), self.own_log()) else {
            return Ok(events);
        };
        let mut lines = String::new();
        let mut starts = Vec::with_capacity(events.len());
        for event in &events {
            starts.push(lines.len() as u64);
            let line = codec::write(event)?;
            // A line that could not be read again would be lost to everybody.
            if let Err(reason) = codec::read(line.as_bytes()) {
                bail!("nothing was written, since it couldn't be read again: {reason}");
            }
            lines.push_str(&line);
            lines.push('\n');
        }
        permissions::make_folder(&self.folder)
            .with_context(|| format!("can't make the folder {}", self.folder.display()))?;
        self.device.give_out(last.id.seq)?;
        let before = self.high_water.clone();
        let length = append::length(&path);
        self.high_water
            .give_out(last.id.seq, highest_numbers(&events), lines.len() as u64)?;
        let appended = append::append(&path, lines.as_bytes());
        if appended.is_err() {
            self.high_water.take_back(before, length);
        }
        let offset = appended?;
        self.follow(&path, &events, offset, &starts)?;
        Ok(events)
    }

    /// Joins lines of another log to our own as they are, all of them or none. Their ids stay
    /// those of the device that gave them out. The journal is then as it is with them.
    ///
    /// # Errors
    /// If they could not be written: then nothing has happened.
    pub fn merge(&mut self, lines: &[&str]) -> anyhow::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.note_imported(lines)?;
        let mut joined = lines.join("\n");
        joined.push('\n');
        permissions::make_folder(&self.folder)
            .with_context(|| format!("can't make the folder {}", self.folder.display()))?;
        self.high_water.take_in()?;
        append::append(&self.own_log(), joined.as_bytes())?;
        self.read_again()
    }

    /// Notes lines down that have an id of this device, so that they do not show that another machine
    /// writes under its name.
    fn note_imported(&mut self, lines: &[&str]) -> anyhow::Result<()> {
        let mut own = Vec::new();
        let mut highest = None;
        for line in lines {
            let Some(id) = codec::read_text(line).ok().map(|reading| reading.id) else {
                continue;
            };
            if id.device == self.device.name {
                highest = highest.max(Some(id.seq));
                let variant = Some(codec::variant(&codec::canonical(line.as_bytes())));
                own.push(Id { variant, ..id }.to_string());
            }
        }
        if let Some(highest) = highest.filter(|_| self.device.mark.is_some()) {
            IdList::imported(&self.state).add(own)?;
            self.device.give_out(highest)?;
        }
        Ok(())
    }

    fn events(
        &mut self,
        at: &str,
        mut happened: Vec<EventKind<'static>>,
        batching: &Batching,
    ) -> anyhow::Result<Vec<Event<'static>>> {
        let mut highest = self.highest_seq();
        let mut events: Vec<Event<'static>> = Vec::with_capacity(happened.len());
        self.name_variants(&mut happened)?;
        for what in happened {
            highest = replay::next_sequence(highest).context(
                "a line in the logs has the highest sequence there is; nothing can come after it",
            )?;
            let id = Id::new(self.device.name.clone(), highest);
            let batch = match batching {
                Batching::Alone => None,
                Batching::New => Some(events.first().map_or(&id, |event| &event.id).clone()),
                Batching::Part(first) => Some(first.clone()),
            };
            events.push(Event {
                batch,
                id,
                at: Cow::Owned(at.to_owned()),
                what,
            });
        }
        Ok(events)
    }

    /// Names the events whose id others have too by their variants, so that no line that comes later
    /// changes what is meant; so, too, those of a name that another machine is known to write under,
    /// whose lines may come later.
    fn name_variants(&self, happened: &mut [EventKind<'static>]) -> anyhow::Result<()> {
        let ledger = &self.journal.ledger;
        let mut may_be_shared = HashSet::new();
        for name in happened.iter_mut().flat_map(EventKind::named_mut) {
            let key = ledger.key(name);
            let head = key.and_then(|key| ledger.variants.head(key));
            name.variant = head.or(name.variant);
            if name.variant.is_none() && self.has_other_writers(&name.device) {
                may_be_shared.insert(name.clone());
            }
        }
        if may_be_shared.is_empty() {
            return Ok(());
        }
        let variants = scan::variants(&self.journal, &self.own_log(), &may_be_shared)?;
        for name in happened.iter_mut().flat_map(EventKind::named_mut) {
            name.variant = name.variant.or_else(|| variants.get(name).copied());
        }
        Ok(())
    }

    /// Whether more than one machine is known to write under a name: this device gave it up, or
    /// lines of it share an id.
    fn has_other_writers(&self, name: &str) -> bool {
        let mut conflicts = self.journal.conflicts.iter();
        self.device.was(name) || conflicts.any(|conflict| conflict.id.device == name)
    }

    /// Brings the journal up to what was written.
    fn follow(
        &mut self,
        path: &Path,
        events: &[Event<'static>],
        offset: u64,
        starts: &[u64],
    ) -> anyhow::Result<()> {
        let names_variant = |id: &Id<'_>| id.variant.is_some();
        let reaches_back = |event: &Event<'_>| {
            matches!(
                event.what,
                EventKind::Undo { .. }
                    | EventKind::Redo { .. }
                    | EventKind::Purge { .. }
                    | EventKind::PurgePlan { .. }
            ) || event.what.named().iter().any(names_variant)
                || self.is_of_known_row(&event.what)
        };
        if events.iter().any(reaches_back) {
            return self.read_again();
        }
        let log = self.journal.words.log_number(path);
        for (event, start) in events.iter().zip(starts) {
            let log_offset = LogOffset::new(log, offset + start);
            replay::follow(&mut self.journal.ledger, log_offset, event);
        }
        Ok(())
    }
}

/// The highest numbers that these events give to an ask and to a plan; 0 where they give none.
fn highest_numbers(events: &[Event<'_>]) -> (u64, u64) {
    events.iter().fold((0, 0), |(highest, plan), event| {
        let (number, plan_number) = event.what.numbers();
        (
            highest.max(number.unwrap_or(0)),
            plan.max(plan_number.unwrap_or(0)),
        )
    })
}

/// The log of a device.
pub fn log_of(folder: &Path, device: &str) -> PathBuf {
    folder.join(format!("{device}.jsonl"))
}
