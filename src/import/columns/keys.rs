//! What a column is called, as it is compared: without case, blanks, punctuation and brackets.

use super::names;
use crate::domain::outcome::Outcome;
use crate::import::incoming::ImportField;
use crate::import::outcome_words::plain;
use crate::import::rule::{Rule, RuleTarget};

/// A name without case, blanks and punctuation; without what is in brackets, too, unless
/// that makes it a name that is known (`Anxiety (after)`). Of two names that say the same
/// (`Position/Role`) the first; of `fields.Role` what follows the dot.
pub(super) fn key(name: &str) -> String {
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

/// The same of a name that is typed, in which a colon may be before a word.
pub(super) fn typed_key(name: &str) -> String {
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

pub(super) fn field_of(key: &str) -> Option<ImportField> {
    ImportField::ALL
        .into_iter()
        .find(|&field| names::names_of(field).any(|name| name == key))
}

pub(super) fn is_known(key: &str) -> bool {
    field_of(key).is_some() || marks(key).is_some()
}

/// Whether a column of this name would say that field.
#[cfg(test)]
pub(super) fn is_name_of(name: &str, field: ImportField) -> bool {
    let key = key(name);
    names::names_of(field).any(|name| name == key)
}

/// Of which columns it matters what their cells look like. Where no name says the outcome, the
/// words of any column that has no known name can.
pub fn looked_at(names: &[String], rules: &[Rule], is_outcome_stated: bool) -> Vec<bool> {
    let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
    let has_outcome = is_outcome_stated
        || keys
            .iter()
            .any(|key| field_of(key) == Some(ImportField::Outcome) || marks(key).is_some())
        || rules
            .iter()
            .any(|rule| rule.says == RuleTarget::Field(ImportField::Outcome));
    let columns = names.iter().zip(&keys);
    columns
        .map(|(name, key)| is_looked_at(name, rules) || !has_outcome && !is_known(key))
        .collect()
}

/// Whether what the cells of a column of this name look like matters.
fn is_looked_at(name: &str, rules: &[Rule]) -> bool {
    let key = key(name);
    [
        ImportField::Outcome,
        ImportField::AskedOn,
        ImportField::AnsweredOn,
        ImportField::Due,
    ]
    .into_iter()
    .any(|field| names::names_of(field).any(|name| name == key))
        || marks(&key).is_some()
        || rules.iter().any(|rule| {
            matches!(
                rule.says,
                RuleTarget::Field(
                    ImportField::Outcome
                        | ImportField::AskedOn
                        | ImportField::AnsweredOn
                        | ImportField::Due
                )
            ) && (rule.left == name || typed_key(&rule.left) == typed_key(name))
        })
}

/// The same, and how many more of the names rules are about.
pub fn known(names: &[String], rules: &[Rule]) -> usize {
    recognised(names) + named(names, rules)
}

/// How many fields would be recognised among these names, at most one by each.
pub fn recognised(names: &[String]) -> usize {
    let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
    ImportField::ALL
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

/// The outcome that a ticked column of this key says.
pub(super) fn marks(key: &str) -> Option<Outcome> {
    of_list(&names::MARKS, key)
}

/// The outcome that a day in a column of this key says.
pub(super) fn day_of(key: &str) -> Option<Outcome> {
    of_list(&names::DAYS_OF, key)
}

fn of_list(lists: &[(Outcome, &str)], key: &str) -> Option<Outcome> {
    lists
        .iter()
        .find(|(_, names)| names.split_whitespace().any(|name| name == key))
        .map(|(outcome, _)| *outcome)
}

/// How many columns are named by rules.
fn named(names: &[String], rules: &[Rule]) -> usize {
    let is_named = |name: &&String| {
        !name.is_empty()
            && recognised(std::slice::from_ref(*name)) == 0
            && rules.iter().any(|rule| {
                rule.left == **name
                    || key(&rule.left) == key(name)
                    || rule.left.starts_with(&format!("{name}:"))
            })
    };
    names.iter().filter(is_named).count()
}
