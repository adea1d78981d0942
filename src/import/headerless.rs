//! A file whose first line is a row already: what its columns could be.

use super::columns::recognised;
use super::dates;
use super::outcome_words::{self, Meaning, meaning};
use super::problem::{Flag, UnusableFile};
use super::read::Wishes;
use super::table::{InputCell, NumberedRow, RowSource};

/// How a name in the header of a file looks when it is a cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellShape {
    Day,
    Outcome,
    Other,
}

/// Refuses a file of which no name is known and whose header looks like a row.
///
/// # Errors
/// If so, with the columns that it seems to have.
pub(super) fn refuse(table: &dyn RowSource, wishes: &Wishes) -> Result<(), UnusableFile> {
    let names = table.names();
    if recognised(names) > 0 || !wishes.rules.is_empty() {
        return Ok(());
    }
    let looks: Vec<CellShape> = names.iter().map(|name| look(name, wishes)).collect();
    if !looks.contains(&CellShape::Day) {
        return Ok(());
    }
    let mut count = 0;
    table.rows(&mut |row| {
        let is_filled =
            |row: NumberedRow<'_>| row.cells.iter().any(|cell| *cell != InputCell::Blank);
        count += usize::from(row.is_ok_and(is_filled));
    })?;
    let line = table.header_line();
    let told = match count {
        0 => format!("line {line} is the only one, and looks like a row"),
        _ => format!("line {line} looks like a row and not like the names of columns"),
    };
    Err(UnusableFile::file(line, told).try_flag(Flag::new("--columns", columns(&looks))))
}

fn look(name: &str, wishes: &Wishes) -> CellShape {
    let is_word = |name| {
        matches!(
            meaning(name, &outcome_words::OutcomeColumn::default()),
            Meaning::Outcome(_)
        )
    };
    if dates::written(name, wishes.years()).is_ok() {
        CellShape::Day
    } else if is_word(name) {
        CellShape::Outcome
    } else {
        CellShape::Other
    }
}

/// The fields of columns that look so: of two texts the first is mostly whom.
fn columns(looks: &[CellShape]) -> String {
    let others = looks
        .iter()
        .filter(|look| **look == CellShape::Other)
        .count();
    let mut others_named = match others {
        1 => vec!["text"],
        _ => vec!["to", "text"],
    }
    .into_iter();
    let mut days = ["asked_on", "answered_on"].into_iter();
    let mut outcomes = ["outcome"].into_iter();
    let fields: Vec<&str> = looks
        .iter()
        .map(|look| {
            let next = match look {
                CellShape::Day => days.next(),
                CellShape::Outcome => outcomes.next(),
                CellShape::Other => others_named.next(),
            };
            next.unwrap_or("ignore")
        })
        .collect();
    fields.join(",")
}
