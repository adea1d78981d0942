//! What happened before the answers: callbacks, interviews, and how many of them led to a yes.

use super::super::escape;
use super::super::format::{asks, during, grouped, percent, yeses};
use super::super::pace::CLAIM_LEAST;
use super::super::style::{Ink, OutputMedium, Style};
use super::super::table::{Align, Table, TableCell};
use super::super::wrap::lines_of;
use super::LABELS;
use crate::domain::stats::Stats;

/// So many steps are named on the line.
const STEPS_NAMED: usize = 4;

/// A step is not cut shorter than this.
const LEAST_STEP_COLS: usize = 12;

/// `Of 41 asks, 9 had a callback and 4 an interview. ...` as one line of the whole picture.
pub(super) fn line(stats: &Stats, style: &Style) -> String {
    let steps = stats.by_step.iter().take(STEPS_NAMED);
    let told: Vec<String> = steps
        .map(|counts| {
            let step = escape::one_line(&counts.step);
            let yes = match counts.yes {
                0 => String::new(),
                yes => format!(" ({})", yeses(yes)),
            };
            format!("{step} {}{yes}", grouped(counts.asks))
        })
        .collect();
    if told.is_empty() {
        return String::new();
    }
    let told = format!("Of {}: {}.", asks(stats.counts.made), told.join(", "));
    LABELS.line("Steps", &told, style)
}

/// The steps as a table; in a pipe whole, tab-separated and alone.
pub(super) fn draw(stats: &Stats, style: &Style) -> String {
    if stats.by_step.is_empty() {
        return match style.medium {
            OutputMedium::Pipe => String::new(),
            OutputMedium::Terminal => {
                let told = format!("No ask with a step {}.", during(stats.span));
                lines_of(&told, style.width_cols).join("\n") + "\n"
            }
        };
    }
    let mut table = Table::new()
        .cut_column("Step", LEAST_STEP_COLS)
        .column("asks", Align::Right)
        .column("yes", Align::Right)
        .column("yes rate", Align::Right);
    for counts in &stats.by_step {
        let rate = f64::from(counts.yes) / f64::from(counts.asks.max(1));
        let rate = if counts.asks < CLAIM_LEAST {
            String::new()
        } else {
            percent(rate)
        };
        table.row(vec![
            TableCell::new(escape::one_line(&counts.step)),
            TableCell::new(grouped(counts.asks)),
            TableCell::inked(Ink::Yes, grouped(counts.yes)),
            TableCell::new(rate),
        ]);
    }
    if style.medium == OutputMedium::Pipe {
        return table.draw(style);
    }
    let told = format!(
        "You made {} {}. A yes rate takes {CLAIM_LEAST} asks.",
        asks(stats.counts.made),
        during(stats.span)
    );
    table.aligned(style) + &LABELS.line("", &told, style)
}
