//! The nos behind each yes: over all asks, and among the asks with a tag.

use super::daily_counts::{Counts, DailyCounts};
use super::day::{Day, Period};
use super::ledger::{Key, Ledger, Record, Status};
use super::outcome::Outcome;

/// The nos that led to a yes, or to several of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The day of the yes.
    pub until: Day,
    /// The day of the yes before it; none for the first.
    pub since: Option<Day>,
    /// Answers `no` and `ghosted` after `since`, up to and including `until`.
    pub nos: u32,
    /// How many of them are silences.
    pub ghosted: u32,
}

/// Cuts the days of answers, taken in order, into runs.
#[derive(Default)]
struct RunBuilder {
    since: Option<Day>,
    nos: u32,
    ghosted: u32,
}

impl RunBuilder {
    /// Takes the answers of the next day; the run that ends with it, if a yes came on it.
    fn take(&mut self, day: Day, counts: &Counts) -> Option<Run> {
        self.nos += counts.nos();
        self.ghosted += counts.ghosted;
        if counts.yes == 0 {
            return None;
        }
        let run = Run {
            until: day,
            since: self.since,
            nos: self.nos,
            ghosted: self.ghosted,
        };
        *self = Self {
            since: Some(day),
            ..Self::default()
        };
        Some(run)
    }
}

/// The nos behind each yes of a period, in the order of the answers, whatever the tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// For each yes that came in the period, the nos that came after the day of the yes before
    /// (from the beginning, if there is none) and on or before its own day. Of several yeses on one
    /// day the first has them all, the others none.
    pub behind: Vec<u32>,
    /// The nos after the last of these yeses, up to the end of the period.
    pub open: u32,
}

impl Runs {
    /// The runs of a period. Nos from before it count for its first yes.
    #[must_use]
    pub fn new(daily_counts: &DailyCounts, span: Period) -> Self {
        let mut cutter = RunBuilder::default();
        let mut behind = Vec::new();
        for (day, counts) in daily_counts.within(Period::new(Day::FIRST, span.to)) {
            let Some(run) = cutter.take(day, counts) else {
                continue;
            };
            if span.contains(day) {
                behind.push(run.nos);
                let others = counts.yes as usize - 1;
                behind.extend(std::iter::repeat_n(0, others));
            }
        }
        Self {
            behind,
            open: cutter.nos,
        }
    }

    /// All nos behind the yeses.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.behind.iter().copied().map(u64::from).sum()
    }

    /// The most nos behind one yes, or after the last.
    #[must_use]
    pub fn longest(&self) -> u32 {
        let all = self.behind.iter().copied();
        all.chain([self.open]).max().unwrap_or(0)
    }
}

/// What was behind one yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Among the asks with this tag; among all asks where the yes has no tag.
    pub tag: Option<String>,
    /// Answers `no` and `ghosted`.
    pub nos: u32,
    /// How many of them are silences.
    pub ghosted: u32,
    /// The day of the yes before; none for the first.
    pub since: Option<Day>,
}

/// The runs of all asks and of each tag, as far as some yeses need them.
#[derive(Debug, Default)]
pub struct Behinds {
    /// At 0 those of all asks, at `tag + 1` those of a tag.
    groups: Vec<Option<RunGroup>>,
}

/// The answers of a group, then its runs, each with the first yes of its last day.
#[derive(Debug, Default)]
struct RunGroup {
    answers: Vec<(Day, Outcome, Key)>,
    runs: Vec<(Run, Key)>,
}

/// The groups that a yes is looked at in: those of its tags, else the one of all asks.
fn groups_of_yes<'l>(ledger: &'l Ledger, yes: &Record) -> impl Iterator<Item = usize> + 'l {
    let tags = ledger.tags.set(yes.tags);
    let all = tags.is_empty().then_some(0);
    all.into_iter()
        .chain(tags.iter().map(|&tag| tag as usize + 1))
}

impl Behinds {
    /// What is needed to say what was behind these yeses; other asks among them are passed over.
    pub fn new<'a>(ledger: &Ledger, asks: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut groups: Vec<Option<RunGroup>> = Vec::new();
        groups.resize_with(ledger.tags.tags().len() + 1, || None);
        let yeses = asks.into_iter().filter(|row| row.outcome == Outcome::Yes);
        for group in yeses.flat_map(|row| groups_of_yes(ledger, row)) {
            if let Some(group) = groups.get_mut(group) {
                group.get_or_insert_default();
            }
        }
        if groups.iter().all(Option::is_none) {
            return Self::default();
        }
        for row in ledger.asks() {
            let Some(on) = row.answered_on() else {
                continue;
            };
            let tags = ledger.tags.set(row.tags).iter();
            for group in [0].into_iter().chain(tags.map(|&tag| tag as usize + 1)) {
                if let Some(Some(group)) = groups.get_mut(group) {
                    group.answers.push((on, row.outcome, row.key()));
                }
            }
        }
        for group in groups.iter_mut().flatten() {
            group.cut();
        }
        Self { groups }
    }

    /// The yeses that came in a period, each with its day and what was behind it: by the
    /// day, and on one day in the order of the asks.
    #[must_use]
    pub fn of_period(ledger: &Ledger, span: Period) -> Vec<(Day, Behind)> {
        let yeses = ledger.asks().filter(|row| row.outcome == Outcome::Yes);
        let mut yeses: Vec<(Day, &Record)> = yeses
            .filter_map(|row| Some((row.answered_on()?, row)))
            .filter(|(day, _)| span.contains(*day))
            .collect();
        // Asks come in their order, and a stable sort keeps it within a day.
        yeses.sort_by_key(|(day, _)| *day);
        let behinds = Self::new(ledger, yeses.iter().map(|(_, row)| *row));
        let behind = |(day, row): (Day, &Record)| Some((day, behinds.behind(ledger, row)?));
        yeses.into_iter().filter_map(behind).collect()
    }

    /// What was behind a yes; none where it is no yes, or does not count.
    #[must_use]
    pub fn behind(&self, ledger: &Ledger, row: &Record) -> Option<Behind> {
        if row.outcome != Outcome::Yes || row.standing != Status::Active {
            return None;
        }
        let on = row.answered_on()?;
        let found = groups_of_yes(ledger, row).filter_map(|number| {
            let runs = &self.groups.get(number)?.as_ref()?.runs;
            let at = runs.binary_search_by_key(&on, |(run, _)| run.until).ok()?;
            let (run, first) = runs.get(at)?;
            let is_first = *first == row.key();
            let tag = number
                .checked_sub(1)
                .and_then(|tag| u32::try_from(tag).ok());
            Some(Behind {
                tag: tag.map(|tag| ledger.tags.tags().name(tag).to_owned()),
                nos: if is_first { run.nos } else { 0 },
                ghosted: if is_first { run.ghosted } else { 0 },
                since: run.since,
            })
        });
        // The tags are in the order of their names: of equals the first stays.
        found.reduce(|most, next| if next.nos > most.nos { next } else { most })
    }
}

impl RunGroup {
    fn cut(&mut self) {
        // Asks come in their order, and a stable sort keeps it within a day.
        self.answers.sort_by_key(|(day, _, _)| *day);
        let mut cutter = RunBuilder::default();
        for answers in self.answers.chunk_by(|one, next| one.0 == next.0) {
            let mut counts = Counts::default();
            for (_, outcome, _) in answers {
                counts.add_answer(*outcome);
            }
            let yes = answers
                .iter()
                .find(|(_, outcome, _)| *outcome == Outcome::Yes);
            let day = answers.first().map(|(day, _, _)| *day);
            if let Some(run) = day.and_then(|day| cutter.take(day, &counts))
                && let Some((_, _, first)) = yes
            {
                self.runs.push((run, *first));
            }
        }
        self.answers = Vec::new();
    }
}

#[cfg(test)]
mod tests;
