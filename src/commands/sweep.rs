//! `nos sweep`: the asks that nobody ever answered, one by one or all at once.

use super::ask::{Before, Told, id_of, words};
use super::reference::Names;
use super::session::{Session, current_goal};
use crate::cli::change::SweepArgs;
use crate::cli::when::{self, Toward};
use crate::domain::ask::Ask;
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Ledger, Row};
use crate::domain::outcome::Outcome;
use crate::domain::tally::Tally;
use crate::failure::{Exit, Failure, giving_back};
use crate::journal::event::{Answered, What};
use crate::questions::{Questions, Said};
use crate::render::json::SeveralAsks;
use crate::render::style::{Ink, Style};
use crate::render::table::{Align, Cell, Table};
use crate::render::{safe, wording};

/// Goes through the asks that have waited longer than so many days.
///
/// # Errors
/// If nobody is there to be asked, or it cannot be written.
pub(crate) fn run(args: &SweepArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    if args.ghosted && !args.dry_run {
        return all_ghosted(args, session);
    }
    let mut journal = session.read()?;
    let rows = silent(&journal.ledger, args, session.today());
    if args.dry_run || rows.is_empty() {
        let names = names(&rows, &journal.ledger);
        let asks = words(&mut journal, &rows)?;
        list(&asks, &names, &journal.ledger, args, session)?;
        return Ok(Exit::Done);
    }
    if !session.may_ask() {
        let waiting = wording::asks(rows.len() as u64);
        return Err(Failure::usage(format!(
            "sweep asks about {waiting} one by one, and nobody is here to be asked"
        ))
        .hint("nos sweep --dry-run")
        .into());
    }
    let asks = words(&mut journal, &rows)?;
    let mut typed = Vec::new();
    let result = walk(&rows, &asks, &journal.ledger, &mut typed, session)
        .and_then(|answers| write(&answers, session));
    giving_back(result, || typed)
}

/// The asks that have waited longer than that, oldest first.
fn silent(ledger: &Ledger, args: &SweepArgs, today: Day) -> Vec<Row> {
    let mut rows: Vec<Row> = ledger
        .pending()
        .filter(|row| today.days_since(row.asked_on) > i64::from(args.older_than))
        .copied()
        .collect();
    rows.sort_by_key(|row| (row.asked_on, row.key()));
    rows
}

fn names(rows: &[Row], ledger: &Ledger) -> Vec<String> {
    let names = Names::of_ledger(ledger);
    rows.iter().map(|row| names.of(row)).collect()
}

fn all_ghosted(args: &SweepArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let mut writer = session.write()?;
    let rows = silent(&writer.journal.ledger, args, session.today());
    if rows.is_empty() {
        list(&[], &[], &writer.journal.ledger, args, session)?;
        return Ok(Exit::Done);
    }
    let before = Before::of(&writer.journal.ledger, session);
    let today = session.today();
    let happened = rows
        .iter()
        .map(|row| answer(&writer.journal.ledger, row, Outcome::Ghosted, today))
        .collect();
    writer.commit(&session.now.stamp(), happened)?;
    tell(&rows, before, &mut writer.journal, session)
}

fn answer(ledger: &Ledger, row: &Row, outcome: Outcome, on: Day) -> What<'static> {
    What::Answer(Answered {
        ask: id_of(ledger, row),
        outcome,
        on: on.max(row.asked_on),
        note: None,
        sting: None,
    })
}

fn tell(
    rows: &[Row],
    before: Before,
    journal: &mut crate::journal::folder::Journal,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    let keys: Vec<Key> = rows.iter().map(Row::key).collect();
    let told = Told {
        keys: &keys,
        before,
        replaced: Vec::new(),
        is_answer: true,
        are_several: true,
    };
    told.answer(session, journal)?;
    Ok(Exit::Done)
}

/// The answer that was given to one ask.
struct Given {
    key: Key,
    outcome: Outcome,
    on: Day,
}

/// Asks about one ask after the other. Whatever was answered before the end is kept.
fn walk(
    rows: &[Row],
    asks: &[Ask],
    ledger: &Ledger,
    typed: &mut Vec<String>,
    session: &mut Session<'_>,
) -> anyhow::Result<Vec<Given>> {
    let today = session.today();
    let style = session.style;
    let mut given = Vec::new();
    let mut questions = Questions::new(session.system);
    let waiting = wording::counted(rows.len() as u64, "ask has", "asks have");
    questions.tell(&format!(
        "{waiting} had no answer. For each: no, yes or ghosted (n, y, g), with a day if it was not today; Enter if it still waits, q to stop."
    ))?;
    let names = Names::of_ledger(ledger);
    for (row, ask) in rows.iter().zip(asks) {
        questions.tell("")?;
        questions.tell(&line(ask, &names.of(row), today, &style))?;
        match ask_one(&mut questions, row, today)? {
            Reply::Answer(outcome, on) => given.push(Given {
                key: row.key(),
                outcome,
                on,
            }),
            Reply::Waits => {}
            Reply::Stop => break,
        }
    }
    typed.extend(questions.typed().iter().cloned());
    Ok(given)
}

enum Reply {
    Answer(Outcome, Day),
    Waits,
    Stop,
}

fn ask_one(questions: &mut Questions<'_>, row: &Row, today: Day) -> anyhow::Result<Reply> {
    loop {
        let words = match questions.said("No, yes, ghosted, or Enter?")? {
            Said::Nothing => return Ok(Reply::Waits),
            Said::End => return Ok(Reply::Stop),
            Said::Words(words) => words,
        };
        match reply(&words, row.asked_on, today) {
            Ok(reply) => return Ok(reply),
            Err(why) => questions.tell(&safe::one_line(&wording::sentence(&why)))?,
        }
    }
}

/// What is meant by `no`, `y friday`, `ghosted`, `q`.
fn reply(words: &str, asked_on: Day, today: Day) -> Result<Reply, String> {
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let outcome = match first.to_lowercase().as_str() {
        "n" | "no" => Outcome::No,
        "y" | "yes" => Outcome::Yes,
        "g" | "ghosted" => Outcome::Ghosted,
        "p" | "pending" | "w" | "waiting" if rest.is_empty() => return Ok(Reply::Waits),
        "q" | "quit" | "stop" if rest.is_empty() => return Ok(Reply::Stop),
        _ => return Err("type no, yes, ghosted, or q to stop.".to_owned()),
    };
    if rest.trim().is_empty() {
        return Ok(Reply::Answer(outcome, today.max(asked_on)));
    }
    let day = when::parse(rest.trim(), today, Toward::Past).map_err(|why| format!("{why}."))?;
    if day > today {
        return Err(format!("{day} is in the future."));
    }
    if day < asked_on {
        return Err(format!("{day} lies before the ask on {asked_on}."));
    }
    Ok(Reply::Answer(outcome, day))
}

/// Writes down what was answered, but for asks that somebody answered meanwhile.
fn write(given: &[Given], session: &mut Session<'_>) -> anyhow::Result<Exit> {
    if given.is_empty() {
        session.system.print(b"Nothing was changed.\n")?;
        return Ok(Exit::Done);
    }
    let mut writer = session.write()?;
    let before = Before::of(&writer.journal.ledger, session);
    let mut rows = Vec::new();
    let mut happened = Vec::new();
    for Given { key, outcome, on } in given {
        let ledger = &writer.journal.ledger;
        let Some(row) = ledger.pending().find(|row| row.key() == *key).copied() else {
            let id = ledger.id(*key);
            session.warn(
                "not-found",
                &format!("{id} waits no more; it was left as it is"),
                None,
            );
            continue;
        };
        happened.push(answer(ledger, &row, *outcome, *on));
        rows.push(row);
    }
    writer.commit(&session.now.stamp(), happened)?;
    tell(&rows, before, &mut writer.journal, session)
}

/// Lists what would be swept.
fn list(
    asks: &[Ask],
    names: &[String],
    ledger: &Ledger,
    args: &SweepArgs,
    session: &mut Session<'_>,
) -> anyhow::Result<()> {
    let today = session.today();
    let goal = current_goal(ledger, &Tally::of(ledger.asks()), today);
    session.answer(
        || SeveralAsks::of(asks, goal.as_ref()),
        |style| {
            if asks.is_empty() {
                let days = wording::days(args.older_than);
                return format!("No ask has waited for more than {days}.\n");
            }
            let mut table = Table::new()
                .column("#", Align::Right)
                .column("Waiting for", Align::Right)
                .cut_column("Ask", 20);
            for (ask, name) in asks.iter().zip(names) {
                table.row(vec![
                    Cell::inked(Ink::Soft, name.clone()),
                    Cell::inked(Ink::Waiting, days_waited(ask, today)),
                    Cell::new(safe::one_line(&ask.text)),
                ]);
            }
            table.draw(style)
        },
    )
}

fn days_waited(ask: &Ask, today: Day) -> String {
    wording::days(u64::try_from(today.days_since(ask.asked_on)).unwrap_or(0))
}

fn line(ask: &Ask, name: &str, today: Day, style: &Style) -> String {
    let mut parts = vec![style.ink(Ink::Strong, &safe::one_line(&ask.text))];
    if let Some(to) = &ask.to {
        parts.push(safe::one_line(to));
    }
    parts.push(style.ink(
        Ink::Waiting,
        &format!("waiting for {}", days_waited(ask, today)),
    ));
    parts.push(style.ink(Ink::Soft, &format!("#{name}")));
    parts.join(style.dot())
}
