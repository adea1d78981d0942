//! Numbers as a table: what a chart shows, for those who cannot see it.

use maud::{Markup, Render, html};

/// A row: what it is about, and its numbers.
pub(super) struct ReportRow {
    /// What it is about.
    pub(super) about: Markup,
    /// Its numbers as they are read, one for each column.
    pub(super) numbers: Vec<String>,
}

impl ReportRow {
    /// A row about something that is shown in words of nos's own.
    pub(super) fn new(about: &str, numbers: Vec<String>) -> Self {
        Self {
            about: about.render(),
            numbers,
        }
    }
}

/// How a table behaves where there is little room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// It fits.
    Plain,
    /// It has many narrow columns, which are all of a width.
    Dense,
    /// What a row is about moves to a line of its own, above its numbers.
    Folding,
}

/// A table with its caption, which says what it holds, and the names of its columns, the first of
/// which is what the rows are about.
pub(super) fn markup(
    layout: Layout,
    caption: &str,
    columns: &[&str],
    rows: &[ReportRow],
) -> Markup {
    let folding = layout == Layout::Folding;
    // A table whose rows are laid out anew is none to a screen reader unless it is shown that it is.
    let role = |role: &'static str| folding.then_some(role);
    html! {
        table.folding[folding].dense[layout == Layout::Dense] role=[role("table")] {
            caption { (caption) }
            thead role=[role("rowgroup")] {
                tr role=[role("row")] {
                    @for column in columns {
                        th scope="col" role=[role("columnheader")] { (column) }
                    }
                }
            }
            tbody role=[role("rowgroup")] {
                @for row in rows {
                    tr role=[role("row")] {
                        th scope="row" role=[role("rowheader")] { (row.about) }
                        @for number in &row.numbers { td role=[role("cell")] { (number) } }
                    }
                }
            }
        }
    }
}
