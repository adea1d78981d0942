//! Everything that is shown about a period, computed once.

use std::borrow::Cow;

use chrono::Weekday;

use super::ask::Rating;
use super::daily_counts::{Counts, DailyCounts, Mean};
use super::day::{Day, Month, Period, RestWeekdays, WEEK};
use super::filter::Matcher;
use super::goal::Goal;
use super::ledger::{Ledger, Record};
use super::outcome::Outcome;
use super::pace::{Pace, RECENT_DAYS};
use super::people::People;
use super::runs::Runs;
use super::steps::{StepCounts, by_step};
use super::story::{BANDS, DaysBetween, FearAndPull, OddsMet, asked_again};
use super::streak::Streak;

/// How far a goal has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The goal.
    pub goal: Goal,
    /// What counts towards it by today.
    pub done: u32,
    /// The day on which it was reached, if it was.
    pub reached_on: Option<Day>,
    /// Its pace; none unless its period holds today.
    pub pace: Option<Pace>,
}

impl Progress {
    /// How far a goal has come by today.
    #[must_use]
    pub fn new(goal: &Goal, daily_counts: &DailyCounts, today: Day) -> Self {
        Self {
            goal: *goal,
            done: goal.done(daily_counts, today),
            reached_on: goal.reached_on(daily_counts, today),
            pace: Pace::new(goal, daily_counts, today),
        }
    }

    /// What is left to do.
    #[must_use]
    pub fn remaining(&self) -> u32 {
        self.goal.remaining(self.done)
    }

    /// done ÷ target; over 1 when more was done than aimed at.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        f64::from(self.done) / f64::from(self.goal.target.get())
    }
}

/// Fear before and sting after, over asks that have both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FearAndSting {
    /// Their fears.
    pub fear: Mean,
    /// Their stings.
    pub sting: Mean,
}

/// Everything that is shown about a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Stats {
    /// The day it is shown on.
    pub today: Day,
    /// The period.
    pub span: Period,
    /// Asks made and answers come in it; `pending` are asks made on or before its last day.
    pub counts: Counts,
    /// Over the whole journal, whatever the filter.
    pub streak: Streak,
    /// How long answers took.
    pub days_to_answer: DaysBetween,
    /// Over asks made in the period that have both.
    pub fear_and_sting: FearAndSting,
    /// Over asks made in the period that have both.
    pub fear_and_pull: FearAndPull,
    /// Over the period's answers.
    pub odds: OddsMet,
    /// The same by how likely a yes seemed, a part for each of [`BANDS`].
    pub by_odds: [OddsMet; BANDS.len()],
    /// From each no of the period that hurt to the next day with an ask.
    pub asking_again: DaysBetween,
    /// The nos behind each yes of the period.
    pub runs: Runs,
    /// Goals that overlap the period, whatever the filter.
    pub goals: Vec<Progress>,
    /// By month; every month of the elapsed part is there.
    pub by_month: Vec<(Month, Counts)>,
    /// By tag, by `made`, then by name.
    pub by_tag: Vec<(String, Counts)>,
    /// By person, by `made`, then by name.
    pub by_who: Vec<(String, Counts)>,
    /// By weekday, Monday first.
    pub by_weekday: Vec<(Weekday, Counts)>,
    /// Each of the last [`RECENT_DAYS`] days, whatever the period; today is the last.
    pub recent: Vec<Counts>,
    /// The day of the oldest ask of those that are `pending`.
    pub oldest_waiting: Option<Day>,
    /// Of the asks made in the period, how many have a step; by how many, then by name.
    pub by_step: Vec<StepCounts>,
    /// Declared rest days in the period, whatever the filter.
    pub rest_days: u32,
    /// Plans that are not asked yet, whatever the period.
    pub plans: u32,
    /// Due days up to today, whatever the period.
    pub due: u32,
}

impl Stats {
    /// The stats of a period over the asks that a filter lets through. `daily_counts` counts the whole
    /// journal.
    #[must_use]
    pub fn new(
        ledger: &Ledger,
        matcher: &Matcher,
        daily_counts: &DailyCounts,
        span: Period,
        today: Day,
    ) -> Self {
        let rows = ledger.asks().filter(|row| matcher.matches(row));
        let seen = if matcher.is_open() {
            Cow::Borrowed(daily_counts)
        } else {
            Cow::Owned(DailyCounts::new(rows.clone()))
        };
        let counts = Counts {
            pending: seen.pending_by(span.to),
            ..seen.total(span)
        };
        let mut gathered = StatsCollector::new(ledger);
        for row in rows {
            gathered.add(ledger, row, span);
        }
        Self {
            today,
            span,
            counts,
            streak: Streak::new(daily_counts, rest_of_current_goal(ledger, today), today),
            days_to_answer: DaysBetween::new(gathered.days_to_answer),
            fear_and_sting: gathered.fear_and_sting,
            fear_and_pull: gathered.fear_and_pull,
            odds: OddsMet::sum(&gathered.by_odds),
            by_odds: gathered.by_odds,
            asking_again: asked_again(gathered.hurt_on, &seen),
            runs: Runs::new(&seen, span),
            goals: ledger
                .goals
                .iter()
                .filter(|goal| goal.span.overlaps(span))
                .map(|goal| Progress::new(goal, daily_counts, today))
                .collect(),
            by_month: by_month(&seen, span, today),
            by_tag: named(ledger.tags.tags().iter(), gathered.by_tag),
            by_who: named(ledger.people.iter(), by_person(&gathered.by_who, ledger)),
            by_weekday: by_weekday(&seen, span),
            recent: recent(&seen, today),
            oldest_waiting: gathered.oldest_waiting,
            by_step: by_step(ledger, matcher, span),
            rest_days: ledger.rest.count(span),
            plans: count(
                ledger
                    .open_plans()
                    .into_iter()
                    .filter(|plan| matcher.matches_plan(plan)),
            ),
            due: count(
                ledger
                    .dues()
                    .into_iter()
                    .filter(|(day, row)| *day <= today && matcher.matches(row)),
            ),
        }
    }
}

fn count<T>(all: impl Iterator<Item = T>) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}

/// The rest days that a streak steps over: those of the current goal of nos, else of asks.
#[must_use]
pub fn rest_of_current_goal(ledger: &Ledger, today: Day) -> RestWeekdays {
    ledger
        .goals
        .current(today)
        .map_or(RestWeekdays::NONE, |goal| goal.rest)
}

/// Whether a day is a rest day: a rest weekday of the current goal, or a declared one.
#[must_use]
pub fn is_rest_day(ledger: &Ledger, day: Day) -> bool {
    rest_of_current_goal(ledger, day).rests_on(day) || ledger.rest.has(day)
}

/// What takes a look at each ask.
struct StatsCollector {
    days_to_answer: Vec<i64>,
    fear_and_sting: FearAndSting,
    fear_and_pull: FearAndPull,
    by_odds: [OddsMet; BANDS.len()],
    hurt_on: Vec<Day>,
    by_tag: Vec<Counts>,
    by_who: Vec<Counts>,
    oldest_waiting: Option<Day>,
}

impl StatsCollector {
    fn new(ledger: &Ledger) -> Self {
        Self {
            days_to_answer: Vec::new(),
            fear_and_sting: FearAndSting::default(),
            fear_and_pull: FearAndPull::default(),
            by_odds: Default::default(),
            hurt_on: Vec::new(),
            by_tag: vec![Counts::default(); ledger.tags.tags().len()],
            by_who: vec![Counts::default(); ledger.people.len()],
            oldest_waiting: None,
        }
    }

    fn add(&mut self, ledger: &Ledger, row: &Record, span: Period) {
        let made = span.contains(row.asked_on);
        let answered = row.answered_on().is_some_and(|day| span.contains(day));
        if made && let (Some(fear), Some(sting)) = (row.fear, row.sting) {
            self.fear_and_sting.fear.add(Some(fear.get()));
            self.fear_and_sting.sting.add(Some(sting.get()));
        }
        if made && let (Some(fear), Some(pull)) = (row.fear, row.pull) {
            self.fear_and_pull.add(fear, pull);
        }
        if answered {
            self.add_answer(row);
        }
        let pending = row.outcome == Outcome::Pending && row.asked_on <= span.to;
        if !(made || answered || pending) {
            return;
        }
        if pending {
            let waiting = self.oldest_waiting.unwrap_or(row.asked_on);
            self.oldest_waiting = Some(waiting.min(row.asked_on));
        }
        let add_to = |counts: Option<&mut Counts>| {
            let Some(counts) = counts else { return };
            if made {
                counts.add_ask(row);
            }
            if answered {
                counts.add_answer(row.outcome);
            }
            if pending {
                counts.add_pending();
            }
        };
        for &tag in ledger.tags.set(row.tags) {
            add_to(self.by_tag.get_mut(tag as usize));
        }
        if let Some(to) = row.to {
            add_to(self.by_who.get_mut(to as usize));
        }
    }

    fn add_answer(&mut self, row: &Record) {
        if matches!(row.outcome, Outcome::No | Outcome::Yes) {
            self.days_to_answer.extend(row.days_to_answer());
        }
        if let Some(odds) = row.odds {
            self.by_odds
                .iter_mut()
                .zip(BANDS)
                .filter(|(_, band)| band.contains(&odds.percent()))
                .for_each(|(met, _)| met.add(odds, row.outcome));
        }
        let is_no = matches!(row.outcome, Outcome::No | Outcome::Ghosted);
        if is_no && row.sting.is_some_and(Rating::is_felt) {
            self.hurt_on.extend(row.answered_on());
        }
    }
}

fn by_month(daily_counts: &DailyCounts, span: Period, today: Day) -> Vec<(Month, Counts)> {
    let mut months = Vec::<(Month, Counts)>::new();
    let elapsed = Period::new(span.from, span.to.min(today));
    if elapsed.days() > 0 {
        let last = elapsed.to.month();
        let first = elapsed.from.month();
        months.extend(
            std::iter::successors(Some(first), |month| Some(month.next()))
                .take_while(|&month| month <= last)
                .map(|month| (month, Counts::default())),
        );
    }
    for (day, counts) in daily_counts.within(span) {
        let month = day.month();
        let index = months.partition_point(|(other, _)| *other < month);
        match months.get_mut(index) {
            Some((other, sum)) if *other == month => sum.add(counts),
            _ => months.insert(index, (month, *counts)),
        }
    }
    months
}

fn by_weekday(daily_counts: &DailyCounts, span: Period) -> Vec<(Weekday, Counts)> {
    let mut weekdays = WEEK.map(|weekday| (weekday, Counts::default()));
    for (day, counts) in daily_counts.within(span) {
        let weekday = day.weekday();
        for (other, sum) in &mut weekdays {
            if *other == weekday {
                sum.add(counts);
            }
        }
    }
    weekdays.to_vec()
}

fn recent(daily_counts: &DailyCounts, today: Day) -> Vec<Counts> {
    let first = today.plus(1 - RECENT_DAYS).unwrap_or(Day::FIRST);
    let days = Period::new(first, today).each();
    days.map(|day| daily_counts.on(day)).collect()
}

/// Counts by name as counts by person, each at the name by which the person is shown.
fn by_person(by_name: &[Counts], ledger: &Ledger) -> Vec<Counts> {
    let people = People::new(ledger);
    let mut by_person = vec![Counts::default(); by_name.len()];
    for (name, counts) in (0..).zip(by_name) {
        if let Some(sum) = by_person.get_mut(people.shown(name) as usize) {
            sum.add(counts);
        }
    }
    by_person
}

fn named<'a>(names: impl Iterator<Item = &'a str>, counts: Vec<Counts>) -> Vec<(String, Counts)> {
    let mut rows: Vec<_> = names
        .zip(counts)
        .filter(|(_, counts)| !counts.is_empty())
        .map(|(name, counts)| (name.to_owned(), counts))
        .collect();
    rows.sort_by(|(name, counts), (other_name, other)| {
        (other.made.cmp(&counts.made)).then_with(|| name.cmp(other_name))
    });
    rows
}

#[cfg(test)]
mod tests;
