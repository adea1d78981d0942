//! The calendar by tag: a row of weeks for each tag.

use super::calendar::{self, Calendar};
use super::escape;
use super::format::{during, grouped, month_name, percent};
use super::heatmap;
use super::intensity::Intensity;
use super::style::{Ink, Style};
use super::table::{Align, Table, TableCell};
use super::wrap::lines_of;
use crate::domain::tag_weeks::TagWeeks;

/// A name takes at most so many columns, and at least so many where it is cut.
const NAME_COLS: usize = 20;
const LEAST_NAME_COLS: usize = 12;

/// The rows, in as many blocks below each other as the terminal needs, the legend and the sentence.
#[must_use]
pub fn draw(tags: &[TagWeeks], calendar: &Calendar, style: &Style) -> String {
    if !style.draws() {
        return in_words(tags, calendar, style);
    }
    let mut blocks = Vec::new();
    let names: Vec<String> = tags.iter().map(|tag| escape::one_line(&tag.tag)).collect();
    let widest = names.iter().map(|name| escape::width_cols(name)).max();
    let widest = widest.unwrap_or(0).clamp(4, NAME_COLS);
    let weeks_count = tags.first().map_or(0, |tag| tag.weeks.len());
    // A name is cut before a row of weeks is broken.
    let name_cols = if widest + 1 + weeks_count <= style.width_cols {
        widest
    } else {
        widest.min(LEAST_NAME_COLS)
    };
    let room = style.width_cols.saturating_sub(name_cols + 1);
    if room > 0 && weeks_count > 0 {
        let elapsed = |tag: &TagWeeks| {
            tag.weeks
                .iter()
                .take_while(|(on, _)| *on <= calendar.today)
                .count()
        };
        let shown = tags.first().map_or(0, elapsed);
        let later = tags.iter().flat_map(|tag| {
            let of = |(_, counts): &&(_, _)| !calendar::counts_nothing(counts);
            tag.weeks
                .iter()
                .enumerate()
                .skip(shown)
                .filter(move |(_, week)| of(week))
                .map(|(index, _)| index + 1)
        });
        let shown = later.max().unwrap_or(shown).max(1);
        for start in (0..shown).step_by(room) {
            blocks.push(block(
                tags,
                &names,
                name_cols,
                start..shown.min(start + room),
                calendar,
                style,
            ));
        }
        blocks.push(calendar::level_legend(style));
    }
    blocks.push(lines_of(&sentence(tags, calendar), style.width_cols).join("\n") + "\n");
    blocks.join("\n")
}

/// The sentence, and a table of the tags.
fn in_words(tags: &[TagWeeks], calendar: &Calendar, style: &Style) -> String {
    let sentence = lines_of(&sentence(tags, calendar), style.width_cols).join("\n") + "\n";
    let mut table = Table::new()
        .cut_column("Tag", LEAST_NAME_COLS)
        .column(calendar.of.name(), Align::Right)
        .column("weeks", Align::Right)
        .column("most a week", Align::Right);
    for tag in tags {
        let counts = tag.weeks.iter().map(|(_, week)| calendar.of.count(week));
        let weeks = counts.clone().filter(|&count| count > 0).count();
        table.row(vec![
            TableCell::new(escape::one_line(&tag.tag)),
            TableCell::new(grouped(calendar.of.count(&tag.total))),
            TableCell::new(grouped(weeks as u64)),
            TableCell::new(grouped(counts.max().unwrap_or(0))),
        ]);
    }
    let table = table.aligned(style);
    if table.is_empty() {
        return sentence;
    }
    [sentence, table].join("\n")
}

fn block(
    tags: &[TagWeeks],
    names: &[String],
    name_cols: usize,
    weeks: std::ops::Range<usize>,
    calendar: &Calendar,
    style: &Style,
) -> String {
    let mut text = String::new();
    if let Some(first) = tags.first() {
        let mut months = String::new();
        let shown = first.weeks.get(weeks.clone()).unwrap_or_default();
        let mut last = None;
        for (column, (on, _)) in shown.iter().enumerate() {
            let month = on.month();
            let fits = escape::width_cols(&months) <= column && column + 3 <= shown.len().max(3);
            if last != Some(month) && fits {
                let gap = if months.is_empty() {
                    column
                } else {
                    column - escape::width_cols(&months)
                };
                months.push_str(&" ".repeat(gap));
                months.extend(month_name(month).chars().take(3));
                months.push(' ');
            }
            last = Some(month);
        }
        let months = escape::fitted(months.trim_end(), shown.len().max(3), "");
        text.extend([
            " ".repeat(name_cols + 1).as_str(),
            style.ink(Ink::Soft, &months).as_str(),
            "\n",
        ]);
    }
    for (tag, name) in tags.iter().zip(names) {
        let name = escape::fitted(name, name_cols, style.cut_mark());
        let blanks = " ".repeat(name_cols + 1 - escape::width_cols(&name).min(name_cols));
        text.extend([name.as_str(), blanks.as_str()]);
        for (_, counts) in tag.weeks.get(weeks.clone()).unwrap_or_default() {
            let level = Intensity::new(calendar.of.count(counts));
            let ink = if counts.yes > 0 {
                Ink::Yes
            } else {
                Ink::Heat(level)
            };
            text.push_str(&style.ink(ink, heatmap::glyph(level, style)));
        }
        text.push('\n');
    }
    text
}

/// `60% of the asks in 2026 were +shop, 22% +work.`
fn sentence(tags: &[TagWeeks], calendar: &Calendar) -> String {
    let all = calendar.daily_counts.total(calendar.span);
    let (sum, what) = (calendar.of.count(&all), calendar.of.name());
    let during = during(calendar.span);
    let mut most = tags.iter().take(3).map(|tag| {
        let share = f64::from(calendar.of.count(&tag.total)) / f64::from(sum);
        (percent(share), escape::one_line(&tag.tag))
    });
    let Some((share, tag)) = most.next().filter(|_| sum > 0) else {
        return format!("No tag {during}.");
    };
    let others: String = most
        .map(|(share, tag)| format!(", {share} +{tag}"))
        .collect();
    format!("{share} of the {what} {during} were +{tag}{others}.")
}
