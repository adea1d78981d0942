//! Fear before against sting after.

use super::super::bar::{self, Share};
use super::super::format::counted;
use super::super::pace::CLAIM_LEAST;
use super::super::style::{Ink, Style};
use super::super::table::{Align, Table, TableCell};
use super::LABELS;
use super::months::{MonthRange, ranges};
use crate::domain::daily_counts::Mean;
use crate::domain::stats::Stats;

/// A rating of 10 is so many columns long: one a point.
const BAR_COLS: usize = 10;

/// Fear and sting, month by month, with what they say; nothing where nothing was rated.
pub(super) fn draw(stats: &Stats, style: &Style) -> String {
    let (ranges, unit) = ranges(stats);
    let rated: Vec<&MonthRange> = ranges
        .iter()
        .filter(|range| range.counts.fear.count + range.counts.sting.count > 0)
        .collect();
    if rated.is_empty() {
        return String::new();
    }
    let picture = table(&rated, style);
    let sentences = [compared(stats), course(stats, &rated, unit)];
    let told: Vec<String> = sentences.into_iter().flatten().collect();
    let words = if told.is_empty() {
        String::new()
    } else {
        LABELS.line("", &told.join(" "), style)
    };
    super::beside(picture, words, style)
}

fn table(rated: &[&MonthRange], style: &Style) -> String {
    let with_bars = drawn(rated, style, StingBars::Beside);
    if style.draws() && with_bars.least_cols() <= style.width_cols {
        with_bars.aligned(style)
    } else {
        drawn(rated, style, StingBars::None).aligned(style)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StingBars {
    Beside,
    None,
}

fn drawn(rated: &[&MonthRange], style: &Style, bars: StingBars) -> Table {
    let mut table = Table::new()
        .cut_column("Fear, sting", 12)
        .column("before", Align::Right)
        .column("after", Align::Right);
    if bars == StingBars::Beside {
        table = table
            .column("", Align::Left)
            .column("", Align::Left)
            .column("", Align::Left);
    }
    for range in rated {
        let (fear, sting) = (range.counts.fear, range.counts.sting);
        let mut cells = vec![
            TableCell::new(range.name.clone()),
            TableCell::new(rating(fear)),
            TableCell::new(rating(sting)),
        ];
        if bars == StingBars::Beside {
            let arrow = if fear.count > 0 && sting.count > 0 {
                style.glyph("→", "->")
            } else {
                ""
            };
            cells.push(TableCell::inked(Ink::Soft, bar(fear, style)));
            cells.push(TableCell::inked(Ink::Soft, arrow));
            cells.push(TableCell::inked(Ink::No, bar(sting, style)));
        }
        table.row(cells);
    }
    table
}

/// The mean to one place; nothing without a rating.
pub(super) fn rating(mean: Mean) -> String {
    mean.mean()
        .map_or(String::new(), |mean| format!("{mean:.1}"))
}

fn bar(mean: Mean, style: &Style) -> String {
    let part = Share {
        of: mean.sum.into(),
        whole: u64::from(mean.count) * 10,
    };
    bar::plain(BAR_COLS, part, style)
}

/// `It hurt 4.1 less than you feared.`
fn compared(stats: &Stats) -> Option<String> {
    let both = &stats.fear_and_sting;
    let (fear, sting) = (both.fear.mean()?, both.sting.mean()?);
    if both.fear.count < CLAIM_LEAST {
        let have = counted(both.fear.count, "ask has", "asks have");
        return Some(format!(
            "{have} both a fear and a sting, too few to compare."
        ));
    }
    let by = format!("{:.1}", (fear - sting).abs());
    Some(if by == "0.0" {
        "It hurt as much as you feared.".to_owned()
    } else if fear > sting {
        format!("It hurt {by} less than you feared.")
    } else {
        format!("It hurt {by} more than you feared.")
    })
}

/// `In January the sting was 6.1 out of 10, now it is 2.4: less every month.`
fn course(stats: &Stats, rated: &[&MonthRange], unit: &str) -> Option<String> {
    let told: Vec<&&MonthRange> = rated
        .iter()
        .filter(|range| range.counts.sting.count >= CLAIM_LEAST)
        .collect();
    let (first, last) = (told.first()?, told.last()?);
    if told.len() < 2 {
        return None;
    }
    let is_now = last.until == stats.today.month();
    let then = if is_now {
        "now it is".to_owned()
    } else {
        format!("in {} it was", last.name)
    };
    let (was, is) = (rating(first.counts.sting), rating(last.counts.sting));
    // As it is shown, to one place: two months that look the same are not less and less.
    let tenths = |range: &MonthRange| {
        let Mean { count, sum } = range.counts.sting;
        (u64::from(sum) * 20 + u64::from(count)) / (u64::from(count.max(1)) * 2)
    };
    let stung: Vec<u64> = rated
        .iter()
        .filter(|range| range.counts.sting.count > 0)
        .map(|range| tenths(range))
        .collect();
    let less_each_time = told.len() > 2 && stung.is_sorted_by(|one, next| one > next);
    let end = if less_each_time {
        format!(": less every {unit}.")
    } else {
        ".".to_owned()
    };
    Some(format!(
        "In {} the sting was {was} out of 10, {then} {is}{end}",
        first.name
    ))
}
