//! The calendar of a period: its heatmap, a legend, and what it says in words.

use chrono::Weekday;
use serde::Serialize;

use super::format::{asks, day, days, during, grouped, month_name, nos};
use super::heatmap::{self, CellContent, Square, WeekWidth};
use super::intensity::Intensity;
use super::style::{Ink, Style};
use super::table::{Align, Table, TableCell};
use super::weeks::Weeks;
use super::wrap::{inked_width_cols, lines_of, row_lines};
use crate::domain::daily_counts::{Counts, DailyCounts};
use crate::domain::day::{Day, Period};
use crate::domain::rest::DeclaredRest;
use crate::domain::tag_weeks::TagWeeks;

/// What a calendar counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountOf {
    /// Nos, by the day they came.
    Nos,
    /// Asks, by the day they were made.
    Asks,
}

impl CountOf {
    /// How many of these there are in the counts.
    #[must_use]
    pub fn count(self, counts: &Counts) -> u32 {
        match self {
            Self::Nos => counts.nos(),
            Self::Asks => counts.made,
        }
    }

    /// What they are called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nos => "nos",
            Self::Asks => "asks",
        }
    }

    fn words(self, count: u64) -> String {
        match self {
            Self::Nos => nos(count),
            Self::Asks => asks(count),
        }
    }
}

/// What it takes to draw the calendar of a period.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The period.
    pub span: Period,
    /// What is counted.
    pub of: CountOf,
    /// With which weekday a week begins.
    pub begin_on: Weekday,
    /// The asks that are looked at, by day.
    pub daily_counts: &'a DailyCounts,
    /// The declared rest days.
    pub rest: &'a DeclaredRest,
    /// Today.
    pub today: Day,
}

/// From so many columns on a week takes two of them.
const WIDE_COLS: usize = 116;

impl Calendar<'_> {
    fn square(&self, on: Day) -> Square {
        let counts = self.daily_counts.on(on);
        let held = CellContent {
            level: Intensity::new(self.of.count(&counts)),
            has_yes: counts.yes > 0,
        };
        if on != self.today && self.rest.has(on) && counts_nothing(&counts) {
            Square::Rest
        } else if on == self.today {
            Square::Today(held)
        } else if on > self.today && counts_nothing(&counts) {
            Square::ToCome
        } else {
            Square::Past(held)
        }
    }

    /// What was counted in a span, on how many days, and the days with the most.
    fn summed(&self, span: Period) -> (u64, u64, u32, Vec<Day>) {
        let (mut sum, mut on_days, mut most) = (0, 0, 0);
        let mut best = Vec::new();
        for (on, counts) in self.daily_counts.within(span) {
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

/// Whether no ask was made and no answer came.
pub(super) fn counts_nothing(counts: &Counts) -> bool {
    counts.made == 0 && counts.answered() == 0
}

/// The calendar, as large as the terminal allows: the whole period, or its years, half years or
/// quarters below each other.
#[must_use]
pub fn draw(calendar: &Calendar, style: &Style) -> String {
    if !style.draws() {
        return in_words(calendar, style);
    }
    let (parts, week_width) = parts(calendar, style.width_cols);
    let mut blocks: Vec<String> = Vec::new();
    for span in &parts {
        blocks.push(heatmap::draw(
            *span,
            calendar.begin_on,
            week_width,
            &span.from.year().to_string(),
            |on| calendar.square(on),
            style,
        ));
    }
    blocks.push(below(calendar, parts.is_empty(), style));
    blocks.join("\n")
}

/// The sentence, and a table of the months that have begun, or of the years of a long period.
fn in_words(calendar: &Calendar, style: &Style) -> String {
    let sentence = lines_of(&sentence(calendar), style.width_cols).join("\n") + "\n";
    let months = split(calendar.span, 1);
    let in_years = months.len() > MOST_MONTHS;
    let one_year = calendar.span.from.year() == calendar.span.to.year();
    let (heading, spans) = if in_years {
        ("Year", split(calendar.span, 12))
    } else {
        ("Month", months)
    };
    let mut table = Table::new()
        .cut_column(heading, LEAST_NAME_COLS)
        .column(calendar.of.name(), Align::Right)
        .column("days", Align::Right)
        .column("most a day", Align::Right);
    for span in spans {
        let (sum, on_days, most, _) = calendar.summed(span);
        if sum == 0 && span.from > calendar.today {
            continue;
        }
        let name = match month_name(span.from.month()) {
            _ if in_years => span.from.year().to_string(),
            month if one_year => month.to_owned(),
            month => format!("{month} {}", span.from.year()),
        };
        table.row(vec![
            TableCell::new(name),
            TableCell::new(grouped(sum)),
            TableCell::new(grouped(on_days)),
            TableCell::new(grouped(most)),
        ]);
    }
    let table = table.aligned(style);
    [sentence, table].join("\n")
}

/// More months than this are shown as years.
const MOST_MONTHS: usize = 24;

/// The name of a month is not cut shorter than this.
const LEAST_NAME_COLS: usize = 12;

/// A calendar year has at most so many weeks.
const YEAR_WEEKS: usize = 54;

/// The spans that are drawn below each other, and how wide their weeks are; none where not even a
/// quarter fits.
fn parts(calendar: &Calendar, width_cols: usize) -> (Vec<Period>, WeekWidth) {
    // Of several parts those that have not begun are left out.
    let has_begun = |span: &Period| {
        span.from <= calendar.today || calendar.daily_counts.within(*span).next().is_some()
    };
    let weeks = |span: Period| Weeks::new(span, calendar.begin_on).weeks().len();
    let whole = (weeks(calendar.span) <= YEAR_WEEKS).then(|| vec![calendar.span]);
    let cuts = [
        whole,
        Some(split(calendar.span, 12)),
        Some(split(calendar.span, 6)),
        Some(split(calendar.span, 3)),
    ];
    let widths: &[WeekWidth] = if width_cols >= WIDE_COLS {
        &[WeekWidth::Two, WeekWidth::One]
    } else {
        &[WeekWidth::One]
    };
    for week_width in widths {
        for cut in cuts.iter().flatten() {
            let fits = |span: &Period| {
                heatmap::needed_cols(*span, calendar.begin_on, *week_width) <= width_cols
            };
            if cut.iter().all(fits) {
                let kept = cut.iter().enumerate();
                let kept = kept.filter(|(index, span)| *index == 0 || has_begun(span));
                return (kept.map(|(_, span)| *span).collect(), *week_width);
            }
        }
    }
    (Vec::new(), WeekWidth::One)
}

/// A period in parts of so many whole months: from its first month on, and from January on where it
/// is longer than a year.
fn split(span: Period, months: i64) -> Vec<Period> {
    let month = if span.days() > 366 {
        1
    } else {
        span.from.month().month
    };
    let start = Day::from_ymd(span.from.year(), month, 1).unwrap_or(span.from);
    let starts = (0..).map_while(|part: i64| start.plus_months(part * months));
    starts
        .take_while(|&first| first <= span.to)
        .map(|first| {
            let next = first.plus_months(months).and_then(|next| next.plus(-1));
            let last = next.unwrap_or(Day::LAST).min(span.to);
            Period::new(first.max(span.from), last)
        })
        .filter(|part| part.from <= part.to)
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

/// The legend of the levels on lines of its own.
pub(super) fn level_legend(style: &Style) -> String {
    row_lines(&levels(style), style.width_cols).join("\n") + "\n"
}

/// `· none  ░ 1  ▒ 2–3  ▓ 4–6  █ 7 and more  ◂ today`
fn legend(calendar: &Calendar, style: &Style) -> Vec<String> {
    let today = calendar.span.contains(calendar.today).then(|| {
        let mark = style.ink(Ink::Strong, heatmap::today_mark(style));
        format!("{mark} {}", style.ink(Ink::Soft, "today"))
    });
    let rest = (calendar.rest.count(calendar.span) > 0).then(|| {
        let mark = style.ink(Ink::Soft, heatmap::REST_MARK);
        format!("{mark} {}", style.ink(Ink::Soft, "day off"))
    });
    levels(style).into_iter().chain(rest).chain(today).collect()
}

/// What the glyphs mean.
fn levels(style: &Style) -> Vec<String> {
    let levels = Intensity::ALL.into_iter().map(|level| {
        let glyph = style.ink(Ink::Heat(level), heatmap::glyph(level, style));
        let words = match style.glyphs {
            super::style::Glyphs::Unicode => level.words().to_owned(),
            super::style::Glyphs::Ascii => level.words().replace('–', "-"),
        };
        format!("{glyph} {}", style.ink(Ink::Soft, &words))
    });
    levels.collect()
}

/// `70 asks on 38 days; the best day was 12 February, with 7. A yes came on 9 days.`
fn sentence(calendar: &Calendar) -> String {
    let (sum, on_days, most, best) = calendar.summed(calendar.span);
    let counted = calendar.of.words(sum);
    let told = match (sum, best.as_slice()) {
        (0, _) => {
            let yet = if calendar.span.to < calendar.today {
                ""
            } else {
                " yet"
            };
            format!("{counted} {}{yet}.", during(calendar.span))
        }
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
    };
    let within = calendar.daily_counts.within(calendar.span);
    let told = match within.filter(|(_, counts)| counts.yes > 0).count() {
        0 => told,
        yes_days => format!("{told} A yes came on {}.", days(yes_days as u64)),
    };
    match calendar.rest.count(calendar.span) {
        0 => told,
        off => format!("{told} {} off.", days(off)),
    }
}

#[derive(Debug, Serialize)]
struct CalendarDayJson {
    day: String,
    asks: u32,
    nos: u32,
    yes: u32,
}

#[derive(Debug, Serialize)]
struct WeekJson {
    week: String,
    asks: u32,
    nos: u32,
    yes: u32,
}

#[derive(Debug, Serialize)]
struct CalendarTagJson {
    tag: String,
    weeks: Vec<WeekJson>,
}

/// The answer of `calendar` in JSON: each day of the period up to today, whether anything happened
/// or not, and any later one on which something did.
#[derive(Debug, Serialize)]
pub struct CalendarJson {
    schema: &'static str,
    days: Vec<CalendarDayJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_tag: Option<Vec<CalendarTagJson>>,
}

impl CalendarJson {
    /// The JSON form of a calendar, and of its tags where those were asked for. A week is named
    /// by its first day in the period.
    #[must_use]
    pub fn new(calendar: &Calendar, by_tag: Option<&[TagWeeks]>) -> Self {
        let days = calendar.span.each().filter_map(|on| {
            let counts = calendar.daily_counts.on(on);
            (on <= calendar.today || !counts_nothing(&counts)).then(|| CalendarDayJson {
                day: on.to_string(),
                asks: counts.made,
                nos: counts.nos(),
                yes: counts.yes,
            })
        });
        let week = |(on, counts): &(Day, Counts)| WeekJson {
            week: on.to_string(),
            asks: counts.made,
            nos: counts.nos(),
            yes: counts.yes,
        };
        let tag = |tag: &TagWeeks| CalendarTagJson {
            tag: tag.tag.clone(),
            weeks: tag.weeks.iter().map(week).collect(),
        };
        Self {
            schema: "nos.calendar/1",
            days: days.collect(),
            by_tag: by_tag.map(|tags| tags.iter().map(tag).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{Asked, asked, daily_counts, day as iso, refused, span, times};
    use crate::render::json;
    use proptest::prelude::*;

    fn of_2026<'a>(daily_counts: &'a DailyCounts, of: CountOf, today: &str) -> Calendar<'a> {
        Calendar {
            span: span("2026-01-01", "2026-12-31"),
            of,
            begin_on: Weekday::Mon,
            daily_counts,
            rest: daily_counts.rest(),
            today: iso(today),
        }
    }

    fn told(asks: &[Asked], of: CountOf, today: &str) -> String {
        sentence(&of_2026(&daily_counts(asks), of, today))
    }

    #[test]
    fn the_count_is_told_in_words() {
        let mut asks = times(7, &refused("2026-02-12"));
        asks.extend(times(2, &asked("2026-02-11").no("2026-02-13")));
        asks.push(asked("2026-02-01").yes("2026-02-02"));
        assert_eq!(
            told(&asks, CountOf::Nos, "2026-03-31"),
            "9 nos on 2 days; the best day was 12 February, with 7. A yes came on 1 day."
        );
        assert_eq!(
            told(&asks, CountOf::Asks, "2026-03-31"),
            "10 asks on 3 days; the best day was 12 February, with 7. A yes came on 1 day."
        );
        asks.extend(times(5, &refused("2026-02-13")));
        assert_eq!(
            told(&asks, CountOf::Nos, "2026-03-31"),
            "14 nos on 2 days; the best days had 7. A yes came on 1 day."
        );
    }

    #[test]
    fn little_is_told_shortly() {
        assert_eq!(told(&[], CountOf::Nos, "2026-03-31"), "0 nos in 2026 yet.");
        assert_eq!(told(&[], CountOf::Asks, "2027-03-31"), "0 asks in 2026.");
        assert_eq!(
            told(&[refused("2026-02-12")], CountOf::Nos, "2026-03-31"),
            "1 no, on 12 February."
        );
        let two = [refused("2026-02-12"), refused("2026-02-13")];
        assert_eq!(told(&two, CountOf::Nos, "2026-03-31"), "2 nos on 2 days.");
    }

    #[test]
    fn a_year_is_split_into_whole_months() {
        let year = span("2028-01-01", "2028-12-31");
        assert_eq!(
            split(year, 6),
            [
                span("2028-01-01", "2028-06-30"),
                span("2028-07-01", "2028-12-31")
            ]
        );
        assert_eq!(split(year, 3)[0], span("2028-01-01", "2028-03-31"));
        let last = Period::year(9999).unwrap();
        assert_eq!(split(last, 3)[3].to, last.to);
    }

    #[test]
    fn a_year_from_a_day_is_split_from_its_first_month_and_a_longer_time_by_years() {
        assert_eq!(
            split(span("2026-09-14", "2027-09-13"), 6),
            [
                span("2026-09-14", "2027-02-28"),
                span("2027-03-01", "2027-08-31"),
                span("2027-09-01", "2027-09-13")
            ]
        );
        assert_eq!(
            split(span("2025-11-20", "2027-02-03"), 12),
            [
                span("2025-11-20", "2025-12-31"),
                span("2026-01-01", "2026-12-31"),
                span("2027-01-01", "2027-02-03")
            ]
        );
        // From November on, parts of January on begin before the period does.
        assert_eq!(split(span("2025-11-20", "2027-02-03"), 6).len(), 4);
    }

    #[test]
    fn the_narrower_the_terminal_the_more_parts_that_have_begun() {
        let daily_counts = daily_counts(&[]);
        let calendar = of_2026(&daily_counts, CountOf::Nos, "2026-03-31");
        let count = |width| parts(&calendar, width).0.len();
        assert_eq!(parts(&calendar, 116), (vec![calendar.span], WeekWidth::Two));
        assert_eq!(parts(&calendar, 115), (vec![calendar.span], WeekWidth::One));
        assert_eq!((count(60), count(58), count(10)), (1, 1, 0));
        let at_the_end = of_2026(&daily_counts, CountOf::Nos, "2026-12-31");
        let count = |width| parts(&at_the_end, width).0.len();
        assert_eq!((count(60), count(58), count(33), count(30)), (1, 2, 2, 4));
    }

    #[test]
    fn in_json_each_elapsed_day_is_there() {
        let asks = [asked("2026-01-02").no("2026-01-03")];
        let daily_counts = daily_counts(&asks);
        let calendar = of_2026(&daily_counts, CountOf::Nos, "2026-01-03");
        assert_eq!(
            json::line(&CalendarJson::new(&calendar, None)).unwrap(),
            "{\"schema\":\"nos.calendar/1\",\"days\":[\
             {\"day\":\"2026-01-01\",\"asks\":0,\"nos\":0,\"yes\":0},\
             {\"day\":\"2026-01-02\",\"asks\":1,\"nos\":0,\"yes\":0},\
             {\"day\":\"2026-01-03\",\"asks\":0,\"nos\":1,\"yes\":0}]}\n"
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
            let daily_counts = daily_counts(&asks);
            let span = Period::year(year).unwrap();
            let calendar = Calendar {
                span,
                of: CountOf::Nos,
                begin_on: if sunday { Weekday::Sun } else { Weekday::Mon },
                daily_counts: &daily_counts,
                rest: &DeclaredRest::default(),
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
