//! TARGET: how the number that a goal aims at is read.

use crate::domain::ask::Invalid;
use crate::domain::goal::Target;

/// A target as in `1000`, `1,000`, `1_000` or `1k`.
///
/// # Errors
/// If it is not a whole number from 1 to 1,000,000.
pub fn parse(text: &str) -> Result<Target, Invalid> {
    number(text).and_then(Target::new).ok_or_else(|| {
        Invalid(
            "a target is a whole number from 1 to 1,000,000: 1000, 1,000, 1_000 or 1k".to_owned(),
        )
    })
}

fn number(text: &str) -> Option<u64> {
    let (digits, factor) = match text.strip_suffix(['k', 'K']) {
        Some(thousands) => (thousands, 1_000),
        None => (text, 1),
    };
    let groups: Vec<&str> = digits.split([',', '_']).collect();
    let is_grouped = groups.len() > 1;
    let well_grouped = groups.iter().enumerate().all(|(index, group)| {
        let fits = match (is_grouped, index) {
            (false, _) => !group.is_empty(),
            (true, 0) => (1..=3).contains(&group.len()),
            (true, _) => group.len() == 3,
        };
        fits && group.bytes().all(|byte| byte.is_ascii_digit())
    });
    if !well_grouped {
        return None;
    }
    groups.concat().parse::<u64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_may_be_grouped_or_end_in_k() {
        for text in ["1000", "1,000", "1_000", "1k", "1K"] {
            assert_eq!(parse(text).unwrap().get(), 1_000, "{text}");
        }
        assert_eq!(parse("1,000,000").unwrap().get(), 1_000_000);
    }

    #[test]
    fn a_target_that_is_no_whole_number_in_range_is_refused() {
        for text in [
            "0", "-1", "1.5", "abc", "1e18", "1,0", "1,00,0", "k", "", "1000001", "1001k", "1 000",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
