//! `nos import`: asks come in from a file, all of them or none.

mod add;
mod inbox;
mod log;
mod memory;
mod options;
mod shown;
mod source;
mod stated;
mod summary;

use std::path::{Path, PathBuf};

pub(crate) use inbox::waiting as waiting_in_inbox;

use super::confirmation::rows;
use super::context::Context;
use crate::cli::import_export::{ImportArgs, ImportFormat};
use crate::cli::usage_error::quoted;
use crate::domain::ask::AskText;
use crate::error::{Exit, Failure};
use crate::import::incoming::Incoming;
use crate::import::problem::{RefusedRows, UnusableFile};
use crate::import::read::{self, Format, ReadFile, Wishes};
use crate::import::table::RowPlace;
use add::Kind;
use memory::{Last, Memory};
use options::Options;
use shown::Progress;
use source::Source;
use summary::{ImportSummary, Origin};

/// Imports the file that was named, the last one again, or the inbox.
///
/// # Errors
/// If it cannot be read, a row of it cannot, or the asks cannot be written.
pub(crate) fn run(args: &ImportArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let memory = Memory::read(context.places().state.as_deref());
    let flags = Options::new(args);
    let (file, options) = match (&args.file, args.again) {
        (Some(file), _) => (file.clone(), flags),
        (None, true) => {
            let last = memory.last.clone().ok_or_else(|| {
                Failure::usage("--again repeats the last import, and there was none")
                    .hint("nos import --help")
            })?;
            context.note(&format!("Again: {}", last.file.display()));
            (last.file, flags.or(last.options))
        }
        (None, false) => return inbox::run(args, memory, context),
    };
    let source = Source::read(args, &file, options, context)?;
    let format = format_of(&source)?;
    match format {
        Format::Nos => log::run(&source, context),
        Format::Text => inbox::run_file(&source, memory, context),
        _ => sheet(source, format, memory, context),
    }
}

fn format_of(source: &Source<'_>) -> Result<Format, Failure> {
    let unusable = |unusable| source.unusable(unusable);
    let workbook = Format::of_workbook(&source.bytes);
    match source.args.format {
        Some(ImportFormat::Xlsx | ImportFormat::Ods) => {
            workbook.ok_or_else(|| unusable(UnusableFile::file(1, "the file isn't a workbook")))
        }
        Some(format) => Ok(stated::meant(format)),
        None if source.stated.columns.is_some() => Ok(workbook.unwrap_or(Format::Csv)),
        None => {
            let ending = source
                .file
                .extension()
                .map(|ending| ending.to_string_lossy());
            Format::detect(&source.bytes, ending.as_deref()).map_err(unusable)
        }
    }
}

/// Imports a table.
fn sheet(
    mut source: Source<'_>,
    format: Format,
    mut memory: Memory,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    if let Some(path) = source.path().map(Path::to_path_buf)
        && let Some(beside) = Options::beside(&path)?
    {
        let told = options::path_beside(&path);
        tell_options(&format!("As {} says", told.display()), &beside, context);
        source.complete(beside)?;
    }
    // A header that cannot be read with what was said is shown of when the rows are read.
    if let Some(before) = header(&source, format, context)?.and_then(|names| memory.sheet(&names)) {
        let before = before.clone();
        if source.options.clone().or(before.clone()) != source.options {
            tell_options("As last time", &before, context);
            source.complete(before)?;
        }
    }
    let mut reading = read_rows(&source, format, context)?;
    shown::show(&source.name, format, &reading, context);
    let refused = std::mem::take(&mut reading.found.refused);
    let rows = std::mem::take(&mut reading.found.asks);
    source.refuse_unreadable(&refused, reading.place, !rows.is_empty())?;
    let skipped = [refused, std::mem::take(&mut reading.found.left_out)].concat();
    let origin = Origin {
        source: Some(&source),
        name: &source.name,
        place: reading.place,
        skipped: &skipped,
        reading: Some(&reading),
    };
    let exit = take(rows, &origin, source.args, context)?;
    if !source.args.dry_run {
        let names: Vec<String> = reading
            .mapping
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect();
        remember(&source, &names, &mut memory, context)?;
    }
    Ok(exit)
}

/// Shows options that were not typed, as they would be.
fn tell_options(from: &str, options: &Options, context: &mut Context<'_>) {
    let flags: Vec<String> = options
        .flags()
        .into_iter()
        .map(|(flag, value)| format!("{flag} {}", quoted(value)))
        .collect();
    context.note(&format!("{from}: {}", flags.join(" ")));
}

/// The names of the columns, where they can be shown before anything is known of the rows.
fn header(
    source: &Source<'_>,
    format: Format,
    context: &mut Context<'_>,
) -> anyhow::Result<Option<Vec<String>>> {
    with_wishes(source, context, |wishes, _| {
        Ok(read::header(&source.bytes, format, wishes))
    })
}

fn read_rows(
    source: &Source<'_>,
    format: Format,
    context: &mut Context<'_>,
) -> anyhow::Result<ReadFile> {
    let mut progress = Progress::new(context, source.bytes.len());
    let reading = with_wishes(source, context, |wishes, context| {
        Ok(read::read(&source.bytes, format, wishes, &mut |rows| {
            progress.tell(context, rows);
        }))
    })?;
    progress.clear(context);
    Ok(reading.map_err(|unusable| source.unusable(unusable))?)
}

fn with_wishes<T>(
    source: &Source<'_>,
    context: &mut Context<'_>,
    read: impl FnOnce(&Wishes<'_>, &mut Context<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let zone = context.system.zone()?;
    let stated = &source.stated;
    let setting = context.config.settings.date_order;
    let wishes = Wishes {
        rules: &stated.rules,
        sheet: source.options.sheet.as_deref(),
        columns: stated.columns.as_deref(),
        text: stated.text.as_ref().map(AskText::as_str),
        outcome: stated.outcome,
        year: stated.year,
        order: stated.order.or(setting.map(stated::order_meant)),
        today: context.today(),
        local_day: &|seconds| zone.day_of(seconds),
    };
    read(&wishes, context)
}

/// Takes rows in as one batch, or shows what would come in.
fn take(
    incoming: Vec<Incoming>,
    origin: &Origin<'_>,
    args: &ImportArgs,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let summary = ImportSummary { origin };
    let kind = match origin.reading {
        Some(_) => Kind::Table,
        None => Kind::Notes,
    };
    if args.dry_run {
        let mut journal = context.read()?;
        let outcome = add::outcome(incoming, &mut journal, kind, args.update)?;
        let device = context.device()?.unwrap_or_else(|| "new".to_owned());
        let at = context.now.stamp();
        let (asks, plans) = add::foreseen(&outcome.fresh, &journal.ledger, &device, &at);
        return summary.foreseen(&asks, &plans, &device, &outcome, context);
    }
    let mut writer = context.write()?;
    let outcome = add::outcome(incoming, &mut writer.journal, kind, args.update)?;
    let at = context.now.stamp();
    let (written, outcome) = add::write(outcome, &mut writer, &at, context.today())?;
    let records = rows(&writer.journal.ledger, &written.asks)?;
    let asks = if context.is_json() {
        super::confirmation::words(&mut writer.journal, &records)?
    } else {
        Vec::new()
    };
    summary.added(
        &asks,
        &records,
        &written.plans,
        &outcome,
        &writer.journal.ledger,
        context,
    )
}

/// Remembers how a sheet was meant, for the next time.
fn remember(
    source: &Source<'_>,
    header: &[String],
    memory: &mut Memory,
    context: &Context<'_>,
) -> anyhow::Result<()> {
    let Some(state) = &context.places().state else {
        return Ok(());
    };
    let known = memory.sheet(header);
    if known != Some(&source.options) && (known.is_some() || source.options != Options::default()) {
        memory.note_sheet(header, &source.options);
    }
    if let Some(path) = source.path() {
        let file = std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path));
        memory.last = Some(Last {
            file,
            options: source.options.clone(),
        });
    }
    memory.write(state)
}

/// Rows that were left out, as they are warned of.
fn warn_of_skipped(
    skipped: &[RefusedRows],
    place: RowPlace,
    name: &str,
    context: &mut Context<'_>,
) {
    for refused in skipped {
        let message = format!("left out {}", source::detail(name, refused, place));
        context.warn("unreadable", &message, None);
    }
}
