//! The nos behind each yes, over all asks whatever their tags.

use super::day::{Day, Span};
use super::tally::Tally;

/// The nos behind each yes of a period, in the order of the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// For each yes that came in the period, the nos that came after the day of the yes before
    /// (from the beginning, if there is none) and on or before its own day. Of several yeses on one
    /// day the first has them all, the others none.
    pub behind: Vec<u32>,
    /// The nos after the last of these yeses, up to the end of the period.
    pub open: u32,
}

impl Runs {
    /// The runs of a period. Nos from before it count for its first yes.
    #[must_use]
    pub fn of(tally: &Tally, span: Span) -> Self {
        let mut runs = Self::default();
        for (day, counts) in tally.within(Span::new(Day::FIRST, span.to)) {
            runs.open += counts.nos();
            if counts.yes == 0 {
                continue;
            }
            if span.contains(day) {
                runs.behind.push(runs.open);
                let others = counts.yes as usize - 1;
                runs.behind.extend(std::iter::repeat_n(0, others));
            }
            runs.open = 0;
        }
        runs
    }

    /// All nos behind the yeses.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.behind.iter().copied().map(u64::from).sum()
    }

    /// The most nos behind one yes, or after the last.
    #[must_use]
    pub fn longest(&self) -> u32 {
        let all = self.behind.iter().copied();
        all.chain([self.open]).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asked, refused, span, tally};
    use super::*;

    fn runs(asks: &[super::super::sample::Asked], from: &str, to: &str) -> Runs {
        Runs::of(&tally(asks), span(from, to))
    }

    #[test]
    fn a_yes_has_the_nos_since_the_yes_before_it() {
        let asks = [
            refused("2026-01-01"),
            asked("2026-01-01").ghosted("2026-01-03"),
            asked("2026-01-02").yes("2026-01-03"),
            refused("2026-01-04"),
            asked("2026-01-05").yes("2026-01-05"),
            refused("2026-01-06"),
            refused("2026-01-07"),
        ];
        let all = runs(&asks, "2026-01-01", "2026-12-31");
        assert_eq!((all.behind.as_slice(), all.open), (&[2, 1][..], 2));
        assert_eq!((all.total(), all.longest()), (3, 2));
    }

    #[test]
    fn a_no_of_the_same_day_is_behind_the_yes() {
        let asks = [asked("2026-01-01").yes("2026-01-01"), refused("2026-01-01")];
        assert_eq!(runs(&asks, "2026-01-01", "2026-01-01").behind, [1]);
    }

    #[test]
    fn of_several_yeses_on_a_day_the_first_has_all() {
        let yes = asked("2026-01-02").yes("2026-01-02");
        let asks = [refused("2026-01-01"), yes.clone(), yes];
        assert_eq!(runs(&asks, "2026-01-01", "2026-01-31").behind, [1, 0]);
    }

    #[test]
    fn nos_from_before_the_period_are_behind_its_first_yes() {
        let asks = [
            refused("2025-12-30"),
            refused("2025-12-31"),
            asked("2026-01-02").yes("2026-01-02"),
            refused("2026-02-02"),
        ];
        let january = runs(&asks, "2026-01-01", "2026-01-31");
        assert_eq!((january.behind.as_slice(), january.open), (&[2][..], 0));
        assert!(runs(&asks, "2025-01-01", "2025-12-31").behind.is_empty());
        assert_eq!(
            Runs::of(&Tally::default(), span("2025-01-01", "2025-12-31")),
            Runs::default()
        );
    }
}
