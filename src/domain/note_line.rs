//! An ask as a line of notes: `[DAY] [OUTCOME:] TEXT [@who] [+tag]… [(f4 o20 s1)] [// NOTE]`.
//!
//! Pure. What is not of this form is text, so no line is refused for its form, only for a text
//! that is no ask's.

use super::ask::{AskText, Invalid, Odds, Rating, Tag};
use super::day::Day;
use super::outcome::Outcome;

/// What a line of notes says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteLine {
    /// Nothing.
    Blank,
    /// The day of the lines below it.
    Heading(Day),
    /// An ask.
    Ask(Box<Note>),
}

/// An ask as far as its line says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The day it was made.
    pub on: Option<Day>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// What was asked for.
    pub text: AskText,
    /// Who was asked.
    pub to: Option<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Its ratings.
    pub ratings: Ratings,
    /// A note.
    pub note: Option<String>,
}

impl Note {
    /// A line that is text from its first character to its last.
    ///
    /// # Errors
    /// As [`AskText::new`].
    pub fn raw(line: &str) -> Result<Self, Invalid> {
        Ok(Self {
            on: None,
            outcome: None,
            text: AskText::new(line)?,
            to: None,
            tags: Vec::new(),
            ratings: Ratings::default(),
            note: None,
        })
    }
}

/// The numbers that can be said of an ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratings {
    /// How hard it seemed before.
    pub fear: Option<Rating>,
    /// The chance of a yes that was guessed.
    pub odds: Option<Odds>,
    /// How much it hurt after.
    pub sting: Option<Rating>,
    /// How much it was wanted before.
    pub pull: Option<Rating>,
}

/// Puts a number in its place; false if it is out of range or was said before.
type Take = fn(&mut Ratings, u64) -> bool;

/// The letter of each rating in a line of notes.
const RATINGS: [(char, Take); 4] = [
    ('f', |all, number| fill(&mut all.fear, Rating::new(number))),
    ('o', |all, number| fill(&mut all.odds, Odds::new(number))),
    ('s', |all, number| fill(&mut all.sting, Rating::new(number))),
    ('w', |all, number| fill(&mut all.pull, Rating::new(number))),
];

fn fill<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    value.is_some() && place.is_none() && {
        *place = value;
        true
    }
}

/// The words for an outcome before a text.
const OUTCOMES: [(&str, Outcome); 4] = [
    ("no", Outcome::No),
    ("yes", Outcome::Yes),
    ("ghosted", Outcome::Ghosted),
    ("waiting", Outcome::Pending),
];

/// What comes between the ask and its note.
const BEFORE_NOTE: &str = "//";

/// Reads a line of notes.
///
/// # Errors
/// If its text is longer than that of an ask.
pub fn parse(line: &str) -> Result<NoteLine, Invalid> {
    let line = line.trim();
    if let Some(day) = heading(line) {
        return Ok(NoteLine::Heading(day));
    }
    let rest = without_list_marks(line);
    if rest.is_empty() {
        return Ok(NoteLine::Blank);
    }
    if let Some(day) = heading(rest) {
        return Ok(NoteLine::Heading(day));
    }
    let (rest, note) = split_note(rest);
    let (on, rest) = split_day(rest);
    let (outcome, rest) = split_outcome(rest);
    let (rest, ratings) = split_ratings(rest);
    let (text, to, tags) = split_marks(rest);
    Ok(NoteLine::Ask(Box::new(Note {
        on,
        outcome,
        text: AskText::new(text)?,
        to,
        tags,
        ratings,
        note: note.map(str::to_owned),
    })))
}

/// The person that a word like `@the_barista` names.
#[must_use]
pub fn person(word: &str) -> Option<String> {
    let name = word.strip_prefix('@')?.replace('_', " ");
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The tag that a word like `+shop` names; none for `+1`, which is text.
#[must_use]
pub fn tag(word: &str) -> Option<Tag> {
    Tag::new(word.strip_prefix('+')?).ok()
}

/// The first word and what follows it; none if nothing follows.
fn first_word(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    (!rest.is_empty()).then_some((word, rest))
}

/// The last word and what comes before it; none if nothing does.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let (rest, word) = text.trim_end().rsplit_once(char::is_whitespace)?;
    let rest = rest.trim_end();
    (!rest.is_empty()).then_some((rest, word))
}

/// The day that a line is about, if it says nothing else.
fn heading(line: &str) -> Option<Day> {
    day(line.trim_start_matches('#').trim_start())
}

/// An ISO day, perhaps with a time behind it.
fn day(text: &str) -> Option<Day> {
    let (day, time) = match text.split_at_checked(10) {
        Some((day, "")) => (day, ""),
        Some((day, rest)) => (day, rest.strip_prefix(['T', 't', ' '])?),
        None => return None,
    };
    (time.is_empty() || is_time(time))
        .then(|| Day::from_iso(day))
        .flatten()
}

/// `12:30`, `12:30:05`, with or without fractions and an offset.
fn is_time(text: &str) -> bool {
    let text = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    let (clock, offset) = match text.find(['+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let in_range = |part: &str, limit: u8| {
        part.len() == 2
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|number: u8| number < limit)
    };
    let is_clock = |clock: &str| {
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        let mut parts = clock.split(':');
        parts.next().is_some_and(|hours| in_range(hours, 24))
            && parts.next().is_some_and(|minutes| in_range(minutes, 60))
            && parts.next().is_none_or(|seconds| in_range(seconds, 61))
            && parts.next().is_none()
            && !fraction.is_empty()
            && fraction.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_offset = |offset: &str| match offset.trim_start_matches(['+', '-']).split_once(':') {
        Some((hours, minutes)) => in_range(hours, 24) && in_range(minutes, 60),
        None => offset.is_empty(),
    };
    is_clock(clock) && is_offset(offset)
}

fn without_list_marks(mut line: &str) -> &str {
    loop {
        let (word, rest) = line
            .split_once(char::is_whitespace)
            .map_or((line, ""), |(word, rest)| (word, rest.trim_start()));
        let (rest, is_mark) = match word {
            // A box with a blank in it is two words.
            "[" => match rest.strip_prefix(']') {
                Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => {
                    (rest.trim_start(), true)
                }
                _ => (rest, false),
            },
            "-" | "*" | "•" | "[x]" | "[X]" | "[]" => (rest, true),
            _ => (rest, is_number_of_list(word)),
        };
        if !is_mark {
            return line;
        }
        line = rest;
    }
}

/// `1.`, `12.`; a year with a full stop is none.
fn is_number_of_list(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|number| {
        (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn split_note(text: &str) -> (&str, Option<&str>) {
    let is_blank = |text: Option<char>| text.is_some_and(char::is_whitespace);
    for (at, mark) in text.match_indices(BEFORE_NOTE) {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at + mark.len()..)) else {
            continue;
        };
        if is_blank(before.chars().next_back())
            && is_blank(after.chars().next())
            && !before.trim().is_empty()
            && !after.trim().is_empty()
        {
            return (before.trim_end(), Some(after.trim()));
        }
    }
    (text, None)
}

fn split_day(text: &str) -> (Option<Day>, &str) {
    let Some((word, rest)) = first_word(text) else {
        return (None, text);
    };
    let Some(on) = day(word) else {
        return (None, text);
    };
    match first_word(rest) {
        Some((time, rest)) if word.len() == 10 && is_time(time) => (Some(on), rest),
        _ => (Some(on), rest),
    }
}

fn split_outcome(text: &str) -> (Option<Outcome>, &str) {
    let found = first_word(text).and_then(|(word, rest)| {
        let word = word.strip_suffix(':')?;
        let named = |(name, _): &&(&str, Outcome)| name.eq_ignore_ascii_case(word);
        let (_, outcome) = OUTCOMES.iter().find(named)?;
        Some((*outcome, rest))
    });
    match found {
        Some((outcome, rest)) => (Some(outcome), rest),
        None => (None, text),
    }
}

fn split_ratings(text: &str) -> (&str, Ratings) {
    let found = text.strip_suffix(')').and_then(|inside| {
        let (before, inside) = inside.rsplit_once('(')?;
        let is_apart = before.ends_with(char::is_whitespace) && !before.trim().is_empty();
        is_apart.then_some((before.trim_end(), ratings(inside)?))
    });
    found.unwrap_or((text, Ratings::default()))
}

fn ratings(text: &str) -> Option<Ratings> {
    let mut all = Ratings::default();
    for word in text.split_whitespace() {
        let mut rest = word.chars();
        let letter = rest.next()?;
        let (_, take) = RATINGS.iter().find(|(name, _)| *name == letter)?;
        let number = rest.as_str();
        if !number.bytes().all(|byte| byte.is_ascii_digit())
            || !take(&mut all, number.parse().ok()?)
        {
            return None;
        }
    }
    (all != Ratings::default()).then_some(all)
}

/// The text without the `@who` and `+tag` in its last run of words. A second `@who` is text, and so
/// is the first word.
fn split_marks(mut text: &str) -> (&str, Option<String>, Vec<Tag>) {
    let (mut to, mut tags) = (None, Vec::new());
    while let Some((rest, word)) = last_word(text) {
        if let Some(tag) = tag(word) {
            tags.push(tag);
        } else if to.is_none()
            && let Some(name) = person(word)
        {
            to = Some(name);
        } else {
            break;
        }
        text = rest;
    }
    tags.sort_unstable();
    tags.dedup();
    (text, to, tags)
}

#[cfg(test)]
mod tests;
