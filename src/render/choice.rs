//! An ask to choose, on one line: its name, its day, its text, and what tells it from its likes.

use super::style::{Ink, Style};
use super::{escape, format};
use crate::domain::ask::Ask;
use crate::domain::day::Day;

/// How much of a text is shown, however narrow the terminal.
const LEAST_TEXT_COLS: usize = 20;

/// An ask that can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The ask.
    pub ask: &'a Ask,
    /// What it is called by.
    pub name: &'a str,
    /// The day it is.
    pub today: Day,
}

impl Choice<'_> {
    /// The line, whole: `84  4 March  a passport (the embassy, +travel, waiting for 88 days)`.
    #[must_use]
    pub fn line(&self) -> String {
        let text = escape::one_line(&self.ask.text);
        format!("{}  {text} ({})", self.head(), self.facts().join(", "))
    }

    /// The line, its text cut to the width.
    #[must_use]
    pub fn fitted(&self, style: &Style) -> String {
        let (head, facts) = (self.head(), self.facts().join(", "));
        let taken = escape::width_cols(&head) + escape::width_cols(&facts) + "  ()".len() + 1;
        let room = style.width_cols.saturating_sub(taken).max(LEAST_TEXT_COLS);
        let text = escape::fitted(&escape::one_line(&self.ask.text), room, style.cut_mark());
        let (head, facts) = (
            style.ink(Ink::Soft, &head),
            style.ink(Ink::Soft, &format!("({facts})")),
        );
        format!("{head}  {text} {facts}")
    }

    fn head(&self) -> String {
        let day = format::day(self.ask.asked_on, self.today);
        format!("{}  {day}", self.name)
    }

    /// Who was asked, the tags, and how long it waits or what came of it.
    #[must_use]
    pub fn facts(&self) -> Vec<String> {
        let who = self.ask.to.as_deref().map(escape::one_line);
        let tags = self
            .ask
            .tags
            .iter()
            .map(|tag| escape::one_line(&format!("+{tag}")));
        who.into_iter().chain(tags).chain([self.state()]).collect()
    }

    fn state(&self) -> String {
        match self.ask.answered_on {
            Some(on) if self.ask.outcome.is_answered() => {
                format::answer_of(self.ask.outcome, on, self.today)
            }
            _ => waiting(self.ask.asked_on, self.today),
        }
    }
}

/// How long an ask has waited: `waiting for 88 days`.
#[must_use]
pub fn waiting(asked_on: Day, today: Day) -> String {
    match u64::try_from(today.days_since(asked_on)) {
        Ok(0) | Err(_) => "waiting since today".to_owned(),
        Ok(days) => format!("waiting for {}", format::days(days)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcome::Outcome;

    fn ask(outcome: Outcome) -> Ask {
        let day = |text| Day::from_iso(text).unwrap();
        Ask {
            number: 84,
            id: "a-1".to_owned(),
            text: "applied for a Dutch passport".to_owned(),
            outcome,
            asked_on: day("2026-03-04"),
            answered_on: outcome.is_answered().then(|| day("2026-05-31")),
            to: Some("the embassy".to_owned()),
            tags: vec!["travel".to_owned()],
            note: None,
            fear: None,
            odds: None,
            sting: None,
            pull: None,
            plan: None,
            steps: Vec::new(),
            due: None,
            logged_at: String::new(),
        }
    }

    fn choice(ask: &Ask) -> Choice<'_> {
        Choice {
            ask,
            name: "84",
            today: Day::from_iso("2026-05-31").unwrap(),
        }
    }

    #[test]
    fn a_choice_says_the_day_the_text_who_the_tags_and_how_long_it_waits() {
        assert_eq!(
            choice(&ask(Outcome::Pending)).line(),
            "84  4 March  applied for a Dutch passport (the embassy, +travel, waiting for 88 days)"
        );
        assert_eq!(
            choice(&ask(Outcome::No)).line(),
            "84  4 March  applied for a Dutch passport (the embassy, +travel, a no of 31 May)"
        );
    }

    #[test]
    fn a_choice_is_cut_in_its_text_alone() {
        assert_eq!(
            choice(&ask(Outcome::Pending)).fitted(&Style::plain(79)),
            "84  4 March  applied for a Dutch p… (the embassy, +travel, waiting for 88 days)"
        );
    }
}
