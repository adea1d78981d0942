//! What `--map` says of columns and of words in them.

use super::keys::{key, marks, typed_key};
use super::{InputColumn, Mapping, Usage, said_word, same_name};
use crate::import::incoming::ImportField;
use crate::import::problem::UnusableFile;
use crate::import::rule::{Rule, RuleTarget};

impl Mapping {
    pub(super) fn apply(&mut self, rule: &Rule, settled: &mut [bool]) -> Result<(), UnusableFile> {
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
                    (ImportField::Outcome, Some(outcome)) => Usage::Marks(outcome),
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
        let exact = |column: &&(usize, &InputColumn)| column.1.name == name;
        let columns: Vec<(usize, &InputColumn)> = (0..).zip(&self.columns).collect();
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
}
