//! REF: from the words for an ask to the ask.

use std::collections::{HashMap, HashSet};

use super::context::Context;
use super::pick::pick;
use super::search;
use crate::cli::reference::{self, Reference, References};
use crate::cli::usage_error::quoted;
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Ledger, Record, Status};
use crate::domain::outcome::Outcome;
use crate::error::{Code, Failure};
use crate::journal::codec;
use crate::journal::event::Id;
use crate::journal::folder::Journal;
use crate::journal::text_loader::TextLoader;
use crate::render::choice::Choice;

/// How many candidates are listed where several asks fit.
const MOST_CANDIDATES: usize = 10;

/// Which asks may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// By number or id, those that are active; by words and `last`, those that have no answer. They
    /// are about to get this one, if it is known.
    Pending(Option<Outcome>),
    /// Those that are active.
    Standing,
    /// By number or id, removed ones, too.
    Removed,
    /// By number or id, removed ones, too, and those whose logging was undone.
    Erasable,
}

/// The asks that the words mean, once each.
///
/// # Errors
/// If there is none, or several fit.
pub(crate) fn resolve(
    args: &[String],
    among: Among,
    journal: &mut Journal,
    today: Day,
) -> anyhow::Result<Vec<Record>> {
    let Journal { ledger, words, .. } = journal;
    let mut rows: Vec<Record> = Vec::with_capacity(args.len());
    for one in each(args)? {
        let fitting = fitting(&one, among, ledger, words)?;
        match fitting.as_slice() {
            [row] if rows.iter().any(|other| other.key() == row.key()) => {}
            [row] => rows.push(*row),
            [] => return Err(one.not_found(among, ledger, words)?.into()),
            several => return Err(one.ambiguous(several, ledger, words, today)?.into()),
        }
    }
    Ok(rows)
}

/// The one ask that the words mean.
///
/// # Errors
/// If there is none, several fit, or several were named.
pub(crate) fn resolve_one(
    args: &[String],
    among: Among,
    journal: &mut Journal,
    today: Day,
) -> anyhow::Result<Record> {
    let rows = resolve(args, among, journal, today)?;
    match rows.as_slice() {
        [row] => Ok(*row),
        rows => {
            let failure = Failure::usage("one ask at a time");
            let first = rows
                .first()
                .map(|row| AskNames::of_ledger(&journal.ledger).of(row));
            Err(failure
                .hint(format!("nos show {}", first.unwrap_or_default()))
                .into())
        }
    }
}

/// Runs what a command does with the asks it was given. Where several asks fit, and the person can
/// be asked, they pick one, and it runs again with that. No lock is held while they pick.
///
/// # Errors
/// As `run`, or if nothing is picked.
pub(crate) fn or_picked<T>(
    refs: &[String],
    among: Among,
    context: &mut Context<'_>,
    mut run: impl FnMut(&[String], &mut Context<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut refs = refs.to_vec();
    loop {
        let error = match run(&refs, context) {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        let is_ambiguous = matches!(
            error.downcast_ref::<Failure>(),
            Some(Failure::Refused(refusal)) if refusal.code == Code::Ambiguous
        );
        if !is_ambiguous || !context.may_ask() {
            return Err(error);
        }
        refs = settled(&refs, among, context)?;
    }
}

/// The words with the name of one ask in place of each that several asks fit.
fn settled(
    refs: &[String],
    among: Among,
    context: &mut Context<'_>,
) -> anyhow::Result<Vec<String>> {
    let mut journal = context.read()?;
    let mut names = Vec::with_capacity(refs.len());
    for one in each(refs)? {
        let Journal { ledger, words, .. } = &mut journal;
        let fitting = fitting(&one, among, ledger, words)?;
        if fitting.len() < 2 {
            names.push(one.text);
            continue;
        }
        let head = format!("{} asks match {}:", fitting.len(), told(&one.text));
        let row = pick(&fitting, &head, &mut journal, context)?;
        names.push(AskNames::of_ledger(&journal.ledger).of(&row));
    }
    Ok(names)
}

/// Whether several asks were named, even if they turn out to be one.
pub(crate) fn names_several(args: &[String]) -> bool {
    matches!(reference::read(args), References::Each(each) if each.len() > 1)
}

/// What names one ask, as it was typed.
struct NamedAsk {
    text: String,
    /// What it is; none where it is words.
    name: Option<Reference>,
}

/// What was typed, ask by ask.
fn each(args: &[String]) -> Result<Vec<NamedAsk>, Failure> {
    match reference::read(args) {
        // Nothing is in every text, and means none of them.
        References::Words(text) if text.trim().is_empty() => Err(Failure::usage(
            "name an ask by its number, its id, `last` or a few of its words",
        )
        .hint("nos list")),
        References::Words(text) => Ok(vec![NamedAsk { text, name: None }]),
        References::Each(names) => Ok(names
            .into_iter()
            .zip(args)
            .map(|(name, text)| NamedAsk {
                text: text.clone(),
                name: Some(name),
            })
            .collect()),
    }
}

/// The asks that fit.
fn fitting(
    one: &NamedAsk,
    among: Among,
    ledger: &Ledger,
    words: &mut TextLoader,
) -> anyhow::Result<Vec<Record>> {
    Ok(match &one.name {
        Some(Reference::Last) => last(among, ledger).into_iter().collect(),
        Some(Reference::Number(number)) => {
            match by_fact(|row| row.number == *number, among, ledger) {
                none if none.is_empty() => same_row(*number, None, among, ledger),
                rows => rows,
            }
        }
        Some(Reference::NumberAt(number, device)) => {
            let is_of = |row: &Record| row.number == *number && ledger.device(row.device) == device;
            match by_fact(is_of, among, ledger) {
                none if none.is_empty() => same_row(*number, Some(device), among, ledger),
                rows => rows,
            }
        }
        // What looks like an id may be a word of a text, too: `covid-19`.
        Some(Reference::Id(id)) if has_id(id, ledger) => {
            by_fact(|row| is_of(id, row, ledger), among, ledger)
        }
        Some(Reference::Id(id)) if is_only_variant(id, ledger, words)? => {
            by_fact(|row| is_of(&id.base(), row, ledger), among, ledger)
        }
        // Another event may have the id by now: an ask that had it is still found by it.
        Some(Reference::Id(id)) if any(ledger, |row| is_variant_of(id, row, ledger)) => {
            by_fact(|row| is_variant_of(id, row, ledger), among, ledger)
        }
        Some(Reference::Id(_)) | None => by_words(&one.text, among, ledger, words)?,
    })
}

/// Whether an id with a variant means the ask that has the id itself, since a purge erased the other
/// lines that had it.
fn is_only_variant(id: &Id<'_>, ledger: &Ledger, words: &mut TextLoader) -> anyhow::Result<bool> {
    let (base, Some(variant)) = (id.base(), id.variant) else {
        return Ok(false);
    };
    let mut all = ledger.asks_and_removed().chain(&ledger.undone);
    let row = all.find(|row| is_of(&base, row, ledger));
    let Some(row) = row.filter(|row| ledger.variants.head(row.key()).is_none()) else {
        return Ok(false);
    };
    let line = words.line_at(row.log_offset)?;
    Ok(codec::variant(&codec::canonical(&line)) == variant)
}

fn last(among: Among, ledger: &Ledger) -> Option<Record> {
    match among {
        Among::Pending(_) => ledger.pending().next_back().copied(),
        Among::Standing | Among::Removed | Among::Erasable => ledger.asks().next_back().copied(),
    }
}

/// The ask that a number means which another ask of the same row of a file was given.
fn same_row(number: u64, device: Option<&str>, among: Among, ledger: &Ledger) -> Vec<Record> {
    let numbers = ledger.same_numbers.iter();
    let named = numbers.filter(|(other, key)| {
        *other == number && device.is_none_or(|device| ledger.device(key.device) == device)
    });
    let meant: HashSet<Key> = named.map(|&(_, key)| ledger.meant(key)).collect();
    by_fact(|row| meant.contains(&row.key()), among, ledger)
}

fn is_of(id: &Id<'_>, row: &Record, ledger: &Ledger) -> bool {
    ledger.key(id).map(|key| ledger.meant(key)) == Some(row.key())
}

fn has_id(id: &Id<'_>, ledger: &Ledger) -> bool {
    any(ledger, |row| is_of(id, row, ledger))
}

fn any(ledger: &Ledger, fits: impl Fn(&Record) -> bool) -> bool {
    let mut all = ledger.asks_and_removed().chain(&ledger.undone);
    all.any(fits)
}

/// Whether an ask is one of several events with an id.
fn is_variant_of(id: &Id<'_>, row: &Record, ledger: &Ledger) -> bool {
    id.variant.is_none()
        && row.seq == id.seq
        && ledger.device(row.device) == id.device
        && !ledger.variants.is_empty()
}

fn by_fact(fits: impl Fn(&Record) -> bool, among: Among, ledger: &Ledger) -> Vec<Record> {
    let all: Vec<Record> = ledger
        .asks_and_removed()
        .filter(|row| fits(row))
        .copied()
        .collect();
    let stands = |row: &&Record| row.standing == Status::Active;
    let standing: Vec<Record> = all.iter().filter(stands).copied().collect();
    match among {
        Among::Removed | Among::Erasable if standing.is_empty() && !all.is_empty() => all,
        Among::Erasable if standing.is_empty() => {
            let undone = ledger.undone.iter().filter(|row| fits(row));
            undone.copied().collect()
        }
        _ => standing,
    }
}

fn by_words(
    text: &str,
    among: Among,
    ledger: &Ledger,
    words: &mut TextLoader,
) -> anyhow::Result<Vec<Record>> {
    let rows = match among {
        Among::Pending(_) => ledger.pending().collect(),
        Among::Standing | Among::Removed | Among::Erasable => ledger.asks().collect(),
    };
    let found = search::found(rows, &search::sought_in(text), ledger, words)?;
    Ok(found.into_iter().copied().collect())
}

impl NamedAsk {
    /// Why no ask fits, and the way out.
    fn not_found(
        &self,
        among: Among,
        ledger: &Ledger,
        words: &mut TextLoader,
    ) -> anyhow::Result<Failure> {
        let fact = match &self.name {
            Some(Reference::Last) => return Ok(no_last(among, ledger)),
            Some(Reference::Id(id)) if !has_id(id, ledger) => None,
            name => name.as_ref(),
        };
        let Some(fact) = fact else {
            return self.no_words(among, ledger, words);
        };
        let name = self.text.strip_prefix('#').unwrap_or(&self.text);
        let is_meant = |row: &&Record| match fact {
            Reference::Number(number) => row.number == *number,
            Reference::NumberAt(number, device) => {
                row.number == *number && ledger.device(row.device) == device
            }
            Reference::Id(id) => is_of(id, row, ledger),
            Reference::Last => false,
        };
        Ok(if ledger.asks_and_removed().any(|row| is_meant(&row)) {
            Failure::new(Code::NotFound, format!("#{name} was removed"))
                .hint(format!("nos show {}", quoted(name)))
        } else {
            Failure::new(Code::NotFound, format!("there's no ask {name}")).hint("nos list")
        })
    }

    fn no_words(
        &self,
        among: Among,
        ledger: &Ledger,
        words: &mut TextLoader,
    ) -> anyhow::Result<Failure> {
        let text = told(&self.text);
        let Among::Pending(answer) = among else {
            let message = format!("no ask matches {text}");
            return Ok(Failure::new(Code::NotFound, message).hint("nos list"));
        };
        let message = format!("nothing waiting matches {text}");
        let answered = by_words(&self.text, Among::Standing, ledger, words)?;
        Ok(match answered.last() {
            Some(row) => {
                let name = AskNames::of_ledger(ledger).of(row);
                let has = row.outcome.name();
                let message = format!("{message}; #{name} does, and its answer is {has}");
                let way_out = match answer {
                    Some(answer) => format!("nos answer {name} --{}", answer.name()),
                    None => format!("nos show {name}"),
                };
                Failure::new(Code::NotFound, message).hint(way_out)
            }
            None => Failure::new(Code::NotFound, message).hint("nos list --pending"),
        })
    }

    fn ambiguous(
        &self,
        rows: &[Record],
        ledger: &Ledger,
        words: &mut TextLoader,
        today: Day,
    ) -> anyhow::Result<Failure> {
        let names = AskNames::of_ledger(ledger);
        let mut details = Vec::new();
        for row in rows.iter().take(MOST_CANDIDATES) {
            let ask = words.ask(ledger, row)?;
            let name = &names.of(row);
            let ask = &ask;
            details.push(Choice { ask, name, today }.line());
        }
        if rows.len() > MOST_CANDIDATES {
            details.push(format!("…and {} more", rows.len() - MOST_CANDIDATES));
        }
        let first = rows.first().map(|row| names.of(row));
        let message = format!("{} asks match {}", rows.len(), told(&self.text));
        Ok(Failure::new(Code::Ambiguous, message)
            .details(details)
            .hint(format!("nos show {}", first.unwrap_or_default())))
    }
}

/// What was typed, in a sentence.
fn told(text: &str) -> String {
    format!("\"{text}\"")
}

fn no_last(among: Among, ledger: &Ledger) -> Failure {
    if matches!(among, Among::Pending(_)) && ledger.asks().next().is_some() {
        return Failure::new(Code::NotFound, "nothing is waiting for an answer").hint("nos list");
    }
    Failure::new(Code::NotFound, "nothing is logged yet")
        .hint("nos log \"asked for a discount\" --no")
}

/// The asks whose number was given to another one by the same device.
fn shared_at_home(ledger: &Ledger, shared: &HashSet<u64>) -> HashSet<Key> {
    let mut last_with = HashMap::new();
    let mut at_home = HashSet::new();
    for row in ledger.asks().filter(|row| shared.contains(&row.number)) {
        let device = ledger.device(row.device);
        if let Some(other) = last_with.insert((row.number, device), row.key()) {
            at_home.extend([other, row.key()]);
        }
    }
    at_home
}

/// What asks are called by.
pub(crate) struct AskNames<'a> {
    ledger: &'a Ledger,
    shared: HashSet<u64>,
    /// Asks whose number was given to another one by the same device, too: a copied home.
    shared_at_home: HashSet<Key>,
}

impl<'a> AskNames<'a> {
    /// What the asks of a ledger are called by.
    pub(crate) fn of_ledger(ledger: &'a Ledger) -> Self {
        let shared = ledger.shared_numbers();
        let shared_at_home = if shared.is_empty() {
            HashSet::new()
        } else {
            shared_at_home(ledger, &shared)
        };
        Self {
            ledger,
            shared,
            shared_at_home,
        }
    }

    /// The number of an ask; with its device where the number alone would not do, and the id
    /// where both would not.
    pub(crate) fn of(&self, row: &Record) -> String {
        if self.shared_at_home.contains(&row.key()) {
            self.ledger.id(row.key())
        } else if self.shared.contains(&row.number) {
            let device = self.ledger.device(row.device);
            format!("{}@{device}", row.number)
        } else {
            row.number.to_string()
        }
    }
}
