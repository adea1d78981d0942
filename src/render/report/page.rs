//! The page itself: its head, its colours, its order.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::section::Section;
use super::{
    PageTheme, PeopleShown, Report, course, days, feeling, firsts, groups, months, numbers, odds,
};
use super::{opening, pull, sentences};
use crate::render::format;
use crate::render::palette::{Palette, Rgb};

/// What the browser may load for this page: the style in it, and nothing else. Even the little
/// picture in the tab is an empty one, so that no browser goes and asks for it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

const SHAPES: &str = include_str!("page.css");

/// Fewer sections need no contents.
const CONTENTS_LEAST: usize = 3;

/// The whole page.
pub(super) fn html(report: &Report<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(scheme(report.theme));
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (opening::title(report)) }
                link rel="icon" href="data:,";
                style { (PreEscaped(style(report))) }
            }
            body {
                (textures())
                main {
                    @let sections: Vec<Section> = sections(report).into_iter().flatten().collect();
                    (opening::markup(report))
                    @if sections.len() >= CONTENTS_LEAST { (contents(&sections)) }
                    @for section in &sections { (section) }
                }
                footer { p { (made_on(report)) } p { (what_it_holds(report)) } }
            }
        }
    }
}

/// All sections in their order; none for what there is nothing to tell of.
fn sections(report: &Report<'_>) -> Vec<Option<Section>> {
    vec![
        numbers::section(report),
        days::section(report),
        course::section(report),
        months::section(report),
        feeling::section(report),
        pull::section(report),
        odds::section(report),
        groups::tags(report),
        groups::people(report),
        firsts::section(report),
        firsts::streak(report),
        sentences::yeses(report),
        sentences::asks(report),
    ]
}

/// Links to the sections; a printer leaves them out.
fn contents(sections: &[Section]) -> Markup {
    html! {
        nav.contents aria-label="Contents" {
            ul { @for section in sections { li { a href={ "#" (section.id) } { (section.heading) } } } }
        }
    }
}

/// What tells silence and yeses apart from a said no without colour: stripes and dots.
fn textures() -> Markup {
    html! {
        svg.textures width="0" height="0" aria-hidden="true" {
            defs {
                pattern #hatched width="6" height="6" patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)" {
                    rect.hatch-ground width="6" height="6" {}
                    rect.no width="2.5" height="6" {}
                }
                pattern #dotted width="6" height="6" patternUnits="userSpaceOnUse" {
                    rect.dot-ground width="6" height="6" {}
                    circle.dots cx="1.5" cy="1.5" r="1" {}
                    circle.dots cx="4.5" cy="4.5" r="1" {}
                }
            }
        }
    }
}

fn made_on(report: &Report<'_>) -> String {
    format!("Made with nos on {}.", format::full_day(report.stats.today))
}

fn what_it_holds(report: &Report<'_>) -> &'static str {
    match (report.asks, report.people) {
        (None, _) => "It holds counts and tags, and none of the texts or names.",
        (Some(_), PeopleShown::Numbered) => {
            "It holds the texts and notes of the asks, and numbers in place of people."
        }
        (Some(_), PeopleShown::Named) => {
            "It holds the texts and notes of the asks and the names of people: think of whom you \
             show it to."
        }
    }
}

fn scheme(theme: PageTheme) -> &'static str {
    match theme {
        PageTheme::Auto => "light dark",
        PageTheme::Light => "light",
        PageTheme::Dark => "dark",
    }
}

/// The colours, then the shapes, then the size of the number, which depends on its length.
fn style(report: &Report<'_>) -> String {
    let colours = match report.theme {
        PageTheme::Auto => format!(
            ":root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}",
            variables(&Palette::LIGHT),
            variables(&Palette::DARK)
        ),
        PageTheme::Light => format!(":root{{{}}}", variables(&Palette::LIGHT)),
        PageTheme::Dark => format!(":root{{{}}}", variables(&Palette::DARK)),
    };
    // Ink on white: a printer has no use for the paper's own colour.
    let printed = Palette {
        paper: Rgb(0xff, 0xff, 0xff),
        ..Palette::LIGHT
    };
    format!(
        "{colours}{SHAPES}{}@media print{{:root{{color-scheme:light;{}}}}}",
        opening::number_size(report),
        variables(&printed)
    )
}

fn variables(palette: &Palette) -> String {
    let named = [
        ("paper", palette.paper),
        ("ink", palette.ink),
        ("soft", palette.soft),
        ("grid", palette.grid),
        ("red", palette.red),
        ("green", palette.green),
        ("heat-1", palette.heat(1)),
        ("heat-2", palette.heat(2)),
        ("heat-3", palette.heat(3)),
        ("heat-4", palette.heat(4)),
        ("tint", palette.red.over(palette.paper, 12)),
    ];
    named
        .iter()
        .map(|(name, colour)| format!("--{name}:{colour};"))
        .collect()
}
