//! The card: one picture to show to others, made of counts and nothing else.
//!
//! No text, tag or name of an ask ever reaches this module: a [`Card`] has no place for one.
//! [`captions`] says in words what is drawn. With the feature `pictures` each subject has a module
//! that composes it for each size (`goal`, `fear`, `yeses`, `badge`), on what they share
//! (`canvas`, `days`); with `png`, `png` turns the SVG into pixels.

#[cfg(feature = "pictures")]
mod badge;
#[cfg(feature = "pictures")]
mod canvas;
pub mod captions;
#[cfg(feature = "pictures")]
mod days;
#[cfg(feature = "pictures")]
mod fear;
#[cfg(feature = "pictures")]
mod goal;
pub mod json;
#[cfg(feature = "png")]
pub mod png;
#[cfg(feature = "pictures")]
mod yeses;

use crate::domain::daily_counts::{DailyCounts, Mean};
use crate::domain::day::{Day, Period, RestWeekdays};
use crate::domain::goal::{Counted, Goal, Target};
use crate::domain::ledger::{Ledger, Record};
use crate::domain::runs::Runs;
use crate::domain::streak::Streak;
#[cfg(feature = "pictures")]
use crate::render::{drawing::Drawing, palette::Palette};

/// What a card shows: everything that any of its subjects needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is about.
    pub about: About,
    /// What it says it is, in place of the usual words.
    pub title: Option<String>,
    /// The days it is about.
    pub span: Period,
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
    /// The days with an ask or a yes, in order.
    pub heatmap: Vec<HeatDay>,
    /// The asks made in these days that have both a fear and a sting, by day.
    pub rated: Vec<Rated>,
    /// The nos behind each yes.
    pub runs: Runs,
}

/// A day of the heatmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeatDay {
    /// The day.
    pub day: Day,
    /// Asks made on it.
    pub asks: u32,
    /// Yeses that came on it.
    pub yeses: u32,
}

/// The ratings of an ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// The day it was made.
    pub day: Day,
    /// How hard it seemed before, 0 to 10.
    pub fear: u8,
    /// How much it hurt after, 0 to 10.
    pub sting: u8,
}

/// What a card is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// How many, of how many.
    #[default]
    Goal,
    /// Fear before and sting after.
    Fear,
    /// The yeses and the nos behind them.
    Yeses,
}

impl About {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Goal, Self::Fear, Self::Yeses];

    /// Its word on the command line and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Fear => "fear",
            Self::Yeses => "yeses",
        }
    }
}

impl Card {
    /// The card of a period. Towards a goal it counts as the goal does: what came by today.
    /// `rest` are the days that a streak steps over.
    #[must_use]
    pub fn new(
        goal: Option<&Goal>,
        span: Period,
        ledger: &Ledger,
        daily_counts: &DailyCounts,
        rest: RestWeekdays,
        today: Day,
    ) -> Self {
        let span = goal.map_or(span, |goal| goal.span);
        let counts = goal.map_or(Counted::Nos, |goal| goal.counts);
        let counted = goal.map_or(span, |goal| goal.elapsed(today));
        let total = daily_counts.total(counted);
        let mut rated: Vec<Rated> = ledger
            .asks()
            .filter(|row| counted.contains(row.asked_on))
            .filter_map(rated)
            .collect();
        rated.sort_by_key(|rated| rated.day);
        Self {
            about: About::default(),
            title: None,
            span,
            today,
            counts,
            done: counts.of(&total),
            target: goal.map(|goal| goal.target),
            yeses: total.yes,
            longest_streak: Streak::longest_touching(daily_counts, rest, span),
            per_day: daily_counts
                .within(counted)
                .map(|(day, held)| (day, counts.of(held)))
                .filter(|&(_, held)| held > 0)
                .collect(),
            heatmap: daily_counts
                .within(counted)
                .filter(|(_, held)| held.made + held.yes > 0)
                .map(|(day, held)| HeatDay {
                    day,
                    asks: held.made,
                    yeses: held.yes,
                })
                .collect(),
            rated,
            runs: Runs::new(daily_counts, counted),
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

    /// The mean fear and the mean sting of the asks that have both; none without one.
    #[must_use]
    pub fn fear_and_sting(&self) -> Option<(f64, f64)> {
        means(&self.rated)
    }

    /// Whether there is anything to show of what it is about.
    #[must_use]
    pub fn has_its_subject(&self) -> bool {
        match self.about {
            About::Goal => true,
            About::Fear => !self.rated.is_empty(),
            About::Yeses => self.yeses > 0,
        }
    }

    /// The picture.
    #[cfg(feature = "pictures")]
    #[must_use]
    pub fn drawing(&self, size: Size, theme: PictureTheme) -> Drawing {
        let palette = theme.palette();
        match (size, self.about) {
            (Size::Badge, _) => badge::drawing(self),
            (_, About::Goal) => goal::drawing(self, size, palette),
            (_, About::Fear) => fear::drawing(self, size, palette),
            (_, About::Yeses) => yeses::drawing(self, size, palette),
        }
    }
}

fn rated(row: &Record) -> Option<Rated> {
    Some(Rated {
        day: row.asked_on,
        fear: row.fear?.get(),
        sting: row.sting?.get(),
    })
}

/// The mean fear and the mean sting of some asks; none without one.
fn means(rated: &[Rated]) -> Option<(f64, f64)> {
    let (mut fear, mut sting) = (Mean::default(), Mean::default());
    for rated in rated {
        fear.add(Some(rated.fear));
        sting.add(Some(rated.sting));
    }
    fear.mean().zip(sting.mean())
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
    /// 20 pixels high and as wide as its text, as badges in a README are.
    Badge,
}

impl Size {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Wide, Self::Square, Self::Story, Self::Badge];
}

/// The ground a card is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureTheme {
    /// Paper.
    Light,
    /// Night.
    Dark,
    /// The red cover of a notebook.
    Red,
}

impl PictureTheme {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Red];

    /// Its colours.
    #[cfg(feature = "pictures")]
    #[must_use]
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &Palette::LIGHT,
            Self::Dark => &Palette::DARK,
            Self::Red => &Palette::RED,
        }
    }
}

#[cfg(test)]
mod tests;
