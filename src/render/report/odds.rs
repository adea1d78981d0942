//! The odds that were guessed against those that were met, in all and by bands.

use std::ops::RangeInclusive;

use maud::{Markup, html};

use super::Report;
use super::chart::{self, per_cent};
use super::section::Section;
use super::table::{self, Layout, ReportRow};
use crate::domain::story::{BANDS, OddsMet};
use crate::render::format;
use crate::render::pace::CLAIM_LEAST;
use crate::render::stats::long_shots;

/// A sentence, and a bar for each band of odds; none where no answered ask has odds.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let odds = report.stats.odds;
    let (guessed, met) = (odds.guessed()?, odds.met()?);
    let bands: Vec<Band<'_>> = BANDS
        .iter()
        .zip(&report.stats.by_odds)
        .map(|(odds, met)| Band { odds, met })
        .filter(|band| band.met.count > 0)
        .collect();
    let answers = format::counted(odds.count, "answer", "answers");
    let inner = if odds.count < CLAIM_LEAST {
        html! {
            p { (answers) " to asks whose odds you guessed: too few to tell how well you guess." }
        }
    } else {
        html! {
            p {
                "You guess " strong { (format::percent(guessed)) } ", and people say yes to "
                strong.yes-word { (format::percent(met)) } ", over " (answers) "."
            }
            @if let Some(long_shots) = long_shots(report.stats) { p { (long_shots) } }
            (chart::figure(&drawing(&bands), "The odds in numbers", &numbers(&odds, &bands)))
        }
    };
    Some(Section {
        id: "odds",
        heading: "Odds guessed, odds met",
        body: inner,
    })
}

/// A band of odds that has answers.
struct Band<'a> {
    odds: &'a RangeInclusive<u8>,
    met: &'a OddsMet,
}

impl Band<'_> {
    fn name(&self) -> String {
        format!("{}–{}%", self.odds.start(), self.odds.end())
    }

    /// The mean guess and the share of yeses, if there are answers enough to claim one.
    fn claimed(&self) -> Option<(f64, f64)> {
        let is_enough = self.met.count >= CLAIM_LEAST;
        Some((self.met.guessed()?, self.met.met()?)).filter(|_| is_enough)
    }

    fn told(&self) -> String {
        let answers = format::counted(self.met.count, "answer", "answers");
        match self.claimed() {
            Some((guessed, met)) => format!(
                "{}: guessed {}, met {} ({answers})",
                self.name(),
                format::percent(guessed),
                format::percent(met)
            ),
            None => format!("{}: {answers}, too few", self.name()),
        }
    }
}

/// The distance from one band to the next.
const BAND_PX: f64 = 46.0;

/// How often people said yes as a bar, and what was guessed as a mark across it.
fn drawing(bands: &[Band<'_>]) -> Markup {
    let rows = (0_u8..).zip(bands).map(|(index, band)| {
        let y = |below: f64| chart::short(f64::from(index) * BAND_PX + below);
        html! {
            text x="0" y=(y(14.0)) { (band.told()) }
            rect.rest x="0" y=(y(22.0)) width="100%" height="12" {}
            @if let Some((guessed, met)) = band.claimed() {
                @if met > 0.0 { rect.met x="0" y=(y(22.0)) width=(per_cent(met)) height="12" {} }
                // The mark stays inside, even at 100%.
                rect.guess x=(per_cent(guessed * 0.995)) y=(y(19.0)) width="0.5%" height="18" {}
            }
        }
    });
    let inner = html! { @for row in rows { (row) } };
    let told: Vec<String> = bands.iter().map(Band::told).collect();
    let told = format!(
        "For each band of odds a bar, how often people said yes, and a mark, what you guessed. {}.",
        told.join("; ")
    );
    let height = BAND_PX * f64::from(u8::try_from(bands.len()).unwrap_or(u8::MAX)) - 8.0;
    chart::wide(
        "chances",
        height,
        "Odds guessed and odds met",
        &told,
        &inner,
    )
}

fn numbers(all: &OddsMet, bands: &[Band<'_>]) -> Markup {
    let row = |name: &str, met: &OddsMet| {
        let share = |ratio: Option<f64>| ratio.map_or("–".to_owned(), format::percent);
        let numbers = vec![
            format::grouped(met.count),
            format::grouped(met.yes),
            share(met.guessed()),
            share(met.met().filter(|_| met.count >= CLAIM_LEAST)),
        ];
        ReportRow::new(name, numbers)
    };
    let bands = bands.iter().map(|band| row(&band.name(), band.met));
    let rows: Vec<ReportRow> = bands.chain([row("all", all)]).collect();
    table::markup(
        Layout::Plain,
        "The chance of a yes",
        &["Odds", "answers", "yes", "guessed", "met"],
        &rows,
    )
}
