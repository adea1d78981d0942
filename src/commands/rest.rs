//! `nos rest`: days off are declared, taken back or listed.

use std::borrow::Cow;

use super::context::Context;
use super::log::not_empty;
use crate::cli::date_expression::{self, Bias};
use crate::cli::rest::RestArgs;
use crate::domain::day::{Day, Period};
use crate::domain::rest::DeclaredRest;
use crate::error::{Exit, Failure};
use crate::journal::event::{EventKind, Rested};
use crate::render::rest::{RestJson, declared, list};

/// Declares days off or takes them back; without any it lists them.
///
/// # Errors
/// If a day cannot be read, or it cannot be written.
pub(crate) fn run(args: &RestArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    if args.days.is_empty() {
        if args.off || args.note.is_some() {
            return Err(Failure::usage("which days?").hint("nos rest today").into());
        }
        let rest = context.read()?.ledger.rest;
        let today = context.today();
        context.answer_paged(|| RestJson::new(&rest), |style| list(&rest, today, style))?;
        if rest.is_empty() {
            context.note("No days off yet.");
            context.hint("nos rest today");
        }
        return Ok(Exit::Done);
    }
    not_empty("--note", args.note.as_deref(), "nos rest today")?;
    let spans = spans(&args.days, context.today())?;
    let mut writer = context.write()?;
    let rest = &writer.journal.ledger.rest;
    // What says nothing new is not written: undo would take back nothing.
    let is_news = |span: &&Period| !args.off || rest.count(**span) > 0;
    let happened: Vec<EventKind<'static>> = spans
        .iter()
        .filter(is_news)
        .map(|&span| {
            EventKind::Rest(Rested {
                span,
                note: args.note.clone().map(Cow::Owned),
                off: args.off,
            })
        })
        .collect();
    let were_off = !happened.is_empty();
    writer.commit(&context.now.stamp(), happened)?;
    let rest: &DeclaredRest = &writer.journal.ledger.rest;
    let today = context.today();
    context.answer_change(
        "the days are written",
        || RestJson::new(rest),
        |_| declared(&spans, args.off, were_off, today),
    )?;
    Ok(Exit::Done)
}

/// The days that were typed: each a day, or two with `..` between them, as one word or several.
fn spans(typed: &[String], today: Day) -> Result<Vec<Period>, Failure> {
    // The words of a day may come one by one: `nos rest 24 dec`.
    let whole = typed.join(" ");
    match span(&whole, today) {
        Ok(span) => Ok(vec![span]),
        Err(failure) => match typed {
            [_] => Err(failure),
            typed => typed.iter().map(|days| span(days, today)).collect(),
        },
    }
}

fn span(typed: &str, today: Day) -> Result<Period, Failure> {
    let Some((from, to)) = typed.split_once("..") else {
        let day = date_expression::parse(typed, today, Bias::Next)?;
        return Ok(Period::new(day, day));
    };
    let from = date_expression::parse(from.trim(), today, Bias::Next)?;
    let to = date_expression::parse(to.trim(), today, Bias::OnOrAfter(from))?;
    if to < from {
        return Err(
            Failure::usage(format!("{to} is before {from}")).hint(format!("nos rest {to}..{from}"))
        );
    }
    Ok(Period::new(from, to))
}
