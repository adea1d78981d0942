//! What an import says: how far it is, what the columns were taken for, what came in.

use serde_json::json;

use crate::commands::session::Session;
use crate::domain::ask::Ask;
use crate::domain::ledger::Row;
use crate::domain::outcome::Outcome;
use crate::exchange::incoming::{Field, Refusal};
use crate::exchange::order::KnownOrder;
use crate::exchange::read::{Format, Reading};
use crate::failure::Exit;
use crate::render::imported::{Columns, outcomes};
use crate::render::json::{self, Imported};
use crate::render::list::{self, Listed};
use crate::render::wording;

/// How many asks a dry run shows.
const SHOWN: usize = 10;

/// From how many bytes on it is worth saying how far it is.
const LONG_BYTES: usize = 1 << 20;

/// How far the reading of a long file is, told on one line of a terminal.
pub(super) struct Progress {
    is_told: bool,
    width: usize,
}

impl Progress {
    /// Nothing told yet; and nothing at all where nobody looks, or of a short file.
    pub(super) fn of(session: &Session<'_>, bytes: usize) -> Self {
        Self {
            is_told: session.system.terminal().stderr
                && !session.is_json()
                && !session.is_quiet()
                && bytes >= LONG_BYTES,
            width: 0,
        }
    }

    /// Tells how many rows are read.
    pub(super) fn tell(&mut self, session: &mut Session<'_>, rows: usize) {
        if self.is_told {
            let told = format!("{} rows read", wording::grouped(rows as u64));
            self.width = self.width.max(told.len());
            session.system.say(&format!("\r{told}"));
        }
    }

    /// Takes it off the terminal again.
    pub(super) fn clear(self, session: &mut Session<'_>) {
        if self.width > 0 {
            session
                .system
                .say(&format!("\r{}\r", " ".repeat(self.width)));
        }
    }
}

/// Shows what the columns were taken for.
pub(super) fn mapping(name: &str, format: Format, reading: &Reading, session: &mut Session<'_>) {
    if session.is_json() {
        let columns: Vec<_> = reading
            .mapping
            .columns
            .iter()
            .map(|column| json!({"column": column.name, "field": column.field.map(Field::name)}))
            .collect();
        let line = json!({"mapping": {
            "format": format.name(),
            "columns": columns,
            "date_order": order_name(reading.order),
        }});
        if let Ok(line) = json::line(&line) {
            session.system.say(&line);
        }
    } else if !session.is_quiet() {
        let columns = columns(name, format, reading, session);
        let text = columns.draw(&session.style);
        session.system.say(&text);
    }
}

fn order_name(order: KnownOrder) -> Option<&'static str> {
    match order {
        KnownOrder::Indifferent => None,
        KnownOrder::Stated(order) | KnownOrder::Proved(order, _) => Some(order.name()),
    }
}

fn columns(name: &str, format: Format, reading: &Reading, session: &Session<'_>) -> Columns {
    let mapping = &reading.mapping;
    let what = match (format, reading.delimiter) {
        (_, Some(delimiter)) => format!("CSV with {delimiter}s"),
        (Format::Jsonl, None) => "JSON, a row a line".to_owned(),
        (_, None) => "JSON".to_owned(),
    };
    let used = Field::ALL.into_iter().filter_map(|field| {
        let column = mapping.name(field)?.to_owned();
        Some((column, meaning(field, reading.order)))
    });
    let unused = mapping
        .columns
        .iter()
        .filter(|column| column.field.is_none() && !column.name.is_empty());
    Columns {
        title: format!("{name}: {what}"),
        used: used.collect(),
        unused: unused.map(|column| column.name.clone()).collect(),
        notes: notes(reading, session),
    }
}

fn meaning(field: Field, order: KnownOrder) -> String {
    let is_day = matches!(field, Field::AskedOn | Field::AnsweredOn);
    match order {
        KnownOrder::Stated(order) if is_day => format!("{}, {}", field.name(), order.words()),
        KnownOrder::Proved(order, line) if is_day => {
            format!("{}, {} as line {line} shows", field.name(), order.words())
        }
        _ => field.name().to_owned(),
    }
}

/// What follows from columns that are not there.
fn notes(reading: &Reading, session: &Session<'_>) -> Vec<String> {
    let has = |field| reading.mapping.column(field).is_some();
    let mut notes = Vec::new();
    if reading.mapping.columns.is_empty() {
        return notes;
    }
    if !has(Field::Outcome) {
        notes.push("no column has the outcome: every ask comes in as waiting".to_owned());
    }
    if !has(Field::AskedOn) {
        notes.push(format!(
            "no column has the day: every ask comes in as of today, {}",
            session.today()
        ));
    }
    if has(Field::Outcome) && !has(Field::AnsweredOn) {
        notes.push("no column has the day of the answer: it is that of the ask".to_owned());
    }
    notes
}

/// Tells what came in, or would.
pub(super) struct Told<'a> {
    /// What the file is called.
    pub(super) name: &'a str,
    /// The lines that were left out.
    pub(super) skipped: &'a [Refusal],
}

impl Told<'_> {
    /// Tells what was added. `asks` are needed for JSON alone.
    pub(super) fn added(
        &self,
        asks: &[Ask],
        rows: &[Row],
        already: usize,
        session: &mut Session<'_>,
    ) -> anyhow::Result<Exit> {
        self.warn_of_skipped(session);
        let text = self.sentence("Imported", rows.iter().map(|row| row.outcome), already, "");
        let done = format!("{} imported", wording::asks(rows.len() as u64));
        session.answer_change(
            &done,
            || Imported::of(asks, rows.len(), already, self.lines()),
            |_| text,
        )?;
        if !rows.is_empty() {
            session.note("nos undo takes them back, all at once.");
        }
        Ok(Exit::Done)
    }

    /// Tells what would be added, and shows the first of it.
    pub(super) fn foreseen(
        &self,
        asks: &[Ask],
        already: usize,
        session: &mut Session<'_>,
    ) -> anyhow::Result<Exit> {
        self.warn_of_skipped(session);
        let outcomes = asks.iter().map(|ask| ask.outcome);
        let would = self.sentence("Would import", outcomes, already, " Nothing was written.");
        session.answer(
            || Imported::of(asks, asks.len(), already, self.lines()),
            |style| {
                let shown: Vec<Listed<'_>> = asks
                    .iter()
                    .take(SHOWN)
                    .map(|ask| Listed::of(ask, format!("#{}", ask.number)))
                    .collect();
                let further = asks.len().saturating_sub(SHOWN) as u64;
                let further = match further {
                    0 => String::new(),
                    _ => format!("and {} more\n", wording::grouped(further)),
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
            many => format!(" {} were there already.", wording::grouped(many as u64)),
        };
        let left_out = match self.skipped.len() {
            0 => String::new(),
            1 => " 1 row was left out.".to_owned(),
            many => format!(" {} rows were left out.", wording::grouped(many as u64)),
        };
        let asks = wording::asks(of.len() as u64);
        format!(
            "{verb} {asks} from {}{told}.{there}{left_out}{end}\n",
            crate::render::safe::one_line(self.name)
        )
    }

    fn lines(&self) -> impl Iterator<Item = (u64, &str)> {
        self.skipped
            .iter()
            .map(|refusal| (refusal.line, refusal.reason.as_str()))
    }

    fn warn_of_skipped(&self, session: &mut Session<'_>) {
        for refusal in self.skipped {
            let message = format!(
                "left out {}:{}: {}",
                self.name, refusal.line, refusal.reason
            );
            session.warn("unreadable", &message, None);
        }
    }
}
