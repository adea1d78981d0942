//! What holds between the numbers whatever the journal: laws, tried on random journals.
//!
//! Where a law needs a second opinion, it walks the days one by one, as a person with a paper
//! calendar would.

mod counts;
mod pace;
mod story;
mod streaks;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::day::{Day, Period, RestWeekdays, WEEK};
use super::outcome::Outcome;
use super::sample::{Asked, asked, day};

const PEOPLE: [&str; 3] = ["Ann", "a bank", "Zoe"];
const TAGS: [&str; 3] = ["job", "shop", "travel"];

/// A day within some 16 months, over a year end and a leap day.
fn some_day() -> impl Strategy<Value = Day> {
    (0..500_i64).prop_map(|days| day("2023-11-20").plus(days).unwrap())
}

fn some_span() -> impl Strategy<Value = Period> {
    (some_day(), 0..400_i64).prop_map(|(from, days)| Period::new(from, from.plus(days).unwrap()))
}

fn some_ask() -> impl Strategy<Value = Asked> {
    let answer = (0..4_usize, option::of(-5..60_i64));
    let ratings = (
        option::of(0..=10_u8),
        option::of(0..=10_u8),
        option::of(0..=100_u8),
        option::of(0..=10_u8),
    );
    let names = (option::of(0..PEOPLE.len()), 0..1 << TAGS.len());
    (some_day(), answer, ratings, names).prop_map(|(on, (outcome, delay), ratings, (to, tags))| {
        Asked {
            on,
            outcome: Outcome::ALL[outcome],
            answered_said: delay.and_then(|delay| on.plus(delay)),
            fear: ratings.0,
            sting: ratings.1,
            odds: ratings.2,
            pull: ratings.3,
            to: to.map(|to| PEOPLE[to]),
            tags: (0..TAGS.len())
                .filter(|tag| tags & 1 << tag != 0)
                .map(|tag| TAGS[tag])
                .collect(),
            ..asked("2026-01-01")
        }
    })
}

fn some_asks() -> impl Strategy<Value = Vec<Asked>> {
    vec(some_ask(), 0..60)
}

fn some_rest() -> impl Strategy<Value = RestWeekdays> {
    // Fewer rest days than active ones are the common case, every other set comes too.
    prop_oneof![
        Just(RestWeekdays::NONE),
        (0..127_u8).prop_map(|bits| {
            let rests = |&(index, _): &(usize, chrono::Weekday)| bits & 1 << index != 0;
            RestWeekdays::new(
                WEEK.into_iter()
                    .enumerate()
                    .filter(rests)
                    .map(|(_, day)| day),
            )
            .unwrap()
        })
    ]
}
