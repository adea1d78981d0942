//! How much a day holds, in five levels: the same in every heatmap.

/// How many of what is counted a day holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intensity {
    /// None.
    None,
    /// 1.
    One,
    /// 2 or 3.
    Few,
    /// 4 to 6.
    Some,
    /// 7 and more.
    Many,
}

impl Intensity {
    /// All there are, from none up.
    pub const ALL: [Self; 5] = [Self::None, Self::One, Self::Few, Self::Some, Self::Many];

    /// The level of a day with so many.
    #[must_use]
    pub fn new(count: u32) -> Self {
        match count {
            0 => Self::None,
            1 => Self::One,
            2..=3 => Self::Few,
            4..=6 => Self::Some,
            7.. => Self::Many,
        }
    }

    /// Its number, 0 to 4, as a palette takes it.
    #[must_use]
    pub fn number(self) -> usize {
        self as usize
    }

    /// Its glyph in a terminal; they are distinguished without any colour.
    #[must_use]
    pub fn glyph(self) -> &'static str {
        match self {
            Self::None => "·",
            Self::One => "░",
            Self::Few => "▒",
            Self::Some => "▓",
            Self::Many => "█",
        }
    }

    /// Its glyph where there is only ASCII.
    #[must_use]
    pub fn ascii(self) -> &'static str {
        match self {
            Self::None => ".",
            Self::One => "-",
            Self::Few => "+",
            Self::Some => "*",
            Self::Many => "#",
        }
    }

    /// How many it means, as a legend tells it: `none`, `1`, `2–3`, `4–6`, `7 and more`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::One => "1",
            Self::Few => "2–3",
            Self::Some => "4–6",
            Self::Many => "7 and more",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_of_one_of_five_levels() {
        assert_eq!(
            [0, 1, 2, 3, 4, 6, 7, 5_000].map(Intensity::new),
            [
                Intensity::None,
                Intensity::One,
                Intensity::Few,
                Intensity::Few,
                Intensity::Some,
                Intensity::Some,
                Intensity::Many,
                Intensity::Many,
            ]
        );
    }

    #[test]
    fn no_two_levels_look_the_same() {
        assert_eq!(Intensity::ALL.map(Intensity::glyph).concat(), "·░▒▓█");
        assert_eq!(Intensity::ALL.map(Intensity::ascii).concat(), ".-+*#");
        assert_eq!(
            Intensity::ALL.map(Intensity::words).join(", "),
            "none, 1, 2–3, 4–6, 7 and more"
        );
    }
}
