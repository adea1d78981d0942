//! How short values are read: tags, ratings, odds, years, weekdays.

use std::path::PathBuf;

use crate::domain::ask::{Invalid, Odds, Rating, Tag};
use crate::domain::day::{RestWeekdays, WEEK, WEEKDAY_NAMES, weekday_name};

/// A tag, with or without the `+` that marks one among words.
pub(crate) fn tag(text: &str) -> Result<Tag, Invalid> {
    Tag::new(text.strip_prefix('+').unwrap_or(text))
}

/// Whom somebody asked, without the blanks at the ends.
#[expect(clippy::unnecessary_wraps, reason = "a reader of values may fail")]
pub(super) fn person(text: &str) -> Result<String, Invalid> {
    Ok(text.trim().to_owned())
}

/// A fear, a sting or a pull, 0 to 10.
pub(crate) fn rating(text: &str) -> Result<Rating, Invalid> {
    whole(text)
        .and_then(Rating::new)
        .ok_or_else(|| Invalid("a whole number from 0 to 10, please".to_owned()))
}

/// Odds, 0 to 100, with or without `%`.
pub(crate) fn odds(text: &str) -> Result<Odds, Invalid> {
    whole(text.strip_suffix('%').unwrap_or(text).trim_end())
        .and_then(Odds::new)
        .ok_or_else(|| Invalid("a whole number from 0 to 100, please".to_owned()))
}

fn whole(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// How many days something is old, 0 or more.
pub(super) fn age_in_days(text: &str) -> Result<u32, Invalid> {
    whole(text)
        .and_then(|days| u32::try_from(days).ok())
        .ok_or_else(|| Invalid("a whole number of days, please, such as 30".to_owned()))
}

/// How many asks are listed.
pub(super) fn count(text: &str) -> Result<usize, Invalid> {
    whole(text)
        .and_then(|count| usize::try_from(count).ok())
        .ok_or_else(|| Invalid("a whole number of asks, please (0 for all)".to_owned()))
}

/// The first year that can be typed. A log is read from the year 1 on.
pub(crate) const FIRST_YEAR: i32 = 1900;

/// A calendar year, 1900 to 9999.
pub(crate) fn year(text: &str) -> Result<i32, Invalid> {
    whole(text)
        .and_then(|year| i32::try_from(year).ok())
        .filter(|year| (FIRST_YEAR..=9999).contains(year))
        .ok_or_else(|| Invalid(format!("a year goes from {FIRST_YEAR} to 9999")))
}

/// The year of this century that two digits stand for.
pub(super) fn year_of_two_digits(text: &str) -> Option<String> {
    (text.len() == 2 && whole(text).is_some()).then(|| format!("20{text}"))
}

/// A number of days, 1 or more.
pub(super) fn days(text: &str) -> Result<u32, Invalid> {
    whole(text)
        .and_then(|days| u32::try_from(days).ok())
        .filter(|&days| days > 0)
        .ok_or_else(|| Invalid("a whole number of days, please, 1 or more".to_owned()))
}

/// A folder; one without a name is none.
pub(crate) fn folder(text: &str) -> Result<PathBuf, Invalid> {
    if text.is_empty() {
        return Err(Invalid("a folder has a name".to_owned()));
    }
    Ok(PathBuf::from(text))
}

/// Weekdays off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekdays(pub RestWeekdays);

/// Weekdays off, as in `sat,sun` or `saturday`.
pub(crate) fn weekdays(text: &str) -> Result<Weekdays, Invalid> {
    let mut days = Vec::new();
    for name in text.split([',', ' ']).filter(|name| !name.is_empty()) {
        let day = weekday(name).ok_or_else(|| {
            Invalid(format!(
                "`{name}` isn't a weekday: mon, tue, wed, thu, fri, sat or sun"
            ))
        })?;
        days.push(day);
    }
    RestWeekdays::new(days)
        .map(Weekdays)
        .ok_or_else(|| Invalid("seven rest days leave no day to ask on".to_owned()))
}

/// The weekday of a name, whole or at least its first three letters.
pub(crate) fn weekday(name: &str) -> Option<chrono::Weekday> {
    let name = name.to_lowercase();
    WEEK.into_iter()
        .zip(WEEKDAY_NAMES)
        .find_map(|(weekday, full)| {
            (name.starts_with(weekday_name(weekday)) && full.starts_with(&name)).then_some(weekday)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_its_name_or_the_beginning_of_it() {
        for name in ["thu", "thur", "Thursday"] {
            assert_eq!(weekday(name), Some(chrono::Weekday::Thu), "{name}");
        }
        for name in ["th", "thx", "thursdays", ""] {
            assert_eq!(weekday(name), None, "{name}");
        }
    }

    #[test]
    fn ratings_are_whole_numbers_from_0_to_10() {
        assert_eq!(rating("10").unwrap().get(), 10);
        for wrong in ["11", "-1", "1.5", "", "x", "+3", "1e1"] {
            assert!(rating(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_age_is_a_whole_number_of_days() {
        assert_eq!(age_in_days("0"), Ok(0));
        for wrong in ["-1", "x", "1.5", "30d", "99999999999"] {
            assert!(age_in_days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn odds_may_have_a_per_cent_sign() {
        assert_eq!(odds("5 %").unwrap().percent(), 5);
        assert!(odds("101").is_err());
    }

    #[test]
    fn a_year_has_four_digits_and_begins_with_1900() {
        assert_eq!((year("1900"), year("9999")), (Ok(1900), Ok(9999)));
        for wrong in ["26", "0026", "1899", "10000", "-2026", "year"] {
            assert!(year(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_whole_week_of_rest_is_refused() {
        assert!(weekdays("mon,tue,wed,thu,fri,sat,sun").is_err());
        assert!(weekdays("sat,sun").is_ok());
    }
}
