//! The colours of paper, night and the red cover: what cards and reports are drawn with.
//!
//! Red is the colour of a no, green of a yes. The terminal uses none of these: it draws with the
//! sixteen colours that the person's own theme decides.

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
    /// A day without an ask, lines of a chart.
    pub grid: Rgb,
    /// The number of nos.
    pub red: Rgb,
    /// A yes.
    pub green: Rgb,
    /// The spine at the left edge.
    pub spine: Rgb,
    /// The filled part of a goal's bar.
    pub bar: Rgb,
    /// The rest of it.
    pub track: Rgb,
    /// The hairlines of days to come.
    pub page: Rgb,
    /// How strong a day of a heatmap is, level 1 to 4.
    pub strengths: [Rgb; 4],
}

impl Palette {
    /// Paper.
    pub const LIGHT: Self = Self {
        paper: Rgb(0xfb, 0xf7, 0xf0),
        ink: Rgb(0x1d, 0x1a, 0x18),
        soft: Rgb(0x73, 0x6a, 0x60),
        grid: Rgb(0xe9, 0xe1, 0xd5),
        red: Rgb(0xc8, 0x10, 0x2e),
        green: Rgb(0x18, 0x7a, 0x40),
        spine: Rgb(0xc8, 0x10, 0x2e),
        bar: Rgb(0xc8, 0x10, 0x2e),
        track: Rgb(0xe9, 0xe1, 0xd5),
        page: Rgb(0xd5, 0xd0, 0xc8),
        strengths: [
            Rgb(0xe7, 0x9b, 0xa2),
            Rgb(0xdc, 0x6c, 0x7c),
            Rgb(0xd2, 0x3e, 0x55),
            Rgb(0xc8, 0x10, 0x2e),
        ],
    };

    /// Night.
    pub const DARK: Self = Self {
        paper: Rgb(0x16, 0x14, 0x13),
        ink: Rgb(0xf6, 0xf1, 0xe9),
        soft: Rgb(0xa7, 0x9f, 0x94),
        grid: Rgb(0x2a, 0x26, 0x24),
        red: Rgb(0xff, 0x5b, 0x57),
        green: Rgb(0x5f, 0xd3, 0x8d),
        spine: Rgb(0xff, 0x5b, 0x57),
        bar: Rgb(0xff, 0x5b, 0x57),
        track: Rgb(0x2a, 0x26, 0x24),
        page: Rgb(0x3f, 0x3b, 0x37),
        strengths: [
            Rgb(0x73, 0x30, 0x2e),
            Rgb(0xa2, 0x3f, 0x3c),
            Rgb(0xd0, 0x4d, 0x49),
            Rgb(0xff, 0x5b, 0x57),
        ],
    };

    /// The cover of the notebook: more asks are darker here.
    pub const RED: Self = Self {
        paper: Rgb(0xc8, 0x10, 0x2e),
        ink: Rgb(0xfb, 0xf7, 0xf0),
        soft: Rgb(0xff, 0xe6, 0xe0),
        grid: Rgb(0xbc, 0x0e, 0x2b),
        red: Rgb(0xfb, 0xf7, 0xf0),
        green: Rgb(0xc8, 0xf5, 0xd6),
        spine: Rgb(0x7a, 0x0a, 0x1c),
        bar: Rgb(0xfb, 0xf7, 0xf0),
        track: Rgb(0x9c, 0x0c, 0x24),
        page: Rgb(0xd9, 0x4a, 0x5e),
        strengths: [
            Rgb(0x98, 0x0c, 0x23),
            Rgb(0x78, 0x09, 0x1a),
            Rgb(0x59, 0x06, 0x13),
            Rgb(0x3d, 0x04, 0x0d),
        ],
    };

    /// The colour of a heatmap's level: the grid for 0, then the four strengths. Levels over 4 are
    /// as strong as the fourth.
    #[must_use]
    pub fn heat(&self, level: usize) -> Rgb {
        let [.., strongest] = self.strengths;
        match level.checked_sub(1) {
            None => self.grid,
            Some(index) => self.strengths.get(index).copied().unwrap_or(strongest),
        }
    }
}

/// The contrast of two colours as WCAG 2 defines it, 1 to 21.
#[cfg(test)]
pub(crate) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |colour: Rgb| {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.0) + 0.7152 * channel(colour.1) + 0.0722 * channel(colour.2)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Palette; 3] = [Palette::LIGHT, Palette::DARK, Palette::RED];

    #[test]
    fn every_text_colour_can_be_read_on_its_ground() {
        for palette in ALL {
            for text in [palette.ink, palette.soft, palette.red, palette.green] {
                assert!(contrast(text, palette.paper) >= 4.5, "{text}");
            }
        }
    }

    #[test]
    fn each_level_of_the_heatmap_is_more_visible_than_the_one_before() {
        for palette in ALL {
            let contrasts: Vec<f64> = (0..=4)
                .map(|level| contrast(palette.heat(level), palette.paper))
                .collect();
            assert!(contrasts.is_sorted_by(|a, b| a < b), "{contrasts:?}");
        }
    }

    #[test]
    fn levels_over_four_are_as_strong_as_the_fourth() {
        assert_eq!(Palette::LIGHT.heat(4), Palette::LIGHT.red);
        assert_eq!(Palette::LIGHT.heat(9), Palette::LIGHT.red);
        assert_eq!(Palette::LIGHT.heat(0), Palette::LIGHT.grid);
    }

    #[test]
    fn a_colour_over_another_is_mixed_by_its_share() {
        // (0xc8 + 0xfb) / 2 = 225.5, (0x10 + 0xf7) / 2 = 131.5, (0x2e + 0xf0) / 2 = 143
        let half = Palette::LIGHT.red.over(Palette::LIGHT.paper, 50);
        assert_eq!(half.to_string(), "#e2848f");
    }
}
