//! Plans as they are shown: the ladder, and one that was just written down.

use serde::Serialize;

use super::escape;
use super::format::{self, tenths};
use super::style::{Ink, OutputMedium, Style};
use super::table::{Align, Table, TableCell};
use super::wrap::{command, lines_of};
use crate::domain::ask::{Odds, Rating};
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Ledger};
use crate::domain::plan::{Felt, Plan};

/// A text or a name is not cut shorter than this, and a name takes no more than that.
const LEAST_TEXT_COLS: usize = 12;
const MOST_NAME_COLS: usize = 20;

/// The plans that are not asked yet, the most feared on top.
#[derive(Clone, Debug)]
pub struct Ladder<'a> {
    /// The plans, each with what it is called by.
    pub rungs: &'a [(String, &'a Plan)],
    /// The one to go for next.
    pub next: Option<Key>,
    /// How the last asks of about its fear felt.
    pub felt: Option<Felt>,
    /// The day it is.
    pub today: Day,
}

impl Ladder<'_> {
    /// The lines that are printed; in a pipe all fields, tab-separated.
    #[must_use]
    pub fn draw(&self, style: &Style) -> String {
        if style.medium == OutputMedium::Pipe {
            return self.pipe(style);
        }
        if self.rungs.is_empty() {
            return String::new();
        }
        let named = self.rungs.iter().any(|(_, plan)| plan.to.is_some());
        let dated = self.rungs.iter().any(|(_, plan)| plan.by.is_some());
        let mut table = Table::new()
            .column("", Align::Left)
            .column("Fear", Align::Right)
            .cut_column("Plan", LEAST_TEXT_COLS);
        if named {
            table = table.narrow_column("Who", LEAST_TEXT_COLS, MOST_NAME_COLS);
        }
        if dated {
            table = table.column("By", Align::Left);
        }
        for (name, plan) in self.rungs {
            let is_next = Some(plan.key) == self.next;
            let text = escape::one_line(&plan.text);
            let mut cells = vec![
                TableCell::inked(Ink::Soft, name.clone()),
                TableCell::new(
                    plan.fear
                        .map_or(String::new(), |fear| fear.get().to_string()),
                ),
                if is_next {
                    TableCell::inked(Ink::Strong, text)
                } else {
                    TableCell::new(text)
                },
            ];
            if named {
                let to = plan.to.as_deref().map(escape::one_line);
                cells.push(TableCell::inked(Ink::Soft, to.unwrap_or_default()));
            }
            if dated {
                cells.push(TableCell::new(self.by(plan)));
            }
            table.row(cells);
        }
        let words = lines_of(&self.words(), style.width_cols).join("\n");
        format!("{}\n{words}\n", table.aligned(style))
    }

    fn by(&self, plan: &Plan) -> String {
        match plan.by {
            None => String::new(),
            Some(by) if by < self.today => format!("{}, past", format::day(by, self.today)),
            Some(by) => format::day(by, self.today),
        }
    }

    /// `The next rung is p2, a fear of 3. The last 5 asks of about that fear hurt 1.2.`
    fn words(&self) -> String {
        let is_next = |plan: &Plan| Some(plan.key) == self.next;
        let next = self.rungs.iter().find(|(_, plan)| is_next(plan));
        let Some((name, plan)) = next else {
            return format!(
                "How scary is each? {}",
                command(&format!(
                    "nos edit {} --fear 5",
                    self.rungs.first().map_or("p1", |(name, _)| name)
                ))
            );
        };
        let fear = plan.fear.map_or(0, Rating::get);
        let felt = match self.felt {
            Some(felt) => format!(
                "Your last {} asks of about that fear hurt {} on average.",
                felt.count,
                tenths(felt.sting)
            ),
            None => "Too few asks of about that fear to say how they felt (needs 5).".to_owned(),
        };
        let log = command(&format!("nos log {name}"));
        format!("The next rung is {name}, a fear of {fear}. {felt} Once you've asked: {log}")
    }

    fn pipe(&self, style: &Style) -> String {
        let mut table = Table::new();
        for heading in ["p", "text", "to", "tags", "fear", "odds", "pull", "by"] {
            table = table.column(heading, Align::Left);
        }
        let number =
            |number: Option<u8>| TableCell::new(number.map_or(String::new(), |n| n.to_string()));
        for (name, plan) in self.rungs {
            let to = plan.to.as_deref().map(escape::one_line);
            table.row(vec![
                TableCell::new(name.clone()),
                TableCell::new(escape::one_line(&plan.text)),
                TableCell::new(to.unwrap_or_default()),
                TableCell::new(plan.tags.join(" ")),
                number(plan.fear.map(Rating::get)),
                number(plan.odds.map(Odds::percent)),
                number(plan.pull.map(Rating::get)),
                TableCell::new(plan.by.map_or(String::new(), |day| day.to_string())),
            ]);
        }
        table.draw(style)
    }
}

/// What is said after a plan was written down.
#[must_use]
pub fn planned(plan: &Plan, name: &str, today: Day, style: &Style) -> String {
    let by = plan.by.map(|by| match by {
        by if by < today => format!("by {}, which is past", format::day(by, today)),
        by => format!("by {}", format::day(by, today)),
    });
    let parts: Vec<String> = [
        Some("Planned".to_owned()),
        Some(escape::one_line(&plan.text)),
        by,
        Some(style.ink(Ink::Soft, name)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let line = command(&format!("nos log {name}"));
    format!(
        "{}\nOnce you've asked: {line} (with --no or --yes if you have the answer)\n",
        parts.join(style.dot())
    )
}

/// A plan in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct PlanJson<'a> {
    plan: u64,
    id: String,
    text: &'a str,
    to: Option<&'a str>,
    tags: &'a [String],
    note: Option<&'a str>,
    fear: Option<u8>,
    odds: Option<u8>,
    pull: Option<u8>,
    by: Option<String>,
    logged_at: &'a str,
    ask: Option<u64>,
}

impl<'a> PlanJson<'a> {
    /// The JSON form of a plan of a ledger.
    #[must_use]
    pub fn new(ledger: &'a Ledger, plan: &'a Plan) -> Self {
        Self {
            plan: plan.number,
            id: ledger.id(plan.key),
            text: &plan.text,
            to: plan.to.as_deref(),
            tags: &plan.tags,
            note: plan.note.as_deref(),
            fear: plan.fear.map(Rating::get),
            odds: plan.odds.map(Odds::percent),
            pull: plan.pull.map(Rating::get),
            by: plan.by.map(|day| day.to_string()),
            logged_at: &plan.logged_at,
            ask: ledger.ask_of(plan.key).map(|row| row.number),
        }
    }
}

/// The answer of `plan` in JSON: all open plans.
#[derive(Debug, Serialize)]
pub struct PlansJson<'a> {
    schema: &'static str,
    count: usize,
    plans: Vec<PlanJson<'a>>,
}

impl<'a> PlansJson<'a> {
    /// The plans of a ledger that are not asked yet, the most feared first.
    #[must_use]
    pub fn new(ledger: &'a Ledger) -> Self {
        let open = ledger.open_plans();
        let plans = open.into_iter().map(|plan| PlanJson::new(ledger, plan));
        let plans: Vec<PlanJson<'a>> = plans.collect();
        Self {
            schema: "nos.plans/1",
            count: plans.len(),
            plans,
        }
    }
}
