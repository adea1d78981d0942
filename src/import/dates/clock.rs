//! The time of day that may be beside a day, and the zone that makes a moment of both.

use super::{NotADay, number};

/// A time of day, and how many seconds its zone is ahead of Greenwich where it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) seconds: i64,
    pub(super) offset: Option<i64>,
}

/// The time of day that the rest of a day is; none if there is no rest.
pub(super) fn clock<'a>(
    mut words: impl Iterator<Item = &'a str>,
) -> Result<Option<Clock>, NotADay> {
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
