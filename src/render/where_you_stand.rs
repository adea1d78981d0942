//! Where you stand today: what bare `nos` shows.

use super::bar::{self, Part};
use super::pace;
use super::paragraph::{LabelColumn, inked_width_cols, lines_of};
use super::safe::width_cols;
use super::style::{Ink, Style};
use super::wording::{asks, counted, day, days, nos, percent, span, yeses};
use crate::domain::day::Day;
use crate::domain::stats::{Progress, Stats};
use crate::domain::tally::Counts;

/// What it takes to tell where somebody stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The stats of the current goal's period, else of this calendar year, unfiltered.
    pub stats: &'a Stats,
    /// What happened today.
    pub today: Counts,
}

/// Silence is looked through from this many days on.
const SWEEP_DAYS: i64 = 30;

/// A bar shorter than this goes on a line of its own.
const LEAST_BAR_COLS: usize = 16;

/// No bar is longer than this.
const MOST_COLS: usize = 96;

/// Where you stand, in a few lines.
#[must_use]
pub fn draw(standing: &Standing, style: &Style) -> String {
    let style = &Style {
        width_cols: style.width_cols.min(MOST_COLS),
        ..*style
    };
    let stats = standing.stats;
    let current: Vec<&Progress> = stats
        .goals
        .iter()
        .filter(|progress| progress.pace.is_some())
        .collect();
    let titles = current
        .iter()
        .map(|progress| span(progress.goal.span))
        .chain([span(stats.span), "Today".to_owned()]);
    // A long title has a line of its own, so only the short ones make the column.
    let labels = LabelColumn {
        width_cols: titles
            .map(|title| width_cols(&title))
            .filter(|&cols| cols <= 14)
            .max()
            .unwrap_or(0)
            .max(5),
    };
    let mut text = String::new();
    for (index, progress) in current.iter().enumerate() {
        text += &goal(progress, labels, style);
        let beside = (index == 0)
            .then(|| on_the_way(&stats.counts, style))
            .flatten();
        text += &labels.line(
            "",
            &[told(progress, stats.today), beside.unwrap_or_default()].join(" "),
            style,
        );
    }
    if current.is_empty() {
        text += &without_goal(stats, labels, style);
    }
    text += &labels.line("Today", &today(standing, style), style);
    if let Some(waiting) = waiting(standing, style) {
        for line in lines_of(&waiting, style.width_cols) {
            text.extend([line.as_str(), "\n"]);
        }
    }
    text
}

/// The title, how far it has come, the bar and the percentage, on one line where that fits.
fn goal(progress: &Progress, labels: LabelColumn, style: &Style) -> String {
    let title = span(progress.goal.span);
    let done = style.ink(Ink::Strong, &pace::done_of_target(progress));
    let share = percent(progress.fraction());
    let indent = labels.indent_cols();
    let told_cols = inked_width_cols(&done) + width_cols(&share) + 6;
    let room = style.width_cols.saturating_sub(indent + told_cols);
    if room >= LEAST_BAR_COLS && width_cols(&title) <= labels.width_cols {
        let bar = goal_bar(progress, room, style);
        return labels.line(&title, &format!("{done}   {bar}   {share}"), style);
    }
    let head = if width_cols(&title) <= labels.width_cols {
        labels.line(&title, &format!("{done}   {share}"), style)
    } else {
        let head = format!("{}   {done}   {share}", style.ink(Ink::Strong, &title));
        lines_of(&head, style.width_cols).join("\n") + "\n"
    };
    head + &goal_bar(progress, style.width_cols, style) + "\n"
}

/// The bar of a goal with the mark of an even pace, which a reached goal no longer needs.
pub(super) fn goal_bar(progress: &Progress, width_cols: usize, style: &Style) -> String {
    let target = u64::from(progress.goal.target.get());
    let part = |of: u32| Part {
        of: of.into(),
        whole: target,
    };
    let even_pace = progress
        .pace
        .as_ref()
        .filter(|pace| pace.remaining > 0)
        .map(|pace| part(pace.expected));
    bar::goal(width_cols, part(progress.done), even_pace, style)
}

/// The sentence under a goal's bar.
fn told(progress: &Progress, today: Day) -> String {
    let lead = progress
        .pace
        .as_ref()
        .map_or(0, crate::domain::pace::Pace::lead);
    match pace::from_here(progress) {
        Some(from_here) if lead > 0 => {
            let ahead = u64::try_from(lead).unwrap_or(0);
            format!(
                "{from_here}, {} ahead of an even pace.",
                super::wording::grouped(ahead)
            )
        }
        Some(from_here) => format!("{from_here}."),
        None => pace::result(progress, today).unwrap_or_default(),
    }
}

fn on_the_way(counts: &Counts, style: &Style) -> Option<String> {
    (counts.yes > 0).then(|| format!("{} on the way.", style.ink(Ink::Yes, &yeses(counts.yes))))
}

fn without_goal(stats: &Stats, labels: LabelColumn, style: &Style) -> String {
    let title = span(stats.span);
    let count = style.ink(Ink::Strong, &nos(stats.counts.nos()));
    let beside = on_the_way(&stats.counts, style).unwrap_or_default();
    let mut text = labels.line(&title, format!("{count}. {beside}").trim_end(), style);
    // The one to come, else the one that ended last.
    let coming = stats
        .goals
        .iter()
        .filter(|progress| progress.goal.span.from > stats.today);
    let ended = stats
        .goals
        .iter()
        .filter(|progress| progress.goal.span.to < stats.today);
    if let Some(progress) = coming.min_by_key(|progress| progress.goal.span.from) {
        let target = pace::amount(progress.goal.counts, progress.goal.target.get().into());
        let from = day(progress.goal.span.from, stats.today);
        text += &labels.line(
            "",
            &format!("The goal of {target} begins on {from}."),
            style,
        );
    } else if let Some(progress) = ended.max_by_key(|progress| progress.goal.span.to) {
        let done = pace::done_of_target(progress);
        let to = day(progress.goal.span.to, stats.today);
        text += &labels.line("", &format!("The last goal ended on {to}: {done}."), style);
        text += &labels.line("", "A new one: nos goal set 1000", style);
    } else {
        text += &labels.line("", "A goal, if you like: nos goal set 1000", style);
    }
    text
}

/// `2 asks, 2 nos. 5 days in a row.`
fn today(standing: &Standing, style: &Style) -> String {
    let counts = &standing.today;
    let mut parts = Vec::new();
    if counts.made > 0 {
        parts.push(asks(counts.made));
    }
    if counts.nos() > 0 {
        parts.push(style.ink(Ink::No, &nos(counts.nos())));
    }
    if counts.yes > 0 {
        parts.push(style.ink(Ink::Yes, &yeses(counts.yes)));
    }
    let happened = if parts.is_empty() {
        "nothing yet".to_owned()
    } else {
        parts.join(", ")
    };
    match standing.stats.streak.current {
        0 | 1 => format!("{happened}."),
        streak => format!("{happened}. {} in a row.", days(streak)),
    }
}

/// `Waiting for 9 answers, the oldest 41 days: nos sweep`
fn waiting(standing: &Standing, style: &Style) -> Option<String> {
    let pending = standing.stats.counts.pending;
    if pending == 0 {
        return None;
    }
    let label = style.ink(Ink::Waiting, "Waiting");
    let answers = counted(pending, "answer", "answers");
    let since = standing
        .stats
        .oldest_waiting
        .map(|oldest| standing.stats.today.days_since(oldest))
        .and_then(|days| u64::try_from(days).ok());
    let Some(since) = since.filter(|&since| since > 0) else {
        return Some(format!("{label} for {answers}."));
    };
    let age = if pending == 1 {
        format!("asked {} ago", days(since))
    } else {
        format!("the oldest {}", days(since))
    };
    let way_on = if i64::try_from(since).is_ok_and(|since| since >= SWEEP_DAYS) {
        ": nos sweep"
    } else {
        "."
    };
    Some(format!("{label} for {answers}, {age}{way_on}"))
}
