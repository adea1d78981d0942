//! Numbers and days as people say them.

use crate::domain::day::{Day, Month, Period};
use crate::domain::outcome::Outcome;
use crate::domain::runs::Behind;

use super::escape;

/// A whole number with commas: `1,000`.
#[must_use]
pub fn grouped(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// So many of something: `1 no`, `2 nos`, `1,000 asks`.
#[must_use]
pub fn counted(number: impl Into<u64>, one: &str, many: &str) -> String {
    let number = number.into();
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { one } else { many }
    )
}

/// `1 no`, `2 nos`.
#[must_use]
pub fn nos(number: impl Into<u64>) -> String {
    counted(number, "no", "nos")
}

/// `1 yes`, `2 yeses`.
#[must_use]
pub fn yeses(number: impl Into<u64>) -> String {
    counted(number, "yes", "yeses")
}

/// `1 ask`, `2 asks`.
#[must_use]
pub fn asks(number: impl Into<u64>) -> String {
    counted(number, "ask", "asks")
}

/// `1 day`, `2 days`.
#[must_use]
pub fn days(number: impl Into<u64>) -> String {
    counted(number, "day", "days")
}

/// A ratio as `7%`. What is not quite nothing or not quite all never looks as if it were.
#[must_use]
pub fn percent(ratio: f64) -> String {
    let percent = ratio * 100.0;
    if percent > 0.0 && percent < 1.0 {
        return "under 1%".to_owned();
    }
    if percent > 99.0 && percent < 100.0 {
        return "99%".to_owned();
    }
    // As people round: a half goes up.
    format!("{:.0}%", percent.round())
}

/// A number to one place: `3.1`. From 10 on it is shown whole: `12`, `1,250`.
#[must_use]
pub fn tenths(number: f64) -> String {
    if number >= 9.95 {
        let whole = format!("{number:.0}");
        whole.parse::<u64>().map_or(whole, grouped)
    } else {
        format!("{number:.1}")
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month: `January`.
#[must_use]
pub fn month_name(month: Month) -> &'static str {
    let index = month.month.saturating_sub(1) as usize;
    MONTHS.get(index).copied().unwrap_or_default()
}

/// Whether this is how a month is called.
#[must_use]
pub fn is_month_name(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// A day as people say it: `12 February`, with the year where it is not this one.
#[must_use]
pub fn day(day: Day, today: Day) -> String {
    let name = month_name(day.month());
    if day.year() == today.year() {
        format!("{} {name}", day.of_month())
    } else {
        format!("{} {name} {}", day.of_month(), day.year())
    }
}

/// What was behind a yes: `39 nos to +travel since February`. The day of the yes before is shown as
/// one within the last month, else its month.
#[must_use]
pub fn behind(behind: &Behind, today: Day) -> String {
    let mut told = nos(behind.nos);
    if let Some(tag) = &behind.tag {
        told.push_str(&format!(" to +{}", escape::one_line(tag)));
    }
    if let Some(since) = behind.since {
        let since = if today.days_since(since) < 31 {
            day(since, today)
        } else if since.year() == today.year() {
            month_name(since.month()).to_owned()
        } else {
            format!("{} {}", month_name(since.month()), since.year())
        };
        told.push_str(&format!(" since {since}"));
    }
    told
}

/// A day with its year: `12 February 2026`.
#[must_use]
pub fn full_day(day: Day) -> String {
    format!(
        "{} {} {}",
        day.of_month(),
        month_name(day.month()),
        day.year()
    )
}

/// A period as a heading, as short as it can be: `2026`, `2024 to 2026`, `March 2026`, `March 2026
/// to February 2027`, or its two days.
#[must_use]
pub fn span(span: Period) -> String {
    let (first, last) = (span.from.month(), span.to.month());
    if !is_whole_months(span) {
        return days_told(span);
    }
    let last_told = format!("{} {}", month_name(last), last.year);
    if first.month == 1 && last.month == 12 {
        if first.year == last.year {
            last.year.to_string()
        } else {
            format!("{} to {}", first.year, last.year)
        }
    } else if first == last {
        last_told
    } else if first.year == last.year {
        format!("{} to {last_told}", month_name(first))
    } else {
        format!("{} {} to {last_told}", month_name(first), first.year)
    }
}

fn is_whole_months(span: Period) -> bool {
    span.from <= span.to
        && span.from.of_month() == 1
        && span.to.plus(1).is_none_or(|next| next.of_month() == 1)
}

fn days_told(span: Period) -> String {
    if span.from == span.to {
        return full_day(span.from);
    }
    let from = if span.from.month() == span.to.month() {
        span.from.of_month().to_string()
    } else if span.from.year() == span.to.year() {
        format!("{} {}", span.from.of_month(), month_name(span.from.month()))
    } else {
        full_day(span.from)
    };
    format!("{from} to {}", full_day(span.to))
}

/// A period after what happened in it: `in 2026`, `on 2 March 2026`, `from March to May 2026`.
#[must_use]
pub fn during(period: Period) -> String {
    let told = span(period);
    let preposition = if period.from == period.to {
        "on"
    } else if told.contains(" to ") {
        "from"
    } else {
        "in"
    };
    format!("{preposition} {told}")
}

/// Several things in a sentence: `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A text that begins with a capital letter, as a sentence does.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// What an outcome is called when people read it.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pending => "waiting",
        Outcome::No => "no",
        Outcome::Yes => "yes",
        Outcome::Ghosted => "ghosted",
    }
}

/// An answer with its day: `a no of 3 January`, `ghosted on 3 January`.
#[must_use]
pub fn answer_of(answer: Outcome, on: Day, today: Day) -> String {
    let on = day(on, today);
    match answer {
        Outcome::Pending => outcome(answer).to_owned(),
        Outcome::Ghosted => format!("ghosted on {on}"),
        Outcome::No | Outcome::Yes => format!("a {} of {on}", outcome(answer)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn numbers_are_grouped_and_their_words_agree() {
        assert_eq!(grouped(999_u64), "999");
        assert_eq!(grouped(1_000_000_u64), "1,000,000");
        assert_eq!(nos(1_u64), "1 no");
        assert_eq!(yeses(2_u64), "2 yeses");
        assert_eq!(days(0_u64), "0 days");
    }

    #[test]
    fn a_large_number_is_told_whole_and_grouped() {
        assert_eq!(
            [3.12, 9.94, 9.95, 12.4, 25_641.0].map(tenths),
            ["3.1", "9.9", "10", "12", "25,641"]
        );
    }

    #[test]
    fn a_percentage_never_says_nothing_or_all_when_it_is_not() {
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.001), "under 1%");
        assert_eq!(percent(0.07), "7%");
        assert_eq!(percent(0.125), "13%");
        assert_eq!(percent(0.999), "99%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(percent(1.25), "125%");
    }

    #[test]
    fn a_period_is_told_as_shortly_as_it_can_be() {
        let told = |from, to| span(Period::new(iso(from), iso(to)));
        assert_eq!(told("2026-01-01", "2026-12-31"), "2026");
        assert_eq!(told("2024-02-01", "2024-02-29"), "February 2024");
        assert_eq!(told("2026-03-02", "2026-04-01"), "2 March to 1 April 2026");
        assert_eq!(told("2026-03-02", "2026-03-09"), "2 to 9 March 2026");
        assert_eq!(
            told("2025-09-23", "2026-09-22"),
            "23 September 2025 to 22 September 2026"
        );
        assert_eq!(told("2026-03-02", "2026-03-02"), "2 March 2026");
    }

    #[test]
    fn whole_months_and_years_are_told_without_their_days() {
        let told = |from, to| span(Period::new(iso(from), iso(to)));
        assert_eq!(
            told("2025-09-01", "2026-08-31"),
            "September 2025 to August 2026"
        );
        assert_eq!(told("2026-03-01", "2026-05-31"), "March to May 2026");
        assert_eq!(told("2024-01-01", "2026-12-31"), "2024 to 2026");
        assert_eq!(told("9999-12-01", "9999-12-31"), "December 9999");
    }

    #[test]
    fn what_happened_is_told_with_its_period() {
        let told = |from, to| during(Period::new(iso(from), iso(to)));
        assert_eq!(told("2026-01-01", "2026-12-31"), "in 2026");
        assert_eq!(told("2026-03-01", "2026-03-31"), "in March 2026");
        assert_eq!(told("2026-03-02", "2026-03-02"), "on 2 March 2026");
        assert_eq!(
            told("2026-03-01", "2027-02-28"),
            "from March 2026 to February 2027"
        );
    }

    #[test]
    fn a_day_of_another_year_is_told_with_it() {
        assert_eq!(day(iso("2026-02-12"), iso("2026-11-23")), "12 February");
        assert_eq!(
            day(iso("2025-02-12"), iso("2026-11-23")),
            "12 February 2025"
        );
    }
}
