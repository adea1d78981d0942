//! The card of fear: what was feared, what it felt like, and how both went on.

use super::canvas::{Canvas, TextPlace, number, text};
use super::{Card, Rated, Size, captions, means};
use crate::domain::day::Day;
use crate::render::drawing::{Drawing, Rect, Shape};
use crate::render::font::{Face, Lettering};
use crate::render::format::month_name;
use crate::render::palette::Palette;

/// A month with fewer ratings is not drawn as a point of its own.
const RATINGS_OF_A_MONTH: usize = 5;

/// Fewer months or weeks than this are no course.
const FEWEST_POINTS: usize = 3;

/// More months than this are named by their years.
const MOST_NAMED_MONTHS: usize = 24;

/// How thick the lines are.
const THICK: f64 = 8.0;

/// The radius of the dots on the last point.
const DOT: f64 = 12.0;

/// Between a line and a value above or below it.
const OFF_THE_LINE: f64 = 20.0;

pub(super) fn drawing(card: &Card, size: Size, palette: &Palette) -> Drawing {
    let mut canvas = Canvas::new(card, size, palette);
    match size {
        Size::Wide | Size::Badge => wide(&mut canvas),
        Size::Square => square(&mut canvas),
        Size::Story => story(&mut canvas),
    }
    canvas.drawing()
}

/// The two numbers of a card.
fn values(card: &Card) -> [String; 2] {
    let (fear, sting) = card.fear_and_sting().unwrap_or_default();
    [fear, sting].map(captions::rating)
}

fn wide(canvas: &mut Canvas<'_>) {
    let (card, palette) = (canvas.card, canvas.palette);
    canvas.first_line();
    let colours = [palette.ink, palette.red];
    let values = values(card).map(|value| number(&value, 150.0));
    let widest = values
        .iter()
        .map(Lettering::ink_width_px)
        .fold(0.0, f64::max);
    let lines = ["Feared", "Felt"]
        .into_iter()
        .zip([146.0, 372.0])
        .zip(values)
        .zip(colours);
    for (((word, baseline), value), colour) in lines {
        canvas.from(text(word, 38.0, widest), canvas.left, baseline, palette.ink);
        canvas.from(value, canvas.left, baseline + 172.0, colour);
    }
    let chart = Chart {
        rect: rect(canvas.left + widest + 70.0, 190.0, canvas.right, 498.0),
        value_px: 28.0,
        name_px: 25.0,
        most_names: 7,
    };
    chart.draw(canvas);
    canvas.from(
        text(&captions::rated(card), 28.0, 480.0),
        canvas.left,
        603.0,
        palette.soft,
    );
}

fn square(canvas: &mut Canvas<'_>) {
    let (card, palette) = (canvas.card, canvas.palette);
    canvas.first_line();
    let [feared, felt] = values(card).map(|value| number(&value, 290.0));
    let factor = (canvas.width() - 76.0) / (feared.ink_width_px() + felt.ink_width_px());
    let (feared, felt) = (feared.scaled(factor.min(1.0)), felt.scaled(factor.min(1.0)));
    let baseline = 218.0 + super::canvas::height(&feared);
    let felt_from = canvas.to(felt, canvas.right, baseline, palette.red);
    canvas.from(feared, canvas.left, baseline, palette.ink);
    for (word, x) in [("Feared", canvas.left), ("Felt", felt_from)] {
        canvas.from(text(word, 54.0, 300.0), x, 184.0, palette.ink);
    }
    let chart = Chart {
        rect: rect(canvas.left, baseline + 100.0, canvas.right, 892.0),
        value_px: 32.0,
        name_px: 30.0,
        most_names: 8,
    };
    chart.draw(canvas);
    let period = canvas.period(TextPlace {
        baseline: 1012.0,
        px: 28.0,
    });
    let width = period - 30.0 - canvas.left;
    canvas.from(
        text(&captions::rated(card), 36.0, width),
        canvas.left,
        1012.0,
        palette.ink,
    );
}

/// From above to below: what was feared, the course, what it felt like.
fn story(canvas: &mut Canvas<'_>) {
    let (card, palette) = (canvas.card, canvas.palette);
    canvas.first_line();
    let [feared, felt] = values(card).map(|value| number(&value, 300.0));
    canvas.from(text("Feared", 64.0, 400.0), canvas.left, 384.0, palette.ink);
    canvas.from(feared, canvas.left, 722.0, palette.ink);
    let chart = Chart {
        rect: rect(canvas.left, 826.0, canvas.right, 1092.0),
        value_px: 38.0,
        name_px: 34.0,
        most_names: 8,
    };
    chart.draw(canvas);
    let felt_from = canvas.to(felt, canvas.right, 1580.0, palette.red);
    let word = text("Felt", 64.0, 400.0);
    canvas.from(word, felt_from, 1250.0, palette.ink);
    let period = canvas.period(TextPlace {
        baseline: 1696.0,
        px: 36.0,
    });
    let width = period - 30.0 - canvas.left;
    canvas.from(
        text(&captions::rated(card), 36.0, width),
        canvas.left,
        1696.0,
        palette.ink,
    );
}

fn rect(left: f64, top: f64, right: f64, bottom: f64) -> Rect {
    Rect {
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
    }
}

/// A point of the course.
struct Point {
    /// Where it is from left to right, in months or weeks.
    at: u32,
    name: String,
    /// The mean fear and the mean sting.
    values: [f64; 2],
}

/// How fear and sting went on: a point a month where three months have enough ratings, else a
/// point a week, else one for each half of the asks.
fn course(card: &Card) -> Vec<Point> {
    let months = points(&card.rated, RATINGS_OF_A_MONTH, |day| {
        let month = day.month();
        let name = month_name(month).chars().take(3).collect();
        (
            u32::try_from(month.year * 12).unwrap_or(0) + month.month,
            name,
        )
    });
    if months.len() >= FEWEST_POINTS {
        return with_years(months);
    }
    let weeks = points(&card.rated, 1, |day| {
        let back = i64::from(day.weekday().num_days_from_monday());
        let monday = day.plus(-back).unwrap_or(day);
        let name: String = month_name(monday.month()).chars().take(3).collect();
        (monday.number() / 7, format!("{} {name}", monday.of_month()))
    });
    if weeks.len() >= FEWEST_POINTS {
        return weeks;
    }
    let (first, second) = card.rated.split_at(card.rated.len() / 2);
    let first = if first.is_empty() { second } else { first };
    let halves = [first, second].into_iter().zip(0..);
    halves
        .filter_map(|(half, at)| point(half, at, String::new()))
        .collect()
}

/// Months of several years: the first point of each year but the first is named by it, the others
/// have no name.
fn with_years(mut months: Vec<Point>) -> Vec<Point> {
    if months.len() <= MOST_NAMED_MONTHS {
        return months;
    }
    // The number of a month counts from January of the year 0 as 1.
    let year = |at: u32| (at - 1) / 12;
    let mut before = months.first().map(|point| year(point.at));
    for point in &mut months {
        let this = Some(year(point.at));
        point.name = if this == before {
            String::new()
        } else {
            year(point.at).to_string()
        };
        before = this;
    }
    months
}

/// A point for each place that has ratings enough.
fn points(rated: &[Rated], least: usize, place: impl Fn(Day) -> (u32, String)) -> Vec<Point> {
    rated
        .chunk_by(|one, next| place(one.day).0 == place(next.day).0)
        .filter(|ratings| ratings.len() >= least)
        .filter_map(|ratings| {
            let (at, name) = place(ratings.first()?.day);
            point(ratings, at, name)
        })
        .collect()
}

fn point(ratings: &[Rated], at: u32, name: String) -> Option<Point> {
    let (fear, sting) = means(ratings)?;
    Some(Point {
        at,
        name,
        values: [fear, sting],
    })
}

/// The line of what was feared is thinner, and its dot a ring, where both lines have the same
/// colour.
fn before_thick(palette: &Palette) -> f64 {
    if palette.ink == palette.red {
        THICK / 2.0
    } else {
        THICK
    }
}

/// Where the course is drawn, zero at the foot.
struct Chart {
    rect: Rect,
    value_px: f64,
    name_px: f64,
    most_names: usize,
}

impl Chart {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        let points = course(canvas.card);
        let highest = points
            .iter()
            .flat_map(|point| point.values)
            .fold(1.0, f64::max);
        let first = points.first().map_or(0, |point| point.at);
        let steps = points.last().map_or(1, |point| point.at - first).max(1);
        let Rect {
            x,
            y,
            width,
            height,
        } = self.rect;
        let (from, to) = (x + THICK / 2.0, x + width - DOT);
        let across =
            |point: &Point| from + f64::from(point.at - first) * (to - from) / f64::from(steps);
        let down = |value: f64| y + height * (1.0 - value / highest);
        let line = |which: usize| -> Vec<[f64; 2]> {
            let value = |point: &Point| point.values.get(which).copied().unwrap_or_default();
            points
                .iter()
                .map(|point| [across(point), down(value(point))])
                .collect()
        };
        let (before, after) = (line(0), line(1));
        let palette = canvas.palette;
        let tint = palette.red.over(palette.paper, 9);
        for (upper, lower) in before.windows(2).zip(after.windows(2)) {
            let ([a, b], [c, d]) = (upper, lower) else {
                continue;
            };
            let end = |[x, y]: [f64; 2]| [if x < to { x - 2.0 } else { x }, y];
            canvas.push(Shape::Area(vec![*a, end(*b), end(*d), *c], tint));
        }
        canvas.fill(x, y + height, width, 2.0, palette.page);
        self.names(canvas, &points, &before);
        for (line, thick, colour) in [
            (&before, before_thick(palette), palette.ink),
            (&after, THICK, palette.red),
        ] {
            canvas.push(Shape::Line(line.clone(), thick, colour));
            if let Some(last) = line.last() {
                canvas.disc(*last, DOT, colour);
                if thick < THICK {
                    canvas.disc(*last, DOT - thick, palette.paper);
                }
            }
        }
        self.values(canvas, &points, &before, &after);
    }

    /// The names of the months under the foot, as many as there is room for.
    fn names(&self, canvas: &mut Canvas<'_>, points: &[Point], places: &[[f64; 2]]) {
        let baseline = self.rect.bottom() + self.name_px * 1.45;
        let named: Vec<(&str, f64)> = points
            .iter()
            .zip(places)
            .filter(|(point, _)| !point.name.is_empty())
            .map(|(point, [x, _])| (point.name.as_str(), *x))
            .collect();
        let least = named.len().div_ceil(self.most_names).max(1);
        let evenly = (least..=named.len())
            .map(|every| self.placed(named.iter().step_by(every)))
            .find(|names| self.have_room(names));
        for (name, start) in evenly.unwrap_or_default() {
            canvas.from(name, start, baseline, canvas.palette.soft);
        }
    }

    /// Each name under its point, inside the chart.
    fn placed<'a>(&self, named: impl Iterator<Item = &'a (&'a str, f64)>) -> Vec<(Lettering, f64)> {
        let place = |&(name, x): &(&str, f64)| {
            let name = Lettering::new(name, Face::Text, self.name_px);
            let wide = name.ink_width_px();
            let start = (x - wide / 2.0).clamp(self.rect.x, self.rect.right() - wide);
            (name, start)
        };
        named.map(place).collect()
    }

    /// Whether no name touches the next.
    fn have_room(&self, names: &[(Lettering, f64)]) -> bool {
        names.windows(2).all(|pair| match pair {
            [(name, start), (_, next)] => start + name.ink_width_px() + self.name_px * 0.4 <= *next,
            _ => true,
        })
    }

    /// The first and the last value at each line, so that no legend is needed.
    fn values(
        &self,
        canvas: &mut Canvas<'_>,
        points: &[Point],
        before: &[[f64; 2]],
        after: &[[f64; 2]],
    ) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let [feared, felt] = first.values.map(captions::rating);
        self.pair(
            canvas,
            [format!("{feared} before"), format!("{felt} after")],
            before,
            after,
            false,
        );
        self.pair(
            canvas,
            last.values.map(captions::rating),
            before,
            after,
            true,
        );
    }

    /// A value at each of the lines, above the upper one and, where there is room, above the lower
    /// one too, else below it.
    fn pair(
        &self,
        canvas: &mut Canvas<'_>,
        told: [String; 2],
        before: &[[f64; 2]],
        after: &[[f64; 2]],
        at_end: bool,
    ) {
        let palette = canvas.palette;
        let texts = told.map(|told| Lettering::new(&told, Face::Strong, self.value_px));
        let widest = texts
            .iter()
            .map(Lettering::ink_width_px)
            .fold(0.0, f64::max);
        let (from, to) = if at_end {
            (self.rect.right() - widest - 10.0, self.rect.right())
        } else {
            (self.rect.x, self.rect.x + widest + 20.0)
        };
        let extent = |line: &[[f64; 2]]| heights(line, from, to);
        let [before, after] = [before, after].map(extent);
        let is_upper = |one: [f64; 2], other: [f64; 2]| one[0] + one[1] <= other[0] + other[1];
        let caps = self.value_px * Face::CAP_HEIGHT;
        let (upper, lower) = if is_upper(before, after) {
            (before, after)
        } else {
            (after, before)
        };
        let off = OFF_THE_LINE + if at_end { 4.0 } else { 0.0 };
        let upper_at = upper[0] - off;
        let between = lower[0] - off;
        let below = lower[1] + off + caps;
        let lower_at = if between - caps - off >= upper[1] {
            between
        } else if below <= self.rect.bottom() - 8.0 {
            below
        } else {
            // No room at the foot: both above, the upper one's over the lower one's.
            upper_at
        };
        let upper_at = if (lower_at - upper_at).abs() < 1.0 {
            upper_at - caps * 1.6
        } else {
            upper_at
        };
        let baselines = if is_upper(before, after) {
            [upper_at, lower_at]
        } else {
            [lower_at, upper_at]
        };
        let inset: f64 = if (lower_at - between).abs() < 1.0 {
            16.0
        } else {
            0.0
        };
        let [one, other] = texts;
        for ((text, baseline), colour) in [one, other]
            .into_iter()
            .zip(baselines)
            .zip([palette.ink, palette.red])
        {
            let inset = if (baseline - lower_at).abs() < 1.0 {
                inset
            } else {
                0.0
            };
            if at_end {
                canvas.to(text, self.rect.right() - inset.min(DOT), baseline, colour);
            } else {
                canvas.from(text, self.rect.x + inset, baseline, colour);
            }
        }
    }
}

/// The highest and the lowest place of a line between two places from left to right.
fn heights(line: &[[f64; 2]], from: f64, to: f64) -> [f64; 2] {
    let at = |x: f64| {
        line.windows(2).find_map(|pair| {
            let [[x0, y0], [x1, y1]] = *pair else {
                return None;
            };
            (x0 <= x && x <= x1 && x1 > x0).then(|| y0 + (y1 - y0) * (x - x0) / (x1 - x0))
        })
    };
    let inside = line
        .iter()
        .filter(|[x, _]| (from..=to).contains(x))
        .map(|[_, y]| *y);
    let all: Vec<f64> = inside.chain(at(from)).chain(at(to)).collect();
    let highest = all.iter().copied().fold(f64::INFINITY, f64::min);
    let lowest = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    [highest, lowest]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Period;

    fn rated(days: &[(&str, u8, u8)]) -> Vec<Rated> {
        let rated = |&(day, fear, sting): &(&str, u8, u8)| Rated {
            day: Day::from_iso(day).unwrap(),
            fear,
            sting,
        };
        days.iter().map(rated).collect()
    }

    fn names(rated: Vec<Rated>) -> Vec<String> {
        let card = Card {
            rated,
            span: Period::year(2026).unwrap(),
            ..super::super::tests::card(7)
        };
        course(&card).into_iter().map(|point| point.name).collect()
    }

    #[test]
    fn three_months_with_five_ratings_each_are_told_by_month() {
        let days = ["2026-01-05", "2026-02-05", "2026-03-05"];
        let month = |day| vec![(day, 6, 2); 5];
        let all = |count: usize| {
            days.into_iter()
                .take(count)
                .flat_map(month)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(rated(&all(3))), ["Jan", "Feb", "Mar"]);
        // Two months are two weeks here, so they are shown in halves.
        assert_eq!(names(rated(&all(2))), ["", ""]);
    }

    #[test]
    fn fewer_months_are_told_by_week() {
        let days = [
            ("2026-01-05", 6, 2),
            ("2026-01-12", 5, 2),
            ("2026-01-21", 5, 1),
        ];
        assert_eq!(names(rated(&days)), ["5 Jan", "12 Jan", "19 Jan"]);
    }

    #[test]
    fn one_ask_is_its_own_course() {
        assert_eq!(names(rated(&[("2026-01-05", 6, 2)])), ["", ""]);
    }

    #[test]
    fn months_of_many_years_are_named_by_their_years() {
        let months = (0..30_u32).map(|at| {
            let (year, month) = (2024 + i32::try_from(at / 12).unwrap(), at % 12 + 1);
            Rated {
                day: Day::from_ymd(year, month, 5).unwrap(),
                fear: 6,
                sting: 2,
            }
        });
        let told = names(months.flat_map(|rated| [rated; 5]).collect());
        let named: Vec<_> = told.iter().filter(|name| !name.is_empty()).collect();
        assert_eq!(named, ["2025", "2026"]);
        assert_eq!((told[12].as_str(), told[24].as_str()), ("2025", "2026"));
    }

    #[test]
    fn the_two_lines_differ_in_colour_or_in_thickness() {
        for palette in [&Palette::LIGHT, &Palette::DARK, &Palette::RED] {
            let drawing = drawing(&super::super::tests::card(7), Size::Wide, palette);
            let lines: Vec<_> = drawing
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Line(_, thick, colour) => Some((*thick, *colour)),
                    _ => None,
                })
                .collect();
            assert_eq!(lines.len(), 2);
            assert_ne!(lines[0], lines[1]);
        }
    }
}
