//! Which column of a file says what of an ask.
//!
//! A column is recognised by its name, whatever its case, blanks, punctuation and what is in
//! brackets (`Fear (0-10)`), and by what its cells look like: a column of yes and no has no days,
//! whatever it is called. Where several names fit one field, the one that is active first in its list
//! counts and the others are left out; only outcomes and the days of answers are taken from
//! several columns, row by row. What was chosen is always shown.

mod keys;
mod names;
mod recognise;
mod rules;

#[cfg(test)]
use keys::is_name_of;
use keys::key;
pub use keys::{known, looked_at, recognised, scale};
use recognise::Candidates;

use std::collections::HashMap;

use super::incoming::ImportField;
use super::outcome_words::{self, Meaning, plain};
use super::problem::{Flag, UnusableFile};
use super::profile::Profile;
use super::rule::Rule;
use crate::domain::outcome::Outcome;

/// A column of the file and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputColumn {
    /// Its name as the file has it.
    pub name: String,
    /// What it is used for.
    pub usage: Usage,
}

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// Nothing: it is left out.
    Unused,
    /// It says this field.
    Says(ImportField),
    /// It has the day of an answer that is this outcome: `Date Rejected`.
    DayOf(Outcome),
    /// It is ticked where the outcome is this one: `Rejected`, with yes or no in it.
    Marks(Outcome),
    /// It is ticked where the ask was made: `Applied`, with yes or no in it.
    MarksAsked,
}

impl Usage {
    /// The field that it says something of.
    pub fn field(self) -> Option<ImportField> {
        match self {
            Self::Unused => None,
            Self::Says(field) => Some(field),
            Self::DayOf(_) => Some(ImportField::AnsweredOn),
            Self::Marks(_) | Self::MarksAsked => Some(ImportField::Outcome),
        }
    }
}

/// What flags say that no column has to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GivenValues {
    /// `--text`: what was asked for in every row.
    pub text: bool,
    /// `--outcome`: what became of every row.
    pub outcome: bool,
}

/// What the columns of a file say.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// The columns in the order of the file.
    pub columns: Vec<InputColumn>,
    /// What is known of the words of each column of outcomes.
    pub words: HashMap<usize, outcome_words::OutcomeColumn>,
    /// What `--map` says of a word in a column.
    pub meanings: HashMap<(usize, String), Meaning>,
}

impl Mapping {
    /// The mapping of columns with these names.
    ///
    /// # Errors
    /// If none says what was asked, none has a day or an outcome, none has the day of the ask
    /// although one has that of the answer, two columns of one name matter, or a rule does not fit
    /// the file.
    pub fn new(
        names: &[String],
        header_line: u64,
        rules: &[Rule],
        profiles: &[Profile],
        stated: GivenValues,
    ) -> Result<Self, UnusableFile> {
        let mut mapping = Self {
            columns: names
                .iter()
                .map(|name| InputColumn {
                    name: name.clone(),
                    usage: Usage::Unused,
                })
                .collect(),
            ..Self::default()
        };
        let mut settled = vec![false; names.len()];
        for rule in rules {
            mapping.apply(rule, &mut settled)?;
        }
        let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        let mut candidates = Candidates {
            keys: &keys,
            profiles,
            settled,
        };
        for field in ImportField::ALL {
            if mapping.of(field).next().is_some() || field == ImportField::Text && stated.text {
                continue;
            }
            match field {
                ImportField::Outcome if stated.outcome => {}
                ImportField::Outcome => mapping.recognise_outcomes(&mut candidates),
                ImportField::AskedOn => mapping.recognise_asked_on(&mut candidates),
                ImportField::AnsweredOn => mapping.recognise_answers(&mut candidates),
                _ => mapping.recognise(field, &mut candidates, header_line)?,
            }
        }
        mapping.learn_words(&keys, profiles);
        mapping.check_words()?;
        mapping.check_whole(header_line, stated)?;
        Ok(mapping)
    }

    /// The columns that say something of this field.
    pub fn of(&self, field: ImportField) -> impl Iterator<Item = usize> + '_ {
        (0..)
            .zip(&self.columns)
            .filter(move |(_, column)| column.usage.field() == Some(field))
            .map(|(at, _)| at)
    }

    /// The first column that says this field.
    pub fn column(&self, field: ImportField) -> Option<usize> {
        self.of(field).next()
    }

    /// The place of the column with exactly this name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// What a column is used for.
    pub fn usage(&self, column: usize) -> Usage {
        self.columns
            .get(column)
            .map_or(Usage::Unused, |column| column.usage)
    }

    /// The name of a column.
    pub fn name(&self, column: usize) -> &str {
        self.columns
            .get(column)
            .map_or("", |column| column.name.as_str())
    }

    fn use_for(&mut self, column: usize, usage: Usage) {
        if let Some(column) = self.columns.get_mut(column) {
            column.usage = usage;
        }
    }

    fn learn_words(&mut self, keys: &[String], profiles: &[Profile]) {
        for at in self.of(ImportField::Outcome).collect::<Vec<_>>() {
            if self.usage(at) == Usage::Says(ImportField::Outcome) {
                let (Some(key), profile) = (keys.get(at), profiles.get(at)) else {
                    continue;
                };
                self.words.insert(at, words_of(key, profile));
            }
        }
    }

    /// Words can be given a meaning in a column of outcomes alone.
    fn check_words(&self) -> Result<(), UnusableFile> {
        for (column, word) in self.meanings.keys() {
            if self.usage(*column).field() != Some(ImportField::Outcome) {
                let column = self.name(*column);
                return Err(UnusableFile::flag(format!(
                    "--map gives {word:?} a meaning in the column {column:?}, which does not say the outcome"
                ))
                .try_flag(Flag::map(format!("{column}=outcome"))));
            }
        }
        Ok(())
    }

    fn check_whole(&self, line: u64, stated: GivenValues) -> Result<(), UnusableFile> {
        let first_free = || {
            self.columns
                .iter()
                .find(|column| column.usage == Usage::Unused && !column.name.trim().is_empty())
                .map_or("COLUMN", |column| &column.name)
        };
        let has = |field| self.column(field).is_some();
        if !has(ImportField::Text) && !has(ImportField::To) && !stated.text {
            return Err(UnusableFile::file(
                line,
                format!(
                    "no column says what was asked for; the columns are {}",
                    self.all_names()
                ),
            )
            .try_flag(Flag::map(format!("{}=text", first_free()))));
        }
        let answered = self.of(ImportField::AnsweredOn).next();
        if let (Some(answered), false) = (answered, has(ImportField::AskedOn)) {
            let answered = self.name(answered);
            return Err(UnusableFile::file(
                line,
                format!("the column {answered:?} has the day of the answer, but none has the day of the ask"),
            )
            .try_flag(Flag::map(format!("{answered}=asked_on"))));
        }
        if !has(ImportField::AskedOn) && !has(ImportField::Outcome) && !stated.outcome {
            return Err(UnusableFile::file(
                line,
                format!(
                    "no column says on which day an ask was made or what came of it; the columns are {}. If these are asks, name the column with the day (--map COLUMN=asked_on), or say what became of them all today",
                    self.all_names()
                ),
            )
            .try_flag(Flag::new("--outcome", "OUTCOME")));
        }
        Ok(())
    }

    fn all_names(&self) -> String {
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|column| format!("{:?}", column.name))
            .collect();
        names.join(", ")
    }
}

fn words_of(key: &str, profile: Option<&Profile>) -> outcome_words::OutcomeColumn {
    outcome_words::OutcomeColumn {
        words: profile
            .into_iter()
            .flat_map(|profile| profile.words.keys())
            .map(|word| plain(word))
            .collect(),
        is_reply: names::REPLIES.split_whitespace().any(|name| name == key),
    }
}

/// A word as it is compared: plain, or as it is if nothing would be left of it.
pub fn said_word(word: &str) -> String {
    let plain = plain(word);
    if plain.is_empty() {
        word.trim().to_owned()
    } else {
        plain
    }
}

fn same_name(line: u64, name: &str) -> UnusableFile {
    UnusableFile::file(line, format!("two columns are called {name:?}"))
        .advise("give each column a name of its own")
}

#[cfg(test)]
mod tests;
