//! `nos export`: asks go out to a file or to standard output.

use std::path::Path;

use serde::Serialize;

use super::list::{known_person, told_of_unknown_tag};
use super::session::Session;
use crate::cli::exchange::{ExportArgs, ExportDelimiter, ExportFormat};
use crate::cli::period::Period;
use crate::domain::ask::Ask;
use crate::domain::filter::Filter;
use crate::domain::ledger::Row;
use crate::domain::tally::Tally;
use crate::export::csv::{self, Cells, Delimiter};
use crate::export::schema::SCHEMA;
use crate::failure::{Exit, Failure};
use crate::render::json::{self, AskJson, List};
use crate::render::{safe, wording};
use crate::system::output::{Existing, Readers};

/// Exports the asks of a period, or prints the schema.
///
/// # Errors
/// If the period cannot be read, a log cannot, or the file cannot be written.
pub(crate) fn run(args: &ExportArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    if args.schema {
        return put(args, SCHEMA.as_bytes(), None, session);
    }
    let format = format(args, session)?;
    let asks = asks(args, session)?;
    let delimiter = match args.delimiter {
        None | Some(ExportDelimiter::Comma) => Delimiter::Comma,
        Some(ExportDelimiter::Semicolon) => Delimiter::Semicolon,
        Some(ExportDelimiter::Tab) => Delimiter::Tab,
    };
    let bytes = match format {
        ExportFormat::Csv if args.raw => csv::csv(&asks, Cells::Raw, delimiter)?,
        ExportFormat::Csv => csv::csv(&asks, Cells::Guarded, delimiter)?,
        ExportFormat::Json => json::line(&List::of(&asks))?.into_bytes(),
        ExportFormat::Jsonl => {
            let lines = asks.iter().map(|ask| json::line(&AskJson::of(ask)));
            lines.collect::<anyhow::Result<String>>()?.into_bytes()
        }
    };
    put(args, &bytes, Some((format, asks.len())), session)
}

/// The asks of the period that the filters let through, by day, oldest first.
fn asks(args: &ExportArgs, session: &mut Session<'_>) -> anyhow::Result<Vec<Ask>> {
    let today = session.today();
    let period = args.period.read(today, session.week_start())?;
    let mut journal = session.read()?;
    let span = match (period, Tally::of(journal.ledger.asks()).span()) {
        (Period::Unsaid | Period::All, _) => None,
        (_, all) => Some(period.span(all, today, crate::domain::day::Span::new(today, today))),
    };
    let filter = Filter {
        tags: args.tags.clone(),
        to: args.to.clone(),
        asked_in: span,
        ..Filter::default()
    };
    known_person(args.to.as_deref(), "export", &journal.ledger, session)?;
    let sieve = filter.on(&journal.ledger);
    let mut rows: Vec<Row> = journal
        .ledger
        .asks()
        .filter(|row| sieve.lets_through(row))
        .copied()
        .collect();
    told_of_unknown_tag(&args.tags, "export", &journal.ledger, session);
    rows.sort_by_key(|row| row.asked_on);
    super::ask::words(&mut journal, &rows)
}

/// The format that was named, else that of the file's ending, else the one for spreadsheets.
fn format(args: &ExportArgs, session: &Session<'_>) -> anyhow::Result<ExportFormat> {
    let of_file = file(args)
        .and_then(Path::extension)
        .and_then(|ending| ExportFormat::of_ending(&ending.to_string_lossy()));
    let format = args
        .format
        .or(of_file)
        .unwrap_or(if session.is_json() && file(args).is_none() {
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
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    let Some(path) = file(args) else {
        session.system.print(bytes)?;
        return Ok(Exit::Done);
    };
    session.write_file(path, bytes, Existing::forced(args.force), Readers::Owner)?;
    let shown = path.display().to_string();
    let told = match what {
        Some((_, count)) => wording::asks(count as u64),
        None => "The schema".to_owned(),
    };
    session.answer_change(
        &format!("{shown} was written"),
        || ExportJson {
            schema: "nos.export/1",
            path: &shown,
            format: what.map_or("schema", |(format, _)| format.name()),
            count: what.map_or(0, |(_, count)| count),
        },
        |_| format!("{told} written to {}.\n", safe::one_line(&shown)),
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
