//! WHEN: the words for a day.
//!
//! Always a day, and biased to the past: people write down what has been. Slash dates are read
//! two ways in the world, so they are not read at all.

use chrono::Weekday;

use super::values;
use crate::domain::day::{Day, MONTH_NAMES};
use crate::failure::Failure;

/// The forms that are read, for messages and help.
pub const FORMS: &str = "today, yesterday, friday, last friday, 3d, 2w, 3 days ago, 2026-03-04, 03-04, 4 mar, mar 4 2026";

/// In which direction a day without a year is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// The latest such day, today included.
    Past,
    /// The first such day after this one.
    After(Day),
}

/// The day that the words mean.
///
/// # Errors
/// If they mean none; the forms are told.
pub fn parse(text: &str, today: Day, toward: Toward) -> Result<Day, Failure> {
    read(text, today, toward).ok_or_else(|| {
        let accepted = format!("a day is one of: {FORMS}");
        let message = if text.contains('/') {
            format!("`{text}` can be read two ways, day first or month first; {accepted}")
        } else {
            format!("`{text}` is not a day; {accepted}")
        };
        Failure::usage(message).hint("nos help dates")
    })
}

fn read(text: &str, today: Day, toward: Toward) -> Option<Day> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    match *words.as_slice() {
        ["today"] => Some(today),
        ["yesterday"] => today.plus(-1),
        ["last", name] => Some(latest_weekday(values::weekday(name)?, today.plus(-1)?)),
        [count, unit, "ago"] => ago(count, unit, today),
        [word] => one_word(word, today, toward),
        [one, other] => month_day(one, other)?.in_year_toward(today, toward),
        [one, other, year] => month_day(one, other)?.in_year(whole_year(year)?),
        _ => None,
    }
}

fn one_word(word: &str, today: Day, toward: Toward) -> Option<Day> {
    if let Some(weekday) = values::weekday(word) {
        return match toward {
            Toward::Past => Some(latest_weekday(weekday, today)),
            Toward::After(start) => Some(latest_weekday(weekday, start.plus(7)?)),
        };
    }
    if let Some(count) = word.strip_suffix('d') {
        return ago(count, "days", today);
    }
    if let Some(count) = word.strip_suffix('w') {
        return ago(count, "weeks", today);
    }
    match word.len() {
        10 => Day::from_iso(word),
        5 => {
            let (month, day) = word.split_once('-')?;
            MonthDay {
                month: two_digits(month)?,
                day: two_digits(day)?,
            }
            .in_year_toward(today, toward)
        }
        _ => None,
    }
}

/// The latest such weekday up to a day, that day included.
fn latest_weekday(weekday: Weekday, up_to: Day) -> Day {
    let back = up_to.weekday().days_since(weekday);
    up_to.plus(-i64::from(back)).unwrap_or(Day::FIRST)
}

fn ago(count: &str, unit: &str, today: Day) -> Option<Day> {
    let days = match unit {
        "day" | "days" => 1,
        "week" | "weeks" => 7,
        _ => return None,
    };
    today.plus(-whole(count)?.checked_mul(days)?)
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

    /// A 29 February can be eight years away; a 30th is nowhere.
    fn in_year_toward(self, today: Day, toward: Toward) -> Option<Day> {
        match toward {
            Toward::Past => (0..=8)
                .filter_map(|back| self.in_year(today.year() - back))
                .find(|&day| day <= today),
            Toward::After(start) => (0..=8)
                .filter_map(|ahead| self.in_year(start.year() + ahead))
                .find(|&day| day > start),
        }
    }
}

/// `4 mar` or `mar 4`.
fn month_day(one: &str, other: &str) -> Option<MonthDay> {
    let (month, day) = match month(one) {
        Some(month) => (month, other),
        None => (month(other)?, one),
    };
    let day = (day.len() <= 2).then(|| whole(day)).flatten()?;
    Some(MonthDay {
        month,
        day: u32::try_from(day).ok()?,
    })
}

/// The month of a name, whole or at least its first three letters; 1 is January.
fn month(name: &str) -> Option<u32> {
    (1..)
        .zip(MONTH_NAMES)
        .find(|(_, full)| name.len() >= 3 && full.starts_with(name))
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Wednesday.
    const TODAY: &str = "2026-03-04";

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn past(text: &str) -> Option<String> {
        read(text, day(TODAY), Toward::Past).map(|day| day.to_string())
    }

    #[track_caller]
    fn means(text: &str, expected: &str) {
        assert_eq!(past(text).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn the_words_for_a_day_mean_the_past() {
        means("today", "2026-03-04");
        means(" Yesterday ", "2026-03-03");
        means("wed", "2026-03-04");
        means("friday", "2026-02-27");
        means("last wednesday", "2026-02-25");
        means("last fri", "2026-02-27");
        means("3d", "2026-03-01");
        means("0d", "2026-03-04");
        means("2w", "2026-02-18");
        means("1 day ago", "2026-03-03");
        means("2 weeks ago", "2026-02-18");
    }

    #[test]
    fn a_date_without_a_year_is_the_latest_such_day() {
        means("2025-12-31", "2025-12-31");
        means("03-04", "2026-03-04");
        means("03-05", "2025-03-05");
        means("4 mar", "2026-03-04");
        means("Mar 5", "2025-03-05");
        means("march 5 2026", "2026-03-05");
        means("5 March 2024", "2024-03-05");
        means("29 feb", "2024-02-29");
    }

    #[test]
    fn anything_else_is_no_day() {
        for text in [
            "",
            "3/4/2026",
            "03/04",
            "2026-02-30",
            "30 feb",
            "tomorrow",
            "next friday",
            "4.3.2026",
            "3-4",
            "mars 4",
            "ma 4",
            "99999999999999999999d",
            "3 months ago",
            "-1d",
            "2026-3-4",
            "friday last",
            "may",
            "4 mar 26",
        ] {
            assert_eq!(past(text), None, "{text}");
        }
    }

    #[test]
    fn the_end_of_a_goal_is_the_first_such_day_after_its_start() {
        let after = |text| read(text, day(TODAY), Toward::After(day("2026-09-01")));
        assert_eq!(after("08-31"), Some(day("2027-08-31")));
        assert_eq!(after("31 dec"), Some(day("2026-12-31")));
        assert_eq!(after("09-01"), Some(day("2027-09-01")));
        assert_eq!(after("tue"), Some(day("2026-09-08")));
        assert_eq!(after("2026-10-01"), Some(day("2026-10-01")));
    }

    #[test]
    fn a_slash_date_is_refused_with_the_reason_and_the_forms() {
        let Failure::Refused(refusal) = parse("03/04/2026", day(TODAY), Toward::Past).unwrap_err()
        else {
            panic!("not refused");
        };
        assert!(refusal.message.starts_with(
            "`03/04/2026` can be read two ways, day first or month first; a day is one of: today, "
        ));
        assert_eq!(refusal.hint.as_deref(), Some("nos help dates"));
    }
}
