//! A table in Markdown: pipes between the cells, dashes below the header.

use super::columns::recognised;
use super::problem::UnusableFile;
use super::table::{InputCell, InputRow, NumberedRow};

/// The first table of a text that has known names in its header, else its first table.
///
/// # Errors
/// If it has none.
pub fn open(text: &str) -> Result<InputRow, UnusableFile> {
    let lines: Vec<&str> = text.lines().collect();
    let tables: Vec<InputRow> = (0..lines.len())
        .filter_map(|at| table(&lines, at))
        .collect();
    let known = tables
        .iter()
        .position(|table| recognised(&table.names) >= 2)
        .unwrap_or(0);
    tables
        .into_iter()
        .nth(known)
        .ok_or_else(|| UnusableFile::file(1, "the file has no table in Markdown"))
}

/// Whether a text has a table in Markdown among its first lines.
pub fn is_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().take(200).collect();
    (0..lines.len()).any(|at| table(&lines, at).is_some())
}

/// The table whose header is this line.
fn table(lines: &[&str], at: usize) -> Option<InputRow> {
    let header = lines.get(at)?;
    let below = lines.get(at + 1)?;
    if !header.contains('|') || !is_rule(below) {
        return None;
    }
    let names: Vec<String> = cells(header).iter().map(|name| bare(name)).collect();
    let rows = (3..)
        .zip(lines.iter().skip(at + 2))
        .take_while(|(_, line)| line.contains('|'))
        .map(|(line, text)| NumberedRow {
            line: line + at as u64,
            cells: cells(text)
                .into_iter()
                .map(|cell| InputCell::text(bare(&cell)))
                .collect(),
        })
        .filter(|row: &NumberedRow<'_>| row.cells.iter().any(|cell| *cell != InputCell::Blank));
    Some(InputRow {
        rows: rows.collect(),
        names,
        header_line: 1 + at as u64,
        place: None,
    })
}

/// Whether a line is the dashes below a header: `|---|:-:|`.
fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line.contains('|')
        && line
            .chars()
            .all(|char| matches!(char, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a line; a pipe after a backslash belongs to its cell.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        match (char, cells.last_mut()) {
            ('\\', Some(cell)) if chars.peek() == Some(&'|') => {
                chars.next();
                cell.push('|');
            }
            ('|', _) if chars.peek().is_none() => {}
            ('|', _) => cells.push(String::new()),
            (_, Some(cell)) => cell.push(char),
            (_, None) => {}
        }
    }
    cells
}

/// A cell without what makes it bold or code, and with its line breaks.
fn bare(cell: &str) -> String {
    let cell = cell.trim().replace("<br>", "\n").replace("<br/>", "\n");
    for mark in ["**", "__", "`", "*"] {
        if let Some(inside) = cell
            .strip_prefix(mark)
            .and_then(|cell| cell.strip_suffix(mark))
            && !inside.is_empty()
            && !inside.contains(mark)
        {
            return inside.trim().to_owned();
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::table::RowSource;

    #[test]
    fn a_table_is_read_by_its_lines() {
        let text = "# My hunt\n\n| Company | **Role** |\n|---|:-:|\n| Fern \\| Co | `Baker` |\n|  |  |\n| Hollow | Miller\n\nand more\n";
        let table = open(text).unwrap();
        assert_eq!(table.names(), ["Company", "Role"]);
        assert_eq!(table.header_line(), 3);
        let mut rows = Vec::new();
        table
            .rows(&mut |row| {
                let row = row.unwrap();
                let text = |at: usize| row.cell(at).as_text().unwrap_or("-").to_owned();
                rows.push(format!("{}: {} | {}", row.line, text(0), text(1)));
            })
            .unwrap();
        assert_eq!(rows, ["5: Fern | Co | Baker", "7: Hollow | Miller"]);
    }

    #[test]
    fn of_two_tables_the_one_with_known_names_counts() {
        let text = "| a | b |\n|--|--|\n| 1 | 2 |\n\n| Company | Role |\n|--|--|\n| x | y |\n";
        assert_eq!(open(text).unwrap().names(), ["Company", "Role"]);
    }

    #[test]
    fn a_pipe_alone_makes_no_table() {
        assert!(!is_table("a | b\nc | d\n"));
        assert!(is_table("a | b\n--|--\nc | d\n"));
    }
}
