//! The colours of paper and night: the one palette that card and report are drawn with.
//!
//! Red is the colour of a no, and a proud one; green is a yes. The terminal has none of these: it
//! draws with the sixteen colours that the person's own theme decides.

use std::fmt;

/// A colour. Shown as CSS and SVG write it: `#c8102e`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// The colour that this one gives when it covers so much of the ground, in per cent (100 and
    /// more hide it), each channel rounded.
    #[must_use]
    pub fn over(self, ground: Self, percent: u8) -> Self {
        let percent = u32::from(percent.min(100));
        let mixed = |upper: u8, lower: u8| {
            let sum = u32::from(upper) * percent + u32::from(lower) * (100 - percent);
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self(
            mixed(self.0, ground.0),
            mixed(self.1, ground.1),
            mixed(self.2, ground.2),
        )
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colours of one ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The ground.
    pub paper: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Text that steps back.
    pub soft: Rgb,
    /// What is still empty: the rest of a bar, days without a no, lines of a chart.
    pub grid: Rgb,
    /// A no.
    pub red: Rgb,
    /// A yes.
    pub green: Rgb,
}

/// How strong the red of a heatmap is, level 1 to 4, in per cent.
pub const STRENGTHS: [u8; 4] = [28, 50, 75, 100];

impl Palette {
    /// Paper.
    pub const LIGHT: Self = Self {
        paper: Rgb(0xfb, 0xf7, 0xf0),
        ink: Rgb(0x1d, 0x1a, 0x18),
        soft: Rgb(0x73, 0x6a, 0x60),
        grid: Rgb(0xe9, 0xe1, 0xd5),
        red: Rgb(0xc8, 0x10, 0x2e),
        green: Rgb(0x18, 0x7a, 0x40),
    };

    /// Night.
    pub const DARK: Self = Self {
        paper: Rgb(0x16, 0x14, 0x13),
        ink: Rgb(0xf6, 0xf1, 0xe9),
        soft: Rgb(0xa7, 0x9f, 0x94),
        grid: Rgb(0x2a, 0x26, 0x24),
        red: Rgb(0xff, 0x5b, 0x57),
        green: Rgb(0x5f, 0xd3, 0x8d),
    };

    /// The colour of a heatmap's level: the grid for 0, then the four strengths of red over the
    /// paper. Levels over 4 are as strong as the fourth.
    #[must_use]
    pub fn heat(&self, level: usize) -> Rgb {
        match level.checked_sub(1) {
            None => self.grid,
            Some(index) => {
                let strength = STRENGTHS.get(index).copied().unwrap_or(100);
                self.red.over(self.paper, strength)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(colour: Rgb) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.0) + 0.7152 * channel(colour.1) + 0.0722 * channel(colour.2)
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_colour_can_be_read_on_its_ground() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for text in [palette.ink, palette.soft, palette.red, palette.green] {
                assert!(contrast(text, palette.paper) >= 4.5, "{text}");
            }
        }
    }

    #[test]
    fn each_level_of_the_heatmap_stands_out_more_than_the_one_before() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            let contrasts: Vec<f64> = (0..=4)
                .map(|level| contrast(palette.heat(level), palette.paper))
                .collect();
            assert!(contrasts.is_sorted_by(|a, b| a < b), "{contrasts:?}");
        }
    }

    #[test]
    fn half_of_the_red_lies_half_way_between_red_and_paper() {
        // (0xc8 + 0xfb) / 2 = 225.5, (0x10 + 0xf7) / 2 = 131.5, (0x2e + 0xf0) / 2 = 143
        assert_eq!(Palette::LIGHT.heat(2).to_string(), "#e2848f");
        assert_eq!(Palette::LIGHT.heat(4), Palette::LIGHT.red);
        assert_eq!(Palette::LIGHT.heat(9), Palette::LIGHT.red);
        assert_eq!(Palette::LIGHT.heat(0).to_string(), "#e9e1d5");
    }
}
