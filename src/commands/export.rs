//! `nos export`: asks go out to a file or to standard output.

use std::path::Path;

use serde::Serialize;

use super::context::Context;
use super::list::{known_person, told_of_unknown_tag};
use crate::cli::import_export::{ExportArgs, ExportDelimiter, ExportFormat};
use crate::cli::period::PeriodChoice;
use crate::domain::ask::Ask;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::filter::Filter;
use crate::domain::ledger::Record;
use crate::error::{Exit, Failure};
use crate::export::csv::{self, Cells, Delimiter};
use crate::export::schema::SCHEMA;
use crate::render::json::{self, AskJson, List};
use crate::render::{escape, format};
use crate::system::output::{OverwritePolicy, Readers};

/// Exports the asks of a period, or prints the schema.
///
/// # Errors
/// If the period cannot be read, a log cannot, or the file cannot be written.
pub(crate) fn run(args: &ExportArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    if args.schema {
        return put(args, SCHEMA.as_bytes(), None, context);
    }
    let format = format(args, context)?;
    let asks = asks(args, context)?;
    let delimiter = match args.delimiter {
        None | Some(ExportDelimiter::Comma) => Delimiter::Comma,
        Some(ExportDelimiter::Semicolon) => Delimiter::Semicolon,
        Some(ExportDelimiter::Tab) => Delimiter::Tab,
    };
    let bytes = match format {
        ExportFormat::Csv if args.raw => csv::csv(&asks, Cells::Raw, delimiter)?,
        ExportFormat::Csv => csv::csv(&asks, Cells::Guarded, delimiter)?,
        ExportFormat::Json => json::line(&List::new(&asks))?.into_bytes(),
        ExportFormat::Jsonl => {
            let lines = asks.iter().map(|ask| json::line(&AskJson::new(ask)));
            lines.collect::<anyhow::Result<String>>()?.into_bytes()
        }
    };
    put(args, &bytes, Some((format, asks.len())), context)
}

/// The asks of the period that the filters let through, by day, oldest first.
fn asks(args: &ExportArgs, context: &mut Context<'_>) -> anyhow::Result<Vec<Ask>> {
    let today = context.today();
    let period = args.period.read(today, context.week_start())?;
    let mut journal = context.read()?;
    let span = match (period, DailyCounts::new(journal.ledger.asks()).span()) {
        (PeriodChoice::Unsaid | PeriodChoice::All, _) => None,
        (_, all) => Some(period.span(all, today, crate::domain::day::Period::new(today, today))),
    };
    let filter = Filter {
        tags: args.tags.clone(),
        to: args.to.clone(),
        asked_in: span,
        ..Filter::default()
    };
    known_person(args.to.as_deref(), "export", &journal.ledger, context)?;
    let matcher = filter.on(&journal.ledger);
    let mut rows: Vec<Record> = journal
        .ledger
        .asks()
        .filter(|row| matcher.matches(row))
        .copied()
        .collect();
    told_of_unknown_tag(&args.tags, "export", &journal.ledger, context);
    rows.sort_by_key(|row| row.asked_on);
    super::confirmation::words(&mut journal, &rows)
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
    bytes: &[u8],
    what: Option<(ExportFormat, usize)>,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let Some(path) = file(args) else {
        context.system.print(bytes)?;
        return Ok(Exit::Done);
    };
    context.write_file(
        path,
        bytes,
        OverwritePolicy::forced(args.force),
        Readers::Owner,
    )?;
    let shown = path.display().to_string();
    let told = match what {
        Some((_, count)) => format::asks(count as u64),
        None => "The schema".to_owned(),
    };
    context.answer_change(
        &format!("{shown} was written"),
        || ExportJson {
            schema: "nos.export/1",
            path: &shown,
            format: what.map_or("schema", |(format, _)| format.name()),
            count: what.map_or(0, |(_, count)| count),
        },
        |_| format!("{told} written to {}.\n", escape::one_line(&shown)),
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
