//! REF: from the words for an ask to the ask.

use std::collections::{HashMap, HashSet};

use crate::cli::reference::{self, Reference, References};
use crate::cli::refusal::quoted;
use crate::domain::ask::Ask;
use crate::domain::filter::Sought;
use crate::domain::ledger::{Key, Ledger, Row, Standing};
use crate::domain::outcome::Outcome;
use crate::failure::{Code, Failure};
use crate::journal::event::Id;
use crate::journal::folder::Journal;
use crate::journal::words::Words;

/// How many candidates are listed where several asks fit.
const MOST_CANDIDATES: usize = 10;

/// Which asks may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// Those that stand; by words, those that have no answer. They are about to get this one.
    Pending(Outcome),
    /// Those that stand.
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
) -> anyhow::Result<Vec<Row>> {
    let Journal { ledger, words, .. } = journal;
    match reference::read(args) {
        // Nothing is in every text, and means none of them.
        References::Words(text) if text.trim().is_empty() => Err(Failure::usage(
            "an ask is named by its number, its id, `last` or words of it",
        )
        .hint("nos list")
        .into()),
        References::Words(text) => Ok(vec![by_words(&text, among, ledger, words)?]),
        References::Each(each) => {
            let mut rows: Vec<Row> = Vec::with_capacity(each.len());
            for (one, arg) in each.iter().zip(args) {
                let row = by_name(one, arg, among, ledger, words)?;
                if !rows.iter().any(|other| other.key() == row.key()) {
                    rows.push(row);
                }
            }
            Ok(rows)
        }
    }
}

/// The one ask that the words mean.
///
/// # Errors
/// If there is none, several fit, or several were named.
pub(crate) fn resolve_one(
    args: &[String],
    among: Among,
    journal: &mut Journal,
) -> anyhow::Result<Row> {
    let rows = resolve(args, among, journal)?;
    match rows.as_slice() {
        [row] => Ok(*row),
        rows => {
            let failure = Failure::usage("one ask at a time");
            let first = rows
                .first()
                .map(|row| Names::of_ledger(&journal.ledger).of(row));
            Err(failure
                .hint(format!("nos show {}", first.unwrap_or_default()))
                .into())
        }
    }
}

/// Whether several asks were named, even if they turn out to be one.
pub(crate) fn names_several(args: &[String]) -> bool {
    matches!(reference::read(args), References::Each(each) if each.len() > 1)
}

fn by_name(
    name: &Reference,
    arg: &str,
    among: Among,
    ledger: &Ledger,
    words: &mut Words,
) -> anyhow::Result<Row> {
    match name {
        Reference::Last => ledger.asks().next_back().copied().ok_or_else(|| {
            Failure::new(Code::NotFound, "there is no ask yet")
                .hint("nos log \"asked for a discount\" --no")
                .into()
        }),
        Reference::Number(number) => {
            let fits = |row: &Row| row.number == *number;
            by_fact(fits, arg, among, ledger, words)
        }
        Reference::NumberAt(number, device) => {
            let fits =
                |row: &Row| row.number == *number && ledger.devices.name(row.device) == device;
            by_fact(fits, arg, among, ledger, words)
        }
        Reference::Id(id) => by_id(id, arg, among, ledger, words),
    }
}

/// What looks like an id may be a word of a text, too: `covid-19`.
fn by_id(
    id: &Id<'_>,
    arg: &str,
    among: Among,
    ledger: &Ledger,
    words: &mut Words,
) -> anyhow::Result<Row> {
    let fits = |row: &Row| row.seq == id.seq && ledger.devices.name(row.device) == id.device;
    if ledger.asks_and_removed().chain(&ledger.undone).any(fits) {
        by_fact(fits, arg, among, ledger, words)
    } else {
        by_words(arg, among, ledger, words)
    }
}

fn by_fact(
    fits: impl Fn(&Row) -> bool,
    arg: &str,
    among: Among,
    ledger: &Ledger,
    words: &mut Words,
) -> anyhow::Result<Row> {
    let all: Vec<Row> = ledger
        .asks_and_removed()
        .filter(|row| fits(row))
        .copied()
        .collect();
    let standing: Vec<Row> = all
        .iter()
        .filter(|row| row.standing == Standing::Stands)
        .copied()
        .collect();
    let undone: Vec<Row> = ledger
        .undone
        .iter()
        .filter(|row| fits(row))
        .copied()
        .collect();
    let rows = match among {
        Among::Removed | Among::Erasable if standing.is_empty() && !all.is_empty() => &all,
        Among::Erasable if standing.is_empty() => &undone,
        _ => &standing,
    };
    match rows.as_slice() {
        [row] => Ok(*row),
        [] => Err(not_found(arg, all.first()).into()),
        several => Err(ambiguous(arg, several, ledger, words)?.into()),
    }
}

fn not_found(arg: &str, removed: Option<&Row>) -> Failure {
    let name = arg.strip_prefix('#').unwrap_or(arg);
    match removed {
        Some(_) => Failure::new(Code::NotFound, format!("#{name} was removed"))
            .hint(format!("nos show {}", quoted(name))),
        None => Failure::new(Code::NotFound, format!("there is no ask {name}")).hint("nos list"),
    }
}

fn by_words(text: &str, among: Among, ledger: &Ledger, words: &mut Words) -> anyhow::Result<Row> {
    let sought = Sought::new(text);
    let mut found = Vec::new();
    for row in ledger.asks() {
        let may_be = !matches!(among, Among::Pending(_)) || row.outcome == Outcome::Pending;
        if may_be && has(&words.ask(ledger, row)?, &sought) {
            found.push(*row);
        }
    }
    match (found.as_slice(), among) {
        ([row], _) => Ok(*row),
        ([], Among::Pending(answer)) => {
            let answered = last_with(&sought, ledger, words)?;
            Err(none_waiting(text, answered, answer, ledger).into())
        }
        ([], Among::Standing | Among::Removed | Among::Erasable) => Err(Failure::new(
            Code::NotFound,
            format!("no ask has `{text}` in it"),
        )
        .hint("nos list")
        .into()),
        (several, _) => Err(ambiguous(text, several, ledger, words)?.into()),
    }
}

/// Whether the words are in the text of an ask or in the name of the person.
fn has(ask: &Ask, sought: &Sought) -> bool {
    sought.is_in(&ask.text) || ask.to.as_deref().is_some_and(|to| sought.is_in(to))
}

fn last_with(sought: &Sought, ledger: &Ledger, words: &mut Words) -> anyhow::Result<Option<Row>> {
    for row in ledger.asks().rev() {
        let ask = words.ask(ledger, row)?;
        if has(&ask, sought) {
            return Ok(Some(*row));
        }
    }
    Ok(None)
}

fn none_waiting(text: &str, answered: Option<Row>, answer: Outcome, ledger: &Ledger) -> Failure {
    let message = format!("no ask that is waiting has `{text}` in it");
    match answered {
        Some(row) => {
            let name = Names::of_ledger(ledger).of(&row);
            let has = row.outcome.name();
            let message = format!("{message}; #{name} has, and its answer is {has}");
            let to_change_it = format!("nos answer {name} --{}", answer.name());
            Failure::new(Code::NotFound, message).hint(to_change_it)
        }
        None => Failure::new(Code::NotFound, message).hint("nos list --pending"),
    }
}

fn ambiguous(
    text: &str,
    rows: &[Row],
    ledger: &Ledger,
    words: &mut Words,
) -> anyhow::Result<Failure> {
    let names = Names::of_ledger(ledger);
    let mut details = Vec::new();
    for row in rows.iter().take(MOST_CANDIDATES) {
        let ask = words.ask(ledger, row)?;
        let day = row.asked_on;
        details.push(format!("{}  {day}  {}", names.of(row), ask.text));
    }
    if rows.len() > MOST_CANDIDATES {
        details.push(format!("and {} more", rows.len() - MOST_CANDIDATES));
    }
    let first = rows.first().map(|row| names.of(row));
    let failure = Failure::new(Code::Ambiguous, format!("{} asks fit `{text}`", rows.len()));
    Ok(failure
        .details(details)
        .hint(format!("nos show {}", first.unwrap_or_default())))
}

/// The asks whose number was given to another one by the same device.
fn shared_at_home(ledger: &Ledger, shared: &HashSet<u64>) -> HashSet<Key> {
    let mut last_with = HashMap::new();
    let mut at_home = HashSet::new();
    for row in ledger.asks().filter(|row| shared.contains(&row.number)) {
        if let Some(other) = last_with.insert((row.number, row.device), row.key()) {
            at_home.extend([other, row.key()]);
        }
    }
    at_home
}

/// What asks are called by.
pub(crate) struct Names<'a> {
    ledger: &'a Ledger,
    shared: HashSet<u64>,
    /// Asks whose number was given to another one by the same device, too: a copied home.
    shared_at_home: HashSet<Key>,
}

impl<'a> Names<'a> {
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
    pub(crate) fn of(&self, row: &Row) -> String {
        if self.shared_at_home.contains(&row.key()) {
            self.ledger.id(row.key())
        } else if self.shared.contains(&row.number) {
            let device = self.ledger.devices.name(row.device);
            format!("{}@{device}", row.number)
        } else {
            row.number.to_string()
        }
    }
}
