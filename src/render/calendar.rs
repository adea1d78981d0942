//! The calendar of a year: its heatmap, a legend, and what it says in words.

use chrono::Weekday;
use serde::Serialize;

use super::heat::Level;
use super::heatmap::{self, Square, WeekWidth};
use super::paragraph::{inked_width_cols, lines_of, row_lines};
use super::style::{Ink, Style};
use super::wording::{asks, day, days, grouped, nos};
use crate::domain::day::{Day, Span};
use crate::domain::tally::{Counts, Tally};

/// What a calendar counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Nos, by the day they came.
    Nos,
    /// Asks, by the day they were made.
    Asks,
}

impl Of {
    fn count(self, counts: &Counts) -> u32 {
        match self {
            Self::Nos => counts.nos(),
            Self::Asks => counts.made,
        }
    }

    fn words(self, count: u64) -> String {
        match self {
            Self::Nos => nos(count),
            Self::Asks => asks(count),
        }
    }
}

/// What it takes to draw the calendar of a year.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The year.
    pub year: Span,
    /// What is counted.
    pub of: Of,
    /// With which weekday a week begins.
    pub begin_on: Weekday,
    /// The whole journal by day.
    pub tally: &'a Tally,
    /// Today.
    pub today: Day,
}

/// From so many columns on a week takes two of them.
const WIDE_COLS: usize = 116;

impl Calendar<'_> {
    fn square(&self, on: Day) -> Square {
        let level = Level::of(self.of.count(&self.tally.on(on)));
        if on == self.today {
            Square::Today(level)
        } else if on > self.today && level == Level::None {
            Square::ToCome
        } else {
            Square::Past(level)
        }
    }

    /// What was counted, on how many days, and the days with the most.
    fn summed(&self) -> (u64, u64, u32, Vec<Day>) {
        let (mut sum, mut on_days, mut most) = (0, 0, 0);
        let mut best = Vec::new();
        for (on, counts) in self.tally.within(self.year) {
            let count = self.of.count(counts);
            if count == 0 {
                continue;
            }
            sum += u64::from(count);
            on_days += 1;
            if count > most {
                most = count;
                best.clear();
            }
            if count == most {
                best.push(on);
            }
        }
        (sum, on_days, most, best)
    }
}

/// The calendar, as large as the terminal allows: the year, its halves or its quarters.
#[must_use]
pub fn draw(calendar: &Calendar, style: &Style) -> String {
    let parts = parts(calendar, style.width_cols);
    let mut blocks: Vec<String> = Vec::new();
    for (span, week_width) in &parts {
        let year = calendar.year.from.year().to_string();
        blocks.push(heatmap::draw(
            *span,
            calendar.begin_on,
            *week_width,
            &year,
            |on| calendar.square(on),
            style,
        ));
    }
    blocks.push(below(calendar, parts.is_empty(), style));
    blocks.join("\n")
}

/// The spans that stand below each other, and how wide their weeks are; none where not even a
/// quarter fits.
fn parts(calendar: &Calendar, width_cols: usize) -> Vec<(Span, WeekWidth)> {
    if width_cols >= WIDE_COLS {
        return vec![(calendar.year, WeekWidth::Two)];
    }
    // Of several parts those are left out that have not begun: nobody scrolls past blanks.
    let has_begun =
        |span: &Span| span.from <= calendar.today || calendar.tally.within(*span).next().is_some();
    [1, 2, 4]
        .into_iter()
        .map(|count| split(calendar.year, count))
        .find(|spans| {
            spans.iter().all(|&span| {
                heatmap::needed_cols(span, calendar.begin_on, WeekWidth::One) <= width_cols
            })
        })
        .unwrap_or_default()
        .into_iter()
        .enumerate()
        .filter(|(index, span)| *index == 0 || has_begun(span))
        .map(|(_, span)| (span, WeekWidth::One))
        .collect()
}

/// A calendar year in so many equal parts of whole months.
fn split(year: Span, count: u32) -> Vec<Span> {
    let months = 12 / count;
    let number = year.from.year();
    (0..count)
        .filter_map(|part| {
            let from = Day::from_ymd(number, part * months + 1, 1)?;
            let next = Day::from_ymd(number, (part + 1) * months + 1, 1).and_then(|on| on.plus(-1));
            Some(Span::new(from, next.unwrap_or(year.to)))
        })
        .collect()
}

/// The legend and the sentence, beside each other where there is room.
fn below(calendar: &Calendar, is_alone: bool, style: &Style) -> String {
    let sentence = sentence(calendar);
    let legend = legend(calendar, style);
    let beside = format!("     {}   {sentence}", legend.join("  "));
    let lines = if is_alone {
        lines_of(&sentence, style.width_cols)
    } else if inked_width_cols(&beside) <= style.width_cols {
        vec![beside]
    } else {
        let mut lines = row_lines(&legend, style.width_cols);
        lines.extend(lines_of(&sentence, style.width_cols));
        lines
    };
    lines.join("\n") + "\n"
}

/// `· none  ░ 1  ▒ 2–3  ▓ 4–6  █ 7 and more  ◂ today`
fn legend(calendar: &Calendar, style: &Style) -> Vec<String> {
    let levels = Level::ALL.into_iter().map(|level| {
        let glyph = style.ink(Ink::Heat(level), heatmap::glyph(level, style));
        let words = match style.glyphs {
            super::style::Glyphs::Unicode => level.words().to_owned(),
            super::style::Glyphs::Ascii => level.words().replace('–', "-"),
        };
        format!("{glyph} {}", style.ink(Ink::Soft, &words))
    });
    let today = calendar.year.contains(calendar.today).then(|| {
        let mark = style.ink(Ink::Strong, heatmap::today_mark(style));
        format!("{mark} {}", style.ink(Ink::Soft, "today"))
    });
    levels.chain(today).collect()
}

/// `70 nos on 38 days; the best day was 12 February, with 7.`
fn sentence(calendar: &Calendar) -> String {
    let (sum, on_days, most, best) = calendar.summed();
    let year = calendar.year.from.year();
    let counted = calendar.of.words(sum);
    match (sum, best.as_slice()) {
        (0, _) if calendar.year.to < calendar.today => format!("{counted} in {year}."),
        (0, _) => format!("{counted} in {year} yet."),
        (1, [only]) => format!("{counted}, on {}.", day(*only, calendar.today)),
        (_, [only]) => format!(
            "{counted} on {}; the best day was {}, with {}.",
            days(on_days),
            day(*only, calendar.today),
            grouped(most)
        ),
        _ if most == 1 => format!("{counted} on {}.", days(on_days)),
        _ => format!(
            "{counted} on {}; the best days had {}.",
            days(on_days),
            grouped(most)
        ),
    }
}

#[derive(Debug, Serialize)]
struct DayJson {
    day: String,
    asks: u32,
    nos: u32,
}

/// The answer of `calendar` in JSON: each day of the year up to today, whether anything happened
/// or not, and any later one on which something did.
#[derive(Debug, Serialize)]
pub struct CalendarJson {
    schema: &'static str,
    days: Vec<DayJson>,
}

impl CalendarJson {
    /// The JSON form of a calendar.
    #[must_use]
    pub fn of(calendar: &Calendar) -> Self {
        let days = calendar.year.each().filter_map(|on| {
            let counts = calendar.tally.on(on);
            let (asks, nos) = (counts.made, counts.nos());
            (on <= calendar.today || asks > 0 || nos > 0).then(|| DayJson {
                day: on.to_string(),
                asks,
                nos,
            })
        });
        Self {
            schema: "nos.calendar/1",
            days: days.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{Asked, asked, day as iso, refused, span, tally, times};
    use crate::render::json;
    use proptest::prelude::*;

    fn of_2026<'a>(tally: &'a Tally, of: Of, today: &str) -> Calendar<'a> {
        Calendar {
            year: span("2026-01-01", "2026-12-31"),
            of,
            begin_on: Weekday::Mon,
            tally,
            today: iso(today),
        }
    }

    fn told(asks: &[Asked], of: Of, today: &str) -> String {
        sentence(&of_2026(&tally(asks), of, today))
    }

    #[test]
    fn the_count_is_told_in_words() {
        let mut asks = times(7, &refused("2026-02-12"));
        asks.extend(times(2, &asked("2026-02-11").no("2026-02-13")));
        asks.push(asked("2026-02-01").yes("2026-02-02"));
        assert_eq!(
            told(&asks, Of::Nos, "2026-03-31"),
            "9 nos on 2 days; the best day was 12 February, with 7."
        );
        assert_eq!(
            told(&asks, Of::Asks, "2026-03-31"),
            "10 asks on 3 days; the best day was 12 February, with 7."
        );
        asks.extend(times(5, &refused("2026-02-13")));
        assert_eq!(
            told(&asks, Of::Nos, "2026-03-31"),
            "14 nos on 2 days; the best days had 7."
        );
    }

    #[test]
    fn little_is_told_shortly() {
        assert_eq!(told(&[], Of::Nos, "2026-03-31"), "0 nos in 2026 yet.");
        assert_eq!(told(&[], Of::Asks, "2027-03-31"), "0 asks in 2026.");
        assert_eq!(
            told(&[refused("2026-02-12")], Of::Nos, "2026-03-31"),
            "1 no, on 12 February."
        );
        let two = [refused("2026-02-12"), refused("2026-02-13")];
        assert_eq!(told(&two, Of::Nos, "2026-03-31"), "2 nos on 2 days.");
    }

    #[test]
    fn a_year_is_split_into_whole_months() {
        let year = span("2028-01-01", "2028-12-31");
        assert_eq!(
            split(year, 2),
            [
                span("2028-01-01", "2028-06-30"),
                span("2028-07-01", "2028-12-31")
            ]
        );
        assert_eq!(split(year, 4)[0], span("2028-01-01", "2028-03-31"));
        let last = Span::year(9999).unwrap();
        assert_eq!(split(last, 4)[3].to, last.to);
    }

    #[test]
    fn the_narrower_the_terminal_the_more_parts_that_have_begun() {
        let tally = tally(&[]);
        let calendar = of_2026(&tally, Of::Nos, "2026-03-31");
        let count = |width| parts(&calendar, width).len();
        assert_eq!(parts(&calendar, 116)[0].1, WeekWidth::Two);
        assert_eq!(parts(&calendar, 115), [(calendar.year, WeekWidth::One)]);
        assert_eq!((count(60), count(58), count(10)), (1, 1, 0));
        let at_the_end = of_2026(&tally, Of::Nos, "2026-12-31");
        let count = |width| parts(&at_the_end, width).len();
        assert_eq!((count(60), count(58), count(33), count(30)), (1, 2, 2, 4));
    }

    #[test]
    fn in_json_each_elapsed_day_is_there() {
        let asks = [asked("2026-01-02").no("2026-01-03")];
        let tally = tally(&asks);
        let calendar = of_2026(&tally, Of::Nos, "2026-01-03");
        assert_eq!(
            json::line(&CalendarJson::of(&calendar)).unwrap(),
            "{\"schema\":\"nos.calendar/1\",\"days\":[\
             {\"day\":\"2026-01-01\",\"asks\":0,\"nos\":0},\
             {\"day\":\"2026-01-02\",\"asks\":1,\"nos\":0},\
             {\"day\":\"2026-01-03\",\"asks\":0,\"nos\":1}]}\n"
        );
    }

    proptest! {
        #[test]
        fn a_calendar_is_never_wider_than_the_terminal(
            width in 12..150_usize,
            year in 1..=9999_i32,
            today in 0..366_i64,
            sunday in any::<bool>(),
            ascii in any::<bool>(),
        ) {
            let asks = [refused("2026-01-01"), refused("2026-12-31")];
            let tally = tally(&asks);
            let span = Span::year(year).unwrap();
            let calendar = Calendar {
                year: span,
                of: Of::Nos,
                begin_on: if sunday { Weekday::Sun } else { Weekday::Mon },
                tally: &tally,
                today: span.from.plus(today).unwrap_or(span.to),
            };
            let style = Style {
                glyphs: if ascii { super::super::style::Glyphs::Ascii } else { super::super::style::Glyphs::Unicode },
                ..Style::plain(width)
            };
            let drawn = draw(&calendar, &style);
            prop_assert!(drawn.lines().all(|line| inked_width_cols(line) <= width), "{}", drawn);
            prop_assert!(!ascii || drawn.is_ascii());
        }
    }
}
