//! Days as people, spreadsheets, mails and tools write them.
//!
//! ISO and RFC 3339, epochs, serial numbers, `3 Jan 2026` and its relatives say themselves which
//! day they mean. `03/04/2026` does not: [`super::date_order`] looks at all such days of a file.
//! A time with an offset is a moment, and the caller that knows the zone makes a local day of it;
//! a time without one keeps the date as it is written.

mod clock;

use super::date_order::{Triple, full_year};
use crate::domain::day::{Day, MONTH_NAMES, WEEKDAY_NAMES};
use clock::{Clock, clock};

/// What a written day says before anything else is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDay {
    /// Exactly this day.
    Day(Day),
    /// A month without a day; its first day.
    Month(Day),
    /// Three numbers that are read by an [`Order`](super::date_order::Order).
    Triple(Triple),
    /// Seconds since 1970 began in Greenwich.
    Moment(i64),
    /// What programs write into an empty cell: 1899-12-30, 1970-01-01.
    Empty,
}

/// Why something is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADay {
    /// It has the form of a day, but the calendar has none such: 30 February.
    Calendar,
    /// It is a day and a month, and lacks the year.
    NoYear,
    /// It has not the form of a day.
    Form,
}

/// Which years a day may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// The year of days that have none, where it was said.
    pub stated: Option<i32>,
    /// The current year: a year of two digits is one of the twenty before it.
    pub current: i32,
}

/// The first year that an import takes for real; what lies before it was never typed on purpose.
const FIRST_YEAR: i32 = 1900;

/// Spreadsheets count days from here.
const SERIAL_ZERO: (i32, u32, u32) = (1899, 12, 30);

/// The serial numbers of 1954 to 2146; other numbers of five digits are no days.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=89_999;

/// The day that a text says, as far as the text alone can say it.
///
/// # Errors
/// If it is none.
pub fn written(text: &str, years: Years) -> Result<WrittenDay, NotADay> {
    match read(text.trim(), years)? {
        WrittenDay::Day(day) if is_stand_in(day) => Ok(WrittenDay::Empty),
        WrittenDay::Moment(0) => Ok(WrittenDay::Empty),
        WrittenDay::Day(day) | WrittenDay::Month(day) if day.year() < FIRST_YEAR => {
            Err(NotADay::Calendar)
        }
        written => Ok(written),
    }
}

/// Whether programs write this day where there is none.
fn is_stand_in(day: Day) -> bool {
    [
        (1, 1, 1),
        (1899, 12, 30),
        (1899, 12, 31),
        (1900, 1, 1),
        (1970, 1, 1),
    ]
    .into_iter()
    .any(|(year, month, of_month)| Day::from_ymd(year, month, of_month) == Some(day))
}

fn read(text: &str, years: Years) -> Result<WrittenDay, NotADay> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    if let Some(number) = fractional(text) {
        return number;
    }
    let (date, time) = match text.split_at_checked(10) {
        Some((date, rest)) if is_iso_time(date, rest) => (date, rest.get(1..)),
        _ => (text, None),
    };
    let mut words = date
        .split(|char: char| char.is_whitespace() || char == ',')
        .chain(time.into_iter().flat_map(str::split_whitespace))
        .filter(|word| !word.is_empty() && !matches!(*word, "of" | "at" | "the" | "|" | "@"))
        .peekable();
    words.next_if(|word| is_weekday(word));
    let first = words.next().ok_or(NotADay::Form)?;
    let day = if let Some(pieces) = pieces(first) {
        piecewise(pieces, years)?
    } else if let Some(pair) = pair(first) {
        pairwise(pair, years)?
    } else {
        let second = words.next().ok_or(NotADay::Form)?;
        let third =
            words.next_if(|word| short_or_full_year(word).is_some() || is_day_of_month(word));
        match third {
            Some(third) => named_month([first, second, third], years)?,
            None => without_year([first, second], years)?,
        }
    };
    match (day, clock(words)?) {
        (
            WrittenDay::Day(day),
            Some(Clock {
                seconds,
                offset: Some(offset),
            }),
        ) => Ok(WrittenDay::Moment(epoch_of(day) + seconds - offset)),
        (WrittenDay::Month(_), Some(_)) => Err(NotADay::Form),
        (day, _) => Ok(day),
    }
}

/// Whether ten bytes of a text are a date in ISO and a time follows its `T`.
fn is_iso_time(date: &str, rest: &str) -> bool {
    date.bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-')
        && rest.starts_with(['T', 't'])
        && rest.len() > 1
}

fn epoch_of(day: Day) -> i64 {
    Day::from_ymd(1970, 1, 1).map_or(0, |epoch| day.days_since(epoch) * 86_400)
}

/// `20260304`, seconds or milliseconds since 1970, or the serial number of a spreadsheet.
fn digits(text: &str) -> Result<WrittenDay, NotADay> {
    let number: i64 = text.parse().map_err(|_| NotADay::Form)?;
    match text.len() {
        5 => serial(number),
        8 => {
            let part = |range| text.get(range).and_then(|part: &str| part.parse().ok());
            let (Some(year), Some(month), Some(day)) = (part(0..4), part(4..6), part(6..8)) else {
                return Err(NotADay::Form);
            };
            calendar(i32::try_from(year).ok(), month, day)
        }
        9..=11 => Ok(WrittenDay::Moment(number)),
        12..=14 => Ok(WrittenDay::Moment(number / 1000)),
        1 if number == 0 => Ok(WrittenDay::Empty),
        _ => Err(NotADay::Form),
    }
}

fn serial(number: i64) -> Result<WrittenDay, NotADay> {
    let (year, month, day) = SERIAL_ZERO;
    Day::from_ymd(year, month, day)
        .filter(|_| SERIALS.contains(&number))
        .and_then(|zero| zero.plus(number))
        .map(WrittenDay::Day)
        .ok_or(NotADay::Form)
}

/// `1772582400.75` and `45912.427`; none if the text is no such number.
fn fractional(text: &str) -> Option<Result<WrittenDay, NotADay>> {
    let (whole, fraction) = text.split_once('.')?;
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    matches!(whole.len(), 5 | 9..=14).then(|| digits(whole))
}

fn calendar(year: Option<i32>, month: u32, day: u32) -> Result<WrittenDay, NotADay> {
    year.and_then(|year| Day::from_ymd(year, month, day))
        .map(WrittenDay::Day)
        .ok_or(NotADay::Calendar)
}

/// The parts of a word between separators of one kind, none of them empty.
fn split<const N: usize>(word: &str) -> Option<[&str; N]> {
    ['-', '/', '.', '–'].into_iter().find_map(|separator| {
        let parts: Vec<&str> = word.split(separator).collect();
        let parts: [&str; N] = parts.try_into().ok()?;
        parts.iter().all(|part| !part.is_empty()).then_some(parts)
    })
}

/// The three pieces of `2026-03-04`, `4/3/2026`, `04.03.26` or `4-Mar-2026`.
fn pieces(word: &str) -> Option<[&str; 3]> {
    split(word)
}

/// The two pieces of `2026-03`, `9/12` or `12-Sep`.
fn pair(word: &str) -> Option<[&str; 2]> {
    split(word.strip_suffix('.').unwrap_or(word))
}

fn piecewise(pieces: [&str; 3], years: Years) -> Result<WrittenDay, NotADay> {
    let [Some(a), Some(b), Some(c)] = pieces.map(number) else {
        return named_month(pieces, years);
    };
    match pieces.map(str::len) {
        [4, 1..=2, 1..=2] => calendar(i32::try_from(a).ok(), b, c),
        [1..=2, 1..=2, 4] => Ok(WrittenDay::Triple(Triple::with_full_year([a, b, c]))),
        [1..=2, 1..=2, 2] => Ok(WrittenDay::Triple(Triple::with_short_year([a, b, c]))),
        _ => Err(NotADay::Form),
    }
}

fn pairwise(pair: [&str; 2], years: Years) -> Result<WrittenDay, NotADay> {
    let [a, b] = pair;
    match (number(a), number(b)) {
        (Some(year), Some(month)) if a.len() == 4 && b.len() <= 2 => month_of(year, month),
        (Some(month), Some(year)) if a.len() <= 2 && b.len() == 4 => month_of(year, month),
        (Some(one), Some(other)) if a.len() <= 2 && b.len() <= 2 => {
            let stated = years.stated.and_then(|year| u32::try_from(year).ok());
            if !(1..=31).contains(&one) || !(1..=31).contains(&other) {
                return Err(NotADay::Form);
            }
            stated.map_or(Err(NotADay::NoYear), |year| {
                Ok(WrittenDay::Triple(Triple::with_full_year([
                    one, other, year,
                ])))
            })
        }
        _ => without_year(pair, years),
    }
}

fn month_of(year: u32, month: u32) -> Result<WrittenDay, NotADay> {
    match calendar(i32::try_from(year).ok(), month, 1)? {
        WrittenDay::Day(first) => Ok(WrittenDay::Month(first)),
        _ => Err(NotADay::Form),
    }
}

/// `4 March 2026`, `March 4th 2026`, `2026 Mar 4`, `12-Sep-25` or `Sep 12 '25`.
fn named_month(words: [&str; 3], years: Years) -> Result<WrittenDay, NotADay> {
    let [a, b, c] = words;
    let (year, month, day) = match (month(a), month(b)) {
        (Some(month), _) => (c, month, b),
        (None, Some(month)) if a.len() == 4 && number(a).is_some() => (a, month, c),
        (None, Some(month)) => (c, month, a),
        (None, None) => return Err(NotADay::Form),
    };
    let day = day_of_month(day).ok_or(NotADay::Form)?;
    let year = match short_or_full_year(year).ok_or(NotADay::Form)? {
        (year, YearForm::Full) => Some(year),
        (year, YearForm::Short) => full_year(year, years.current),
    };
    calendar(year, month, day)
}

/// `Sep 12` and `12 September`, or `September 2025`.
fn without_year(words: [&str; 2], years: Years) -> Result<WrittenDay, NotADay> {
    let [a, b] = words;
    let (month, other, is_month_first) = match (month(a), month(b)) {
        (Some(month), None) => (month, b, true),
        (None, Some(month)) => (month, a, false),
        _ => return Err(NotADay::Form),
    };
    if let Some((year, YearForm::Full)) = short_or_full_year(other)
        && other.len() == 4
    {
        return month_of(u32::try_from(year).unwrap_or_default(), month);
    }
    let day = day_of_month(other).ok_or(NotADay::Form)?;
    // `Mar-26` is a day of March as well as March 2026.
    if is_month_first
        && years.stated.is_none()
        && other.len() == 2
        && number(other).is_some()
        && a.len() + 1 + other.len() == 6
    {
        return Err(NotADay::NoYear);
    }
    years.stated.map_or(Err(NotADay::NoYear), |year| {
        calendar(Some(year), month, day)
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum YearForm {
    Short,
    Full,
}

/// `2026`, `26` or `'26`.
fn short_or_full_year(word: &str) -> Option<(i32, YearForm)> {
    let bare = word.trim_start_matches(['\'', '’']);
    let year = i32::try_from(number(bare)?).ok()?;
    match bare.len() {
        4 => Some((year, YearForm::Full)),
        2 => Some((year, YearForm::Short)),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn is_day_of_month(word: &str) -> bool {
    day_of_month(word).is_some_and(|day| (1..=31).contains(&day))
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
        || ["tues", "thur", "thurs", "weds"]
            .into_iter()
            .any(|name| is_name(word, name))
}

/// Whether a word is a name in full or its first three letters, with or without a full stop.
fn is_name(word: &str, name: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.eq_ignore_ascii_case(name)
        || name
            .get(..3)
            .is_some_and(|short| word.eq_ignore_ascii_case(short))
}

#[cfg(test)]
mod tests;
