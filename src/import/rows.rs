//! One row after the other: its cells are checked and become an ask, or say why they cannot.

mod days;
mod outcome;
mod values;

use std::collections::HashMap;

use super::cells::{is_error, is_no_value, is_nothing, link_label};
use super::columns::Mapping;
use super::date_order::Order;
use super::incoming::{ImportField, Incoming};
use super::problem::{Flag, Reasons, RefusalReason};
use super::profile::Profile;
use super::read::Wishes;
use super::source::Sources;
use super::summary::Summary;
use super::table::{InputCell, NumberedRow};
use crate::domain::ask::{AskText, Odds, Rating};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::outcome::Outcome;
use crate::domain::source::Source;
use crate::domain::steps::StepText;

/// What comes between the texts of several columns.
const BETWEEN_TEXTS: &str = " · ";

/// Reads rows, and keeps what became of them.
pub(super) struct RowReader<'a> {
    mapping: &'a Mapping,
    wishes: &'a Wishes<'a>,
    order: Order,
    is_our_own: bool,
    /// Whether the moments of a column are days.
    days_as_moments: Vec<bool>,
    texts: Vec<usize>,
    outcomes: Vec<usize>,
    answers: Vec<usize>,
    tags: Vec<usize>,
    notes: Vec<usize>,
    words: HashMap<(usize, String), usize>,
    /// The column of the ids of an export of ours.
    ids: Option<usize>,
    /// The column of its steps.
    steps: Option<usize>,
    sources: Sources,
    refused: Reasons,
    left_out: Reasons,
    found: RowOutcomes,
}

/// What became of the rows.
#[derive(Clone, Debug, Default)]
pub struct RowOutcomes {
    /// The asks, in the order of the file.
    pub asks: Vec<Incoming>,
    /// The rows that cannot be read.
    pub refused: Vec<super::problem::RefusedRows>,
    /// The rows that are left out: by `--map`, or because they are no asks.
    pub left_out: Vec<super::problem::RefusedRows>,
    /// What was taken for what.
    pub summary: Summary,
}

/// Why a row is not an ask.
enum NoAsk {
    /// It cannot be read.
    Refused {
        reason: String,
        remedy: Option<Flag>,
    },
    /// It is left out.
    LeftOut(String),
}

impl From<String> for NoAsk {
    fn from(reason: String) -> Self {
        Self::Refused {
            reason,
            remedy: None,
        }
    }
}

/// What a row says of its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct RowAnswer {
    outcome: Outcome,
    /// The day of an answer that says which it was.
    day: Option<Day>,
    /// Whether nothing was asked yet.
    is_plan: bool,
    /// What happened before the answer: `interview 2`.
    step: Option<StepText>,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(
        mapping: &'a Mapping,
        profiles: &[Profile],
        wishes: &'a Wishes<'a>,
        order: Order,
        is_our_own: bool,
    ) -> Self {
        Self {
            mapping,
            wishes,
            order,
            is_our_own,
            days_as_moments: profiles.iter().map(Profile::has_days_as_moments).collect(),
            texts: mapping.of(ImportField::Text).collect(),
            outcomes: mapping.of(ImportField::Outcome).collect(),
            answers: mapping.of(ImportField::AnsweredOn).collect(),
            tags: mapping.of(ImportField::Tags).collect(),
            notes: mapping.of(ImportField::Note).collect(),
            words: HashMap::new(),
            ids: is_our_own.then(|| mapping.place("id")).flatten(),
            steps: is_our_own.then(|| mapping.place("steps")).flatten(),
            sources: Sources::default(),
            refused: Reasons::default(),
            left_out: Reasons::default(),
            found: RowOutcomes::default(),
        }
    }

    /// Takes a row in.
    pub(super) fn take(&mut self, row: Result<NumberedRow<'_>, RefusalReason>) {
        let found = match row {
            Ok(row) => self.ask(&row).map_err(|no_ask| (row.line, no_ask)),
            Err(refusal) => Err((refusal.line, NoAsk::from(refusal.reason))),
        };
        match found {
            Ok(ask) => {
                self.found.summary.see(&ask);
                self.found.asks.push(ask);
            }
            Err((line, NoAsk::LeftOut(reason))) => self.left_out.add(line, reason, None),
            Err((line, NoAsk::Refused { reason, remedy })) => {
                self.refused.add(line, reason, remedy);
            }
        }
    }

    /// What became of all rows.
    pub(super) fn finish(mut self) -> RowOutcomes {
        self.found.refused = self.refused.into_vec();
        self.found.left_out = self.left_out.into_vec();
        self.found
    }

    fn ask(&mut self, row: &NumberedRow<'_>) -> Result<Incoming, NoAsk> {
        self.refuse_nothing(row)?;
        let said = self.said(row)?;
        let to = self
            .single(row, ImportField::To)?
            .filter(|to| self.is_our_own || !is_no_value(to));
        let text = match self.text(row)? {
            Some(text) => text,
            None => self.text_from_to(to.as_deref())?,
        };
        let text = AskText::new(&text).map_err(|invalid| invalid.0)?;
        let (asked_on, is_dated) = self.asked_on(row, said.is_plan)?;
        let days = self.answered_on(row, &said, asked_on)?;
        let due = self.due(row)?.filter(|_| !said.outcome.is_answered());
        let steps = self.steps(row)?;
        let step = match said.step {
            None if self.is_our_own => None,
            None if due.is_some() && !said.is_plan => StepText::new("follow-up").ok(),
            step => step.filter(|_| !said.is_plan),
        };
        let incoming = Incoming {
            line: row.line,
            own: self.own(row),
            src: Source::new(0),
            is_plan: said.is_plan,
            says_outcome: !self.outcomes.is_empty() || said.outcome.is_answered(),
            has_answer_day: days.is_said,
            answered_on: days.answered_on,
            stepped_on: days.of_step.unwrap_or(asked_on),
            step,
            steps,
            due,
            outcome: said.outcome,
            asked_on,
            is_dated,
            tags: self.tags(row)?,
            note: self.note(row)?,
            fear: self
                .rating(row, ImportField::Fear, 10)?
                .and_then(Rating::new),
            odds: self
                .rating(row, ImportField::Odds, 100)?
                .and_then(Odds::new),
            sting: self
                .rating(row, ImportField::Sting, 10)?
                .and_then(Rating::new),
            pull: self
                .rating(row, ImportField::Pull, 10)?
                .and_then(Rating::new),
            text,
            to,
        };
        let day = is_dated.then_some(asked_on);
        let src = self
            .sources
            .next(incoming.text.as_str(), incoming.to.as_deref(), day);
        Ok(Incoming { src, ..incoming })
    }

    /// The id of the ask that a row of an export of ours is.
    fn own(&self, row: &NumberedRow<'_>) -> Option<Id<'static>> {
        let text = row.cell(self.ids?).as_text()?;
        Id::parse(text.trim()).map(Id::into_owned)
    }

    /// Leaves out a row that says nothing of an ask, and the totals below a list.
    fn refuse_nothing(&self, row: &NumberedRow<'_>) -> Result<(), NoAsk> {
        let says = |field| {
            self.mapping
                .of(field)
                .any(|column| !matches!(row.cell(column), InputCell::Blank))
        };
        if [
            ImportField::Text,
            ImportField::To,
            ImportField::Outcome,
            ImportField::AskedOn,
        ]
        .into_iter()
        .all(|field| !says(field))
        {
            return Err(NoAsk::LeftOut("the row says nothing of an ask".to_owned()));
        }
        let first = row.cells.iter().find_map(InputCell::as_text).map(str::trim);
        let is_total = first.is_some_and(|first| {
            let first = first.trim_end_matches(':').to_lowercase();
            ["total", "totals", "sum", "average", "count", "grand total"].contains(&&*first)
                || first.starts_with("total ")
        });
        let is_counted = |column| {
            row.cell(column)
                .as_text()
                .is_none_or(|text| text.trim().parse::<f64>().is_ok())
        };
        if is_total
            && !says(ImportField::AskedOn)
            && self.mapping.of(ImportField::Outcome).all(is_counted)
        {
            return Err(NoAsk::LeftOut("the row is a total".to_owned()));
        }
        let is_header = !row.cells.is_empty()
            && row
                .cells
                .iter()
                .zip(&self.mapping.columns)
                .all(|(cell, column)| cell.as_text().map_or("", str::trim) == column.name);
        if is_header {
            return Err(NoAsk::LeftOut("the row is the header again".to_owned()));
        }
        Ok(())
    }

    /// The text of a cell without stray blanks; what comes behind a link.
    fn cell<'r>(
        &self,
        row: &'r NumberedRow<'_>,
        column: usize,
    ) -> Result<Option<std::borrow::Cow<'r, str>>, NoAsk> {
        match row.cell(column) {
            InputCell::Blank => Ok(None),
            InputCell::Text(text) if self.is_our_own => Ok(Some(text.as_ref().into())),
            InputCell::Text(text) => {
                let text = text.trim();
                if is_error(text) {
                    return Err(format!("{} has {text} in it", self.called(column)).into());
                }
                if text.starts_with(['=', '['])
                    && let Some(label) = link_label(text)
                {
                    return Ok(Some(label.into()));
                }
                Ok((!is_nothing(text)).then(|| text.into()))
            }
            InputCell::List(_) | InputCell::Nested(_) => {
                Err(format!("{} is not a single text", self.called(column)).into())
            }
        }
    }

    fn single(&self, row: &NumberedRow<'_>, field: ImportField) -> Result<Option<String>, NoAsk> {
        match self.mapping.column(field) {
            Some(column) => Ok(self.cell(row, column)?.map(std::borrow::Cow::into_owned)),
            None => Ok(None),
        }
    }

    fn text(&self, row: &NumberedRow<'_>) -> Result<Option<String>, NoAsk> {
        if let Some(text) = self.wishes.text {
            return Ok(Some(text.to_owned()));
        }
        let mut texts = Vec::new();
        for &column in &self.texts {
            texts.extend(self.cell(row, column)?);
        }
        Ok((!texts.is_empty()).then(|| texts.join(BETWEEN_TEXTS)))
    }

    /// A row that does not say what was asked for is called by whom it was asked of.
    fn text_from_to(&mut self, to: Option<&str>) -> Result<String, NoAsk> {
        let Some(to) = to else {
            let missing: Vec<String> = self
                .texts
                .iter()
                .chain(self.mapping.column(ImportField::To).as_ref())
                .map(|&column| self.called(column))
                .collect();
            return Err(format!("the row has no {}", missing.join(" and no ")).into());
        };
        self.found.summary.texts_from_to += 1;
        Ok(to.to_owned())
    }

    /// A column as a reason names it.
    fn called(&self, column: usize) -> String {
        format!("{:?}", self.mapping.name(column))
    }

    fn quoted(&self, row: &NumberedRow<'_>, column: usize) -> String {
        let word = row.cell(column).as_text().unwrap_or_default().trim();
        format!("{word:?} in {}", self.called(column))
    }
}
