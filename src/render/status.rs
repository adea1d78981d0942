//! Your status today: what bare `nos` shows.

use super::bar::{self, Share};
use super::escape::width_cols;
use super::format::{asks, day, days, grouped, nos, percent, span, yeses};
use super::pace;
use super::style::{Ink, Style};
use super::wrap::{LabelColumn, command, inked_width_cols, lines_of};
use crate::domain::daily_counts::Counts;
use crate::domain::day::{Day, weekday_name};
use crate::domain::goal::{Counted, Goal};
use crate::domain::stats::{Progress, Stats};

/// What the status shows.
#[derive(Clone, Debug)]
pub struct StatusModel<'a> {
    /// The stats of the current goal's period, else of this calendar year, unfiltered.
    pub stats: &'a Stats,
    /// What happened today.
    pub today: Counts,
    /// The goals whose period holds today, the current one first.
    pub goals: &'a [Progress],
    /// Where no period holds today: the goal that ended last.
    pub ended: Option<&'a EndedGoal>,
    /// Where no period holds today: the goal that begins next.
    pub coming: Option<&'a Progress>,
    /// How many lines wait in the inbox.
    pub in_inbox: usize,
    /// Whether today is a day off.
    pub rests: bool,
    /// What is due, in words.
    pub due: Option<String>,
    /// What is planned, in words.
    pub plans: Option<String>,
    /// On the first day of a month, for a goal that is far behind: a smaller one.
    pub smaller: Option<String>,
}

/// A goal that ended.
#[derive(Clone, Debug)]
pub struct EndedGoal {
    /// How far it came.
    pub progress: Progress,
    /// How many yeses came in its period.
    pub yes: u32,
}

/// Silence is looked through from this many days on.
const SWEEP_DAYS: i64 = 30;

/// A bar shorter than this goes on a line of its own.
const LEAST_BAR_COLS: usize = 16;

/// No bar is longer than this.
const MOST_COLS: usize = 96;

/// Your status, in a few lines.
#[must_use]
pub fn draw(standing: &StatusModel, style: &Style) -> String {
    let style = &Style {
        width_cols: style.width_cols.min(MOST_COLS),
        ..*style
    };
    let stats = standing.stats;
    let titles = standing
        .goals
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
    match standing.goals.split_first() {
        Some((current, others)) => {
            text += &goal(current, labels, style);
            let beside = along_the_way(&stats.counts, style).unwrap_or_default();
            let told = told(current, stats.today);
            text += &labels.line("", format!("{told} {beside}").trim_end(), style);
            for progress in others {
                text += &beside_it(progress, stats.today, labels, style);
            }
        }
        None => text += &without_goal(standing, labels, style),
    }
    if let Some(smaller) = &standing.smaller {
        text += &labels.line("", smaller, style);
    }
    text += &labels.line("Today", &today(standing, style), style);
    if let Some(due) = &standing.due {
        text += &labels.line("Due", due, style);
    }
    if let Some(plans) = standing.plans.as_ref().filter(|_| !standing.rests) {
        text += &labels.line("Plans", plans, style);
    }
    let below = [waiting(standing, style), inbox(standing.in_inbox)];
    for told in below.into_iter().flatten() {
        for line in lines_of(&told, style.width_cols) {
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
    if style.draws() && room >= LEAST_BAR_COLS && width_cols(&title) <= labels.width_cols {
        let bar = goal_bar(progress, room, style);
        return labels.line(&title, &format!("{done}   {bar}   {share}"), style);
    }
    let head = if width_cols(&title) <= labels.width_cols {
        labels.line(&title, &format!("{done}   {share}"), style)
    } else {
        let head = format!("{}   {done}   {share}", style.ink(Ink::Strong, &title));
        lines_of(&head, style.width_cols).join("\n") + "\n"
    };
    if !style.draws() {
        return head;
    }
    head + &goal_bar(progress, style.width_cols, style) + "\n"
}

/// The bar of a goal with the mark of an even pace, which a reached goal no longer needs.
pub(super) fn goal_bar(progress: &Progress, width_cols: usize, style: &Style) -> String {
    let target = u64::from(progress.goal.target.get());
    let part = |of: u32| Share {
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
    pace::standing(progress, today)
        .or_else(|| pace::result(progress, today))
        .unwrap_or_default()
}

/// A goal beside the current one: `12 of 30 nos. 1.5 a day gets you there by 31 March.`
fn beside_it(progress: &Progress, today: Day, labels: LabelColumn, style: &Style) -> String {
    let title = span(progress.goal.span);
    let done = style.ink(Ink::Strong, &pace::done_of_target(progress));
    let told = told(progress, today);
    if width_cols(&title) <= labels.width_cols {
        return labels.line(&title, format!("{done}. {told}").trim_end(), style);
    }
    let head = format!("{}   {done}. {told}", style.ink(Ink::Strong, &title));
    lines_of(head.trim_end(), style.width_cols).join("\n") + "\n"
}

fn along_the_way(counts: &Counts, style: &Style) -> Option<String> {
    (counts.yes > 0).then(|| format!("{} along the way.", style.ink(Ink::Yes, &yeses(counts.yes))))
}

fn without_goal(standing: &StatusModel, labels: LabelColumn, style: &Style) -> String {
    let stats = standing.stats;
    let title = span(stats.span);
    let count = style.ink(Ink::Strong, &nos(stats.counts.nos()));
    let beside = along_the_way(&stats.counts, style).unwrap_or_default();
    let mut text = labels.line(&title, format!("{count}. {beside}").trim_end(), style);
    if let Some(goal) = standing.ended {
        text += &labels.line("", &ended(goal, stats.today, style), style);
    }
    let way_on = match (standing.coming, standing.ended) {
        (Some(coming), _) => {
            let target = pace::amount(coming.goal.counts, coming.goal.target.get().into());
            let from = day(coming.goal.span.from, stats.today);
            format!("Your goal of {target} begins on {from}.")
        }
        (None, Some(ended)) => {
            let line = command(&next_goal(&ended.progress.goal));
            format!("Up for the next one? {line}")
        }
        (None, None) => format!("Want a goal? {}", command("nos goal set 1000")),
    };
    text + &labels.line("", &way_on, style)
}

/// `2026 ended with 342 of 1,000 nos and 17 yeses.`
fn ended(ended: &EndedGoal, today: Day, style: &Style) -> String {
    let EndedGoal { progress, yes } = ended;
    let done = style.ink(Ink::Strong, &pace::done_of_target(progress));
    let yeses = match *yes {
        0 => String::new(),
        yes => format!(" and {}", style.ink(Ink::Yes, &yeses(yes))),
    };
    let reached = match progress.reached_on {
        Some(on) => format!(" You reached it on {}.", day(on, today)),
        None => String::new(),
    };
    if let Some(year) = progress.goal.span.calendar_year() {
        return format!("{year} ended with {done}{yeses}.{reached}");
    }
    let to = day(progress.goal.span.to, today);
    format!("Your last goal ended on {to} with {done}{yeses}.{reached}")
}

/// The line that sets a goal like one that ended, from now on. It replaces none: the old one has
/// ended.
fn next_goal(ended: &Goal) -> String {
    let mut line = format!("nos goal set {}", ended.target.get());
    if ended.counts != Counted::Nos {
        line.push_str(&format!(" --count {}", ended.counts.name()));
    }
    let year = ended.span.from.plus_years(1).and_then(|next| next.plus(-1));
    // Without a period it is the calendar year.
    if ended.span.calendar_year().is_none() {
        if year == Some(ended.span.to) {
            line.push_str(" --from today");
        } else {
            line.push_str(&format!(" --days {}", ended.span.days()));
        }
    }
    if !ended.rest.is_empty() {
        let rest: Vec<&str> = ended.rest.weekdays().map(weekday_name).collect();
        line.push_str(&format!(" --rest {}", rest.join(",")));
    }
    line
}

/// `2 asks, 2 nos. Day 5 in a row.`
fn today(standing: &StatusModel, style: &Style) -> String {
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
    let happened = if parts.is_empty() && standing.rests {
        "a day off".to_owned()
    } else if parts.is_empty() {
        "nothing yet".to_owned()
    } else {
        parts.join(", ")
    };
    match standing.stats.streak.current {
        0 | 1 => format!("{happened}."),
        streak => format!("{happened}. Day {} in a row.", grouped(streak)),
    }
}

/// `3 lines wait in the inbox: nos import`
fn inbox(lines: usize) -> Option<String> {
    let told = match lines {
        0 => return None,
        1 => "1 line waits".to_owned(),
        lines => format!("{} lines wait", grouped(lines as u64)),
    };
    Some(format!("{told} in the inbox: {}", command("nos import")))
}

/// `9 asks still waiting, the oldest for 41 days. Go through them: nos sweep`
fn waiting(standing: &StatusModel, style: &Style) -> Option<String> {
    let pending = standing.stats.counts.pending;
    if pending == 0 || standing.rests {
        return None;
    }
    let waiting = style.ink(Ink::Waiting, &format!("{} still waiting", asks(pending)));
    let since = standing
        .stats
        .oldest_waiting
        .map(|oldest| standing.stats.today.days_since(oldest))
        .and_then(|days| u64::try_from(days).ok());
    let Some(since) = since.filter(|&since| since > 0) else {
        return Some(format!("{waiting}."));
    };
    let oldest = if pending == 1 { "" } else { "the oldest " };
    let mut told = format!("{waiting}, {oldest}for {}.", days(since));
    if i64::try_from(since).is_ok_and(|since| since >= SWEEP_DAYS) {
        let them = if pending == 1 { "it" } else { "them" };
        told += &format!(" Go through {them}: {}", command("nos sweep"));
    }
    Some(told)
}
