//! `nos import`: asks come in from a file, all of them or none.

mod log;
mod summary;

use std::borrow::Cow;
use std::path::Path;

use super::confirmation::{keys_of_asks, rows, words};
use super::context::Context;
use crate::cli::import_export::{DateOrder, ImportArgs, ImportFormat};
use crate::cli::usage_error::quoted;
use crate::domain::ask::{Ask, AskText};
use crate::domain::ledger::Ledger;
use crate::domain::outcome::Outcome;
use crate::domain::tags::Tags;
use crate::error::{Code, Exit, Failure};
use crate::import::date_order::Order;
use crate::import::dedupe::Already;
use crate::import::incoming::{Field, Incoming};
use crate::import::problem::{Fault, Flag, RefusedRows, Remedy, UnusableFile};
use crate::import::read::{self, Format, Reading, Wishes};
use crate::import::rule::Rule;
use crate::import::table::Place;
use crate::journal::event::{Asked, EventKind};
use crate::journal::folder::Journal;
use crate::render::format;
use crate::system::input;
use summary::{ImportSummary, Progress};

/// How many reasons for refused rows are listed.
const MOST_REASONS: usize = 40;

/// How many lines are listed that have one reason.
const MOST_LINES: usize = 8;

/// Imports the file that was named.
///
/// # Errors
/// If it cannot be read, a row of it cannot, or the asks cannot be written.
pub(crate) fn run(args: &ImportArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let source = Source::read(args, context)?;
    let ending = args.file.extension().map(|ending| ending.to_string_lossy());
    let format = match args.format {
        Some(ImportFormat::Xlsx | ImportFormat::Ods) => Format::of_workbook(&source.bytes)
            .ok_or_else(|| source.unusable(UnusableFile::file(1, "the file isn't a workbook")))?,
        Some(format) => meant(format),
        None if source.stated.columns.is_some() => {
            Format::of_workbook(&source.bytes).unwrap_or(Format::Csv)
        }
        None => Format::detect(&source.bytes, ending.as_deref())
            .map_err(|unusable| source.unusable(unusable))?,
    };
    if format == Format::Nos {
        return log::run(&source, context);
    }
    let mut reading = read_rows(&source, format, context)?;
    summary::show(&source.name, format, &reading, context);
    let refused = std::mem::take(&mut reading.found.refused);
    let asks = std::mem::take(&mut reading.found.asks);
    source.refuse_unreadable(&refused, reading.place, !asks.is_empty())?;
    let skipped = [refused, std::mem::take(&mut reading.found.left_out)].concat();
    let told = ImportSummary {
        source: &source,
        reading: &reading,
        skipped: &skipped,
    };
    if args.dry_run {
        let mut journal = context.read()?;
        let (fresh, already) = fresh(asks, &mut journal)?;
        let asks = foreseen(&fresh, &journal.ledger, context)?;
        told.foreseen(&asks, already, context)
    } else {
        add(asks, &told, context)
    }
}

/// The file and how it was asked for.
struct Source<'a> {
    args: &'a ImportArgs,
    stated: GivenFlags,
    /// What the file is called where something is told about it.
    name: String,
    bytes: Vec<u8>,
}

/// What the flags say of the file.
struct GivenFlags {
    rules: Vec<Rule>,
    columns: Option<Vec<String>>,
    text: Option<AskText>,
    outcome: Option<Outcome>,
    year: Option<i32>,
}

impl<'a> Source<'a> {
    fn read(args: &'a ImportArgs, context: &mut Context<'_>) -> anyhow::Result<Self> {
        let stated = stated(args)?;
        let (name, bytes) = if args.file == Path::new("-") {
            let name = "standard input";
            (
                name.to_owned(),
                input::bounded(&mut context.system.stdin(), name)?,
            )
        } else {
            (
                args.file.display().to_string(),
                input::read_whole(&args.file)?,
            )
        };
        Ok(Self {
            args,
            stated,
            name,
            bytes,
        })
    }

    /// The command that was typed, with more flags.
    fn command_with(&self, flags: &[Flag], skip_unreadable: bool) -> String {
        let ImportArgs {
            file,
            format,
            sheet,
            map,
            columns,
            text,
            outcome,
            year,
            date_order,
            skip_unreadable: skipped,
            dry_run,
        } = self.args;
        let mut command = format!("nos import {}", quoted(&file.to_string_lossy()));
        let mut add = |flag: &str, value: &str| {
            command.push_str(&format!(" {flag} {}", quoted(value)));
        };
        if let Some(format) = format {
            add("--format", meant(*format).name());
        }
        for rule in map {
            add("--map", rule);
        }
        for (flag, value) in [
            ("--sheet", sheet),
            ("--columns", columns),
            ("--text", text),
            ("--outcome", outcome),
            ("--year", year),
        ] {
            if let Some(value) = value {
                add(flag, value);
            }
        }
        if let Some(order) = date_order {
            add("--date-order", order_meant(*order).name());
        }
        for flag in flags {
            add(flag.name, &flag.value);
        }
        if skip_unreadable || *skipped {
            command.push_str(" --skip-unreadable");
        }
        if *dry_run {
            command.push_str(" --dry-run");
        }
        command
    }

    /// A line of the file, or a row where lines say nothing.
    fn at(&self, place: Place, line: u64) -> String {
        match place {
            Place::Line => format!("{}:{line}", self.name),
            Place::Row => format!("{}, row {line}", self.name),
        }
    }

    fn unusable(&self, unusable: UnusableFile) -> Failure {
        let advice = match &unusable.way_out {
            Some(Remedy::Advice(advice)) => format!("; {advice}"),
            _ => String::new(),
        };
        let failure = match unusable.fault {
            Fault::Flag => Failure::usage(unusable.reason),
            Fault::File => Failure::new(
                Code::Unreadable,
                format!(
                    "{}:{}: {}{advice}",
                    self.name, unusable.line, unusable.reason
                ),
            ),
        };
        match unusable.way_out {
            Some(Remedy::Flags(flags)) => failure.hint(self.command_with(&flags, false)),
            _ => failure,
        }
    }

    /// Refuses the file if a row of it cannot be read, unless such rows are to be left out.
    fn refuse_unreadable(
        &self,
        refused: &[RefusedRows],
        place: Place,
        is_any_left: bool,
    ) -> anyhow::Result<()> {
        if refused.is_empty() || self.args.skip_unreadable {
            return Ok(());
        }
        let mut details: Vec<String> = refused
            .iter()
            .take(MOST_REASONS)
            .map(|refused| self.detail(refused, place))
            .collect();
        match refused.len().saturating_sub(MOST_REASONS) {
            0 => {}
            1 => details.push("and 1 more reason".to_owned()),
            more => details.push(format!("and {} more reasons", format::grouped(more as u64))),
        }
        let rows: usize = refused.iter().map(|refused| refused.lines.len()).sum();
        let message = format!(
            "{} of {} can't be read; nothing was imported",
            format::counted(rows as u64, "row", "rows"),
            self.name
        );
        let mut flags: Vec<Flag> = Vec::new();
        for flag in refused.iter().filter_map(|refused| refused.remedy.as_ref()) {
            if !flags.contains(flag) {
                flags.push(flag.clone());
            }
        }
        if flags.iter().any(|flag| flag.value.ends_with("=OUTCOME")) {
            details.push(
                "OUTCOME is no, yes, ghosted, pending or plan; ignore leaves such rows out"
                    .to_owned(),
            );
        }
        let is_beyond_flags = refused.iter().any(|refused| refused.remedy.is_none());
        let failure = Failure::new(Code::Unreadable, message).details(details);
        // Where nothing would be left, leaving rows out is no way out.
        Err(match (flags.is_empty(), is_any_left) {
            (true, false) => failure,
            _ => failure.hint(self.command_with(&flags, is_beyond_flags)),
        }
        .into())
    }

    /// One reason, and the lines that have it.
    fn detail(&self, refused: &RefusedRows, place: Place) -> String {
        let first = refused.lines.first().copied().unwrap_or(1);
        let told = format!("{}: {}", self.at(place, first), refused.reason);
        if refused.lines.len() < 2 {
            return told;
        }
        let lines: Vec<String> = refused
            .lines
            .iter()
            .take(MOST_LINES)
            .map(ToString::to_string)
            .collect();
        let more = match refused.lines.len().saturating_sub(MOST_LINES) {
            0 => String::new(),
            more => format!(" and {} more", format::grouped(more as u64)),
        };
        let word = match place {
            Place::Line => "lines",
            Place::Row => "rows",
        };
        format!("{told} ({word} {}{more})", lines.join(", "))
    }
}

fn read_rows(
    source: &Source<'_>,
    format: Format,
    context: &mut Context<'_>,
) -> anyhow::Result<Reading> {
    let zone = context.system.zone()?;
    let stated = &source.stated;
    let setting = context.config.settings.date_order;
    let date_order = source.args.date_order.or(setting);
    let patches = Wishes {
        rules: &stated.rules,
        sheet: source.args.sheet.as_deref(),
        columns: stated.columns.as_deref(),
        text: stated.text.as_ref().map(AskText::as_str),
        outcome: stated.outcome,
        year: stated.year,
        order: date_order.map(order_meant),
        today: context.today(),
        local_day: &|seconds| zone.day_of(seconds),
    };
    let mut progress = Progress::new(context, source.bytes.len());
    let reading = read::read(&source.bytes, format, &patches, &mut |rows| {
        progress.tell(context, rows);
    });
    progress.clear(context);
    Ok(reading.map_err(|unusable| source.unusable(unusable))?)
}

fn meant(format: ImportFormat) -> Format {
    match format {
        ImportFormat::Csv => Format::Csv,
        ImportFormat::Json => Format::Json,
        ImportFormat::Jsonl => Format::Jsonl,
        ImportFormat::Xlsx => Format::Xlsx,
        ImportFormat::Ods => Format::Ods,
        ImportFormat::Markdown => Format::Markdown,
        ImportFormat::Nos => Format::Nos,
    }
}

fn order_meant(order: DateOrder) -> Order {
    match order {
        DateOrder::Dmy => Order::Dmy,
        DateOrder::Mdy => Order::Mdy,
        DateOrder::Ymd => Order::Ymd,
    }
}

/// What the flags say, each value checked.
fn stated(args: &ImportArgs) -> Result<GivenFlags, Failure> {
    let file = quoted(&args.file.to_string_lossy());
    let rules = args
        .map
        .iter()
        .map(|rule| Rule::parse(rule))
        .collect::<Result<_, String>>()
        .map_err(|reason| {
            Failure::usage(reason).hint(format!("nos import {file} --map \"Job Title=text\""))
        })?;
    let columns = args.columns.as_deref().map(columns).transpose()?;
    let text = args
        .text
        .as_deref()
        .map(AskText::new)
        .transpose()
        .map_err(|invalid| Failure::usage(invalid.0))?;
    let outcome = args
        .outcome
        .as_deref()
        .map(|word| {
            Outcome::from_name(word).ok_or_else(|| {
                Failure::usage(format!(
                    "{word:?} is no outcome: write no, yes, ghosted or pending"
                ))
            })
        })
        .transpose()?;
    let year = args
        .year
        .as_deref()
        .map(|word| {
            word.parse()
                .ok()
                .filter(|year| (1900..=9999).contains(year))
                .ok_or_else(|| {
                    Failure::usage(format!("{word:?} is no year: write it in full, as 2025"))
                })
        })
        .transpose()?;
    Ok(GivenFlags {
        rules,
        columns,
        text,
        outcome,
        year,
    })
}

/// The fields of `--columns`.
fn columns(list: &str) -> Result<Vec<String>, Failure> {
    list.split(',')
        .map(|name| {
            let name = name.trim();
            if name == "ignore" || Field::from_name(name).is_some() {
                return Ok(name.to_owned());
            }
            Err(Failure::usage(format!(
                "{name:?} is no field: --columns takes {} or ignore, with commas between them",
                Field::ALL.map(Field::name).join(", ")
            )))
        })
        .collect()
}

/// The asks that are not there yet, and how many are.
fn fresh(incoming: Vec<Incoming>, journal: &mut Journal) -> anyhow::Result<(Vec<Incoming>, usize)> {
    let days: std::collections::HashSet<_> = incoming.iter().map(|ask| ask.asked_on).collect();
    let Journal { ledger, words, .. } = journal;
    let is_dated = incoming.iter().any(|ask| ask.is_dated);
    let mut already = Already::new(is_dated);
    for row in ledger.asks() {
        if is_dated && !days.contains(&row.asked_on) {
            continue;
        }
        let ask = words.ask(ledger, row)?;
        already.count(&ask.text, ask.asked_on, ask.to.as_deref());
    }
    let all = incoming.len();
    let fresh: Vec<Incoming> = incoming
        .into_iter()
        .filter(|ask| !already.takes(ask))
        .collect();
    let there = all - fresh.len();
    Ok((fresh, there))
}

/// Writes down what is not there yet, as one batch.
fn add(
    incoming: Vec<Incoming>,
    told: &ImportSummary<'_>,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let mut writer = context.write()?;
    let (fresh, already) = fresh(incoming, &mut writer.journal)?;
    let happened = (writer.next_number()..)
        .zip(fresh)
        .map(|(number, ask)| EventKind::Ask(asked(number, ask)))
        .collect();
    let events = writer.commit(&context.now.stamp(), happened)?;
    let keys = keys_of_asks(&writer.journal.ledger, &events);
    let rows = rows(&writer.journal.ledger, &keys)?;
    let asks = if context.is_json() {
        words(&mut writer.journal, &rows)?
    } else {
        Vec::new()
    };
    told.added(&asks, &rows, already, context)
}

fn asked(number: u64, ask: Incoming) -> Asked<'static> {
    Asked {
        number,
        on: ask.asked_on,
        to: ask.to.map(Cow::Owned),
        tags: Tags::of_tags(&ask.tags),
        note: ask.note.map(Cow::Owned),
        fear: ask.fear,
        odds: ask.odds,
        outcome: ask.outcome,
        answered: ask.answered_on.filter(|&day| day != ask.asked_on),
        sting: ask.sting,
        pull: ask.pull,
        plan: None,
        src: None,
        text: Cow::Owned(ask.text.into()),
    }
}

/// The asks as they would be, with the numbers and ids that they would get if nothing else came
/// in between.
fn foreseen(
    fresh: &[Incoming],
    ledger: &Ledger,
    context: &Context<'_>,
) -> anyhow::Result<Vec<Ask>> {
    let device = context.device()?.unwrap_or_else(|| "new".to_owned());
    let logged_at = context.now.stamp();
    Ok((1..)
        .zip(fresh)
        .map(|(further, ask)| Ask {
            number: ledger.highest_number + further,
            id: format!("{device}-{}", ledger.highest_seq + further),
            text: ask.text.as_str().to_owned(),
            outcome: ask.outcome,
            asked_on: ask.asked_on,
            answered_on: ask.answered_on,
            to: ask.to.clone(),
            tags: ask.tags.iter().map(|tag| tag.as_str().to_owned()).collect(),
            note: ask.note.clone(),
            fear: ask.fear,
            odds: ask.odds,
            sting: ask.sting,
            pull: ask.pull,
            plan: None,
            steps: Vec::new(),
            due: None,
            logged_at: logged_at.clone(),
        })
        .collect())
}
