//! Bars: how far a goal has come, how large a rating is, how answers divide.
//!
//! A bar is distinguished by its glyphs as well as by its colours, and it never looks empty or full
//! when it is not. Everything is worked out in whole eighths of a column.

use super::style::{Glyphs, Ink, Style};

/// So much of so much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// So much.
    pub of: u64,
    /// Of so much.
    pub whole: u64,
}

/// A column has so many steps.
const EIGHTHS: u64 = 8;

/// What ends a bar, by the eighths of the last column that are filled.
const ENDS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A goal's bar: what is done, what is to come and, where given, the mark of an even pace. It is
/// exactly so many columns wide.
#[must_use]
pub fn goal(width_cols: usize, done: Share, even_pace: Option<Share>, style: &Style) -> String {
    let filled = filled_eighths(width_cols, done);
    let (full, end) = full_and_end(filled, style);
    let mark = even_pace.and_then(|pace| mark_column(width_cols, pace));
    let mut runs = BarRuns::default();
    for column in 0..width_cols {
        if mark == Some(column) {
            runs.push(Ink::Strong, style.glyph("│", "|"));
        } else if column < full {
            runs.push(Ink::No, style.glyph("█", "#"));
        } else if column == full && !end.is_empty() {
            runs.push(Ink::No, end);
        } else {
            runs.push(Ink::Soft, style.glyph("·", "."));
        }
    }
    runs.drawn(style)
}

/// A bar that is drawn alone, with nothing behind it and without ink: a rating of 10, so many
/// columns wide at most.
#[must_use]
pub fn plain(width_cols: usize, part: Share, style: &Style) -> String {
    let (full, end) = full_and_end(filled_eighths(width_cols, part), style);
    style.glyph("█", "#").repeat(full) + end
}

/// The answers of a month, a weekday, a tag: said nos, ghostings and yeses in one bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Said nos.
    pub no: u32,
    /// Silence.
    pub ghosted: u32,
    /// Yeses.
    pub yes: u32,
}

impl Answers {
    fn all(self) -> u64 {
        u64::from(self.no) + u64::from(self.ghosted) + u64::from(self.yes)
    }
}

fn no_glyph(style: &Style) -> &'static str {
    style.glyph("█", "#")
}

fn ghosted_glyph(style: &Style) -> &'static str {
    style.glyph("░", ":")
}

fn yes_glyph(style: &Style) -> &'static str {
    style.glyph("▞", "+")
}

/// What the glyphs of a stacked bar mean, to be the headings of its numbers.
#[must_use]
pub fn legend(style: &Style) -> [String; 3] {
    [
        (Ink::No, no_glyph(style), "no"),
        (Ink::Ghosted, ghosted_glyph(style), "ghosted"),
        (Ink::Yes, yes_glyph(style), "yes"),
    ]
    .map(|(ink, glyph, word)| {
        let word = style.ink(Ink::Soft, word);
        format!("{} {word}", style.ink(ink, glyph))
    })
}

/// How many columns the longest of some stacked bars takes where so many are free: a column an
/// answer where that fits, up to four where there are few answers.
#[must_use]
pub fn stacked_width(free_cols: usize, longest: u64) -> usize {
    let per_answer = 24_u64
        .checked_div(longest)
        .map_or(1, |cols| cols.clamp(1, 4));
    usize::try_from(longest.saturating_mul(per_answer))
        .map_or(free_cols, |cols| cols.min(free_cols))
}

/// A stacked bar on a scale on which `longest` answers take all of the width. Each kind of answer
/// that came takes a column at least; the bar is padded with blanks to the width.
#[must_use]
pub fn stacked(width_cols: usize, answers: Answers, longest: u64, style: &Style) -> String {
    let [no, ghosted, yes] = stacked_columns(width_cols, answers, longest);
    let blanks = width_cols.saturating_sub(no + ghosted + yes);
    [
        style.ink(Ink::No, &no_glyph(style).repeat(no)),
        style.ink(Ink::Ghosted, &ghosted_glyph(style).repeat(ghosted)),
        style.ink(Ink::Yes, &yes_glyph(style).repeat(yes)),
        " ".repeat(blanks),
    ]
    .concat()
}

/// The columns of nos, ghostings and yeses. Where the least of them, raised to a column, makes
/// the bar too long, the widest gives way.
fn stacked_columns(width_cols: usize, answers: Answers, longest: u64) -> [usize; 3] {
    let width = u64::try_from(width_cols).unwrap_or(u64::MAX);
    let longest = longest.max(answers.all()).max(1);
    let columns = |count: u32| {
        let count = u64::from(count);
        let rounded = (count * width * 2 + longest) / (longest * 2);
        rounded.max(u64::from(count > 0))
    };
    let mut parts = [answers.no, answers.ghosted, answers.yes].map(columns);
    while parts.iter().sum::<u64>() > width {
        let Some(widest) = parts.iter_mut().max() else {
            break;
        };
        *widest -= 1;
    }
    parts.map(|part| usize::try_from(part).unwrap_or(width_cols))
}

/// How many eighths are filled: rounded down, but one at least where there is anything, and all
/// but one at most where something is missing.
fn filled_eighths(width_cols: usize, part: Share) -> u64 {
    let all = u64::try_from(width_cols).unwrap_or(u64::MAX) * EIGHTHS;
    if part.of >= part.whole {
        return if part.whole == 0 { 0 } else { all };
    }
    let filled = u128::from(all) * u128::from(part.of) / u128::from(part.whole);
    let filled = u64::try_from(filled).unwrap_or(all);
    filled
        .max(u64::from(part.of > 0))
        .min(all.saturating_sub(1))
}

/// The whole columns and the glyph after them. ASCII has no eighths: there, what has begun takes a
/// column and what has not ended lacks one.
fn full_and_end(filled: u64, style: &Style) -> (usize, &'static str) {
    let full = usize::try_from(filled / EIGHTHS).unwrap_or(usize::MAX);
    match style.glyphs {
        Glyphs::Unicode => {
            let rest = usize::try_from(filled % EIGHTHS).unwrap_or(0);
            (full, ENDS.get(rest).copied().unwrap_or_default())
        }
        Glyphs::Ascii => (full.max(usize::from(filled > 0)), ""),
    }
}

/// In which column an even pace stands; none before it has gone a step or where it has arrived.
fn mark_column(width_cols: usize, pace: Share) -> Option<usize> {
    if pace.of == 0 || pace.of >= pace.whole {
        return None;
    }
    let width = u128::try_from(width_cols).ok()?;
    usize::try_from(width * u128::from(pace.of) / u128::from(pace.whole)).ok()
}

/// Glyphs in a row, those of one ink together.
#[derive(Default)]
struct BarRuns {
    runs: Vec<(Ink, String)>,
}

impl BarRuns {
    fn push(&mut self, ink: Ink, glyph: &str) {
        match self.runs.last_mut() {
            Some((last, run)) if *last == ink => run.push_str(glyph),
            _ => self.runs.push((ink, glyph.to_owned())),
        }
    }

    fn drawn(&self, style: &Style) -> String {
        self.runs
            .iter()
            .map(|(ink, run)| style.ink(*ink, run))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::escape::width_cols;
    use proptest::prelude::*;

    fn part(of: u64, whole: u64) -> Share {
        Share { of, whole }
    }

    fn ascii() -> Style {
        Style {
            glyphs: Glyphs::Ascii,
            ..Style::plain(80)
        }
    }

    #[test]
    fn a_bar_is_drawn_in_eighths_of_a_column() {
        // 70 of 1,000 on 50 columns are 3.5 of them.
        assert_eq!(
            goal(50, part(70, 1000), Some(part(400, 1000)), &Style::plain(80)),
            "███▌················│·····························"
        );
        assert_eq!(goal(2, part(5, 16), None, &Style::plain(80)), "▋·");
    }

    #[test]
    fn a_bar_never_looks_empty_or_full_when_it_is_not() {
        let style = Style::plain(80);
        assert_eq!(goal(4, part(0, 1_000_000), None, &style), "····");
        assert_eq!(goal(4, part(1, 1_000_000), None, &style), "▏···");
        assert_eq!(goal(4, part(999_999, 1_000_000), None, &style), "███▉");
        assert_eq!(goal(4, part(1, 1), None, &style), "████");
        assert_eq!(goal(4, part(1_200, 1_000), None, &style), "████");
        assert_eq!(goal(4, part(1, 1_000), None, &ascii()), "#...");
        assert_eq!(goal(4, part(999, 1_000), None, &ascii()), "###.");
    }

    #[test]
    fn the_even_pace_is_marked_once_it_has_gone_a_step() {
        let mark = |of| goal(10, part(5, 10), Some(part(of, 10)), &ascii());
        assert_eq!(mark(0), "#####.....");
        assert_eq!(mark(2), "##|##.....");
        assert_eq!(mark(7), "#####..|..");
        assert_eq!(mark(10), "#####.....");
    }

    #[test]
    fn colours_change_no_glyph() {
        let style = Style {
            colours: crate::render::style::Colours::Ansi,
            ..Style::plain(80)
        };
        assert_eq!(
            goal(4, part(3, 8), Some(part(3, 4)), &style),
            "\u{1b}[31m█▌\u{1b}[0m\u{1b}[2m·\u{1b}[0m\u{1b}[1m│\u{1b}[0m"
        );
    }

    #[test]
    fn a_rating_is_a_bar_of_ten() {
        let style = Style::plain(80);
        assert_eq!(plain(10, part(74, 100), &style), "███████▍");
        assert_eq!(plain(10, part(0, 100), &style), "");
        assert_eq!(plain(10, part(46, 100), &ascii()), "####");
    }

    #[test]
    fn answers_are_stacked_and_each_kind_is_seen() {
        let answers = Answers {
            no: 4,
            ghosted: 2,
            yes: 3,
        };
        assert_eq!(stacked(10, answers, 10, &Style::plain(80)), "████░░▞▞▞ ");
        assert_eq!(stacked(9, answers, 9, &ascii()), "####::+++");
        let lopsided = Answers {
            no: 998,
            ghosted: 1,
            yes: 1,
        };
        assert_eq!(stacked(8, lopsided, 1_000, &ascii()), "######:+");
        let none = Answers {
            no: 0,
            ghosted: 0,
            yes: 0,
        };
        assert_eq!(stacked(3, none, 0, &ascii()), "   ");
    }

    #[test]
    fn few_answers_take_several_columns_each() {
        assert_eq!(stacked_width(40, 3), 12);
        assert_eq!(stacked_width(40, 12), 24);
        assert_eq!(stacked_width(40, 32), 32);
        assert_eq!(stacked_width(40, 400), 40);
        assert_eq!(stacked_width(40, 0), 0);
    }

    proptest! {
        #[test]
        fn a_bar_is_as_wide_as_it_is_told_to_be(
            width in 0..130_usize,
            of in 0..2_000_000_u64,
            whole in 1..1_000_000_u64,
            expected in 0..1_000_000_u64,
            counts in (0..9_000_u32, 0..9_000_u32, 0..9_000_u32),
            longest in 0..9_000_u64,
        ) {
            let answers = Answers { no: counts.0, ghosted: counts.1, yes: counts.2 };
            for style in [Style::plain(80), ascii()] {
                let mark = Some(part(expected, whole));
                prop_assert_eq!(width_cols(&goal(width, part(of, whole), mark, &style)), width);
                prop_assert!(width_cols(&plain(width, part(of, whole), &style)) <= width);
                prop_assert_eq!(width_cols(&stacked(width, answers, longest, &style)), width);
            }
        }
    }
}
