//! Days such as `03/04/2026` and `25-09-12`, which are read in several orders: which one a file
//! is in.
//!
//! An order is proved when every other one fails on some day of the file, or when the days lie
//! close together in it and are scattered over years in every other.

use super::problem::{Flag, UnusableFile};
use crate::domain::day::Day;

/// In which order the numbers of a day stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day, the year of two digits; one of four says so itself.
    Ymd,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Dmy, Self::Mdy, Self::Ymd];

    /// The word of `--date-order`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Ymd => "ymd",
        }
    }

    /// The order of that word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }

    /// The order in words: `day/month/year`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Dmy => "day/month/year",
            Self::Mdy => "month/day/year",
            Self::Ymd => "year/month/day",
        }
    }
}

/// Three numbers with a slash, a dot or a dash between them, the year not being first in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Triple {
    numbers: [u32; 3],
    year: YearDigits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum YearDigits {
    Two,
    Four,
}

/// A year of two digits is one of the last twenty.
const SHORT_YEARS_BACK: i32 = 20;

impl Triple {
    /// Numbers of which the last is a year in full.
    pub fn with_full_year(numbers: [u32; 3]) -> Self {
        Self {
            numbers,
            year: YearDigits::Four,
        }
    }

    /// Numbers of which one is a year of two digits.
    pub fn with_short_year(numbers: [u32; 3]) -> Self {
        Self {
            numbers,
            year: YearDigits::Two,
        }
    }

    /// The day in that order; none if the calendar has none such, or a year of two digits would
    /// not be one of the twenty before `this_year`.
    pub fn day(self, order: Order, this_year: i32) -> Option<Day> {
        let [a, b, c] = self.numbers;
        let (day, month, year) = match order {
            Order::Dmy => (a, b, c),
            Order::Mdy => (b, a, c),
            Order::Ymd if self.year == YearDigits::Four => return None,
            Order::Ymd => (c, b, a),
        };
        let year = i32::try_from(year).ok()?;
        let year = match self.year {
            YearDigits::Four => year,
            YearDigits::Two => full_year(year, this_year)?,
        };
        Day::from_ymd(year, month, day)
    }
}

/// The year of two digits that is one of the twenty before this one.
pub(super) fn full_year(two_digits: i32, this_year: i32) -> Option<i32> {
    let back = (this_year - two_digits).rem_euclid(100);
    (back <= SHORT_YEARS_BACK).then(|| this_year - back)
}

/// What the days of one file, read in one order, come to.
#[derive(Clone, Copy, Debug, Default)]
struct DayReading {
    /// The first line that is no day in this order, although it is one in another.
    fails_on: Option<u64>,
    first: Option<Day>,
    last: Option<Day>,
}

/// A day that two orders read as two days.
#[derive(Clone, Debug)]
struct Example {
    line: u64,
    text: String,
    readings: [Option<Day>; 3],
}

/// What the days of one file show about the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    readings: [DayReading; 3],
    examples: Vec<Example>,
    is_any: bool,
}

/// The order that holds for a file, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownOrder {
    /// It was said by `--date-order`.
    Stated(Order),
    /// This line can be read in no other.
    Proved(Order, u64),
    /// The days lie close together in it, and in no other.
    Weighed(Order),
    /// No day of the file depends on it.
    Indifferent,
}

impl KnownOrder {
    /// The order to read by.
    pub fn order(self) -> Order {
        match self {
            Self::Stated(order) | Self::Proved(order, _) | Self::Weighed(order) => order,
            Self::Indifferent => Order::Dmy,
        }
    }
}

/// How many days of a file, and so many years of the last, its days lie within when the order is
/// the right one; in a wrong one they are scattered over more.
const CLOSE_DAYS: i64 = 3 * 366;
const SCATTERED_DAYS: i64 = 5 * 365;

impl Orders {
    /// Takes note of a day on a line.
    pub fn see(&mut self, line: u64, text: &str, triple: Triple, this_year: i32) {
        let days = Order::ALL.map(|order| triple.day(order, this_year));
        if days.iter().all(Option::is_none) {
            return;
        }
        self.is_any = true;
        for (reading, day) in self.readings.iter_mut().zip(days) {
            match day {
                None => {
                    reading.fails_on.get_or_insert(line);
                }
                Some(day) => {
                    reading.first = Some(reading.first.map_or(day, |first| first.min(day)));
                    reading.last = Some(reading.last.map_or(day, |last| last.max(day)));
                }
            }
        }
        // One for each pair of orders that differ is enough to tell of.
        let differs = |example: &Example| {
            [(0, 1), (0, 2), (1, 2)].into_iter().any(|(one, other)| {
                is_split(days.get(one), days.get(other))
                    && !is_split(example.readings.get(one), example.readings.get(other))
            })
        };
        let is_split_at_all = [(0, 1), (0, 2), (1, 2)]
            .into_iter()
            .any(|(one, other)| is_split(days.get(one), days.get(other)));
        if is_split_at_all && self.examples.iter().all(differs) {
            self.examples.push(Example {
                line,
                text: text.to_owned(),
                readings: days,
            });
        }
    }

    /// Takes in what the days of another column show.
    pub fn merge(&mut self, other: &Self) {
        self.is_any |= other.is_any;
        for (mine, theirs) in self.readings.iter_mut().zip(other.readings) {
            mine.fails_on = earlier(mine.fails_on, theirs.fails_on, u64::min);
            mine.first = earlier(mine.first, theirs.first, Day::min);
            mine.last = earlier(mine.last, theirs.last, Day::max);
        }
        self.examples.extend(other.examples.iter().cloned());
        self.examples.sort_by_key(|example| example.line);
    }

    /// The order that holds.
    ///
    /// # Errors
    /// If it was not stated and the file shows none, or shows two.
    pub fn known(&self, stated: Option<Order>, today: Day) -> Result<KnownOrder, UnusableFile> {
        if let Some(order) = stated {
            return Ok(KnownOrder::Stated(order));
        }
        if !self.is_any {
            return Ok(KnownOrder::Indifferent);
        }
        let possible: Vec<Order> = Order::ALL
            .into_iter()
            .filter(|&order| self.reading(order).fails_on.is_none())
            .collect();
        match *possible.as_slice() {
            [] => Err(self.two_orders()),
            [order] => Ok(KnownOrder::Proved(order, self.proof(order))),
            _ => self.weighed(&possible, today),
        }
    }

    fn reading(&self, order: Order) -> DayReading {
        self.readings
            .get(order as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The line that rules out the last of the other orders that a reader would think of.
    fn proof(&self, order: Order) -> u64 {
        let others = Order::ALL.into_iter().filter(|&other| other != order);
        let lines = others.filter_map(|other| self.reading(other).fails_on);
        lines.max().unwrap_or(1)
    }

    fn two_orders(&self) -> UnusableFile {
        let fails = |order| self.reading(order).fails_on.unwrap_or(1);
        let (day, month) = (fails(Order::Mdy), fails(Order::Dmy));
        UnusableFile::file(
            day.max(month),
            format!(
                "the days are in two orders: line {day} can't be month/day/year, line {month} can't be day/month/year"
            ),
        )
        .advise("write all days of the file in one order, best as 2026-03-04")
    }

    fn weighed(&self, possible: &[Order], today: Day) -> Result<KnownOrder, UnusableFile> {
        let split = self.examples.iter().find_map(|example| {
            let mut readings = possible
                .iter()
                .filter_map(|&order| Some((order, (*example.readings.get(order as usize)?)?)));
            let (one, day) = readings.next()?;
            let (other, another) = readings.find(|(_, another)| *another != day)?;
            Some((example, one, day, other, another))
        });
        let Some((example, one, day, other, another)) = split else {
            return Ok(match possible {
                [] | [Order::Dmy, ..] => KnownOrder::Indifferent,
                [order, ..] => KnownOrder::Weighed(*order),
            });
        };
        let mut close = possible
            .iter()
            .filter(|&&order| self.is_close(order, today));
        if let (Some(&order), None) = (close.next(), close.next())
            && possible
                .iter()
                .all(|&other| other == order || self.is_scattered(other))
        {
            return Ok(KnownOrder::Weighed(order));
        }
        Err(UnusableFile::file(
            example.line,
            format!(
                "{:?} can be {day} ({}) or {another} ({}), and no day of the file shows which order it is in",
                example.text,
                one.name(),
                other.name(),
            ),
        )
        .try_flag(Flag::date_order("ORDER")))
    }

    fn is_close(&self, order: Order, today: Day) -> bool {
        let reading = self.reading(order);
        reading
            .first
            .is_some_and(|first| today.days_since(first) <= CLOSE_DAYS)
    }

    fn is_scattered(&self, order: Order) -> bool {
        let reading = self.reading(order);
        reading
            .first
            .zip(reading.last)
            .is_some_and(|(first, last)| last.days_since(first) >= SCATTERED_DAYS)
    }
}

fn earlier<T>(one: Option<T>, other: Option<T>, pick: fn(T, T) -> T) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(pick(one, other)),
        (one, other) => one.or(other),
    }
}

/// Whether two readings are two days.
fn is_split(one: Option<&Option<Day>>, other: Option<&Option<Day>>) -> bool {
    matches!((one, other), (Some(Some(one)), Some(Some(other))) if one != other)
}

#[cfg(test)]
mod tests;
