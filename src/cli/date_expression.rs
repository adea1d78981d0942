//! WHEN: the words for a day.
//!
//! Always a day, and biased to the past: people write down what has been. Slash dates are read
//! two ways in the world, so they are not read at all.

use super::values;
use crate::domain::day::{Day, MONTH_NAMES, Period};
use crate::error::Failure;

/// The forms that are read, for messages.
pub const FORMS: &str = "today, yesterday, last night, friday, last friday, 3d, 2w, 1m, 3 days ago, a month ago, 2026-03-04, 03-04, 4 mar, march 4th, mar 4, 2026 or the 4th";

/// The forms of a day to come, for messages.
const FORMS_AHEAD: &str = "tomorrow, next friday, in 3 days";

/// In which direction a weekday or a day without a year is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    /// The latest such day, today included.
    Past,
    /// The next such day, today included.
    Next,
    /// For a day without a year the nearest one, before or ahead (of two as near the one ahead);
    /// for a weekday the latest, today included.
    Nearest,
    /// The first such day after this one.
    After(Day),
    /// The first such day on or after this one.
    OnOrAfter(Day),
}

/// The day that the words mean, from 1900-01-01 to 9999-12-31. It may lie in the future; where it
/// must not, the caller refuses it.
///
/// # Errors
/// If they mean none; the accepted forms are named.
pub fn parse(text: &str, today: Day, toward: Bias) -> Result<Day, Failure> {
    let refused = |message: String| Failure::usage(message).hint("nos help dates");
    let Some(day) = read(text, today, toward) else {
        let accepted = match toward {
            Bias::Past => format!("a day is one of: {FORMS}"),
            Bias::Next | Bias::Nearest | Bias::After(_) | Bias::OnOrAfter(_) => {
                format!("a day is one of: {FORMS}; or {FORMS_AHEAD}")
            }
        };
        return Err(refused(if text.contains('/') {
            format!("`{text}` can be read two ways, day first or month first; {accepted}")
        } else {
            format!("`{text}` isn't a day; {accepted}")
        }));
    };
    if day.year() < values::FIRST_YEAR {
        return Err(refused(format!(
            "{day} is too long ago; days go from {}-01-01 to 9999-12-31",
            values::FIRST_YEAR
        )));
    }
    Ok(day)
}

/// Whether the words mean a day at all.
pub(super) fn is_day(text: &str, today: Day) -> bool {
    read(text, today, Bias::Past).is_some()
}

/// The month that `2026-10` or `october` means; a name is the latest such month.
#[must_use]
pub fn month(text: &str, today: Day) -> Option<Period> {
    let text = text.trim().to_lowercase();
    let first = if let Some((year, month)) = text.split_once('-') {
        Day::from_ymd(whole_year(year)?, two_digits(month)?, 1)
            .filter(|first| first.year() >= values::FIRST_YEAR)?
    } else {
        let month = month_of_name(&text)?;
        let in_year = |year| Day::from_ymd(year, month, 1);
        in_year(today.year())
            .filter(|first| *first <= today)
            .or_else(|| in_year(today.year() - 1))?
    };
    Some(first.month().span())
}

fn read(text: &str, today: Day, toward: Bias) -> Option<Day> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    match *words.as_slice() {
        ["today"] => Some(today),
        ["yesterday"] | ["last", "night"] => today.plus(-1),
        ["tomorrow"] => today.plus(1),
        ["last", name] => Some(today.plus(-1)?.latest_weekday(values::weekday(name)?)),
        ["next", name] => today.plus(1)?.next_weekday(values::weekday(name)?),
        ["the", ordinal] => each_month(self::ordinal(ordinal)?, today, toward),
        [count, unit, "ago"] => moved(today, unit, -number(count)?),
        ["in", count, unit] => moved(today, unit, number(count)?),
        [word] => one_word(word, today, toward),
        [one, other] => match month_day(one, other) {
            Some(day) => toward.pick(today, |year| day.in_year(year)),
            None => month_and_day(one)?.in_year(whole_year(other)?),
        },
        [one, other, year] => month_day(one, other)?.in_year(whole_year(year)?),
        _ => None,
    }
}

fn one_word(word: &str, today: Day, toward: Bias) -> Option<Day> {
    if let Some(weekday) = values::weekday(word) {
        return match toward {
            Bias::Past | Bias::Nearest => Some(today.latest_weekday(weekday)),
            Bias::Next => today.next_weekday(weekday),
            Bias::After(start) => start.plus(1)?.next_weekday(weekday),
            Bias::OnOrAfter(start) => start.next_weekday(weekday),
        };
    }
    for (short, unit) in [("d", "days"), ("w", "weeks"), ("m", "months")] {
        if let Some(count) = word.strip_suffix(short) {
            return moved(today, unit, -whole(count)?);
        }
    }
    match month_and_day(word) {
        Some(day) => toward.pick(today, |year| day.in_year(year)),
        None => Day::from_iso(word),
    }
}

/// So many days, weeks or months on (back, if negative). A month on from the 31st is the last day
/// of a shorter month.
fn moved(today: Day, unit: &str, count: i64) -> Option<Day> {
    match unit {
        "day" | "days" => today.plus(count),
        "week" | "weeks" => today.plus(count.checked_mul(7)?),
        "month" | "months" => today.plus_months(count),
        _ => None,
    }
}

/// `3`, `three`, `a`.
fn number(word: &str) -> Option<i64> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    (1..)
        .zip(WORDS)
        .find_map(|(number, name)| (name == word).then_some(number))
        .or_else(|| whole(word))
}

fn whole(text: &str) -> Option<i64> {
    let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| text.parse().ok()).flatten()
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2)
        .then(|| whole(text))
        .flatten()
        .and_then(|number| u32::try_from(number).ok())
}

fn whole_year(text: &str) -> Option<i32> {
    (text.len() == 4)
        .then(|| whole(text))
        .flatten()
        .and_then(|year| i32::try_from(year).ok())
}

/// `1st`, `2nd`, `3rd`, `4th`.
fn ordinal(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    let number = u32::try_from(whole(digits)?).ok()?;
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    (text.strip_prefix(digits) == Some(suffix)).then_some(number)
}

impl Bias {
    /// Of the days that each year has one of at most, the one that is meant. A 29 February can be
    /// eight years away; a 30th is in no year.
    fn pick(self, today: Day, in_year: impl Fn(i32) -> Option<Day>) -> Option<Day> {
        let start = match self {
            Self::After(start) | Self::OnOrAfter(start) => start,
            Self::Past | Self::Next | Self::Nearest => today,
        };
        let years = start.year() - 8..=start.year() + 8;
        self.choose(today, years.filter_map(in_year))
    }

    /// The one that is meant of days in order.
    fn choose(self, today: Day, days: impl DoubleEndedIterator<Item = Day>) -> Option<Day> {
        let mut days = days;
        match self {
            Self::Past => days.rev().find(|&day| day <= today),
            Self::Next => days.find(|&day| day >= today),
            Self::After(start) => days.find(|&day| day > start),
            Self::OnOrAfter(start) => days.find(|&day| day >= start),
            // Of equals the last one is kept: the one ahead.
            Self::Nearest => days.rev().min_by_key(|day| day.days_since(today).abs()),
        }
    }
}

/// A day of the month in the month that is meant; months without it are passed over.
fn each_month(day: u32, today: Day, toward: Bias) -> Option<Day> {
    let start = match toward {
        Bias::After(start) | Bias::OnOrAfter(start) => start,
        Bias::Past | Bias::Next | Bias::Nearest => today,
    };
    let days = (-2..=2_i64).filter_map(|months| {
        let month = start.plus_months(months)?.month();
        Day::from_ymd(month.year, month.month, day)
    });
    toward.choose(today, days)
}

/// A day of a year that was not said.
#[derive(Clone, Copy)]
struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    fn in_year(self, year: i32) -> Option<Day> {
        Day::from_ymd(year, self.month, self.day)
    }
}

/// `03-04`.
fn month_and_day(word: &str) -> Option<MonthDay> {
    let (month, day) = word.split_once('-')?;
    Some(MonthDay {
        month: two_digits(month)?,
        day: two_digits(day)?,
    })
}

/// `4 mar`, `mar 4`, `march 4th`; before a year with a comma, too.
fn month_day(one: &str, other: &str) -> Option<MonthDay> {
    let other = other.strip_suffix(',').unwrap_or(other);
    let (month, day) = match month_of_name(one) {
        Some(month) => (month, other),
        None => (month_of_name(other)?, one),
    };
    let plain = (day.len() <= 2).then(|| whole(day)).flatten();
    let day = match plain {
        Some(day) => u32::try_from(day).ok()?,
        None => ordinal(day)?,
    };
    Some(MonthDay { month, day })
}

/// The month of a name, whole or at least its first three letters; 1 is January.
fn month_of_name(name: &str) -> Option<u32> {
    (1..)
        .zip(MONTH_NAMES)
        .find(|(_, full)| name.len() >= 3 && full.starts_with(name))
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Wednesday.
    const TODAY: &str = "2026-03-04";

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn past(text: &str) -> Option<String> {
        read(text, day(TODAY), Bias::Past).map(|day| day.to_string())
    }

    #[track_caller]
    fn means(text: &str, expected: &str) {
        assert_eq!(past(text).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn the_words_for_a_day_mean_the_past() {
        means("today", "2026-03-04");
        means(" Yesterday ", "2026-03-03");
        means("last night", "2026-03-03");
        means("wed", "2026-03-04");
        means("friday", "2026-02-27");
        means("last wednesday", "2026-02-25");
        means("last fri", "2026-02-27");
        means("3d", "2026-03-01");
        means("0d", "2026-03-04");
        means("2w", "2026-02-18");
        means("1m", "2026-02-04");
        means("1 day ago", "2026-03-03");
        means("3 days ago", "2026-03-01");
        means("2 weeks ago", "2026-02-18");
        means("two weeks ago", "2026-02-18");
        means("a week ago", "2026-02-25");
        means("a month ago", "2026-02-04");
        means("Twelve Months Ago", "2025-03-04");
    }

    #[test]
    fn a_date_without_a_year_is_the_latest_such_day() {
        means("2025-12-31", "2025-12-31");
        means("03-04", "2026-03-04");
        means("03-05", "2025-03-05");
        means("03-05 2024", "2024-03-05");
        means("4 mar", "2026-03-04");
        means("Mar 5", "2025-03-05");
        means("march 4th", "2026-03-04");
        means("5th march", "2025-03-05");
        means("march 5 2026", "2026-03-05");
        means("Mar 4, 2026", "2026-03-04");
        means("March 22nd, 2024", "2024-03-22");
        means("5 March 2024", "2024-03-05");
        means("29 feb", "2024-02-29");
    }

    #[test]
    fn a_day_of_the_month_is_the_latest_such_day_of_a_month_that_has_it() {
        means("the 4th", "2026-03-04");
        means("the 5th", "2026-02-05");
        means("the 1st", "2026-03-01");
        // February 2026 has no 31st.
        means("the 31st", "2026-01-31");
    }

    #[test]
    fn days_to_come_have_words_too() {
        means("tomorrow", "2026-03-05");
        means("next friday", "2026-03-06");
        means("next wednesday", "2026-03-11");
        means("in 3 days", "2026-03-07");
        means("in two weeks", "2026-03-18");
        means("in a month", "2026-04-04");
    }

    #[test]
    fn a_month_before_31_march_is_28_february() {
        let read = |text| read(text, day("2026-03-31"), Bias::Past);
        assert_eq!(read("1m"), Some(day("2026-02-28")));
        assert_eq!(read("a month ago"), Some(day("2026-02-28")));
        assert_eq!(read("25 months ago"), Some(day("2024-02-29")));
    }

    #[test]
    fn anything_else_is_no_day() {
        for text in [
            "",
            "3/4/2026",
            "03/04",
            "2026-02-30",
            "30 feb",
            "next",
            "next month",
            "last week",
            "in friday",
            "in 3",
            "4.3.2026",
            "3-4",
            "mars 4",
            "ma 4",
            "99999999999999999999d",
            "99999999999999999999 months ago",
            "3 years ago",
            "-1d",
            "in -1 days",
            "2026-3-4",
            "friday last",
            "may",
            "4 mar 26",
            "4th",
            "the 4",
            "the 4rd",
            "the 11st",
            "the 32nd",
            "the 0th",
            "the 4th 2026",
            "march 4nd",
            "d",
            "m",
            "\u{661}d",
        ] {
            assert_eq!(past(text), None, "{text}");
        }
    }

    #[test]
    fn the_end_of_a_goal_is_the_first_such_day_after_its_start() {
        let after = |text| read(text, day(TODAY), Bias::After(day("2026-09-01")));
        assert_eq!(after("08-31"), Some(day("2027-08-31")));
        assert_eq!(after("31 dec"), Some(day("2026-12-31")));
        assert_eq!(after("09-01"), Some(day("2027-09-01")));
        assert_eq!(after("the 1st"), Some(day("2026-10-01")));
        assert_eq!(after("tue"), Some(day("2026-09-08")));
        assert_eq!(after("2026-10-01"), Some(day("2026-10-01")));
    }

    #[test]
    fn what_is_due_is_the_next_such_day_today_included() {
        let next = |text| read(text, day(TODAY), Bias::Next);
        assert_eq!(next("wed"), Some(day("2026-03-04")));
        assert_eq!(next("tue"), Some(day("2026-03-10")));
        assert_eq!(next("4 mar"), Some(day("2026-03-04")));
        assert_eq!(next("3 mar"), Some(day("2027-03-03")));
        assert_eq!(next("29 feb"), Some(day("2028-02-29")));
        assert_eq!(next("the 3rd"), Some(day("2026-04-03")));
        assert_eq!(next("the 31st"), Some(day("2026-03-31")));
        assert_eq!(next("last tue"), Some(day("2026-03-03")));
    }

    #[test]
    fn a_goal_begins_on_the_nearest_such_day_before_or_ahead() {
        let nearest = |text| read(text, day(TODAY), Bias::Nearest);
        assert_eq!(nearest("03-15"), Some(day("2026-03-15")));
        assert_eq!(nearest("1 mar"), Some(day("2026-03-01")));
        // 180 days ahead of 4 March against 185 before it; then 184 ahead against 181 before.
        assert_eq!(nearest("08-31"), Some(day("2026-08-31")));
        assert_eq!(nearest("09-04"), Some(day("2025-09-04")));
        assert_eq!(nearest("the 15th"), Some(day("2026-03-15")));
        assert_eq!(nearest("the 25th"), Some(day("2026-02-25")));
        // A weekday is no day without a year.
        assert_eq!(nearest("thu"), Some(day("2026-02-26")));
        // 2028 is a leap year: 183 days either way.
        let halfway = read("08-30", day("2028-02-29"), Bias::Nearest);
        assert_eq!(halfway, Some(day("2028-08-30")));
    }

    #[test]
    fn a_day_before_1900_is_refused() {
        assert!(parse("1900-01-01", day(TODAY), Bias::Past).is_ok());
        assert!(parse("9999-12-31", day(TODAY), Bias::Past).is_ok());
        for text in ["1899-12-31", "0001-01-01", "1 jan 1899", "99999d"] {
            let refusal = parse(text, day(TODAY), Bias::Past).unwrap_err();
            assert!(
                refusal
                    .to_string()
                    .ends_with("days go from 1900-01-01 to 9999-12-31")
            );
        }
    }

    #[test]
    fn a_month_is_written_with_its_year_or_is_the_latest_of_that_name() {
        let month = |text| month(text, day(TODAY)).map(|span| (span.from, span.to));
        let of = |from, to| Some((day(from), day(to)));
        assert_eq!(month("2026-10"), of("2026-10-01", "2026-10-31"));
        assert_eq!(month("March"), of("2026-03-01", "2026-03-31"));
        assert_eq!(month("apr"), of("2025-04-01", "2025-04-30"));
        for text in ["2026-13", "2026-1", "10", "1899-12", "ma", "26-10", ""] {
            assert_eq!(month(text), None, "{text}");
        }
    }

    /// Every form of a day without a year, or of a weekday, that means this day.
    fn forms(on: Day) -> Vec<String> {
        let iso = on.to_string();
        let name = MONTH_NAMES[on.month().month as usize - 1];
        let of_month = on.of_month();
        let th = match of_month {
            1 | 21 | 31 => "st",
            2 | 22 => "nd",
            3 | 23 => "rd",
            _ => "th",
        };
        vec![
            iso.get(5..).unwrap().to_owned(),
            format!("{of_month} {name}"),
            format!("{} {of_month}", name.get(..3).unwrap()),
            format!("{name} {of_month}{th}"),
            format!("the {of_month}{th}"),
            crate::domain::day::weekday_name(on.weekday()).to_owned(),
        ]
    }

    proptest! {
        /// Each form means what a walk from day to day in the direction of its bias comes to
        /// first.
        #[test]
        fn the_day_that_is_meant_is_the_first_one_met_on_a_walk(
            today in 700_000_u32..760_000,
            away in -2_000_i64..2_000,
        ) {
            let today = Day::FIRST.plus(i64::from(today)).unwrap();
            let on = today.plus(away).unwrap();
            for form in forms(on) {
                let fits = |day: &Day| forms(*day).contains(&form);
                let walk = |from: i64, step: i64| {
                    (0..4_000).map(move |n| today.plus(from + n * step).unwrap()).find(fits).unwrap()
                };
                let (past, next) = (walk(0, -1), walk(0, 1));
                prop_assert_eq!(read(&form, today, Bias::Past), Some(past), "{}", form);
                prop_assert_eq!(read(&form, today, Bias::Next), Some(next), "{}", form);
                prop_assert_eq!(read(&form, today, Bias::After(today)), Some(walk(1, 1)), "{}", form);
                let nearest = if form.len() == 3 || next.days_since(today) > today.days_since(past) {
                    past
                } else {
                    next
                };
                prop_assert_eq!(read(&form, today, Bias::Nearest), Some(nearest), "{}", form);
            }
        }
    }

    #[test]
    fn a_slash_date_is_refused_with_the_reason_and_the_forms() {
        let Failure::Refused(refusal) = parse("03/04/2026", day(TODAY), Bias::Past).unwrap_err()
        else {
            panic!("not refused");
        };
        assert!(refusal.message.starts_with(
            "`03/04/2026` can be read two ways, day first or month first; a day is one of: today, "
        ));
        assert_eq!(refusal.hint.as_deref(), Some("nos help dates"));
    }
}
