//! What is said when several asks were logged or answered at once.
//!
//! As where it was one: when it hurt, nothing is counted, and every day that is not today is said
//! back.

use super::confirmation::{IT_HURT, Milestone, ReplacedAnswer};
use super::{format, pace};
use crate::domain::ask::Ask;
use crate::domain::day::Day;
use crate::domain::stats::Progress;

/// What is shown about asks that were logged or answered just now, in one go.
#[derive(Clone, Debug)]
pub struct BatchConfirmation<'a> {
    /// The asks as they are now, in the order they were named.
    pub asks: &'a [Ask],
    /// What they are called by.
    pub names: &'a [String],
    /// The answers that these ones replace, one for each ask.
    pub replaced: &'a [Option<ReplacedAnswer>],
    /// The current goal.
    pub goal: Option<&'a Progress>,
    /// What they took the number of nos to, where that is worth a line.
    pub milestone: Option<Milestone>,
    /// Whether they were answered now, and not logged now.
    pub is_answer: bool,
    /// The day it is.
    pub today: Day,
}

impl BatchConfirmation<'_> {
    /// The lines that are printed.
    #[must_use]
    pub fn draw(&self) -> String {
        if self.asks.is_empty() {
            return "Nothing to log.\n".to_owned();
        }
        let what = format::asks(self.asks.len() as u64);
        let verb = if self.is_answer { "answered" } else { "logged" };
        let which = self.which();
        let days = self.days();
        let mut lines = vec![format!("{what} {verb}, {which}{days}.")];
        lines.extend(self.before());
        if self.asks.iter().any(Ask::answer_hurt) {
            lines.insert(0, IT_HURT.to_owned());
        } else {
            lines.extend(self.milestone.map(Milestone::sentence));
            lines.extend(self.goal.map(standing));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn which(&self) -> String {
        match self.names {
            [first, .., last] if !self.is_answer => format!("#{first} to #{last}"),
            names => {
                let names: Vec<String> = names.iter().map(|name| format!("#{name}")).collect();
                names.join(", ")
            }
        }
    }

    /// The days that all of them have in common, where these are not today.
    fn days(&self) -> String {
        let asked_on = self.shared(|ask| Some(ask.asked_on));
        let answered_on = self.shared(|ask| ask.answered_on);
        let mut days = String::new();
        if let Some(day) = asked_on.filter(|&day| !self.is_answer && day != self.today) {
            days.push_str(&format!(", asked on {}", format::day(day, self.today)));
        }
        match answered_on {
            Some(day) if day != self.today && (self.is_answer || answered_on != asked_on) => {
                days.push_str(&format!(", answered on {}", format::day(day, self.today)));
            }
            _ => {}
        }
        days
    }

    fn shared(&self, day: impl Fn(&Ask) -> Option<Day>) -> Option<Day> {
        let first = day(self.asks.first()?)?;
        let all = self.asks.iter().all(|ask| day(ask) == Some(first));
        all.then_some(first)
    }

    fn before(&self) -> Option<String> {
        let replaced = self.names.iter().zip(self.replaced);
        let told: Vec<String> = replaced
            .filter_map(|(name, replaced)| {
                let ReplacedAnswer { outcome, on } = (*replaced)?;
                let was = format::answer_of(outcome, on, self.today);
                Some(format!("#{name} was {was}"))
            })
            .collect();
        (!told.is_empty()).then(|| format!("{}.", told.join(", ")))
    }
}

fn standing(goal: &Progress) -> String {
    format!("{}.", pace::done_of_target(goal))
}
