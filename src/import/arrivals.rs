//! Which rows of a file are asks that are there already, and what the file now says of these.
//!
//! A row is known by the name that an import gave its ask ([`super::source`]), one of an export of
//! ours by the id of its ask. An ask without such a name, which was logged by hand or came in
//! before there were names, is known by text, day and person, for one row.

use std::collections::{HashMap, HashSet, VecDeque};

use super::incoming::{ImportField, Incoming};
use super::source::{Likeness, likeness};
use crate::domain::ask::{Ask, Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Ledger, Record};
use crate::domain::outcome::Outcome;
use crate::domain::steps::Step;

/// What became of the rows of a file.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// The rows that are not there yet, asks and plans.
    pub fresh: Vec<Fresh>,
    /// How many are there.
    pub already: usize,
    /// What rows that are there say otherwise.
    pub differing: Vec<Difference>,
    /// The asks that rows of this file are.
    pub claimed: HashSet<Key>,
}

/// A row that is not there yet.
#[derive(Debug)]
pub struct Fresh {
    /// What it says.
    pub row: Incoming,
    /// The plan that it is the ask of.
    pub plan: Option<Key>,
}

/// A row of an ask that is there, and says something else than the ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line of the file.
    pub line: u64,
    /// The ask.
    pub ask: Key,
    /// Its number.
    pub number: u64,
    /// What they disagree about.
    pub field: ImportField,
    /// What the ask says.
    pub was: Option<String>,
    /// What the row says.
    pub is: Option<String>,
    /// The row, if it has an answer or a step that the ask waits for.
    pub news: Option<Box<Incoming>>,
}

/// The asks and plans that rows can be known by.
pub struct Known<'a> {
    ledger: &'a Ledger,
    unnamed: HashMap<Likeness, VecDeque<Key>>,
    /// Open plans by what they say, whatever the day.
    plans: HashMap<Likeness, VecDeque<Key>>,
    is_dated: bool,
}

impl<'a> Known<'a> {
    /// The plans of a ledger, and those of its asks that have a name. In a file that has no days
    /// an ask without a name is known whatever its day.
    pub fn new(ledger: &'a Ledger, is_dated: bool) -> Self {
        let mut plans: HashMap<Likeness, VecDeque<Key>> = HashMap::new();
        for plan in ledger.open_plans() {
            let like = likeness(&plan.text, plan.to.as_deref(), None);
            plans.entry(like).or_default().push_back(plan.key);
        }
        Self {
            ledger,
            unnamed: HashMap::new(),
            plans,
            is_dated,
        }
    }

    /// Adds an ask that no import gave a name.
    pub fn add_unnamed(&mut self, row: &Record, text: &str, to: Option<&str>) {
        let day = self.is_dated.then_some(row.asked_on);
        let keys = self.unnamed.entry(likeness(text, to, day)).or_default();
        keys.push_back(row.key());
    }

    /// Sorts the rows of a file. `words` reads the words of an ask that a row of an export of ours
    /// is about.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn sort(
        &mut self,
        rows: Vec<Incoming>,
        words: &mut dyn FnMut(&Record) -> anyhow::Result<Ask>,
    ) -> anyhow::Result<Arrivals> {
        let mut arrivals = Arrivals::default();
        for row in rows {
            if let Some(key) = self.own(&row) {
                arrivals.already += 1;
                arrivals.claimed.insert(key);
                if let Some(ask) = self.ledger.get(key).filter(|ask| ask.stands()) {
                    let said = words(ask)?;
                    arrivals.differing.extend(all_differences(&row, ask, &said));
                }
            } else if let Some(key) = self.ask_of(&row) {
                arrivals.already += 1;
                arrivals.claimed.insert(key);
                if let Some(ask) = self.ledger.get(key).filter(|ask| ask.stands()) {
                    let steps = self.ledger.steps_of(key);
                    arrivals.differing.extend(differences(&row, ask, steps));
                }
            } else if row.is_plan && self.is_planned(&row) {
                arrivals.already += 1;
            } else {
                let plan = if row.is_plan {
                    None
                } else {
                    self.plan_of(&row)
                };
                arrivals.fresh.push(Fresh { row, plan });
            }
        }
        Ok(arrivals)
    }

    /// The ask that a row of an export of ours names.
    fn own(&self, row: &Incoming) -> Option<Key> {
        let key = self.ledger.key(row.own.as_ref()?)?;
        let key = self.ledger.meant(key);
        self.ledger.get(key).map(Record::key)
    }

    /// The ask of a row; one without a name is used up.
    fn ask_of(&mut self, row: &Incoming) -> Option<Key> {
        if let Some(&key) = self.ledger.sources.get(&row.src) {
            return Some(key);
        }
        if row.is_plan {
            return None;
        }
        let day = self.is_dated.then_some(row.asked_on);
        let like = likeness(row.text.as_str(), row.to.as_deref(), day);
        self.unnamed.get_mut(&like)?.pop_front()
    }

    /// Whether a row of a plan is there: planned, or asked since.
    fn is_planned(&mut self, row: &Incoming) -> bool {
        self.ledger.plan_sources.contains_key(&row.src) || self.plan_of(row).is_some()
    }

    /// The open plan that says the same as a row, used up.
    fn plan_of(&mut self, row: &Incoming) -> Option<Key> {
        let like = likeness(row.text.as_str(), row.to.as_deref(), None);
        self.plans.get_mut(&like)?.pop_front()
    }
}

/// What a row says of the answer, the steps and the ratings of an ask that it is known to be. A row
/// that says nothing disagrees about nothing.
fn differences(row: &Incoming, ask: &Record, steps: &[Step]) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut add = |field, was: Option<String>, is: Option<String>| {
        if was != is && is.is_some() {
            all.push(difference(row.line, ask, field, was, is));
        }
    };
    if row.says_outcome {
        let [was, is] = [ask.outcome, row.outcome].map(|outcome| Some(outcome.name().to_owned()));
        add(ImportField::Outcome, was, is);
    }
    if row.outcome == ask.outcome && row.has_answer_day {
        add(
            ImportField::AnsweredOn,
            ask.answered_on().map(|day| day.to_string()),
            row.answered_on.map(|day| day.to_string()),
        );
    }
    if let Some(step) = &row.step {
        let is_known = |known: &Step| known.step.to_lowercase() == step.as_str().to_lowercase();
        if !steps.iter().any(is_known) {
            let last = steps.last().map(|step| step.step.clone());
            add(ImportField::Step, last, Some(step.as_str().to_owned()));
        }
    }
    add(ImportField::Fear, rating(ask.fear), rating(row.fear));
    add(ImportField::Odds, odds(ask.odds), odds(row.odds));
    add(ImportField::Sting, rating(ask.sting), rating(row.sting));
    add(ImportField::Pull, rating(ask.pull), rating(row.pull));
    for difference in &mut all {
        let is_news = match difference.field {
            ImportField::Outcome => row.outcome.is_answered(),
            ImportField::Step => true,
            _ => false,
        };
        if is_news && ask.outcome == Outcome::Pending {
            difference.news = Some(Box::new(row.clone()));
        }
    }
    all
}

fn rating(rating: Option<Rating>) -> Option<String> {
    rating.map(|rating| rating.get().to_string())
}

fn odds(odds: Option<Odds>) -> Option<String> {
    odds.map(|odds| odds.percent().to_string())
}

/// What a row of an export of ours says otherwise than its ask, down to what it leaves blank.
fn all_differences(row: &Incoming, ask: &Record, said: &Ask) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut add = |field, was: Option<String>, is: Option<String>| {
        if was != is {
            all.push(difference(row.line, ask, field, was, is));
        }
    };
    let tags = |tags: Vec<&str>| (!tags.is_empty()).then(|| tags.join(", "));
    let text = |text: &str| Some(text.to_owned());
    add(ImportField::Text, text(&said.text), text(row.text.as_str()));
    add(ImportField::To, said.to.clone(), row.to.clone());
    add(
        ImportField::Outcome,
        text(said.outcome.name()),
        text(row.outcome.name()),
    );
    add(
        ImportField::AskedOn,
        text(&said.asked_on.to_string()),
        text(&row.asked_on.to_string()),
    );
    add(
        ImportField::AnsweredOn,
        said.answered_on.map(|day| day.to_string()),
        row.answered_on.map(|day| day.to_string()),
    );
    add(
        ImportField::Tags,
        tags(said.tags.iter().map(String::as_str).collect()),
        tags(row.tags.iter().map(Tag::as_str).collect()),
    );
    add(ImportField::Note, said.note.clone(), row.note.clone());
    add(ImportField::Fear, rating(said.fear), rating(row.fear));
    add(ImportField::Odds, odds(said.odds), odds(row.odds));
    add(ImportField::Sting, rating(said.sting), rating(row.sting));
    add(ImportField::Pull, rating(said.pull), rating(row.pull));
    all
}

fn difference(
    line: u64,
    ask: &Record,
    field: ImportField,
    was: Option<String>,
    is: Option<String>,
) -> Difference {
    Difference {
        line,
        ask: ask.key(),
        number: ask.number,
        field,
        was,
        is,
        news: None,
    }
}

/// Asks of rows that are gone from the file: what a fresh row may have been before it was corrected.
#[derive(Debug, Default)]
pub struct Gone {
    by: HashMap<Likeness, VecDeque<u64>>,
}

impl Gone {
    /// Adds an ask of a row that is gone.
    pub fn add(&mut self, row: &Record, text: &str, to: Option<&str>) {
        for like in all_but_one(text, to, row.asked_on) {
            self.by.entry(like).or_default().push_back(row.number);
        }
    }

    /// The number of the ask that a row may have been: all but its text, its person or its day
    /// is the same.
    pub fn meant_by(&self, row: &Incoming) -> Option<u64> {
        all_but_one(row.text.as_str(), row.to.as_deref(), row.asked_on)
            .find_map(|like| self.by.get(&like)?.front().copied())
    }
}

/// What two asks have in common that differ in their day, their person or their text alone. Asks
/// of no one have no person in common.
fn all_but_one(text: &str, to: Option<&str>, day: Day) -> impl Iterator<Item = Likeness> {
    let of_person = to.map(|to| likeness("\u{0}", Some(to), Some(day)));
    let others = [
        likeness(text, to, None),
        likeness(text, Some("\u{0}"), Some(day)),
    ];
    others.into_iter().chain(of_person)
}
