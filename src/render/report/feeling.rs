//! How hard it seemed before and how much it hurt after, month by month.

use maud::{Markup, html};

use super::Report;
use super::chart::{self, per_cent, short};
use super::months::month_in_words;
use super::section::Section;
use super::table::{self, Layout, ReportRow};
use crate::domain::daily_counts::{Counts, Mean};
use crate::domain::day::Month;
use crate::render::format;
use crate::render::pace::CLAIM_LEAST;

/// How high the plot is, in pixels, and the room above and below it.
const PLOT: f64 = 150.0;
const ABOVE: f64 = 22.0;
const BELOW: f64 = 22.0;

/// The highest rating there is.
const HIGHEST: f64 = 10.0;

/// What the two ratings of a month are on average.
type Rated = (Month, Option<f64>, Option<f64>);

/// The chart with its sentences; none where nothing has either rating.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let months = report.months();
    let rated: Vec<Rated> = months
        .iter()
        .map(|(month, counts)| (*month, counts.fear.mean(), counts.sting.mean()))
        .collect();
    let asks = |of: fn(&Counts) -> Mean| months.iter().map(|(_, counts)| of(counts).count).sum();
    let (fears, stings): (u32, u32) = (asks(|counts| counts.fear), asks(|counts| counts.sting));
    if fears.max(stings) == 0 {
        return None;
    }
    let inner = if fears.max(stings) < CLAIM_LEAST {
        html! { p { (too_few(fears, stings)) } }
    } else {
        html! {
            p { (relief(report)) @if let Some(course) = course(report) { " " (course) } }
            @if rated.iter().filter(|month| month.1.or(month.2).is_some()).count() > 1 {
                (legend())
                (chart::figure(&drawing(&rated), "Fear and sting in numbers", &numbers(months)))
            }
        }
    };
    Some(Section {
        id: "feeling",
        heading: "Fear before, sting after",
        body: inner,
    })
}

fn too_few(fears: u32, stings: u32) -> String {
    format!(
        "{} with a fear and {} with a sting so far: too few to tell anything by yet.",
        format::asks(fears),
        stings
    )
}

/// How the sting compares with the fear, over asks that have both.
fn relief(report: &Report<'_>) -> String {
    let both = report.stats.fear_and_sting;
    let (Some(fear), Some(sting)) = (both.fear.mean(), both.sting.mean()) else {
        return "No ask has both ratings yet, so they are not compared.".to_owned();
    };
    if both.fear.count < CLAIM_LEAST {
        return format!(
            "{} both ratings so far, too few to compare them.",
            format::counted(both.fear.count, "ask has", "asks have")
        );
    }
    let relief = fear - sting;
    let over = format!(
        "{fear:.1} before and {sting:.1} after, over {} that have both ratings",
        format::asks(both.fear.count)
    );
    if relief.abs() < 0.05 {
        format!("It hurt as much as you feared: {over}.")
    } else if relief > 0.0 {
        format!("It hurt {relief:.1} less than you feared: {over}.")
    } else {
        format!("It hurt {:.1} more than you feared: {over}.", -relief)
    }
}

/// What the sting was in the first and in the last month that have enough of it.
fn course(report: &Report<'_>) -> Option<String> {
    let months = report.months();
    let mut enough = months
        .iter()
        .filter(|(_, counts)| counts.sting.count >= CLAIM_LEAST)
        .filter_map(|(month, counts)| Some((*month, counts.sting.mean()?)));
    let (first, was) = enough.next()?;
    let (last, is) = enough.next_back()?;
    Some(format!(
        "In {} the sting was {was:.1} out of 10, in {} {is:.1}.",
        month_in_words(first, months),
        month_in_words(last, months)
    ))
}

fn legend() -> Markup {
    html! {
        p.legend {
            span { svg.key width="24" height="12" aria-hidden="true" {
                line.line-fear x1="0" x2="24" y1="6" y2="6" {} circle.fear cx="12" cy="6" r="4" {} } "fear" }
            span { svg.key width="24" height="12" aria-hidden="true" {
                line.line-no x1="0" x2="24" y1="6" y2="6" {} circle.dot cx="12" cy="6" r="4" {} } "sting" }
        }
    }
}

/// Two points of a line, as attributes of SVG.
struct Segment {
    from: (String, String),
    to: (String, String),
}

fn drawing(rated: &[Rated]) -> Markup {
    let width = 1.0 / f64::from(u32::try_from(rated.len().max(1)).unwrap_or(u32::MAX));
    let x = |index: u32| per_cent(width * (f64::from(index) + 0.5));
    let y = |rating: f64| short(ABOVE + PLOT - PLOT * rating / HIGHEST);
    let points = |of: fn(&Rated) -> Option<f64>| -> Vec<(String, String)> {
        (0_u32..)
            .zip(rated)
            .filter_map(|(index, month)| Some((x(index), y(of(month)?))))
            .collect()
    };
    let (fears, stings) = (points(|month| month.1), points(|month| month.2));
    let gaps = (0_u32..)
        .zip(rated)
        .filter_map(|(index, month)| Some((x(index), y(month.1?), y(month.2?))));
    let names: Vec<Month> = rated.iter().map(|month| month.0).collect();
    let inner = html! {
        @for value in [5.0, HIGHEST] {
            line.grid x1="0" x2="100%" y1=(y(value)) y2=(y(value)) {}
            text x="0" y=(short(ABOVE + PLOT - PLOT * value / HIGHEST - 5.0)) { (value) }
        }
        line.base x1="0" x2="100%" y1=(y(0.0)) y2=(y(0.0)) {}
        @for (x, fear, sting) in gaps { line.gap x1=(x) x2=(x) y1=(fear) y2=(sting) {} }
        @for line in reaches(&fears) { line.line-fear x1=(line.from.0) y1=(line.from.1) x2=(line.to.0) y2=(line.to.1) {} }
        @for line in reaches(&stings) { line.line-no x1=(line.from.0) y1=(line.from.1) x2=(line.to.0) y2=(line.to.1) {} }
        @for (x, y) in &fears { circle.fear cx=(x) cy=(y) r="5" {} }
        @for (x, y) in &stings { circle.dot cx=(x) cy=(y) r="5" {} }
        @for (index, text) in chart::month_labels(&names) {
            text x=(x(u32::try_from(index).unwrap_or(u32::MAX))) y=(short(ABOVE + PLOT + 16.0)) text-anchor="middle" { (text) }
        }
    };
    let height = ABOVE + PLOT + BELOW;
    let told = "For each month the mean fear before and the mean sting after, from 0 to 10.";
    chart::wide("ratings", height, "Fear and sting by month", told, &inner)
}

fn reaches(points: &[(String, String)]) -> Vec<Segment> {
    points
        .iter()
        .zip(points.iter().skip(1))
        .map(|(from, to)| Segment {
            from: from.clone(),
            to: to.clone(),
        })
        .collect()
}

fn numbers(months: &[(Month, Counts)]) -> Markup {
    let rows: Vec<ReportRow> = months
        .iter()
        .filter(|(_, counts)| counts.fear.count + counts.sting.count > 0)
        .map(|(month, counts)| {
            let numbers = vec![
                mean(counts.fear),
                counts.fear.count.to_string(),
                mean(counts.sting),
                counts.sting.count.to_string(),
            ];
            ReportRow::new(&month_in_words(*month, months), numbers)
        })
        .collect();
    let columns = ["Asks of", "fear", "rated", "sting", "rated"];
    table::markup(
        Layout::Plain,
        "Mean fear and sting of the asks made in each month, and how many asks were rated",
        &columns,
        &rows,
    )
}

/// A mean to one place, or a dash where there is none.
pub(super) fn mean(mean: Mean) -> String {
    mean.mean()
        .map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}"))
}
