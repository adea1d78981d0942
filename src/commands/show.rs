//! `nos show`: one ask with its whole history.

use serde::Serialize;

use super::ask::{id_of, words};
use super::past;
use super::reference::{Among, Names, or_picked, resolve_one};
use super::session::Session;
use crate::cli::show::ShowArgs;
use crate::domain::ledger::Standing;
use crate::domain::runs::Behinds;
use crate::failure::Exit;
use crate::journal::history;
use crate::render::json::AskJson;
use crate::render::shown::{Past, Shown};

/// Shows the ask that was named.
///
/// # Errors
/// If it is not found or cannot be read.
pub(crate) fn run(args: &ShowArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    or_picked(&args.refs, Among::Removed, session, |refs, session| {
        show(refs, session)
    })
}

fn show(refs: &[String], session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let mut journal = session.read()?;
    let row = resolve_one(refs, Among::Removed, &mut journal, session.today())?;
    let id = id_of(&journal.ledger, &row);
    let past = past::told(&history::of(&journal, &id)?);
    let asks = words(&mut journal, &[row])?;
    let Some(ask) = asks.first() else {
        return Ok(Exit::Done);
    };
    let name = Names::of_ledger(&journal.ledger).of(&row);
    let behind = Behinds::of(&journal.ledger, [&row]).behind(&journal.ledger, &row);
    let shown = Shown {
        ask,
        behind: behind.as_ref(),
        name: &name,
        is_removed: row.standing == Standing::Removed,
        past: &past,
        today: session.today(),
    };
    session.answer_paged(
        || ShowJson {
            schema: "nos.show/1",
            ask: AskJson::of(ask).with_behind(behind.as_ref()),
            history: &past,
        },
        |style| shown.draw(style),
    )?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct ShowJson<'a> {
    schema: &'static str,
    ask: AskJson<'a>,
    history: &'a [Past],
}
