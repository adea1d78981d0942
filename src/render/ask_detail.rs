//! One ask with all that is known of it, and what happened to it.

use serde::Serialize;

use super::escape;
use super::format;
use super::style::{Ink, OutputMedium, Style};
use super::table::{Align, Table, TableCell};
use super::wrap::lines_of;
use crate::domain::ask::Ask;
use crate::domain::day::Day;
use crate::domain::ledger::Status;
use crate::domain::outcome::Outcome;
use crate::domain::plan::Plan;
use crate::domain::runs::Behind;
use crate::domain::steps::Step;

/// Something that happened to an ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Past {
    /// When it was written down, RFC 3339.
    pub at: String,
    /// The id of the event.
    pub id: String,
    /// The kind of the event.
    pub kind: &'static str,
    /// What it did, in words.
    pub summary: String,
}

/// What a person wrote and what happened is not broken into lines shorter than this.
const LEAST_TEXT_COLS: usize = 16;

/// An ask to be shown.
#[derive(Clone, Debug)]
pub struct AskDetail<'a> {
    /// The ask.
    pub ask: &'a Ask,
    /// What was behind it, if it is a yes that counts.
    pub behind: Option<&'a Behind>,
    /// What it is called by.
    pub name: &'a str,
    /// Whether it was taken out.
    pub is_removed: bool,
    /// What happened to it, in order.
    pub past: &'a [Past],
    /// The day it is.
    pub today: Day,
}

impl AskDetail<'_> {
    /// The lines that are printed.
    #[must_use]
    pub fn draw(&self, style: &Style) -> String {
        let mut text = String::new();
        let indent_cols = self.name.len() + 3;
        let lines = escape::lines(&self.ask.text)
            .into_iter()
            .flat_map(|line| match style.medium {
                OutputMedium::Pipe => vec![line],
                OutputMedium::Terminal => {
                    lines_of(&line, style.width_cols.saturating_sub(indent_cols))
                }
            });
        for (index, line) in lines.enumerate() {
            let mark = if index == 0 {
                format!("#{}  ", self.name)
            } else {
                " ".repeat(indent_cols)
            };
            text.push_str(&style.ink(Ink::Soft, &mark));
            text.push_str(&style.ink(Ink::Strong, &line));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.facts(style).aligned(style));
        text.push('\n');
        text.push_str(&self.history(style).aligned(style));
        text
    }

    fn facts(&self, style: &Style) -> Table {
        let mut table = labelled(style);
        let mut fact = |label: &str, value: TableCell| {
            table.row(vec![TableCell::inked(Ink::Soft, label), value]);
        };
        let ask = self.ask;
        fact("Asked", TableCell::new(format::full_day(ask.asked_on)));
        fact("Answer", self.answer());
        if let Some(behind) = self.story() {
            let silences = match behind.ghosted {
                0 => String::new(),
                ghosted => format!(", {} ghosted", format::grouped(ghosted)),
            };
            let told = format::behind(behind, self.today);
            fact("Behind it", TableCell::new(format!("{told}{silences}")));
        }
        if let Some(to) = &ask.to {
            fact("Whom", TableCell::new(escape::one_line(to)));
        }
        if !ask.tags.is_empty() {
            let tags: Vec<String> = ask.tags.iter().map(|tag| format!("+{tag}")).collect();
            fact("Tags", TableCell::new(escape::one_line(&tags.join(" "))));
        }
        if let Some(fear) = ask.fear {
            fact("Fear", TableCell::new(format!("{} out of 10", fear.get())));
        }
        if let Some(odds) = ask.odds {
            fact("Odds", TableCell::new(format!("{}%", odds.percent())));
        }
        if let Some(pull) = ask.pull {
            fact("Pull", TableCell::new(format!("{} out of 10", pull.get())));
        }
        if let Some(sting) = ask.sting {
            fact(
                "Sting",
                TableCell::new(format!("{} out of 10", sting.get())),
            );
        }
        if let Some(plan) = ask.plan {
            fact("Plan", TableCell::new(format!("p{plan}")));
        }
        for (index, step) in ask.steps.iter().enumerate() {
            let label = if index == 0 { "Steps" } else { "" };
            fact(label, TableCell::new(step_words(step, self.today)));
        }
        if let Some(due) = ask.due {
            fact("Due", TableCell::inked(Ink::Waiting, format::full_day(due)));
        }
        if let Some(note) = &ask.note {
            for (index, line) in escape::lines(note).into_iter().enumerate() {
                fact(if index == 0 { "Note" } else { "" }, TableCell::new(line));
            }
        }
        fact("Id", TableCell::new(escape::one_line(&ask.id)));
        if self.is_removed {
            fact(
                "",
                TableCell::new("You removed it, so it no longer counts."),
            );
        }
        table
    }

    /// What was behind it, if that is more than nothing.
    fn story(&self) -> Option<&Behind> {
        self.behind.filter(|behind| behind.nos > 0)
    }

    fn answer(&self) -> TableCell {
        let ask = self.ask;
        let Some(on) = ask.answered_on else {
            let days = u64::try_from(self.today.days_since(ask.asked_on)).unwrap_or(0);
            let waiting = match days {
                0 => "waiting since today".to_owned(),
                days => format!("waiting for {}", format::days(days)),
            };
            return TableCell::inked(Ink::Waiting, waiting);
        };
        let days = ask
            .days_to_answer()
            .and_then(|days| u64::try_from(days).ok());
        let after = match days {
            None | Some(0) => "the same day".to_owned(),
            Some(days) => format!("{}, after {}", format::full_day(on), format::days(days)),
        };
        let ink = match ask.outcome {
            Outcome::Pending => Ink::Waiting,
            Outcome::No => Ink::No,
            Outcome::Ghosted => Ink::Ghosted,
            Outcome::Yes => Ink::Yes,
        };
        TableCell::inked(ink, format!("{}, {after}", format::outcome(ask.outcome)))
    }

    /// What happened, in order.
    fn history(&self, style: &Style) -> Table {
        history(self.past, style)
    }
}

/// What happened to an ask or a plan, in order.
fn history(past: &[Past], style: &Style) -> Table {
    let mut table = labelled(style);
    for past in past {
        let at = past.at.get(..16).unwrap_or(&past.at).replace('T', " ");
        table.row(vec![
            TableCell::inked(Ink::Soft, escape::one_line(&at)),
            TableCell::new(escape::one_line(&past.summary)),
        ]);
    }
    table
}

/// `callback, 2 October: bring the score`
fn step_words(step: &Step, today: Day) -> String {
    let note = step.note.as_ref().map(|note| format!(": {note}"));
    let day = format::day(step.on, today);
    let told = format!("{}, {day}{}", step.step, note.unwrap_or_default());
    escape::one_line(&told)
}

/// A plan to be shown.
#[derive(Clone, Debug)]
pub struct PlanDetail<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What it is called by.
    pub name: &'a str,
    /// The number of the ask that was made of it.
    pub ask: Option<u64>,
    /// What happened to it, in order.
    pub past: &'a [Past],
    /// The day it is.
    pub today: Day,
}

impl PlanDetail<'_> {
    /// The lines that are printed.
    #[must_use]
    pub fn draw(&self, style: &Style) -> String {
        let Self {
            plan,
            name,
            ask,
            past,
            today,
        } = *self;
        let text = escape::lines(&plan.text).join(" ");
        let head = format!("{name}  {}", style.ink(Ink::Strong, &text));
        let head = lines_of(&head, style.width_cols).join("\n");
        let mut table = labelled(style);
        let mut fact = |label: &str, value: Option<String>| {
            if let Some(value) = value {
                table.row(vec![
                    TableCell::inked(Ink::Soft, label),
                    TableCell::new(value),
                ]);
            }
        };
        fact("Asked", ask.map(|number| format!("#{number}")));
        fact(
            "By",
            plan.by.map(|by| match by {
                by if by < today && ask.is_none() => format!("{}, past", format::full_day(by)),
                by => format::full_day(by),
            }),
        );
        fact("Who", plan.to.as_deref().map(escape::one_line));
        let tags: Vec<String> = plan.tags.iter().map(|tag| format!("+{tag}")).collect();
        fact("Tags", Some(tags.join(" ")).filter(|tags| !tags.is_empty()));
        fact(
            "Fear",
            plan.fear.map(|fear| format!("{} of 10", fear.get())),
        );
        fact("Odds", plan.odds.map(|odds| format!("{}%", odds.percent())));
        fact(
            "Pull",
            plan.pull.map(|pull| format!("{} of 10", pull.get())),
        );
        fact("Note", plan.note.as_deref().map(escape::one_line));
        if plan.standing == Status::Removed {
            fact("", Some("It was removed.".to_owned()));
        }
        let facts = table.aligned(style);
        format!("{head}\n\n{facts}\n{}", history(past, style).aligned(style))
    }
}

/// A table of labels and texts. On a terminal a text goes on below itself; a program or a file
/// gets it on one line.
fn labelled(style: &Style) -> Table {
    let table = Table::new().column("", Align::Left);
    match style.medium {
        OutputMedium::Terminal => table.broken_column("", LEAST_TEXT_COLS),
        OutputMedium::Pipe => table.column("", Align::Left),
    }
}
