//! The streak, the answers, what is waited for, and the last four weeks.

use super::super::format::{asks, day, days, during, grouped, month_name, nos, percent};
use super::super::pace::CLAIM_LEAST;
use super::super::sparkline;
use super::super::style::{Ink, Style};
use super::{LABELS, Numbers};
use crate::domain::day::{Day, Period};
use crate::domain::streak::Streak;

/// A sentence each, those left out that have nothing to say.
pub(super) fn draw(numbers: &Numbers, style: &Style) -> String {
    let stats = numbers.stats;
    let streak = (numbers.only.is_none() && numbers.is_open())
        .then(|| streak(&stats.streak, stats.today))
        .flatten();
    let sentences = [
        ("Streak", streak),
        ("Answers", answers(numbers, style)),
        ("Waiting", waiting(numbers, style)),
        ("Four weeks", four_weeks(numbers, style)),
        ("Week", week(numbers)),
    ];
    let told: String = sentences
        .into_iter()
        .filter_map(|(label, sentence)| Some(LABELS.line(label, &sentence?, style)))
        .collect();
    if told.is_empty() {
        let yet = if numbers.is_open() { " yet" } else { "" };
        let nothing = format!("Nothing {}{yet}.", during(stats.span));
        return LABELS.line("", &nothing, style);
    }
    told
}

/// `5 days. The longest was 12, from 3 to 14 February.`
fn streak(streak: &Streak, today: Day) -> Option<String> {
    let longest = streak.longest_span?;
    let Streak {
        current,
        longest: most,
        ..
    } = *streak;
    Some(if current == most {
        match current {
            1 => "1 day.".to_owned(),
            _ => format!("{}, the longest so far.", days(current)),
        }
    } else if current == 0 {
        format!("The longest was {}, {}.", days(most), when(longest, today))
    } else {
        format!(
            "{}. The longest was {}, {}.",
            days(current),
            grouped(most),
            when(longest, today)
        )
    })
}

/// `from 3 to 14 February`, `on 3 February`.
fn when(span: Period, today: Day) -> String {
    let to = day(span.to, today);
    if span.from == span.to {
        format!("on {to}")
    } else if span.from.month() == span.to.month() {
        format!("from {} to {to}", span.from.of_month())
    } else if span.from.year() == span.to.year() {
        let month = month_name(span.from.month());
        format!("from {} {month} to {to}", span.from.of_month())
    } else {
        format!("from {} to {to}", day(span.from, today))
    }
}

/// `58 no, 12 ghosted, 15 yes: 18% said yes.`
fn answers(numbers: &Numbers, style: &Style) -> Option<String> {
    let counts = &numbers.stats.counts;
    let rate = counts.yes_rate()?;
    let parts: Vec<String> = [
        (counts.no, Ink::No, "no"),
        (counts.ghosted, Ink::Ghosted, "ghosted"),
        (counts.yes, Ink::Yes, "yes"),
    ]
    .into_iter()
    .filter(|(count, _, _)| *count > 0)
    .map(|(count, ink, word)| style.ink(ink, &format!("{} {word}", grouped(count))))
    .collect();
    let told = parts.join(", ");
    let told = if counts.answered() < CLAIM_LEAST {
        format!("{told}. Too few for a rate (needs {CLAIM_LEAST} answers).")
    } else {
        match counts.yes {
            0 => format!("{told}. No yes among them yet."),
            _ => format!("{told}: {} said yes.", percent(rate)),
        }
    };
    // Where something is waited for, how long that takes is shown there.
    let half = half_come(numbers).filter(|_| counts.pending == 0);
    Some(match half {
        Some(half) => format!("{told} {half}"),
        None => told,
    })
}

/// `9, the oldest for 41 days. Half the answers come within 6 days.`
fn waiting(numbers: &Numbers, style: &Style) -> Option<String> {
    let stats = numbers.stats;
    if stats.counts.pending == 0 {
        return None;
    }
    let count = style.ink(Ink::Waiting, &grouped(stats.counts.pending));
    let age = stats
        .oldest_waiting
        .map(|oldest| stats.today.days_since(oldest))
        .and_then(|days| u64::try_from(days).ok())
        .filter(|&days| days > 0);
    let waited = match age {
        Some(age) if stats.counts.pending == 1 => format!("{count}, for {}.", days(age)),
        Some(age) => format!("{count}, the oldest for {}.", days(age)),
        None => format!("{count}."),
    };
    Some(match half_come(numbers) {
        Some(half) => format!("{waited} {half}"),
        None => waited,
    })
}

/// How long answers take, if there are enough of them to say.
fn half_come(numbers: &Numbers) -> Option<String> {
    let days_to_answer = numbers.stats.days_to_answer;
    let median = days_to_answer
        .median
        .filter(|_| days_to_answer.count >= CLAIM_LEAST)?;
    if median < 1.0 {
        return Some("Half the answers come the same day.".to_owned());
    }
    let within = format!("{:.0}", median.ceil());
    let unit = if within == "1" { "day" } else { "days" };
    Some(format!("Half the answers come within {within} {unit}."))
}

/// The sparkline of the asks of the last 28 days, and what they come to. Answers are left out: an
/// evening of sweeping is bookkeeping, and no better than the days before it.
fn four_weeks(numbers: &Numbers, style: &Style) -> Option<String> {
    if !numbers.is_open() {
        return None;
    }
    let recent = &numbers.stats.recent;
    let counts: Vec<u32> = recent.iter().map(|on| on.made).collect();
    let sum: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    if sum == 0 {
        return None;
    }
    let on = counts.iter().filter(|&&count| count > 0).count();
    let sentence = format!(
        "{}, on {on} of {}.",
        asks(sum),
        days(u64::try_from(counts.len()).unwrap_or(0))
    );
    // A terminal that is narrower than the picture gets the sentence.
    Some(if style.draws() && counts.len() <= style.width_cols {
        format!("{}  {sentence}", sparkline::draw(&counts, style))
    } else {
        sentence
    })
}

/// The week against the one before it: `12 asks and 9 nos, after 8 and 10 the week before.`
fn week(numbers: &Numbers) -> Option<String> {
    let before = numbers.week_before?;
    let week = &numbers.stats.counts;
    let (made, no) = (asks(week.made), nos(week.nos()));
    Some(format!(
        "{made} and {no}, after {} and {} the week before.",
        grouped(before.made),
        grouped(before.nos())
    ))
}
