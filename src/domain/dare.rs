//! Dares: something to ask for today, for a person without an idea of their own.
//!
//! A dare is a pure function of its level and the day: the same all day and on every device, a
//! new one each day, and none again before the whole deck was walked through. Nothing is written
//! down for that. Only `nos dare` uses this. A step up is offered by [`step_up`] and never taken
//! here: the person sets the step.

mod deck;
mod step;

pub use step::{Pause, level_of, pause, step_up};

use super::day::Day;

/// How much courage a dare takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A small favour that most people would grant.
    Gentle,
    /// Something that has to be wanted.
    Bold,
    /// Something that people never ask for.
    Wild,
}

impl Level {
    /// All of them, the easiest first.
    pub const ALL: [Self; 3] = [Self::Gentle, Self::Bold, Self::Wild];

    /// The word it is called by on the command line, in JSON and as a tag.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gentle => "gentle",
            Self::Bold => "bold",
            Self::Wild => "wild",
        }
    }

    /// The level called so; none for another word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// The next harder one; none above wild.
    #[must_use]
    pub fn harder(self) -> Option<Self> {
        match self {
            Self::Gentle => Some(Self::Bold),
            Self::Bold => Some(Self::Wild),
            Self::Wild => None,
        }
    }

    fn deck(self) -> &'static [(Area, &'static str); DECK_SIZE] {
        match self {
            Self::Gentle => &deck::GENTLE,
            Self::Bold => &deck::BOLD,
            Self::Wild => &deck::WILD,
        }
    }
}

/// The part of life that a dare is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Shops, markets, cafés, restaurants.
    Shops,
    /// Colleagues, bosses, clients to come.
    Work,
    /// People met in the street.
    Strangers,
    /// Friends, family, neighbours.
    Friends,
    /// Music, pictures, books, museums.
    Art,
    /// Prices, fees, pay.
    Money,
    /// On the way and away from home.
    Travel,
}

/// How many dares a level has.
const DECK_SIZE: usize = 40;

/// How many days to either side of today [`another`] keeps away from, so that it gives neither
/// what was just shown nor what comes next.
const KEPT_AWAY_DAYS: usize = 7;

/// Something to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dare {
    /// How much courage it takes.
    pub level: Level,
    /// The part of life it is about.
    pub area: Area,
    /// One sentence, which begins with "Ask" and ends with a full stop.
    pub text: &'static str,
}

impl Dare {
    /// The dare as the text of a plan: `ask a baker for a lesson`.
    #[must_use]
    pub fn as_planned(&self) -> String {
        let mut chars = self.text.trim_end_matches('.').chars();
        let first = chars.next().map(char::to_lowercase);
        first.into_iter().flatten().chain(chars).collect()
    }

    /// What was done, for the log: the sentence in the past, without its full stop.
    #[must_use]
    pub fn as_logged(&self) -> String {
        let asked = self.text.strip_prefix("Ask").unwrap_or(self.text);
        format!("asked{}", asked.strip_suffix('.').unwrap_or(asked))
    }

    /// The dares of a level about an area, in the order of the deck.
    fn about(level: Level, area: Area) -> Vec<Self> {
        let dares = (0..DECK_SIZE).map(|position| Self::nth(level, position));
        dares.filter(|dare| dare.area == area).collect()
    }

    fn nth(level: Level, position: usize) -> Self {
        let deck = level.deck();
        let [first, ..] = deck;
        let &(area, text) = deck.get(position % DECK_SIZE).unwrap_or(first);
        Self { level, area, text }
    }
}

/// The dare of a day. Any forty days in a row have forty different ones.
#[must_use]
pub fn of_the_day(level: Level, day: Day) -> Dare {
    Dare::nth(level, day.number() as usize)
}

/// Another one than that of the day and of the weeks around it.
///
/// The `turn` says which: 25 turns in a row give 25 different ones.
/// No one remembers what was shown, so `nos dare` lets the clock do the turning, one a second:
/// asking again a moment later gives another one, without any state.
#[must_use]
pub fn another(level: Level, day: Day, turn: u64) -> Dare {
    let others = DECK_SIZE - (2 * KEPT_AWAY_DAYS + 1);
    let turn = usize::try_from(turn % others as u64).unwrap_or(0);
    Dare::nth(level, day.number() as usize + KEPT_AWAY_DAYS + 1 + turn)
}

/// The dare of a day among those about an area: another one each day until all of them were shown.
#[must_use]
pub fn of_the_day_about(level: Level, area: Area, day: Day) -> Dare {
    nth_about(level, area, day.number() as usize)
}

/// Another one about an area than that of the day.
#[must_use]
pub fn another_about(level: Level, area: Area, day: Day, turn: u64) -> Dare {
    let others = Dare::about(level, area).len().saturating_sub(1).max(1);
    let turn = usize::try_from(turn % others as u64).unwrap_or(0);
    nth_about(level, area, day.number() as usize + 1 + turn)
}

fn nth_about(level: Level, area: Area, position: usize) -> Dare {
    let dares = Dare::about(level, area);
    let at = position.checked_rem(dares.len()).unwrap_or(0);
    dares.get(at).copied().unwrap_or(Dare::nth(level, position))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Area::{Art, Friends, Money, Shops, Strangers, Travel, Work};
    use super::*;

    fn all() -> impl Iterator<Item = Dare> {
        Level::ALL
            .into_iter()
            .flat_map(|level| (0..DECK_SIZE).map(move |position| Dare::nth(level, position)))
    }

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn every_area_has_dares_of_each_level_and_another_is_never_that_of_the_day() {
        for level in Level::ALL {
            for area in [Shops, Work, Strangers, Friends, Art, Money, Travel] {
                let dares = Dare::about(level, area);
                assert!(dares.len() > 1, "{level:?} {area:?}");
                let today = of_the_day_about(level, area, day("2026-03-04"));
                assert_eq!(today.area, area);
                for turn in 0..20 {
                    let other = another_about(level, area, day("2026-03-04"), turn);
                    assert_eq!((other.level, other.area), (level, area));
                    assert_ne!(other, today);
                }
                let tomorrow = of_the_day_about(level, area, day("2026-03-05"));
                assert_ne!(tomorrow, today);
            }
        }
    }

    #[test]
    fn there_are_120_dares_and_no_two_are_the_same() {
        assert_eq!(
            all().map(|dare| dare.text).collect::<HashSet<_>>().len(),
            120
        );
    }

    #[test]
    fn each_dare_is_one_sentence_that_begins_with_ask() {
        for Dare { text, .. } in all() {
            assert!(text.starts_with("Ask "), "{text}");
            assert!(text.ends_with('.'), "{text}");
            assert_eq!(text.matches(['.', '!', '?', ';', ':']).count(), 1, "{text}");
            assert!(text.chars().count() <= 90, "{text}");
        }
    }

    #[test]
    fn each_dare_reads_well_when_it_is_logged_and_needs_no_escape_in_a_shell() {
        for dare in all() {
            let logged = dare.as_logged();
            assert!(
                !logged.contains(['"', '$', '`', '\\', '!', '%']),
                "{logged}"
            );
            for word in logged.split(|char: char| !char.is_alphanumeric()) {
                let personal = ["you", "your", "I", "me", "my"].contains(&word);
                assert!(!personal, "{logged}");
            }
        }
        assert_eq!(
            Dare {
                level: Level::Wild,
                area: Area::Art,
                text: "Ask a gallery for one wall for one night."
            }
            .as_logged(),
            "asked a gallery for one wall for one night"
        );
    }

    #[test]
    fn each_level_goes_through_every_area_and_never_lingers_in_one() {
        for level in Level::ALL {
            for position in 0..DECK_SIZE {
                let areas: Vec<Area> = (position..position + 4)
                    .map(|near| Dare::nth(level, near).area)
                    .collect();
                let [first, later @ ..] = areas.as_slice() else {
                    unreachable!()
                };
                assert!(!later.contains(first), "{level:?} at {position}: {areas:?}");
            }
            for area in [Shops, Work, Strangers, Friends, Art, Money, Travel] {
                let dares = all().filter(|dare| dare.level == level && dare.area == area);
                assert!(dares.count() >= 5, "{level:?} {area:?}");
            }
        }
    }

    #[test]
    fn forty_days_in_a_row_have_forty_dares_wherever_they_begin() {
        for from in ["2026-01-01", "2026-12-20", "9999-11-01"] {
            let dares: HashSet<&str> = (0..40)
                .map(|days| of_the_day(Level::Gentle, day(from).plus(days).unwrap()).text)
                .collect();
            assert_eq!(dares.len(), 40, "from {from}");
        }
    }

    #[test]
    fn the_day_after_the_whole_deck_it_begins_again() {
        assert_eq!(
            of_the_day(Level::Bold, day("2026-01-01")),
            of_the_day(Level::Bold, day("2026-02-10"))
        );
    }

    #[test]
    fn another_is_none_of_the_week_before_or_after_and_another_each_turn() {
        let today = day("2026-11-23");
        let near: HashSet<&str> = (-7..=7)
            .map(|days| of_the_day(Level::Wild, today.plus(days).unwrap()).text)
            .collect();
        let others: HashSet<&str> = (u64::MAX - 24..=u64::MAX)
            .map(|turn| another(Level::Wild, today, turn).text)
            .collect();
        assert_eq!((near.len(), others.len()), (15, 25));
        assert!(near.is_disjoint(&others));
    }

    #[test]
    fn a_level_is_known_by_its_name() {
        for level in Level::ALL {
            assert_eq!(Level::from_name(level.name()), Some(level));
        }
        assert_eq!(Level::from_name("Bold"), None);
    }
}
