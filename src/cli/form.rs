//! The form in which an ask is changed in an editor, written and read.
//!
//! Pure. One field a line, as `name: value`; a text or a note of several lines goes on in lines
//! that are indented. What stands in the form is compared with what stood in it before, so that a
//! field nobody touched is never changed, whatever the form could not show of it.

use super::when::{self, Toward};
use super::{change::Field, values};
use crate::domain::ask::{Ask, AskText, Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;

/// What stands in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What was asked for.
    pub text: String,
    /// The day it was made.
    pub on: Day,
    /// What became of it.
    pub outcome: Outcome,
    /// The day of the answer.
    pub answered: Option<Day>,
    /// Whom it was asked of.
    pub to: Option<String>,
    /// Its tags, sorted, once each.
    pub tags: Vec<Tag>,
    /// How hard it seemed.
    pub fear: Option<Rating>,
    /// The chance of a yes that was guessed.
    pub odds: Option<Odds>,
    /// How much it hurt.
    pub sting: Option<Rating>,
    /// The note.
    pub note: Option<String>,
}

/// Why a form cannot be read, and at which line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line; none where a field is missing.
    pub line: Option<usize>,
    /// What is wrong with it, in words.
    pub reason: String,
}

const HEAD: &str = "Save and close to keep what you changed. A field that is emptied is cleared; an
# empty form changes nothing. Lines that begin with # do not count, and a text or
# a note of several lines goes on in indented lines.";

/// What a line goes on with, after the first one of a field.
const INDENT: &str = "    ";

/// The form of an ask, ready for the editor. `name` is what the ask is called by.
#[must_use]
pub fn written(ask: &Ask, name: &str) -> String {
    let number = |number: Option<u8>| number.map_or_else(String::new, |number| number.to_string());
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let fields = [
        ("text", ask.text.clone()),
        ("on", ask.asked_on.to_string()),
        ("outcome", ask.outcome.name().to_owned()),
        ("answered", day(ask.answered_on)),
        ("to", ask.to.clone().unwrap_or_default()),
        ("tags", ask.tags.join(", ")),
        ("fear", number(ask.fear.map(Rating::get))),
        ("odds", number(ask.odds.map(Odds::percent))),
        ("sting", number(ask.sting.map(Rating::get))),
        ("note", ask.note.clone().unwrap_or_default()),
    ];
    let mut form = format!("# Ask #{name}. {HEAD}\n\n");
    for (name, value) in fields {
        let value = value.replace('\n', &format!("\n{INDENT}"));
        form.push_str(format!("{name}: {value}").trim_end_matches(' '));
        form.push('\n');
    }
    form.push_str(
        "\n# outcome: pending, no, yes or ghosted; fear and sting: 0 to 10; odds: 0 to 100\n",
    );
    form
}

/// A form that is opened again, with the reason at its top.
#[must_use]
pub fn with_reason(form: &str, wrong: &Wrong) -> String {
    let rest = without_reason(form);
    // The note above the form takes two lines, which move all others down.
    let place = wrong.line.map_or_else(String::new, |line| {
        format!("line {}: ", line + 2 - reason_lines(form))
    });
    let reason = wrong.reason.replace(char::is_control, " ");
    format!("{REASON}{place}{reason}\n\n{rest}")
}

const REASON: &str = "# Not kept yet: ";

fn without_reason(form: &str) -> &str {
    match form.strip_prefix(REASON) {
        Some(rest) => rest.split_once("\n\n").map_or("", |(_, rest)| rest),
        None => form,
    }
}

fn reason_lines(form: &str) -> usize {
    if form.starts_with(REASON) { 2 } else { 0 }
}

/// Whether nothing is left in a form but comments and blanks.
#[must_use]
pub fn is_empty(form: &str) -> bool {
    form.trim_start_matches('\u{feff}')
        .lines()
        .all(|line| line.trim().is_empty() || line.starts_with('#'))
}

/// Reads a form.
///
/// # Errors
/// If a line of it cannot be meant, or a field is missing.
pub fn read(form: &str, today: Day) -> Result<Form, Wrong> {
    let fields = fields(form)?;
    let value = |name: &str| {
        let field = fields.iter().find(|field| field.name == name);
        field.ok_or_else(|| Wrong {
            line: None,
            reason: format!("the field `{name}:` is missing"),
        })
    };
    let optional = |name: &str| value(name).map(|field| field.some().map(|_| field));
    let text = value("text")?;
    let on = value("on")?;
    let outcome = value("outcome")?;
    let note = value("note")?.value.trim_end_matches([' ', '\n']);
    let note_is_empty = note.trim().is_empty();
    Ok(Form {
        text: text.read(|text| AskText::new(text).map(|text| text.as_str().to_owned()))?,
        on: on.read(|on| past(on, today))?,
        outcome: outcome.read(|name| {
            Outcome::from_name(&name.to_lowercase())
                .ok_or_else(|| format!("`{name}` is not pending, no, yes or ghosted"))
        })?,
        answered: optional("answered")?
            .map(|field| field.read(|on| past(on, today)))
            .transpose()?,
        to: optional("to")?.map(|field| field.value.trim().to_owned()),
        tags: value("tags")?.read(tags)?,
        fear: optional("fear")?
            .map(|field| field.read(values::rating))
            .transpose()?,
        odds: optional("odds")?
            .map(|field| field.read(values::odds))
            .transpose()?,
        sting: optional("sting")?
            .map(|field| field.read(values::rating))
            .transpose()?,
        note: (!note_is_empty).then(|| note.to_owned()),
    })
}

/// The fields that can be cleared and stood in the form before, but do not any more.
#[must_use]
pub fn cleared(before: &Form, after: &Form) -> Vec<Field> {
    [
        (Field::To, before.to.is_some() && after.to.is_none()),
        (Field::Note, before.note.is_some() && after.note.is_none()),
        (Field::Fear, before.fear.is_some() && after.fear.is_none()),
        (Field::Odds, before.odds.is_some() && after.odds.is_none()),
        (
            Field::Sting,
            before.sting.is_some() && after.sting.is_none(),
        ),
        (Field::Tags, before.tags != after.tags),
        (
            Field::Answered,
            before.answered.is_some() && after.answered.is_none() && after.outcome.is_answered(),
        ),
    ]
    .into_iter()
    .filter(|(_, is_cleared)| *is_cleared)
    .map(|(field, _)| field)
    .collect()
}

fn past(text: &str, today: Day) -> Result<Day, String> {
    let day = when::parse(text, today, Toward::Past).map_err(|failure| failure.to_string())?;
    if day > today {
        return Err(format!("{day} is in the future"));
    }
    Ok(day)
}

fn tags(text: &str) -> Result<Vec<Tag>, String> {
    let mut tags = text
        .split([',', ' ', '\n'])
        .filter(|tag| !tag.is_empty())
        .map(|tag| values::tag(tag).map_err(|invalid| invalid.0))
        .collect::<Result<Vec<_>, _>>()?;
    tags.sort_unstable();
    tags.dedup();
    Ok(tags)
}

/// A field as it stands in the form.
struct FormField<'a> {
    name: &'a str,
    value: String,
    line: usize,
}

impl FormField<'_> {
    fn some(&self) -> Option<&str> {
        Some(self.value.trim()).filter(|value| !value.is_empty())
    }

    fn read<T, E: std::fmt::Display>(
        &self,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, Wrong> {
        read(self.value.trim()).map_err(|error| Wrong {
            line: Some(self.line),
            reason: error.to_string(),
        })
    }
}

const NAMES: [&str; 10] = [
    "text", "on", "outcome", "answered", "to", "tags", "fear", "odds", "sting", "note",
];

fn fields(form: &str) -> Result<Vec<FormField<'_>>, Wrong> {
    let mut fields: Vec<FormField<'_>> = Vec::with_capacity(NAMES.len());
    // Blank lines belong to a field only if it goes on after them.
    let mut blank_lines = 0;
    // Some editors leave a mark at the beginning, or another end of line.
    let form = form.strip_prefix('\u{feff}').unwrap_or(form);
    let lines = form
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    for (index, line) in lines.enumerate() {
        let wrong = |reason: String| Wrong {
            line: Some(index + 1),
            reason,
        };
        if line.starts_with('#') {
            continue;
        }
        if line.trim().is_empty() {
            blank_lines += 1;
            continue;
        }
        let indented = line
            .strip_prefix(INDENT)
            .or_else(|| line.strip_prefix('\t'))
            .or_else(|| line.starts_with(' ').then(|| line.trim_start()));
        if let Some(more) = indented {
            let Some(field) = fields.last_mut() else {
                return Err(wrong(
                    "an indented line goes on with a field, and there is none before it".to_owned(),
                ));
            };
            field.value.push_str(&"\n".repeat(blank_lines + 1));
            field.value.push_str(more);
        } else {
            let field = field(line, index + 1).map_err(wrong)?;
            if fields.iter().any(|other| other.name == field.name) {
                return Err(wrong(format!("the field `{}:` is there twice", field.name)));
            }
            fields.push(field);
        }
        blank_lines = 0;
    }
    Ok(fields)
}

fn field(line: &str, number: usize) -> Result<FormField<'_>, String> {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    let known = NAMES.into_iter().find(|known| *known == name.trim());
    let Some(name) = known.filter(|_| line.contains(':')) else {
        return Err(format!(
            "a line begins with one of {}, a colon after it, or is indented",
            NAMES.join(", ")
        ));
    };
    Ok(FormField {
        name,
        value: value.strip_prefix(' ').unwrap_or(value).to_owned(),
        line: number,
    })
}

#[cfg(test)]
mod tests;
