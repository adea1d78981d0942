//! What was asked for and whom: tags and people, with their answers.

use maud::{Markup, html};

use super::Report;
use super::feeling::mean;
use super::months::yes_rate;
use super::section::Section;
use super::table::{self, Layout, ReportRow};
use crate::domain::daily_counts::Counts;
use crate::render::escape;
use crate::render::format::{self, grouped};

/// How many tags, and how many people, are named; the others are shown in a sentence.
const NAMED_MAX: usize = 20;

/// The tags; none where there is none.
pub(super) fn tags(report: &Report<'_>) -> Option<Section> {
    let words = GroupLabels {
        id: "tags",
        heading: "What you asked for",
        caption: "Asks and answers by tag",
        column: "Tag",
        one: "more tag",
        many: "more tags",
    };
    section(&words, &report.stats.by_tag)
}

/// The people; none where no person was named.
pub(super) fn people(report: &Report<'_>) -> Option<Section> {
    let words = GroupLabels {
        id: "people",
        heading: "Whom you asked",
        caption: "Asks and answers by person",
        column: "Who",
        one: "other",
        many: "others",
    };
    section(&words, &report.stats.by_who)
}

/// What differs between tags and people.
struct GroupLabels {
    id: &'static str,
    heading: &'static str,
    caption: &'static str,
    column: &'static str,
    one: &'static str,
    many: &'static str,
}

fn section(words: &GroupLabels, groups: &[(String, Counts)]) -> Option<Section> {
    if groups.is_empty() {
        return None;
    }
    let (named, others) = groups.split_at(groups.len().min(NAMED_MAX));
    let is_rated = named
        .iter()
        .any(|(_, counts)| counts.fear.count + counts.sting.count > 0);
    let most = named
        .iter()
        .map(|(_, counts)| size(counts))
        .max()
        .unwrap_or(1);
    let rows: Vec<ReportRow> = named
        .iter()
        .map(|(name, counts)| row(name, counts, most, is_rated))
        .collect();
    let mut columns = vec![words.column, "asks", "nos", "yes", "waiting", "yes rate"];
    if is_rated {
        columns.extend(["fear", "sting"]);
    }
    let inner = html! {
        (table::markup(Layout::Folding, words.caption, &columns, &rows))
        @if !others.is_empty() { p.aside { (and_others(words, others)) } }
    };
    Some(Section {
        id: words.id,
        heading: words.heading,
        body: inner,
    })
}

/// How long the bar of a group is: all its asks and answers that are not of the same ask.
fn size(counts: &Counts) -> u32 {
    counts.answered() + counts.pending
}

fn row(name: &str, counts: &Counts, most: u32, is_rated: bool) -> ReportRow {
    let mut numbers = vec![
        grouped(counts.made),
        grouped(counts.nos()),
        grouped(counts.yes),
        grouped(counts.pending),
        yes_rate(counts),
    ];
    if is_rated {
        numbers.extend([mean(counts.fear), mean(counts.sting)]);
    }
    let about = html! { bdi { (escape::one_line(name)) } (bar(counts, most)) };
    ReportRow { about, numbers }
}

/// The group's answers as a bar, which shows nothing that the numbers beside it do not tell.
fn bar(counts: &Counts, most: u32) -> Markup {
    let mut left = 0;
    let parts = [
        ("no", counts.no),
        ("ghosted", counts.ghosted),
        ("yes", counts.yes),
        ("rest", counts.pending),
    ]
    .into_iter()
    .filter(|&(_, number)| number > 0)
    .map(|(class, number)| {
        let from = left;
        left += number;
        (class, share(from, most), share(number, most))
    });
    html! {
        svg.bar width="100%" height="8" aria-hidden="true" {
            @for (class, from, width) in parts {
                rect class=(class) x=(from) y="0" width=(width) height="8" {}
            }
        }
    }
}

fn share(part: u32, whole: u32) -> String {
    super::chart::per_cent(f64::from(part) / f64::from(whole.max(1)))
}

fn and_others(words: &GroupLabels, others: &[(String, Counts)]) -> String {
    let made: u32 = others.iter().map(|(_, counts)| counts.made).sum();
    format!(
        "And {}, with {}.",
        format::counted(others.len() as u64, words.one, words.many),
        format::asks(made)
    )
}
