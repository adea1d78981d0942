//! What happened with each tag, week by week.

use chrono::Weekday;

use super::daily_counts::Counts;
use super::day::{Day, Period};
use super::ledger::{Ledger, Record};

/// The weeks of a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct TagWeeks {
    /// The tag.
    pub tag: String,
    /// What happened in each week of the period: the first day of the week that lies in it, asks
    /// made, and answers come. Their `pending` is not counted.
    pub weeks: Vec<(Day, Counts)>,
    /// All of it.
    pub total: Counts,
}

impl TagWeeks {
    /// The weeks of every tag with anything in the period, by asks made, then by name.
    pub fn new<'a>(
        ledger: &Ledger,
        rows: impl Iterator<Item = &'a Record>,
        span: Period,
        begin_on: Weekday,
    ) -> Vec<Self> {
        let first = Period::week(span.from, begin_on).from;
        let place = |day: Day| {
            let days = span.contains(day).then(|| day.days_since(first))?;
            usize::try_from(days / 7).ok()
        };
        let weeks: Vec<(Day, Counts)> = (0..)
            .map_while(|week: i64| first.plus(week * 7))
            .take_while(|&week| week <= span.to)
            .map(|week| (week.max(span.from), Counts::default()))
            .collect();
        let names = ledger.tags.tags().iter();
        let mut tags: Vec<Self> = names
            .map(|tag| Self {
                tag: tag.to_owned(),
                weeks: weeks.clone(),
                total: Counts::default(),
            })
            .collect();
        for row in rows {
            let made = place(row.asked_on);
            let answered = row.answered_on().and_then(place);
            for &tag in ledger.tags.set(row.tags) {
                let Some(tag) = tags.get_mut(tag as usize) else {
                    continue;
                };
                if let Some((_, counts)) = made.and_then(|week| tag.weeks.get_mut(week)) {
                    counts.add_ask(row);
                    tag.total.add_ask(row);
                }
                if let Some((_, counts)) = answered.and_then(|week| tag.weeks.get_mut(week)) {
                    counts.add_answer(row.outcome);
                    tag.total.add_answer(row.outcome);
                }
            }
        }
        tags.retain(|tag| !tag.total.is_empty());
        tags.sort_by(|one, other| {
            (other.total.made.cmp(&one.total.made)).then_with(|| one.tag.cmp(&other.tag))
        });
        tags
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asked, day, ledger, refused, span};
    use super::*;

    #[test]
    fn each_tag_has_its_asks_and_answers_by_week() {
        let ledger = ledger(&[
            refused("2026-03-01").tags(&["shop"]), // a Sunday, the first week
            asked("2026-03-02")
                .yes("2026-03-09")
                .tags(&["shop", "work"]),
            asked("2026-03-08").tags(&["shop"]),
            refused("2026-02-28").tags(&["shop"]), // before the period
            refused("2026-03-02"),
        ]);
        let tags = TagWeeks::new(
            &ledger,
            ledger.asks(),
            span("2026-03-01", "2026-03-10"),
            Weekday::Mon,
        );
        let told: Vec<_> = tags
            .iter()
            .map(|tag| {
                let weeks: Vec<_> = tag
                    .weeks
                    .iter()
                    .map(|(on, counts)| (*on, counts.made, counts.nos(), counts.yes))
                    .collect();
                (tag.tag.as_str(), weeks)
            })
            .collect();
        let (first, second, third) = (day("2026-03-01"), day("2026-03-02"), day("2026-03-09"));
        assert_eq!(
            told,
            [
                (
                    "shop",
                    vec![(first, 1, 1, 0), (second, 2, 0, 0), (third, 0, 0, 1)]
                ),
                (
                    "work",
                    vec![(first, 0, 0, 0), (second, 1, 0, 0), (third, 0, 0, 1)]
                ),
            ]
        );
    }

    #[test]
    fn a_tag_without_anything_in_the_period_has_no_row() {
        let ledger = ledger(&[refused("2026-03-01").tags(&["shop"])]);
        let of = |from, to| TagWeeks::new(&ledger, ledger.asks(), span(from, to), Weekday::Mon);
        assert!(of("2026-03-02", "2026-03-10").is_empty());
        assert!(of("2026-03-02", "2026-03-01").is_empty());
        assert_eq!(of("2026-03-01", "2026-03-01").len(), 1);
        assert_eq!(of("9999-12-31", "9999-12-31").len(), 0);
    }
}
