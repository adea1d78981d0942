//! Answers month by month: no and ghosted one upon the other, yes below them.

use maud::{Markup, html};

use super::Report;
use super::chart::{self, per_cent, short};
use super::section::Section;
use super::table::{self, Layout, ReportRow};
use crate::domain::daily_counts::Counts;
use crate::domain::day::Month;
use crate::render::format::{self, grouped};
use crate::render::pace::CLAIM_LEAST;

/// How high the plot is, in pixels, and the room above and below it.
const PLOT: f64 = 180.0;
const ABOVE: f64 = 22.0;
const BELOW: f64 = 44.0;

/// Up to how many months their numbers have room beside the columns.
const NUMBERED_MAX: usize = 13;

/// How much of its month's width a column takes.
const COLUMN: f64 = 0.68;

/// The columns; none where there is but one month, or nothing was answered.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let months = report.months();
    if months.len() < 2 || months.iter().all(|(_, counts)| counts.answered() == 0) {
        return None;
    }
    let inner = html! {
        (legend())
        (chart::figure(&drawing(months), "The months in numbers", &numbers(months)))
    };
    Some(Section {
        id: "months",
        heading: "Month by month",
        body: inner,
    })
}

fn legend() -> Markup {
    html! {
        p.legend {
            @for (class, name) in [("no", "no"), ("ghosted", "ghosted"), ("yes", "yes, below the line")] {
                span {
                    svg.key width="14" height="14" aria-hidden="true" {
                        rect class=(class) x="1" y="1" width="12" height="12" {}
                    }
                    (name)
                }
            }
        }
    }
}

/// How the columns stand: nos from the ground up, yeses from the ground down, on one scale.
#[derive(Clone, Copy)]
struct Ground {
    /// One answer, in pixels.
    unit: f64,
    /// Where the ground lies, in pixels from the top.
    y: f64,
}

impl Ground {
    fn new(months: &[(Month, Counts)]) -> Self {
        let most = |of: fn(&Counts) -> u32| months.iter().map(|(_, counts)| of(counts)).max();
        let nos = f64::from(most(Counts::nos).unwrap_or(0));
        let yeses = f64::from(most(|counts| counts.yes).unwrap_or(0));
        let unit = PLOT / (nos + yeses).max(1.0);
        Self {
            unit,
            y: ABOVE + nos * unit,
        }
    }
}

fn drawing(months: &[(Month, Counts)]) -> Markup {
    let ground = Ground::new(months);
    let width = 1.0 / f64::from(u32::try_from(months.len()).unwrap_or(u32::MAX));
    let names: Vec<Month> = months.iter().map(|&(month, _)| month).collect();
    let with_numbers = names.len() <= NUMBERED_MAX;
    let height = ABOVE + PLOT + BELOW;
    let inner = html! {
        @for ((_, counts), index) in months.iter().zip(0_u32..) {
            @let middle = width * (f64::from(index) + 0.5);
            (column(counts, middle - width * COLUMN / 2.0, width * COLUMN, ground))
            @if with_numbers { (ends(counts, &per_cent(middle), ground)) }
        }
        line.base x1="0" x2="100%" y1=(short(ground.y)) y2=(short(ground.y)) {}
        @for (index, text) in chart::month_labels(&names) {
            @let index = f64::from(u32::try_from(index).unwrap_or(u32::MAX));
            text x=(per_cent(width * (index + 0.5))) y=(short(height - 6.0)) text-anchor="middle" { (text) }
        }
    };
    let told = told(months);
    chart::wide("columns", height, "Answers by month", &told, &inner)
}

/// A month's column: said nos and then silence upward, yeses downward.
fn column(counts: &Counts, left: f64, width: f64, ground: Ground) -> Markup {
    let tall = |number: u32| f64::from(number) * ground.unit;
    let (no, ghosted, yes) = (tall(counts.no), tall(counts.ghosted), tall(counts.yes));
    let parts = [
        ("no", ground.y - no, no),
        ("ghosted", ground.y - no - ghosted, ghosted),
        ("yes", ground.y, yes),
    ];
    html! {
        @for (class, top, height) in parts {
            @if height > 0.0 {
                rect class=(class) x=(per_cent(left)) width=(per_cent(width)) y=(short(top)) height=(short(height)) {}
            }
        }
    }
}

/// The numbers of nos and of yeses at the ends of a column.
fn ends(counts: &Counts, middle: &str, ground: Ground) -> Markup {
    let above = ground.y - f64::from(counts.nos()) * ground.unit - 6.0;
    let below = ground.y + f64::from(counts.yes) * ground.unit + 14.0;
    html! {
        @if counts.nos() > 0 {
            text.number x=(middle) y=(short(above)) text-anchor="middle" { (grouped(counts.nos())) }
        }
        @if counts.yes > 0 {
            text.yes-number x=(middle) y=(short(below)) text-anchor="middle" { (grouped(counts.yes)) }
        }
    }
}

fn told(months: &[(Month, Counts)]) -> String {
    // The earliest of equals.
    let best = months
        .iter()
        .rev()
        .max_by_key(|(_, counts)| counts.nos())
        .filter(|(_, counts)| counts.nos() > 0);
    match best {
        Some((month, counts)) => format!(
            "Most nos came in {} {}: {}.",
            format::month_name(*month),
            month.year,
            grouped(counts.nos())
        ),
        None => "All answers were a yes.".to_owned(),
    }
}

fn numbers(months: &[(Month, Counts)]) -> Markup {
    let rows: Vec<ReportRow> = months
        .iter()
        .map(|(month, counts)| {
            let numbers = [counts.made, counts.no, counts.ghosted, counts.yes];
            ReportRow::new(
                &month_in_words(*month, months),
                numbers.map(grouped).to_vec(),
            )
        })
        .collect();
    let columns = ["Month", "asks", "no", "ghosted", "yes"];
    table::markup(
        Layout::Plain,
        "Asks made and answers come in each month",
        &columns,
        &rows,
    )
}

/// The name of a month among others, with the year where they are of several.
pub(super) fn month_in_words(month: Month, among: &[(Month, Counts)]) -> String {
    let name = format::month_name(month);
    let of_one_year = among.iter().all(|(other, _)| other.year == month.year);
    if of_one_year {
        name.to_owned()
    } else {
        format!("{name} {}", month.year)
    }
}

/// The share of yeses, or, where there are too few for a share, how many of how many.
pub(super) fn yes_rate(counts: &Counts) -> String {
    match counts.yes_rate() {
        None => "–".to_owned(),
        Some(_) if counts.answered() < CLAIM_LEAST => {
            format!("{} of {}", counts.yes, counts.answered())
        }
        Some(rate) => format::percent(rate),
    }
}
