//! `nos show`: one ask with its whole history.

use serde::Serialize;

use super::ask_history;
use super::confirmation::{id_of, words};
use super::context::Context;
use super::plan::PlanName;
use super::plan_change;
use super::reference::{Among, AskNames, or_picked, resolve_one};
use crate::cli::show::ShowArgs;
use crate::domain::ledger::Status;
use crate::domain::runs::Behinds;
use crate::error::Exit;
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
    let row = resolve_one(refs, Among::Removed, &mut journal, context.today())?;
    let id = id_of(&journal.ledger, &row);
    let past = ask_history::told(&history::of_ask(&journal, &id)?);
    let asks = words(&mut journal, &[row])?;
    let Some(ask) = asks.first() else {
        return Ok(Exit::Done);
    };
    let name = AskNames::of_ledger(&journal.ledger).of(&row);
    let behind = Behinds::new(&journal.ledger, [&row]).behind(&journal.ledger, &row);
    let shown = AskDetail {
        ask,
        behind: behind.as_ref(),
        name: &name,
        is_removed: row.standing == Status::Removed,
        past: &past,
        today: context.today(),
    };
    context.answer_paged(
        || ShowJson {
            schema: "nos.show/1",
            ask: AskJson::new(ask).with_behind(behind.as_ref()),
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
