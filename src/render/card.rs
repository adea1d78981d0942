//! The card: one picture to show to others, made of counts and nothing else.
//!
//! Whoever sees it reads how many, of how many, on which days, and how many said yes on the way.
//! No text, tag or name of an ask ever reaches this module: a [`Card`] has no place for one.
//! [`words`] says it all in words. With the feature `pictures`, `layout` says where everything
//! stands and `days` draws the days; with `png`, `png` turns the SVG into pixels.

#[cfg(feature = "pictures")]
pub mod days;
pub mod json;
#[cfg(feature = "pictures")]
pub mod layout;
#[cfg(feature = "png")]
pub mod png;
pub mod words;

use crate::domain::day::{Day, RestDays, Span};
use crate::domain::goal::{Counted, Goal, Target};
use crate::domain::streak::Streak;
use crate::domain::tally::Tally;
#[cfg(feature = "pictures")]
use crate::render::{drawing::Drawing, palette::Palette};

/// What a card shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The days it is about.
    pub span: Span,
    /// The day it is made on.
    pub today: Day,
    /// What is counted.
    pub counts: Counted,
    /// How many there are.
    pub done: u32,
    /// How many were aimed at; none without a goal for just these days.
    pub target: Option<Target>,
    /// How many said yes in the same days.
    pub yeses: u32,
    /// The longest run of days with an ask, among those that touch these days.
    pub longest_streak: u32,
    /// How many of what is counted each day holds: the days that hold any, in order.
    pub per_day: Vec<(Day, u32)>,
}

impl Card {
    /// The card of a period. Towards a goal it counts as the goal does: what came by today.
    /// `rest` are the days that a streak steps over.
    #[must_use]
    pub fn of(goal: Option<&Goal>, span: Span, tally: &Tally, rest: RestDays, today: Day) -> Self {
        let span = goal.map_or(span, |goal| goal.span);
        let counts = goal.map_or(Counted::Nos, |goal| goal.counts);
        let counted = goal.map_or(span, |goal| goal.elapsed(today));
        let total = tally.total(counted);
        Self {
            span,
            today,
            counts,
            done: counts.of(&total),
            target: goal.map(|goal| goal.target),
            yeses: total.yes,
            longest_streak: Streak::longest_touching(tally, rest, span),
            per_day: tally
                .within(counted)
                .map(|(day, held)| (day, counts.of(held)))
                .filter(|&(_, held)| held > 0)
                .collect(),
        }
    }

    /// Whether there is a goal and it is reached.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.target.is_some_and(|target| self.done >= target.get())
    }

    /// done ÷ target; over 1 when more was done than aimed at, none without a goal.
    #[must_use]
    pub fn fraction(&self) -> Option<f64> {
        self.target
            .map(|target| f64::from(self.done) / f64::from(target.get()))
    }

    /// The picture.
    #[cfg(feature = "pictures")]
    #[must_use]
    pub fn drawing(&self, size: Size, theme: Theme) -> Drawing {
        let (width_px, height_px) = size.pixels();
        Drawing {
            width_px,
            height_px,
            title: words::title(self),
            description: words::description(self),
            shapes: layout::shapes(self, size, theme.palette()),
        }
    }
}

/// How large a card is, after where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 1200 by 630, as links are shown.
    Wide,
    /// 1080 by 1080, as posts are.
    Square,
    /// 1080 by 1920, as stories are on a phone.
    Story,
}

impl Size {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Wide, Self::Square, Self::Story];

    /// Its width and height in pixels.
    #[must_use]
    pub fn pixels(self) -> (u16, u16) {
        match self {
            Self::Wide => (1200, 630),
            Self::Square => (1080, 1080),
            Self::Story => (1080, 1920),
        }
    }
}

/// The ground a card is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Paper.
    Light,
    /// Night.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Its colours.
    #[cfg(feature = "pictures")]
    #[must_use]
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &Palette::LIGHT,
            Self::Dark => &Palette::DARK,
        }
    }
}

#[cfg(test)]
mod tests;
