//! The odds that were guessed against those that were met.

use maud::{Markup, html};

use super::Report;
use super::chart::{self, per_cent};
use super::section::Section;
use super::table::{self, Layout, Row};
use crate::render::format;
use crate::render::pace::CLAIM_LEAST;

/// Two bars and a sentence; none where no answered ask has odds.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let odds = report.stats.odds;
    let (guessed, met) = (odds.guessed()?, odds.met()?);
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
            (chart::figure(&drawing(guessed, met), "The odds in numbers", &numbers(guessed, met, odds.yes, odds.count)))
        }
    };
    Some(Section {
        id: "odds",
        heading: "Odds guessed, odds met",
        body: inner,
    })
}

fn drawing(guessed: f64, met: f64) -> Markup {
    let inner = html! {
        text x="0" y="14" { "guessed, " (format::percent(guessed)) }
        rect.rest x="0" y="20" width="100%" height="14" {}
        @if guessed > 0.0 { rect.guessed x="0" y="20" width=(per_cent(guessed)) height="14" {} }
        text x="0" y="56" { "met, " (format::percent(met)) }
        rect.rest x="0" y="62" width="100%" height="14" {}
        @if met > 0.0 { rect.met x="0" y="62" width=(per_cent(met)) height="14" {} }
    };
    let told = format!(
        "Two bars from 0 to 100%: you guess {}, people say yes to {}.",
        format::percent(guessed),
        format::percent(met)
    );
    chart::wide("chances", 78.0, "Odds guessed and odds met", &told, &inner)
}

fn numbers(guessed: f64, met: f64, yes: u32, count: u32) -> Markup {
    let rows = [
        Row::new("guessed", vec![format::percent(guessed), "–".to_owned()]),
        Row::new(
            "met",
            vec![
                format::percent(met),
                format!("{} of {}", format::grouped(yes), format::grouped(count)),
            ],
        ),
    ];
    table::markup(
        Layout::Plain,
        "The chance of a yes",
        &["Odds", "mean", "yeses"],
        &rows,
    )
}
