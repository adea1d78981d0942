//! `nos export`: asks go out to a file or to standard output.

use std::path::Path;

use serde::Serialize;

use super::ask_stream::{self, AskFormat};
use super::confirmation::words;
use super::context::Context;
use super::list::{known_person, told_of_unknown_tag};
use crate::cli::import_export::{ExportArgs, ExportDelimiter, ExportFormat};
use crate::cli::period::PeriodChoice;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Period;
use crate::domain::filter::Filter;
use crate::domain::ledger::{Ledger, Record};
use crate::error::{Exit, Failure};
use crate::export::csv::{Delimiter, ExportColumns};
use crate::export::ics::{self, Texts};
use crate::export::schema::SCHEMA;
use crate::render::{escape, format};
use crate::system::output::{OverwritePolicy, Readers, Sink};

/// Exports the asks of a period, or prints the schema.
///
/// # Errors
/// If the period cannot be read, a log cannot, or the file cannot be written.
pub(crate) fn run(args: &ExportArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    if args.schema {
        return put(
            args,
            "schema",
            |_| "The schema".to_owned(),
            0,
            |sink| sink(SCHEMA.as_bytes()),
            context,
        );
    }
    let format = format(args, context)?;
    if format == ExportFormat::Ics {
        return calendar(args, context);
    }
    let delimiter = match args.delimiter {
        None | Some(ExportDelimiter::Comma) => Delimiter::Comma,
        Some(ExportDelimiter::Semicolon) => Delimiter::Semicolon,
        Some(ExportDelimiter::Tab) => Delimiter::Tab,
    };
    let cells = if args.raw {
        ExportColumns::Raw
    } else {
        ExportColumns::Guarded
    };
    let encoding = match format {
        ExportFormat::Csv => AskFormat::Csv(cells, delimiter),
        ExportFormat::Json => AskFormat::List,
        ExportFormat::Jsonl | ExportFormat::Ics => AskFormat::Jsonl,
    };
    let mut journal = context.read()?;
    let records = records(args, &journal.ledger, context)?;
    let write = |sink: Sink<'_>| {
        ask_stream::write(
            encoding,
            &journal.ledger,
            &mut journal.words,
            &records,
            sink,
        )
    };
    let written = |count| format::asks(count as u64);
    put(args, format.name(), written, records.len(), write, context)
}

/// Exports the open due days of the asks as a calendar.
fn calendar(args: &ExportArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let mut journal = context.read()?;
    let mut records = records(args, &journal.ledger, context)?;
    records.retain(|record| journal.ledger.due_of(record.key()).is_some());
    let asks = words(&mut journal, &records)?;
    let texts = if args.texts {
        Texts::Shown
    } else {
        Texts::Hidden
    };
    let text = ics::ics(&asks, texts);
    let written = |count: usize| format::counted(count as u64, "due day", "due days");
    let write = |sink: Sink<'_>| sink(text.as_bytes());
    put(args, "ics", written, asks.len(), write, context)
}

/// The asks of the period that the filters let through, by day, oldest first.
fn records(
    args: &ExportArgs,
    ledger: &Ledger,
    context: &mut Context<'_>,
) -> anyhow::Result<Vec<Record>> {
    let today = context.today();
    let period = args.period.read(today, context.week_start())?;
    let asked_in = match (period, DailyCounts::from_ledger(ledger).span()) {
        (PeriodChoice::Unsaid | PeriodChoice::All, _) => None,
        (_, all) => Some(period.span(all, today, Period::new(today, today))),
    };
    let filter = Filter {
        tags: args.tags.clone(),
        to: args.to.clone(),
        asked_in,
        ..Filter::default()
    };
    known_person(args.to.as_deref(), "export", ledger, context)?;
    let matcher = filter.on(ledger);
    let matching = ledger.asks().filter(|record| matcher.matches(record));
    let mut records: Vec<Record> = matching.copied().collect();
    told_of_unknown_tag(&args.tags, "export", ledger, context);
    records.sort_by_key(|record| record.asked_on);
    Ok(records)
}

/// The format that was named, else that of the file's ending, else the one for spreadsheets.
fn format(args: &ExportArgs, context: &Context<'_>) -> anyhow::Result<ExportFormat> {
    let of_file = file(args)
        .and_then(Path::extension)
        .and_then(|ending| ExportFormat::of_ending(&ending.to_string_lossy()));
    let format = args
        .format
        .or(of_file)
        .unwrap_or(if context.is_json() && file(args).is_none() {
            ExportFormat::Json
        } else {
            ExportFormat::Csv
        });
    if args.texts && format != ExportFormat::Ics {
        return Err(Failure::usage(
            "--texts is about the calendar; every other format has all texts",
        )
        .hint("nos export --format ics --texts")
        .into());
    }
    if format == ExportFormat::Csv {
        return Ok(format);
    }
    let why = if args.raw {
        "--raw is about the cells of CSV; {} has every text exactly as it is"
    } else if args.delimiter.is_some() {
        "--delimiter is what's between the cells of CSV; {} has none"
    } else {
        return Ok(format);
    };
    Err(Failure::usage(why.replace("{}", format.name()))
        .hint(format!("nos export --format {}", format.name()))
        .into())
}

fn file(args: &ExportArgs) -> Option<&Path> {
    args.output
        .as_deref()
        .filter(|path| *path != Path::new("-"))
}

/// Writes to the file that was named, and says so, or to standard output.
fn put(
    args: &ExportArgs,
    format: &'static str,
    written: impl Fn(usize) -> String,
    count: usize,
    write: impl FnOnce(Sink<'_>) -> anyhow::Result<()>,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let Some(path) = file(args) else {
        write(&mut |bytes| context.system.print(bytes))?;
        return Ok(Exit::Done);
    };
    let existing = OverwritePolicy::forced(args.force);
    context.write_file_in_pieces(path, write, existing, Readers::Owner)?;
    let shown = path.display().to_string();
    context.answer_change(
        &format!("{shown} was written"),
        || ExportJson {
            schema: "nos.export/1",
            path: &shown,
            format,
            count,
        },
        |_| {
            format!(
                "{} written to {}.\n",
                written(count),
                escape::one_line(&shown)
            )
        },
    )?;
    Ok(Exit::Done)
}

/// That a file was written.
#[derive(Serialize)]
struct ExportJson<'a> {
    schema: &'static str,
    path: &'a str,
    format: &'static str,
    count: usize,
}
