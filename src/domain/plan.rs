//! Plans: asks that are not made yet.

use super::ask::{Odds, Rating};
use super::day::Day;
use super::key::Key;
use super::ledger::Ledger;
use super::record::Status;
use super::source::Source;

/// A plan as it is now. There are few of them, so each keeps its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its event.
    pub key: Key,
    /// The number it is called by, after a `p`.
    pub number: u64,
    /// What is to be asked for.
    pub text: String,
    /// Whom it is to be asked of.
    pub to: Option<String>,
    /// Its tags, sorted, once each.
    pub tags: Vec<String>,
    /// What was noted about it.
    pub note: Option<String>,
    /// How hard it seems, 0 to 10.
    pub fear: Option<Rating>,
    /// The chance of a yes that is guessed.
    pub odds: Option<Odds>,
    /// How much it is wanted, 0 to 10.
    pub pull: Option<Rating>,
    /// The day by which it is to be asked.
    pub by: Option<Day>,
    /// The row of a file that an import made it of.
    pub src: Option<Source>,
    /// When it was written down, RFC 3339, as the log has it.
    pub logged_at: String,
    /// Whether it counts. A plan that was undone is kept so that it can still be erased.
    pub standing: Status,
}

impl Plan {
    /// Where it has its place on the ladder: the most feared on top, those without a fear below
    /// all others, of equals the one with the lower number first.
    #[must_use]
    pub fn rung(&self) -> impl Ord + use<> {
        let fear = self.fear.map_or(-1, |fear| i16::from(fear.get()));
        (-fear, self.number, self.key)
    }
}

/// The plan to go for next: the one with the least fear, of equals the one with the earlier day,
/// then the lower number. None where no plan has a fear.
#[must_use]
pub fn next_rung<'p>(open: &[&'p Plan]) -> Option<&'p Plan> {
    let rated = open.iter().filter(|plan| plan.fear.is_some());
    let rung = |plan: &&&Plan| (plan.fear, plan.by.is_none(), plan.by, plan.number, plan.key);
    rated.min_by_key(rung).copied()
}

/// How asks of about the same fear felt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Felt {
    /// How many were looked at.
    pub count: u32,
    /// The mean of their stings.
    pub sting: f64,
}

/// So many of the last asks are looked at, and not fewer.
const FELT_ASKS: usize = 5;

/// How the last five asks felt whose fear is at most 1 away; none where there are fewer.
#[must_use]
pub fn felt_lately(ledger: &Ledger, fear: Rating) -> Option<Felt> {
    let rated = ledger.asks().rev().filter_map(|row| {
        let is_near = row.fear?.get().abs_diff(fear.get()) <= 1;
        row.sting.filter(|_| is_near)
    });
    let stings: Vec<Rating> = rated.take(FELT_ASKS).collect();
    let sum: f64 = stings.iter().map(|sting| f64::from(sting.get())).sum();
    let count = u32::try_from(stings.len()).unwrap_or(u32::MAX);
    (stings.len() == FELT_ASKS).then(|| Felt {
        count,
        sting: sum / f64::from(count),
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asked, day, ledger};
    use super::*;

    fn plan(number: u64, fear: Option<u64>, by: Option<&str>) -> Plan {
        Plan {
            key: Key {
                seq: number,
                device: 0,
            },
            number,
            text: "sing".to_owned(),
            to: None,
            tags: Vec::new(),
            note: None,
            fear: fear.and_then(Rating::new),
            odds: None,
            pull: None,
            by: by.map(day),
            src: None,
            logged_at: String::new(),
            standing: Status::Active,
        }
    }

    #[test]
    fn the_next_rung_is_the_least_feared_then_the_earliest() {
        let plans = [
            plan(1, None, Some("2026-01-01")),
            plan(2, Some(4), None),
            plan(3, Some(4), Some("2026-07-01")),
            plan(4, Some(4), Some("2026-06-01")),
            plan(5, Some(9), Some("2026-01-01")),
        ];
        let open: Vec<&Plan> = plans.iter().collect();
        let next = |open: &[&Plan]| next_rung(open).map(|plan| plan.number);
        assert_eq!(next(&open), Some(4));
        assert_eq!(next(&[&plans[1], &plans[2]]), Some(3));
        assert_eq!(next(&[&plans[0]]), None);
    }

    #[test]
    fn asks_of_about_that_fear_felt_like_the_last_five() {
        let ask = |fear, sting| asked("2026-03-04").fear(fear).sting(sting);
        let mut asks = vec![ask(4, 10), ask(3, 1), ask(4, 2), ask(5, 3), ask(6, 10)];
        let fear = Rating::new(4).unwrap();
        assert_eq!(felt_lately(&ledger(&asks), fear), None);
        asks.extend([asked("2026-03-05").fear(4), ask(4, 0), ask(4, 4)]);
        let felt = felt_lately(&ledger(&asks), fear).unwrap();
        // 1, 2, 3, 0 and 4.
        assert!((felt.sting - 2.0).abs() < 1e-9);
        assert_eq!(felt.count, 5);
    }
}
