//! The form in which an ask is changed in an editor, written and read.
//!
//! Pure. One field a line, as `name: value`; a text or a note of several lines goes on in lines
//! that are indented. The form is compared with what it held before, so that a
//! field that was not touched is never changed, whatever the form could not show of it.

use super::date_expression::{self, Bias};
use super::values;
use crate::domain::ask::{Ask, AskText, Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;

/// A field that may have been touched, and may have been cleared.
pub type Touch<T> = Option<Option<T>>;

/// What was touched in a form: the fields that differ from those of the form that it began from.
/// All others are not even read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedFields {
    /// Another text.
    pub text: Option<String>,
    /// Another day on which it was asked.
    pub on: Option<Day>,
    /// Another outcome.
    pub outcome: Option<Outcome>,
    /// Another day of the answer.
    pub answered: Touch<Day>,
    /// The day of the answer that the form showed, touched or not.
    pub answered_shown: Option<Day>,
    /// Another person who was asked.
    pub to: Touch<String>,
    /// Tags that came.
    pub tags_more: Vec<Tag>,
    /// Tags that went.
    pub tags_less: Vec<Tag>,
    /// How hard it seemed.
    pub fear: Touch<Rating>,
    /// The chance of a yes that was guessed.
    pub odds: Touch<Odds>,
    /// How much it hurt.
    pub sting: Touch<Rating>,
    /// How much it was wanted.
    pub pull: Touch<Rating>,
    /// Another note.
    pub note: Touch<String>,
}

/// Why a form cannot be read, and at which line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The line; none where a field is missing.
    pub line: Option<usize>,
    /// What is wrong with it, in words.
    pub reason: String,
}

const HEAD: &str = "Save and close to keep what you changed. A field that is emptied is cleared; an \
                    empty form changes nothing. Lines that begin with # don't count, and a text or \
                    a note of several lines goes on in indented lines.";

const VALUES: &str =
    "outcome: pending, no, yes or ghosted; fear, sting and pull: 0 to 10; odds: 0 to 100";

/// No line of comment is longer than this.
const MOST_COLS: usize = 90;

/// A comment on as many lines as it takes.
fn comment(text: &str, width_cols: usize) -> String {
    let mut lines = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let cols = 1 + word.chars().count();
        if used == 0 || used + cols > width_cols.min(MOST_COLS) {
            lines.push_str(if used == 0 { "#" } else { "\n#" });
            used = 1;
        }
        lines.extend([" ", word]);
        used += cols;
    }
    lines + "\n"
}

/// What a line goes on with, after the first one of a field.
const INDENT: &str = "    ";

/// The form of an ask, ready for the editor. `name` is what the ask is called by; its comments are
/// as wide as the terminal.
#[must_use]
pub fn written(ask: &Ask, name: &str, width_cols: usize) -> String {
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
        ("pull", number(ask.pull.map(Rating::get))),
        ("note", ask.note.clone().unwrap_or_default()),
    ];
    let mut form = comment(&format!("Ask #{name}. {HEAD}"), width_cols) + "\n";
    for (name, value) in fields {
        let value = value.replace('\n', &format!("\n{INDENT}"));
        form.push_str(format!("{name}: {value}").trim_end_matches(' '));
        form.push('\n');
    }
    form + "\n" + &comment(VALUES, width_cols)
}

/// What a line at the top of a form begins with that says why it is opened again.
const REASON: &str = "# Not kept yet: ";

/// What a line at the top of a form begins with that says what became of the ask meanwhile.
const NEWS: &str = "# Changed since this draft began: ";

/// A form that is opened again, with the reason at its top.
#[must_use]
pub fn with_reason(form: &str, wrong: &FormError) -> String {
    let rest = without_head(form);
    let lines_gone = form.lines().count() - rest.lines().count();
    // The line above the form and the blank one behind it move all others down.
    let place = wrong.line.map_or_else(String::new, |line| {
        format!("line {}: ", line + 2 - lines_gone)
    });
    let reason = wrong.reason.replace(char::is_control, " ");
    format!("{REASON}{place}{reason}\n\n{rest}")
}

/// A form that is opened again, with the fields at its top that were changed meanwhile.
#[must_use]
pub fn with_news(form: &str, changed: &[&str]) -> String {
    let (rest, changed) = (without_head(form), changed.join(", "));
    format!("{NEWS}{changed}. A field that you leave alone stays as it is now.\n\n{rest}")
}

fn without_head(form: &str) -> &str {
    if [REASON, NEWS].iter().any(|head| form.starts_with(head)) {
        form.split_once("\n\n").map_or("", |(_, rest)| rest)
    } else {
        form
    }
}

/// Whether two forms differ in anything but comments, blanks at the ends of lines and ends of
/// lines.
#[must_use]
pub fn differ(one: &str, other: &str) -> bool {
    content(one) != content(other)
}

fn content(form: &str) -> String {
    let form = form.trim_start_matches('\u{feff}');
    let lines = form.lines().filter(|line| !line.starts_with('#'));
    let lines: Vec<&str> = lines.map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// Whether nothing is left in a form but comments and blanks.
#[must_use]
pub fn is_empty(form: &str) -> bool {
    form.trim_start_matches('\u{feff}')
        .lines()
        .all(|line| line.trim().is_empty() || line.starts_with('#'))
}

/// The names of the fields that differ between two forms.
///
/// # Errors
/// If one of them is no form.
pub fn differing(base: &str, form: &str) -> Result<Vec<&'static str>, FormError> {
    let (base, form) = (fields(base)?, fields(form)?);
    let differs = |name: &&str| is_other(&base, &form, name);
    Ok(NAMES.into_iter().filter(differs).collect())
}

/// Reads what was touched in a form that began as `base`.
///
/// # Errors
/// If a line of it cannot be meant, or a field is missing.
pub fn touched(base: &str, form: &str, today: Day) -> Result<ChangedFields, FormError> {
    let (before, after) = (fields(base)?, fields(form)?);
    let is_there = |name: &str| after.iter().any(|field| field.name == name);
    if let Some(missing) = before.iter().find(|field| !is_there(field.name)) {
        return Err(FormError {
            line: None,
            reason: format!("the field `{}:` is missing", missing.name),
        });
    }
    let field = |name: &str| {
        let field = after.iter().find(|field| field.name == name)?;
        is_other(&before, &after, name).then_some(field)
    };
    let mut touched = ChangedFields {
        text: needed(field("text"), |text| {
            AskText::new(text).map(|text| text.as_str().to_owned())
        })?,
        on: needed(field("on"), |on| past(on, today))?,
        outcome: needed(field("outcome"), |name| {
            Outcome::from_name(&name.to_lowercase())
                .ok_or_else(|| format!("`{name}` is not pending, no, yes or ghosted"))
        })?,
        answered: optional(field("answered"), |on| past(on, today))?,
        answered_shown: past(value(&after, "answered").trim(), today).ok(),
        to: optional(field("to"), |to| Ok::<_, String>(to.to_owned()))?,
        fear: optional(field("fear"), values::rating)?,
        odds: optional(field("odds"), values::odds)?,
        sting: optional(field("sting"), values::rating)?,
        pull: optional(field("pull"), values::rating)?,
        // A note keeps the blanks it begins with.
        note: field("note")
            .map(|field| Some(content_of(&field.value)).filter(|note| !note.trim().is_empty())),
        ..ChangedFields::default()
    };
    if let Some(tags_now) = needed(field("tags"), tags)? {
        let tags_then = known_tags(value(&before, "tags"));
        let lacks = |all: &[Tag], tag: &&Tag| !all.contains(tag);
        touched.tags_more = tags_now
            .iter()
            .filter(|tag| lacks(&tags_then, tag))
            .cloned()
            .collect();
        touched.tags_less = tags_then
            .iter()
            .filter(|tag| lacks(&tags_now, tag))
            .cloned()
            .collect();
    }
    Ok(touched)
}

/// The value of a field; nothing where it is missing.
fn value<'f>(fields: &'f [FormField<'_>], name: &str) -> &'f str {
    let field = fields.iter().find(|field| field.name == name);
    field.map_or("", |field| &field.value)
}

/// Whether a field differs in more than blanks at the ends of its lines.
fn is_other(before: &[FormField<'_>], after: &[FormField<'_>], name: &str) -> bool {
    let (before, after) = (
        value(before, name).trim_end(),
        value(after, name).trim_end(),
    );
    !before
        .lines()
        .map(str::trim_end)
        .eq(after.lines().map(str::trim_end))
}

fn content_of(value: &str) -> String {
    value.trim_end_matches([' ', '\n']).to_owned()
}

fn needed<T, E: std::fmt::Display>(
    field: Option<&FormField<'_>>,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, FormError> {
    field.map(|field| field.read(read)).transpose()
}

fn optional<T, E: std::fmt::Display>(
    field: Option<&FormField<'_>>,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Touch<T>, FormError> {
    match field {
        None => Ok(None),
        Some(field) if field.value.trim().is_empty() => Ok(Some(None)),
        Some(field) => field.read(read).map(|value| Some(Some(value))),
    }
}

fn past(text: &str, today: Day) -> Result<Day, String> {
    let day =
        date_expression::parse(text, today, Bias::Past).map_err(|failure| failure.to_string())?;
    if day > today {
        return Err(format!("{day} is in the future"));
    }
    Ok(day)
}

/// The tags that the form showed; one that could not be typed stays as it is.
fn known_tags(text: &str) -> Vec<Tag> {
    let tags = text.split([',', ' ', '\n']);
    tags.filter_map(|tag| values::tag(tag).ok()).collect()
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
    fn read<T, E: std::fmt::Display>(
        &self,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, FormError> {
        read(self.value.trim()).map_err(|error| FormError {
            line: Some(self.line),
            reason: error.to_string(),
        })
    }
}

const NAMES: [&str; 11] = [
    "text", "on", "outcome", "answered", "to", "tags", "fear", "odds", "sting", "pull", "note",
];

fn fields(form: &str) -> Result<Vec<FormField<'_>>, FormError> {
    let mut fields: Vec<FormField<'_>> = Vec::with_capacity(NAMES.len());
    // Blank lines belong to a field only if it goes on after them.
    let mut blank_lines = 0;
    // Some editors leave a mark at the beginning, or another end of line.
    let form = form.strip_prefix('\u{feff}').unwrap_or(form);
    let lines = form
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    for (index, line) in lines.enumerate() {
        let wrong = |reason: String| FormError {
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
