//! Steps: what happened between an ask and its answer, and the day on which to look again.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::day::{Day, Period};
use super::filter::Matcher;
use super::invalid::Invalid;
use super::key::Key;
use super::ledger::Ledger;
use super::outcome::Outcome;

/// The most characters (Unicode scalar values) that the words of a step have.
pub const STEP_MAX_CHARS: usize = 60;

/// The words of a step, `callback`: 1 to 60 characters without blanks at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepText(String);

impl StepText {
    /// The trimmed words.
    ///
    /// # Errors
    /// If nothing is left of them, or more than 60 characters are.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        Self::check(text)?;
        Ok(Self(text.trim().to_owned()))
    }

    /// Whether the words could be those of a step.
    ///
    /// # Errors
    /// As [`StepText::new`].
    pub fn check(text: &str) -> Result<(), Invalid> {
        match text.trim().chars().count() {
            0 => Err(Invalid("a step can't be empty".to_owned())),
            1..=STEP_MAX_CHARS => Ok(()),
            chars => Err(Invalid(format!(
                "a step has at most {STEP_MAX_CHARS} characters, this one has {chars}"
            ))),
        }
    }
}

impl StepText {
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<StepText> for String {
    fn from(text: StepText) -> Self {
        text.0
    }
}

/// Something that happened between an ask and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its event.
    pub key: Key,
    /// What happened, as it was typed.
    pub step: String,
    /// The day it happened.
    pub on: Day,
    /// The day on which to look again.
    pub due: Option<Day>,
    /// What was noted.
    pub note: Option<String>,
}

/// How many asks have a step, and how many of these are a yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepCounts {
    /// The step, as it was last typed.
    pub step: String,
    /// The asks that have it, each once.
    pub asks: u32,
    /// Those of them that are a yes.
    pub yes: u32,
}

/// The steps of the asks made in a period, case ignored: by how many asks have them, then by name.
#[must_use]
pub(super) fn by_step(ledger: &Ledger, matcher: &Matcher, span: Period) -> Vec<StepCounts> {
    let mut by_word: BTreeMap<String, (Key, StepCounts)> = BTreeMap::new();
    for (&ask, steps) in &ledger.steps {
        let row = ledger.get(ask).filter(|row| row.stands());
        let Some(row) = row.filter(|row| span.contains(row.asked_on) && matcher.matches(row))
        else {
            continue;
        };
        let words: BTreeMap<String, &Step> = steps
            .list
            .iter()
            .map(|step| (step.step.to_lowercase(), step))
            .collect();
        for (word, step) in words {
            let (last, counts) = by_word.entry(word).or_insert_with(|| {
                let step = step.step.clone();
                (
                    Key { seq: 0, device: 0 },
                    StepCounts {
                        step,
                        asks: 0,
                        yes: 0,
                    },
                )
            });
            if *last < step.key {
                *last = step.key;
                counts.step.clone_from(&step.step);
            }
            counts.asks += 1;
            counts.yes += u32::from(row.outcome == Outcome::Yes);
        }
    }
    let mut counts: Vec<StepCounts> = by_word.into_values().map(|(_, counts)| counts).collect();
    counts.sort_by_key(|counts| Reverse(counts.asks));
    counts
}

/// The steps of an ask, in the order of their events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    list: Vec<Step>,
    answered_since: bool,
}

impl Steps {
    /// Adds a step that comes after all the others.
    pub fn push(&mut self, step: Step) {
        self.list.push(step);
        self.answered_since = false;
    }

    /// Notes what became of the ask after its last step so far. An answer ends the due day; one that
    /// is taken back leaves it as it was.
    pub fn note_outcome(&mut self, outcome: Outcome) {
        self.answered_since = outcome.is_answered();
    }

    /// The steps.
    #[must_use]
    pub fn list(&self) -> &[Step] {
        &self.list
    }

    /// The open due day: that of the last step, unless an answer came after it.
    #[must_use]
    pub fn due(&self) -> Option<Day> {
        self.list.last()?.due.filter(|_| !self.answered_since)
    }
}
