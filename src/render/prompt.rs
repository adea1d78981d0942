//! One line for a shell prompt, made of placeholders: plain digits, no colour, nothing to escape.

use crate::domain::daily_counts::{Counts, DailyCounts};
use crate::domain::day::{Day, Period};
use crate::domain::ledger::Ledger;
use crate::domain::stats::{Progress, is_rest_day, rest_of_current_goal};
use crate::domain::streak::Streak;

/// What the placeholders mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PromptValues {
    counts: Counts,
    goal: Option<Progress>,
    today: u32,
    streak: u32,
    rests: bool,
    due: usize,
    is_empty: bool,
}

impl PromptValues {
    /// The status of a journal today, in the period of the current goal, else in this year.
    #[must_use]
    pub fn new(ledger: &Ledger, today: Day) -> Self {
        let daily_counts = DailyCounts::from_ledger(ledger);
        let goal = ledger.goals.current(today);
        let span = goal
            .map(|goal| goal.span)
            .or_else(|| Period::year(today.year()))
            .unwrap_or(Period::new(today, today));
        Self {
            counts: Counts {
                pending: daily_counts.pending_by(span.to),
                ..daily_counts.total(span)
            },
            goal: goal.map(|goal| Progress::new(goal, &daily_counts, today)),
            today: daily_counts.on(today).made,
            streak: Streak::current_of(&daily_counts, rest_of_current_goal(ledger, today), today),
            rests: is_rest_day(ledger, today),
            due: ledger
                .dues()
                .iter()
                .filter(|(day, _)| *day <= today)
                .count(),
            is_empty: daily_counts.span().is_none() && goal.is_none(),
        }
    }

    /// What a placeholder means; none if it is no placeholder, and an empty text for what
    /// only a goal has where there is none.
    fn value(&self, placeholder: &str) -> Option<String> {
        let of_goal = |value: fn(&Progress) -> i64| {
            self.goal
                .as_ref()
                .map(|goal| value(goal).to_string())
                .unwrap_or_default()
        };
        Some(match placeholder {
            "nos" => self.counts.nos().to_string(),
            "yes" => self.counts.yes.to_string(),
            "pending" => self.counts.pending.to_string(),
            "today" => self.today.to_string(),
            "rest" => u8::from(self.rests).to_string(),
            "due" => self.due.to_string(),
            "streak" => self.streak.to_string(),
            "goal" => of_goal(|goal| i64::from(goal.goal.target.get())),
            "left" => of_goal(|goal| i64::from(goal.remaining())),
            "lead" => of_goal(|goal| goal.pace.map_or(0, |pace| pace.lead())),
            "percent" => {
                of_goal(|goal| i64::from(goal.done) * 100 / i64::from(goal.goal.target.get()))
            }
            _ => return None,
        })
    }
}

/// The line, without its end. Without a format it is `70/1000`, which is what counts for the goal
/// and the goal, or `70` where there is no goal, and none for an empty journal. What is in
/// braces and is no placeholder stays as it is, so that a slip is seen.
#[must_use]
pub fn line(format: Option<&str>, standing: &PromptValues) -> Option<String> {
    let format = match (format, standing.goal) {
        (Some(format), _) => format,
        // As `{nos}/{goal}`, but for a goal that counts something else than nos.
        (None, Some(goal)) => return Some(format!("{}/{}", goal.done, goal.goal.target.get())),
        (None, None) if standing.is_empty => return None,
        (None, None) => "{nos}",
    };
    let mut line = String::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('{') {
        line.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(name, after)| Some((standing.value(name)?, after)));
        if let Some((value, after)) = value {
            line.push_str(&value);
            rest = after;
        } else {
            line.push('{');
            rest = after;
        }
    }
    line.push_str(rest);
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::goal::{Counted, Goal};
    use crate::domain::sample::{asked, day, goal, ledger, refused};

    const ALL: &str =
        "{nos} {goal} {left} {today} {streak} {pending} {yes} {lead} {percent} {rest} {due}";

    #[test]
    fn every_placeholder_is_a_plain_number() {
        let mut ledger = ledger(&[
            refused("2026-01-01"),
            refused("2026-01-02").yes("2026-01-02"),
            asked("2026-01-02").ghosted("2026-01-03"),
            asked("2026-01-03"),
        ]);
        ledger.goals.set(goal(1000, "2026-01-01", "2026-12-31"));
        let standing = PromptValues::new(&ledger, day("2026-01-03"));
        // An even walk would be at 1000 × 2 ÷ 365, rounded down 5, by the end of yesterday.
        assert_eq!(
            line(Some(ALL), &standing).unwrap(),
            "2 1000 998 1 3 1 1 -3 0 0 0"
        );
        assert_eq!(line(None, &standing).unwrap(), "2/1000");
    }

    #[test]
    fn without_a_goal_it_is_the_nos_of_the_year() {
        let ledger = ledger(&[refused("2025-12-31"), refused("2026-01-02")]);
        let standing = PromptValues::new(&ledger, day("2026-01-02"));
        assert_eq!(line(None, &standing).unwrap(), "1");
        assert_eq!(line(Some("{nos} of {goal}"), &standing).unwrap(), "1 of ");
    }

    #[test]
    fn a_goal_of_asks_stands_beside_the_asks() {
        let mut ledger = ledger(&[refused("2026-01-02"), asked("2026-01-02")]);
        ledger.goals.set(Goal {
            counts: Counted::Asks,
            ..goal(100, "2026-01-01", "2026-12-31")
        });
        let standing = PromptValues::new(&ledger, day("2026-01-02"));
        assert_eq!(line(None, &standing).unwrap(), "2/100");
    }

    #[test]
    fn an_empty_journal_is_silent_unless_it_is_asked_for_something() {
        let standing = PromptValues::new(&ledger(&[]), day("2026-01-02"));
        assert_eq!(line(None, &standing), None);
        assert_eq!(line(Some("{today}"), &standing).unwrap(), "0");
    }

    #[test]
    fn what_is_no_placeholder_stays_as_it_is() {
        let standing = PromptValues::new(&ledger(&[refused("2026-01-02")]), day("2026-01-02"));
        assert_eq!(
            line(Some("{noes} {nos {nos}} {} #{nos}% }"), &standing).unwrap(),
            "{noes} {nos 1} {} #1% }"
        );
    }
}
