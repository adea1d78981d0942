//! Which column of a file says what of an ask.
//!
//! A column is recognised by its name, whatever its case, blanks, punctuation and what stands in
//! brackets (`Fear (0-10)`), and by what its cells look like: a column of yes and no has no days,
//! whatever it is called. Where several names fit one field, the one that stands first in its list
//! counts and the others are left out; only outcomes and the days of answers are taken from
//! several columns, row by row. What was chosen is always shown.

mod names;

use std::collections::HashMap;

use super::incoming::Field;
use super::outcome_words::{self, Meaning, meaning, plain};
use super::problem::{Flag, UnusableFile};
use super::profile::Profile;
use super::rule::{Rule, RuleTarget};
use crate::domain::outcome::Outcome;

/// A column of the file and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
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
    Says(Field),
    /// It has the day of an answer that is this outcome: `Date Rejected`.
    DayOf(Outcome),
    /// It is ticked where the outcome is this one: `Rejected`, with yes or no in it.
    Marks(Outcome),
    /// It is ticked where the ask was made: `Applied`, with yes or no in it.
    MarksAsked,
}

impl Usage {
    /// The field that it says something of.
    pub fn field(self) -> Option<Field> {
        match self {
            Self::Unused => None,
            Self::Says(field) => Some(field),
            Self::DayOf(_) => Some(Field::AnsweredOn),
            Self::Marks(_) | Self::MarksAsked => Some(Field::Outcome),
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
    pub columns: Vec<Column>,
    /// What is known of the words of each column of outcomes.
    pub words: HashMap<usize, outcome_words::Column>,
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
                .map(|name| Column {
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
        for field in Field::ALL {
            if mapping.of(field).next().is_some() || field == Field::Text && stated.text {
                continue;
            }
            match field {
                Field::Outcome if stated.outcome => {}
                Field::Outcome => mapping.recognise_outcomes(&mut candidates),
                Field::AskedOn => mapping.recognise_asked_on(&mut candidates),
                Field::AnsweredOn => mapping.recognise_answers(&mut candidates),
                _ => mapping.recognise(field, &mut candidates, header_line)?,
            }
        }
        mapping.learn_words(&keys, profiles);
        mapping.check_words()?;
        mapping.check_whole(header_line, stated)?;
        Ok(mapping)
    }

    /// The columns that say something of this field.
    pub fn of(&self, field: Field) -> impl Iterator<Item = usize> + '_ {
        (0..)
            .zip(&self.columns)
            .filter(move |(_, column)| column.usage.field() == Some(field))
            .map(|(at, _)| at)
    }

    /// The first column that says this field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.of(field).next()
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

    fn apply(&mut self, rule: &Rule, settled: &mut [bool]) -> Result<(), UnusableFile> {
        let (at, word) = self.meant(rule)?;
        if let Some(word) = word {
            if let Some(meaning) = rule.says.meaning() {
                self.meanings.insert((at, said_word(&word)), meaning);
            }
            return Ok(());
        }
        let usage = match rule.says {
            RuleTarget::Field(field) => {
                if !field.takes_several() && self.column(field).is_some() {
                    return Err(UnusableFile::flag(format!(
                        "--map names two columns for {}",
                        field.name()
                    )));
                }
                match (field, marks(&key(self.name(at)))) {
                    (Field::Outcome, Some(outcome)) => Usage::Marks(outcome),
                    _ => Usage::Says(field),
                }
            }
            RuleTarget::Ignore => Usage::Unused,
            RuleTarget::Outcome(_) | RuleTarget::Plan => return Err(self.not_there(&rule.left)),
        };
        match settled.get_mut(at) {
            Some(true) => Err(UnusableFile::flag(format!(
                "--map says two things of the column {:?}",
                self.name(at)
            ))),
            Some(settled) => {
                *settled = true;
                self.use_for(at, usage);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// The column that a rule is about, and the word in it: the longest name before a colon.
    fn meant(&self, rule: &Rule) -> Result<(usize, Option<String>), UnusableFile> {
        let is_about_word = matches!(rule.says, RuleTarget::Outcome(_) | RuleTarget::Plan);
        if !is_about_word && let Some(at) = self.called(&rule.left)? {
            return Ok((at, None));
        }
        if rule.says.meaning().is_some() {
            for (colon, _) in rule.left.rmatch_indices(':') {
                let (column, word) = rule.left.split_at(colon);
                let word = word.get(1..).unwrap_or_default().trim();
                if !word.is_empty()
                    && let Some(at) = self.called(column.trim())?
                {
                    return Ok((at, Some(word.to_owned())));
                }
            }
        }
        let column = match rule.left.split_once(':') {
            Some((column, _)) if rule.says.meaning().is_some() => column,
            _ => &rule.left,
        };
        Err(self.not_there(column))
    }

    fn not_there(&self, column: &str) -> UnusableFile {
        UnusableFile::flag(format!(
            "--map names the column {column:?}, but the file has {}",
            self.all_names()
        ))
    }

    /// The one column that a person calls so.
    fn called(&self, name: &str) -> Result<Option<usize>, UnusableFile> {
        let wanted = typed_key(name);
        let exact = |column: &&(usize, &Column)| column.1.name == name;
        let columns: Vec<(usize, &Column)> = (0..).zip(&self.columns).collect();
        let mut fitting: Vec<usize> = columns.iter().filter(exact).map(|(at, _)| *at).collect();
        if fitting.is_empty() && !wanted.is_empty() {
            fitting = columns
                .iter()
                .filter(|(_, column)| typed_key(&column.name) == wanted)
                .map(|(at, _)| *at)
                .collect();
        }
        match fitting.as_slice() {
            [] => Ok(None),
            [at] => Ok(Some(*at)),
            _ => Err(same_name(1, name)),
        }
    }

    /// Finds the column of a field by its name: of several the first in the list of names that has
    /// something in it.
    fn recognise(
        &mut self,
        field: Field,
        candidates: &mut Candidates<'_>,
        header_line: u64,
    ) -> Result<(), UnusableFile> {
        let fitting = candidates.called(field);
        let filled = fitting.iter().copied().find(|&at| {
            candidates
                .profile(at)
                .is_none_or(|profile| profile.filled > 0)
        });
        let Some(at) = filled.or(fitting.first().copied()) else {
            return Ok(());
        };
        let is_twice = fitting
            .iter()
            .filter(|&&other| candidates.keys.get(other) == candidates.keys.get(at))
            .count()
            > 1;
        if is_twice {
            return Err(same_name(header_line, self.name(at)));
        }
        candidates.settle(at);
        self.use_for(at, Usage::Says(field));
        Ok(())
    }

    /// Takes every column of outcomes whose words are known, and those that are ticked for one.
    fn recognise_outcomes(&mut self, candidates: &mut Candidates<'_>) {
        let fitting = candidates.called(Field::Outcome);
        let known: Vec<usize> = fitting
            .iter()
            .copied()
            .filter(|&at| candidates.has_outcomes(at))
            .collect();
        let filled = fitting.iter().copied().find(|&at| {
            candidates
                .profile(at)
                .is_none_or(|profile| profile.filled > 0)
        });
        let first = filled.or(fitting.first().copied());
        let ticked: Vec<(usize, Outcome)> = candidates
            .free()
            .filter_map(|at| Some((at, marks(candidates.keys.get(at)?)?)))
            .filter(|&(at, _)| {
                candidates
                    .profile(at)
                    .is_some_and(Profile::is_ticks_or_days)
            })
            .collect();
        let words = match (known.is_empty(), ticked.is_empty()) {
            (false, _) => known,
            (true, true) => first.into_iter().collect(),
            (true, false) => Vec::new(),
        };
        for at in words {
            candidates.settle(at);
            self.use_for(at, Usage::Says(Field::Outcome));
        }
        for (at, outcome) in ticked {
            candidates.settle(at);
            self.use_for(at, Usage::Marks(outcome));
        }
    }

    /// Takes the first known column whose cells are days; one of yes and no says whether the ask
    /// was made.
    fn recognise_asked_on(&mut self, candidates: &mut Candidates<'_>) {
        let fitting = candidates.called(Field::AskedOn);
        let ticked = fitting
            .iter()
            .copied()
            .find(|&at| candidates.profile(at).is_some_and(Profile::is_ticks));
        if let Some(at) = ticked {
            candidates.settle(at);
            self.use_for(at, Usage::MarksAsked);
        }
        let day = fitting
            .iter()
            .copied()
            .filter(|&at| Some(at) != ticked)
            .find(|&at| candidates.profile(at).is_none_or(Profile::is_days))
            .or_else(|| fitting.iter().copied().find(|&at| Some(at) != ticked));
        if let Some(at) = day {
            candidates.settle(at);
            self.use_for(at, Usage::Says(Field::AskedOn));
        }
    }

    /// Takes one column of days of answers, and every one that also says which answer it was.
    fn recognise_answers(&mut self, candidates: &mut Candidates<'_>) {
        let fitting = candidates.called(Field::AnsweredOn);
        let is_day = |at: usize| {
            candidates
                .profile(at)
                .is_none_or(|profile| profile.is_days() || profile.filled == 0)
        };
        let of_outcome: Vec<(usize, Outcome)> = fitting
            .iter()
            .copied()
            .filter(|&at| is_day(at))
            .filter_map(|at| Some((at, day_of(candidates.keys.get(at)?)?)))
            .collect();
        let filled = |at: usize| {
            candidates
                .profile(at)
                .is_none_or(|profile| profile.filled > 0)
        };
        let plain: Vec<usize> = fitting
            .iter()
            .copied()
            .filter(|&at| is_day(at) && !of_outcome.iter().any(|(other, _)| *other == at))
            .collect();
        let plain = plain
            .iter()
            .copied()
            .find(|&at| filled(at))
            .or_else(|| plain.first().copied());
        for (at, outcome) in of_outcome {
            candidates.settle(at);
            self.use_for(at, Usage::DayOf(outcome));
        }
        if let Some(at) = plain {
            candidates.settle(at);
            self.use_for(at, Usage::Says(Field::AnsweredOn));
        }
    }

    fn learn_words(&mut self, keys: &[String], profiles: &[Profile]) {
        for at in self.of(Field::Outcome).collect::<Vec<_>>() {
            if self.usage(at) == Usage::Says(Field::Outcome) {
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
            if self.usage(*column).field() != Some(Field::Outcome) {
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
        if !has(Field::Text) && !has(Field::To) && !stated.text {
            return Err(UnusableFile::file(
                line,
                format!(
                    "no column says what was asked for; the columns are {}",
                    self.all_names()
                ),
            )
            .try_flag(Flag::map(format!("{}=text", first_free()))));
        }
        let answered = self.of(Field::AnsweredOn).next();
        if let (Some(answered), false) = (answered, has(Field::AskedOn)) {
            let answered = self.name(answered);
            return Err(UnusableFile::file(
                line,
                format!("the column {answered:?} has the day of the answer, but none has the day of the ask"),
            )
            .try_flag(Flag::map(format!("{answered}=asked_on"))));
        }
        if !has(Field::AskedOn) && !has(Field::Outcome) && !stated.outcome {
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

/// The columns that are not settled yet, and what is known of them.
struct Candidates<'a> {
    keys: &'a [String],
    profiles: &'a [Profile],
    settled: Vec<bool>,
}

impl Candidates<'_> {
    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..)
            .zip(&self.settled)
            .filter(|(_, settled)| !**settled)
            .map(|(at, _)| at)
    }

    /// The free columns that are called as a field is, the most telling name first.
    fn called(&self, field: Field) -> Vec<usize> {
        let mut fitting: Vec<(usize, usize)> = self
            .free()
            .filter_map(|at| {
                let key = self.keys.get(at)?;
                Some((names::names_of(field).position(|name| name == key)?, at))
            })
            .collect();
        fitting.sort_unstable();
        fitting.into_iter().map(|(_, at)| at).collect()
    }

    fn profile(&self, at: usize) -> Option<&Profile> {
        self.profiles.get(at)
    }

    fn settle(&mut self, at: usize) {
        if let Some(settled) = self.settled.get_mut(at) {
            *settled = true;
        }
    }

    /// Whether most of the words of a column are outcomes.
    fn has_outcomes(&self, at: usize) -> bool {
        let (Some(key), Some(profile)) = (self.keys.get(at), self.profile(at)) else {
            return false;
        };
        let column = words_of(key, Some(profile));
        let known: u64 = profile
            .words
            .iter()
            .filter(|(word, _)| {
                matches!(
                    meaning(word, &column),
                    Meaning::Outcome(_) | Meaning::NotAskedYet
                )
            })
            .map(|(_, count)| count)
            .sum();
        known > 0 && known * 2 >= profile.filled
    }
}

fn words_of(key: &str, profile: Option<&Profile>) -> outcome_words::Column {
    outcome_words::Column {
        words: profile
            .into_iter()
            .flat_map(|profile| profile.words.keys())
            .map(|word| plain(word))
            .collect(),
        is_reply: names::REPLIES.split_whitespace().any(|name| name == key),
    }
}

/// A word as it is compared: plain, or as it stands if nothing would be left of it.
pub fn said_word(word: &str) -> String {
    let plain = plain(word);
    if plain.is_empty() {
        word.trim().to_owned()
    } else {
        plain
    }
}

/// The outcome that a ticked column of this key says.
fn marks(key: &str) -> Option<Outcome> {
    of_list(&names::MARKS, key)
}

/// The outcome that a day in a column of this key says.
fn day_of(key: &str) -> Option<Outcome> {
    of_list(&names::DAYS_OF, key)
}

fn of_list(lists: &[(Outcome, &str)], key: &str) -> Option<Outcome> {
    lists
        .iter()
        .find(|(_, names)| names.split_whitespace().any(|name| name == key))
        .map(|(outcome, _)| *outcome)
}

fn same_name(line: u64, name: &str) -> UnusableFile {
    UnusableFile::file(line, format!("two columns are called {name:?}"))
        .advise("give each column a name of its own")
}

/// A name without case, blanks and punctuation; without what stands in brackets, too, unless
/// that makes it a name that is known (`Anxiety (after)`). Of two names that say the same
/// (`Position/Role`) the first; of `fields.Role` what follows the dot.
pub fn key(name: &str) -> String {
    let whole = typed_key(name);
    // Forms put a question behind a name: `Reply: what did they say?`.
    let part = name.split_once(':').filter(|_| !is_known(&whole));
    part.and_then(|(before, after)| {
        [after, before]
            .map(typed_key)
            .into_iter()
            .find(|key| is_known(key))
    })
    .unwrap_or(whole)
}

/// The same of a name that is typed, in which a colon may stand before a word.
fn typed_key(name: &str) -> String {
    let name = name
        .rsplit_once('.')
        .filter(|(path, _)| {
            let parent = path.rsplit('.').next().unwrap_or_default();
            RECORDS
                .iter()
                .any(|record| parent.eq_ignore_ascii_case(record))
        })
        .map_or(name, |(_, name)| name);
    let whole = plain(name).replace(' ', "");
    if is_known(&whole) {
        return whole;
    }
    let bare = plain(&without_brackets(name)).replace(' ', "");
    if is_known(&bare) {
        return bare;
    }
    let parts: Vec<String> = name
        .split(['/', '|', '&', '\\'])
        .map(|part| plain(&without_brackets(part)).replace(' ', ""))
        .collect();
    if let [first, _, ..] = parts.as_slice()
        && let Some(field) = field_of(first)
        && parts
            .iter()
            .all(|part| names::names_of(field).any(|name| name == part))
    {
        return first.clone();
    }
    if bare.is_empty() { whole } else { bare }
}

/// What the object is called in which an export keeps the values of a record.
const RECORDS: [&str; 7] = [
    "fields",
    "properties",
    "attributes",
    "data",
    "node",
    "record",
    "values",
];

fn without_brackets(name: &str) -> String {
    let mut bare = String::with_capacity(name.len());
    let mut depth = 0_u32;
    for char in name.chars() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(char),
            _ => {}
        }
    }
    bare
}

fn field_of(key: &str) -> Option<Field> {
    Field::ALL
        .into_iter()
        .find(|&field| names::names_of(field).any(|name| name == key))
}

fn is_known(key: &str) -> bool {
    field_of(key).is_some() || marks(key).is_some()
}

/// Whether a column of this name would say that field.
pub fn is_name_of(name: &str, field: Field) -> bool {
    let key = key(name);
    names::names_of(field).any(|name| name == key)
}

/// Whether what the cells of a column of this name look like matters.
pub fn is_looked_at(name: &str, rules: &[Rule]) -> bool {
    let key = key(name);
    [Field::Outcome, Field::AskedOn, Field::AnsweredOn]
        .into_iter()
        .any(|field| names::names_of(field).any(|name| name == key))
        || marks(&key).is_some()
        || rules.iter().any(|rule| {
            matches!(
                rule.says,
                RuleTarget::Field(Field::Outcome | Field::AskedOn | Field::AnsweredOn)
            ) && (rule.left == name || typed_key(&rule.left) == typed_key(name))
        })
}

/// How many fields would be recognised among these names, at most one by each.
pub fn recognised(names: &[String]) -> usize {
    let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
    Field::ALL
        .into_iter()
        .filter(|&field| names::names_of(field).any(|name| keys.iter().any(|key| key == name)))
        .count()
        .min(keys.iter().filter(|key| is_known(key)).count())
}

/// The highest of the scale that the name of a column states: `Fear (1-5)`.
pub fn scale(name: &str) -> Option<u32> {
    let numbers: Vec<&str> = name
        .split(|char: char| !char.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .collect();
    let lower = name.to_lowercase();
    match numbers.as_slice() {
        [from, to] => {
            let from: u32 = from.parse().ok()?;
            let to: u32 = to.parse().ok()?;
            (from <= 1 && to > 1).then_some(to)
        }
        [to] if lower.contains("out of") || lower.contains("of ") || lower.contains('/') => {
            to.parse().ok().filter(|&to| to > 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::Remedy;
    use super::*;

    fn mapped(names: &[&str], rules: &[&str]) -> Result<Vec<(String, &'static str)>, UnusableFile> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let rules: Vec<Rule> = rules
            .iter()
            .map(|rule| Rule::parse(rule).unwrap())
            .collect();
        let stated = GivenValues {
            outcome: names.len() < 4 && !names.iter().any(|name| is_name_of(name, Field::Outcome)),
            text: false,
        };
        let mapping = Mapping::new(&names, 1, &rules, &[], stated)?;
        Ok(mapping
            .columns
            .into_iter()
            .filter_map(|column| Some((column.name, column.usage.field()?.name())))
            .collect())
    }

    fn pairs(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
        pairs
            .iter()
            .map(|(name, field)| ((*name).to_owned(), *field))
            .collect()
    }

    #[test]
    fn a_job_title_and_a_company_are_text_and_whom() {
        assert_eq!(
            mapped(
                &[
                    "Company",
                    "Job Title",
                    "Date Applied",
                    "STATUS",
                    "Job URL",
                    "Notes"
                ],
                &[]
            ),
            Ok(pairs(&[
                ("Company", "to"),
                ("Job Title", "text"),
                ("Date Applied", "asked_on"),
                ("STATUS", "outcome"),
                ("Notes", "note"),
            ]))
        );
    }

    #[test]
    fn a_column_is_known_whatever_its_case_blanks_brackets_and_punctuation() {
        for name in [
            "asked_on",
            "Asked On",
            "ASKED-ON",
            " asked on* ",
            "Asked on (day)",
        ] {
            assert_eq!(
                mapped(&["ask", name], &[]),
                Ok(pairs(&[("ask", "text"), (name, "asked_on")])),
                "{name}"
            );
        }
    }

    #[test]
    fn the_words_that_people_and_tools_use_are_known() {
        for (field, words) in [
            (
                Field::Text,
                "ask, question, title, description, what, request, rejection, role, job title, position",
            ),
            (
                Field::To,
                "to, who, askee, company, employer, publisher, market, journal, organisation, casting director",
            ),
            (Field::Outcome, "outcome, status, result, decision, answer"),
            (
                Field::AskedOn,
                "date, asked, date asked, date sent, date applied, submitted, timestamp, created at",
            ),
            (
                Field::AnsweredOn,
                "response date, date responded, result date, decided on, status updated on",
            ),
            (Field::Tags, "tags, category, type"),
            (Field::Note, "note, notes, comment, lesson, reflection"),
            (Field::Fear, "fear, anxiety before, difficulty"),
            (Field::Sting, "sting, anxiety after"),
            (Field::Odds, "odds"),
        ] {
            for word in words.split(", ") {
                assert!(is_name_of(word, field), "{word}");
                assert!(
                    is_name_of(&word.to_uppercase().replace(' ', "_"), field),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn what_stands_in_brackets_may_tell_two_columns_apart() {
        assert_eq!(
            mapped(&["Ask", "Anxiety (before)", "Anxiety (after)"], &[]),
            Ok(pairs(&[
                ("Ask", "text"),
                ("Anxiety (before)", "fear"),
                ("Anxiety (after)", "sting"),
            ]))
        );
    }

    #[test]
    fn the_keys_of_an_ask_mean_themselves() {
        let names = Field::ALL.map(Field::name);
        let expected: Vec<_> = names.map(|name| (name, name)).to_vec();
        assert_eq!(mapped(&names, &[]), Ok(pairs(&expected)));
    }

    #[test]
    fn of_two_names_for_a_field_the_more_telling_one_counts() {
        assert_eq!(
            mapped(
                &["Description", "Created at", "Question", "Date asked"],
                &[]
            ),
            Ok(pairs(&[("Question", "text"), ("Date asked", "asked_on")]))
        );
    }

    #[test]
    fn a_map_goes_before_what_is_recognised() {
        assert_eq!(
            mapped(
                &["Ask", "Details", "Difficulty"],
                &["details = text", "Difficulty=ignore"]
            ),
            Ok(pairs(&[("Details", "text")]))
        );
    }

    #[test]
    fn two_columns_of_one_name_are_refused_where_they_matter() {
        let refused = mapped(&["Ask", "Note", "note "], &[]).unwrap_err();
        assert_eq!(refused.reason, "two columns are called \"Note\"");
        assert!(mapped(&["Ask", "Link", "Link"], &[]).is_ok());
        assert!(mapped(&["Ask", "Link", "Link"], &["Link=note"]).is_err());
    }

    #[test]
    fn two_names_that_say_the_same_are_one_column() {
        assert_eq!(
            mapped(
                &["Position/Role", "Company/Organization", "Status/Stage"],
                &[]
            ),
            Ok(pairs(&[
                ("Position/Role", "text"),
                ("Company/Organization", "to"),
                ("Status/Stage", "outcome"),
            ]))
        );
    }

    #[test]
    fn a_scale_is_read_from_the_name() {
        for (name, expected) in [
            ("Fear (1-5)", Some(5)),
            ("Fear 0–10", Some(10)),
            ("Fear (out of 5)", Some(5)),
            ("Fear /100", Some(100)),
            ("Fear", None),
            ("Fear 2", None),
        ] {
            assert_eq!(scale(name), expected, "{name}");
        }
    }

    #[test]
    fn a_file_without_a_column_for_the_ask_is_refused_with_a_way_out() {
        let refused = mapped(&["Wish", "Status"], &[]).unwrap_err();
        assert_eq!(
            refused.reason,
            "no column says what was asked for; the columns are \"Wish\", \"Status\""
        );
        assert_eq!(
            refused.way_out,
            Some(Remedy::Flags(vec![Flag::map("Wish=text")]))
        );
    }

    #[test]
    fn a_map_of_a_column_that_is_not_there_is_refused() {
        let refused = mapped(&["Ask"], &["Question=text"]).unwrap_err();
        assert_eq!(
            refused.reason,
            "--map names the column \"Question\", but the file has \"Ask\""
        );
    }

    #[test]
    fn every_known_name_is_written_as_it_is_compared() {
        for field in Field::ALL {
            for name in names::names_of(field) {
                assert_eq!(key(name), name);
            }
        }
    }
}
