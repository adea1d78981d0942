//! `nos list`: the asks that fit.

use std::cmp::Reverse;

use super::reference::Names;
use super::session::{Session, usual_span};
use crate::cli::list::{ListArgs, SortBy};
use crate::cli::nearest::nearest;
use crate::cli::period::Period;
use crate::cli::refusal::until_meant;
use crate::domain::ask::{Ask, Tag};
use crate::domain::filter::{Filter, Sought};
use crate::domain::ledger::{Ledger, Row};
use crate::domain::tally::Tally;
use crate::failure::Exit;
use crate::journal::folder::Journal;
use crate::journal::words::Words;
use crate::render::json::List;
use crate::render::list::{self, Listed};
use crate::render::style::Medium;

/// How many asks a terminal gets without `-L`.
const ON_A_TERMINAL: usize = 20;

/// Lists the asks that fit.
///
/// # Errors
/// If the period cannot be read, or a log cannot.
pub(crate) fn run(args: &ListArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let period = args.period.read(session.today())?;
    let Journal {
        ledger, mut words, ..
    } = session.read()?;
    let asked_in = (period != Period::Unsaid).then(|| {
        let all = Tally::of(ledger.asks()).span();
        let today = session.today();
        period.span(all, today, usual_span(&ledger, today))
    });
    let filter = Filter {
        outcomes: args.outcomes.named(),
        tags: args.tags.clone(),
        to: args.to.clone(),
        asked_in,
    };
    known_person(args.to.as_deref(), "list", &ledger, session)?;
    let found = found(&filter, args, limit(args, session), &ledger, &mut words)?;
    answer(&found.rows, &ledger, &mut words, session)?;
    if found.rows.is_empty() {
        let is_empty = ledger.asks().next().is_none();
        if is_empty {
            session.note("Nothing is logged yet.");
            session.hint("nos log \"asked for a discount\" --no");
        } else if !told_of_unknown_tag(&args.tags, "list", &ledger, session) {
            session.note("No ask fits.");
            session.hint("nos list -L 0");
        }
    } else if found.left_out > 0 {
        let left_out = found.left_out;
        session.note(&format!("{left_out} more; -L 0 lists them all."));
    }
    Ok(Exit::Done)
}

/// Whether `--to` names somebody, where it may have been meant as a day.
///
/// # Errors
/// If it reads as a day and is in nobody's name.
pub(crate) fn known_person(
    to: Option<&str>,
    command: &str,
    ledger: &Ledger,
    session: &Session<'_>,
) -> anyhow::Result<()> {
    let Some(to) = to else { return Ok(()) };
    let sought = Sought::new(to);
    if !ledger.people.iter().any(|name| sought.is_in(name))
        && let Some(failure) = until_meant(to, command, session.today())
    {
        return Err(failure.into());
    }
    Ok(())
}

/// Tells of a tag that no ask has, with the one that was perhaps meant; whether there was one.
pub(crate) fn told_of_unknown_tag(
    tags: &[Tag],
    command: &str,
    ledger: &Ledger,
    session: &mut Session<'_>,
) -> bool {
    let known = ledger.tags.tags();
    let Some(unknown) = tags.iter().find(|tag| known.find(tag.as_str()).is_none()) else {
        return false;
    };
    session.note(&format!("No ask has the tag {unknown}."));
    session.hint(&match nearest(unknown.as_str(), known.iter()) {
        Some(tag) => format!("nos {command} -t {tag}"),
        None => "nos stats --all --by tag".to_owned(),
    });
    true
}

fn limit(args: &ListArgs, session: &Session<'_>) -> usize {
    let usual = if session.system.terminal().stdout && !session.is_json() {
        ON_A_TERMINAL
    } else {
        0
    };
    match args.limit.unwrap_or(usual) {
        0 => usize::MAX,
        limit => limit,
    }
}

/// The asks that were found.
struct Found<'a> {
    rows: Vec<&'a Row>,
    left_out: usize,
}

fn found<'a>(
    filter: &Filter,
    args: &ListArgs,
    limit: usize,
    ledger: &'a Ledger,
    words: &mut Words,
) -> anyhow::Result<Found<'a>> {
    let sieve = filter.on(ledger);
    let mut rows: Vec<&Row> = ledger
        .asks()
        .filter(|row| sieve.lets_through(row))
        .collect();
    // Texts are read for those alone that are left when everything else has been looked at.
    if !args.words.is_empty() {
        let sought: Vec<Sought> = args.words.iter().map(|word| Sought::new(word)).collect();
        let mut fitting = Vec::new();
        for row in rows {
            let ask = words.ask(ledger, row)?;
            if sought.iter().all(|word| is_in(&ask, word)) {
                fitting.push(row);
            }
        }
        rows = fitting;
    }
    sort(&mut rows, args.sort);
    let left_out = rows.len().saturating_sub(limit);
    match args.sort {
        SortBy::Day | SortBy::Number => drop(rows.drain(..left_out)),
        SortBy::Fear | SortBy::Sting => rows.truncate(limit),
    }
    Ok(Found { rows, left_out })
}

/// Tells the asks. In a pipe each is told as soon as it is read, so that a list of ten years is
/// never in memory.
fn answer(
    rows: &[&Row],
    ledger: &Ledger,
    words: &mut Words,
    session: &mut Session<'_>,
) -> anyhow::Result<()> {
    let names = Names::of_ledger(ledger);
    if session.style.medium == Medium::Pipe && !session.is_json() {
        for row in rows {
            let ask = &words.ask(ledger, row)?;
            let name = names.of(row);
            let line = list::piped(&Listed { ask, name }, &session.style);
            session.system.print(line.as_bytes())?;
        }
        return Ok(());
    }
    let asks = rows
        .iter()
        .map(|row| words.ask(ledger, row))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let listed: Vec<Listed<'_>> = asks
        .iter()
        .zip(rows)
        .map(|(ask, row)| Listed {
            ask,
            name: names.of(row),
        })
        .collect();
    session.answer(|| List::of(&asks), |style| list::draw(&listed, style))
}

fn is_in(ask: &Ask, word: &Sought) -> bool {
    word.is_in(&ask.text)
        || ask.to.as_deref().is_some_and(|to| word.is_in(to))
        || ask.note.as_deref().is_some_and(|note| word.is_in(note))
}

/// By day and number from the first on, so that the latest stand at the end; by rating from the
/// highest on, the unrated last. Equals keep the order of their days.
fn sort(rows: &mut [&Row], by: SortBy) {
    rows.sort_by_key(|row| row.asked_on);
    match by {
        SortBy::Day => {}
        SortBy::Number => rows.sort_by_key(|row| row.number),
        SortBy::Fear => rows.sort_by_key(|row| Reverse(row.fear)),
        SortBy::Sting => rows.sort_by_key(|row| Reverse(row.sting)),
    }
}
