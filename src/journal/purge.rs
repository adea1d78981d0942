//! What is left of asks that were erased for good: found and erased in everything of this
//! device's own, and named where it is out of reach.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::Value;

use super::codec::Reading;
use super::event::{AskEvent, Edited, EditedPlan, Event, EventKind, Id, Variant};
use super::folder::Journal;
use super::rewrite::{self, LineAction};
use super::salvage::whole_events;
use super::{codec, draft, permissions, repair, scan};
use crate::json::{self, Escapes};

/// The asks that were erased, and the words that they had as far as these can still be read.
#[derive(Clone, Debug, Default)]
pub struct PurgedAsks {
    ids: HashSet<String>,
    shared: HashMap<String, FileVariants>,
    words: HashSet<Vec<u8>>,
    /// The ids of all lines about them, but for those that are a variant beside the one with the id.
    lines: HashSet<String>,
}

/// An id that several events have, or had, and of which not all were erased.
#[derive(Clone, Debug, Default)]
struct FileVariants {
    /// The one that has the id, if it is known.
    head: Option<Variant>,
    gone: HashSet<Variant>,
    /// The numbers of the asks that have the id and were not erased.
    kept_numbers: HashSet<u64>,
}

impl PurgedAsks {
    /// The erased asks of a journal.
    ///
    /// # Errors
    /// If a log cannot be read again.
    pub fn new(journal: &Journal) -> anyhow::Result<Self> {
        let ledger = &journal.ledger;
        let mut erased = Self::default();
        for &key in &ledger.purged {
            erased.ids.insert(ledger.id(key));
            let aliases = ledger.variants.aliases_of(key);
            erased.ids.extend(aliases.map(|alias| ledger.id(alias)));
            let id = ledger.event_id(key);
            let base = ledger.key(&id.base());
            let all = base.and_then(|base| ledger.variants.get(base));
            let head = all.map(|all| all.head);
            if let Some(gone) = id.variant.or(head) {
                let base = id.base().to_string();
                let shared = erased.shared.entry(base).or_default();
                shared.head = head;
                shared.gone.insert(gone);
                let lines = all.map(|all| all.lines.as_slice()).unwrap_or_default();
                let kept = lines.iter().filter_map(|&(_, key, _)| ledger.get(key));
                shared.kept_numbers.extend(kept.map(|row| row.number));
            }
        }
        let is_about = |event: &Event<'_>| {
            let ask = asked_in(event);
            ask.is_some_and(|ask| erased.ids.contains(&ask.to_string()))
        };
        let events = scan::events(journal, is_about)?;
        for event in events {
            erased.note_words(&event.what);
            if event.id.variant.is_none() {
                erased.lines.insert(event.id.to_string());
            }
        }
        Ok(erased)
    }

    /// Goes through the lines of a file, from the first to the last.
    fn pass(&self) -> PurgePass<'_> {
        PurgePass {
            erased: self,
            last: HashMap::new(),
            gone: HashMap::new(),
            text_overridden: Vec::new(),
        }
    }

    /// Notes the texts and notes of an event, as typed and as a line has them.
    fn note_words(&mut self, what: &EventKind<'_>) {
        let words = match what {
            EventKind::Ask(asked) => [Some(&*asked.text), asked.note.as_deref()],
            EventKind::Plan(plan) => [Some(&*plan.text), plan.note.as_deref()],
            EventKind::Step(stepped) => [Some(&*stepped.step), stepped.note.as_deref()],
            EventKind::Answer(answered) => [answered.note.as_deref(), None],
            EventKind::Edit(Edited { set, .. }) | EventKind::EditPlan(EditedPlan { set, .. }) => {
                let note = set.note.as_ref().and_then(|note| note.as_deref());
                [set.text.as_deref(), note]
            }
            _ => [None, None],
        };
        for words in words.into_iter().flatten() {
            self.words.insert(words.as_bytes().to_vec());
            if let Ok(quoted) = json::to_line(&words, Escapes::Controls) {
                self.words.insert(quoted.trim_matches('"').into());
            }
        }
    }

    /// Whether a line that cannot be read holds something of an erased ask: its id; or its
    /// words, where the line does not say whose they are.
    fn is_mentioned_in(&self, line: &[u8]) -> bool {
        let quoted = |id: &String| format!("\"{id}\"").into_bytes();
        self.ids.iter().any(|id| has(line, &quoted(id)))
            || (!has(line, b"\"id\"") && self.words.iter().any(|words| has(line, words)))
    }
}

/// The ask or plan that an event holds a part of; none for a purge, which holds nothing of it.
fn asked_in<'e>(event: &'e Event<'_>) -> Option<&'e Id<'e>> {
    match &event.what {
        what if what.is_made() => Some(&event.id),
        what if what.is_purge() => None,
        what => what.about(),
    }
}

/// A line that names other events than before, by what it was and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReplacedNames {
    pub(super) before: Id<'static>,
    pub(super) after: Id<'static>,
}

/// What was erased in logs.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    /// Those that have other names, under which the old file is still there.
    pub(super) linked: Vec<PathBuf>,
    /// Lines that stay, but name fewer events.
    pub(super) text_overridden: Vec<ReplacedNames>,
}

/// The lines of a file, one after the other: where several events share an id, a line means the
/// last one before it.
struct PurgePass<'e> {
    erased: &'e PurgedAsks,
    last: HashMap<String, Variant>,
    /// Whether the last line so far with an id is one that goes.
    gone: HashMap<String, bool>,
    text_overridden: Vec<ReplacedNames>,
}

impl PurgePass<'_> {
    /// What becomes of a line: gone if it holds something of an erased ask.
    fn fate(&mut self, line: &[u8]) -> LineAction {
        let line = codec::stripped(line);
        match codec::read(line) {
            Ok(reading) => {
                self.note(&reading.id, line);
                let is_gone = match &reading.event {
                    Some(event) => asked_in(event).is_some_and(|ask| self.is_gone(ask)),
                    None => self.is_named_in(line),
                };
                if is_gone {
                    self.gone.insert(reading.id.to_string(), true);
                    return LineAction::Goes;
                }
                let id = reading.id.to_string();
                if self.names_gone(&id) {
                    self.gone.insert(id, false);
                }
                self.fate_of_names(line, reading)
            }
            Err(_) if self.erased.is_mentioned_in(line) => {
                let mut kept: Vec<Vec<u8>> = Vec::new();
                for event in whole_events(line) {
                    match self.fate(event) {
                        LineAction::Stays => kept.push(event.to_vec()),
                        LineAction::Goes => {}
                        LineAction::Becomes(lines) => kept.extend(lines),
                    }
                }
                if kept.is_empty() {
                    LineAction::Goes
                } else {
                    LineAction::Becomes(kept)
                }
            }
            Err(_) => LineAction::Stays,
        }
    }

    /// Whether a name means a line that goes: the last one before it in the file, or if there is none
    /// the one that has the id.
    fn names_gone(&self, name: &str) -> bool {
        let last = self.gone.get(name).copied();
        last.unwrap_or_else(|| self.erased.lines.contains(name))
    }

    /// What becomes of a line that holds nothing of an erased ask, but may name lines that go: in an
    /// undo, a redo or a purge their ids would then mean other lines that have them, or come later.
    fn fate_of_names(&mut self, old: &[u8], reading: Reading<'_>) -> LineAction {
        let Some(mut event) = reading.event else {
            return LineAction::Stays;
        };
        match &mut event.what {
            EventKind::Undo { of } | EventKind::Redo { of } => {
                let before = of.len();
                of.retain(|id| !self.names_gone(&id.to_string()));
                if of.len() == before {
                    return LineAction::Stays;
                }
                if of.is_empty() {
                    return LineAction::Goes;
                }
            }
            // Its number says which ask it means, unless another one with the id has that, too.
            EventKind::Purge { ask, number } if !self.has_kept(ask, *number) => {
                return LineAction::Stays;
            }
            EventKind::Purge { ask, .. }
            | EventKind::PurgePlan { plan: ask, .. }
            | EventKind::Ask(AskEvent {
                plan: Some(ask), ..
            }) if self.names_gone(&ask.to_string()) => {
                let Some(&variant) = self.last.get(&ask.to_string()) else {
                    return LineAction::Stays;
                };
                ask.variant = Some(variant);
            }
            _ => return LineAction::Stays,
        }
        match codec::write(&event) {
            Ok(line) if reading.understood => {
                let id = |line: &[u8]| Id {
                    variant: Some(codec::variant(&codec::canonical(line))),
                    ..event.id.clone().into_owned()
                };
                self.text_overridden.push(ReplacedNames {
                    before: id(old),
                    after: id(line.as_bytes()),
                });
                LineAction::Becomes(vec![line.into_bytes()])
            }
            // Fields of a newer nos would be lost.
            _ => LineAction::Stays,
        }
    }

    /// Whether an ask with this id and number is left.
    fn has_kept(&self, id: &Id<'_>, number: u64) -> bool {
        let shared = self.erased.shared.get(&id.to_string());
        shared.is_some_and(|shared| shared.kept_numbers.contains(&number))
    }

    /// Notes a line down that has an id which others have too.
    fn note(&mut self, id: &Id<'_>, line: &[u8]) {
        if self.erased.shared.is_empty() {
            return;
        }
        let id = id.to_string();
        if self.erased.shared.contains_key(&id) {
            let variant = codec::variant(&codec::canonical(line));
            self.last.insert(id, variant);
        }
    }

    /// Whether a line of a newer nos is about an erased ask.
    fn is_named_in(&self, line: &[u8]) -> bool {
        let Ok(value) = serde_json::from_slice::<Value>(line) else {
            return false;
        };
        // An ask that names an erased plan holds nothing of it.
        let is_ask = value.get("kind").is_some_and(|kind| kind == "ask");
        let names = if is_ask {
            &["id"][..]
        } else {
            &["id", "ask", "plan"]
        };
        names.iter().any(|name| {
            let id = value.get(name).and_then(Value::as_str);
            id.and_then(Id::parse).is_some_and(|id| self.is_gone(&id))
        })
    }

    /// Whether the ask that is named at this point was erased.
    fn is_gone(&self, ask: &Id<'_>) -> bool {
        let base = ask.base().to_string();
        let Some(shared) = self.erased.shared.get(&base) else {
            return self.erased.ids.contains(&ask.to_string());
        };
        let last = || self.last.get(&base).copied();
        let meant = ask.variant.or_else(last).or(shared.head);
        meant.is_some_and(|meant| shared.gone.contains(&meant))
    }
}

fn has(line: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && line.windows(part.len()).any(|window| window == part)
}

/// Erases what is left in these logs of our own.
///
/// # Errors
/// If one of them cannot be rewritten.
pub(super) fn erase_in_logs(logs: &[PathBuf], erased: &PurgedAsks) -> anyhow::Result<Cleaned> {
    let mut cleaned = Cleaned::default();
    for path in logs {
        rewrite::tidy(path);
        let mut pass = erased.pass();
        let rewritten = rewrite::rewrite(path, |line| pass.fate(line))?;
        if rewritten.is_some_and(|rewritten| rewritten.other_names > 0) {
            cleaned.linked.push(path.clone());
        }
        cleaned.text_overridden.append(&mut pass.text_overridden);
    }
    Ok(cleaned)
}

/// Erases what is left in the state folder: drafts, backups and side files.
///
/// # Errors
/// If one of them cannot be rewritten.
pub fn erase_in_state(state: &Path, erased: &PurgedAsks) -> anyhow::Result<()> {
    for id in &erased.ids {
        draft::discard_of(state, id);
    }
    for path in repair::kept_files(state)? {
        rewrite::tidy(&path);
        let mut pass = erased.pass();
        rewrite::rewrite(&path, |line| pass.fate(line))?;
    }
    Ok(())
}

/// How many purges the state folder was cleaned after, if that was ever noted.
pub fn cleaned_after(state: &Path) -> usize {
    permissions::read_text(&state.join("purged"))
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}

/// Notes how many purges the state folder was cleaned after.
///
/// # Errors
/// If it cannot be written.
pub fn note_cleaned(state: &Path, purges: usize) -> anyhow::Result<()> {
    let path = state.join("purged");
    super::device::put(&path, &format!("{purges:016}\n"))
        .with_context(|| format!("can't write {}", path.display()))
}

/// Where copies of the logs are that nos cannot reach, as far as it can see them.
pub fn out_of_reach(folder: &Path) -> Vec<String> {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let mut places = Vec::new();
    if let Some(repository) = git_repository(&folder) {
        places.push(format!(
            "the history of the git repository {} still has it",
            repository.display()
        ));
    }
    if let Some(versions) = old_versions(&folder) {
        places.push(format!(
            "Syncthing keeps old versions in {}",
            versions.display()
        ));
    }
    places
}

/// The git repository that a folder is in.
pub(super) fn git_repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|path| path.join(".git").exists())
}

/// Where Syncthing keeps the old versions of the files of a folder.
pub(super) fn old_versions(folder: &Path) -> Option<PathBuf> {
    let versions = folder.ancestors().map(|path| path.join(".stversions"));
    versions.into_iter().find(|path| path.exists())
}
