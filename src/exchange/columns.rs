//! Which column of a file says what of an ask.
//!
//! A column is recognised by its name alone, whatever its case, blanks, punctuation and what
//! stands in brackets (`Fear (0-10)`). Where several names fit one field, the one that stands
//! first in its list below counts and the others are left out; what was chosen is always shown.

mod names;

use super::incoming::{Field, Flag, Unusable};
use super::rule::Rule;
use super::words::plain;

/// A column of the file and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name as the file has it.
    pub name: String,
    /// What it says of an ask; nothing if it is left out.
    pub field: Option<Field>,
}

/// What the columns of a file say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The columns in the order of the file.
    pub columns: Vec<Column>,
}

impl Mapping {
    /// The mapping of columns with these names.
    ///
    /// # Errors
    /// If two columns that matter have the same name, none says what was asked or none on which
    /// day although one has that of the answer, or a rule does not fit the file.
    pub fn of(names: &[String], rules: &[Rule]) -> Result<Self, Unusable> {
        let mut mapping = Self {
            columns: names
                .iter()
                .map(|name| Column {
                    name: name.clone(),
                    field: None,
                })
                .collect(),
        };
        let mut settled = vec![false; names.len()];
        for rule in rules {
            mapping.apply(rule, &mut settled)?;
        }
        let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        for field in Field::ALL {
            if mapping.column(field).is_none() {
                mapping.recognise(field, &keys, &mut settled)?;
            }
        }
        mapping.check_words(rules)?;
        mapping.check_whole()?;
        Ok(mapping)
    }

    /// The place of the column that says this field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
    }

    /// The name of the column that says this field.
    pub fn name(&self, field: Field) -> Option<&str> {
        let column = self.columns.get(self.column(field)?)?;
        Some(&column.name)
    }

    fn apply(&mut self, rule: &Rule, settled: &mut [bool]) -> Result<(), Unusable> {
        let (column, field) = match rule {
            Rule::Column { column, field } => (column, Some(*field)),
            Rule::IgnoredColumn { column } => (column, None),
            Rule::Word { .. } => return Ok(()),
        };
        let at = self.called(column)?;
        if let Some(field) = field
            && self.column(field).is_some()
        {
            return Err(Unusable::flag(format!(
                "--map names two columns for {}",
                field.name()
            )));
        }
        if let (Some(settled), Some(column)) = (settled.get_mut(at), self.columns.get_mut(at)) {
            if *settled {
                return Err(Unusable::flag(format!(
                    "--map says two things of the column {:?}",
                    column.name
                )));
            }
            *settled = true;
            column.field = field;
        }
        Ok(())
    }

    /// The one column that a person calls so.
    fn called(&self, name: &str) -> Result<usize, Unusable> {
        let wanted = key(name);
        let mut fitting = (0..)
            .zip(&self.columns)
            .filter(|(_, column)| column.name == name || key(&column.name) == wanted)
            .map(|(at, _)| at);
        match (fitting.next(), fitting.next()) {
            (Some(at), None) => Ok(at),
            (Some(_), Some(_)) => Err(same_name(name)),
            (None, _) => Err(Unusable::flag(format!(
                "--map names the column {name:?}, but the file has {}",
                self.all_names()
            ))),
        }
    }

    /// Finds the column of a field by its name among those that are not settled yet.
    fn recognise(
        &mut self,
        field: Field,
        keys: &[String],
        settled: &mut [bool],
    ) -> Result<(), Unusable> {
        for wanted in names::of(field) {
            let mut fitting = self
                .columns
                .iter_mut()
                .zip(keys)
                .zip(&mut *settled)
                .filter(|((_, key), settled)| !**settled && *key == wanted);
            if let Some(((column, _), settled)) = fitting.next() {
                if fitting.next().is_some() {
                    return Err(same_name(&column.name));
                }
                column.field = Some(field);
                *settled = true;
                return Ok(());
            }
        }
        Ok(())
    }

    /// Words can be given a meaning in the column of the outcome alone.
    fn check_words(&self, rules: &[Rule]) -> Result<(), Unusable> {
        for rule in rules {
            if let Rule::Word { column, word, .. } = rule {
                let at = self.called(column)?;
                if self.column(Field::Outcome) != Some(at) {
                    return Err(Unusable::flag(format!(
                        "--map gives {word:?} a meaning in the column {column:?}, which does not say the outcome"
                    ))
                    .try_flag(Flag::map(format!("{column}=outcome"))));
                }
            }
        }
        Ok(())
    }

    fn check_whole(&self) -> Result<(), Unusable> {
        let first_free = || {
            self.columns
                .iter()
                .find(|column| column.field.is_none() && !column.name.trim().is_empty())
                .map_or("COLUMN", |column| &column.name)
        };
        if self.column(Field::Text).is_none() {
            return Err(Unusable::file(
                1,
                format!(
                    "no column says what was asked for; the columns are {}",
                    self.all_names()
                ),
            )
            .try_flag(Flag::map(format!("{}=text", first_free()))));
        }
        if let (Some(answered), None) = (self.name(Field::AnsweredOn), self.column(Field::AskedOn))
        {
            return Err(Unusable::file(
                1,
                format!("the column {answered:?} has the day of the answer, but none has the day of the ask"),
            )
            .try_flag(Flag::map(format!("{answered}=asked_on"))));
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

fn same_name(name: &str) -> Unusable {
    Unusable::file(1, format!("two columns are called {name:?}"))
        .advise("give each column a name of its own")
}

/// A name without case, blanks and punctuation; without what stands in brackets, too, unless
/// that makes it a name that is known (`Anxiety (after)`).
pub fn key(name: &str) -> String {
    let whole = plain(name).replace(' ', "");
    if is_known(&whole) {
        return whole;
    }
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
    let bare = plain(&bare).replace(' ', "");
    if bare.is_empty() { whole } else { bare }
}

/// Whether a column of this name would say that field.
pub fn is_name_of(name: &str, field: Field) -> bool {
    let key = key(name);
    names::of(field).any(|name| name == key)
}

fn is_known(key: &str) -> bool {
    Field::ALL
        .into_iter()
        .any(|field| names::of(field).any(|name| name == key))
}

/// How many fields would be recognised among these names.
pub fn recognised(names: &[String]) -> usize {
    let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
    Field::ALL
        .into_iter()
        .filter(|&field| names::of(field).any(|name| keys.iter().any(|key| key == name)))
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::incoming::WayOut;
    use super::*;

    fn mapped(names: &[&str], rules: &[&str]) -> Result<Vec<(String, &'static str)>, Unusable> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let rules: Vec<Rule> = rules
            .iter()
            .map(|rule| Rule::parse(rule).unwrap())
            .collect();
        let mapping = Mapping::of(&names, &rules)?;
        Ok(mapping
            .columns
            .into_iter()
            .filter_map(|column| Some((column.name, column.field?.name())))
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
        let refused = mapped(&["Ask", "Status", "status "], &[]).unwrap_err();
        assert_eq!(refused.reason, "two columns are called \"Status\"");
    }

    #[test]
    fn a_file_without_a_column_for_the_ask_is_refused_with_a_way_out() {
        let refused = mapped(&["Wish", "Status"], &[]).unwrap_err();
        assert_eq!(
            refused.reason,
            "no column says what was asked for; the columns are \"Wish\", \"Status\""
        );
        assert_eq!(refused.way_out, Some(WayOut::Flag(Flag::map("Wish=text"))));
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
            for name in names::of(field) {
                assert_eq!(key(name), name);
            }
        }
    }
}
