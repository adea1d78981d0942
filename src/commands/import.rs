//! `nos import`: asks come in from a file, all of them or none.

mod log;
mod told;

use std::borrow::Cow;
use std::path::Path;

use super::ask::{keys_of_asks, rows, words};
use super::session::Session;
use crate::cli::exchange::{DateOrder, ImportArgs, ImportFormat};
use crate::cli::refusal::quoted;
use crate::domain::ask::Ask;
use crate::domain::ledger::Ledger;
use crate::domain::tags::Tags;
use crate::exchange::already::Already;
use crate::exchange::incoming::{Fault, Flag, Incoming, Refusal, Unusable, WayOut};
use crate::exchange::order::Order;
use crate::exchange::read::{self, Format, Reading, Wishes};
use crate::exchange::rule::Rule;
use crate::failure::{Code, Exit, Failure};
use crate::journal::event::{Asked, What};
use crate::journal::folder::Journal;
use crate::system::input;
use told::{Progress, Told};

/// Imports the file that was named.
///
/// # Errors
/// If it cannot be read, a row of it cannot, or the asks cannot be written.
pub(crate) fn run(args: &ImportArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let source = Source::read(args, session)?;
    let ending = args.file.extension().map(|ending| ending.to_string_lossy());
    let format = match args.format {
        Some(format) => meant(format),
        None => Format::of(&source.bytes, ending.as_deref())
            .map_err(|unusable| source.unusable(unusable))?,
    };
    if format == Format::Nos {
        return log::run(&source, session);
    }
    let reading = read_rows(&source, format, session)?;
    told::mapping(&source.name, format, &reading, session);
    source.refuse_unreadable(&reading.found.refusals, reading.found.way_out.as_ref())?;
    let mut skipped = [reading.found.refusals, reading.found.left_out].concat();
    skipped.sort_by_key(|refusal| refusal.line);
    let told = Told {
        name: &source.name,
        skipped: &skipped,
    };
    if args.dry_run {
        let mut journal = session.read()?;
        let (fresh, already) = fresh(reading.found.asks, &mut journal)?;
        let asks = foreseen(&fresh, &journal.ledger, session)?;
        told.foreseen(&asks, already, session)
    } else {
        add(reading.found.asks, &told, session)
    }
}

/// The file and how it was asked for.
struct Source<'a> {
    args: &'a ImportArgs,
    rules: Vec<Rule>,
    /// What the file is called where something is told about it.
    name: String,
    bytes: Vec<u8>,
}

impl<'a> Source<'a> {
    fn read(args: &'a ImportArgs, session: &mut Session<'_>) -> anyhow::Result<Self> {
        let rules = rules(args)?;
        let (name, bytes) = if args.file == Path::new("-") {
            let name = "standard input";
            (
                name.to_owned(),
                input::bounded(&mut session.system.stdin(), name)?,
            )
        } else {
            (
                args.file.display().to_string(),
                input::read_whole(&args.file)?,
            )
        };
        Ok(Self {
            args,
            rules,
            name,
            bytes,
        })
    }

    /// The command that was typed, with a flag more.
    fn command_with(&self, flag: &str, value: Option<&str>) -> String {
        let mut words = vec![
            "nos import".to_owned(),
            quoted(&self.args.file.to_string_lossy()),
        ];
        if let Some(format) = self.args.format {
            words.push(format!("--format {}", meant(format).name()));
        }
        for rule in &self.args.map {
            words.push(format!("--map {}", quoted(rule)));
        }
        if let Some(order) = self.args.date_order {
            words.push(format!("--date-order {}", order_meant(order).name()));
        }
        words.push(flag.to_owned());
        words.extend(value.map(quoted));
        words.join(" ")
    }

    /// The command that makes UTF-8 of a file that is in another encoding.
    fn conversion(&self) -> Option<String> {
        if self.args.file == Path::new("-") || std::str::from_utf8(&self.bytes).is_ok() {
            return None;
        }
        let from = match self.bytes.as_slice() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "utf-16",
            _ => "latin1",
        };
        let file = quoted(&self.args.file.to_string_lossy());
        Some(format!("iconv -f {from} -t utf-8 {file} | nos import -"))
    }

    fn unusable(&self, unusable: Unusable) -> Failure {
        let advice = match &unusable.way_out {
            Some(WayOut::Advice(advice)) => format!("; {advice}"),
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
        let hint = match unusable.way_out {
            Some(WayOut::Flag(flag)) => Some(self.command_with(flag.name, Some(&flag.value))),
            _ => self.conversion(),
        };
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }

    /// Refuses the file if a row of it cannot be read, unless such rows are to be left out.
    fn refuse_unreadable(
        &self,
        refusals: &[Refusal],
        way_out: Option<&Flag>,
    ) -> anyhow::Result<()> {
        if refusals.is_empty() || self.args.skip_unreadable {
            return Ok(());
        }
        let details = refusals
            .iter()
            .map(|refusal| format!("{}:{}: {}", self.name, refusal.line, refusal.reason))
            .collect();
        let message = match refusals.len() {
            1 => format!(
                "1 row of {} cannot be read; nothing was imported",
                self.name
            ),
            many => format!(
                "{} rows of {} cannot be read; nothing was imported",
                crate::render::wording::grouped(many as u64),
                self.name
            ),
        };
        let hint = match (self.conversion(), way_out) {
            (Some(conversion), _) => conversion,
            (None, Some(flag)) => self.command_with(flag.name, Some(&flag.value)),
            (None, None) => self.command_with("--skip-unreadable", None),
        };
        Err(Failure::new(Code::Unreadable, message)
            .details(details)
            .hint(hint)
            .into())
    }
}

fn read_rows(
    source: &Source<'_>,
    format: Format,
    session: &mut Session<'_>,
) -> anyhow::Result<Reading> {
    let zone = session.system.zone()?;
    let wishes = Wishes {
        rules: &source.rules,
        order: source.args.date_order.map(order_meant),
        today: session.today(),
        local_day: &|seconds| zone.day_of(seconds),
    };
    let mut progress = Progress::of(session, source.bytes.len());
    let reading = read::read(&source.bytes, format, &wishes, &mut |rows| {
        progress.tell(session, rows);
    });
    progress.clear(session);
    Ok(reading.map_err(|unusable| source.unusable(unusable))?)
}

fn meant(format: ImportFormat) -> Format {
    match format {
        ImportFormat::Csv => Format::Csv,
        ImportFormat::Json => Format::Json,
        ImportFormat::Jsonl => Format::Jsonl,
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

/// What `--map` says.
fn rules(args: &ImportArgs) -> Result<Vec<Rule>, Failure> {
    let rules = args.map.iter().map(|rule| Rule::parse(rule));
    rules.collect::<Result<_, String>>().map_err(|reason| {
        let file = quoted(&args.file.to_string_lossy());
        Failure::usage(reason).hint(format!("nos import {file} --map \"Job Title=text\""))
    })
}

/// The asks that are not there yet, and how many are.
fn fresh(incoming: Vec<Incoming>, journal: &mut Journal) -> anyhow::Result<(Vec<Incoming>, usize)> {
    let days: std::collections::HashSet<_> = incoming.iter().map(|ask| ask.asked_on).collect();
    let Journal { ledger, words, .. } = journal;
    let mut already = Already::default();
    for row in ledger.asks().filter(|row| days.contains(&row.asked_on)) {
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
    told: &Told<'_>,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    let mut writer = session.write()?;
    let (fresh, already) = fresh(incoming, &mut writer.journal)?;
    let happened = (writer.next_number()..)
        .zip(fresh)
        .map(|(number, ask)| What::Ask(asked(number, ask)))
        .collect();
    let events = writer.commit(&session.now.stamp(), happened)?;
    let keys = keys_of_asks(&writer.journal.ledger, &events);
    let rows = rows(&writer.journal.ledger, &keys)?;
    let asks = if session.is_json() {
        words(&mut writer.journal, &rows)?
    } else {
        Vec::new()
    };
    told.added(&asks, &rows, already, session)
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
        text: Cow::Owned(ask.text.into()),
    }
}

/// The asks as they would be, with the numbers and ids that they would get if nothing else came
/// in between.
fn foreseen(
    fresh: &[Incoming],
    ledger: &Ledger,
    session: &Session<'_>,
) -> anyhow::Result<Vec<Ask>> {
    let device = session.device()?.unwrap_or_else(|| "new".to_owned());
    let logged_at = session.now.stamp();
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
            logged_at: logged_at.clone(),
        })
        .collect())
}
