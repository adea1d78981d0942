//! Small journals for tests: an ask is said in a line, and a few of them make a ledger.
//!
//! `asked("2026-03-04").to("a bank").yes("2026-05-31")` is an ask of a bank on 4 March that was
//! granted on 31 May. Nothing outside tests uses this.

use chrono::Weekday;

use super::ask::{Odds, Rating, Tag};
use super::daily_counts::DailyCounts;
use super::day::{Day, Period, RestWeekdays};
use super::goal::{Counted, Goal, Target};
use super::ledger::{Ledger, LogOffset, Record, Status};
use super::outcome::Outcome;
use super::tags::Tags;

/// An ask of a test, pending unless shown otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) on: Day,
    pub(crate) outcome: Outcome,
    pub(crate) answered_said: Option<Day>,
    pub(crate) fear: Option<u8>,
    pub(crate) sting: Option<u8>,
    pub(crate) odds: Option<u8>,
    pub(crate) pull: Option<u8>,
    pub(crate) to: Option<&'static str>,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) standing: Status,
}

/// An ask made on a day (`YYYY-MM-DD`).
pub(crate) fn asked(on: &str) -> Asked {
    Asked {
        on: day(on),
        outcome: Outcome::Pending,
        answered_said: None,
        fear: None,
        sting: None,
        odds: None,
        pull: None,
        to: None,
        tags: Vec::new(),
        standing: Status::Active,
    }
}

/// An ask refused on the day it was made.
pub(crate) fn refused(on: &str) -> Asked {
    asked(on).no(on)
}

impl Asked {
    pub(crate) fn answer(mut self, outcome: Outcome, on: &str) -> Self {
        self.outcome = outcome;
        self.answered_said = Some(day(on));
        self
    }

    pub(crate) fn no(self, on: &str) -> Self {
        self.answer(Outcome::No, on)
    }

    pub(crate) fn yes(self, on: &str) -> Self {
        self.answer(Outcome::Yes, on)
    }

    pub(crate) fn ghosted(self, on: &str) -> Self {
        self.answer(Outcome::Ghosted, on)
    }

    pub(crate) fn fear(mut self, fear: u8) -> Self {
        self.fear = Some(fear);
        self
    }

    pub(crate) fn sting(mut self, sting: u8) -> Self {
        self.sting = Some(sting);
        self
    }

    pub(crate) fn pull(mut self, pull: u8) -> Self {
        self.pull = Some(pull);
        self
    }

    pub(crate) fn odds(mut self, odds: u8) -> Self {
        self.odds = Some(odds);
        self
    }

    pub(crate) fn to(mut self, to: &'static str) -> Self {
        self.to = Some(to);
        self
    }

    /// The tags, sorted, once each.
    pub(crate) fn tags(mut self, tags: &[&'static str]) -> Self {
        self.tags = tags.to_vec();
        self
    }

    pub(crate) fn removed(mut self) -> Self {
        self.standing = Status::Removed;
        self
    }
}

/// These tags.
pub(crate) fn tags(tags: &[&str]) -> Tags<'static> {
    let tags: Vec<Tag> = tags.iter().map(|tag| Tag::new(tag).unwrap()).collect();
    Tags::of_tags(&tags)
}

/// The ledger of these asks, logged in this order on one device.
pub(crate) fn ledger(asks: &[Asked]) -> Ledger {
    let mut ledger = Ledger::default();
    let device = ledger.devices.number("test");
    let mut rows = Vec::new();
    for (seq, ask) in (1..).zip(asks) {
        let rating = |rating: u8| Rating::new(rating.into()).unwrap();
        rows.push(Record {
            seq,
            number: seq,
            log_offset: LogOffset::new(0, seq),
            device,
            to: ask.to.map(|to| ledger.people.number(to)),
            tags: ledger.tags.number(&tags(&ask.tags)),
            asked_on: ask.on,
            answered_said: ask.answered_said,
            outcome: ask.outcome,
            fear: ask.fear.map(rating),
            odds: ask.odds.map(|odds| Odds::new(odds.into()).unwrap()),
            sting: ask.sting.map(rating),
            pull: ask.pull.map(rating),
            standing: ask.standing,
            text_overridden: false,
        });
        ledger.highest_number = seq;
        ledger.highest_seq = seq;
    }
    ledger.set_rows(rows.into_iter().collect());
    ledger
}

/// What these asks come to by day.
pub(crate) fn daily_counts(asks: &[Asked]) -> DailyCounts {
    DailyCounts::new(ledger(asks).asks())
}

/// The same ask so many times.
pub(crate) fn times(count: usize, ask: &Asked) -> Vec<Asked> {
    vec![ask.clone(); count]
}

/// The day written `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

/// From one day to another, both included.
pub(crate) fn span(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to))
}

/// A goal of nos without rest days, set on its first day.
pub(crate) fn goal(target: u64, from: &str, to: &str) -> Goal {
    Goal {
        target: Target::new(target).unwrap(),
        counts: Counted::Nos,
        span: span(from, to),
        rest: RestWeekdays::NONE,
        set_on: day(from),
    }
}

/// Saturdays and Sundays off.
pub(crate) fn weekend() -> RestWeekdays {
    RestWeekdays::new([Weekday::Sat, Weekday::Sun]).unwrap()
}
