//! What was asked for, of whom, when: tables with their rates.

use super::super::bar;
use super::super::escape;
use super::super::format::{counted, during, grouped, month_name, percent};
use super::super::pace::CLAIM_LEAST;
use super::super::style::{Colours, Ink, OutputMedium, Style};
use super::super::table::{Align, Table, TableCell};
use super::super::wrap::{command, lines_of};
use super::months::{answers, best_of};
use super::odds;
use super::steps;
use super::sting::rating;
use super::{LABELS, Numbers};
use crate::domain::daily_counts::{Counts, Mean};
use crate::domain::day::{Month, weekday_name};
use crate::domain::stats::Stats;

/// What the numbers are broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakdownBy {
    /// By tag.
    Tag,
    /// By person.
    Who,
    /// By month.
    Month,
    /// By weekday.
    Weekday,
    /// By how likely a yes seemed.
    Odds,
    /// By step.
    Step,
}

/// What has asks and answers under each name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupedBy {
    Tag,
    Who,
    Month,
    Weekday,
}

impl BreakdownBy {
    /// None for the odds and the steps, which have other tables.
    fn of_counts(self) -> Option<GroupedBy> {
        match self {
            Self::Tag => Some(GroupedBy::Tag),
            Self::Who => Some(GroupedBy::Who),
            Self::Month => Some(GroupedBy::Month),
            Self::Weekday => Some(GroupedBy::Weekday),
            Self::Odds | Self::Step => None,
        }
    }
}

/// The whole picture shows so many rows of a breakdown; the breakdown itself shows all.
const SHORT_ROWS: usize = 10;

/// A name is not cut shorter than this before columns are left out.
const LEAST_NAME_COLS: usize = 12;

type Row = (String, Counts);

/// One breakdown with all its rows. In a pipe its table is whole, tab-separated and alone.
#[must_use]
pub fn draw(numbers: &Numbers, by: BreakdownBy, style: &Style) -> String {
    let stats = numbers.stats;
    if by == BreakdownBy::Step {
        return steps::draw(stats, style);
    }
    let Some(by) = by.of_counts() else {
        return odds::draw(stats, style);
    };
    let rows = rows(stats, by, style.medium);
    if rows.iter().all(|(_, counts)| counts.is_empty()) {
        return match style.medium {
            OutputMedium::Pipe => String::new(),
            OutputMedium::Terminal => nothing(stats, by, style),
        };
    }
    if style.medium == OutputMedium::Pipe {
        return table(&rows, by, &BreakdownColumn::ALL, None, style).draw(style);
    }
    let drawn = fitted(&rows, by, WithBars::Yes, style);
    super::beside(drawn, remarks(&rows, by, style), style)
}

/// A breakdown as a part of the whole picture; nothing without a row.
pub(super) fn short(stats: &Stats, by: GroupedBy, style: &Style) -> String {
    let rows = rows(stats, by, OutputMedium::Terminal);
    let shown = rows.get(..SHORT_ROWS).unwrap_or(&rows);
    if shown.is_empty() {
        return String::new();
    }
    // In a pipe no name is cut, and the table is still for people.
    let whole = Style {
        width_cols: match style.medium {
            OutputMedium::Terminal => style.width_cols,
            OutputMedium::Pipe => usize::MAX / 2,
        },
        ..*style
    };
    let mut text = fitted(shown, by, WithBars::No, &whole);
    let left = rows.len() - shown.len();
    if left > 0 {
        let more = match by {
            GroupedBy::Tag => "nos stats --by tag",
            _ => "nos stats --by who",
        };
        let told = format!("{} more: {}", grouped(left as u64), command(more));
        text += &(lines_of(&told, style.width_cols).join("\n") + "\n");
    }
    super::beside(text, remarks(&rows, by, style), style)
}

fn rows(stats: &Stats, by: GroupedBy, medium: OutputMedium) -> Vec<Row> {
    let named = |rows: &[Row]| -> Vec<Row> {
        rows.iter()
            .map(|(name, counts)| (escape::one_line(name), *counts))
            .collect()
    };
    match by {
        GroupedBy::Tag => named(&stats.by_tag),
        GroupedBy::Who => named(&stats.by_who),
        GroupedBy::Month => stats
            .by_month
            .iter()
            .map(|(month, counts)| (month_in(*month, stats, medium), *counts))
            .collect(),
        GroupedBy::Weekday => stats
            .by_weekday
            .iter()
            .map(|(weekday, counts)| {
                let name = match medium {
                    OutputMedium::Pipe => weekday_name(*weekday),
                    OutputMedium::Terminal => full_weekday(*weekday),
                };
                (name.to_owned(), *counts)
            })
            .collect(),
    }
}

fn month_in(month: Month, stats: &Stats, medium: OutputMedium) -> String {
    match medium {
        OutputMedium::Pipe => month.to_string(),
        OutputMedium::Terminal if stats.span.from.year() == stats.span.to.year() => {
            month_name(month).to_owned()
        }
        OutputMedium::Terminal => format!("{} {}", month_name(month), month.year),
    }
}

fn full_weekday(weekday: chrono::Weekday) -> &'static str {
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    match weekday {
        Mon => "Monday",
        Tue => "Tuesday",
        Wed => "Wednesday",
        Thu => "Thursday",
        Fri => "Friday",
        Sat => "Saturday",
        Sun => "Sunday",
    }
}

fn nothing(stats: &Stats, by: GroupedBy, style: &Style) -> String {
    let what = match by {
        GroupedBy::Tag => "No tag",
        GroupedBy::Who => "Nobody",
        GroupedBy::Month | GroupedBy::Weekday => "Nothing",
    };
    let told = format!("{what} {}.", during(stats.span));
    lines_of(&told, style.width_cols).join("\n") + "\n"
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WithBars {
    Yes,
    No,
}

/// The columns beside the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BreakdownColumn {
    Asks,
    Nos,
    Yes,
    Waiting,
    YesRate,
    Fear,
    Sting,
    Pull,
}

impl BreakdownColumn {
    const ALL: [Self; 8] = [
        Self::Asks,
        Self::Nos,
        Self::Yes,
        Self::Waiting,
        Self::YesRate,
        Self::Fear,
        Self::Sting,
        Self::Pull,
    ];

    /// The order in which columns are left out where the terminal is too narrow.
    const LEAVE: [Self; 8] = [
        Self::Pull,
        Self::Waiting,
        Self::Sting,
        Self::Fear,
        Self::YesRate,
        Self::Asks,
        Self::Yes,
        Self::Nos,
    ];

    fn heading(self) -> &'static str {
        match self {
            Self::Asks => "asks",
            Self::Nos => "nos",
            Self::Yes => "yes",
            Self::Waiting => "waiting",
            Self::YesRate => "yes rate",
            Self::Fear => "fear",
            Self::Sting => "sting",
            Self::Pull => "pull",
        }
    }

    fn cell(self, counts: &Counts) -> TableCell {
        let count = |count: u32, ink: Ink| match count {
            0 => TableCell::inked(Ink::Soft, "0"),
            _ => TableCell::inked(ink, grouped(count)),
        };
        match self {
            Self::Asks => TableCell::new(grouped(counts.made)),
            Self::Nos => count(counts.nos(), Ink::No),
            Self::Yes => count(counts.yes, Ink::Yes),
            Self::Waiting => count(counts.pending, Ink::Waiting),
            Self::YesRate => match claimed_rate(counts) {
                Some(rate) => TableCell::new(percent(rate)),
                None => TableCell::new(""),
            },
            Self::Fear => TableCell::new(rating(counts.fear)),
            Self::Sting => TableCell::new(rating(counts.sting)),
            Self::Pull => TableCell::new(rating(counts.pull)),
        }
    }
}

/// The rate of yeses, if there are answers enough to claim one.
fn claimed_rate(counts: &Counts) -> Option<f64> {
    counts
        .yes_rate()
        .filter(|_| counts.answered() >= CLAIM_LEAST)
}

/// The table with as many columns as there is room for, and bars where there is still more.
fn fitted(rows: &[Row], by: GroupedBy, bars: WithBars, style: &Style) -> String {
    // A rating that no ask has gets no column.
    let is_rated = |mean: fn(&Counts) -> Mean| rows.iter().any(|row| mean(&row.1).count > 0);
    let (fear, sting) = (is_rated(|on| on.fear), is_rated(|on| on.sting));
    let pull = is_rated(|on| on.pull);
    let mut columns: Vec<BreakdownColumn> = BreakdownColumn::ALL
        .into_iter()
        .filter(|column| match column {
            BreakdownColumn::Fear => fear,
            BreakdownColumn::Sting => sting,
            BreakdownColumn::Pull => pull,
            _ => true,
        })
        .collect();
    let mut leave = BreakdownColumn::LEAVE.into_iter();
    loop {
        let plain = table(rows, by, &columns, None, style);
        let legend = bar::legend(&uncoloured(style)).join(" ");
        let room = style.width_cols.saturating_sub(plain.natural_cols() + 2);
        if bars == WithBars::Yes && style.draws() && room >= escape::width_cols(&legend) {
            return table(rows, by, &columns, Some(room), style).aligned(style);
        }
        if plain.least_cols() <= style.width_cols {
            return plain.aligned(style);
        }
        match leave.next() {
            Some(next) => columns.retain(|column| *column != next),
            None => return plain.aligned(style),
        }
    }
}

fn table(
    rows: &[Row],
    by: GroupedBy,
    columns: &[BreakdownColumn],
    bar_cols: Option<usize>,
    style: &Style,
) -> Table {
    let heading = match by {
        GroupedBy::Tag => "What",
        GroupedBy::Who => "Who",
        GroupedBy::Month => "Month",
        GroupedBy::Weekday => "Weekday",
    };
    let mut table = Table::new().cut_column(heading, LEAST_NAME_COLS);
    for column in columns {
        table = table.column(column.heading(), Align::Right);
    }
    if bar_cols.is_some() {
        table = table.column(&bar::legend(&uncoloured(style)).join(" "), Align::Left);
    }
    let longest = rows.iter().map(|(_, counts)| u64::from(counts.answered()));
    let longest = longest.max().unwrap_or(0);
    for (name, counts) in rows {
        let mut cells = vec![TableCell::new(name.clone())];
        cells.extend(columns.iter().map(|column| column.cell(counts)));
        if let Some(free) = bar_cols {
            let width = bar::stacked_width(free, longest);
            let bar = bar::stacked(width, answers(counts), longest, style);
            cells.push(TableCell::drawn(bar.trim_end()));
        }
        table.row(cells);
    }
    table
}

/// The heading of a column has one ink for all of it.
fn uncoloured(style: &Style) -> Style {
    Style {
        colours: Colours::None,
        ..*style
    }
}

/// What the table says, in sentences, and what it does not say yet.
fn remarks(rows: &[Row], by: GroupedBy, style: &Style) -> String {
    let mut sentences = Vec::new();
    match by {
        GroupedBy::Tag => sentences.extend(extremes(rows, "What")),
        GroupedBy::Who => sentences.extend(extremes(rows, "Who")),
        GroupedBy::Month => sentences.extend(best(rows, "month")),
        GroupedBy::Weekday => sentences.extend(best(rows, "weekday")),
    }
    // Asks go by the day they were made and answers by the day they came.
    let is_older = |(_, counts): &Row| counts.answered() + counts.pending > counts.made;
    if rows.iter().any(is_older) {
        sentences.push("Some answers and waits are for asks from before this period.".to_owned());
    }
    let is_unclaimed = |row: &Row| row.1.answered() > 0 && row.1.answered() < CLAIM_LEAST;
    if rows.iter().any(is_unclaimed) {
        let least = counted(CLAIM_LEAST, "answer", "answers");
        sentences.push(format!("A yes rate needs {least}."));
    }
    if sentences.is_empty() {
        return String::new();
    }
    LABELS.line("", &sentences.join(" "), style)
}

/// `The best weekday was Wednesday, with 59 nos.`
fn best(rows: &[Row], unit: &str) -> Option<String> {
    let counted = rows
        .iter()
        .map(|(name, counts)| (name.as_str(), counts.nos()));
    best_of(counted, unit)
}

/// What scares most and least and what works best, of those with ratings and answers enough;
/// nothing where there are no two to compare.
fn extremes(rows: &[Row], who_or_what: &str) -> Vec<String> {
    let feared: Vec<(&str, f64)> = rows
        .iter()
        .filter(|(_, counts)| counts.fear.count >= CLAIM_LEAST)
        .filter_map(|(name, counts)| Some((name.as_str(), counts.fear.mean()?)))
        .collect();
    let granted: Vec<(&str, f64)> = rows
        .iter()
        .filter_map(|(name, counts)| Some((name.as_str(), claimed_rate(counts)?)))
        .collect();
    let by_value = |one: &&(&str, f64), other: &&(&str, f64)| one.1.total_cmp(&other.1);
    let mut sentences = Vec::new();
    if let (Some(most), Some(least)) = (
        feared.iter().rev().max_by(by_value),
        feared.iter().min_by(by_value),
    ) && most.1 > least.1
    {
        sentences.push(format!(
            "Scariest: {} ({:.1} out of 10). Easiest: {} ({:.1}).",
            most.0, most.1, least.0, least.1
        ));
    }
    if let (Some(most), Some(least)) = (
        granted.iter().rev().max_by(by_value),
        granted.iter().min_by(by_value),
    ) && most.1 > least.1
    {
        let works = match who_or_what {
            "Who" => "Who says yes most often",
            _ => "What works best",
        };
        sentences.push(format!("{works}: {} ({}).", most.0, percent(most.1)));
    }
    sentences
}
