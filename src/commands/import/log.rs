//! A log of nos is joined to this device's own, line for line.

use super::options::Options;
use super::shown::Progress;
use super::source::Source;
use crate::commands::confirmation::{rows, words};
use crate::commands::context::Context;
use crate::domain::ask::Ask;
use crate::domain::ledger::{Key, Ledger, Record, Status};
use crate::error::{Exit, Failure};
use crate::import::problem::{Reasons, RefusalReason, RefusedRows};
use crate::import::table::RowPlace;
use crate::journal::event::Id;
use crate::journal::folder::Journal;
use crate::journal::merge::{self, ForeignLine, Joined};
use crate::journal::writer::log_of;
use crate::render::json::{Imported, Skipped};
use crate::render::{escape, format};

/// Joins the events of a log that are not here yet.
///
/// # Errors
/// If a line cannot be read, or they cannot be written.
pub(super) fn run(source: &Source<'_>, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    refuse_flags(source)?;
    let mut progress = Progress::new(context, source.bytes.len());
    let lines = merge::lines(&source.bytes, &mut |lines| progress.tell(context, lines));
    progress.clear(context);
    let mut skipped: Vec<RefusalReason> = lines
        .unreadable
        .into_iter()
        .map(|(line, reason)| RefusalReason::new(line, reason))
        .collect();
    source.refuse_unreadable(&refused(&skipped), RowPlace::Line, true)?;
    if source.args.dry_run {
        let device = context.device()?.unwrap_or_default();
        let own_log = log_of(&context.places().data, &device);
        let joined = merge::compare(&context.places().data, &own_log, &lines.events)?;
        skipped.extend(joined.purged.iter().map(purged));
        return tell(source, &joined, &skipped, &[], context);
    }
    let mut writer = context.write()?;
    let own_log = writer.own_log();
    let joined = merge::compare(&context.places().data, &own_log, &lines.events)?;
    writer.merge(&joined.lines)?;
    skipped.extend(joined.purged.iter().map(purged));
    let asks = asks(&joined, &mut writer.journal)?;
    tell(source, &joined, &skipped, &asks, context)
}

fn refused(refusals: &[RefusalReason]) -> Vec<RefusedRows> {
    let mut reasons = Reasons::default();
    for refusal in refusals {
        reasons.add(refusal.line, refusal.reason.clone(), None);
    }
    reasons.into_vec()
}

/// A log says itself what is what.
fn refuse_flags(source: &Source<'_>) -> anyhow::Result<()> {
    let options = Options::new(source.args);
    let flags = options.flags();
    let flag = flags.first().map(|(flag, _)| *flag);
    let Some(flag) = flag.or(source.args.update.then_some("--update")) else {
        return Ok(());
    };
    Err(Failure::usage(format!(
        "{} is a log of nos, which says itself what is what; {flag} changes nothing",
        source.name
    ))
    .hint(format!(
        "nos import {}",
        crate::cli::usage_error::quoted(&source.file.to_string_lossy())
    ))
    .into())
}

fn purged(event: &ForeignLine<'_>) -> RefusalReason {
    RefusalReason::new(event.number, "its ask was erased for good")
}

/// The asks that are active and came in.
fn asks(joined: &Joined<'_>, journal: &mut Journal) -> anyhow::Result<Vec<Ask>> {
    let keys: Vec<Key> = joined
        .fresh
        .iter()
        .filter_map(|event| key(event, &journal.ledger))
        .collect();
    let rows = rows(&journal.ledger, &keys)?;
    words(journal, &rows)
}

/// The ask that the event made, if it made one; where several share its id, the one of its content.
fn key(event: &ForeignLine<'_>, ledger: &Ledger) -> Option<Key> {
    let id = Id::parse(&event.id)?;
    let variant = Some(event.content);
    let key = ledger.key(&id)?;
    let key = match ledger.variants.get(key) {
        Some(_) => ledger.key(&Id { variant, ..id })?,
        None => key,
    };
    ledger
        .get(key)
        .filter(|row| row.standing == Status::Active)
        .map(Record::key)
}

fn tell(
    source: &Source<'_>,
    joined: &Joined<'_>,
    skipped: &[RefusalReason],
    asks: &[Ask],
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    for refusal in skipped {
        let message = format!(
            "left out {}:{}: {}",
            source.name, refusal.line, refusal.reason
        );
        context.warn("unreadable", &message, None);
    }
    let events = |count: usize| format::counted(count as u64, "event", "events");
    let (verb, end) = if source.args.dry_run {
        ("Would join", " Nothing was written.")
    } else {
        ("Joined", "")
    };
    let there = match joined.already {
        0 => String::new(),
        1 => " 1 was there already.".to_owned(),
        many => format!(" {} were there already.", format::grouped(many as u64)),
    };
    let text = format!(
        "{verb} {} of {}.{there}{end}\n",
        events(joined.fresh.len()),
        escape::one_line(&source.name)
    );
    let json = || {
        let skipped = skipped.iter().map(|refusal| Skipped {
            line: refusal.line,
            reason: refusal.reason.clone(),
        });
        Imported {
            skipped: skipped.collect(),
            ..Imported::new(asks, joined.fresh.len(), joined.already)
        }
    };
    if source.args.dry_run {
        context.answer(json, |_| text)?;
    } else {
        let done = format!("{} joined", events(joined.fresh.len()));
        context.answer_change(&done, json, |_| text)?;
    }
    Ok(Exit::Done)
}
