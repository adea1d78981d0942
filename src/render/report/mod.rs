//! The report: a period as one page of HTML that can be kept, printed and shown.
//!
//! The page needs nothing but itself: no script, no font, no picture from elsewhere, and it says
//! so to the browser, which then refuses all of them. Every chart is followed by its numbers as a
//! table. It holds counts and the tags that they are counted by; texts, notes and people are in
//! it only if the asks are handed in. People can be numbers: [`anonymous`]. Everything goes through maud, which
//! escapes, and through [`super::escape`], which shows what would be invisible.

pub mod anonymous;
mod chart;
mod course;
mod days;
mod feeling;
mod firsts;
mod groups;
pub mod json;
mod months;
mod numbers;
mod odds;
mod opening;
mod page;
mod pull;
mod section;
mod sentences;
mod table;

use crate::domain::ask::Ask;
use crate::domain::daily_counts::{Counts, DailyCounts};
use crate::domain::day::{Day, Month, Period, RestWeekdays};
use crate::domain::goal::{Counted, GoalKind};
use crate::domain::runs::Behind;
use crate::domain::stats::{Progress, Stats};
use crate::render::format;

/// The most days that a year has.
const A_YEAR_DAYS: u32 = 366;

/// Which ground the page is drawn on. On paper it is always light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageTheme {
    /// What the reader's system prefers.
    #[default]
    Auto,
    /// Paper.
    Light,
    /// Night.
    Dark,
}

/// How people are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleShown {
    /// By their names.
    Named,
    /// By numbers: the names were taken out.
    Numbered,
}

/// What a report tells.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The numbers of its period, unfiltered.
    pub stats: &'a Stats,
    /// The whole journal, by day.
    pub daily_counts: &'a DailyCounts,
    /// The yeses that came in the period, by their day and in the order of logging, and what was
    /// behind each.
    pub yeses: &'a [(Day, Behind)],
    /// The days that a streak steps over.
    pub rest: RestWeekdays,
    /// The asks that were made or answered in the period, in the order of logging, if their texts
    /// are to be shown.
    pub asks: Option<&'a [Ask]>,
    /// Whether people have their names.
    pub people: PeopleShown,
    /// Which ground.
    pub theme: PageTheme,
}

impl Report<'_> {
    /// The whole page, as HTML.
    #[must_use]
    pub fn html(&self) -> String {
        page::html(self).into_string()
    }

    /// The goal whose period this is: the one of nos, else of asks.
    fn goal(&self) -> Option<&Progress> {
        let of_kind = |kind: GoalKind| {
            self.stats.goals.iter().find(move |progress| {
                progress.goal.span == self.stats.span && progress.goal.counts.kind() == kind
            })
        };
        of_kind(GoalKind::OfNos).or_else(|| of_kind(GoalKind::OfAsks))
    }

    /// What the number at the top counts.
    fn counted(&self) -> Counted {
        self.goal()
            .map_or(Counted::Nos, |progress| progress.goal.counts)
    }

    /// The number at the top.
    fn count(&self) -> u32 {
        self.goal().map_or_else(
            || Counted::Nos.of(&self.daily_counts.total(self.elapsed())),
            |progress| progress.done,
        )
    }

    /// The part of the period that is not in the future; empty where it has not begun.
    fn elapsed(&self) -> Period {
        Period::new(
            self.stats.span.from,
            self.stats.span.to.min(self.stats.today),
        )
    }

    /// Whether today is one of its days.
    fn is_running(&self) -> bool {
        self.stats.span.contains(self.stats.today)
    }

    /// What happened on each day of it, days on which nothing did left out.
    fn days(&self) -> impl DoubleEndedIterator<Item = (Day, &Counts)> {
        self.daily_counts.within(self.elapsed())
    }

    /// The part of it that is drawn. A long period is drawn in whole years, from the first in
    /// which something happened to the one that today is in: a century without an ask is no
    /// picture.
    fn drawn(&self) -> Period {
        let span = self.stats.span;
        let first = self.days().next().map(|(day, _)| day);
        let (Some(first), true) = (first, span.days() > A_YEAR_DAYS) else {
            return span;
        };
        let from = Day::from_ymd(first.year(), 1, 1).map_or(span.from, |day| day.max(span.from));
        let last = self.elapsed().to;
        let to = Day::from_ymd(last.year(), 12, 31).map_or(span.to, |day| day.min(span.to));
        Period::new(from, to)
    }

    /// The part of what is drawn that is not in the future.
    fn drawn_elapsed(&self) -> Period {
        let Period { from, to } = self.drawn();
        Period::new(from, to.min(self.stats.today))
    }

    /// The months that are drawn.
    fn months(&self) -> &[(Month, Counts)] {
        let first = self.drawn().from.month();
        let months = &self.stats.by_month;
        let skipped = months.partition_point(|&(month, _)| month < first);
        months.get(skipped..).unwrap_or_default()
    }

    /// Whether nothing at all happened in it.
    fn is_empty(&self) -> bool {
        self.days().next().is_none()
    }

    /// A day as it is shown on this page: with its year, unless the whole period lies in it.
    fn day(&self, day: Day) -> String {
        let Period { from, to } = self.stats.span;
        if from.year() == to.year() {
            format::day(day, from)
        } else {
            format::full_day(day)
        }
    }
}

#[cfg(test)]
mod tests;
