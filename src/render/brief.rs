//! The numbers of a period in a few plain lines.

use super::style::{Ink, Style};
use super::{goals, wording};
use crate::domain::stats::Stats;

/// The numbers that matter most: the goals, the streak, the answers, what is waiting.
#[must_use]
pub fn draw(stats: &Stats, style: &Style) -> String {
    let counts = &stats.counts;
    let heading = wording::span(stats.span);
    let mut text = format!("{}\n", style.ink(Ink::Strong, &heading));
    text.push_str(&goals::draw(&stats.goals, stats.today, style));
    text.push_str(&format!(
        "{}, {} ghosted, {} of {}.\n",
        wording::nos(counts.nos()),
        wording::grouped(counts.ghosted),
        wording::yeses(counts.yes),
        wording::asks(counts.made),
    ));
    if let Some(rate) = counts.yes_rate() {
        text.push_str(&format!("People say yes to {}.\n", wording::percent(rate)));
    }
    text.push_str(&format!(
        "Streak of {}, the longest {}.\n",
        wording::days(stats.streak.current),
        wording::days(stats.streak.longest)
    ));
    if counts.pending > 0 {
        let pending = wording::counted(counts.pending, "answer", "answers");
        text.push_str(&format!("Waiting for {pending}.\n"));
    }
    text
}
