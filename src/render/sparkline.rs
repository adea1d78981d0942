//! A sparkline: a row of small columns, one a day.

use super::style::{Glyphs, Ink, Style};

const STEPS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// One glyph a count; the highest count is as high as it gets, nothing is a dot. ASCII shows the
/// counts themselves, `+` from 10 on.
#[must_use]
pub fn draw(counts: &[u32], style: &Style) -> String {
    let highest = counts.iter().copied().max().unwrap_or(0);
    let mut text = String::new();
    let mut rest = counts;
    while let Some(&first) = rest.first() {
        let is_nothing = first == 0;
        let run = rest.iter().take_while(|&&count| (count == 0) == is_nothing);
        let run_len = run.clone().count();
        let glyphs: String = run.map(|&count| glyph(count, highest, style)).collect();
        let ink = if is_nothing { Ink::Soft } else { Ink::No };
        text.push_str(&style.ink(ink, &glyphs));
        rest = rest.get(run_len..).unwrap_or_default();
    }
    text
}

fn glyph(count: u32, highest: u32, style: &Style) -> String {
    match (style.glyphs, count) {
        (Glyphs::Unicode, 0) => "·".to_owned(),
        (Glyphs::Ascii, 0) => ".".to_owned(),
        (Glyphs::Ascii, 1..=9) => count.to_string(),
        (Glyphs::Ascii, _) => "+".to_owned(),
        (Glyphs::Unicode, _) => {
            // 1 to 8, rounded up, so that the highest is the whole column and 1 is seen. With few
            // a day the steps are kept small: 1 of 2 is no mountain.
            let scale = u64::from(highest.max(4));
            let step = (u64::from(count) * 8).div_ceil(scale);
            let index = usize::try_from(step.saturating_sub(1)).unwrap_or(0);
            STEPS.get(index).copied().unwrap_or("█").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_day_is_as_high_as_it_gets_and_nothing_is_a_dot() {
        assert_eq!(draw(&[1, 0, 2, 4, 8, 0, 7], &Style::plain(80)), "▁·▂▄█·▇");
    }

    #[test]
    fn a_few_a_day_are_no_mountains() {
        assert_eq!(draw(&[1, 0, 2, 1], &Style::plain(80)), "▂·▄▂");
    }

    #[test]
    fn in_ascii_the_counts_stand_for_themselves() {
        let ascii = Style {
            glyphs: Glyphs::Ascii,
            ..Style::plain(80)
        };
        assert_eq!(draw(&[1, 0, 9, 10, 5_000], &ascii), "1.9++");
    }

    #[test]
    fn a_year_of_nothing_is_dots() {
        assert_eq!(draw(&[0, 0, 0], &Style::plain(80)), "···");
        assert_eq!(draw(&[], &Style::plain(80)), "");
    }
}
