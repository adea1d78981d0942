//! `nos __complete`: what could be at the cursor, for the scripts of `nos completions`.
//!
//! Not for people, so it is in no help page and its form can change with the scripts:
//!
//! ```text
//! nos __complete SHELL --at=WORD -- WORDS…     the word at the cursor, the words before it
//! KIND<tab>LEAD                                words, asks, files or folders; what the word begins with
//! VALUE<tab>ABOUT                              a whole word, and a line about it
//! ```
//!
//! Bash passes the line as it was typed, and gets what to insert:
//!
//! ```text
//! nos __complete bash --breaks=CHARS --line=LINE
//! KIND
//! PUT IN<tab>ABOUT       or for files and folders three lines, of each path: what it begins
//!                        with, what to put before it, what of it not to put in again
//! ```
//!
//! It reads the logs and nothing else, and writes nothing; whatever goes wrong, there is simply
//! nothing to complete.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsString;
use std::path::PathBuf;

use super::config;
use super::reference::AskNames;
use crate::cli;
use crate::cli::bash_line::BashLine;
use crate::cli::completion_context::{Candidate, Candidates, wanted};
use crate::cli::help::TOPICS;
use crate::domain::day::Day;
use crate::domain::ledger::{Ledger, Record};
use crate::domain::outcome::Outcome;
use crate::domain::people::People;
use crate::journal::folder::{self, Journal};
use crate::render::{escape, format};
use crate::system::System;

/// The hidden first word.
pub(super) const NAME: &str = "__complete";

/// The most asks that are offered, the latest ones: more are of no use in a menu, and each is read
/// again from its log.
const MOST_ASKS: usize = 1000;

/// How much of a text is shown beside its number.
const ABOUT_COLS: usize = 60;

/// Prints what could be at the cursor.
pub(super) fn run(args: &[OsString], system: &mut System) {
    let args: Vec<String> = args
        .iter()
        .skip(2)
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    let answer = match args.as_slice() {
        [shell, breaks, line] if shell == "bash" => {
            let breaks = breaks.strip_prefix("--breaks=").unwrap_or_default();
            let line = line.strip_prefix("--line=").unwrap_or_default();
            for_bash(&BashLine::read(line, breaks), system)
        }
        [_shell, at, _dashes, before @ ..] => {
            let at = at.strip_prefix("--at=").unwrap_or_default();
            offer(at, before, system).map(|offer| in_whole_words(&offer))
        }
        _ => return,
    };
    // Errors are not printed at the cursor of a half-typed line.
    let _ = system.print(answer.unwrap_or_default().as_bytes());
    let _ = system.flush();
}

/// What could be at the cursor.
struct Suggestions {
    kind: &'static str,
    /// What the word begins with, and each candidate too.
    lead: String,
    candidates: Vec<Candidate>,
}

fn in_whole_words(offer: &Suggestions) -> String {
    let Suggestions { kind, lead, .. } = offer;
    let mut text = format!("{kind}\t{lead}\n");
    for Candidate { value, about } in &offer.candidates {
        text.extend([value, "\t", about, "\n"]);
    }
    text
}

fn for_bash(typed: &BashLine, system: &System) -> anyhow::Result<String> {
    let offer = offer(&typed.at, &typed.before, system)?;
    if ["files", "folders"].contains(&offer.kind) {
        let path = typed.path(&offer.lead);
        return Ok([offer.kind, path.begun, path.before, path.there, ""].join("\n"));
    }
    let mut text = format!("{}\n", offer.kind);
    for Candidate { value, about } in &offer.candidates {
        if let Some(put_in) = typed.put_in(value) {
            text.extend([&put_in, "\t", about, "\n"]);
        }
    }
    Ok(text)
}

fn offer(at: &str, before: &[String], system: &System) -> anyhow::Result<Suggestions> {
    let mut nos = cli::command(ABOUT_COLS);
    nos.build();
    let wanted = wanted(&nos, before, at);
    let begun = at.strip_prefix(&wanted.lead).unwrap_or_default();
    let dir = wanted.dir.as_deref().map(|dir| at_home(dir, system));
    let settings = config::load(system).settings;
    let places = system.places(dir.as_deref(), settings.dir.as_deref())?;
    let read = || folder::read(&places.data, None);
    let (kind, candidates) = match wanted.kind {
        Candidates::Files => ("files", Vec::new()),
        Candidates::Folders => ("folders", Vec::new()),
        Candidates::Words(mut words) => {
            if before == ["help"] {
                words.extend(TOPICS.map(|(topic, about)| Candidate::new(topic, about)));
            }
            ("words", words)
        }
        Candidates::Pending(given) => {
            let waits = |row: &Record| row.outcome == Outcome::Pending;
            ("asks", asks(read()?, waits, begun, &given)?)
        }
        Candidates::Asks(given) => ("asks", asks(read()?, |_| true, begun, &given)?),
        Candidates::Tags => ("words", tags(&read()?.ledger)),
        Candidates::People => {
            let mut people = people(&read()?.ledger);
            // A name that begins with a dash has to be attached to its flag.
            people.retain(|person| !wanted.lead.is_empty() || !person.value.starts_with('-'));
            if wanted.lead == "@" {
                // A blank in a name is typed as a low line there.
                people.retain(|person| !person.value.contains('_'));
                for person in &mut people {
                    person.value = person.value.replace(' ', "_");
                }
            }
            ("words", people)
        }
        Candidates::Years => ("words", years(&read()?.ledger)),
    };
    let lead = wanted.lead;
    let candidates = candidates
        .into_iter()
        // What cannot be typed cannot be put in.
        .filter(|candidate| escape::one_line(&candidate.value) == candidate.value)
        .map(|Candidate { value, about }| {
            let about = escape::fitted(&escape::one_line(&about), ABOUT_COLS, "…");
            Candidate::new(format!("{lead}{value}"), about)
        })
        .collect();
    Ok(Suggestions {
        kind,
        lead,
        candidates,
    })
}

/// The folder that is meant: shells say `~` and `$HOME` as they were typed.
fn at_home(dir: &str, system: &System) -> PathBuf {
    let in_home = ["~", "$HOME", "${HOME}"]
        .iter()
        .filter_map(|home| dir.strip_prefix(home))
        .find(|rest| rest.is_empty() || rest.starts_with('/'));
    match (in_home, system.home()) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(dir),
    }
}

/// The asks that fit, the latest first, each by the name that `answer` and `show` take.
fn asks(
    journal: Journal,
    fits: impl Fn(&Record) -> bool,
    begun: &str,
    given: &[String],
) -> anyhow::Result<Vec<Candidate>> {
    let Journal {
        ledger, mut words, ..
    } = journal;
    let names = AskNames::of_ledger(&ledger);
    let mut latest: Vec<(&Record, String)> = ledger
        .asks()
        .rev()
        .filter(|row| fits(row))
        .map(|row| (row, names.of(row)))
        .filter(|(_, name)| name.starts_with(begun) && !given.contains(name))
        .take(MOST_ASKS)
        .collect();
    // Read in the order in which they were written, which is the quick one.
    latest.reverse();
    let mut asks = Vec::with_capacity(latest.len());
    for (row, name) in latest {
        asks.push(Candidate::new(name, words.ask(&ledger, row)?.text));
    }
    asks.reverse();
    Ok(asks)
}

/// The tags in use, those of the most asks first.
fn tags(ledger: &Ledger) -> Vec<Candidate> {
    candidates(used_tags(ledger, ledger.asks()))
}

/// The people who were asked, those of the most asks first.
fn people(ledger: &Ledger) -> Vec<Candidate> {
    candidates(used_people(ledger, ledger.asks()))
}

fn candidates(used: Vec<(&str, u64)>) -> Vec<Candidate> {
    used.into_iter()
        .map(|(name, uses)| Candidate::new(name, format::asks(uses)))
        .collect()
}

/// The tags of asks with the number of these asks, those of the most asks first.
pub(crate) fn used_tags<'a, 'r>(
    ledger: &'a Ledger,
    rows: impl Iterator<Item = &'r Record>,
) -> Vec<(&'a str, u64)> {
    let mut uses = HashMap::new();
    for row in rows {
        for &tag in ledger.tags.set(row.tags) {
            *uses.entry(tag).or_insert(0_u64) += 1;
        }
    }
    by_use(uses, |tag| ledger.tags.tags().name(tag))
}

/// The people of asks with the number of these asks, those of the most asks first.
pub(crate) fn used_people<'a, 'r>(
    ledger: &'a Ledger,
    rows: impl Iterator<Item = &'r Record>,
) -> Vec<(&'a str, u64)> {
    let people = People::new(ledger);
    let mut uses = HashMap::new();
    for to in rows.filter_map(|row| row.to) {
        *uses.entry(people.shown(to)).or_insert(0_u64) += 1;
    }
    by_use(uses, |person| ledger.people.name(person))
}

fn by_use<'a>(uses: HashMap<u32, u64>, name: impl Fn(u32) -> &'a str) -> Vec<(&'a str, u64)> {
    let mut named: Vec<(&str, u64)> = uses
        .into_iter()
        .map(|(number, uses)| (name(number), uses))
        .collect();
    named.sort_by(|(name, uses), (other, other_uses)| {
        other_uses.cmp(uses).then_with(|| name.cmp(other))
    });
    named
}

/// The years in which something was asked or answered, the latest first.
fn years(ledger: &Ledger) -> Vec<Candidate> {
    let years: BTreeSet<i32> = ledger
        .asks()
        .flat_map(|row| [Some(row.asked_on), row.answered_on()])
        .flatten()
        .map(Day::year)
        .collect();
    years
        .into_iter()
        .rev()
        .map(|year| Candidate::new(year.to_string(), ""))
        .collect()
}
