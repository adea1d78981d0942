//! How to draw: width, colours and glyphs, decided once and handed to whatever draws.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects};

use super::intensity::Intensity;

/// Whether glyphs beyond ASCII may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Blocks, dots and dashes.
    Unicode,
    /// Nothing beyond ASCII.
    Ascii,
}

/// Whether colour may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// The sixteen of the terminal, so that the person's own theme decides.
    Ansi,
    /// None.
    None,
}

/// Whether anything is drawn: bars, sparklines, heatmaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures {
    /// Beside the words.
    Drawn,
    /// Not at all: what they show is said in sentences and tables, as a screen reader needs it.
    InWords,
}

/// Where the output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputMedium {
    /// A person looks at it: tables are aligned and cut to the width.
    Terminal,
    /// A program or a file takes it: tables are whole, separated by tabs.
    Pipe,
}

/// What a colour means. It never carries a meaning alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A no, and the accent of everything: red, and proud of it.
    No,
    /// Silence: the same red, faint.
    Ghosted,
    /// A yes: green.
    Yes,
    /// Waiting for an answer: yellow.
    Waiting,
    /// What matters most: bold.
    Strong,
    /// What is said beside it: dim.
    Soft,
    /// A day of a heatmap: the more it holds, the stronger the red.
    Heat(Intensity),
}

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// How many columns there are.
    pub width_cols: usize,
    /// Which colours.
    pub colours: Colours,
    /// Which glyphs.
    pub glyphs: Glyphs,
    /// Whether anything is drawn.
    pub pictures: Pictures,
    /// For whom.
    pub medium: OutputMedium,
}

impl Style {
    /// A text in an ink, which is left out where there is no colour.
    #[must_use]
    pub fn ink(&self, ink: Ink, text: &str) -> String {
        let mut inked = String::with_capacity(text.len());
        self.put(&mut inked, ink, |inked| inked.push_str(text));
        inked
    }

    /// Adds what is written in an ink, as [`Style::ink`] has it.
    pub fn put(&self, to: &mut String, ink: Ink, write: impl FnOnce(&mut String)) {
        if self.colours == Colours::None {
            write(to);
            return;
        }
        let style = anstyle::Style::new();
        let style = match ink {
            Ink::No => style.fg_color(Some(AnsiColor::Red.into())),
            Ink::Ghosted => style
                .fg_color(Some(AnsiColor::Red.into()))
                .effects(Effects::DIMMED),
            Ink::Yes => style.fg_color(Some(AnsiColor::Green.into())),
            Ink::Waiting => style.fg_color(Some(AnsiColor::Yellow.into())),
            Ink::Strong => style.effects(Effects::BOLD),
            Ink::Soft => style.effects(Effects::DIMMED),
            Ink::Heat(level) => heat(level),
        };
        // Writing to a string does not fail.
        let before = to.len();
        let _ = write!(to, "{style}");
        let begun = to.len();
        write(to);
        if to.len() > begun {
            let _ = write!(to, "{style:#}");
        } else {
            to.truncate(before);
        }
    }

    /// One of two texts, by the glyphs that may be drawn.
    #[must_use]
    pub fn glyph<'a>(&self, unicode: &'a str, ascii: &'a str) -> &'a str {
        match self.glyphs {
            Glyphs::Unicode => unicode,
            Glyphs::Ascii => ascii,
        }
    }

    /// Whether anything is drawn.
    #[must_use]
    pub fn draws(&self) -> bool {
        self.pictures == Pictures::Drawn
    }

    /// What comes between the parts of a line.
    #[must_use]
    pub fn dot(&self) -> &'static str {
        match self.pictures {
            Pictures::Drawn => self.glyph("  \u{b7}  ", "  -  "),
            Pictures::InWords => ", ",
        }
    }

    /// What stands where a text was cut.
    #[must_use]
    pub fn cut_mark(&self) -> &'static str {
        self.glyph("…", "...")
    }
}

/// Looks of a red that the person's theme decides: plain, bold, solid. The glyph tells how much; a
/// dim red on a dark ground is too faint for that.
fn heat(level: Intensity) -> anstyle::Style {
    let style = anstyle::Style::new();
    let red = style.fg_color(Some(AnsiColor::Red.into()));
    match level {
        Intensity::None => style.effects(Effects::DIMMED),
        Intensity::One | Intensity::Few => red,
        Intensity::Some => red.effects(Effects::BOLD),
        // A solid square. Bright red would be the weaker one on a light ground.
        Intensity::Many => red.bg_color(Some(AnsiColor::Red.into())),
    }
}

#[cfg(test)]
impl Style {
    /// A style for tests: so wide, without colour, with all glyphs, for a person.
    pub(crate) fn plain(width_cols: usize) -> Self {
        Self {
            width_cols,
            colours: Colours::None,
            glyphs: Glyphs::Unicode,
            pictures: Pictures::Drawn,
            medium: OutputMedium::Terminal,
        }
    }
}
