//! What a row says of its outcome: in words, in ticks and in days of answers.

use super::{NoAsk, RowAnswer, RowReader};
use crate::domain::outcome::Outcome;
use crate::domain::steps::StepText;
use crate::import::cells::{is_no_value, link_label};
use crate::import::columns::{Usage, said_word};
use crate::import::dates;
use crate::import::incoming::ImportField;
use crate::import::outcome_words::{self, Meaning};
use crate::import::problem::Flag;
use crate::import::profile::tick;
use crate::import::summary::WordCount;
use crate::import::table::{InputCell, NumberedRow};

impl RowReader<'_> {
    /// What all columns that say something of the outcome come to.
    pub(super) fn said(&mut self, row: &NumberedRow<'_>) -> Result<RowAnswer, NoAsk> {
        let mut answer: Option<(usize, RowAnswer)> = None;
        let mut is_plan = false;
        let stated = self
            .single(row, ImportField::Step)?
            .map(|step| StepText::new(&step));
        let mut step = stated.transpose().map_err(|invalid| invalid.0)?;
        let mut trouble = None;
        let columns: Vec<usize> = self.outcomes.clone();
        for column in columns {
            let meaning = match self.mapping.usage(column) {
                Usage::Says(_) => self.word(row, column)?,
                Usage::Marks(outcome) => self.mark(row, column, outcome)?,
                Usage::MarksAsked => self.mark_asked(row, column)?,
                Usage::Unused | Usage::DayOf(_) => continue,
            };
            match meaning {
                Meaning::Outcome(outcome) if outcome.is_answered() => {
                    let said = RowAnswer {
                        outcome,
                        ..RowAnswer::default()
                    };
                    self.agree(&mut answer, column, said)?;
                }
                Meaning::Outcome(_) | Meaning::Nothing => {}
                Meaning::NotAskedYet => is_plan = true,
                Meaning::NotAsked => {
                    return Err(NoAsk::LeftOut("nothing was asked".to_owned()));
                }
                Meaning::Step => {
                    let word = row.cell(column).as_text().unwrap_or_default().trim();
                    step = step.or(StepText::new(word).ok());
                }
                Meaning::LeftOut => {
                    return Err(NoAsk::LeftOut(format!(
                        "{} is left out by --map",
                        self.quoted(row, column)
                    )));
                }
                Meaning::Unclear | Meaning::Unknown => {
                    if answer.is_none() && trouble.is_none() {
                        trouble = Some(self.unknown(row, column, meaning));
                    }
                }
            }
        }
        for column in self.answers.clone() {
            if let Usage::DayOf(outcome) = self.mapping.usage(column)
                && let Some(day) = self.day(row, column)?
            {
                let said = RowAnswer {
                    outcome,
                    day: Some(day),
                    ..RowAnswer::default()
                };
                self.agree(&mut answer, column, said)?;
            }
        }
        match (answer, trouble) {
            (_, Some(trouble)) => Err(trouble),
            (Some((_, said)), None) => Ok(RowAnswer { step, ..said }),
            (None, None) => Ok(RowAnswer {
                outcome: self
                    .wishes
                    .outcome
                    .filter(|_| self.outcomes.is_empty())
                    .unwrap_or(Outcome::Pending),
                day: None,
                is_plan,
                step,
            }),
        }
    }

    /// Two columns may both say the answer, but not two answers.
    fn agree(
        &self,
        answer: &mut Option<(usize, RowAnswer)>,
        column: usize,
        said: RowAnswer,
    ) -> Result<(), NoAsk> {
        match answer {
            None => *answer = Some((column, said)),
            Some((_, before)) if before.outcome == said.outcome => {
                before.day = before.day.or(said.day);
            }
            Some((other, before)) => {
                return Err(NoAsk::Refused {
                    reason: format!(
                        "{} says {}, but {} says {}",
                        self.called(*other),
                        before.outcome.name(),
                        self.called(column),
                        said.outcome.name()
                    ),
                    remedy: Some(Flag::map("COLUMN=ignore")),
                });
            }
        }
        Ok(())
    }

    /// What the word of a column of outcomes says, counted.
    fn word(&mut self, row: &NumberedRow<'_>, column: usize) -> Result<Meaning, NoAsk> {
        let Some(text) = (match row.cell(column) {
            InputCell::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => self.cell(row, column)?.map(|_| ""),
        }) else {
            return Ok(Meaning::Nothing);
        };
        let label = link_label(text);
        let text = label.as_deref().unwrap_or(text);
        if let Some(&at) = self.words.get(&(column, text.to_owned()))
            && let Some(known) = self.found.summary.words.get_mut(at)
        {
            known.count += 1;
            return Ok(known.meaning);
        }
        let meaning = self
            .mapping
            .meanings
            .get(&(column, said_word(text)))
            .copied()
            .or_else(|| {
                Some(outcome_words::meaning(
                    text,
                    self.mapping.words.get(&column)?,
                ))
            })
            .unwrap_or(Meaning::Unknown);
        self.count(column, text, meaning);
        Ok(meaning)
    }

    fn count(&mut self, column: usize, word: &str, meaning: Meaning) {
        let next = self.found.summary.words.len();
        let at = *self.words.entry((column, word.to_owned())).or_insert(next);
        match self.found.summary.words.get_mut(at) {
            Some(known) => known.count += 1,
            None => self.found.summary.words.push(WordCount {
                column,
                word: word.to_owned(),
                count: 1,
                meaning,
            }),
        }
    }

    /// What a column says that is ticked for one outcome; a day ticks it, too.
    fn mark(
        &mut self,
        row: &NumberedRow<'_>,
        column: usize,
        outcome: Outcome,
    ) -> Result<Meaning, NoAsk> {
        let Some(text) = self.cell(row, column)?.filter(|text| !is_no_value(text)) else {
            return Ok(Meaning::Nothing);
        };
        let stated = self
            .mapping
            .meanings
            .get(&(column, said_word(&text)))
            .copied();
        let meaning = stated.unwrap_or(match tick(&text) {
            Some(true) => Meaning::Outcome(outcome),
            Some(false) => Meaning::Nothing,
            None if dates::written(&text, self.wishes.years()).is_ok() => Meaning::Outcome(outcome),
            None => Meaning::Unknown,
        });
        if tick(&text).is_some() || stated.is_some() {
            let text = text.into_owned();
            self.count(column, &text, meaning);
        }
        Ok(meaning)
    }

    fn mark_asked(&self, row: &NumberedRow<'_>, column: usize) -> Result<Meaning, NoAsk> {
        Ok(match self.cell(row, column)?.as_deref().and_then(tick) {
            Some(false) => Meaning::NotAskedYet,
            _ => Meaning::Nothing,
        })
    }

    fn unknown(&self, row: &NumberedRow<'_>, column: usize, meaning: Meaning) -> NoAsk {
        let word = row.cell(column).as_text().unwrap_or_default().trim();
        let why = match meaning {
            Meaning::Unclear => "can mean two things",
            _ => "is not known as an outcome",
        };
        NoAsk::Refused {
            reason: format!("{} {why}", self.quoted(row, column)),
            remedy: Some(Flag::map(format!(
                "{}:{word}=OUTCOME",
                self.mapping.name(column)
            ))),
        }
    }
}
