//! A heatmap: weeks from left to right, weekdays from top to bottom, the names of the months above.

use chrono::Weekday;

use super::escape::width_cols;
use super::format::month_name;
use super::intensity::Intensity;
use super::style::{Glyphs, Ink, Style};
use super::weeks::Weeks;
use crate::domain::day::{Day, Period};

/// What a day holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellContent {
    /// How much of what is counted.
    pub level: Intensity,
    /// Whether a yes came on it.
    pub has_yes: bool,
}

impl CellContent {
    /// Green for a yes, else a red by level.
    fn ink(self) -> Ink {
        if self.has_yes {
            Ink::Yes
        } else {
            Ink::Heat(self.level)
        }
    }
}

/// What a heatmap shows of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Square {
    /// A day that has come, and what it holds.
    Past(CellContent),
    /// Today, which is marked, and what it holds.
    Today(CellContent),
    /// A day off without anything on it.
    Rest,
    /// A day that is still to come: a blank.
    ToCome,
}

/// What means a day off, in any script.
pub const REST_MARK: &str = "~";

/// How many columns a week takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeekWidth {
    /// One: the glyphs are close together.
    One,
    /// Two: a blank after each glyph.
    Two,
}

impl WeekWidth {
    fn cols(self) -> usize {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }
}

/// How many columns the names of the weekdays take, with the blanks after them.
const NAME_COLS: usize = 5;

/// How many columns the heatmap of a span takes, the mark of today included.
#[must_use]
pub fn needed_cols(span: Period, begin_on: Weekday, week_width: WeekWidth) -> usize {
    // The mark of today comes after it, in the last week beyond everything else.
    NAME_COLS + Weeks::new(span, begin_on).weeks().len() * week_width.cols() + 1
}

/// The heatmap of a span, its days as `square` has them, each line ended by a newline. The
/// heading comes before the names of the months; it is cut to the width of the weekdays' names.
pub fn draw(
    span: Period,
    begin_on: Weekday,
    week_width: WeekWidth,
    heading: &str,
    square: impl Fn(Day) -> Square,
    style: &Style,
) -> String {
    let weeks = Weeks::new(span, begin_on);
    let mut text = style.ink(Ink::Strong, heading);
    let months = months(&weeks, week_width);
    let blanks = NAME_COLS.saturating_sub(width_cols(heading));
    text.extend([&" ".repeat(blanks), &style.ink(Ink::Soft, &months), "\n"]);
    for (row, weekday) in weeks.weekdays().into_iter().enumerate() {
        let mut line = HeatmapLine::default();
        line.put(0, Some(Ink::Soft), short_weekday(weekday));
        for (week, days) in weeks.weeks().iter().enumerate() {
            let column = NAME_COLS + week * week_width.cols();
            match days.get(row).copied().flatten().map(&square) {
                Some(Square::Past(held)) => {
                    line.put(column, Some(held.ink()), glyph(held.level, style));
                }
                Some(Square::Today(held)) => {
                    line.put(column, Some(held.ink()), glyph(held.level, style));
                    line.put(column + 1, Some(Ink::Strong), today_mark(style));
                }
                Some(Square::Rest) => line.put(column, Some(Ink::Soft), REST_MARK),
                Some(Square::ToCome) | None => {}
            }
        }
        text.extend([&line.drawn(style), "\n"]);
    }
    text
}

/// How many columns the name of a month takes, with the blank after it.
const MONTH_COLS: usize = 4;

/// The names of the months, each above the week of its first day.
fn months(weeks: &Weeks, week_width: WeekWidth) -> String {
    let mut line = String::new();
    // A period that begins within a month has its name too, where there is room for it.
    let begins_soon = (0..MONTH_COLS).any(|week| weeks.month_begun_in(week).is_some());
    for (week, days) in weeks.weeks().iter().enumerate() {
        let first = days.iter().flatten().next().map(|day| day.month());
        let first = first.filter(|_| week == 0 && !begins_soon);
        if let Some(month) = weeks.month_begun_in(week).or(first) {
            let column = week * week_width.cols();
            let blanks = column.saturating_sub(width_cols(&line));
            line.extend(std::iter::repeat_n(' ', blanks));
            line.extend(month_name(month).chars().take(3));
        }
    }
    line
}

/// `Mon`.
fn short_weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    }
}

/// The mark that is active after today.
#[must_use]
pub fn today_mark(style: &Style) -> &'static str {
    style.glyph("◂", "<")
}

/// The glyph of a level.
#[must_use]
pub fn glyph(level: Intensity, style: &Style) -> &'static str {
    match style.glyphs {
        Glyphs::Unicode => level.glyph(),
        Glyphs::Ascii => level.ascii(),
    }
}

/// A line in the making; what has one ink is together.
#[derive(Default)]
struct HeatmapLine {
    runs: Vec<(Option<Ink>, String)>,
    used_cols: usize,
}

impl HeatmapLine {
    /// Puts a text at a column, with blanks before it. A text that has its place already stays:
    /// the mark of today gives way to a day after it that holds something.
    fn put(&mut self, column: usize, ink: Option<Ink>, text: &str) {
        if column > self.used_cols {
            self.push(None, &" ".repeat(column - self.used_cols));
        } else if column < self.used_cols
            && let Some((Some(Ink::Strong), mark)) = self.runs.last_mut()
        {
            mark.clear();
            self.used_cols = column;
        }
        self.push(ink, text);
    }

    fn push(&mut self, ink: Option<Ink>, text: &str) {
        self.used_cols += width_cols(text);
        match self.runs.last_mut() {
            Some((last, run)) if *last == ink => run.push_str(text),
            _ => self.runs.push((ink, text.to_owned())),
        }
    }

    fn drawn(&self, style: &Style) -> String {
        self.runs
            .iter()
            .map(|(ink, run)| match ink {
                Some(ink) => style.ink(*ink, run),
                None => run.clone(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, span};

    fn held(count: u32) -> CellContent {
        CellContent {
            level: Intensity::new(count),
            has_yes: false,
        }
    }

    #[test]
    fn a_day_with_a_yes_is_green_and_the_first_red_is_not_dim() {
        let style = Style {
            colours: super::super::style::Colours::Ansi,
            ..Style::plain(80)
        };
        let square = |on: Day| {
            let has_yes = on.of_month() == 2;
            Square::Past(CellContent { has_yes, ..held(1) })
        };
        let span = span("2026-03-02", "2026-03-03");
        let drawn = draw(span, Weekday::Mon, WeekWidth::One, "", square, &style);
        let rows: Vec<&str> = drawn.lines().collect();
        assert!(rows[1].ends_with("\u{1b}[32m░\u{1b}[0m"), "{drawn:?}");
        assert!(rows[2].ends_with("\u{1b}[31m░\u{1b}[0m"), "{drawn:?}");
    }

    #[test]
    fn a_period_within_a_month_has_its_name() {
        let span = span("2026-03-09", "2026-03-20");
        let to_come = |_| Square::ToCome;
        let style = Style::plain(80);
        let text = draw(span, Weekday::Mon, WeekWidth::One, "2026", to_come, &style);
        assert_eq!(text.lines().next(), Some("2026 Mar"));
    }

    /// March 2026 from Monday the 2nd, the 11th being today; the 4th holds 5, today 1.
    fn square(on: Day) -> Square {
        match on.of_month() {
            4 => Square::Past(held(5)),
            11 => Square::Today(held(1)),
            _ if on > day("2026-03-11") => Square::ToCome,
            _ => Square::Past(held(0)),
        }
    }

    fn drawn(week_width: WeekWidth, style: &Style) -> String {
        let span = span("2026-03-01", "2026-03-22");
        draw(span, Weekday::Mon, week_width, "2026", square, style)
    }

    #[test]
    fn weeks_go_across_and_today_has_a_mark_behind_it() {
        assert_eq!(
            drawn(WeekWidth::One, &Style::plain(80)),
            "2026 Mar
Mon   ··
Tue   ··
Wed   ▓░◂
Thu   ·
Fri   ·
Sat   ·
Sun  ··
"
        );
    }

    #[test]
    fn in_a_wide_terminal_a_week_takes_two_columns() {
        let ascii = Style {
            glyphs: Glyphs::Ascii,
            ..Style::plain(80)
        };
        assert_eq!(
            drawn(WeekWidth::Two, &ascii),
            "2026 Mar
Mon    . .
Tue    . .
Wed    * -<
Thu    .
Fri    .
Sat    .
Sun  . .
"
        );
    }

    #[test]
    fn a_later_day_that_holds_something_takes_the_place_of_the_mark() {
        let square = |on: Day| match on.of_month() {
            2 => Square::Today(held(1)),
            9 => Square::Past(held(2)),
            _ => Square::ToCome,
        };
        let span = span("2026-03-02", "2026-03-15");
        let style = Style::plain(80);
        let text = draw(span, Weekday::Mon, WeekWidth::One, "", square, &style);
        assert_eq!(text.lines().nth(1), Some("Mon  ░▒"));
    }

    #[test]
    fn a_month_is_named_above_the_week_of_its_first_day() {
        let year = span("2026-01-01", "2026-12-31");
        let to_come = |_| Square::ToCome;
        let style = Style::plain(80);
        // 1 February is the Sunday of the fifth week, 1 April the Wednesday of the fourteenth.
        let text = draw(year, Weekday::Mon, WeekWidth::One, "2026", to_come, &style);
        assert_eq!(
            text.lines().next(),
            Some("2026 Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov  Dec")
        );
    }

    #[test]
    fn a_year_fits_60_columns_and_116_for_two_a_week() {
        // 2012 is a leap year that begins on a Sunday: 54 weeks from Monday on.
        let longest = span("2012-01-01", "2012-12-31");
        assert_eq!(needed_cols(longest, Weekday::Mon, WeekWidth::One), 60);
        assert_eq!(needed_cols(longest, Weekday::Mon, WeekWidth::Two), 114);
    }
}
