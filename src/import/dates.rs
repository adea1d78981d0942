//! Days as people, spreadsheets, mails and tools write them.
//!
//! ISO and RFC 3339, epochs, serial numbers, `3 Jan 2026` and its relatives say themselves which
//! day they mean. `03/04/2026` does not: [`super::date_order`] looks at all such days of a file.
//! A time with an offset is a moment, and the caller that knows the zone makes a local day of it;
//! a time without one keeps the date as it is written.

use super::date_order::{Triple, full_year};
use crate::domain::day::{Day, MONTH_NAMES, WEEKDAY_NAMES};

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

/// A time of day, and how many seconds its zone is ahead of Greenwich where it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    seconds: i64,
    offset: Option<i64>,
}

/// The time of day that the rest of a day is; none if there is no rest.
fn clock<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<Option<Clock>, NotADay> {
    let Some(first) = words.next() else {
        return Ok(None);
    };
    let mut clock = time(first).ok_or(NotADay::Form)?;
    let mut in_brackets = false;
    for word in words {
        in_brackets |= word.starts_with('(');
        if in_brackets {
            in_brackets = !word.ends_with(')');
        } else if let Some(half) = half_of_day(word) {
            clock.seconds = half.applied(clock.seconds);
        } else {
            match zone(word).ok_or(NotADay::Form)? {
                Zone::Ahead(offset) => clock.offset = clock.offset.or(Some(offset)),
                Zone::Named => {}
            }
        }
    }
    if in_brackets {
        return Err(NotADay::Form);
    }
    Ok(Some(clock))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayHalf {
    Am,
    Pm,
}

impl DayHalf {
    fn applied(self, seconds: i64) -> i64 {
        const NOON: i64 = 12 * 3600;
        match self {
            Self::Am if seconds >= NOON => seconds - NOON,
            Self::Pm if seconds < NOON => seconds + NOON,
            _ => seconds,
        }
    }
}

fn half_of_day(word: &str) -> Option<DayHalf> {
    match &*word.to_ascii_lowercase() {
        "am" | "a.m." | "a.m" => Some(DayHalf::Am),
        "pm" | "p.m." | "p.m" => Some(DayHalf::Pm),
        _ => None,
    }
}

/// `9:05`, `14:22:05.123`, `2:14pm`, `3pm`, `14:22:05Z`, `14:22+01:00`.
fn time(word: &str) -> Option<Clock> {
    let lower = word.to_ascii_lowercase();
    let (bare, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(bare), _) => (bare, Some(DayHalf::Am)),
        (_, Some(bare)) => (bare, Some(DayHalf::Pm)),
        _ => (&*lower, None),
    };
    let (bare, zulu) = match bare.strip_suffix('z') {
        Some(bare) => (bare, Some(0)),
        None => (bare, None),
    };
    let (clock, stated) = match bare.find(['+', '-']) {
        Some(at) => (bare.get(..at)?, Some(offset(bare.get(at..)?)?)),
        None => (bare, None),
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |part: &str, most: u32| {
        number(part).filter(|&number| matches!(part.len(), 1..=2) && number <= most)
    };
    let mut parts = clock.split(':');
    let hour = part(parts.next()?, 23)?;
    let minute = match parts.next() {
        Some(minute) => part(minute, 59)?,
        None if half.is_some() => 0,
        None => return None,
    };
    let second = parts.next().map_or(Some(0), |second| part(second, 60))?;
    if parts.next().is_some() {
        return None;
    }
    let seconds = i64::from(hour * 3600 + minute * 60 + second);
    Some(Clock {
        seconds: half.map_or(seconds, |half| half.applied(seconds)),
        offset: zulu.or(stated),
    })
}

/// A zone as it is written.
enum Zone {
    /// So many seconds ahead of Greenwich.
    Ahead(i64),
    /// A name that several zones share.
    Named,
}

/// How far `UTC`, `+0100` or `GMT+01:00` is ahead of Greenwich; a name alone, other than that of
/// Greenwich, does not say it. None if the word is no zone.
fn zone(word: &str) -> Option<Zone> {
    let at = word.find(['+', '-']).unwrap_or(word.len());
    let (name, ahead) = word.split_at_checked(at)?;
    if name.len() > 5 || !name.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    match (name, ahead) {
        ("UTC" | "GMT" | "Z", "") => Some(Zone::Ahead(0)),
        (_, "") => Some(Zone::Named),
        _ => offset(ahead).map(Zone::Ahead),
    }
}

/// The seconds of `+01:00`, `-0530` or `+1`.
fn offset(text: &str) -> Option<i64> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits = rest.replace(':', "");
    let (hours, minutes) = match digits.len() {
        1..=2 => (number(&digits)?, 0),
        4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
        _ => return None,
    };
    (hours <= 14 && minutes <= 59).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn written(text: &str) -> Result<WrittenDay, NotADay> {
        super::written(
            text,
            Years {
                stated: None,
                current: 2026,
            },
        )
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
            "2026-03-04T10:00",
            "2026-03-04 10:00:00",
            "2026-03-04 10:00:00 CET",
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
            "Wednesday, March 4, 2026",
            "Wed. 4 March 2026",
            "4th of March 2026",
            "4-Mar-26",
            "4 Mar 26",
            "Mar 4, '26",
            "March 4, 2026 at 10:15 AM",
            "46085",
            "46085.427",
        ] {
            assert_eq!(
                written(text),
                Ok(WrittenDay::Day(day("2026-03-04"))),
                "{text}"
            );
        }
        assert_eq!(
            written("1 Sept 2026"),
            Ok(WrittenDay::Day(day("2026-09-01")))
        );
    }

    #[test]
    fn what_is_no_day_is_not_taken_for_one() {
        for text in [
            "",
            "soon",
            "12345",
            "99999",
            "2026-03-04 25:00",
            "2026-03-04 10:60",
            "2026-03-04 about noon",
            "2026-03-04T",
            "2026-03-04 (",
            "March 4, 2026 → March 6, 2026",
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
            assert_eq!(
                written(text),
                Ok(WrittenDay::Moment(1_772_582_400)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_time_with_an_offset_is_a_moment() {
        for text in [
            "2026-03-04T10:00:00Z",
            "2026-03-04t11:00:00.123+01:00",
            "2026-03-04 10:00:00 UTC",
            "2026-03-04 11:00:00 +0100",
            "Wed, 4 Mar 2026 05:00:00 -0500",
            "Wed Mar 04 2026 11:00:00 GMT+0100 (Central European Standard Time)",
        ] {
            assert_eq!(
                written(text),
                Ok(WrittenDay::Moment(1_772_618_400)),
                "{text}"
            );
        }
    }

    #[test]
    fn the_mails_and_days_of_october_and_august_are_read() {
        assert_eq!(
            written("Wed, 15 Oct 2025 09:12:44 +0000"),
            Ok(WrittenDay::Moment(1_760_519_564))
        );
        assert_eq!(
            written("10th August 2025"),
            Ok(WrittenDay::Day(day("2025-08-10")))
        );
        assert_eq!(
            written("12 October 2025"),
            Ok(WrittenDay::Day(day("2025-10-12")))
        );
    }

    #[test]
    fn a_day_without_a_year_gets_the_one_that_was_stated() {
        let years = Years {
            stated: Some(2025),
            current: 2026,
        };
        for text in [
            "Sep 12",
            "12 September",
            "12-Sep",
            "12. Sep.",
            "Fri, Sep 12",
        ] {
            assert_eq!(written(text), Err(NotADay::NoYear), "{text}");
            assert_eq!(
                super::written(text, years),
                Ok(WrittenDay::Day(day("2025-09-12"))),
                "{text}"
            );
        }
        assert_eq!(written("9/12"), Err(NotADay::NoYear));
        assert_eq!(
            super::written("9/12", years),
            Ok(WrittenDay::Triple(Triple::with_full_year([9, 12, 2025])))
        );
        assert_eq!(written("Mar-26"), Err(NotADay::NoYear));
    }

    #[test]
    fn a_month_is_its_first_day() {
        for text in [
            "2025-09",
            "2025/09",
            "09/2025",
            "Sep 2025",
            "September 2025",
        ] {
            assert_eq!(
                written(text),
                Ok(WrittenDay::Month(day("2025-09-01"))),
                "{text}"
            );
        }
    }

    #[test]
    fn what_programs_write_into_an_empty_cell_is_no_day() {
        for text in [
            "0001-01-01",
            "0001-01-01T00:00:00",
            "1899-12-30",
            "1899-12-31",
            "1900-01-01",
            "1970-01-01",
            "1970-01-01T00:00:00Z",
            "0",
        ] {
            assert_eq!(written(text), Ok(WrittenDay::Empty), "{text}");
        }
        assert_eq!(written("1899-12-29"), Err(NotADay::Calendar));
        assert_eq!(
            written("1900-01-02"),
            Ok(WrittenDay::Day(day("1900-01-02")))
        );
    }
}
