//! What an import shows: which column says what, and what came of it.

use super::escape;
use super::format;
use super::style::Style;
use super::table::{Align, Table, TableCell};
use crate::domain::outcome::Outcome;

/// What the columns of a file were taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The file and what it is: `jobs.csv: CSV with commas`.
    pub title: String,
    /// Each column that counts, and what it says.
    pub used: Vec<(String, String)>,
    /// The columns that are left out.
    pub unused: Vec<String>,
    /// What follows from columns that are not there.
    pub notes: Vec<String>,
}

impl Columns {
    /// The columns, a line each.
    #[must_use]
    pub fn draw(&self, style: &Style) -> String {
        let mut text = format!("{}\n", escape::one_line(&self.title));
        let mut table = Table::new()
            .column("", Align::Left)
            .column("", Align::Left)
            .column("", Align::Left);
        for (name, meaning) in &self.used {
            table.row(vec![
                TableCell::new(""),
                TableCell::new(escape::one_line(name)),
                TableCell::new(escape::one_line(meaning)),
            ]);
        }
        text.push_str(&table.aligned(style));
        if !self.unused.is_empty() {
            let unused: Vec<String> = self
                .unused
                .iter()
                .map(|name| escape::one_line(name))
                .collect();
            text.push_str(&format!("  not used: {}\n", unused.join(", ")));
        }
        for note in &self.notes {
            text.push_str(&format!("  {}\n", escape::one_line(note)));
        }
        text
    }
}

/// How many asks have each outcome, in words: `2 nos, 1 yes, 1 ghosted, 3 waiting`.
#[must_use]
pub fn outcomes(outcomes: impl Iterator<Item = Outcome>) -> String {
    let mut counts = [0_u64; Outcome::ALL.len()];
    for outcome in outcomes {
        if let Some(count) = counts.get_mut(outcome as usize) {
            *count += 1;
        }
    }
    let [pending, no, yes, ghosted] = counts;
    let told = [
        (no, format::nos(no)),
        (yes, format::yeses(yes)),
        (ghosted, format!("{} ghosted", format::grouped(ghosted))),
        (pending, format!("{} waiting", format::grouped(pending))),
    ];
    told.into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, told)| told)
        .collect::<Vec<_>>()
        .join(", ")
}
