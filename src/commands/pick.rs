//! Which of several asks is meant: they are listed, and the person picks one at the terminal.

use super::complete::{used_people, used_tags};
use super::confirmation::words;
use super::context::Context;
use super::log::interactive::typeable;
use super::reference::AskNames;
use super::search;
use crate::cli::reference::{self, Reference, References};
use crate::domain::ask::Ask;
use crate::domain::ledger::{Ledger, Record};
use crate::error::Failure;
use crate::journal::folder::Journal;
use crate::questions::{Offer, Questions};
use crate::render::choice::Choice;
use crate::render::{escape, format};

/// How many asks are shown at once; the others are found by a word.
const MOST_SHOWN: usize = 20;

const QUESTION: &str = "Which one? (number, or a few words)";

/// Lists these asks under a heading and asks which one is meant, until one is named by a number
/// that is shown, or by words that only one of them has.
///
/// # Errors
/// If the person leaves, or a log cannot be read again.
pub(crate) fn pick(
    rows: &[Record],
    head: &str,
    journal: &mut Journal,
    context: &mut Context<'_>,
) -> anyhow::Result<Record> {
    let mut head = head.to_owned();
    let mut shown: Vec<Record> = rows.to_vec();
    let words = Offer::Words(words_of(rows, &journal.ledger));
    loop {
        list(&shown, &head, journal, context)?;
        let narrowed = loop {
            let typed =
                Questions::new(context.system)
                    .required_with(QUESTION, &words, |typed| Ok::<_, Failure>(typed.to_owned()))?;
            let meant = meant(&typed, &shown, rows, journal)?;
            match meant.as_slice() {
                [row] => return Ok(*row),
                [] => {
                    let why = if is_name(&typed) {
                        format!("#{} isn't one of these.", typed.trim_start_matches('#'))
                    } else {
                        format!("Nothing here matches \"{typed}\".")
                    };
                    Questions::new(context.system).tell(&escape::one_line(&why))?;
                }
                _ => {
                    head = format!("{} of them match \"{typed}\":", meant.len());
                    break meant;
                }
            }
        };
        shown = narrowed;
    }
}

/// The people and the tags of asks, word by word: each finds some of them.
fn words_of(rows: &[Record], ledger: &Ledger) -> Vec<String> {
    let people = typeable(used_people(ledger, rows.iter()));
    let people = people.iter().flat_map(|person| person.split_whitespace());
    let mut words: Vec<String> = people.map(str::to_owned).collect();
    words.extend(typeable(used_tags(ledger, rows.iter())));
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether it can only be the name of an ask, and not words of one.
fn is_name(typed: &str) -> bool {
    let names = reference::read(&[typed.to_owned()]);
    matches!(
        names,
        References::Each(names)
            if !names.iter().any(|name| matches!(name, Reference::Id(_) | Reference::Last))
    )
}

/// The asks that may be meant: the one of a number among those shown, else all that have the
/// words.
fn meant(
    typed: &str,
    shown: &[Record],
    rows: &[Record],
    journal: &mut Journal,
) -> anyhow::Result<Vec<Record>> {
    let Journal { ledger, words, .. } = journal;
    let names = AskNames::of_ledger(ledger);
    let name = typed.strip_prefix('#').unwrap_or(typed);
    let is_named = |row: &&Record| names.of(row) == name || ledger.id(row.key()) == name;
    if let Some(row) = shown.iter().take(MOST_SHOWN).find(is_named) {
        return Ok(vec![*row]);
    }
    if typed.eq_ignore_ascii_case("last") {
        return Ok(shown
            .iter()
            .max_by_key(|row| row.key())
            .copied()
            .into_iter()
            .collect());
    }
    if is_name(typed) {
        return Ok(Vec::new());
    }
    let found = search::found(
        rows.iter().collect(),
        &search::sought_in(typed),
        ledger,
        words,
    )?;
    Ok(found.into_iter().copied().collect())
}

fn list(
    rows: &[Record],
    head: &str,
    journal: &mut Journal,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let shown = rows.get(..MOST_SHOWN).unwrap_or(rows);
    let asks = words(journal, shown)?;
    Questions::new(context.system).tell(&escape::one_line(head))?;
    let names = AskNames::of_ledger(&journal.ledger);
    let names: Vec<String> = shown.iter().map(|row| names.of(row)).collect();
    for (ask, name) in asks.iter().zip(&names) {
        tell_choice("  ", ask, name, context)?;
    }
    let more = rows.len() - shown.len();
    if more > 0 {
        Questions::new(context.system).tell(&format!(
            "{}and {} more. Type a word to find one.",
            context.style.cut_mark(),
            format::grouped(more as u64)
        ))?;
    }
    Ok(())
}

/// Shows an ask as one to choose, after an indent.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn tell_choice(
    indent: &str,
    ask: &Ask,
    name: &str,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let today = context.today();
    let mut style = context.style;
    style.width_cols = style.width_cols.saturating_sub(indent.len());
    let line = Choice { ask, name, today }.fitted(&style);
    Questions::new(context.system).tell(&format!("{indent}{line}"))
}
