//! What is drawn, measured.

use super::*;
use crate::render::drawing::{Rect, Shape};
use crate::render::palette::{Rgb, contrast};

const NUMBERS: [u32; 8] = [0, 1, 70, 888, 1_000, 12_345, 1_000_000, u32::MAX];

const PERIODS: [(&str, &str); 16] = [
    ("2026-01-01", "2026-12-31"),
    ("2026-03-01", "2027-02-28"),
    ("2025-09-23", "2026-09-22"),
    ("2026-09-23", "2027-09-22"),
    ("2026-11-23", "2026-11-23"),
    ("2026-11-17", "2026-11-23"),
    ("2026-11-20", "2027-11-19"),
    ("2026-11-01", "2026-11-30"),
    ("2026-08-16", "2026-11-23"),
    ("2026-07-01", "2026-12-31"),
    ("2026-12-24", "2027-01-24"),
    ("2025-01-01", "2026-12-31"),
    ("2026-01-01", "2035-12-31"),
    ("2022-05-14", "2026-11-23"),
    ("1996-03-05", "2026-11-23"),
    ("0001-01-01", "9999-12-31"),
];

const TITLES: [&str; 3] = [
    "My year of no",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "Ein Jahr lang Nein: Wünsche, Ängste und ein rotes Notizbuch.",
];

/// Cards of every subject, and every length of number, kind, goal, period and title.
fn all_sorts() -> impl Iterator<Item = Card> {
    let of_numbers = NUMBERS.into_iter().flat_map(|done| {
        [
            None,
            Target::new(1),
            Target::new(1_000),
            Target::new(1_000_000),
        ]
        .map(|target| Card {
            target,
            yeses: done,
            counts: Counted::SaidNos,
            runs: Runs {
                behind: vec![done / 40; (done as usize).min(400)],
                open: 0,
            },
            ..card(done)
        })
    });
    let of_periods = PERIODS.into_iter().flat_map(|(from, to)| {
        [None, Target::new(1_000)].map(|target| Card {
            span: span(from, to),
            target,
            ..card(312)
        })
    });
    let of_titles = TITLES.map(|title| Card {
        title: Some(title.to_owned()),
        ..towards(1_000, 312)
    });
    let all = of_numbers.chain(of_periods).chain(of_titles);
    all.flat_map(|card| {
        About::ALL.map(|about| Card {
            about,
            ..card.clone()
        })
    })
}

fn of_every_size() -> impl Iterator<Item = (Size, Drawing)> {
    let sizes = Size::ALL.into_iter();
    sizes.flat_map(|size| {
        all_sorts().map(move |card| (size, card.drawing(size, PictureTheme::Light)))
    })
}

/// Texts, and what else is drawn on the ground and the spine but the bar at the foot.
fn parted(drawing: &Drawing) -> (Vec<Rect>, Vec<Rect>) {
    let foot = f64::from(drawing.height_px);
    let drawn = drawing.shapes.iter().skip(2);
    let drawn = drawn.filter(|shape| shape.covers().bottom() < foot);
    // Values of the fear card are on the area between its lines.
    let drawn = drawn.filter(|shape| !matches!(shape, Shape::Area(..)));
    let (texts, others): (Vec<&Shape>, Vec<&Shape>) =
        drawn.partition(|shape| matches!(shape, Shape::Text(..)));
    // A line that goes down covers more of its rectangle than it draws: it is taken in parts.
    let part = |shape: &Shape| match shape {
        Shape::Line(points, thick, colour) => points
            .windows(2)
            .flat_map(|pair| (0..20).map(|step| along(pair, f64::from(step) / 20.0)))
            .map(|point| Shape::Line(vec![point], *thick, *colour).covers())
            .collect(),
        other => vec![other.covers()],
    };
    (
        texts.into_iter().map(Shape::covers).collect(),
        others.into_iter().flat_map(part).collect(),
    )
}

fn along(pair: &[[f64; 2]], share: f64) -> [f64; 2] {
    let [[x0, y0], [x1, y1]] = *pair else {
        panic!("{pair:?}")
    };
    [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share]
}

fn touch(one: &Rect, other: &Rect) -> bool {
    one.x < other.right()
        && other.x < one.right()
        && one.y < other.bottom()
        && other.y < one.bottom()
}

#[test]
fn nothing_leaves_the_margins_whatever_the_number_and_the_period() {
    for (size, drawing) in of_every_size() {
        let (width, height) = (f64::from(drawing.width_px), f64::from(drawing.height_px));
        let [side, above, below] = match size {
            Size::Wide => [60.0, 40.0, 20.0],
            Size::Square => [78.0, 40.0, 50.0],
            // What apps lay over a story.
            Size::Story => [78.0, 225.0, 205.0],
            Size::Badge => [0.0, 0.0, 0.0],
        };
        let (texts, others) = parted(&drawing);
        for covered in texts.iter().chain(&others) {
            let inside = covered.x >= side
                && covered.right() <= width - side
                && covered.y >= above
                && covered.bottom() <= height - below;
            assert!(inside, "{size:?} {covered:?} in {}", drawing.title);
        }
    }
}

#[test]
fn no_text_touches_another_or_anything_else() {
    for (size, drawing) in of_every_size().filter(|(size, _)| *size != Size::Badge) {
        let (texts, others) = parted(&drawing);
        for (index, text) in texts.iter().enumerate() {
            for other in texts.iter().skip(index + 1).chain(&others) {
                let title = &drawing.title;
                assert!(
                    !touch(text, other),
                    "{size:?} {text:?} {other:?} in {title}"
                );
            }
        }
    }
}

#[test]
fn no_text_is_too_small_to_read() {
    for (size, drawing) in of_every_size().filter(|(size, _)| *size != Size::Badge) {
        for shape in drawing.shapes {
            if let Shape::Text(lettering, ..) = shape {
                let px = lettering.size_px();
                assert!(px >= 18.0, "{size:?} {px} in {}", drawing.title);
            }
        }
    }
}

/// The colour under a text: that of the last shape before it that holds all of its ink.
fn ground(shapes: &[Shape], ink: Rect) -> Rgb {
    let holds = |shape: &&Shape| {
        let under = shape.covers();
        under.x <= ink.x
            && under.right() >= ink.right()
            && under.y <= ink.y
            && under.bottom() >= ink.bottom()
    };
    match shapes.iter().rev().find(holds) {
        Some(Shape::Fill(_, _, colour) | Shape::Area(_, colour)) => *colour,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_text_can_be_read_on_what_is_under_it() {
    for theme in PictureTheme::ALL {
        for size in Size::ALL {
            for about in About::ALL {
                let card = Card {
                    about,
                    ..towards(1_000, 312)
                };
                let shapes = card.drawing(size, theme).shapes;
                for (index, shape) in shapes.iter().enumerate() {
                    let Shape::Text(_, _, colour) = shape else {
                        continue;
                    };
                    let under = ground(shapes.get(..index).unwrap(), shape.covers());
                    let ratio = contrast(*colour, under);
                    assert!(
                        ratio >= 4.5,
                        "{theme:?} {size:?} {about:?} {colour} on {under}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_card_is_the_same_on_every_run() {
    for size in Size::ALL {
        for theme in PictureTheme::ALL {
            let svg = towards(1_000, 312).drawing(size, theme).svg();
            assert_eq!(svg, towards(1_000, 312).drawing(size, theme).svg());
        }
    }
}

#[test]
fn a_card_needs_no_font_no_picture_and_no_script() {
    let svg = towards(1_000, 312)
        .drawing(Size::Wide, PictureTheme::Light)
        .svg();
    for wanted in ["<text", "<image", "<script", "href", "style", "font"] {
        assert!(!svg.contains(wanted), "{wanted}");
    }
}

/// The colours of what is drawn in the heatmap of a wide card.
fn cells(card: &Card) -> Vec<Rgb> {
    let palette = PictureTheme::Light.palette();
    let of_days = [palette.strengths.as_slice(), &[palette.grid, palette.green]].concat();
    let shapes = card.drawing(Size::Wide, PictureTheme::Light).shapes;
    let colours = shapes.iter().skip(2).filter_map(|shape| match shape {
        Shape::Fill(rect, radius, colour) if *radius > 0.0 && rect.bottom() < 600.0 => {
            Some(*colour)
        }
        _ => None,
    });
    colours.filter(|colour| of_days.contains(colour)).collect()
}

#[test]
fn each_day_that_has_been_has_a_cell() {
    assert_eq!(
        cells(&towards(1_000, 312)).len(),
        31 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 23
    );
}

#[test]
fn the_first_five_weeks_are_there_from_the_first_day_on() {
    for days in [1, 8, 21, 28] {
        let from = day("2026-11-23").plus(1 - days).unwrap();
        let card = Card {
            span: Period::new(from, from.plus(364).unwrap()),
            ..towards(1_000, 21)
        };
        let missing = from.weekday().num_days_from_monday() as usize;
        assert_eq!(cells(&card).len(), 35 - missing, "{days}");
    }
}

#[test]
fn a_day_is_as_red_as_it_has_asks_and_green_when_a_yes_came() {
    let asks = [1, 2, 3, 4, 6, 7, 5_000];
    let of_a_week = Card {
        span: span("2026-11-16", "2026-11-22"),
        heatmap: asks
            .into_iter()
            .zip(span("2026-11-16", "2026-11-22").each())
            .map(|(asks, day)| HeatDay {
                day,
                asks,
                yeses: u32::from(asks == 6),
            })
            .collect(),
        ..card(5_023)
    };
    let palette = PictureTheme::Light.palette();
    let [one, few, some, many] = palette.strengths;
    assert_eq!(
        cells(&of_a_week),
        [one, few, few, some, palette.green, many, many]
    );
}

#[test]
fn in_the_first_week_the_grid_has_five_columns() {
    let young = Card {
        span: span("2026-11-23", "2027-11-22"),
        ..towards(1_000, 0)
    };
    assert_eq!(cells(&young).len(), 35);
}

#[test]
fn a_cell_of_a_long_period_is_several_weeks() {
    let long = Card {
        span: span("1996-03-05", "2026-11-23"),
        ..card(312)
    };
    let count = cells(&long).len();
    assert!((300..=1_000).contains(&count), "{count}");
}

#[test]
fn a_bar_is_full_when_the_goal_is_reached_and_not_before() {
    let filled = |target, done| {
        let shapes = towards(target, done)
            .drawing(Size::Wide, PictureTheme::Light)
            .shapes;
        let bar = shapes.last().unwrap().covers();
        assert!((bar.y - 616.0).abs() < 1e-9);
        bar.right()
    };
    let full = filled(1_000, 1_000);
    assert!((full - 1_200.0).abs() < 1e-9);
    assert!((filled(1_000, 5_000) - full).abs() < 1e-9);
    assert!((filled(1_000, 500) - (14.0 + 1_186.0 / 2.0)).abs() < 1e-9);
    assert!(filled(1_000_000, 999_999) < full - 3.0);
    assert!(filled(1_000_000, 1) > 17.0);
}

#[test]
fn a_column_of_yeses_is_left_out_beyond_260() {
    let many = Card {
        about: About::Yeses,
        yeses: 400,
        runs: Runs {
            behind: vec![1; 400],
            open: 0,
        },
        ..card(400)
    };
    let green = PictureTheme::Light.palette().green;
    let shapes = many.drawing(Size::Wide, PictureTheme::Light).shapes;
    let is_disc = |shape: &&Shape| matches!(shape, Shape::Fill(.., colour) if *colour == green);
    assert_eq!(shapes.iter().filter(is_disc).count(), 260);
    assert_eq!(captions::every_yes(140, 260), "the last 260 yeses");
}

#[cfg(feature = "png")]
mod pixels {
    use super::*;
    use resvg::usvg::roxmltree::Document;

    #[test]
    fn every_card_is_xml_with_a_title_and_a_description() {
        for card in all_sorts().step_by(7) {
            let svg = card.drawing(Size::Square, PictureTheme::Light).svg();
            let document = Document::parse(&svg).unwrap();
            let told = |name: &str| {
                let mut nodes = document.descendants();
                let node =
                    nodes.find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
                node.and_then(|node| node.text()).unwrap().to_owned()
            };
            assert_eq!(told("title"), captions::title(&card));
            assert_eq!(told("desc"), captions::description(&card));
        }
    }

    #[test]
    fn a_png_has_the_size_of_its_card_and_the_same_bytes_on_every_run() {
        let sizes = [(1_200_u32, 630_u32), (1_080, 1_080), (1_080, 1_920)];
        for (size, (width, height)) in Size::ALL.into_iter().zip(sizes) {
            let drawn = png_of(size);
            let told = [width.to_be_bytes(), height.to_be_bytes()].concat();
            assert_eq!(drawn.get(..8).unwrap(), b"\x89PNG\r\n\x1a\n");
            assert_eq!(drawn.get(16..24).unwrap(), told);
        }
        assert_eq!(png_of(Size::Wide), png_of(Size::Wide));
    }

    fn png_of(size: Size) -> Vec<u8> {
        png::png(&towards(1_000, 312).drawing(size, PictureTheme::Dark).svg()).unwrap()
    }
}
