//! The page of the year: the goal and its pace, the heatmap of asks, the months. Pure.

use chrono::Weekday;

use crate::commands::context::usual_span;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::ledger::Ledger;
use crate::domain::stats::Stats;
use crate::render::calendar::{self, Calendar, CountOf};
use crate::render::stats::{self, BreakdownBy, Numbers};
use crate::render::style::Style;
use crate::render::wrap::for_reading;

/// The page of the current goal's period, else of this calendar year.
pub(super) fn draw(ledger: &Ledger, today: Day, begin_on: Weekday, style: &Style) -> String {
    let filter = Filter::default();
    let daily_counts = DailyCounts::from_ledger(ledger);
    let span = usual_span(ledger, today);
    let stats = Stats::new(ledger, &filter.on(ledger), &daily_counts, span, today);
    let numbers = Numbers::new(&stats, &filter);
    let calendar = Calendar {
        span,
        of: CountOf::Asks,
        begin_on,
        daily_counts: &daily_counts,
        today,
        rest: &ledger.rest,
    };
    let sections = [
        stats::draw_head(&numbers, style),
        calendar::draw(&calendar, style),
        stats::draw_breakdown(&numbers, BreakdownBy::Month, style),
    ];
    for_reading(&sections.join("\n"), style)
}
