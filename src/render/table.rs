//! Tables: aligned columns for a person, tab-separated and whole for a program.

use super::paragraph::inked_width_cols;
use super::safe;
use super::style::{Ink, Medium, Style};

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// One cell: a text, which must be [`safe`] already, and its ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    text: String,
    ink: Option<Ink>,
    is_drawn: bool,
}

impl Cell {
    /// A cell without ink.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ink: None,
            is_drawn: false,
        }
    }

    /// A picture that has its inks already; it is never cut.
    pub fn drawn(text: impl Into<String>) -> Self {
        Self {
            is_drawn: true,
            ..Self::new(text)
        }
    }

    /// A cell in an ink.
    pub fn inked(ink: Ink, text: impl Into<String>) -> Self {
        Self {
            ink: Some(ink),
            ..Self::new(text)
        }
    }

    fn fitted(&self, width_cols: usize, style: &Style) -> String {
        if self.is_drawn {
            self.text.clone()
        } else {
            safe::fitted(&self.text, width_cols, style.cut_mark())
        }
    }
}

/// A table. The columns that may be cut give way to the others, the last of them first.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug)]
struct Column {
    heading: String,
    align: Align,
    least_cols: Option<usize>,
}

/// What stands between two columns.
const GAP: &str = "  ";

impl Table {
    /// A table without columns.
    #[must_use]
    pub fn new() -> Self {
        Self {
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// With another column, which is never cut. An empty heading is none.
    #[must_use]
    pub fn column(mut self, heading: &str, align: Align) -> Self {
        self.columns.push(Column {
            heading: heading.to_owned(),
            align,
            least_cols: None,
        });
        self
    }

    /// With another column of words, which may be cut to so many columns of the terminal, and to
    /// nothing where even that is too much.
    #[must_use]
    pub fn cut_column(mut self, heading: &str, least_cols: usize) -> Self {
        self.columns.push(Column {
            heading: heading.to_owned(),
            align: Align::Left,
            least_cols: Some(least_cols),
        });
        self
    }

    /// Adds a row, a cell for each column.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// The table, each line ended by a newline; nothing without a row.
    #[must_use]
    pub fn draw(&self, style: &Style) -> String {
        match style.medium {
            Medium::Pipe => self.tab_separated(style),
            Medium::Terminal => self.aligned(style),
        }
    }

    fn tab_separated(&self, style: &Style) -> String {
        let mut text = String::new();
        for row in &self.rows {
            // Without ink, unless colour was asked for in so many words.
            let cells: Vec<String> = row
                .iter()
                .map(|cell| inked(cell.ink, &cell.text, style))
                .collect();
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        text
    }

    /// The table with aligned columns, whoever it is for.
    #[must_use]
    pub fn aligned(&self, style: &Style) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let widths = self.widths(style);
        let mut text = String::new();
        if self.columns.iter().any(|column| !column.heading.is_empty()) {
            let headings: Vec<Cell> = self
                .columns
                .iter()
                .map(|column| Cell::inked(Ink::Soft, column.heading.clone()))
                .collect();
            self.line(&mut text, &headings, &widths, style);
        }
        for row in &self.rows {
            self.line(&mut text, row, &widths, style);
        }
        text
    }

    fn line(&self, text: &mut String, cells: &[Cell], widths: &[usize], style: &Style) {
        let mut line = String::new();
        for ((cell, column), &width) in cells.iter().zip(&self.columns).zip(widths) {
            let fitted = cell.fitted(width, style);
            let blanks = " ".repeat(width.saturating_sub(inked_width_cols(&fitted)));
            let inked = inked(cell.ink, &fitted, style);
            match column.align {
                Align::Left => line.extend([inked, blanks]),
                Align::Right => line.extend([blanks, inked]),
            }
            line.push_str(GAP);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }

    fn widths(&self, style: &Style) -> Vec<usize> {
        let mut widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let cells = self.rows.iter().filter_map(|row| row.get(index));
                cells
                    .map(|cell| inked_width_cols(&cell.text))
                    .chain([safe::width_cols(&column.heading)])
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(style.width_cols);
        // First each column gives what it can spare, then, on a very narrow terminal, all it has.
        for keeps_its_least in [true, false] {
            for (width, column) in widths.iter_mut().zip(&self.columns).rev() {
                if let Some(least) = column.least_cols {
                    let least = if keeps_its_least { least } else { 0 };
                    let cut = over.min(width.saturating_sub(least));
                    *width -= cut;
                    over -= cut;
                }
            }
        }
        widths
    }
}

fn inked(ink: Option<Ink>, text: &str, style: &Style) -> String {
    ink.map_or_else(|| text.to_owned(), |ink| style.ink(ink, text))
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new()
            .column("asks", Align::Right)
            .cut_column("what", 4);
        table.row(vec![Cell::new("7"), Cell::new("漢字漢字")]);
        table.row(vec![Cell::new("12"), Cell::new("shops")]);
        table
    }

    #[test]
    fn a_table_is_aligned_in_columns_of_the_terminal() {
        assert_eq!(
            table().draw(&Style::plain(80)),
            "asks  what\n   7  漢字漢字\n  12  shops\n"
        );
    }

    #[test]
    fn a_table_is_cut_to_the_width() {
        assert_eq!(
            table().draw(&Style::plain(11)),
            "asks  what\n   7  漢字…\n  12  shops\n"
        );
    }

    #[test]
    fn a_piped_table_is_whole_and_has_no_heading() {
        let piped = Style {
            medium: Medium::Pipe,
            ..Style::plain(5)
        };
        assert_eq!(table().draw(&piped), "7\t漢字漢字\n12\tshops\n");
    }
}
