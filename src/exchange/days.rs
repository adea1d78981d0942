//! Days as people and tools write them.
//!
//! ISO and RFC 3339, epochs, `3 Jan 2026` and its relatives say themselves which day they mean.
//! `03/04/2026` does not: [`super::order`] looks at all such days of a file for one that can only be
//! read one way. A day that carries a time keeps the date as it is written, whatever the zone;
//! only an epoch, which has none written, is turned into a local day by whoever knows the zone.

use super::order::Triple;
use crate::domain::day::{Day, MONTH_NAMES, WEEKDAY_NAMES};

/// What a written day says before anything else is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Exactly this day.
    Day(Day),
    /// Three numbers that are read by an [`Order`](super::order::Order).
    Triple(Triple),
    /// Seconds since 1970 began in Greenwich.
    Epoch(i64),
}

/// Why something is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADay {
    /// It has the form of a day, but the calendar has none such: 30 February.
    Calendar,
    /// It has not the form of a day, or lacks the year.
    Form,
}

/// The day that a text says, as far as the text alone can say it.
///
/// # Errors
/// If it is none.
pub fn written(text: &str) -> Result<Written, NotADay> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    if let Some(epoch) = fractional_epoch(text) {
        return Ok(Written::Epoch(epoch));
    }
    let (date, time) = match text.get(..10).zip(text.get(10..)) {
        Some((date, rest)) if rest.len() > 1 && rest.starts_with(['T', 't']) => {
            (date, rest.get(1..))
        }
        _ => (text, None),
    };
    let mut words = date
        .split(|char: char| char.is_whitespace() || char == ',')
        .chain(time.into_iter().flat_map(str::split_whitespace))
        .filter(|word| !word.is_empty())
        .peekable();
    words.next_if(|word| is_weekday(word));
    let first = words.next().ok_or(NotADay::Form)?;
    let day = if let Some(pieces) = pieces(first) {
        piecewise(pieces)?
    } else {
        let second = words.next().ok_or(NotADay::Form)?;
        named_month([first, second, words.next().ok_or(NotADay::Form)?])?
    };
    if is_time(words) {
        Ok(day)
    } else {
        Err(NotADay::Form)
    }
}

/// `20260304`, or seconds or milliseconds since 1970.
fn digits(text: &str) -> Result<Written, NotADay> {
    let number: i64 = text.parse().map_err(|_| NotADay::Form)?;
    match text.len() {
        8 => {
            let part = |range| text.get(range).and_then(|part: &str| part.parse().ok());
            let (Some(year), Some(month), Some(day)) = (part(0..4), part(4..6), part(6..8)) else {
                return Err(NotADay::Form);
            };
            calendar(i32::try_from(year).ok(), month, day)
        }
        9..=11 => Ok(Written::Epoch(number)),
        12..=14 => Ok(Written::Epoch(number / 1000)),
        _ => Err(NotADay::Form),
    }
}

fn fractional_epoch(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.')?;
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    match (whole.len(), is_digits(whole) && is_digits(fraction)) {
        (9..=11, true) => whole.parse().ok(),
        (12..=14, true) => Some(whole.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

fn calendar(year: Option<i32>, month: u32, day: u32) -> Result<Written, NotADay> {
    year.and_then(|year| Day::from_ymd(year, month, day))
        .map(Written::Day)
        .ok_or(NotADay::Calendar)
}

/// The three pieces of `2026-03-04`, `4/3/2026`, `04.03.26` or `4-Mar-2026`.
fn pieces(word: &str) -> Option<[&str; 3]> {
    ['-', '/', '.'].into_iter().find_map(|separator| {
        let mut pieces = word.split(separator);
        let three = [pieces.next()?, pieces.next()?, pieces.next()?];
        (pieces.next().is_none() && three.iter().all(|piece| !piece.is_empty())).then_some(three)
    })
}

fn piecewise(pieces: [&str; 3]) -> Result<Written, NotADay> {
    let [Some(a), Some(b), Some(c)] = pieces.map(number) else {
        return named_month(pieces);
    };
    match pieces.map(str::len) {
        [4, 1..=2, 1..=2] => calendar(i32::try_from(a).ok(), b, c),
        [1..=2, 1..=2, 4] => Ok(Written::Triple(Triple::with_full_year([a, b, c]))),
        [1..=2, 1..=2, 2] => Ok(Written::Triple(Triple::with_short_year([a, b, c]))),
        _ => Err(NotADay::Form),
    }
}

/// `4 March 2026`, `March 4th 2026` or `2026 Mar 4`; the year in full.
fn named_month(words: [&str; 3]) -> Result<Written, NotADay> {
    let [a, b, c] = words;
    let (year, month, day) = match (month(a), month(b)) {
        (Some(month), _) => (c, month, b),
        (None, Some(month)) if a.len() == 4 && number(a).is_some() => (a, month, c),
        (None, Some(month)) => (c, month, a),
        (None, None) => return Err(NotADay::Form),
    };
    let (4, Some(year)) = (year.len(), number(year)) else {
        return Err(NotADay::Form);
    };
    let day = day_of_month(day).ok_or(NotADay::Form)?;
    calendar(i32::try_from(year).ok(), month, day)
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// `4`, `04`, `4.` or `4th`.
fn day_of_month(word: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th", "."]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    (bare.len() <= 2).then(|| number(bare)).flatten()
}

fn month(word: &str) -> Option<u32> {
    (1..).zip(MONTH_NAMES).find_map(|(number, name)| {
        (is_name(word, name) || number == 9 && is_name(word, "sept")).then_some(number)
    })
}

fn is_weekday(word: &str) -> bool {
    WEEKDAY_NAMES.into_iter().any(|name| is_name(word, name))
}

/// Whether a word is a name in full or its first three letters, with or without a full stop.
fn is_name(word: &str, name: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.eq_ignore_ascii_case(name)
        || name
            .get(..3)
            .is_some_and(|short| word.eq_ignore_ascii_case(short))
}

/// Whether the rest of a day is a time of day, with or without its zone, or nothing.
fn is_time<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    let Some(clock) = words.next() else {
        return true;
    };
    if !is_clock(clock) {
        return false;
    }
    let mut in_brackets = false;
    words.all(|word| {
        in_brackets |= word.starts_with('(');
        let fits = in_brackets || is_half_of_day(word) || is_zone(word);
        in_brackets &= !word.ends_with(')');
        fits
    }) && !in_brackets
}

/// `9:05`, `14:22:05.123`, `2:14pm`, `14:22:05Z`, `14:22+01:00`.
fn is_clock(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let bare = lower
        .strip_suffix("am")
        .or_else(|| lower.strip_suffix("pm"))
        .or_else(|| lower.strip_suffix('z'))
        .unwrap_or(&lower);
    let (clock, offset) = match bare.find(['+', '-']) {
        Some(at) => (bare.get(..at), bare.get(at..)),
        None => (Some(bare), None),
    };
    if offset.is_some_and(|offset| !is_offset(offset)) {
        return false;
    }
    let (clock, fraction) = clock
        .unwrap_or_default()
        .split_once('.')
        .unwrap_or((clock.unwrap_or_default(), "0"));
    let is_part = |part: &str, most: u32| {
        matches!(part.len(), 1..=2) && number(part).is_some_and(|part| part <= most)
    };
    let mut parts = clock.split(':');
    parts.next().is_some_and(|hour| is_part(hour, 23))
        && parts.next().is_some_and(|minute| is_part(minute, 59))
        && parts.next().is_none_or(|second| is_part(second, 60))
        && parts.next().is_none()
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_half_of_day(word: &str) -> bool {
    ["am", "pm", "a.m.", "p.m."]
        .into_iter()
        .any(|half| word.eq_ignore_ascii_case(half))
}

/// `UTC`, `CET`, `+0100`, `GMT+01:00`.
fn is_zone(word: &str) -> bool {
    let at = word.find(['+', '-']).unwrap_or(word.len());
    let (name, offset) = word.split_at(at);
    name.len() <= 5
        && name.bytes().all(|byte| byte.is_ascii_uppercase())
        && (offset.is_empty() || is_offset(offset))
}

fn is_offset(text: &str) -> bool {
    let digits = text
        .strip_prefix(['+', '-'])
        .unwrap_or_default()
        .replace(':', "");
    matches!(digits.len(), 1..=2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn a_day_is_read_in_every_form_that_says_itself_which_day_it_is() {
        for text in [
            "2026-03-04",
            " 2026-03-04 ",
            "2026-3-4",
            "2026/03/04",
            "2026.03.04",
            "20260304",
            "2026-03-04T23:59:59Z",
            "2026-03-04t10:00:00.123+01:00",
            "2026-03-04T10:00",
            "2026-03-04 10:00:00",
            "2026-03-04 10:00:00 +0100",
            "2026-03-04 10:00:00 UTC",
            "2026-03-04 2:14pm",
            "4 Mar 2026",
            "4 March 2026",
            "04-Mar-2026",
            "4th March 2026",
            "4. Mar. 2026",
            "March 4, 2026",
            "March 4, 2026 3:14 PM",
            "Mar 4th, 2026",
            "2026 Mar 4",
            "Wed, 4 Mar 2026 10:00:00 +0100",
            "Wednesday, March 4, 2026",
            "Wed Mar 04 2026 10:00:00 GMT+0100 (Central European Standard Time)",
        ] {
            assert_eq!(written(text), Ok(Written::Day(day("2026-03-04"))), "{text}");
        }
        assert_eq!(written("1 Sept 2026"), Ok(Written::Day(day("2026-09-01"))));
    }

    #[test]
    fn what_is_no_day_is_not_taken_for_one() {
        for text in [
            "",
            "soon",
            "3 Jan",
            "Mar 2026",
            "Mar-26",
            "4-Mar-26",
            "2026-03",
            "46085",
            "2026-03-04 25:00",
            "2026-03-04 10:60",
            "2026-03-04 about noon",
            "2026-03-04T",
            "2026-03-04 (",
            "March 4, 2026 → March 6, 2026",
            "3/4",
            "1/2/3",
            "1/2/345",
            "+1/2/2026",
            "٢٠٢٦-٠٣-٠٤",
            "99999999999999999999",
            "é026-03-04",
        ] {
            assert_eq!(written(text), Err(NotADay::Form), "{text}");
        }
    }

    #[test]
    fn a_day_that_the_calendar_has_not_is_told_from_a_word() {
        for text in ["2026-02-30", "20261301", "31 April 2026", "2026-00-10"] {
            assert_eq!(written(text), Err(NotADay::Calendar), "{text}");
        }
    }

    #[test]
    fn epochs_are_seconds_or_milliseconds() {
        for text in [
            "1772582400",
            "1772582400000",
            "1772582400.75",
            "1772582400000.5",
        ] {
            assert_eq!(written(text), Ok(Written::Epoch(1_772_582_400)), "{text}");
        }
    }
}
