//! Days, spans of days and rest days: the calendar that everything is counted by.
//!
//! A day is a local calendar day, fixed when it is written down. Nothing here
//! knows what time it is; today is always an argument.

use std::fmt;
use std::num::NonZeroU32;

use chrono::{Datelike, NaiveDate, Weekday};

/// A calendar day from 0001-01-01 to 9999-12-31.
///
/// Kept as the number of days since the first one (which is 1), so that
/// comparing and subtracting days costs nothing and `Option<Day>` is four bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NonZeroU32);

/// The last day that can be written with four digits of a year.
const LAST_NUMBER: u32 = 3_652_059;

/// Days from 1 March of the year before the first one to the end of that year.
const DAYS_FROM_MARCH: u32 = 306;

/// How many days a month has; the month is 1 to 12.
fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl Day {
    /// The first day there is, 0001-01-01.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The day of a year, a month and a day of the month; none if there is no such day.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::from_calendar(u32::try_from(year).ok()?, month, day)
    }

    fn from_calendar(year: u32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year)
            || !(1..=12).contains(&month)
            || !(1..=days_in(year, month)).contains(&day)
        {
            return None;
        }
        // Counted from March on, the leap day is the last of its year. No library of dates is
        // asked: a hundred thousand of these are worked out at a start.
        let (year, month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let before_the_year = year * 365 + year / 4 - year / 100 + year / 400;
        let before_the_month = (month * 153 + 2) / 5;
        NonZeroU32::new(before_the_year + before_the_month + day - DAYS_FROM_MARCH).map(Self)
    }

    /// The day of a date; none outside the years 1 to 9999.
    #[must_use]
    pub fn from_date(date: NaiveDate) -> Option<Self> {
        Self::from_number(i64::from(date.num_days_from_ce()))
    }

    /// The day written exactly as `YYYY-MM-DD`; none for anything else.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return None;
        };
        let two = |tens: u8, ones: u8| {
            let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
            (tens < 10 && ones < 10).then(|| u32::from(tens * 10 + ones))
        };
        let year = two(y1, y2)? * 100 + two(y3, y4)?;
        Self::from_calendar(year, two(m1, m2)?, two(d1, d2)?)
    }

    /// The last day there is, 9999-12-31.
    pub const LAST: Self = match NonZeroU32::new(LAST_NUMBER) {
        Some(number) => Self(number),
        None => Self::FIRST,
    };

    fn from_number(number: i64) -> Option<Self> {
        let number = u32::try_from(number)
            .ok()
            .filter(|&number| number <= LAST_NUMBER)?;
        NonZeroU32::new(number).map(Self)
    }

    /// How many days after 0001-01-01 this is, that day itself being 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0.get()
    }

    /// The same day as chrono has it.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        let number = i32::try_from(self.number()).unwrap_or(1);
        NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default()
    }

    /// The day so many days later (earlier, if negative); none past either end of the calendar.
    #[must_use]
    pub fn plus(self, days: i64) -> Option<Self> {
        Self::from_number(i64::from(self.number()).checked_add(days)?)
    }

    /// The same day so many years later; 29 February becomes the 28th where there is none.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Option<Self> {
        let date = self.date();
        let year = date.year().checked_add(years)?;
        Self::from_ymd(year, date.month(), date.day())
            .or_else(|| Self::from_ymd(year, date.month(), 28))
    }

    /// The same day so many months later (earlier, if negative); the last day of the month where
    /// that has fewer days. None past either end of the calendar.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Option<Self> {
        let date = self.date();
        let months = i64::from(date.year() * 12)
            .checked_add(i64::from(date.month0()))?
            .checked_add(months)?;
        let year = u32::try_from(months.div_euclid(12)).ok()?;
        let month = u32::try_from(months.rem_euclid(12)).ok()? + 1;
        Self::from_calendar(year, month, date.day().min(days_in(year, month)))
    }

    /// The latest such weekday up to this day, which is one itself if it is of that weekday.
    #[must_use]
    pub fn latest_weekday(self, weekday: Weekday) -> Self {
        let back = self.weekday().days_since(weekday);
        self.plus(-i64::from(back)).unwrap_or(Self::FIRST)
    }

    /// The first such weekday from this day on; none past the end of the calendar.
    #[must_use]
    pub fn next_weekday(self, weekday: Weekday) -> Option<Self> {
        self.plus(i64::from(weekday.days_since(self.weekday())))
    }

    /// Days from `earlier` to this one; negative if it is the later of the two.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from(self.number()) - i64::from(earlier.number())
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month it is in.
    #[must_use]
    pub fn month(self) -> Month {
        let date = self.date();
        Month {
            year: date.year(),
            month: date.month(),
        }
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn of_month(self) -> u32 {
        self.date().day()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }
}

/// The days of the week, Monday first.
pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// The names of the weekdays as people write them, in lower case, Monday first.
pub const WEEKDAY_NAMES: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The names of the months as people write them, in lower case.
pub const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The three letters that a weekday is written with in the log, in JSON and on the command line.
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
        // Written digit by digit and at once, since a list of ten years is mostly days to the
        // formatter.
        let written = [
            digit(year / 1_000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ];
        f.write_str(str::from_utf8(&written).unwrap_or_default())
    }
}

/// The last digit of a number.
fn digit(number: u32) -> u8 {
    b"0123456789"
        .get(number as usize % 10)
        .copied()
        .unwrap_or_default()
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A month of a year. Shown as `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year, 1 to 9999.
    pub year: i32,
    /// 1 is January.
    pub month: u32,
}

impl Month {
    /// Its days, first to last; none outside the calendar.
    #[must_use]
    pub fn span(self) -> Period {
        let (year, month) = (self.year, self.month);
        let day = |day| Day::from_ymd(year, month, day);
        let last = (28..=31).rev().find_map(day);
        Period::new(day(1).unwrap_or(Day::FIRST), last.unwrap_or(Day::LAST))
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self {
                year: self.year + 1,
                month: 1,
            }
        } else {
            Self {
                year: self.year,
                month: self.month + 1,
            }
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A first and a last day, both included. Empty where the last lies before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Period {
    /// The span between two days, both included.
    #[must_use]
    pub fn new(from: Day, to: Day) -> Self {
        Self { from, to }
    }

    /// The calendar year; none outside 1 to 9999.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        Some(Self::new(
            Day::from_ymd(year, 1, 1)?,
            Day::from_ymd(year, 12, 31)?,
        ))
    }

    /// The week with this day in it, from the weekday that weeks begin on.
    #[must_use]
    pub fn week(day: Day, begin_on: Weekday) -> Self {
        let first = day.latest_weekday(begin_on);
        Self::new(first, first.plus(6).unwrap_or(Day::LAST))
    }

    /// As many days before it; none past the beginning of the calendar.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        let to = self.from.plus(-1)?;
        Some(Self::new(self.from.plus(-i64::from(self.days()))?, to))
    }

    /// Whether the other lies within this one, or is the same.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The year if this is exactly a calendar year.
    #[must_use]
    pub fn calendar_year(self) -> Option<i32> {
        let year = self.from.year();
        (Self::year(year) == Some(self)).then_some(year)
    }

    /// Whether the day lies within.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from.max(other.from) <= self.to.min(other.to)
    }

    /// How many days it has, 0 if it is empty.
    #[must_use]
    pub fn days(self) -> u32 {
        (self.to.number() + 1).saturating_sub(self.from.number())
    }

    /// Each day, first to last.
    pub fn each(self) -> impl DoubleEndedIterator<Item = Day> {
        (self.from.number()..=self.to.number())
            .filter_map(|number| NonZeroU32::new(number).map(Day))
    }
}

/// Weekdays on which nothing is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RestWeekdays(u8);

impl RestWeekdays {
    /// No rest day at all.
    pub const NONE: Self = Self(0);

    /// The set of these weekdays; none if it is the whole week, which would leave no day to ask on.
    #[must_use]
    pub fn new(weekdays: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let bits = weekdays
            .into_iter()
            .fold(0, |bits, day| bits | 1 << day.num_days_from_monday());
        (bits != 0b111_1111).then_some(Self(bits))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this weekday is one of them.
    #[must_use]
    pub fn has(self, weekday: Weekday) -> bool {
        self.0 & 1 << weekday.num_days_from_monday() != 0
    }

    /// Whether the day falls on one of them.
    #[must_use]
    pub fn rests_on(self, day: Day) -> bool {
        self.0 != 0 && self.has(day.weekday())
    }

    /// The weekdays, Monday first.
    pub fn weekdays(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().filter(move |&day| self.has(day))
    }

    /// How many days of the span are not rest days.
    #[must_use]
    pub fn active_days(self, span: Period) -> u32 {
        let days = span.days();
        let whole_weeks = days / 7;
        let tail = span.each().take((days % 7) as usize);
        whole_weeks * (7 - self.0.count_ones())
            + tail.map(|day| u32::from(!self.rests_on(day))).sum::<u32>()
    }

    /// The `k`-th active day after a day, at most until a last day; none past it or for a `k` of 0.
    #[must_use]
    pub fn active_day_after(self, day: Day, k: u64, last: Day) -> Option<Day> {
        let per_week = u64::from(7 - self.0.count_ones());
        let skipped = k.checked_sub(1)? / per_week;
        let start = day.plus(i64::try_from(skipped).ok()?.checked_mul(7)?)?;
        let left = k - skipped * per_week;
        Period::new(start.plus(1)?, last)
            .each()
            .filter(|&day| !self.rests_on(day))
            .nth(usize::try_from(left - 1).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn a_day_is_read_only_as_four_two_and_two_digits() {
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
        for wrong in [
            "2026-02-29",
            "2026-2-03",
            "26-02-03",
            "2026-02-03 ",
            "0000-01-01",
            "+026-01-01",
            "2026/01/01",
            "",
        ] {
            assert_eq!(Day::from_iso(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn both_ends_of_the_calendar_hold() {
        assert_eq!(day("0001-01-01"), Day::FIRST);
        assert_eq!(day("9999-12-31").number(), LAST_NUMBER);
        assert_eq!(day("9999-12-31").plus(1), None);
        assert_eq!(Day::FIRST.plus(-1), None);
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(day("2026-11-23").weekday(), Weekday::Mon);
        assert_eq!(day("2024-02-29").weekday(), Weekday::Thu);
    }

    #[test]
    fn active_days_leave_out_rest_days() {
        let weekend = RestWeekdays::new([Weekday::Sat, Weekday::Sun]).unwrap();
        // March 2026 begins on a Sunday and has nine days of weekends.
        let march = Period::new(day("2026-03-01"), day("2026-03-31"));
        assert_eq!(weekend.active_days(march), 22);
        assert_eq!(RestWeekdays::NONE.active_days(march), 31);
        let empty = Period::new(day("2026-03-02"), day("2026-03-01"));
        assert_eq!(weekend.active_days(empty), 0);
    }

    #[test]
    fn the_kth_active_day_steps_over_rest_days() {
        let weekend = RestWeekdays::new([Weekday::Sat, Weekday::Sun]).unwrap();
        let friday = day("2026-03-06");
        let last = day("2126-03-06");
        assert_eq!(
            weekend.active_day_after(friday, 1, last),
            Some(day("2026-03-09"))
        );
        assert_eq!(
            weekend.active_day_after(friday, 6, last),
            Some(day("2026-03-16"))
        );
        assert_eq!(weekend.active_day_after(friday, 0, last), None);
        assert_eq!(weekend.active_day_after(friday, 1, friday), None);
        assert_eq!(weekend.active_day_after(friday, u64::MAX, last), None);
    }

    #[test]
    fn seven_rest_days_are_no_rest_days() {
        assert_eq!(RestWeekdays::new(WEEK), None);
    }

    #[test]
    fn every_day_is_the_one_that_the_calendar_of_chrono_has() {
        for year in (0..=10_000).step_by(7).chain([1900, 2000, 2024, 9999]) {
            for month in 0..=13 {
                for day in 0..=32 {
                    let date = NaiveDate::from_ymd_opt(year, month, day).and_then(Day::from_date);
                    assert_eq!(Day::from_ymd(year, month, day), date);
                }
            }
        }
    }

    #[test]
    fn a_month_from_the_31st_is_the_last_day_of_a_shorter_month() {
        assert_eq!(day("2026-03-31").plus_months(-1), Some(day("2026-02-28")));
        assert_eq!(day("2024-01-31").plus_months(1), Some(day("2024-02-29")));
        assert_eq!(day("2026-01-15").plus_months(-13), Some(day("2024-12-15")));
        assert_eq!(day("0001-01-31").plus_months(-1), None);
        assert_eq!(day("9999-12-01").plus_months(1), None);
        assert_eq!(day("2026-01-01").plus_months(i64::MAX), None);
    }

    #[test]
    fn a_week_begins_on_its_weekday() {
        let week = |on: &str, begin_on| Period::week(day(on), begin_on).from;
        // 4 March 2026 is a Wednesday.
        assert_eq!(week("2026-03-04", Weekday::Mon), day("2026-03-02"));
        assert_eq!(week("2026-03-04", Weekday::Sun), day("2026-03-01"));
        assert_eq!(week("2026-03-02", Weekday::Mon), day("2026-03-02"));
        assert_eq!(Period::week(Day::LAST, Weekday::Mon).to, Day::LAST);
    }

    #[test]
    fn a_month_has_its_first_and_its_last_day() {
        let span = |on: &str| day(on).month().span();
        assert_eq!(
            span("2024-02-10"),
            Period::new(day("2024-02-01"), day("2024-02-29"))
        );
        assert_eq!(
            span("9999-12-10"),
            Period::new(day("9999-12-01"), Day::LAST)
        );
    }

    #[test]
    fn a_year_after_a_leap_day_is_the_28th() {
        assert_eq!(day("2024-02-29").plus_years(1), Some(day("2025-02-28")));
        assert_eq!(day("2024-02-29").plus_years(4), Some(day("2028-02-29")));
    }
}
