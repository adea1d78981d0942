//! How the number grew, against an even pace.

use maud::{Markup, html};

use super::Report;
use super::chart::{self, Scale, offset, per_cent, short};
use super::section::Section;
use super::table::{self, Layout, ReportRow};
use crate::domain::day::{Day, Period};
use crate::domain::pace;
use crate::domain::stats::Progress;
use crate::render::format::grouped;
use crate::render::goals::what;
use crate::render::pace::{self as told_pace, amount};

/// How high the plot is, in pixels, and the room above and below it.
const PLOT: f64 = 220.0;
const ABOVE: f64 = 22.0;
const BELOW: f64 = 22.0;

/// The chart, with its numbers by month; none before anything was counted.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    if report.count() == 0 {
        return None;
    }
    let heading = if report.is_running() {
        "The way so far"
    } else {
        "The way"
    };
    let inner = html! {
        @if let Some(forecast) = forecast(report) { p { (forecast) } }
        (legend(report))
        (chart::figure(&drawing(report), "The way in numbers", &numbers(report)))
    };
    Some(Section {
        id: "way",
        heading,
        body: inner,
    })
}

/// Where the pace so far leads, while there is one.
fn forecast(report: &Report<'_>) -> Option<String> {
    let told = told_pace::forecast(report.goal()?, report.stats.today)?;
    let begins_with_number = told.starts_with(|char: char| char.is_ascii_digit());
    Some(if begins_with_number {
        format!("Forecast: {told}")
    } else {
        told
    })
}

fn legend(report: &Report<'_>) -> Markup {
    html! {
        p.legend {
            span { svg.key width="24" height="12" aria-hidden="true" { line.line-no x1="0" x2="24" y1="6" y2="6" {} }
                (what(report.counted())) }
            @if report.goal().is_some() {
                span { svg.key width="24" height="12" aria-hidden="true" { line.even x1="0" x2="24" y1="6" y2="6" {} }
                    "an even pace" }
            }
        }
    }
}

/// Each day on which the number grew, and what it was in the evening.
fn evenings(report: &Report<'_>) -> Vec<(Day, u32)> {
    let counted = report.counted();
    let mut sum = 0;
    report
        .days()
        .filter_map(|(day, counts)| {
            let more = counted.of(counts);
            sum += more;
            (more > 0).then_some((day, sum))
        })
        .collect()
}

fn drawing(report: &Report<'_>) -> Markup {
    let span = along(report);
    let count = report.count();
    let scale = match report.goal() {
        Some(progress) if count <= progress.goal.target.get() => {
            Scale::ending_at(progress.goal.target.get())
        }
        _ => Scale::up_to(count),
    };
    let days = f64::from(span.days().max(1));
    let told = format!(
        "By {} it was {}.",
        report.day(report.elapsed().to),
        amount(report.counted(), count.into())
    );
    let inner = html! {
        (grid(report, scale))
        svg x="0" y=(ABOVE) width="100%" height=(PLOT) overflow="visible"
            viewBox={ "0 0 " (short(days)) " " (scale.top) } preserveAspectRatio="none" {
            path.area d=(outline(report, scale, Closing::Down)) {}
            path.line-no d=(outline(report, scale, Closing::None)) vector-effect="non-scaling-stroke" {}
        }
        @if let Some(progress) = report.goal() { (even_line(report, progress, scale)) }
        (end_of_line(report, scale))
        @for label in chart::time_labels(span) {
            text x=(per_cent(label.at)) y=(short(ABOVE + PLOT + 16.0)) { (label.text) }
        }
    };
    let height = ABOVE + PLOT + BELOW;
    chart::wide("growth", height, "How the number grew", &told, &inner)
}

fn grid(report: &Report<'_>, scale: Scale) -> Markup {
    let target = report.goal().map(|progress| progress.goal.target.get());
    html! {
        line.base x1="0" x2="100%" y1=(short(ABOVE + PLOT)) y2=(short(ABOVE + PLOT)) {}
        @for value in scale.lines().filter(|&value| Some(value) != target) {
            @let y = ABOVE + scale.y(f64::from(value), PLOT);
            line.grid x1="0" x2="100%" y1=(short(y)) y2=(short(y)) {}
            text x="0" y=(short(y - 5.0)) { (grouped(value)) }
        }
        @if let Some(target) = target {
            @let y = ABOVE + scale.y(f64::from(target), PLOT);
            line.goal x1="0" x2="100%" y1=(short(y)) y2=(short(y)) {}
            // On the side where the line does not end.
            @let (x, anchor) = if line_end(report) > 0.5 { ("0", "start") } else { ("100%", "end") };
            text.strong x=(x) y=(short(y - 5.0)) text-anchor=(anchor) { "the goal, " (grouped(target)) }
        }
    }
}

/// Whether the outline goes down to the ground at its end, so that it can be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    None,
    Down,
}

/// The course as a stair: it climbs at the end of each day on which something was counted.
fn outline(report: &Report<'_>, scale: Scale, closing: Closing) -> String {
    let from = along(report).from;
    let x = |day: Day| short(offset(day, from) + 1.0);
    let y = |value: u32| scale.top.saturating_sub(value).to_string();
    let mut path = format!("M0 {}", y(0));
    for (day, sum) in evenings(report) {
        path.push_str(&format!("H{}V{}", x(day), y(sum)));
    }
    path.push_str(&format!("H{}", x(report.elapsed().to)));
    if closing == Closing::Down {
        path.push_str(&format!("V{}Z", y(0)));
    }
    path
}

fn even_line(report: &Report<'_>, progress: &Progress, scale: Scale) -> Markup {
    let span = along(report);
    let days = f64::from(span.days().max(1));
    let from = pace::counting_from(&progress.goal, report.daily_counts, report.stats.today);
    let target = f64::from(progress.goal.target.get());
    html! {
        line.even x1=(per_cent(offset(from, span.from) / days)) y1=(short(ABOVE + PLOT))
            x2="100%" y2=(short(ABOVE + scale.y(target, PLOT))) {}
    }
}

/// The days along which it is drawn: those of the goal, whose pace begins and ends with it.
fn along(report: &Report<'_>) -> Period {
    if report.goal().is_some() {
        report.stats.span
    } else {
        report.drawn()
    }
}

/// How far along the period its last day is that is not in the future, 0 to 1.
fn line_end(report: &Report<'_>) -> f64 {
    let span = along(report);
    (offset(report.elapsed().to, span.from) + 1.0) / f64::from(span.days().max(1))
}

/// A dot where the line ends, with the number beside it.
fn end_of_line(report: &Report<'_>, scale: Scale) -> Markup {
    let at = line_end(report);
    let y = ABOVE + scale.y(f64::from(report.count()), PLOT);
    let (anchor, dx) = if at > 0.5 {
        ("end", "-10")
    } else {
        ("start", "10")
    };
    html! {
        circle.dot cx=(per_cent(at)) cy=(short(y)) r="5" {}
        text.number x=(per_cent(at)) dx=(dx) y=(short((y - 8.0).max(14.0))) text-anchor=(anchor) {
            (grouped(report.count()))
        }
    }
}

/// What the number was at the end of each month, and where an even pace was.
fn numbers(report: &Report<'_>) -> Markup {
    let evenings = evenings(report);
    let elapsed = report.drawn_elapsed();
    let rows: Vec<ReportRow> = chart::months_of(elapsed)
        .map(|month| {
            let last = Day::from_ymd(month.next().year, month.next().month, 1)
                .and_then(|next| next.plus(-1))
                .map_or(elapsed.to, |last| last.min(elapsed.to));
            let index = evenings.partition_point(|&(day, _)| day <= last);
            let sum = index.checked_sub(1).and_then(|index| evenings.get(index));
            let sum = sum.map_or(0, |&(_, sum)| sum);
            let mut numbers = vec![grouped(sum)];
            if let Some(progress) = report.goal() {
                numbers.push(even_by(report, progress, last));
            }
            ReportRow::new(&report.day(last), numbers)
        })
        .collect();
    let columns: &[&str] = if report.goal().is_some() {
        &["By", "counted", "even pace"]
    } else {
        &["By", "counted"]
    };
    table::markup(
        Layout::Plain,
        "How the number grew, by the end of each month",
        columns,
        &rows,
    )
}

fn even_by(report: &Report<'_>, progress: &Progress, day: Day) -> String {
    let goal = &progress.goal;
    let from = pace::counting_from(goal, report.daily_counts, report.stats.today);
    let off = report.daily_counts.days_off(goal.rest);
    let days = |to: Day| off.active_days(Period::new(from, to));
    grouped(pace::even_walk(
        goal.target.get(),
        days(day),
        days(goal.span.to),
    ))
}
