//! The days of the period as a heatmap: weeks across, weekdays down.
//!
//! It is drawn twice, in long strips for a desk and in half years for a phone; the page shows one
//! of them.

use chrono::Weekday;
use maud::{Markup, html};

use super::Report;
use super::chart;
use super::numbers::best_day;
use super::section::Section;
use super::table::{self, Layout, ReportRow};
use crate::domain::daily_counts::Counts;
use crate::domain::day::{Day, Period};
use crate::render::format::{self, counted, days};
use crate::render::intensity::Intensity;
use crate::render::weeks::Weeks;

/// From one day to the next, and how much of it is drawn, in pixels.
const PITCH: usize = 12;
const CELL: usize = 10;

/// Room for the names of the weekdays on the left and of the months above.
const LEFT: usize = 32;
const ABOVE: usize = 18;

/// Room between two strips.
const BETWEEN: usize = 14;

/// How the days are cut into strips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strips {
    /// A year each.
    Years,
    /// Half a year each.
    Halves,
}

impl Strips {
    fn weeks_max(self) -> usize {
        match self {
            Self::Years => 54,
            Self::Halves => 28,
        }
    }

    /// The last day of the year, or of the half year, that a day is in.
    fn end(self, day: Day) -> Option<Day> {
        let year = day.year();
        if self == Self::Halves && day.month().month <= 6 {
            Day::from_ymd(year, 6, 30)
        } else {
            Day::from_ymd(year, 12, 31)
        }
    }

    /// The strips of a span: it stays whole if it fits.
    fn strips(self, span: Period) -> Vec<Period> {
        if weeks(span).weeks().len() <= self.weeks_max() {
            return vec![span];
        }
        let mut strips = Vec::new();
        let mut from = Some(span.from);
        while let Some(first) = from.filter(|&first| first <= span.to) {
            let last = self.end(first).map_or(span.to, |end| end.min(span.to));
            strips.push(Period::new(first, last));
            from = last.plus(1);
        }
        strips
    }
}

/// The weeks of a strip; the report begins them on Monday.
fn weeks(span: Period) -> Weeks {
    Weeks::new(span, Weekday::Mon)
}

/// The heatmap of the asks made; none where none was made and no yes came.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    if report
        .days()
        .all(|(_, counts)| counts.made + counts.yes == 0)
    {
        return None;
    }
    let pictures = html! {
        div.desk { (drawing(report, Strips::Years, "year")) }
        div.phone { (drawing(report, Strips::Halves, "halves")) }
    };
    let inner = html! {
        p { (told(report)) }
        (chart::figure(&html! { (pictures) (legend(report)) }, "The days in numbers", &numbers(report)))
    };
    Some(Section {
        id: "days",
        heading: "Day by day",
        body: inner,
    })
}

/// `80 asks on 38 days; the best day was 12 February, with 7.`
fn told(report: &Report<'_>) -> String {
    let on_days = report.days().filter(|(_, day)| day.made > 0).count();
    let made: u32 = report.days().map(|(_, day)| day.made).sum();
    let sum = format!("{} on {}", format::asks(made), days(on_days as u64));
    match best_day(report) {
        None => format!("No asks, and {}.", format::yeses(report.stats.counts.yes)),
        Some((_, 1)) => format!("{sum}."),
        Some((day, most)) => {
            format!("{sum}; the best day was {}, with {most}.", report.day(day))
        }
    }
}

fn drawing(report: &Report<'_>, cut: Strips, id: &str) -> Markup {
    let strips: Vec<Weeks> = cut.strips(report.drawn()).into_iter().map(weeks).collect();
    let widest = strips.iter().map(|strip| strip.weeks().len()).max();
    let pitch = ABOVE + 7 * PITCH + BETWEEN;
    let height = (pitch * strips.len()).saturating_sub(BETWEEN);
    // A short period keeps room for the name of its month.
    let width = LEFT + widest.unwrap_or(0).max(4) * PITCH;
    let with_year = strips.len() > 1 && cut == Strips::Years;
    html! {
        svg #(id) width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) }
            role="img" aria-labelledby={ (id) "-name " (id) "-told" } {
            title #{ (id) "-name" } { "Asks made on each day" }
            desc #{ (id) "-told" } { (told(report)) }
            @for (index, strip) in strips.iter().enumerate() {
                g transform={ "translate(0 " (index * pitch) ")" } {
                    @for (row, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri")] {
                        text x="0" y=(ABOVE + row * PITCH + 9) { (name) }
                    }
                    @for (x, name) in month_names(strip, with_year) { text x=(x) y="11" { (name) } }
                    (cells(report, strip))
                }
            }
        }
    }
}

/// The month's name is above the week that holds its first day.
fn month_names(strip: &Weeks, with_year: bool) -> Vec<(usize, String)> {
    let mut names: Vec<(usize, String)> = Vec::new();
    for (column, week) in strip.weeks().iter().enumerate() {
        let first = week.iter().flatten().next().filter(|_| column == 0);
        let begun = strip.month_begun_in(column);
        let Some(month) = begun.or_else(|| first.map(|day| day.month())) else {
            continue;
        };
        let x = LEFT + column * PITCH;
        let name = if with_year && names.is_empty() {
            month.year.to_string()
        } else {
            chart::short_month(month)
        };
        // Of two that would touch, the later one is right about more of the strip.
        if names
            .last()
            .is_some_and(|(before, _)| x < before + 2 * PITCH + 4)
        {
            names.pop();
        }
        names.push((x, name));
    }
    names
}

/// The days of a strip. Those without an ask or a yes and those to come are one path each: most
/// days are of these, and ten years of them should not make the page heavy.
fn cells(report: &Report<'_>, strip: &Weeks) -> Markup {
    let today = report.stats.today;
    let (mut empty, mut to_come) = (String::new(), String::new());
    let mut held = Vec::new();
    let mut mark = None;
    for (column, week) in strip.weeks().iter().enumerate() {
        for (row, day) in week.iter().enumerate() {
            let Some(day) = *day else { continue };
            let (x, y) = (LEFT + column * PITCH, ABOVE + row * PITCH);
            let counts = report.daily_counts.on(day);
            if day > today {
                to_come.push_str(&square(x, y, 3));
            } else if counts.made + counts.yes == 0 {
                empty.push_str(&square(x, y, 1));
            } else {
                held.push(cell(report, x, y, day, &counts));
            }
            if day == today {
                mark = Some((x, y));
            }
        }
    }
    html! {
        path.heat-0.square d=(empty) {}
        path.to-come d=(to_come) {}
        @for cell in &held { (cell) }
        @if let Some((x, y)) = mark { rect.today x=(x) y=(y) width=(CELL) height=(CELL) rx="2" {} }
    }
}

fn square(x: usize, y: usize, inset: usize) -> String {
    let side = CELL - 2 * inset;
    format!("M{} {}h{side}v{side}h-{side}z", x + inset, y + inset)
}

fn cell(report: &Report<'_>, x: usize, y: usize, day: Day, counts: &Counts) -> Markup {
    html! {
        rect class={ "heat-" (Intensity::new(counts.made).number()) } x=(x) y=(y) width=(CELL) height=(CELL) rx="2" {
            title { (report.day(day)) ": " (asks_and_yeses(counts)) }
        }
        @if counts.yes > 0 { circle.yes-day cx=(x + CELL / 2) cy=(y + CELL / 2) r="2.6" {} }
    }
}

fn asks_and_yeses(counts: &Counts) -> String {
    let (asks, yeses) = (format::asks(counts.made), format::yeses(counts.yes));
    match (counts.made, counts.yes) {
        (_, 0) => asks,
        (0, _) => yeses,
        _ => format!("{asks}, {yeses}"),
    }
}

fn legend(report: &Report<'_>) -> Markup {
    let levels = ["none", "1", "2–3", "4–6", "7 and more"];
    html! {
        p.legend {
            @for (level, name) in levels.into_iter().enumerate() {
                span { svg.key width="12" height="12" aria-hidden="true" {
                    rect class={ "heat-" (level) } x="1" y="1" width="10" height="10" rx="2" {} } (name) }
            }
            @if report.stats.counts.yes > 0 {
                span { svg.key width="12" height="12" aria-hidden="true" {
                    rect.heat-0 x="1" y="1" width="10" height="10" rx="2" {}
                    circle.yes-day cx="6" cy="6" r="2.6" {} } "a yes" }
            }
        }
    }
}

/// The weeks with an ask or a yes.
fn numbers(report: &Report<'_>) -> Markup {
    let weeks = weeks(report.drawn_elapsed());
    let rows: Vec<ReportRow> = weeks
        .weeks()
        .iter()
        .filter_map(|week| row(report, week))
        .collect();
    let columns = [
        "Week of", "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "asks", "yes",
    ];
    let caption = format!(
        "Asks made on each day of the {} with an ask or a yes",
        counted(rows.len() as u64, "week", "weeks")
    );
    table::markup(Layout::Dense, &caption, &columns, &rows)
}

fn row(report: &Report<'_>, week: &[Option<Day>; 7]) -> Option<ReportRow> {
    let days = week.map(|day| day.map(|day| report.daily_counts.on(day)));
    let mut sum = Counts::default();
    for counts in days.iter().flatten() {
        sum.add(counts);
    }
    if sum.made + sum.yes == 0 {
        return None;
    }
    let mut numbers: Vec<String> = days
        .iter()
        .map(|day| match day.map(|counts| counts.made) {
            None => String::new(),
            Some(0) => "·".to_owned(),
            Some(made) => format::grouped(made),
        })
        .collect();
    numbers.push(format::grouped(sum.made));
    numbers.push(format::grouped(sum.yes));
    let first = week.iter().flatten().next()?;
    let name = format!("{} {}", first.of_month(), chart::short_month(first.month()));
    let span = report.drawn();
    let name = if span.from.year() == span.to.year() {
        name
    } else {
        format!("{name} {}", first.year())
    };
    Some(ReportRow::new(&name, numbers))
}
