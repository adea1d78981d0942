//! The months of a period, or its years where it is a long one: no, ghosted and yes stacked.

use super::super::bar::{self, Answers};
use super::super::escape::width_cols;
use super::super::format::{grouped, month_name, nos};
use super::super::style::{Ink, Style};
use super::super::table::{Align, Table, TableCell};
use super::super::wrap::inked_width_cols;
use super::LABELS;
use crate::domain::daily_counts::Counts;
use crate::domain::day::Month;
use crate::domain::stats::Stats;

/// More months than this are shown as years.
const MOST_MONTHS: usize = 24;

/// A bar shorter than this says less than the numbers beside it.
const LEAST_BAR_COLS: usize = 8;

/// A name is not cut shorter than this.
const LEAST_NAME_COLS: usize = 12;

/// A range of the period and what happened in it.
pub(super) struct MonthRange {
    /// `January`, `January 2025` or `2025`.
    pub(super) name: String,
    /// Its last month.
    pub(super) until: Month,
    /// What happened.
    pub(super) counts: Counts,
}

/// The months, or the years, from the first in which anything happened. The second value is what
/// one of them is called.
pub(super) fn ranges(stats: &Stats) -> (Vec<MonthRange>, &'static str) {
    let months = stats
        .by_month
        .iter()
        .skip_while(|(_, counts)| counts.is_empty());
    if months.clone().count() > MOST_MONTHS {
        let mut years = Vec::<MonthRange>::new();
        for &(month, counts) in months {
            match years.last_mut() {
                Some(year) if year.until.year == month.year => {
                    year.until = month;
                    year.counts.add(&counts);
                }
                _ => years.push(MonthRange {
                    name: month.year.to_string(),
                    until: month,
                    counts,
                }),
            }
        }
        return (years, "year");
    }
    let one_year = months
        .clone()
        .all(|(month, _)| month.year == stats.today.year());
    let ranges = months
        .map(|&(month, counts)| MonthRange {
            name: name(month, one_year),
            until: month,
            counts,
        })
        .collect();
    (ranges, "month")
}

fn name(month: Month, one_year: bool) -> String {
    let name = month_name(month);
    if one_year {
        name.to_owned()
    } else {
        format!("{name} {}", month.year)
    }
}

/// The bars with their numbers; nothing where nothing was answered.
pub(super) fn draw(stats: &Stats, style: &Style) -> String {
    let (ranges, unit) = ranges(stats);
    if ranges.iter().all(|range| range.counts.answered() == 0) {
        return String::new();
    }
    let heading = if unit == "year" { "Year" } else { "Month" };
    let drawn = style.draws().then(|| bars(heading, &ranges, style));
    let picture = drawn
        .flatten()
        .unwrap_or_else(|| numbers(heading, &ranges).aligned(style));
    let counted = ranges
        .iter()
        .map(|range| (range.name.as_str(), range.counts.nos()));
    let words = best_of(counted, unit)
        .map(|sentence| LABELS.line("", &sentence, style))
        .unwrap_or_default();
    super::beside(picture, words, style)
}

/// The picture; none where the terminal is too narrow for it.
fn bars(heading: &str, ranges: &[MonthRange], style: &Style) -> Option<String> {
    let names = ranges.iter().map(|range| width_cols(&range.name));
    let name_cols = names.chain([LABELS.width_cols]).max()?;
    let legend = bar::legend(style);
    let numbers: Vec<[String; 3]> = ranges
        .iter()
        .map(|MonthRange { counts, .. }| [counts.no, counts.ghosted, counts.yes].map(grouped))
        .collect();
    let widths: Vec<usize> = legend
        .iter()
        .enumerate()
        .map(|(index, heading)| {
            let cells = numbers.iter().filter_map(|row| row.get(index));
            let cells = cells.map(|cell| width_cols(cell));
            cells.chain([inked_width_cols(heading)]).max().unwrap_or(0)
        })
        .collect();
    let taken = name_cols + 2 + widths.iter().map(|width| width + 2).sum::<usize>();
    let room = style.width_cols.checked_sub(taken)?;
    if room < LEAST_BAR_COLS {
        return None;
    }
    let longest = ranges
        .iter()
        .map(|range| u64::from(range.counts.answered()))
        .max()
        .unwrap_or(0);
    let bar_cols = bar::stacked_width(room, longest);
    let mut text = String::new();
    let heading = style.ink(Ink::Soft, &format!("{heading:name_cols$}"));
    text.extend([&heading, "  ", &" ".repeat(bar_cols)]);
    for (heading, width) in legend.iter().zip(&widths) {
        let blanks = width.saturating_sub(inked_width_cols(heading));
        text.extend(["  ", &" ".repeat(blanks), heading]);
    }
    text.push('\n');
    for (range, numbers) in ranges.iter().zip(&numbers) {
        let bar = bar::stacked(bar_cols, answers(&range.counts), longest, style);
        let blanks = " ".repeat(name_cols.saturating_sub(width_cols(&range.name)));
        text.extend([&range.name, &blanks, "  ", &bar]);
        for (number, width) in numbers.iter().zip(&widths) {
            text.push_str(&format!("  {number:>width$}"));
        }
        text.push('\n');
    }
    Some(text)
}

/// What a bar stacks.
pub(super) fn answers(counts: &Counts) -> Answers {
    Answers {
        no: counts.no,
        ghosted: counts.ghosted,
        yes: counts.yes,
    }
}

/// The numbers without bars.
fn numbers(heading: &str, ranges: &[MonthRange]) -> Table {
    let mut table = Table::new()
        .cut_column(heading, LEAST_NAME_COLS)
        .column("no", Align::Right)
        .column("ghosted", Align::Right)
        .column("yes", Align::Right);
    for MonthRange { name, counts, .. } in ranges {
        table.row(vec![
            TableCell::new(name.as_str()),
            TableCell::new(grouped(counts.no)),
            TableCell::new(grouped(counts.ghosted)),
            TableCell::new(grouped(counts.yes)),
        ]);
    }
    table
}

/// The range with the most nos, in a sentence; nothing where there are too few to speak of it, no
/// two to compare, or several with as many.
pub(super) fn best_of<'a>(
    ranges: impl Iterator<Item = (&'a str, u32)> + Clone,
    unit: &str,
) -> Option<String> {
    let most = ranges.clone().map(|(_, count)| count).max()?;
    if most < super::pace::CLAIM_LEAST || ranges.clone().count() < 2 {
        return None;
    }
    let mut with_most = ranges.filter(|(_, count)| *count == most);
    let (name, _) = with_most.next()?;
    let stands_out = with_most.next().is_none();
    stands_out.then(|| format!("The best {unit} was {name}, with {}.", nos(most)))
}
