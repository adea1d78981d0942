//! Ten years of asking, made up: the logs that the table is measured on.
//!
//! The same size gives the same bytes on every machine. The lines are written by the same code
//! that writes real ones, so they are as long and as escaped as those.

use std::borrow::Cow;
use std::fmt::Write as _;

use fastrand::Rng;
use nos::domain::ask::{Odds, Rating, Tag};
use nos::domain::day::{Day, Period, RestWeekdays};
use nos::domain::goal::{Counted, Target};
use nos::domain::outcome::Outcome;
use nos::domain::tags::Tags;
use nos::journal::codec;
use nos::journal::event::{Answered, AskEvent, Changes, Edited, Event, EventKind, GoalSet, Id};

/// The years that are shown of, the last one not quite to its end.
const YEARS: i32 = 10;
const FIRST_YEAR: i32 = 2017;
const DAYS: usize = 3_610;

const VERBS: [&str; 8] = [
    "asked for",
    "applied for",
    "begged for",
    "inquired about",
    "tried to get",
    "asked about",
    "pitched",
    "wrote in about",
];
const THINGS: [&str; 12] = [
    "a discount",
    "a raise",
    "a free coffee",
    "the window seat",
    "a part in the play",
    "a review of my manuscript",
    "an upgrade",
    "a late check-out",
    "a lift to the station",
    "half an hour of her time",
    "a slot at the open stage",
    "a Dutch passport",
];
const PLACES: [&str; 10] = [
    "at the bakery",
    "on the phone",
    "by letter",
    "after the rehearsal",
    "in the queue",
    "at the embassy",
    "for the third time",
    "without any reason",
    "with a straight face",
    "before breakfast",
];
/// What needs an escape in JSON, or more than a byte a character.
const ODDITIES: [&str; 4] = [
    " and said \"please\"",
    ", she said:\n\"no\"",
    " \\o/",
    " im Café „Zum Löwen“",
];
const NOTES: [&str; 4] = [
    "kind about it",
    "did not look up",
    "try again in spring",
    "they laughed, I laughed",
];
const PEOPLE: [&str; 8] = [
    "the barista",
    "Ann",
    "the agency",
    "a stranger",
    "Dr. Novak",
    "the landlord",
    "Zoë",
    "the neighbour",
];
const TAGS: [&str; 9] = [
    "art", "family", "friends", "job", "money", "online", "shop", "travel", "writing",
];

/// The logs of so many events, written in turns on so many devices: a name and what is in it.
///
/// # Errors
/// If an event has no line, which none lacks.
pub(crate) fn logs(events: usize, devices: usize) -> anyhow::Result<Vec<(String, String)>> {
    let mut years = Years::new(events, devices);
    years.set_goal(FIRST_YEAR)?;
    while years.written < events {
        years.go_on()?;
    }
    Ok(years.logs)
}

struct Years {
    rng: Rng,
    events: usize,
    written: usize,
    seq: u64,
    number: u64,
    year: i32,
    turn: usize,
    logs: Vec<(String, String)>,
    /// Asks without an answer and their days.
    waiting: Vec<(Id<'static>, Day)>,
    /// The latest asks.
    recent: Vec<Id<'static>>,
    last: Option<Id<'static>>,
}

impl Years {
    fn new(events: usize, devices: usize) -> Self {
        let logs = (0..devices).map(|index| (format!("k3f9x{index}"), String::new()));
        Self {
            rng: Rng::with_seed(1000),
            events,
            written: 0,
            seq: 0,
            number: 0,
            year: FIRST_YEAR,
            turn: 0,
            logs: logs.collect(),
            waiting: Vec::new(),
            recent: Vec::new(),
            last: None,
        }
    }

    /// How many days have gone by.
    fn day_number(&self) -> usize {
        self.written * DAYS / self.events.max(1)
    }

    fn today(&self) -> Day {
        Day::from_ymd(FIRST_YEAR, 1, 1)
            .and_then(|first| first.plus(i64::try_from(self.day_number()).ok()?))
            .unwrap_or(Day::FIRST)
    }

    fn write(&mut self, what: EventKind<'static>) -> anyhow::Result<Id<'static>> {
        if self.rng.u8(..) < 8 {
            self.turn = self.rng.usize(..self.logs.len());
        }
        let today = self.today();
        let clock = self.written * 37 % 50_400;
        let (hour, minute, second) = (8 + clock / 3_600, clock / 60 % 60, clock % 60);
        let Some((device, log)) = self.logs.get_mut(self.turn) else {
            anyhow::bail!("no device to write on");
        };
        self.seq += 1;
        self.written += 1;
        let id = Id::new(device.clone(), self.seq);
        let event = Event {
            id: id.clone(),
            at: format!("{today}T{hour:02}:{minute:02}:{second:02}+01:00").into(),
            batch: None,
            what,
        };
        writeln!(log, "{}", codec::write(&event)?)?;
        self.last = Some(id.clone());
        Ok(id)
    }

    fn go_on(&mut self) -> anyhow::Result<()> {
        let year = self.today().year();
        if year > self.year && year < FIRST_YEAR + YEARS {
            self.year = year;
            return self.set_goal(year);
        }
        match self.rng.u32(..1000) {
            0..300 if !self.waiting.is_empty() => self.answer(),
            300..350 if !self.recent.is_empty() => self.edit(),
            350..360 if !self.recent.is_empty() => {
                let ask = self.some_ask();
                self.write(EventKind::Remove { ask }).map(|_| ())
            }
            360..380 => self.undo(),
            380..382 => self.purge(),
            _ => self.ask(),
        }
    }

    fn set_goal(&mut self, year: i32) -> anyhow::Result<()> {
        let (Some(from), Some(to)) = (Day::from_ymd(year, 1, 1), Day::from_ymd(year, 12, 31))
        else {
            return Ok(());
        };
        let goal = GoalSet {
            target: Target::new(1000),
            counts: Counted::Nos,
            span: Period::new(from, to),
            rest: RestWeekdays::NONE,
        };
        self.write(EventKind::Goal(goal)).map(|_| ())
    }

    fn ask(&mut self) -> anyhow::Result<()> {
        let on = self.today();
        let answered = self.rng.u8(..10) < 5;
        self.number += 1;
        let asked = AskEvent {
            number: self.number,
            text: self.text().into(),
            on,
            to: self.one_in(3).then(|| self.person()),
            tags: self.tags(),
            note: self.one_in(12).then(|| self.pick(&NOTES).into()),
            fear: self.one_in(2).then(|| self.rating()).flatten(),
            odds: self.one_in(3).then(|| self.odds()).flatten(),
            outcome: if answered {
                self.outcome()
            } else {
                Outcome::Pending
            },
            answered: None,
            sting: (answered && self.one_in(2))
                .then(|| self.rating())
                .flatten(),
            plan: None,
            src: None,
            pull: self.one_in(3).then(|| self.rating()).flatten(),
        };
        let id = self.write(EventKind::Ask(asked))?;
        if !answered {
            self.waiting.push((id.clone(), on));
        }
        if self.recent.len() > 200 {
            self.recent.swap_remove(self.rng.usize(..200));
        }
        self.recent.push(id);
        Ok(())
    }

    fn answer(&mut self) -> anyhow::Result<()> {
        let waiting = self.waiting.len().min(400);
        let (ask, on) = self.waiting.swap_remove(self.rng.usize(..waiting));
        let answered = Answered {
            ask,
            outcome: self.outcome(),
            on: self.today().max(on),
            note: self.one_in(10).then(|| self.pick(&NOTES).into()),
            sting: self.one_in(3).then(|| self.rating()).flatten(),
        };
        self.write(EventKind::Answer(answered)).map(|_| ())
    }

    fn edit(&mut self) -> anyhow::Result<()> {
        let ask = self.some_ask();
        let set = match self.rng.u8(..5) {
            0 => Changes {
                text: Some(self.text().into()),
                ..Changes::default()
            },
            1 => Changes {
                tags: Some(Some(self.tags())),
                ..Changes::default()
            },
            2 => Changes {
                note: Some(None),
                fear: Some(self.rating()),
                ..Changes::default()
            },
            3 => Changes {
                to: Some(Some(self.person())),
                ..Changes::default()
            },
            _ => Changes {
                note: Some(Some(self.pick(&NOTES).into())),
                ..Changes::default()
            },
        };
        self.write(EventKind::Edit(Edited { ask, set })).map(|_| ())
    }

    /// An undo of the last event, and half of the time a redo.
    fn undo(&mut self) -> anyhow::Result<()> {
        let Some(last) = self.last.clone() else {
            return Ok(());
        };
        self.write(EventKind::Undo {
            of: vec![last.clone()],
        })?;
        if self.one_in(2) {
            self.write(EventKind::Redo { of: vec![last] })?;
        }
        Ok(())
    }

    /// What is left of an ask that was purged: its own line is gone, its id and number are taken.
    fn purge(&mut self) -> anyhow::Result<()> {
        let device = self.logs.get(self.turn).map(|(device, _)| device.clone());
        self.seq += 1;
        self.number += 1;
        let ask = Id::new(device.unwrap_or_default(), self.seq);
        self.write(EventKind::Purge {
            ask,
            number: self.number,
        })
        .map(|_| ())
    }

    fn some_ask(&mut self) -> Id<'static> {
        let index = self.rng.usize(..self.recent.len().max(1));
        self.recent
            .get(index)
            .cloned()
            .unwrap_or(Id::new("k3f9x0", 1))
    }

    fn one_in(&mut self, count: u8) -> bool {
        self.rng.u8(..count) == 0
    }

    fn pick(&mut self, list: &'static [&'static str]) -> &'static str {
        self.rng.choice(list).copied().unwrap_or_default()
    }

    fn person(&mut self) -> Cow<'static, str> {
        format!("{} {}", self.pick(&PEOPLE), self.rng.u8(1..40)).into()
    }

    fn text(&mut self) -> String {
        let mut text = [self.pick(&VERBS), self.pick(&THINGS), self.pick(&PLACES)].join(" ");
        if self.one_in(10) {
            text.push_str(self.pick(&ODDITIES));
        }
        text
    }

    fn tags(&mut self) -> Tags<'static> {
        let count = self.rng.usize(..3);
        let tags = (0..count).filter_map(|_| Tag::new(self.pick(&TAGS)).ok());
        Tags::of_tags(&tags.collect::<Vec<_>>())
    }

    fn rating(&mut self) -> Option<Rating> {
        Rating::new(self.rng.u64(..=10))
    }

    fn odds(&mut self) -> Option<Odds> {
        Odds::new(self.rng.u64(..=100))
    }

    fn outcome(&mut self) -> Outcome {
        match self.rng.u8(..10) {
            0..6 => Outcome::No,
            6..8 => Outcome::Ghosted,
            _ => Outcome::Yes,
        }
    }
}
