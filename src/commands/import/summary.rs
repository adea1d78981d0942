//! What an import says: how far it is, what columns and words were taken for, what came in.

use serde_json::json;

use super::Source;
use crate::commands::context::Context;
use crate::domain::ask::Ask;
use crate::domain::ledger::Record;
use crate::domain::outcome::Outcome;
use crate::error::Exit;
use crate::import::columns::{Usage, scale};
use crate::import::date_order::KnownOrder;
use crate::import::incoming::Field;
use crate::import::outcome_words::Meaning;
use crate::import::problem::{RefusedRows, by_line};
use crate::import::read::{Format, Reading};
use crate::import::summary::WordCount;
use crate::render::format;
use crate::render::imported::{Columns, outcomes};
use crate::render::json::{self, Imported, ImportedColumn, ImportedDays, ImportedWord, Skipped};
use crate::render::list::{self, Listed};

/// How many asks a dry run shows.
const SHOWN: usize = 10;

/// How many words of a column are shown, and how many tags that were shortened.
const MOST_WORDS: usize = 20;
const MOST_TAGS: usize = 5;

/// From how many bytes on it is worth saying how far it is.
const LONG_BYTES: usize = 1 << 20;

/// How far the reading of a long file is, told on one line of a terminal.
pub(super) struct Progress {
    is_told: bool,
    width: usize,
}

impl Progress {
    /// Shows nothing yet, and never anything without a terminal or for a short file.
    pub(super) fn new(context: &Context<'_>, bytes: usize) -> Self {
        Self {
            is_told: context.system.terminal().stderr
                && !context.is_json()
                && !context.is_quiet()
                && bytes >= LONG_BYTES,
            width: 0,
        }
    }

    /// Tells how many rows are read.
    pub(super) fn tell(&mut self, context: &mut Context<'_>, rows: usize) {
        if self.is_told {
            let told = format!("{} rows read", format::grouped(rows as u64));
            self.width = self.width.max(told.len());
            context.system.say(&format!("\r{told}"));
        }
    }

    /// Takes it off the terminal again.
    pub(super) fn clear(self, context: &mut Context<'_>) {
        if self.width > 0 {
            context
                .system
                .say(&format!("\r{}\r", " ".repeat(self.width)));
        }
    }
}

/// Shows what the columns and the words were taken for.
pub(super) fn show(name: &str, format: Format, reading: &Reading, context: &mut Context<'_>) {
    if context.is_json() {
        let columns: Vec<_> = reading
            .mapping
            .columns
            .iter()
            .map(|column| {
                json!({
                    "column": column.name,
                    "field": column.usage.field().map(Field::name),
                })
            })
            .collect();
        let line = json!({"mapping": {
            "format": format.name(),
            "columns": columns,
            "date_order": order_name(reading.order),
        }});
        if let Ok(line) = json::line(&line) {
            context.system.say(&line);
        }
    } else if !context.is_quiet() {
        let columns = columns(name, format, reading, context);
        let text = columns.draw(&context.style);
        context.system.say(&text);
    }
}

fn order_name(order: KnownOrder) -> Option<&'static str> {
    match order {
        KnownOrder::Indifferent => None,
        KnownOrder::Stated(order) | KnownOrder::Proved(order, _) | KnownOrder::Weighed(order) => {
            Some(order.name())
        }
    }
}

fn columns(name: &str, format: Format, reading: &Reading, context: &Context<'_>) -> Columns {
    let mapping = &reading.mapping;
    let what = match (format, reading.delimiter) {
        (_, Some(delimiter)) => format!("CSV with {delimiter}s"),
        (Format::Jsonl, None) => "JSON, a row a line".to_owned(),
        (Format::Markdown, None) => "a table in Markdown".to_owned(),
        (Format::Xlsx | Format::Xls | Format::Ods, None) => match &reading.sheet {
            Some(sheet) => format!("the sheet {:?}", sheet.name),
            None => "a workbook".to_owned(),
        },
        (_, None) => "JSON".to_owned(),
    };
    let what = match reading.encoding {
        Some(encoding) => format!("{what}, in {encoding}"),
        None => what,
    };
    let header = match reading.header_line {
        0 | 1 => String::new(),
        line => format!(", the header on line {line}"),
    };
    let used = Field::ALL.into_iter().flat_map(|field| {
        mapping.of(field).map(move |column| {
            (
                mapping.name(column).to_owned(),
                meaning(field, column, reading),
            )
        })
    });
    let unused = mapping
        .columns
        .iter()
        .filter(|column| column.usage == Usage::Unused && !column.name.is_empty());
    Columns {
        title: format!("{name}: {what}{header}"),
        used: used.collect(),
        unused: unused.map(|column| column.name.clone()).collect(),
        notes: [words(reading), notes(reading, context)].concat(),
    }
}

/// What a column was taken for, in words.
fn meaning(field: Field, column: usize, reading: &Reading) -> String {
    let name = field.name();
    match reading.mapping.usage(column) {
        Usage::DayOf(outcome) => return format!("{name}, of a {}", outcome.name()),
        Usage::Marks(outcome) => return format!("{name}, {} where it's ticked", outcome.name()),
        Usage::MarksAsked => return "whether it was asked".to_owned(),
        Usage::Says(_) | Usage::Unused => {}
    }
    let is_day = matches!(field, Field::AskedOn | Field::AnsweredOn);
    match reading.order {
        KnownOrder::Stated(order) if is_day => format!("{name}, {}", order.words()),
        KnownOrder::Proved(order, line) if is_day => {
            format!("{name}, {} as line {line} shows", order.words())
        }
        KnownOrder::Weighed(order) if is_day => {
            format!(
                "{name}, {}, as the days are scattered otherwise",
                order.words()
            )
        }
        _ => match (field, scale(reading.mapping.name(column))) {
            (Field::Fear | Field::Sting | Field::Pull, Some(to)) if to != 10 => {
                format!("{name}, from a scale to {to}: {to} becomes 10")
            }
            (Field::Odds, Some(to)) if to != 100 => {
                format!("{name}, from a scale to {to}: {to} becomes 100")
            }
            _ => name.to_owned(),
        },
    }
}

/// The words of each column of outcomes, and what they were taken for: `Rejected 10 -> no`.
fn words(reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    for column in reading.mapping.of(Field::Outcome) {
        let mut words: Vec<&WordCount> = reading
            .found
            .summary
            .words
            .iter()
            .filter(|word| word.column == column)
            .collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.count));
        if words.is_empty() {
            continue;
        }
        let more = words.len().saturating_sub(MOST_WORDS) as u64;
        let mut shown: Vec<String> = words
            .iter()
            .take(MOST_WORDS)
            .map(|word| {
                format!(
                    "{} {} -> {}",
                    word.word,
                    format::grouped(word.count),
                    taken_as(word.meaning)
                )
            })
            .collect();
        if more > 0 {
            shown.push(format!(
                "and {}",
                format::counted(more, "more word", "more words")
            ));
        }
        lines.push(format!(
            "{}: {}",
            reading.mapping.name(column),
            shown.join(", ")
        ));
    }
    lines
}

fn taken_as(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Outcome(Outcome::Pending) => "waiting",
        Meaning::Outcome(outcome) => outcome.name(),
        Meaning::Nothing => "nothing",
        Meaning::NotAskedYet => "not asked yet",
        Meaning::Unclear | Meaning::Unknown => "?",
        Meaning::LeftOut => "left out",
    }
}

/// What was filled in, and what was left away.
fn notes(reading: &Reading, context: &Context<'_>) -> Vec<String> {
    let has = |field| reading.mapping.column(field).is_some();
    let summary = &reading.found.summary;
    let mut notes = Vec::new();
    if reading.mapping.columns.is_empty() {
        return notes;
    }
    if let Some(sheet) = &reading.sheet
        && !sheet.others.is_empty()
    {
        let others: Vec<String> = sheet
            .others
            .iter()
            .map(|name| format!("{name:?}"))
            .collect();
        notes.push(format!(
            "Other sheets are left out: {} (--sheet NAME takes another).",
            others.join(", ")
        ));
    }
    let asks = reading.found.asks.len() as u64;
    if !has(Field::Outcome) && asks > summary.answered {
        notes.push(match summary.answered {
            0 => "No column has the outcome, so every ask comes in as waiting (--outcome says another).".to_owned(),
            _ => "Asks without the day of an answer come in as waiting.".to_owned(),
        });
    }
    if !has(Field::AskedOn) {
        notes.push(format!(
            "No column has the day, so every ask comes in as of today, {}.",
            context.today()
        ));
    }
    if !has(Field::Text) && summary.texts_from_to == asks && asks > 0 {
        notes.push(
            "No column says what was asked, so each ask is called by who it was asked of."
                .to_owned(),
        );
    } else if summary.texts_from_to > 0 {
        notes.push(format!(
            "{} what was asked, so it's called by who it was asked of.",
            format::counted(summary.texts_from_to, "row doesn't say", "rows don't say")
        ));
    }
    if summary.answers_without_day > 0 {
        notes.push(if has(Field::AnsweredOn) {
            format!(
                "{} no day, so it gets the day of its ask.",
                format::counted(summary.answers_without_day, "answer has", "answers have")
            )
        } else {
            "No column has the day of the answer, so each answer gets the day of its ask."
                .to_owned()
        });
    }
    if summary.answer_days_of_waiting > 0 {
        notes.push(format!(
            "{} the day of an answer, but no answer: the day is left out.",
            format::counted(summary.answer_days_of_waiting, "row has", "rows have")
        ));
    }
    if summary.months > 0 {
        notes.push(format!(
            "{} only a month: its first day counts.",
            format::counted(summary.months, "day is", "days are")
        ));
    }
    if !summary.shortened_tags.is_empty() {
        let told: Vec<String> = summary
            .shortened_tags
            .iter()
            .take(MOST_TAGS)
            .map(|(category, tag)| {
                let tag = tag
                    .as_ref()
                    .map_or("nothing".to_owned(), |tag| format!("+{tag}"));
                format!("{category} -> {tag}")
            })
            .collect();
        let more = match summary.shortened_tags.len().saturating_sub(MOST_TAGS) {
            0 => String::new(),
            more => format!(" and {} more", format::grouped(more as u64)),
        };
        notes.push(format!(
            "Tags leave out what a tag can't have: {}{more}.",
            told.join(", ")
        ));
    }
    if let (Some((first, last)), true) = (summary.days, has(Field::AskedOn)) {
        notes.push(if first == last {
            format!("All asks are of {first}.")
        } else {
            format!("The asks are of {first} to {last}.")
        });
    }
    notes
}

/// Tells what came in, or would.
pub(super) struct ImportSummary<'a> {
    /// The file and how it was asked for.
    pub(super) source: &'a Source<'a>,
    /// What the file says.
    pub(super) reading: &'a Reading,
    /// The rows that were left out.
    pub(super) skipped: &'a [RefusedRows],
}

impl ImportSummary<'_> {
    /// Tells what was added. `asks` are needed for JSON alone.
    pub(super) fn added(
        &self,
        asks: &[Ask],
        rows: &[Record],
        already: usize,
        context: &mut Context<'_>,
    ) -> anyhow::Result<Exit> {
        self.warn_of_skipped(context);
        let text = self.sentence("Imported", rows.iter().map(|row| row.outcome), already, "");
        let done = format!("{} imported", format::asks(rows.len() as u64));
        context.answer_change(&done, || self.json(asks, rows.len(), already), |_| text)?;
        if !rows.is_empty() {
            context.note("nos undo takes them back, all at once.");
        }
        Ok(Exit::Done)
    }

    /// Tells what would be added, and shows the first of it.
    pub(super) fn foreseen(
        &self,
        asks: &[Ask],
        already: usize,
        context: &mut Context<'_>,
    ) -> anyhow::Result<Exit> {
        self.warn_of_skipped(context);
        let outcomes = asks.iter().map(|ask| ask.outcome);
        let would = self.sentence("Would import", outcomes, already, " Nothing was written.");
        context.answer(
            || self.json(asks, asks.len(), already),
            |style| {
                let shown: Vec<Listed<'_>> = asks
                    .iter()
                    .take(SHOWN)
                    .map(|ask| Listed::new(ask, format!("#{}", ask.number)))
                    .collect();
                let further = asks.len().saturating_sub(SHOWN) as u64;
                let further = match further {
                    0 => String::new(),
                    _ => format!("and {} more\n", format::grouped(further)),
                };
                format!("{}{further}{would}", list::draw(&shown, None, style))
            },
        )?;
        Ok(Exit::Done)
    }

    fn sentence(
        &self,
        verb: &str,
        of: impl Iterator<Item = Outcome>,
        already: usize,
        end: &str,
    ) -> String {
        let of: Vec<Outcome> = of.collect();
        let told = match of.len() {
            0 => String::new(),
            _ => format!(": {}", outcomes(of.iter().copied())),
        };
        let there = match already {
            0 => String::new(),
            1 => " 1 was there already.".to_owned(),
            many => format!(" {} were there already.", format::grouped(many as u64)),
        };
        let rows: usize = self.skipped.iter().map(|refused| refused.lines.len()).sum();
        let left_out = match rows {
            0 => String::new(),
            1 => " 1 row was left out.".to_owned(),
            many => format!(" {} rows were left out.", format::grouped(many as u64)),
        };
        let asks = format::asks(of.len() as u64);
        format!(
            "{verb} {asks} from {}{told}.{there}{left_out}{end}\n",
            crate::render::escape::one_line(&self.source.name)
        )
    }

    fn json<'j>(&self, asks: &'j [Ask], added: usize, already: usize) -> Imported<'j> {
        let Reading { mapping, found, .. } = self.reading;
        let columns = mapping.columns.iter().map(|column| ImportedColumn {
            column: column.name.clone(),
            field: column.usage.field().map(Field::name),
        });
        let words = found.summary.words.iter().map(|word| ImportedWord {
            column: mapping.name(word.column).to_owned(),
            word: word.word.clone(),
            count: word.count,
            taken_as: match word.meaning {
                Meaning::Outcome(outcome) => Some(outcome.name()),
                Meaning::NotAskedYet => Some("plan"),
                Meaning::LeftOut => Some("ignore"),
                Meaning::Nothing | Meaning::Unclear | Meaning::Unknown => None,
            },
        });
        let skipped = by_line(self.skipped).into_iter().map(|refusal| Skipped {
            line: refusal.line,
            reason: refusal.reason,
        });
        Imported {
            skipped: skipped.collect(),
            columns: columns.collect(),
            words: words.collect(),
            days: ImportedDays {
                first: found.summary.days.map(|(first, _)| first.to_string()),
                last: found.summary.days.map(|(_, last)| last.to_string()),
            },
            answers_without_day: found.summary.answers_without_day,
            ..Imported::new(asks, added, already)
        }
    }

    fn warn_of_skipped(&self, context: &mut Context<'_>) {
        for refused in self.skipped {
            let message = format!(
                "left out {}",
                self.source.detail(refused, self.reading.place)
            );
            context.warn("unreadable", &message, None);
        }
    }
}
