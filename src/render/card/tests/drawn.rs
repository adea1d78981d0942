//! What is drawn, measured.

use super::*;
use crate::render::drawing::{Rect, Shape};

const NUMBERS: [u32; 12] = [
    0,
    1,
    7,
    70,
    312,
    888,
    999,
    1_000,
    12_345,
    100_000,
    1_000_000,
    u32::MAX,
];

const PERIODS: [(&str, &str); 12] = [
    ("2026-01-01", "2026-12-31"),
    ("2026-03-01", "2027-02-28"),
    ("2025-09-23", "2026-09-22"),
    ("2026-11-23", "2026-11-23"),
    ("2026-11-17", "2026-11-23"),
    ("2026-11-01", "2026-11-30"),
    ("2026-08-16", "2026-11-23"),
    ("2026-07-01", "2026-12-31"),
    ("2025-01-01", "2026-12-31"),
    ("2022-05-14", "2026-11-23"),
    ("1996-03-05", "2026-11-23"),
    ("0001-01-01", "9999-12-31"),
];

/// Cards of every length of number, kind, goal and period.
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
            longest_streak: 3_650,
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
    of_numbers.chain(of_periods)
}

/// Texts, and what else stands on the ground and the spine.
fn parted(drawing: &Drawing) -> (Vec<Rect>, Vec<Rect>) {
    let (texts, others): (Vec<&Shape>, Vec<&Shape>) = drawing
        .shapes
        .iter()
        .skip(2)
        .partition(|shape| matches!(shape, Shape::Text(..)));
    let covered = |shapes: Vec<&Shape>| shapes.into_iter().map(Shape::covers).collect();
    (covered(texts), covered(others))
}

fn touch(one: &Rect, other: &Rect) -> bool {
    one.x < other.right()
        && other.x < one.right()
        && one.y < other.bottom()
        && other.y < one.bottom()
}

#[test]
fn nothing_leaves_the_margins_whatever_the_number_and_the_period() {
    for card in all_sorts() {
        for size in Size::ALL {
            let drawing = card.drawing(size, Theme::Light);
            let (width, height) = (f64::from(drawing.width_px), f64::from(drawing.height_px));
            let margin = 40.0;
            let (texts, others) = parted(&drawing);
            for covered in texts.iter().chain(&others) {
                let inside = covered.x >= margin
                    && covered.right() <= width - margin
                    && covered.y >= margin
                    && covered.bottom() <= height - margin + 8.0;
                assert!(inside, "{size:?} {covered:?} in {}", drawing.title);
            }
        }
    }
}

#[test]
fn no_text_touches_another_or_anything_else() {
    for card in all_sorts() {
        for size in Size::ALL {
            let drawing = card.drawing(size, Theme::Dark);
            let (texts, others) = parted(&drawing);
            for (index, text) in texts.iter().enumerate() {
                let rest = texts.iter().skip(index + 1).chain(&others);
                for other in rest {
                    let title = &drawing.title;
                    assert!(
                        !touch(text, other),
                        "{size:?} {text:?} {other:?} in {title}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_text_is_too_small_to_read() {
    for card in all_sorts() {
        for size in Size::ALL {
            for shape in card.drawing(size, Theme::Light).shapes {
                if let Shape::Text(lettering, ..) = shape {
                    assert!(
                        lettering.size_px() >= 18.0,
                        "{size:?} {}",
                        lettering.size_px()
                    );
                }
            }
        }
    }
}

#[test]
fn a_card_is_the_same_on_every_run() {
    for size in Size::ALL {
        for theme in Theme::ALL {
            let svg = towards(1_000, 312).drawing(size, theme).svg();
            assert_eq!(svg, towards(1_000, 312).drawing(size, theme).svg());
        }
    }
}

#[test]
fn a_card_needs_no_font_no_picture_and_no_script() {
    let svg = towards(1_000, 312).drawing(Size::Wide, Theme::Light).svg();
    for wanted in ["<text", "<image", "<script", "href", "style", "font"] {
        assert!(!svg.contains(wanted), "{wanted}");
    }
}

#[test]
fn each_day_has_a_cell_and_today_a_ring() {
    // 2026 has 365 days; besides them ground, spine, heading, number, two lines of caption, the
    // two parts of the bar, twelve months, the ring, the yeses in two parts and the streak.
    let shapes = towards(1_000, 312).drawing(Size::Wide, Theme::Light).shapes;
    assert_eq!(shapes.len(), 365 + 2 + 1 + 3 + 2 + 12 + 1 + 3);
    let rings = shapes
        .iter()
        .filter(|shape| matches!(shape, Shape::Outline(..)));
    assert_eq!(rings.count(), 1);
}

#[test]
fn a_day_is_as_red_as_it_holds() {
    let of_a_week = Card {
        span: span("2026-11-16", "2026-11-22"),
        per_day: [1, 2, 3, 4, 6, 7, 5_000]
            .into_iter()
            .zip(span("2026-11-16", "2026-11-22").each())
            .map(|(held, day)| (day, held))
            .collect(),
        ..card(5_023)
    };
    let palette = Theme::Light.palette();
    let cells: Vec<_> = of_a_week
        .drawing(Size::Wide, Theme::Light)
        .shapes
        .into_iter()
        .skip(2)
        .filter_map(|shape| match shape {
            Shape::Fill(_, _, colour) => Some(colour),
            _ => None,
        })
        .collect();
    let levels = [1, 2, 2, 3, 3, 4, 4].map(|level| palette.heat(level));
    assert_eq!(cells, levels);
}

#[test]
fn a_period_too_long_for_days_stands_as_bars() {
    // May 2022 to November 2026 are 55 months.
    let long = Card {
        span: span("2022-05-14", "2026-11-23"),
        yeses: 0,
        ..card(312)
    };
    let fills = |card: &Card, size| {
        let shapes = card.drawing(size, Theme::Light).shapes;
        let filled = shapes
            .iter()
            .filter(|shape| matches!(shape, Shape::Fill(..)));
        filled.count() - 2
    };
    assert_eq!(fills(&long, Size::Wide), 55);
    // 30 years and some are told by the year: 1996 to 2026 are 31.
    let longer = Card {
        span: span("1996-03-05", "2026-11-23"),
        ..long
    };
    assert_eq!(fills(&longer, Size::Wide), 31);
}

#[test]
fn a_bar_is_full_when_the_goal_is_reached_and_not_before() {
    let filled = |target, done| {
        let shapes = towards(target, done)
            .drawing(Size::Wide, Theme::Light)
            .shapes;
        let red = Theme::Light.palette().red;
        shapes.iter().skip(2).find_map(|shape| match shape {
            Shape::Fill(rect, _, colour) if *colour == red => Some(rect.width),
            _ => None,
        })
    };
    let full = filled(1_000, 1_000).unwrap();
    assert!((full - 1_094.0).abs() < 1e-9);
    assert!((filled(1_000, 5_000).unwrap() - full).abs() < 1e-9);
    assert!((filled(1_000, 500).unwrap() - full / 2.0).abs() < 1e-9);
    assert!(filled(1_000_000, 999_999).unwrap() < full - 10.0);
    assert!(filled(1_000_000, 1).unwrap() > 10.0);
}

#[cfg(feature = "png")]
mod pixels {
    use super::*;
    use resvg::usvg::roxmltree::Document;

    #[test]
    fn every_card_is_xml_with_a_title_and_a_description() {
        for card in all_sorts() {
            let svg = card.drawing(Size::Square, Theme::Light).svg();
            let document = Document::parse(&svg).unwrap();
            let told = |name: &str| {
                let mut nodes = document.descendants();
                let node =
                    nodes.find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
                node.and_then(|node| node.text()).unwrap().to_owned()
            };
            assert_eq!(told("title"), words::title(&card));
            assert_eq!(told("desc"), words::description(&card));
        }
    }

    #[test]
    fn a_png_has_the_size_of_its_card_and_the_same_bytes_on_every_run() {
        for size in Size::ALL {
            let drawn = png_of(size);
            let (width, height) = size.pixels();
            let told = [
                u32::from(width).to_be_bytes(),
                u32::from(height).to_be_bytes(),
            ]
            .concat();
            assert_eq!(drawn.get(..8).unwrap(), b"\x89PNG\r\n\x1a\n");
            assert_eq!(drawn.get(16..24).unwrap(), told);
        }
        assert_eq!(png_of(Size::Wide), png_of(Size::Wide));
    }

    fn png_of(size: Size) -> Vec<u8> {
        png::png(&towards(1_000, 312).drawing(size, Theme::Dark).svg()).unwrap()
    }
}
