//! What the cells of each column look like, before it is decided what the column says.

use std::collections::HashMap;

use super::cells::is_no_value;
use super::date_order::Orders;
use super::dates::{self, NotADay, WrittenDay, Years};
use super::problem::UnusableFile;
use super::table::RowSource;

/// How many different words of a column are kept; a column with more says no outcome.
const MOST_WORDS: usize = 2000;

/// What the cells of a column look like.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// How many cells say something.
    pub filled: u64,
    /// How many of them are days.
    pub days: u64,
    /// How many of them are ticks: yes, no, true, x.
    pub ticks: u64,
    /// How many moments they have, and whether one is not midnight in Greenwich.
    moments: u64,
    has_time: bool,
    /// How often each word is there.
    pub words: HashMap<String, u64>,
    /// What the days show about their order.
    pub orders: Orders,
}

impl Profile {
    /// Whether most of what is there is a day.
    pub fn is_days(&self) -> bool {
        self.days > 0 && self.days * 2 >= self.filled
    }

    /// Whether most of what is there is a tick.
    pub fn is_ticks(&self) -> bool {
        self.ticks > 0 && self.ticks * 10 >= self.filled * 9
    }

    /// Whether it has nothing but ticks and days, so that a filled cell is a tick.
    pub fn is_ticks_or_days(&self) -> bool {
        self.ticks + self.days > 0 && (self.ticks + self.days) * 10 >= self.filled * 9
    }

    /// Whether its moments are days that a program wrote as midnight in Greenwich.
    pub fn has_days_as_moments(&self) -> bool {
        self.moments > 0 && !self.has_time
    }

    fn see(&mut self, line: u64, text: &str, years: Years) {
        match dates::written(text, years) {
            Ok(WrittenDay::Empty) | Err(NotADay::Form) => {}
            Ok(written) => {
                self.days += 1;
                match written {
                    WrittenDay::Triple(triple) => {
                        self.orders.see(line, text, triple, years.current);
                    }
                    WrittenDay::Moment(seconds) => {
                        self.moments += 1;
                        self.has_time |= seconds.rem_euclid(86_400) != 0;
                    }
                    _ => {}
                }
            }
            Err(NotADay::NoYear | NotADay::Calendar) => self.days += 1,
        }
        self.ticks += u64::from(tick(text).is_some());
        if let Some(count) = self.words.get_mut(text) {
            *count += 1;
        } else if self.words.len() < MOST_WORDS {
            self.words.insert(text.to_owned(), 1);
        }
    }
}

/// The profile of each column; only those that `is_looked_at` have more than the count of their
/// cells.
///
/// # Errors
/// If the file ends in the middle of a row.
pub fn profiles(
    table: &dyn RowSource,
    is_looked_at: &[bool],
    years: Years,
) -> Result<Vec<Profile>, UnusableFile> {
    let mut profiles = vec![Profile::default(); table.names().len()];
    table.rows(&mut |row| {
        let Ok(row) = row else { return };
        for ((profile, cell), is_looked_at) in profiles.iter_mut().zip(&row.cells).zip(is_looked_at)
        {
            let Some(text) = cell.as_text().map(str::trim) else {
                continue;
            };
            if is_no_value(text) {
                continue;
            }
            profile.filled += 1;
            if *is_looked_at {
                profile.see(row.line, text, years);
            }
        }
    })?;
    Ok(profiles)
}

/// Whether a cell is ticked, if it is one that can be.
pub fn tick(text: &str) -> Option<bool> {
    let is_one_of = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_one_of(&[
        "yes",
        "y",
        "true",
        "x",
        "1",
        "t",
        "✓",
        "✔",
        "✔\u{fe0f}",
        "✅",
        "☑",
        "☑\u{fe0f}",
        "done",
    ]) {
        Some(true)
    } else if is_one_of(&["no", "n", "false", "0", "f", "☐", "not yet", "✗", "✘", "❌"]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_a_yes_a_no_or_neither() {
        for (text, expected) in [
            ("Yes", Some(true)),
            ("TRUE", Some(true)),
            ("x", Some(true)),
            ("no", Some(false)),
            ("0", Some(false)),
            ("2025-09-12", None),
            ("2", None),
        ] {
            assert_eq!(tick(text), expected, "{text}");
        }
    }
}
