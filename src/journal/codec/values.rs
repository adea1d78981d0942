//! The values of fields: what is written, read into what it means.
//!
//! Each says in words what is wrong with a value that cannot be meant.

use std::borrow::Cow;

use super::decoded::{Text, Unreadable};
use crate::domain::ask::{AskText, Odds, Rating};
use crate::domain::day::{Day, Period, RestWeekdays, WEEK, weekday_name};
use crate::domain::goal::{Counted, Target};
use crate::domain::outcome::Outcome;
use crate::domain::source::Source;
use crate::domain::steps::StepText;
use crate::journal::event::{Id, KindName, NUMBER_LIMIT};

pub(super) fn version(v: u64) -> Result<u64, Unreadable> {
    if v == 0 {
        return Err(Unreadable("v is 0".to_owned()));
    }
    Ok(v)
}

pub(super) fn kind(name: &str) -> Result<KindName, Unreadable> {
    KindName::from_name(name).ok_or_else(|| Unreadable(format!("an unknown kind `{name}`")))
}

/// The id of a line itself, which says of no variant.
pub(super) fn own_id(text: Cow<'_, str>) -> Result<Id<'_>, Unreadable> {
    let id = id("id", text)?;
    match id.variant {
        None => Ok(id),
        Some(_) => Err(Unreadable(format!("id: `{id}` is a variant's"))),
    }
}

/// An id that names another line, perhaps one of several variants.
pub(super) fn id<'a>(name: &str, text: Cow<'a, str>) -> Result<Id<'a>, Unreadable> {
    let wrong = |text: &str| Unreadable(format!("{name}: `{text}` isn't an id"));
    match text {
        Cow::Borrowed(text) => Id::parse(text).ok_or_else(|| wrong(text)),
        Cow::Owned(text) => Id::parse(&text)
            .map(Id::into_owned)
            .ok_or_else(|| wrong(&text)),
    }
}

pub(super) fn ids(texts: Vec<Text<'_>>) -> Result<Vec<Id<'_>>, Unreadable> {
    texts.into_iter().map(|text| id("of", text.0)).collect()
}

pub(super) fn number(name: &str, n: u64) -> Result<u64, Unreadable> {
    if (1..NUMBER_LIMIT).contains(&n) {
        Ok(n)
    } else {
        Err(Unreadable(format!("{name}: {n} is out of range")))
    }
}

pub(super) fn day(name: &str, text: &str) -> Result<Day, Unreadable> {
    Day::from_iso(text).ok_or_else(|| Unreadable(format!("{name}: `{text}` isn't a day")))
}

pub(super) fn text<'a>(name: &str, text: Cow<'a, str>) -> Result<Cow<'a, str>, Unreadable> {
    AskText::check(&text).map_err(|invalid| Unreadable(format!("{name}: {invalid}")))?;
    Ok(text)
}

pub(super) fn some_text<'a>(name: &str, text: Cow<'a, str>) -> Result<Cow<'a, str>, Unreadable> {
    if text.trim().is_empty() {
        return Err(Unreadable(format!("{name} is empty")));
    }
    Ok(text)
}

pub(super) fn rating(name: &str, value: u64) -> Result<Rating, Unreadable> {
    Rating::new(value).ok_or_else(|| Unreadable(format!("{name}: {value} isn't 0 to 10")))
}

pub(super) fn odds(value: u64) -> Result<Odds, Unreadable> {
    Odds::new(value).ok_or_else(|| Unreadable(format!("odds: {value} isn't 0 to 100")))
}

pub(super) fn source(text: &str) -> Result<Source, Unreadable> {
    Source::parse(text).ok_or_else(|| Unreadable(format!("src: `{text}` is not 16 hex digits")))
}

pub(super) fn step(text: Cow<'_, str>) -> Result<Cow<'_, str>, Unreadable> {
    StepText::check(&text).map_err(|invalid| Unreadable(format!("step: {invalid}")))?;
    Ok(text)
}

pub(super) fn outcome(name: &str) -> Result<Outcome, Unreadable> {
    Outcome::from_name(name).ok_or_else(|| Unreadable(format!("outcome: `{name}` isn't one")))
}

pub(super) fn target(value: Option<u64>) -> Result<Option<Target>, Unreadable> {
    let Some(value) = value else {
        return Ok(None);
    };
    let wrong = || Unreadable(format!("target: {value} is not 1 to {}", Target::MAX));
    Target::new(value).map(Some).ok_or_else(wrong)
}

pub(super) fn counted(name: &str) -> Result<Counted, Unreadable> {
    Counted::from_name(name)
        .ok_or_else(|| Unreadable(format!("counts: `{name}` is not nos, said-nos or asks")))
}

pub(super) fn span(what: &str, from: Day, to: Day) -> Result<Period, Unreadable> {
    if to < from {
        return Err(Unreadable(format!("{what} ends on {to}, before {from}")));
    }
    Ok(Period::new(from, to))
}

pub(super) fn rest_days(names: &[Text<'_>]) -> Result<RestWeekdays, Unreadable> {
    let weekdays = names
        .iter()
        .map(|Text(name)| {
            WEEK.into_iter()
                .find(|&weekday| weekday_name(weekday) == name)
                .ok_or_else(|| Unreadable(format!("rest: `{name}` isn't a weekday")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    RestWeekdays::new(weekdays).ok_or_else(|| Unreadable("rest: all seven days".to_owned()))
}

/// A time with an offset as RFC 3339 has it, `2026-03-04T12:30:05+01:00`, left as it is written.
pub(super) fn time(text: Cow<'_, str>) -> Result<Cow<'_, str>, Unreadable> {
    if is_rfc_3339(&text) {
        Ok(text)
    } else {
        Err(Unreadable(format!("at: `{text}` isn't an RFC 3339 time")))
    }
}

fn is_rfc_3339(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let &[
        b'T' | b't' | b' ',
        h1,
        h2,
        b':',
        m1,
        m2,
        b':',
        s1,
        s2,
        ref rest @ ..,
    ] = rest.as_bytes()
    else {
        return false;
    };
    let offset = match rest {
        [b'.', fraction @ ..] => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit());
            match digits.count() {
                0 => return false,
                digits => fraction.get(digits..).unwrap_or_default(),
            }
        }
        offset => offset,
    };
    let offset_fits = match offset {
        [b'Z' | b'z'] => true,
        &[b'+' | b'-', h1, h2, b':', m1, m2] => below(24, h1, h2) && below(60, m1, m2),
        _ => false,
    };
    // A leap second is written 60.
    offset_fits
        && below(24, h1, h2)
        && below(60, m1, m2)
        && below(61, s1, s2)
        && Day::from_iso(date).is_some()
}

fn below(limit: u8, tens: u8, ones: u8) -> bool {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    tens < 10 && ones < 10 && tens * 10 + ones < limit
}
