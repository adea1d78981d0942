use chrono::Weekday;

use super::super::ask::Tag;
use super::super::filter::Filter;
use super::super::goal::Counted;
use super::super::sample::{Asked, asked, day, goal, ledger, refused, span, weekend};
use super::*;

fn stats_of(ledger: &Ledger, filter: &Filter, span: Period, today: &str) -> Stats {
    let daily_counts = DailyCounts::from_ledger(ledger);
    Stats::new(ledger, &filter.on(ledger), &daily_counts, span, day(today))
}

fn stats(asks: &[Asked], span: Period, today: &str) -> Stats {
    stats_of(&ledger(asks), &Filter::default(), span, today)
}

fn year_2026() -> Period {
    span("2026-01-01", "2026-12-31")
}

fn close(one: Option<f64>, other: f64) {
    assert!(
        one.is_some_and(|one| (one - other).abs() < 1e-12),
        "{one:?} is not {other}"
    );
}

#[test]
fn an_ask_made_in_december_and_refused_in_january_is_a_january_no() {
    let asks = [asked("2025-12-20").no("2026-01-05")];
    let december = stats(&asks, span("2025-12-01", "2025-12-31"), "2026-02-01").counts;
    assert_eq!((december.made, december.no), (1, 0));
    let january = stats(&asks, span("2026-01-01", "2026-01-31"), "2026-02-01").counts;
    assert_eq!((january.made, january.no), (0, 1));
}

#[test]
fn a_ghosting_is_a_no_and_not_a_said_one() {
    let asks = [
        refused("2026-03-04"),
        asked("2026-03-04").ghosted("2026-04-04"),
        asked("2026-03-04").yes("2026-03-06"),
    ];
    let counts = stats(&asks, year_2026(), "2026-05-01").counts;
    assert_eq!((counts.no, counts.ghosted, counts.yes), (1, 1, 1));
    assert_eq!(counts.nos(), 2);
    assert_eq!(counts.answered(), 3);
}

#[test]
fn pending_are_the_asks_made_by_the_last_day_that_have_no_answer_now() {
    let asks = [
        asked("2025-06-01"),                  // long before, still waiting
        asked("2026-03-31"),                  // on the last day
        asked("2026-04-01"),                  // after it
        asked("2026-03-10").no("2026-05-01"), // waited then, but has an answer now
    ];
    let counts = stats(&asks, span("2026-03-01", "2026-03-31"), "2026-06-01").counts;
    assert_eq!(counts.pending, 2);
    assert_eq!(counts.made, 2);
    assert_eq!(counts.answered(), 0);
}

#[test]
fn the_oldest_that_waits_is_the_first_of_those_that_are_pending() {
    let asks = [
        asked("2025-05-01").no("2026-05-01"),
        asked("2026-03-10"),
        asked("2025-06-01"),
        asked("2026-04-01"),
    ];
    let oldest = |from, to| stats(&asks, span(from, to), "2026-06-01").oldest_waiting;
    assert_eq!(oldest("2026-03-01", "2026-03-31"), Some(day("2025-06-01")));
    assert_eq!(oldest("2025-01-01", "2025-05-31"), None);
}

#[test]
fn the_recent_days_end_today_whatever_the_period() {
    let asks = [
        refused("2026-02-01"),
        refused("2026-02-02"),
        refused("2026-03-01"),
    ];
    let recent = stats(&asks, span("2025-01-01", "2025-01-31"), "2026-03-01").recent;
    let nos: Vec<u32> = recent.iter().map(Counts::nos).collect();
    assert_eq!((nos.len(), nos[0], nos[27]), (28, 1, 1));
    assert_eq!(nos.iter().sum::<u32>(), 2);
}

#[test]
fn the_yes_rate_is_of_what_was_answered_in_the_period() {
    let asks = [
        asked("2026-02-01").yes("2026-03-01"),
        asked("2026-03-01").yes("2026-04-01"), // answered after the period
        refused("2026-03-01"),
        refused("2026-03-02"),
        asked("2026-03-03").ghosted("2026-03-31"),
        asked("2026-03-04"), // waits
    ];
    let counts = stats(&asks, span("2026-03-01", "2026-03-31"), "2026-06-01").counts;
    // 1 yes of 1 yes, 2 nos and 1 ghosting.
    close(counts.yes_rate(), 0.25);
}

#[test]
fn where_nothing_was_answered_there_is_no_yes_rate_rather_than_a_zero() {
    let waiting = [asked("2026-03-04")];
    assert_eq!(
        stats(&waiting, year_2026(), "2026-06-01").counts.yes_rate(),
        None
    );
    let refused = [refused("2026-03-04")];
    close(
        stats(&refused, year_2026(), "2026-06-01").counts.yes_rate(),
        0.0,
    );
}

#[test]
fn a_no_or_a_ghosting_gives_10_points_and_a_yes_1() {
    let asks = [
        refused("2026-03-04"),
        refused("2026-03-04"),
        asked("2026-03-04").ghosted("2026-03-05"),
        asked("2026-03-04").yes("2026-03-05"),
        asked("2026-03-04"),
    ];
    assert_eq!(stats(&asks, year_2026(), "2026-06-01").counts.points(), 31);
}

#[test]
fn a_removed_ask_no_longer_counts() {
    let asks = [
        refused("2026-03-04")
            .to("Ann")
            .tags(&["shop"])
            .fear(9)
            .removed(),
        refused("2026-03-06").fear(3),
    ];
    let stats = stats(&asks, year_2026(), "2026-03-06");
    assert_eq!((stats.counts.made, stats.counts.no), (1, 1));
    close(stats.counts.fear.mean(), 3.0);
    assert_eq!(stats.streak.longest, 1);
    assert_eq!(stats.days_to_answer.count, 1);
    assert!(stats.by_who.is_empty());
    assert!(stats.by_tag.is_empty());
}

#[test]
fn days_to_answer_are_those_of_nos_and_yeses_that_came_in_the_period() {
    let asks = [
        asked("2026-02-20").no("2026-03-02"),      // 10 days
        asked("2026-03-02").yes("2026-03-04"),     // 2 days
        refused("2026-03-09"),                     // 0 days
        asked("2026-01-01").ghosted("2026-03-20"), // silence has no length
        asked("2026-03-01").no("2026-04-30"),      // came later
        asked("2026-03-01"),
    ];
    let march = stats(&asks, span("2026-03-01", "2026-03-31"), "2026-06-01");
    // 0, 2, 10
    assert_eq!(march.days_to_answer.count, 3);
    close(march.days_to_answer.median, 2.0);
    // 0, 2, 10, 60: half way between the two in the middle.
    let all = stats(&asks, year_2026(), "2026-06-01");
    assert_eq!(all.days_to_answer.count, 4);
    close(all.days_to_answer.median, 6.0);
    let january = stats(&asks, span("2026-01-01", "2026-01-31"), "2026-06-01");
    assert_eq!(january.days_to_answer, DaysBetween::default());
}

#[test]
fn a_median_of_one_is_that_one_and_of_two_the_middle() {
    let one = [asked("2026-03-01").no("2026-03-08")];
    close(
        stats(&one, year_2026(), "2026-06-01").days_to_answer.median,
        7.0,
    );
    let two = [one[0].clone(), asked("2026-03-01").no("2026-03-03")];
    close(
        stats(&two, year_2026(), "2026-06-01").days_to_answer.median,
        4.5,
    );
}

#[test]
fn an_answer_without_a_day_or_dated_before_its_ask_came_on_the_day_of_the_ask() {
    let mut dayless = asked("2026-03-04").no("2026-03-04");
    dayless.answered_said = None;
    let asks = [dayless, asked("2026-03-04").no("2026-02-01")];
    let march = stats(&asks, span("2026-03-01", "2026-03-31"), "2026-06-01");
    assert_eq!(march.counts.no, 2);
    close(march.days_to_answer.median, 0.0);
    let february = stats(&asks, span("2026-02-01", "2026-02-28"), "2026-06-01");
    assert_eq!(february.counts.no, 0);
}

#[test]
fn fear_and_sting_are_of_the_asks_made_in_the_period() {
    let asks = [
        asked("2026-03-01").no("2026-03-02").fear(8).sting(2),
        asked("2026-03-05").fear(5),  // no sting yet
        asked("2026-03-06").sting(7), // a wait can sting
        asked("2026-02-01").no("2026-03-03").fear(10).sting(10), // made before
    ];
    let march = stats(&asks, span("2026-03-01", "2026-03-31"), "2026-06-01");
    assert_eq!(march.counts.fear, Mean { count: 2, sum: 13 });
    close(march.counts.fear.mean(), 6.5);
    assert_eq!(march.counts.sting, Mean { count: 2, sum: 9 });
    close(march.counts.sting.mean(), 4.5);
    // Only the first has both.
    assert_eq!(march.fear_and_sting.fear, Mean { count: 1, sum: 8 });
    assert_eq!(march.fear_and_sting.sting, Mean { count: 1, sum: 2 });
}

#[test]
fn a_rating_of_0_is_a_rating() {
    let counts = stats(&[asked("2026-03-01").fear(0)], year_2026(), "2026-06-01").counts;
    assert_eq!(counts.fear.count, 1);
    close(counts.fear.mean(), 0.0);
    assert_eq!(counts.sting.mean(), None);
}

#[test]
fn odds_are_of_the_answers_that_came_in_the_period() {
    let asks = [
        asked("2026-02-01").yes("2026-03-01").odds(10),
        asked("2026-03-01").no("2026-03-02").odds(30),
        asked("2026-03-01").ghosted("2026-03-31").odds(0),
        asked("2026-03-01").yes("2026-04-01").odds(100), // later
        asked("2026-03-01").odds(100),                   // waits
        asked("2026-03-01").yes("2026-03-01"),           // not guessed
    ];
    let march = stats(&asks, span("2026-03-01", "2026-03-31"), "2026-06-01");
    assert_eq!(march.odds.count, 3);
    // (10 + 30 + 0) ÷ 3 per cent, and 1 yes of 3.
    close(march.odds.guessed(), 40.0 / 300.0);
    close(march.odds.met(), 1.0 / 3.0);
    let none = stats(&asks, span("2026-01-01", "2026-01-31"), "2026-06-01").odds;
    assert_eq!((none.count, none.guessed(), none.met()), (0, None, None));
}

fn months(stats: &Stats) -> Vec<(String, u32, u32)> {
    stats
        .by_month
        .iter()
        .map(|(month, counts)| (month.to_string(), counts.made, counts.nos()))
        .collect()
}

#[test]
fn each_month_of_the_elapsed_part_is_there_even_if_nothing_happened() {
    let asks = [asked("2026-01-31").no("2026-03-01")];
    let stats = stats(&asks, year_2026(), "2026-04-15");
    assert_eq!(
        months(&stats),
        [
            ("2026-01".to_owned(), 1, 0),
            ("2026-02".to_owned(), 0, 0),
            ("2026-03".to_owned(), 0, 1),
            ("2026-04".to_owned(), 0, 0),
        ]
    );
}

#[test]
fn months_to_come_are_there_only_if_something_is_dated_in_them() {
    let asks = [asked("2026-01-31"), asked("2026-06-01")];
    let year = stats(&asks, year_2026(), "2026-02-15");
    let names: Vec<String> = months(&year).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names, ["2026-01", "2026-02", "2026-06"]);
    // A period that has not begun has no elapsed part at all.
    let next = stats(&asks, span("2027-01-01", "2027-12-31"), "2026-02-15");
    assert_eq!(months(&next), []);
}

#[test]
fn months_go_on_over_the_end_of_a_year_and_begin_and_end_with_the_period() {
    let asks = [asked("2025-11-14"), asked("2026-02-02")];
    let stats = stats(&asks, span("2025-11-15", "2026-02-01"), "2026-11-23");
    assert_eq!(
        months(&stats),
        [
            ("2025-11".to_owned(), 0, 0),
            ("2025-12".to_owned(), 0, 0),
            ("2026-01".to_owned(), 0, 0),
            ("2026-02".to_owned(), 0, 0),
        ]
    );
}

#[test]
fn in_a_month_pending_and_ratings_go_by_the_day_of_the_ask() {
    let asks = [
        asked("2026-01-10").fear(4).sting(1).no("2026-02-10"),
        asked("2026-01-11").fear(6),
        asked("2025-01-11"), // waits too, but was made before the period
    ];
    let stats = stats(&asks, year_2026(), "2026-02-28");
    let [(_, january), (_, february)] = stats.by_month[..] else {
        panic!("{:?}", stats.by_month)
    };
    assert_eq!((january.made, january.pending, january.no), (2, 1, 0));
    close(january.fear.mean(), 5.0);
    close(january.sting.mean(), 1.0);
    assert_eq!((february.made, february.pending, february.no), (0, 0, 1));
    assert_eq!(february.fear.mean(), None);
    assert_eq!(stats.counts.pending, 2);
}

#[test]
fn weekdays_are_all_there_monday_first_and_split_asks_from_their_answers() {
    // Monday 2 March, refused on Wednesday 4; another Monday, 9 March.
    let asks = [asked("2026-03-02").no("2026-03-04"), asked("2026-03-09")];
    let stats = stats(&asks, year_2026(), "2026-06-01");
    let rows: Vec<(Weekday, u32, u32)> = stats
        .by_weekday
        .iter()
        .map(|(weekday, counts)| (*weekday, counts.made, counts.no))
        .collect();
    assert_eq!(
        rows,
        [
            (Weekday::Mon, 2, 0),
            (Weekday::Tue, 0, 0),
            (Weekday::Wed, 0, 1),
            (Weekday::Thu, 0, 0),
            (Weekday::Fri, 0, 0),
            (Weekday::Sat, 0, 0),
            (Weekday::Sun, 0, 0),
        ]
    );
}

#[test]
fn tags_follow_the_rules_of_the_period_with_their_asks() {
    let asks = [
        asked("2025-12-01").no("2026-01-10").tags(&["old", "shop"]),
        asked("2026-02-01").tags(&["shop"]).fear(4),
        asked("2025-06-01").tags(&["silent"]), // waits since before
        asked("2025-06-01").no("2025-06-02").tags(&["past"]), // nothing of it is inside
        asked("2026-02-02"),                   // without a tag
    ];
    let stats = stats(&asks, year_2026(), "2026-06-01");
    let rows: Vec<(&str, u32, u32, u32)> = stats
        .by_tag
        .iter()
        .map(|(tag, counts)| (tag.as_str(), counts.made, counts.no, counts.pending))
        .collect();
    assert_eq!(
        rows,
        [("shop", 1, 1, 1), ("old", 0, 1, 0), ("silent", 0, 0, 1)]
    );
    close(stats.by_tag[0].1.fear.mean(), 4.0);
    close(stats.by_tag[0].1.yes_rate(), 0.0);
    assert_eq!(stats.by_tag[2].1.yes_rate(), None);
}

#[test]
fn people_and_tags_come_by_asks_made_and_then_by_name() {
    let asks = [
        asked("2026-03-01").to("Zoe").tags(&["b"]),
        asked("2026-03-01").to("Ann").tags(&["c"]),
        asked("2026-03-02").to("Zoe").tags(&["a", "c"]),
        asked("2026-03-03").to("Bob"),
    ];
    let stats = stats(&asks, year_2026(), "2026-06-01");
    let names = |rows: &[(String, Counts)]| -> Vec<String> {
        rows.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&stats.by_who), ["Zoe", "Ann", "Bob"]);
    assert_eq!(names(&stats.by_tag), ["c", "a", "b"]);
}

#[test]
fn a_filter_touches_neither_the_streak_nor_the_goals() {
    let mut ledger = ledger(&[
        refused("2026-03-03").tags(&["shop"]),
        refused("2026-03-04").to("Ann"),
    ]);
    ledger.goals.set(goal(10, "2026-01-01", "2026-12-31"));
    let filter = Filter {
        tags: vec![Tag::new("shop").unwrap()],
        ..Filter::default()
    };
    let stats = stats_of(&ledger, &filter, year_2026(), "2026-03-04");
    assert_eq!(stats.counts.no, 1);
    assert!(stats.by_who.is_empty());
    assert_eq!(stats.streak.current, 2);
    assert_eq!(stats.goals[0].done, 2);
}

#[test]
fn the_streak_looks_at_the_whole_journal_whatever_the_period() {
    let asks = [refused("2024-03-03"), refused("2024-03-04")];
    let stats = stats(&asks, span("2026-03-01", "2026-03-01"), "2026-03-04");
    assert_eq!(stats.counts.made, 0);
    assert_eq!(stats.streak.longest, 2);
}

#[test]
fn the_streak_rests_with_the_current_goal_of_nos_else_of_asks() {
    // Friday 6 and Monday 9 March 2026.
    let mut ledger = ledger(&[asked("2026-03-06"), asked("2026-03-09")]);
    let current = |ledger: &Ledger| {
        stats_of(ledger, &Filter::default(), year_2026(), "2026-03-09")
            .streak
            .current
    };
    assert_eq!(current(&ledger), 1);
    // A goal that is over has no say.
    ledger.goals.set(Goal {
        rest: weekend(),
        ..goal(10, "2025-01-01", "2025-12-31")
    });
    assert_eq!(current(&ledger), 1);
    ledger.goals.set(Goal {
        rest: weekend(),
        counts: Counted::Asks,
        ..goal(10, "2026-01-01", "2026-12-31")
    });
    assert_eq!(current(&ledger), 2);
    // One of nos goes before one of asks, even where it has no rest days.
    ledger.goals.set(goal(10, "2026-03-01", "2026-03-31"));
    assert_eq!(current(&ledger), 1);
}

#[test]
fn the_goals_told_are_those_that_overlap_the_period_by_their_first_day() {
    let mut ledger = ledger(&[refused("2025-05-05"), refused("2026-05-05")]);
    ledger.goals.set(goal(30, "2026-04-01", "2026-04-30"));
    ledger.goals.set(goal(10, "2025-01-01", "2025-12-31"));
    ledger.goals.set(Goal {
        counts: Counted::Asks,
        ..goal(20, "2025-12-31", "2026-12-31")
    });
    let targets = |from: &str, to: &str| -> Vec<u32> {
        stats_of(&ledger, &Filter::default(), span(from, to), "2026-05-05")
            .goals
            .iter()
            .map(|progress| progress.goal.target.get())
            .collect()
    };
    assert_eq!(targets("2025-01-01", "2026-12-31"), [10, 20, 30]);
    assert_eq!(targets("2025-12-31", "2025-12-31"), [10, 20]);
    assert_eq!(targets("2026-04-30", "2026-06-30"), [20, 30]);
    assert_eq!(targets("2024-01-01", "2024-12-31"), [0_u32; 0]);
}

#[test]
fn the_progress_of_a_goal_that_has_ended_is_its_result_without_a_pace() {
    let ledger = ledger(&[
        refused("2025-05-05"),
        refused("2025-06-05"),
        refused("2026-01-01"),
    ]);
    let daily_counts = DailyCounts::from_ledger(&ledger);
    let ended = Progress::new(
        &goal(2, "2025-01-01", "2025-12-31"),
        &daily_counts,
        day("2026-03-04"),
    );
    assert_eq!((ended.done, ended.remaining()), (2, 0));
    assert_eq!(ended.reached_on, Some(day("2025-06-05")));
    assert_eq!(ended.pace, None);
    close(Some(ended.fraction()), 1.0);
    let to_come = Progress::new(
        &goal(2, "2027-01-01", "2027-12-31"),
        &daily_counts,
        day("2026-03-04"),
    );
    assert_eq!((to_come.done, to_come.remaining()), (0, 2));
    assert_eq!((to_come.reached_on, to_come.pace), (None, None));
}

#[test]
fn a_fraction_goes_past_1_with_what_is_done() {
    let ledger = ledger(&[
        refused("2026-01-01"),
        refused("2026-01-02"),
        refused("2026-01-03"),
    ]);
    let progress = Progress::new(
        &goal(2, "2026-01-01", "2026-12-31"),
        &DailyCounts::from_ledger(&ledger),
        day("2026-03-04"),
    );
    close(Some(progress.fraction()), 1.5);
    assert_eq!(progress.remaining(), 0);
}

#[test]
fn an_empty_journal_has_zeros_and_nones_and_its_months() {
    let stats = stats(&[], year_2026(), "2026-02-15");
    assert!(stats.counts.is_empty());
    assert_eq!(stats.days_to_answer, DaysBetween::default());
    assert_eq!(stats.by_month.len(), 2);
    assert_eq!(stats.by_weekday.len(), 7);
    assert!(stats.by_tag.is_empty() && stats.by_who.is_empty() && stats.goals.is_empty());
}

#[test]
fn asks_at_both_ends_of_the_calendar_are_counted() {
    let asks = [refused("0001-01-01"), refused("9999-12-31")];
    let all = stats(&asks, span("0001-01-01", "9999-12-31"), "2026-02-15");
    assert_eq!(all.counts.no, 2);
    assert_eq!(
        all.streak.longest_span,
        Some(span("0001-01-01", "0001-01-01"))
    );
    // To February 2026 each month, 2025 × 12 + 2, and December 9999.
    assert_eq!(all.by_month.len(), 24_303);
}

#[test]
fn nos_per_yes_counts_silences_and_there_is_none_without_a_yes() {
    let mut asks = vec![
        refused("2026-03-01"),
        refused("2026-03-02"),
        asked("2026-03-03").ghosted("2026-04-03"),
    ];
    assert_eq!(
        stats(&asks, year_2026(), "2026-05-01").counts.nos_per_yes(),
        None
    );
    asks.push(asked("2026-03-04").yes("2026-03-05"));
    asks.push(asked("2026-03-04").yes("2026-03-06"));
    // 3 nos ÷ 2 yeses.
    close(
        stats(&asks, year_2026(), "2026-05-01").counts.nos_per_yes(),
        1.5,
    );
}

#[test]
fn odds_fall_into_five_bands_by_what_was_guessed() {
    let yes = |odds| asked("2026-03-04").yes("2026-03-05").odds(odds);
    let no = |odds| refused("2026-03-04").odds(odds);
    let asks = [
        yes(0),
        no(5),
        no(4),
        no(6),
        yes(15),
        no(16),
        no(30),
        yes(31),
        no(50),
        yes(51),
        yes(100),
        // These are in none: no odds, no answer, an answer outside the period.
        refused("2026-03-04"),
        asked("2026-03-04").odds(5),
        asked("2026-03-04").no("2027-01-01").odds(5),
    ];
    let stats = stats(&asks, year_2026(), "2026-05-01");
    let counts: Vec<(u32, u32)> = stats
        .by_odds
        .iter()
        .map(|met| (met.count, met.yes))
        .collect();
    assert_eq!(counts, [(3, 1), (2, 1), (2, 0), (2, 1), (2, 2)]);
    // (0 + 5 + 4) ÷ 3 = 3%, and (6 + 15) ÷ 2 = 10.5%.
    close(stats.by_odds[0].guessed(), 0.03);
    close(stats.by_odds[0].met(), 1.0 / 3.0);
    close(stats.by_odds[1].guessed(), 0.105);
    close(stats.by_odds[4].met(), 1.0);
    assert_eq!((stats.odds.count, stats.odds.yes), (11, 5));
    assert_eq!(OddsMet::default().guessed(), None);
}

#[test]
fn asking_again_is_from_a_no_that_hurt_to_the_next_later_day_with_an_ask() {
    let asks = [
        // Hurt on 5 March; the ask of that day is not later, the next is on 9 March: 4 days.
        asked("2026-03-01").no("2026-03-05").sting(5),
        asked("2026-03-05"),
        // Hurt on 9 March (ghosted); the next ask is on 10 March: 1 day.
        asked("2026-03-09").ghosted("2026-03-09").sting(9),
        // A sting of 4 is not counted, nor is a yes that hurt, nor one that waits.
        asked("2026-03-10").no("2026-03-10").sting(4),
        asked("2026-03-10").yes("2026-03-10").sting(8),
        asked("2026-03-10").sting(8),
        // Nothing was asked after 20 March.
        asked("2026-03-10").no("2026-03-20").sting(7),
        // Hurt in the year before.
        asked("2025-03-01").no("2025-03-01").sting(7),
    ];
    let again = stats(&asks, year_2026(), "2026-05-01").asking_again;
    assert_eq!((again.count, again.median), (2, Some(2.5)));
    // The next ask may lie outside the period: from 1 March 2025 to 1 March 2026.
    let before = stats(&asks, span("2025-01-01", "2025-12-31"), "2026-05-01").asking_again;
    assert_eq!((before.count, before.median), (1, Some(365.0)));
}

#[test]
fn much_fear_and_much_pull_begin_at_6() {
    let both = |fear, pull| asked("2026-03-04").fear(fear).pull(pull);
    let asks = [
        both(6, 6),
        both(10, 10),
        both(6, 5),
        both(5, 6),
        both(0, 10),
        both(1, 10),
        both(5, 5),
        // One of both is missing, or it was made in another year.
        asked("2026-03-04").fear(9),
        asked("2026-03-04").pull(9),
        asked("2025-12-31").fear(9).pull(9).no("2026-01-01"),
    ];
    let stats = stats(&asks, year_2026(), "2026-05-01");
    let FearAndPull {
        much_fear_much_pull,
        much_fear_little_pull,
        little_fear_much_pull,
        little_fear_little_pull,
    } = stats.fear_and_pull;
    assert_eq!(
        (
            much_fear_much_pull,
            much_fear_little_pull,
            little_fear_much_pull,
            little_fear_little_pull
        ),
        (2, 1, 3, 1)
    );
    assert_eq!(stats.fear_and_pull.count(), 7);
    // Those made in the period: 6 + 10 + 5 + 6 + 10 + 10 + 5 + 9 = 61 over 8.
    assert_eq!((stats.counts.pull.count, stats.counts.pull.sum), (8, 61));
}
