//! `nos show`: one ask with its whole history.

use serde::Serialize;

use super::ask_history;
use super::confirmation::id_of;
use super::context::Context;
use super::plan::PlanName;
use super::plan_change;
use super::reference::{Among, AskNames, or_picked, resolve_one};
use crate::cli::show::ShowArgs;
use crate::domain::day::Day;
use crate::domain::ledger::{Record, Status};
use crate::domain::runs::Behinds;
use crate::error::Exit;
use crate::journal::folder::Journal;
use crate::journal::history;
use crate::render::ask_detail::{AskDetail, Past};
use crate::render::json::AskJson;

/// Shows the ask that was named.
///
/// # Errors
/// If it is not found or cannot be read.
pub(crate) fn run(args: &ShowArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    if let Some(plan) = PlanName::of_words(&args.refs) {
        return plan_change::show(&plan, context);
    }
    or_picked(&args.refs, Among::Removed, context, |refs, context| {
        show(refs, context)
    })
}

fn show(refs: &[String], context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let mut journal = context.read()?;
    let today = context.today();
    let row = resolve_one(refs, Among::Removed, &mut journal, today)?;
    with_shown(&row, &mut journal, today, |shown| {
        context.answer_paged(
            || ShowJson {
                schema: "nos.show/1",
                ask: AskJson::new(shown.ask).with_behind(shown.behind),
                history: shown.past,
            },
            |style| shown.draw(style),
        )
    })??;
    Ok(Exit::Done)
}

/// Gathers all that is known of an ask, for a while.
///
/// # Errors
/// If a log cannot be read again.
pub(crate) fn with_shown<T>(
    row: &Record,
    journal: &mut Journal,
    today: Day,
    tell: impl FnOnce(&AskDetail<'_>) -> T,
) -> anyhow::Result<T> {
    let id = id_of(&journal.ledger, row);
    let past = ask_history::told(&history::of_ask(journal, &id)?);
    let ask = journal.words.ask(&journal.ledger, row)?;
    let name = AskNames::of_ledger(&journal.ledger).of(row);
    let behind = Behinds::new(&journal.ledger, [row]).behind(&journal.ledger, row);
    Ok(tell(&AskDetail {
        ask: &ask,
        behind: behind.as_ref(),
        name: &name,
        is_removed: row.standing == Status::Removed,
        past: &past,
        today,
    }))
}

#[derive(Serialize)]
struct ShowJson<'a> {
    schema: &'static str,
    ask: AskJson<'a>,
    history: &'a [Past],
}
