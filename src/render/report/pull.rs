//! What was feared against what was wanted.

use maud::html;

use super::Report;
use super::section::Section;
use super::table::{self, Layout, ReportRow};
use crate::domain::story::FearAndPull;
use crate::render::format::grouped;
use crate::render::stats::{PULL_CLAIM_LEAST, fear_and_pull};

/// A sentence, and the four counts as a table; none where no ask has both.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let counts = &report.stats.fear_and_pull;
    if counts.count() == 0 {
        return None;
    }
    let FearAndPull {
        much_fear_much_pull,
        much_fear_little_pull,
        little_fear_much_pull,
        little_fear_little_pull,
    } = *counts;
    let row = |about: &str, numbers: [u32; 2]| ReportRow::new(about, numbers.map(grouped).to_vec());
    let rows = [
        row("much wanted", [little_fear_much_pull, much_fear_much_pull]),
        row(
            "little wanted",
            [little_fear_little_pull, much_fear_little_pull],
        ),
    ];
    let body = html! {
        p { (fear_and_pull(counts)) }
        @if counts.count() >= PULL_CLAIM_LEAST {
            (table::markup(Layout::Plain, "Asks by fear and pull; much is 6 and more", &["Pull", "easy", "scary"], &rows))
        }
    };
    Some(Section {
        id: "pull",
        heading: "What scared you, what you wanted",
        body,
    })
}
