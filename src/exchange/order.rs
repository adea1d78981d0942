//! Days such as `03/04/2026`, which two orders read as two days: which order a file is in.

use super::incoming::{Flag, Unusable};
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
        [Self::Dmy, Self::Mdy, Self::Ymd]
            .into_iter()
            .find(|order| order.name() == name)
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

fn full_year(two_digits: i32, this_year: i32) -> Option<i32> {
    let back = (this_year - two_digits).rem_euclid(100);
    (back <= SHORT_YEARS_BACK).then(|| this_year - back)
}

/// What the days of one file show about the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    day_first: Option<u64>,
    month_first: Option<u64>,
    either: Option<(u64, String, Day, Day)>,
}

/// The order that holds for a file, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownOrder {
    /// It was said by `--date-order`.
    Stated(Order),
    /// This line can be read in no other.
    Proved(Order, u64),
    /// No day of the file depends on it.
    Indifferent,
}

impl KnownOrder {
    /// The order to read by.
    pub fn order(self) -> Order {
        match self {
            Self::Stated(order) | Self::Proved(order, _) => order,
            Self::Indifferent => Order::Dmy,
        }
    }
}

impl Orders {
    /// Takes note of a day on a line.
    pub fn see(&mut self, line: u64, text: &str, triple: Triple, this_year: i32) {
        let day_first = triple.day(Order::Dmy, this_year);
        let month_first = triple.day(Order::Mdy, this_year);
        match (day_first, month_first) {
            (Some(_), None) => {
                self.day_first.get_or_insert(line);
            }
            (None, Some(_)) => {
                self.month_first.get_or_insert(line);
            }
            (Some(one), Some(other)) if one != other && self.either.is_none() => {
                self.either = Some((line, text.to_owned(), one, other));
            }
            _ => {}
        }
    }

    /// The order that holds.
    ///
    /// # Errors
    /// If nobody said it and the file shows none, or shows two.
    pub fn known(&self, stated: Option<Order>) -> Result<KnownOrder, Unusable> {
        if let Some(order) = stated {
            return Ok(KnownOrder::Stated(order));
        }
        match (self.day_first, self.month_first, &self.either) {
            (Some(day), Some(month), _) => Err(Unusable::file(
                day.max(month),
                format!(
                    "the days are in two orders: line {day} can only be day/month/year, line {month} only month/day/year"
                ),
            )
            .advise("write all days of the file in one order, best as 2026-03-04")),
            (Some(line), None, _) => Ok(KnownOrder::Proved(Order::Dmy, line)),
            (None, Some(line), _) => Ok(KnownOrder::Proved(Order::Mdy, line)),
            (None, None, Some((line, text, one, other))) => Err(Unusable::file(
                *line,
                format!(
                    "{text:?} can be {one} (dmy) or {other} (mdy), and no day of the file shows which order it is in"
                ),
            )
            .try_flag(Flag::date_order("dmy"))),
            (None, None, None) => Ok(KnownOrder::Indifferent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::days::{Written, written};
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn triple(text: &str) -> Triple {
        match written(text) {
            Ok(Written::Triple(triple)) => triple,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_in_the_order_that_is_said() {
        let read = |text, order| triple(text).day(order, 2026);
        assert_eq!(read("03/04/2026", Order::Dmy), Some(day("2026-04-03")));
        assert_eq!(read("3.4.2026", Order::Mdy), Some(day("2026-03-04")));
        assert_eq!(read("03-04-2026 14:22", Order::Ymd), None);
        assert_eq!(read("26/03/04", Order::Ymd), Some(day("2026-03-04")));
        assert_eq!(read("31/04/2026", Order::Dmy), None);
    }

    #[test]
    fn a_year_of_two_digits_is_one_of_the_last_twenty() {
        let read = |text| triple(text).day(Order::Dmy, 2026);
        assert_eq!(read("04/03/26"), Some(day("2026-03-04")));
        assert_eq!(read("04/03/06"), Some(day("2006-03-04")));
        assert_eq!(read("04/03/05"), None);
        assert_eq!(read("04/03/27"), None);
    }

    #[test]
    fn one_day_over_12_settles_the_order_of_the_file() {
        let mut orders = Orders::default();
        orders.see(2, "03/04/2026", triple("03/04/2026"), 2026);
        orders.see(3, "13/04/2026", triple("13/04/2026"), 2026);
        assert_eq!(orders.known(None), Ok(KnownOrder::Proved(Order::Dmy, 3)));
        assert_eq!(
            orders.known(Some(Order::Mdy)),
            Ok(KnownOrder::Stated(Order::Mdy))
        );
    }

    #[test]
    fn a_file_that_shows_no_order_is_refused_with_the_flag_that_says_it() {
        let mut orders = Orders::default();
        orders.see(2, "03/03/2026", triple("03/03/2026"), 2026);
        assert_eq!(orders.known(None), Ok(KnownOrder::Indifferent));
        orders.see(3, "03/04/2026", triple("03/04/2026"), 2026);
        let refused = orders.known(None).unwrap_err();
        assert_eq!(refused.line, 3);
        assert_eq!(
            refused.reason,
            "\"03/04/2026\" can be 2026-04-03 (dmy) or 2026-03-04 (mdy), and no day of the file shows which order it is in"
        );
    }

    #[test]
    fn a_file_in_two_orders_is_refused() {
        let mut orders = Orders::default();
        orders.see(2, "13/04/2026", triple("13/04/2026"), 2026);
        orders.see(9, "04/13/2026", triple("04/13/2026"), 2026);
        let refused = orders.known(None).unwrap_err();
        assert_eq!(refused.line, 9);
        assert!(refused.reason.contains("two orders"), "{}", refused.reason);
    }
}
