//! What every chart is made of: the frame, the scales, the lines behind it.
//!
//! Charts are as wide as the page. What lies along the width is given in per cent and what stands
//! upright in pixels, so that their writing has the same size on a phone as on a desk.

use maud::{Markup, html};

use crate::domain::day::{Day, Month, Period};
use crate::render::format;

/// How many labels a time axis has at most.
const LABELS_MAX: usize = 13;

/// From one label to the next where not each month has one.
const STEPS_MONTHS: [i64; 8] = [3, 6, 12, 24, 60, 120, 1_200, 12_000];

/// A chart that is as wide as the page and so many pixels high, with its name and what it shows.
pub(super) fn wide(id: &str, height: f64, name: &str, told: &str, drawing: &Markup) -> Markup {
    html! {
        svg #(id) .wide width="100%" height=(short(height)) role="img"
            aria-labelledby={ (id) "-name " (id) "-told" } {
            title #{ (id) "-name" } { (name) }
            desc #{ (id) "-told" } { (told) }
            (drawing)
        }
    }
}

/// A chart and its numbers, which a reader unfolds and a printer prints.
pub(super) fn figure(chart: &Markup, summary: &str, numbers: &Markup) -> Markup {
    html! {
        figure {
            (chart)
            details { summary { (summary) } (numbers) }
        }
    }
}

/// A ratio as an attribute of SVG: `12.5%`.
pub(super) fn per_cent(ratio: f64) -> String {
    format!("{}%", short(ratio * 100.0))
}

/// A number with at most two decimals.
pub(super) fn short(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// How many days lie between the first day of a span and this one.
pub(super) fn offset(day: Day, from: Day) -> f64 {
    f64::from(i32::try_from(day.days_since(from)).unwrap_or(0))
}

/// An upright scale from 0 up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// The value at its top; at least 1.
    pub(super) top: u32,
    /// From one line to the next; at least 1.
    pub(super) step: u32,
}

impl Scale {
    /// A scale on which the largest value has room, with lines at round numbers.
    pub(super) fn up_to(largest: u32) -> Self {
        let step = round_step(largest);
        let top = largest.max(1).div_ceil(step).saturating_mul(step);
        Self { top, step }
    }

    /// A scale that ends exactly at a value.
    pub(super) fn ending_at(top: u32) -> Self {
        Self {
            top: top.max(1),
            step: round_step(top),
        }
    }

    /// The values at which a line is drawn, above 0.
    pub(super) fn lines(self) -> impl Iterator<Item = u32> {
        (1..)
            .map_while(move |index: u32| index.checked_mul(self.step))
            .take_while(move |&value| value <= self.top)
    }

    /// How far below the top a value lies on a chart of this height, in pixels.
    pub(super) fn y(self, value: f64, height: f64) -> f64 {
        height - height * value / f64::from(self.top)
    }
}

/// 1, 2 or 5 times a power of ten, such that three to five lines are drawn.
fn round_step(largest: u32) -> u32 {
    let mut power = 1_u32;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if largest / step < 5 {
                return step;
            }
        }
        let Some(next) = power.checked_mul(10) else {
            return power;
        };
        power = next;
    }
}

/// Where on a time axis something is written, as a ratio of its width, and what.
pub(super) struct TimeLabel {
    /// 0 at the first day, 1 after the last.
    pub(super) at: f64,
    /// `Jan`, `2026` or `1 Mar`.
    pub(super) text: String,
}

/// What is written along the days of a span: the months, or the weeks of a short one, or the
/// years of a long one.
pub(super) fn time_labels(span: Period) -> Vec<TimeLabel> {
    let days = f64::from(span.days().max(1));
    let label = |day: Day, text: String| TimeLabel {
        at: offset(day, span.from) / days,
        text,
    };
    if span.days() <= 62 {
        let step = if span.days() <= 7 {
            1
        } else if span.days() <= 31 {
            7
        } else {
            14
        };
        return span
            .each()
            .step_by(step)
            .map(|day| {
                label(
                    day,
                    format!("{} {}", day.of_month(), short_month(day.month())),
                )
            })
            .collect();
    }
    let months: Vec<Month> = months_of(span)
        .filter(|month| first_of(*month).is_some_and(|day| span.contains(day)))
        .collect();
    let labels = month_labels(&months).into_iter();
    labels
        .filter_map(|(index, text)| Some(label(first_of(*months.get(index)?)?, text)))
        .collect()
}

fn first_of(month: Month) -> Option<Day> {
    Day::from_ymd(month.year, month.month, 1)
}

/// What is written under months that are active side by side: which of them, and what. It is each
/// month, or each quarter, half year or so many years where they would touch on a phone.
pub(super) fn month_labels(months: &[Month]) -> Vec<(usize, String)> {
    if months.len() <= LABELS_MAX {
        return months
            .iter()
            .copied()
            .map(short_month)
            .enumerate()
            .collect();
    }
    let label = |month: Month| {
        if month.month == 1 {
            month.year.to_string()
        } else {
            short_month(month)
        }
    };
    let labels = |step: i64| -> Vec<(usize, String)> {
        let is_labelled = |month: &Month| {
            let number = i64::from(month.year) * 12 + i64::from(month.month) - 1;
            number % step == 0
        };
        let indexed = months.iter().copied().enumerate();
        indexed
            .filter(|(_, month)| is_labelled(month))
            .map(|(index, month)| (index, label(month)))
            .collect()
    };
    STEPS_MONTHS
        .into_iter()
        .map(labels)
        .find(|labels| labels.len() < LABELS_MAX)
        .unwrap_or_default()
}

/// Every month that has a day in the span.
pub(super) fn months_of(span: Period) -> impl Iterator<Item = Month> {
    let last = span.to.month();
    std::iter::successors(Some(span.from.month()), |month| Some(month.next()))
        .take_while(move |&month| month <= last)
}

/// The first three letters of a month: `Jan`.
pub(super) fn short_month(month: Month) -> String {
    format::month_name(month).chars().take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::span;

    #[test]
    fn lines_stand_at_round_numbers_and_there_are_one_to_five_of_them() {
        let lines = |scale: Scale| scale.lines().collect::<Vec<_>>();
        assert_eq!(lines(Scale::ending_at(1_000)), [500, 1_000]);
        assert_eq!(lines(Scale::up_to(0)), [1]);
        assert_eq!(lines(Scale::up_to(4)), [1, 2, 3, 4]);
        assert_eq!(lines(Scale::up_to(26)), [10, 20, 30]);
        for largest in [1, 7, 10, 99, 365, 4_999, 1_000_000, u32::MAX] {
            assert!(
                (1..=5).contains(&lines(Scale::up_to(largest)).len()),
                "{largest}"
            );
        }
    }

    #[test]
    fn a_number_in_a_picture_has_at_most_two_decimals() {
        assert_eq!(
            [1.0, 0.5, 1.0 / 3.0, -0.001].map(short),
            ["1", "0.5", "0.33", "0"]
        );
        assert_eq!(per_cent(0.125), "12.5%");
    }

    #[test]
    fn a_year_is_labelled_by_months_a_decade_by_years_and_a_month_by_weeks() {
        let texts = |from, to| {
            time_labels(span(from, to))
                .into_iter()
                .map(|label| label.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(texts("2026-01-01", "2026-12-31").len(), 12);
        assert_eq!(texts("2026-01-01", "2026-12-31")[11], "Dec");
        assert_eq!(
            texts("2026-01-01", "2027-02-28"),
            ["2026", "Apr", "Jul", "Oct", "2027"]
        );
        assert_eq!(texts("2024-06-01", "2027-05-31").len(), 12);
        assert_eq!(texts("2018-06-01", "2027-05-31").len(), 9);
        assert_eq!(
            texts("2026-03-01", "2026-03-31"),
            ["1 Mar", "8 Mar", "15 Mar", "22 Mar", "29 Mar"]
        );
        assert!(texts("1000-01-01", "2027-05-31").len() <= LABELS_MAX);
    }
}
