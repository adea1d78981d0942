//! A list of asks: a line each.

use std::fmt::Write as _;

use super::escape;
use super::format;
use super::style::{Ink, OutputMedium, Style};
use super::table::{Align, Table, TableCell};
use crate::domain::ask::Ask;
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;

/// An ask in a list.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// What it is called by.
    pub name: String,
    /// The day it was made.
    pub asked_on: Day,
    /// What became of it.
    pub outcome: Outcome,
    /// What was asked for.
    pub text: &'a str,
    /// Whom it was asked of.
    pub to: Option<&'a str>,
    /// Its tags.
    pub tags: Vec<&'a str>,
    /// The nos behind it, where that is shown.
    pub nos_behind: Option<u32>,
}

impl<'a> Listed<'a> {
    /// An ask, called by a name.
    #[must_use]
    pub fn new(ask: &'a Ask, name: String) -> Self {
        Self {
            name,
            asked_on: ask.asked_on,
            outcome: ask.outcome,
            text: &ask.text,
            to: ask.to.as_deref(),
            tags: ask.tags.iter().map(String::as_str).collect(),
            nos_behind: None,
        }
    }
}

/// A column that a list for a person has beside the usual ones: what it is sorted by, or how long
/// the asks have waited.
#[derive(Clone, Debug)]
pub struct ExtraColumn {
    /// What comes above it.
    pub heading: &'static str,
    /// A number or a day for each ask of the list; none where it has none.
    pub cells: Vec<Option<String>>,
}

/// Below so many columns a list has no tags.
const TAGS_FROM_COLS: usize = 70;

/// A text or a name is not cut shorter than this, nor are tags.
const LEAST_NAME_COLS: usize = 12;
const LEAST_TAGS_COLS: usize = 8;

/// Nor do names and tags take more than this, however much room there is.
const MOST_NAME_COLS: usize = 20;
const MOST_TAGS_COLS: usize = 24;

/// Whether a list has room for the year of each day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Days {
    WithYear,
    WithoutYear,
}

/// The asks, a line each. On a terminal aligned under a heading, the person and the tags after the
/// text; where that is too narrow the tags go, then the year. In a pipe all of it, as [`pipe`] has
/// it, without the extra column.
#[must_use]
pub fn draw(asks: &[Listed<'_>], extra: Option<&ExtraColumn>, style: &Style) -> String {
    if style.medium == OutputMedium::Pipe {
        let mut lines = String::new();
        for listed in asks {
            pipe(&mut lines, listed, style);
        }
        return lines;
    }
    let is_wide = style.width_cols >= TAGS_FROM_COLS;
    let with_year = [is_wide, false].map(|tagged| table(asks, extra, tagged, Days::WithYear));
    let fits = |table: &&Table| {
        // Where it is narrow, the text is worth more than the year.
        let needed_cols = if is_wide {
            table.least_cols()
        } else {
            table.natural_cols()
        };
        needed_cols <= style.width_cols
    };
    match with_year.iter().find(fits) {
        Some(table) => table.aligned(style),
        None => table(asks, extra, false, Days::WithoutYear).aligned(style),
    }
}

fn table(asks: &[Listed<'_>], extra: Option<&ExtraColumn>, tagged: bool, days: Days) -> Table {
    let tagged = tagged && asks.iter().any(|listed| !listed.tags.is_empty());
    let named = asks.iter().any(|listed| listed.to.is_some());
    let mut table = Table::new()
        .column("#", Align::Right)
        .column("Day", Align::Left)
        .column("Answer", Align::Left);
    if let Some(extra) = extra {
        table = table.column(extra.heading, Align::Right);
    }
    table = table.cut_column("Ask", LEAST_NAME_COLS);
    if named {
        table = table.narrow_column("Who", LEAST_NAME_COLS, MOST_NAME_COLS);
    }
    if tagged {
        table = table.narrow_column("Tags", LEAST_TAGS_COLS, MOST_TAGS_COLS);
    }
    for (index, listed) in asks.iter().enumerate() {
        let Listed {
            name,
            asked_on,
            outcome,
            text,
            to,
            tags,
            nos_behind: _,
        } = listed;
        let day = match days {
            Days::WithYear => asked_on.to_string(),
            Days::WithoutYear => {
                format!("{:02}-{:02}", asked_on.month().month, asked_on.of_month())
            }
        };
        let mut cells = vec![
            TableCell::inked(Ink::Soft, name.as_str()),
            TableCell::inked(Ink::Soft, day),
            TableCell::inked(ink(*outcome), format::outcome(*outcome)),
        ];
        if let Some(extra) = extra {
            let cell = extra.cells.get(index).cloned().flatten();
            cells.push(TableCell::new(cell.unwrap_or_default()));
        }
        cells.push(TableCell::new(escape::on_one_line(text)));
        if named {
            let to = escape::on_one_line(to.unwrap_or_default());
            cells.push(TableCell::inked(Ink::Soft, to));
        }
        if tagged {
            let mut told = String::new();
            put_tags(&mut told, tags);
            cells.push(TableCell::inked(Ink::Soft, told));
        }
        table.row(cells);
    }
    table
}

/// Adds the line of one ask in a pipe, as [`draw`] has it: nothing has to be aligned there, so
/// that a list of ten years can be shown ask by ask.
pub fn pipe(line: &mut String, listed: &Listed<'_>, style: &Style) {
    style.put(line, Ink::Soft, |line| line.push_str(&listed.name));
    line.push('\t');
    style.put(line, Ink::Soft, |line| {
        // Writing to a string does not fail.
        let _ = write!(line, "{}", listed.asked_on);
    });
    line.push('\t');
    style.put(line, ink(listed.outcome), |line| {
        line.push_str(format::outcome(listed.outcome));
    });
    line.push('\t');
    line.push_str(&escape::on_one_line(listed.text));
    line.push('\t');
    style.put(line, Ink::Soft, |line| {
        line.push_str(&escape::on_one_line(listed.to.unwrap_or_default()));
    });
    line.push('\t');
    style.put(line, Ink::Soft, |line| put_tags(line, &listed.tags));
    if listed.nos_behind.is_some() {
        line.push('\t');
        style.put(line, Ink::No, |line| line.push_str(&behind(listed)));
    }
    line.push('\n');
}

/// `after 39 nos`.
fn behind(listed: &Listed<'_>) -> String {
    match listed.nos_behind {
        None | Some(0) => String::new(),
        Some(behind) => format!("after {}", format::nos(behind)),
    }
}

fn put_tags(to: &mut String, tags: &[&str]) {
    for (number, tag) in tags.iter().enumerate() {
        to.push_str(if number == 0 { "+" } else { " +" });
        to.push_str(&escape::on_one_line(tag));
    }
}

fn ink(outcome: Outcome) -> Ink {
    match outcome {
        Outcome::Pending => Ink::Waiting,
        Outcome::No => Ink::No,
        Outcome::Ghosted => Ink::Ghosted,
        Outcome::Yes => Ink::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::day;

    fn asks() -> Vec<Listed<'static>> {
        let listed = |name: &str, on, outcome, text, to, tags| Listed {
            name: name.to_owned(),
            asked_on: day(on),
            outcome,
            text,
            to,
            tags,
            nos_behind: None,
        };
        vec![
            listed(
                "7",
                "2026-03-04",
                Outcome::No,
                "asked for a discount on the last pair of shoes in the window",
                Some("the barista of the corner shop"),
                vec!["shops"],
            ),
            listed(
                "12",
                "2026-11-19",
                Outcome::Pending,
                "a raise",
                None,
                vec!["work", "money"],
            ),
        ]
    }

    #[test]
    fn names_and_tags_have_their_width_and_the_text_the_rest() {
        assert_eq!(
            draw(&asks(), None, &Style::plain(100)),
            " #  Day         Answer   Ask                                      Who                   Tags
 7  2026-03-04  no       asked for a discount on the last pair …  the barista of the …  +shops
12  2026-11-19  waiting  a raise                                                        +work +money
"
        );
    }

    #[test]
    fn below_70_columns_the_tags_go_and_then_the_year() {
        assert_eq!(
            draw(&asks(), None, &Style::plain(69)),
            " #  Day    Answer   Ask                          Who
 7  03-04  no       asked for a discount on th…  the barista of the …
12  11-19  waiting  a raise
"
        );
        let short = vec![asks().remove(1)];
        assert_eq!(
            draw(&short, None, &Style::plain(34)),
            " #  Day         Answer   Ask
12  2026-11-19  waiting  a raise
"
        );
    }

    #[test]
    fn where_no_name_fits_beside_the_rest_it_goes_below() {
        assert_eq!(
            draw(&asks(), None, &Style::plain(30)),
            "7  03-04  no
  asked for a discount on the…
  the barista of the corner s…
12  11-19  waiting
  a raise
"
        );
    }

    #[test]
    fn what_it_is_sorted_by_is_shown() {
        let extra = ExtraColumn {
            heading: "Fear",
            cells: vec![Some("10".to_owned()), None],
        };
        let drawn = draw(&asks(), Some(&extra), &Style::plain(60));
        assert!(
            drawn.starts_with(" #  Day    Answer   Fear  Ask"),
            "{drawn}"
        );
        assert!(
            drawn.contains("\n 7  03-04  no         10  asked"),
            "{drawn}"
        );
    }
}
