//! Workbooks in: xlsx, xls, xlsb and ods. The `calamine` crate reads them; here the sheet and its
//! header are found, and each cell becomes the text that a CSV would have.

use std::io::Cursor;

use calamine::{
    Data, ExcelDateTime, Reader, SheetType, SheetVisible, Sheets, open_workbook_auto_from_rs,
};

use super::columns;
use super::problem::{Flag, UnusableFile};
use super::read::{Sheet, Wishes};
use super::rule::Rule;
use super::table::{InputCell, InputRow, NumberedRow, RowPlace};

/// How many rows may come before the header: a title, a date, blank rows.
const MOST_ROWS_BEFORE: usize = 20;

/// The most cells that are read of a sheet, since a small file can unpack to any number.
const MOST_CELLS: usize = 20_000_000;

/// From how many known names on a sheet that was not named counts as a list of asks.
const NAMES_OF_ASKS: usize = 3;

/// The sheet that is called so; else the only one that looks like a list of asks.
///
/// # Errors
/// If the file cannot be read, has no such sheet, or several could be meant.
pub(super) fn open(bytes: &[u8], wishes: &Wishes<'_>) -> Result<(InputRow, Sheet), UnusableFile> {
    let (columns, rules) = (wishes.columns, wishes.rules);
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| unknown(bytes))?;
    let metadata = book.sheets_metadata().iter();
    let visible: Vec<String> = metadata
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let candidates = match wishes.sheet {
        Some(wanted) => vec![named(&book.sheet_names(), wanted)?],
        None => visible.clone(),
    };
    let mut sheets = Vec::new();
    for name in &candidates {
        let table = table(rows(&mut book, name)?, columns, rules);
        let known = columns::known(&table.names, rules);
        sheets.push((name.clone(), known, table));
    }
    let of_asks: Vec<&String> = sheets
        .iter()
        .filter(|(_, known, _)| *known >= NAMES_OF_ASKS)
        .map(|(name, ..)| name)
        .collect();
    if let [first, _, ..] = of_asks.as_slice() {
        let told: Vec<String> = of_asks.iter().map(|name| format!("{name:?}")).collect();
        return Err(UnusableFile::file(
            1,
            format!(
                "{} sheets look like lists of asks: {}; import one after the other",
                told.len(),
                told.join(", ")
            ),
        )
        .try_flag(Flag::new("--sheet", first.as_str())));
    }
    let best = sheets
        .into_iter()
        .rev()
        .max_by_key(|(_, known, table)| (*known, !table.names.is_empty()));
    let (name, _, table) =
        best.ok_or_else(|| UnusableFile::file(1, "the workbook has no sheet"))?;
    let others = visible.into_iter().filter(|other| *other != name);
    let others = others.collect();
    Ok((table, Sheet { name, others }))
}

/// Why a file that begins like a workbook cannot be read as one.
fn unknown(bytes: &[u8]) -> UnusableFile {
    let encrypted: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if memchr::memmem::find(bytes, &encrypted).is_some() {
        return UnusableFile::file(1, "the workbook is protected by a password")
            .advise("save it without one");
    }
    UnusableFile::file(
        1,
        "the file begins like a workbook, but it can't be read as one",
    )
    .advise("save it as xlsx, ods or CSV UTF-8")
}

fn named(sheets: &[String], wanted: &str) -> Result<String, UnusableFile> {
    let exact = sheets.iter().find(|name| *name == wanted);
    let loose = || {
        let wanted = wanted.trim().to_lowercase();
        sheets
            .iter()
            .find(|name| name.trim().to_lowercase() == wanted)
    };
    exact.or_else(loose).cloned().ok_or_else(|| {
        let names: Vec<String> = sheets.iter().map(|name| format!("{name:?}")).collect();
        UnusableFile::flag(format!(
            "--sheet names {wanted:?}, but the workbook has {}",
            names.join(", ")
        ))
    })
}

/// The rows of a sheet that are not blank, each with its number.
fn rows(
    book: &mut Sheets<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<Vec<NumberedRow<'static>>, UnusableFile> {
    let mut rows = Rows::default();
    if let Sheets::Xlsx(book) = book {
        // One cell after the other, so that a cell far away does not fill the memory.
        let mut cells = book
            .worksheet_cells_reader(sheet)
            .map_err(|error| unreadable(sheet, &error))?;
        while let Some(cell) = cells
            .next_cell()
            .map_err(|error| unreadable(sheet, &error))?
        {
            let (row, column) = cell.get_position();
            rows.add(row, column as usize, text(cell.get_value().clone().into()))?;
        }
    } else {
        let range = book
            .worksheet_range(sheet)
            .map_err(|error| unreadable(sheet, &error))?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            rows.add(
                first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
                first_column as usize + column,
                text(value.clone()),
            )?;
        }
    }
    Ok(rows.rows)
}

fn unreadable(sheet: &str, error: &dyn std::fmt::Display) -> UnusableFile {
    UnusableFile::file(1, format!("the sheet {sheet:?} can't be read: {error}"))
}

#[derive(Default)]
struct Rows {
    rows: Vec<NumberedRow<'static>>,
    cells: usize,
}

impl Rows {
    /// Adds a cell; rows come in their order.
    fn add(&mut self, row: u32, column: usize, text: Option<String>) -> Result<(), UnusableFile> {
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
            return Ok(());
        };
        let line = u64::from(row) + 1;
        if self.rows.last().is_none_or(|last| last.line != line) {
            self.rows.push(NumberedRow {
                line,
                cells: Vec::new(),
            });
        }
        let Some(last) = self.rows.last_mut() else {
            return Ok(());
        };
        self.cells += (column + 1).saturating_sub(last.cells.len());
        if self.cells > MOST_CELLS {
            return Err(UnusableFile::file(
                line,
                "the sheet has more cells than any list of asks",
            ));
        }
        if last.cells.len() <= column {
            last.cells.resize(column + 1, InputCell::Blank);
        }
        if let Some(cell) = last.cells.get_mut(column) {
            *cell = InputCell::text(text);
        }
        Ok(())
    }
}

/// The header and the rows below it.
fn table(
    mut rows: Vec<NumberedRow<'static>>,
    columns: Option<&[String]>,
    rules: &[Rule],
) -> InputRow {
    let place = Some(RowPlace::Row);
    if let Some(columns) = columns {
        return InputRow {
            names: columns.to_vec(),
            header_line: rows.first().map_or(1, |row| row.line),
            rows,
            place,
        };
    }
    let known = rows
        .iter()
        .take(MOST_ROWS_BEFORE)
        .position(|row| columns::known(&names(row), rules) >= 2);
    let header = known.unwrap_or(0);
    let Some(row) = rows.get(header) else {
        return InputRow {
            place,
            ..InputRow::default()
        };
    };
    InputRow {
        names: names(row),
        header_line: row.line,
        rows: rows.split_off(header + 1),
        place,
    }
}

fn names(row: &NumberedRow<'_>) -> Vec<String> {
    row.cells
        .iter()
        .map(|cell| {
            let name = cell.as_text().unwrap_or_default();
            name.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// The cell as a CSV would have it; none if it is empty.
fn text(value: Data) -> Option<String> {
    match value {
        Data::Empty => None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Some(text),
        Data::Int(number) => Some(number.to_string()),
        Data::Float(number) => Some(number.to_string()),
        Data::Bool(is_true) => Some(is_true.to_string()),
        Data::DateTime(moment) => Some(day(&moment)),
        Data::Error(error) => Some(error.to_string()),
    }
}

/// A day as it is written, with its time if it has one; a length of time is a number.
fn day(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}
