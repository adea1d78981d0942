//! The days of a period laid out in weeks: the grid of every heatmap.

use chrono::Weekday;

use crate::domain::day::{Day, Month, Period, WEEK};

/// Weeks from left to right, the days of each from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weeks {
    weekdays: [Weekday; 7],
    weeks: Vec<[Option<Day>; 7]>,
}

impl Weeks {
    /// The weeks of a span, which begin on this weekday. Days outside the span have no place in
    /// them, so the first and the last week may have gaps; an empty span has no weeks.
    #[must_use]
    pub fn new(span: Period, begin_on: Weekday) -> Self {
        let mut weekdays = WEEK;
        weekdays.rotate_left(begin_on.num_days_from_monday() as usize);
        let mut weeks = Vec::<[Option<Day>; 7]>::new();
        for day in span.each() {
            let row = weekdays.iter().position(|&on| on == day.weekday());
            if row == Some(0) || weeks.is_empty() {
                weeks.push([None; 7]);
            }
            let place = row.and_then(|row| weeks.last_mut()?.get_mut(row));
            if let Some(place) = place {
                *place = Some(day);
            }
        }
        Self { weekdays, weeks }
    }

    /// The weekdays, from top to bottom.
    #[must_use]
    pub fn weekdays(&self) -> [Weekday; 7] {
        self.weekdays
    }

    /// The weeks, from left to right; each has seven places, in the order of [`Weeks::weekdays`].
    #[must_use]
    pub fn weeks(&self) -> &[[Option<Day>; 7]] {
        &self.weeks
    }

    /// The month whose first day is in this week, counted from 0; its name is above it.
    #[must_use]
    pub fn month_begun_in(&self, week: usize) -> Option<Month> {
        let days = self.weeks.get(week)?.iter().flatten();
        days.copied()
            .find(|day| day.of_month() == 1)
            .map(Day::month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, span};

    #[test]
    fn a_year_begins_in_the_week_of_its_first_day() {
        // 2026 begins on a Thursday and ends on a Thursday.
        let weeks = Weeks::new(span("2026-01-01", "2026-12-31"), Weekday::Mon);
        assert_eq!(weeks.weeks().len(), 53);
        assert_eq!(weeks.weeks()[0][2], None);
        assert_eq!(weeks.weeks()[0][3], Some(day("2026-01-01")));
        assert_eq!(weeks.weeks()[52][3], Some(day("2026-12-31")));
        assert_eq!(weeks.weeks()[52][4], None);
    }

    #[test]
    fn weeks_may_begin_on_sunday() {
        let weeks = Weeks::new(span("2026-03-01", "2026-03-09"), Weekday::Sun);
        assert_eq!(weeks.weekdays()[0], Weekday::Sun);
        assert_eq!(weeks.weeks()[0][0], Some(day("2026-03-01")));
        assert_eq!(weeks.weeks()[1][1], Some(day("2026-03-09")));
    }

    #[test]
    fn a_month_stands_above_the_week_of_its_first_day() {
        // 1 February 2026 is the Sunday of the fifth week.
        let weeks = Weeks::new(span("2026-01-01", "2026-12-31"), Weekday::Mon);
        let month = |week| weeks.month_begun_in(week).map(|month| month.month);
        assert_eq!(month(0), Some(1));
        assert_eq!(month(4), Some(2));
        assert_eq!(month(5), None);
        assert_eq!(month(53), None);
    }

    #[test]
    fn an_empty_span_has_no_weeks() {
        let weeks = Weeks::new(span("2026-03-02", "2026-03-01"), Weekday::Mon);
        assert!(weeks.weeks().is_empty());
    }
}
