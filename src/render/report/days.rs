//! The days of the period as a heatmap: weeks across, weekdays down.
//!
//! It is drawn twice, in long strips for a desk and in half years for a phone; the page shows one
//! of them.

use maud::{Markup, html};

use super::chart;
use super::numbers::best_day;
use super::table::{self, Layout, Row};
use super::{Report, page};
use crate::domain::day::{Day, Span};
use crate::domain::goal::Counted;
use crate::domain::tally::Counts;
use crate::render::heat::Level;
use crate::render::wording::{self, counted, days};

/// From one day to the next, and how much of it is drawn, in pixels.
const PITCH: u32 = 12;
const CELL: u32 = 10;

/// Room for the names of the weekdays on the left and of the months above.
const LEFT: u32 = 32;
const ABOVE: u32 = 18;

/// Room between two strips.
const BETWEEN: u32 = 14;

/// How the days are cut into strips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// A year each.
    Years,
    /// Half a year each.
    Halves,
}

impl Cut {
    fn weeks_max(self) -> u32 {
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
    fn strips(self, span: Span) -> Vec<Span> {
        if weeks(span) <= self.weeks_max() {
            return vec![span];
        }
        let mut strips = Vec::new();
        let mut from = Some(span.from);
        while let Some(first) = from.filter(|&first| first <= span.to) {
            let last = self.end(first).map_or(span.to, |end| end.min(span.to));
            strips.push(Span::new(first, last));
            from = last.plus(1);
        }
        strips
    }
}

/// How many weeks, Monday to Sunday, have a day in the span.
fn weeks(span: Span) -> u32 {
    (span.from.weekday().num_days_from_monday() + span.days()).div_ceil(7)
}

/// The heatmap; none where no answer came.
pub(super) fn section(report: &Report<'_>) -> Option<Markup> {
    if report.days().all(|(_, counts)| counts.answered() == 0) {
        return None;
    }
    let pictures = html! {
        div.desk { (drawing(report, Cut::Years, "year")) }
        div.phone { (drawing(report, Cut::Halves, "halves")) }
    };
    let inner = html! {
        p { (told(report)) }
        (chart::figure(&html! { (pictures) (legend(report)) }, "The days in numbers", &numbers(report)))
    };
    Some(page::section("days", "Day by day", &inner))
}

/// `70 nos on 38 days; the best day was 12 February, with 7.`
fn told(report: &Report<'_>) -> String {
    let on_days = report.days().filter(|(_, day)| day.nos() > 0).count();
    let nos: u32 = report.days().map(|(_, day)| day.nos()).sum();
    let sum = format!("{} on {}", wording::nos(nos), days(on_days as u64));
    match best_day(report, Counted::Nos) {
        None => format!("No nos, and {}.", wording::yeses(report.stats.counts.yes)),
        Some((_, 1)) => format!("{sum}."),
        Some((day, most)) => {
            format!("{sum}; the best day was {}, with {most}.", report.day(day))
        }
    }
}

fn drawing(report: &Report<'_>, cut: Cut, id: &str) -> Markup {
    let strips = cut.strips(report.stats.span);
    let widest = strips.iter().map(|&strip| weeks(strip)).max().unwrap_or(1);
    let pitch = ABOVE + 7 * PITCH + BETWEEN;
    let height = pitch * u32::try_from(strips.len()).unwrap_or(1) - BETWEEN;
    // A short period keeps room for the name of its month.
    let width = LEFT + widest.max(4) * PITCH;
    html! {
        svg #(id) width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) }
            role="img" aria-labelledby={ (id) "-name " (id) "-told" } {
            title #{ (id) "-name" } { "Nos on each day" }
            desc #{ (id) "-told" } { (told(report)) }
            @for (strip, index) in strips.iter().zip(0_u32..) {
                g transform={ "translate(0 " (index * pitch) ")" } {
                    (strip_of_days(report, *strip, strips.len() > 1 && cut == Cut::Years))
                }
            }
        }
    }
}

fn strip_of_days(report: &Report<'_>, strip: Span, with_year: bool) -> Markup {
    let today = report.stats.today;
    let is_empty = |day: Day| report.tally.on(day).answered() == 0;
    html! {
        @for (row, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri")] {
            text x="0" y=(ABOVE + row * PITCH + 9) { (name) }
        }
        @for (x, name) in month_names(strip, with_year) { text x=(x) y="11" { (name) } }
        path.heat-0.square d=(squares(strip, 1, |day| day <= today && is_empty(day))) {}
        path.to-come d=(squares(strip, 3, |day| day > today)) {}
        @for (day, counts) in report.tally.within(Span::new(strip.from, strip.to.min(today))) {
            @if counts.answered() > 0 { (cell(report, strip, day, counts)) }
        }
        @if strip.contains(today) {
            @let (x, y) = place(strip, today);
            rect.today x=(x) y=(y) width=(CELL) height=(CELL) rx="2" {}
        }
    }
}

/// Where a day lies in its strip.
fn place(strip: Span, day: Day) -> (u32, u32) {
    let row = day.weekday().num_days_from_monday();
    let first = strip.from.weekday().num_days_from_monday();
    let column = (first + day.number().saturating_sub(strip.from.number())) / 7;
    (LEFT + column * PITCH, ABOVE + row * PITCH)
}

/// The month's name stands above the week that holds its first day.
fn month_names(strip: Span, with_year: bool) -> Vec<(u32, String)> {
    let mut names: Vec<(u32, String)> = Vec::new();
    for month in chart::months_of(strip) {
        let first =
            Day::from_ymd(month.year, month.month, 1).map_or(strip.from, |day| day.max(strip.from));
        let (x, _) = place(strip, first);
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

/// The days on which nothing came or that are to come, all in one path: most days are of these,
/// and ten years of them should not make the page heavy.
fn squares(strip: Span, inset: u32, is_one: impl Fn(Day) -> bool) -> String {
    let side = CELL - 2 * inset;
    let squares = strip.each().filter(|&day| is_one(day)).map(|day| {
        let (x, y) = place(strip, day);
        format!("M{} {}h{side}v{side}h-{side}z", x + inset, y + inset)
    });
    squares.collect()
}

fn cell(report: &Report<'_>, strip: Span, day: Day, counts: &Counts) -> Markup {
    let (x, y) = place(strip, day);
    html! {
        rect class={ "heat-" (Level::of(counts.nos()).number()) } x=(x) y=(y) width=(CELL) height=(CELL) rx="2" {
            title { (report.day(day)) ": " (answers(counts)) }
        }
        @if counts.yes > 0 { circle.yes-day cx=(x + CELL / 2) cy=(y + CELL / 2) r="2.6" {} }
    }
}

fn answers(counts: &Counts) -> String {
    let (nos, yeses) = (wording::nos(counts.nos()), wording::yeses(counts.yes));
    match (counts.nos(), counts.yes) {
        (_, 0) => nos,
        (0, _) => yeses,
        _ => format!("{nos}, {yeses}"),
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

/// The weeks in which an answer came.
fn numbers(report: &Report<'_>) -> Markup {
    let span = report.elapsed();
    let first = i64::from(span.from.weekday().num_days_from_monday());
    let monday = span.from.plus(-first).unwrap_or(Day::FIRST);
    let rows: Vec<Row> = Span::new(monday, span.to)
        .each()
        .step_by(7)
        .filter_map(|monday| week(report, monday))
        .collect();
    let columns = [
        "Week of", "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "nos", "yes",
    ];
    let caption = format!(
        "Nos on each day of the {} in which an answer came",
        counted(rows.len() as u64, "week", "weeks")
    );
    table::markup(Layout::Dense, &caption, &columns, &rows)
}

fn week(report: &Report<'_>, monday: Day) -> Option<Row> {
    let span = report.elapsed();
    let days: Vec<Option<Counts>> = (0..7)
        .map(|days| monday.plus(days).filter(|&day| span.contains(day)))
        .map(|day| day.map(|day| report.tally.on(day)))
        .collect();
    let mut sum = Counts::default();
    for counts in days.iter().flatten() {
        sum.add(counts);
    }
    if sum.answered() == 0 {
        return None;
    }
    let mut numbers: Vec<String> = days
        .iter()
        .map(|day| match day.map(|counts| counts.nos()) {
            None => String::new(),
            Some(0) => "·".to_owned(),
            Some(nos) => wording::grouped(nos),
        })
        .collect();
    numbers.push(wording::grouped(sum.nos()));
    numbers.push(wording::grouped(sum.yes));
    let first = monday.max(span.from);
    let name = format!("{} {}", first.of_month(), chart::short_month(first.month()));
    let is_of_one_year = report.stats.span.from.year() == report.stats.span.to.year();
    let name = if is_of_one_year {
        name
    } else {
        format!("{name} {}", first.year())
    };
    Some(Row::new(&name, numbers))
}
