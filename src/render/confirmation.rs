//! What is said when an ask was logged or answered.
//!
//! A no is a success and a yes is a success; how far behind the person is, is not shown here. When it
//! hurt, nothing is counted.

use super::escape;
use super::format;
use super::style::{Ink, Style};
use super::wrap::command;
use crate::domain::ask::Ask;
use crate::domain::daily_counts::Counts;
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;
use crate::domain::runs::Behind;

/// What is said, in place of any count, when it hurt.
pub(super) const IT_HURT: &str = "Logged. That one hurt. You've done enough for today.";

/// A longer text is cut.
const MOST_LINES: usize = 3;

/// What is shown about an ask that was logged or answered just now.
#[derive(Clone, Debug)]
pub struct Logged<'a> {
    /// The ask as it is now.
    pub ask: &'a Ask,
    /// What it is called by: its number, with the device where that is needed.
    pub name: &'a str,
    /// How many nos (or yeses) there are with it; none where it counts elsewhere.
    pub count: Option<GoalCount>,
    /// What it took the number of nos to, where that is worth a line.
    pub milestone: Option<Milestone>,
    /// Asks made today.
    pub made_today: u32,
    /// Days in a row with an ask.
    pub streak: u32,
    /// How it went with the same person before.
    pub before: Option<Counts>,
    /// The answer that this one replaces.
    pub replaced: Option<ReplacedAnswer>,
    /// What was behind it, if it was answered with a yes now.
    pub behind: Option<&'a Behind>,
    /// Whether it was answered now, and not logged now.
    pub is_answer: bool,
    /// The day it is.
    pub today: Day,
}

/// An answer that another one took the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplacedAnswer {
    /// What it was.
    pub outcome: Outcome,
    /// The day it came.
    pub on: Day,
}

/// How many there are, and of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalCount {
    /// How many.
    pub done: u32,
    /// What the goal aims at, if these count towards it.
    pub target: Option<u32>,
}

/// A number of nos that is worth a line of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// The first no of all, which comes once in a life.
    FirstNo,
    /// A round number.
    Nos(u32),
    /// The goal: its target, and what it counts.
    Goal(u32, &'static str),
}

/// Numbers of nos in a period that are worth a line.
const ROUND: [u32; 8] = [Milestone::SECOND, 25, 50, 100, 250, 500, 750, 1000];

impl Milestone {
    /// The number of nos that is worth a line after the first one.
    pub const SECOND: u32 = 10;

    /// The milestone that lies between two counts, the later one included; the highest of several.
    #[must_use]
    pub fn between(before: u32, after: u32) -> Option<Self> {
        let passed = |round: &&u32| (before + 1..=after).contains(*round);
        ROUND.iter().rev().find(passed).copied().map(Self::Nos)
    }

    /// The line it gets.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Goal(target, what) => {
                let target = format::grouped(target);
                format!("{target} {what}: that was the goal, and you have reached it.")
            }
            Self::FirstNo => "Your first no. Written down, and the sky didn't fall.".to_owned(),
            Self::Nos(10) => "10 nos. The first ten are the hardest.".to_owned(),
            Self::Nos(25) => "25 nos. This is a practice now.".to_owned(),
            Self::Nos(50) => "50 nos. Fifty times you asked anyway.".to_owned(),
            Self::Nos(100) => "100 nos. A hundred doors tried.".to_owned(),
            Self::Nos(250) => "250 nos. Few people ever ask so often.".to_owned(),
            Self::Nos(500) => "500 nos. Half a thousand.".to_owned(),
            Self::Nos(750) => "750 nos. Three quarters of a thousand.".to_owned(),
            Self::Nos(round) => {
                let round = format::grouped(round);
                format!("{round} nos. There's no one left to be afraid of.")
            }
        }
    }
}

impl Logged<'_> {
    /// The lines that are printed.
    #[must_use]
    pub fn draw(&self, style: &Style) -> String {
        let mut lines = if self.ask.answer_hurt() {
            self.gently(style)
        } else {
            self.counted(style)
        };
        lines.push(String::new());
        lines.join("\n")
    }

    fn gently(&self, style: &Style) -> Vec<String> {
        let room = MOST_LINES * style.width_cols;
        let which = [self.text(style, room), self.place()].join(style.dot());
        let mut lines = vec![IT_HURT.to_owned(), style.ink(Ink::Soft, &which)];
        lines.extend(self.answer_before());
        lines
    }

    /// Its first line where it is one of many: what it counts as, the text and the number. When it
    /// hurt, nothing is counted.
    #[must_use]
    pub fn line(&self, style: &Style) -> String {
        self.first_line(style, style.width_cols)
    }

    /// The first line, its text cut so that all of it takes so many columns.
    fn first_line(&self, style: &Style, room_cols: usize) -> String {
        let head = if self.ask.answer_hurt() {
            "Logged".to_owned()
        } else {
            self.head()
        };
        let place = self.place();
        let taken = escape::width_cols(&head) + escape::width_cols(&place);
        let dots = 2 * escape::width_cols(style.dot());
        let room = room_cols.saturating_sub(taken + dots);
        let parts = [
            style.ink(self.ink(), &head),
            self.text(style, room),
            style.ink(Ink::Soft, &place),
        ];
        parts.join(style.dot())
    }

    fn counted(&self, style: &Style) -> Vec<String> {
        let mut lines = vec![self.first_line(style, MOST_LINES * style.width_cols)];
        lines.extend(self.answer_before());
        let story: Vec<String> = self.guess().into_iter().chain(self.story()).collect();
        lines.extend((!story.is_empty()).then(|| story.join(" ")));
        lines.extend(
            self.milestone
                .map(|milestone| style.ink(Ink::Strong, &milestone.sentence())),
        );
        lines.extend(self.person());
        if self.ask.outcome == Outcome::Pending && !self.is_answer {
            let name = self.name;
            lines.push(format!(
                "When the answer comes: {} (or --yes)",
                command(&format!("nos answer {name} --no"))
            ));
        } else if !self.is_answer {
            lines.push(self.today());
        }
        lines
    }

    fn answer_before(&self) -> Option<String> {
        let ReplacedAnswer { outcome, on } = self.replaced?;
        let was = format::answer_of(outcome, on, self.today);
        Some(format!("It was {was}."))
    }

    fn ink(&self) -> Ink {
        match self.ask.outcome {
            Outcome::Pending => Ink::Waiting,
            Outcome::No => Ink::No,
            Outcome::Ghosted => Ink::Ghosted,
            Outcome::Yes => Ink::Yes,
        }
    }

    fn head(&self) -> String {
        let word = match self.ask.outcome {
            Outcome::Pending => return "Waiting".to_owned(),
            Outcome::No | Outcome::Ghosted => "No",
            Outcome::Yes => "Yes",
        };
        let silence = if self.ask.outcome == Outcome::Ghosted {
            " (ghosted)"
        } else {
            ""
        };
        match self.count {
            None => format!("{word}{silence}"),
            Some(GoalCount { done, target: None }) => {
                format!("{word} {}{silence}", format::grouped(done))
            }
            Some(GoalCount {
                done,
                target: Some(target),
            }) => format!(
                "{word} {} of {}{silence}",
                format::grouped(done),
                format::grouped(target)
            ),
        }
    }

    fn text(&self, style: &Style, room_cols: usize) -> String {
        let text = escape::one_line(&self.ask.text);
        escape::fitted(&text, room_cols.max(20), style.cut_mark())
    }

    /// The number, and every day that is not today.
    fn place(&self) -> String {
        let mut place = format!("#{}", self.name);
        let asked_on = self.ask.asked_on;
        let waited = self.ask.days_to_answer().filter(|&days| days > 0);
        if self.is_answer {
            if let Some(days) = waited.and_then(|days| u64::try_from(days).ok()) {
                place.push_str(&format!(", after {}", format::days(days)));
            }
        } else if asked_on != self.today {
            place.push_str(&format!(", asked on {}", format::day(asked_on, self.today)));
        }
        match self.ask.answered_on {
            Some(day) if day != self.today && (self.is_answer || day != asked_on) => {
                place.push_str(&format!(", answered on {}", format::day(day, self.today)));
            }
            _ => {}
        }
        place
    }

    fn guess(&self) -> Option<String> {
        let odds = self
            .ask
            .odds
            .filter(|_| self.is_answer && matches!(self.ask.outcome, Outcome::Yes | Outcome::No))?;
        Some(format!("You gave it {}%.", odds.percent()))
    }

    /// `Behind it: 39 nos to +travel since February.`
    fn story(&self) -> Option<String> {
        let behind = self.behind.filter(|behind| behind.nos > 0)?;
        let told = format::behind(behind, self.today);
        Some(format!("Behind it: {told}."))
    }

    fn person(&self) -> Option<String> {
        let before = self.before?;
        let to = escape::one_line(self.ask.to.as_deref()?);
        let times = match before.made {
            0 => return None,
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            times => format!("{} times", format::grouped(times)),
        };
        let mut went = Vec::new();
        if before.nos() > 0 {
            went.push(format::nos(before.nos()));
        }
        if before.yes > 0 {
            went.push(format::yeses(before.yes));
        }
        if before.pending > 0 {
            went.push(format!("{} waiting", format::grouped(before.pending)));
        }
        Some(format!(
            "You asked {to} {times} before: {}.",
            went.join(", ")
        ))
    }

    fn today(&self) -> String {
        let today = format!("{} today", format::asks(self.made_today));
        if self.streak > 1 {
            format!("{today}, day {} in a row.", format::grouped(self.streak))
        } else {
            format!("{today}.")
        }
    }
}
