//! The columns of the lists. Their widths go by the screen alone, so that they do not move while
//! one scrolls.

use super::draw::MARGIN_COLS;
use super::state::{Row, State, View};
use crate::domain::ask::Rating;
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;
use crate::render::escape::{fitted, one_line, width_cols};
use crate::render::format;
use crate::render::style::{Ink, Style};

/// A column: its heading, its width, and at which side its texts are.
#[derive(Clone, Copy)]
struct Column {
    heading: &'static str,
    cols: usize,
    is_number: bool,
}

/// The columns of the view.
pub(super) struct Columns<'a> {
    state: &'a State,
    columns: Vec<Column>,
}

/// Below so many columns a list has no tags.
const TAGS_FROM_COLS: usize = 70;
/// Below so many it has no people.
const PEOPLE_FROM_COLS: usize = 56;
/// From so many on people and tags have their full width, and days have their year.
const WIDE_COLS: u16 = 100;
/// Columns of a due day.
const DUE_COLS: usize = 5;

impl<'a> Columns<'a> {
    /// The columns for the view of a state.
    pub(super) fn new(state: &'a State) -> Self {
        let width = usize::from(state.size.0).saturating_sub(2 * MARGIN_COLS);
        let is_wide = state.size.0 >= WIDE_COLS;
        let left = |heading, cols| Column {
            heading,
            cols,
            is_number: false,
        };
        let right = |heading, cols| Column {
            heading,
            cols,
            is_number: true,
        };
        let mut columns = vec![right("#", state.facts.name_cols)];
        match state.view {
            View::Waiting => {
                columns.push(right("Waiting", 8));
                if state.facts.has_dues {
                    columns.push(left("Due", DUE_COLS));
                }
            }
            View::Plans => {
                columns.push(left("Fear", if width >= TAGS_FROM_COLS { 13 } else { 4 }));
                columns.push(left("By", DUE_COLS));
            }
            _ => columns.extend([left("Day", day_cols(is_wide)), left("Answer", 7)]),
        }
        let mut beside = Vec::new();
        if width >= PEOPLE_FROM_COLS && !state.facts.people.is_empty() {
            let longest = state.facts.people_cols.max(3);
            beside.push(left("Who", longest.min(if is_wide { 20 } else { 14 })));
        }
        if width >= TAGS_FROM_COLS && !state.facts.tags.is_empty() {
            beside.push(left("Tags", if is_wide { 24 } else { 14 }));
        }
        let taken: usize = columns
            .iter()
            .chain(&beside)
            .map(|column| column.cols + 2)
            .sum();
        columns.push(left("Ask", width.saturating_sub(taken)));
        columns.extend(beside);
        Self { state, columns }
    }

    /// The headings.
    pub(super) fn heading(&self) -> String {
        let cells = self
            .columns
            .iter()
            .map(|column| column.cell(column.heading, &self.state.style));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    }

    /// A row, inked.
    pub(super) fn row(&self, row: &Row, is_selected: bool) -> String {
        let cells = self.columns.iter().map(|column| {
            let (text, ink) = self.told(column.heading, row);
            let text = column.cell(&text, &self.state.style);
            match ink {
                None if is_selected => self.state.style.ink(Ink::Strong, &text),
                None => text,
                Some(ink) => self.state.style.ink(ink, &text),
            }
        });
        cells.collect::<Vec<_>>().join("  ")
    }

    fn told(&self, heading: &str, row: &Row) -> (String, Option<Ink>) {
        let ask = &row.ask;
        match heading {
            "#" => (row.name.clone(), Some(Ink::Soft)),
            "Waiting" => (
                age(ask.asked_on, self.state.facts.today),
                Some(Ink::Waiting),
            ),
            "Fear" => (self.fear(row), Some(Ink::No)),
            "Due" | "By" => self.due(ask.due),
            "Day" if self.state.size.0 < WIDE_COLS => (short_day(ask.asked_on), Some(Ink::Soft)),
            "Day" => (ask.asked_on.to_string(), Some(Ink::Soft)),
            "Answer" => (
                format::outcome(ask.outcome).to_owned(),
                Some(ink(ask.outcome)),
            ),
            "Who" => (
                one_line(ask.to.as_deref().unwrap_or_default()),
                Some(Ink::Soft),
            ),
            "Tags" => {
                let tags: Vec<String> = ask.tags.iter().map(|tag| format!("+{tag}")).collect();
                (one_line(&tags.join(" ")), Some(Ink::Soft))
            }
            _ => (one_line(&ask.text), None),
        }
    }
}

impl Columns<'_> {
    /// A due day; one that is over stands out.
    fn due(&self, due: Option<Day>) -> (String, Option<Ink>) {
        let today = self.state.facts.today;
        match due {
            Some(due) if due == today => ("today".to_owned(), Some(Ink::Strong)),
            Some(due) => (short_day(due), (due < today).then_some(Ink::Strong)),
            None => (String::new(), None),
        }
    }

    /// A rung of the ladder: the number, and as many blocks.
    fn fear(&self, row: &Row) -> String {
        let Some(fear) = row.ask.fear.map(Rating::get) else {
            return String::new();
        };
        if usize::from(self.state.size.0) < TAGS_FROM_COLS + 2 * MARGIN_COLS {
            return fear.to_string();
        }
        let style = &self.state.style;
        let blocks = style.glyph("█", "#").repeat(usize::from(fear));
        format!("{fear:>2} {blocks}")
    }
}

impl Column {
    fn cell(self, text: &str, style: &Style) -> String {
        let text = fitted(text, self.cols, style.cut_mark());
        let blanks = " ".repeat(self.cols.saturating_sub(width_cols(&text)));
        if self.is_number {
            blanks + &text
        } else {
            text + &blanks
        }
    }
}

fn day_cols(is_wide: bool) -> usize {
    if is_wide { 10 } else { 5 }
}

/// A day without its year.
fn short_day(day: Day) -> String {
    format!("{:02}-{:02}", day.month().month, day.of_month())
}

/// How long an ask has waited.
fn age(asked_on: Day, today: Day) -> String {
    match u64::try_from(today.days_since(asked_on)) {
        Ok(0) | Err(_) => "today".to_owned(),
        Ok(days) => format::days(days),
    }
}

/// The ink of an answer.
pub(super) fn ink(outcome: Outcome) -> Ink {
    match outcome {
        Outcome::Pending => Ink::Waiting,
        Outcome::No => Ink::No,
        Outcome::Ghosted => Ink::Ghosted,
        Outcome::Yes => Ink::Yes,
    }
}
