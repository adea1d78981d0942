//! The numbers of a period in full: what `nos stats` shows.
//!
//! A section without anything in it is left out, every picture has its sentence, fewer than five
//! of anything are not made a claim of, and nothing is phrased as a reproach.

mod answers;
mod breakdown;
mod months;
mod odds;
mod pull;
mod steps;
mod sting;

use super::escape;
use super::status::goal_bar;
use super::style::{Ink, Pictures, Style};
use super::wrap::{LabelColumn, inked_width_cols};
use super::{format, pace};
use crate::domain::daily_counts::Counts;
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::stats::{Progress, Stats};

use breakdown::GroupedBy;
pub use breakdown::{BreakdownBy, draw as draw_breakdown};
#[cfg(feature = "pictures")]
pub(crate) use odds::long_shots;
#[cfg(feature = "pictures")]
pub(crate) use pull::{PULL_CLAIM_LEAST, sentences as fear_and_pull};

/// What it takes to tell the numbers of a period.
#[derive(Clone, Debug)]
pub struct Numbers<'a> {
    stats: &'a Stats,
    only: Option<String>,
    week_before: Option<Counts>,
}

impl<'a> Numbers<'a> {
    /// The stats of the asks that a filter lets through.
    #[must_use]
    pub fn new(stats: &'a Stats, filter: &Filter) -> Self {
        Self {
            stats,
            only: only(filter),
            week_before: None,
        }
    }

    /// The same, where the period is a week, with what happened in the week before it.
    #[must_use]
    pub fn after_week(self, week_before: Option<Counts>) -> Self {
        Self {
            week_before,
            ..self
        }
    }

    /// Whether the period is still going on.
    fn is_open(&self) -> bool {
        self.stats.span.contains(self.stats.today)
    }
}

/// Which asks are looked at, if not all: `+shop, to Ann`.
fn only(filter: &Filter) -> Option<String> {
    let tags = filter.tags.iter().map(|tag| format!("+{}", tag.as_str()));
    let to = filter
        .to
        .iter()
        .map(|to| format!("to {}", escape::one_line(to)));
    let only: Vec<String> = tags.chain(to).collect();
    (!only.is_empty()).then(|| only.join(", "))
}

/// The labels of the sentences; the longest is `Four weeks`.
const LABELS: LabelColumn = LabelColumn { width_cols: 10 };

/// No picture is wider than this: the eye would lose the line.
const MOST_COLS: usize = 96;

/// All of it.
#[must_use]
pub fn draw(numbers: &Numbers, style: &Style) -> String {
    let style = &Style {
        width_cols: style.width_cols.min(MOST_COLS),
        ..*style
    };
    let mut sections = head_sections(numbers, style);
    sections.push(months::draw(numbers.stats, style));
    sections.push(sting::draw(numbers.stats, style));
    sections.push(pull::draw(numbers.stats, style));
    sections.push(odds::story(numbers.stats, style) + &steps::line(numbers.stats, style));
    sections.push(breakdown::short(numbers.stats, GroupedBy::Tag, style));
    sections.push(breakdown::short(numbers.stats, GroupedBy::Who, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

/// The beginning of it: each goal with its pace, and what was asked and answered.
#[must_use]
pub fn draw_head(numbers: &Numbers, style: &Style) -> String {
    let style = &Style {
        width_cols: style.width_cols.min(MOST_COLS),
        ..*style
    };
    head_sections(numbers, style).join("\n")
}

fn head_sections(numbers: &Numbers, style: &Style) -> Vec<String> {
    let mut sections = heads(numbers, style);
    let answers = answers::draw(numbers, style);
    // One goal's pace and what came of it are one block; several goals have a block each.
    match sections.as_mut_slice() {
        [one] if one.lines().count() > 2 => one.push_str(&answers),
        _ => sections.push(answers),
    }
    sections.retain(|section| !section.is_empty());
    sections
}

/// A picture and what it says, in the order in which they are read: the words come last where
/// they are seen, and first where they are heard.
fn beside(picture: String, words: String, style: &Style) -> String {
    match style.pictures {
        Pictures::Drawn => picture + &words,
        Pictures::InWords => words + &picture,
    }
}

/// What is first: each goal with its bar and its pace, or what was counted without one.
fn heads(numbers: &Numbers, style: &Style) -> Vec<String> {
    let stats = numbers.stats;
    let title = format::span(stats.span);
    let counted = format::nos(stats.counts.nos());
    if let Some(only) = &numbers.only {
        return vec![head(&format!("{title}, {only}"), &counted, "", style)];
    }
    let own = |progress: &&Progress| progress.goal.span == stats.span;
    let mut heads = Vec::new();
    if !stats.goals.iter().any(|progress| own(&progress)) {
        heads.push(head(&title, &counted, "", style));
    }
    // The goal of the period itself before those that only overlap it.
    let others = stats.goals.iter().filter(|progress| !own(progress));
    for progress in stats.goals.iter().filter(own).chain(others) {
        heads.push(goal(progress, stats.today, style));
    }
    heads
}

/// A title on the left, a count and a share on the right; below each other where it is narrow.
fn head(title: &str, count: &str, share: &str, style: &Style) -> String {
    let gap = if share.is_empty() { "" } else { "   " };
    let right = format!("{}{gap}{share}", style.ink(Ink::Strong, count));
    let used = escape::width_cols(title) + inked_width_cols(&right);
    if used + 2 > style.width_cols {
        let lines = super::wrap::lines_of(&format!("{title}  {right}"), style.width_cols);
        return lines.join("\n") + "\n";
    }
    let blanks = " ".repeat(style.width_cols - used);
    format!("{}{blanks}{right}\n", style.ink(Ink::Strong, title))
}

/// A goal: how far it has come, its bar, and its pace in words.
fn goal(progress: &Progress, today: Day, style: &Style) -> String {
    let mut text = head(
        &format::span(progress.goal.span),
        &pace::done_of_target(progress),
        &format::percent(progress.fraction()),
        style,
    );
    if style.draws() {
        text.extend([&goal_bar(progress, style.width_cols, style), "\n"]);
    }
    let sentences = [
        ("Pace", pace::needed(progress, today, style)),
        ("Forecast", pace::forecast(progress, today)),
        ("Finish", pace::finish(progress, today)),
        ("Goal", pace::result(progress, today)),
    ];
    let told: String = sentences
        .into_iter()
        .filter_map(|(label, sentence)| Some(LABELS.line(label, &sentence?, style)))
        .collect();
    if told.is_empty() {
        return text;
    }
    text + "\n" + &told
}
