//! Tables: aligned columns for a person, tab-separated and whole for a program.

use super::escape;
use super::style::{Ink, OutputMedium, Style};
use super::wrap::{inked_width_cols, lines_of};

/// On which side of its column a cell is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// One cell: a text, which must be escaped already, and its ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    text: String,
    ink: Option<Ink>,
    is_drawn: bool,
}

impl TableCell {
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
            escape::fitted(&self.text, width_cols, style.cut_mark())
        }
    }
}

/// A table. Where it is too wide, the columns of words give way: the first of them first, each to
/// its least. Where even that is too much, those columns go on lines of their own below the others.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<TableColumn>,
    rows: Vec<Vec<TableCell>>,
}

#[derive(Clone, Debug)]
struct TableColumn {
    heading: String,
    align: Align,
    room: ColumnWidth,
}

/// How much room a column takes.
#[derive(Clone, Copy, Debug)]
enum ColumnWidth {
    /// That of its widest cell.
    Whole,
    /// What is left, and no more than `most`; what is longer is cut. Below `least` it gives up.
    Cut { least: usize, most: usize },
    /// What is left, if that is `least`; what is longer goes on in the next line.
    Broken { least: usize },
}

/// What comes between two columns.
const GAP: &str = "  ";

/// What comes before a cell that has a line of its own.
const BELOW: &str = "  ";

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
    pub fn column(self, heading: &str, align: Align) -> Self {
        self.with(heading, align, ColumnWidth::Whole)
    }

    /// With another column of words, which may be cut to `least` columns of the terminal.
    #[must_use]
    pub fn cut_column(self, heading: &str, least: usize) -> Self {
        let most = usize::MAX;
        self.with(heading, Align::Left, ColumnWidth::Cut { least, most })
    }

    /// As [`Table::cut_column`], with no cell wider than `most`.
    #[must_use]
    pub fn narrow_column(self, heading: &str, least: usize, most: usize) -> Self {
        self.with(heading, Align::Left, ColumnWidth::Cut { least, most })
    }

    /// With another column of words, which are broken into lines where there is no room for them.
    #[must_use]
    pub fn broken_column(self, heading: &str, least: usize) -> Self {
        self.with(heading, Align::Left, ColumnWidth::Broken { least })
    }

    fn with(mut self, heading: &str, align: Align, room: ColumnWidth) -> Self {
        self.columns.push(TableColumn {
            heading: heading.to_owned(),
            align,
            room,
        });
        self
    }

    /// Adds a row, a cell for each column.
    pub fn row(&mut self, cells: Vec<TableCell>) {
        self.rows.push(cells);
    }

    /// The table, each line ended by a newline; nothing without a row.
    #[must_use]
    pub fn draw(&self, style: &Style) -> String {
        match style.medium {
            OutputMedium::Pipe => self.tab_separated(style),
            OutputMedium::Terminal => self.aligned(style),
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

    /// The table with aligned columns, anyone who it is for.
    #[must_use]
    pub fn aligned(&self, style: &Style) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let widths = self.widths(match style.medium {
            OutputMedium::Terminal => style.width_cols,
            // What a program or a file takes is whole.
            OutputMedium::Pipe => usize::MAX,
        });
        let mut text = String::new();
        let mut draw = |cells: &[TableCell]| match &widths {
            Some(widths) => self.line(&mut text, cells, widths, style),
            None => self.stack(&mut text, cells, style),
        };
        let has_headings = self.columns.iter().any(|column| !column.heading.is_empty());
        if has_headings && widths.is_some() {
            let headings: Vec<TableCell> = self
                .columns
                .iter()
                .map(|column| TableCell::inked(Ink::Soft, column.heading.clone()))
                .collect();
            draw(&headings);
        }
        for row in &self.rows {
            draw(row);
        }
        text
    }

    /// How wide the terminal must be for all columns to be beside each other.
    #[must_use]
    pub fn least_cols(&self) -> usize {
        let least = self.natural_widths().into_iter().zip(&self.columns);
        least
            .map(|(natural, column)| natural.min(column.least_cols(natural)))
            .sum::<usize>()
            + self.gaps_cols()
    }

    /// How wide it is where nothing has to give way.
    #[must_use]
    pub fn natural_cols(&self) -> usize {
        self.natural_widths().iter().sum::<usize>() + self.gaps_cols()
    }

    fn gaps_cols(&self) -> usize {
        GAP.len() * self.columns.len().saturating_sub(1)
    }

    fn line(&self, text: &mut String, cells: &[TableCell], widths: &[usize], style: &Style) {
        let broken: Vec<Vec<String>> = cells
            .iter()
            .zip(&self.columns)
            .zip(widths)
            .map(|((cell, column), &width)| match column.room {
                ColumnWidth::Broken { .. } if !cell.is_drawn => lines_of(&cell.text, width),
                _ => vec![cell.fitted(width, style)],
            })
            .collect();
        let height = broken.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let mut line = String::new();
            for (((lines, cell), column), &width) in
                broken.iter().zip(cells).zip(&self.columns).zip(widths)
            {
                let fitted = lines.get(row).map_or("", String::as_str);
                let blanks = " ".repeat(width.saturating_sub(inked_width_cols(fitted)));
                let inked = inked(cell.ink, fitted, style);
                match column.align {
                    Align::Left => line.extend([inked, blanks]),
                    Align::Right => line.extend([blanks, inked]),
                }
                line.push_str(GAP);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }

    /// A row whose words have lines of their own below the rest.
    fn stack(&self, text: &mut String, cells: &[TableCell], style: &Style) {
        let (mut beside, mut below) = (Vec::new(), Vec::new());
        let room_cols = style.width_cols.saturating_sub(BELOW.len());
        for (cell, column) in cells.iter().zip(&self.columns) {
            match column.room {
                _ if cell.text.is_empty() => {}
                ColumnWidth::Whole => beside.push(inked(cell.ink, &cell.text, style)),
                ColumnWidth::Cut { .. } => {
                    below.push(inked(cell.ink, &cell.fitted(room_cols, style), style));
                }
                ColumnWidth::Broken { .. } => below.extend(
                    lines_of(&cell.text, room_cols)
                        .into_iter()
                        .map(|line| inked(cell.ink, &line, style)),
                ),
            }
        }
        for line in lines_of(&beside.join(GAP), style.width_cols) {
            text.extend([&line, "\n"]);
        }
        for line in below {
            text.extend([BELOW, &line, "\n"]);
        }
    }

    /// How wide each column is; none where they do not fit beside each other.
    fn widths(&self, width_cols: usize) -> Option<Vec<usize>> {
        let mut widths = self.natural_widths();
        let mut over = self.natural_cols().saturating_sub(width_cols);
        for (width, column) in widths.iter_mut().zip(&self.columns) {
            let cut = over.min(width.saturating_sub(column.least_cols(*width)));
            *width -= cut;
            over -= cut;
        }
        (over == 0).then_some(widths)
    }

    fn natural_widths(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(index, column)| {
                let cells = self.rows.iter().filter_map(|row| row.get(index));
                let widest = cells
                    .map(|cell| inked_width_cols(&cell.text))
                    .chain([escape::width_cols(&column.heading)])
                    .max()
                    .unwrap_or(0);
                match column.room {
                    ColumnWidth::Cut { most, .. } => widest.min(most),
                    ColumnWidth::Whole | ColumnWidth::Broken { .. } => widest,
                }
            })
            .collect()
    }
}

impl TableColumn {
    /// What it needs of the width that it has.
    fn least_cols(&self, width: usize) -> usize {
        match self.room {
            ColumnWidth::Whole => width,
            ColumnWidth::Cut { least, .. } | ColumnWidth::Broken { least } => least,
        }
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
        table.row(vec![TableCell::new("7"), TableCell::new("漢字漢字")]);
        table.row(vec![TableCell::new("12"), TableCell::new("shops")]);
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
    fn words_give_way_to_their_least_and_then_go_below_the_numbers() {
        let mut table = Table::new().column("#", Align::Right).cut_column("Ask", 12);
        table.row(vec![
            TableCell::new("12"),
            TableCell::new("asked for a discount"),
        ]);
        assert_eq!(table.draw(&Style::plain(16)), " #  Ask\n12  asked for a…\n");
        assert_eq!(table.draw(&Style::plain(15)), "12\n  asked for a …\n");
        assert_eq!(table.least_cols(), 16);
    }

    #[test]
    fn words_that_may_be_broken_go_on_below_themselves() {
        let mut table = Table::new().column("", Align::Left).broken_column("", 8);
        table.row(vec![
            TableCell::new("Note"),
            TableCell::new("they smiled at me"),
        ]);
        assert_eq!(
            table.draw(&Style::plain(18)),
            "Note  they smiled\n      at me\n"
        );
        assert_eq!(
            table.draw(&Style::plain(13)),
            "Note\n  they smiled\n  at me\n"
        );
    }

    #[test]
    fn a_piped_table_is_whole_and_has_no_heading() {
        let piped = Style {
            medium: OutputMedium::Pipe,
            ..Style::plain(5)
        };
        assert_eq!(table().draw(&piped), "7\t漢字漢字\n12\tshops\n");
    }
}
