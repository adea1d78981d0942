//! What the columns and words of a file were taken for, shown before anything comes in, and how far
//! the reading of a long file is.

use serde_json::json;

use crate::commands::context::Context;
use crate::domain::outcome::Outcome;
use crate::import::columns::{Usage, scale};
use crate::import::date_order::KnownOrder;
use crate::import::incoming::ImportField;
use crate::import::outcome_words::Meaning;
use crate::import::read::{Format, ReadFile};
use crate::import::summary::WordCount;
use crate::render::format;
use crate::render::imported::Columns;
use crate::render::json;

/// How many words of a column are shown, and how many tags that were shortened.
const MOST_WORDS: usize = 20;
const MOST_TAGS: usize = 5;

/// From how many bytes on it is worth saying how far it is.
const LONG_BYTES: usize = 1 << 20;

/// How far the reading of a long file is, shown on one line of a terminal.
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
pub(super) fn show(name: &str, format: Format, reading: &ReadFile, context: &mut Context<'_>) {
    if context.is_json() {
        let columns: Vec<_> = reading
            .mapping
            .columns
            .iter()
            .map(|column| {
                json!({
                    "column": column.name,
                    "field": column.usage.field().map(ImportField::name),
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
        crate::commands::say(context.system, &text);
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

fn columns(name: &str, format: Format, reading: &ReadFile, context: &Context<'_>) -> Columns {
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
    let used = ImportField::ALL.into_iter().flat_map(|field| {
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
fn meaning(field: ImportField, column: usize, reading: &ReadFile) -> String {
    let name = field.name();
    match reading.mapping.usage(column) {
        Usage::DayOf(outcome) => return format!("{name}, of a {}", outcome.name()),
        Usage::Marks(outcome) => return format!("{name}, {} where it's ticked", outcome.name()),
        Usage::MarksAsked => return "whether it was asked".to_owned(),
        Usage::Says(_) | Usage::Unused => {}
    }
    let is_day = matches!(field, ImportField::AskedOn | ImportField::AnsweredOn);
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
            (ImportField::Fear | ImportField::Sting | ImportField::Pull, Some(to)) if to != 10 => {
                format!("{name}, from a scale to {to}: {to} becomes 10")
            }
            (ImportField::Odds, Some(to)) if to != 100 => {
                format!("{name}, from a scale to {to}: {to} becomes 100")
            }
            _ => name.to_owned(),
        },
    }
}

/// The words of each column of outcomes, and what they were taken for: `Rejected 10 -> no`.
fn words(reading: &ReadFile) -> Vec<String> {
    let mut lines = Vec::new();
    for column in reading.mapping.of(ImportField::Outcome) {
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
        Meaning::NotAskedYet => "a plan",
        Meaning::NotAsked => "not asked",
        Meaning::Step => "a step, waiting",
        Meaning::Unclear | Meaning::Unknown => "?",
        Meaning::LeftOut => "left out",
    }
}

/// What was filled in, and what was left away.
fn notes(reading: &ReadFile, context: &Context<'_>) -> Vec<String> {
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
    if !has(ImportField::Outcome) && asks > summary.answered {
        notes.push(match summary.answered {
            0 => "No column has the outcome, so every ask comes in as waiting (--outcome says another).".to_owned(),
            _ => "Asks without the day of an answer come in as waiting.".to_owned(),
        });
    }
    if !has(ImportField::AskedOn) {
        notes.push(format!(
            "No column has the day, so every ask comes in as of today, {}.",
            context.today()
        ));
    }
    if !has(ImportField::Text) && summary.texts_from_to == asks && asks > 0 {
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
        notes.push(if has(ImportField::AnsweredOn) {
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
    if let (Some((first, last)), true) = (summary.days, has(ImportField::AskedOn)) {
        notes.push(if first == last {
            format!("All asks are of {first}.")
        } else {
            format!("The asks are of {first} to {last}.")
        });
    }
    notes
}
