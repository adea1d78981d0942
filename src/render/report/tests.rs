use super::*;
use crate::domain::ask::Odds;
use crate::domain::filter::Filter;
use crate::domain::goal::Goal;
use crate::domain::ledger::Ledger;
use crate::domain::outcome::Outcome;
use crate::domain::runs::Behinds;
use crate::domain::sample::{self, Asked, asked, day};

/// A year of asks, the same each time: most are refused, some on the log offset and some days later.
fn year(count: usize) -> Vec<Asked> {
    const TAGS: [&str; 5] = ["shop", "audition", "travel", "job", "money"];
    const PEOPLE: [&str; 4] = ["the barista", "the landlord", "בנק הפועלים", "山田さん"];
    let mut seed = 7_u64;
    let mut random = move |below: u32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        u32::try_from(seed >> 33).unwrap() % below
    };
    let on_day = |number: u32| {
        let day = day("2026-01-01").plus(i64::from(number)).unwrap();
        day.to_string()
    };
    let mut asks = Vec::new();
    for _ in 0..count {
        let on = random(326);
        let mut rating = |highest: u32| u8::try_from(highest - on / 70 - random(3)).unwrap();
        let (fear, sting) = (rating(10), rating(7));
        let mut ask = asked(&on_day(on)).tags(&[TAGS[random(5) as usize]]);
        let answered = on + if random(3) == 0 { random(30) } else { 0 };
        if answered <= 326 {
            ask = match random(10) {
                0 | 1 => ask.yes(&on_day(answered)),
                2 | 3 => ask.ghosted(&on_day(answered)),
                4 if on > 250 => ask,
                _ => ask.no(&on_day(answered)),
            };
        }
        if random(3) > 0 {
            ask = ask.fear(fear).sting(sting);
        }
        if random(2) == 0 {
            ask = ask.odds(u8::try_from(random(40)).unwrap());
        }
        if random(2) == 0 {
            ask = ask.to(PEOPLE[random(4) as usize]);
        }
        asks.push(ask);
    }
    asks.sort_by_key(|ask| ask.on);
    asks
}

/// A goal of nos for 2026, set on its first day.
fn goal_of_2026(target: u64) -> Goal {
    sample::goal(target, "2026-01-01", "2026-12-31")
}

/// The report of 2026 as it is on a day of it.
fn page(asks: &[Asked], goals: &[Goal], today: &str) -> String {
    let mut ledger = sample::ledger(asks);
    for &goal in goals {
        ledger.goals.set(goal);
    }
    drawn(&ledger, year_2026(), today, None, PageTheme::Auto)
}

fn drawn(
    ledger: &Ledger,
    span: Period,
    today: &str,
    asks: Option<&[Ask]>,
    theme: PageTheme,
) -> String {
    let daily_counts = DailyCounts::from_ledger(ledger);
    let matcher = Filter::default().on(ledger);
    let stats = Stats::new(ledger, &matcher, &daily_counts, span, day(today));
    Report {
        stats: &stats,
        daily_counts: &daily_counts,
        yeses: &Behinds::of_period(ledger, span),
        rest: RestWeekdays::NONE,
        asks,
        people: PeopleShown::Named,
        theme,
    }
    .html()
}

fn year_2026() -> Period {
    Period::year(2026).unwrap()
}

/// What a reader reads: the page without its style and its tags, blanks run together.
fn read(html: &str) -> String {
    let body = html.split("<body>").nth(1).unwrap();
    let mut text = String::new();
    for part in body.split('<') {
        text.push(' ');
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_tells(html: &str, expected: &[&str]) {
    let text = read(html);
    for part in expected {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
}

#[track_caller]
fn assert_does_not_tell(html: &str, unexpected: &[&str]) {
    let text = read(html);
    for part in unexpected {
        assert!(!text.contains(part), "{part:?} is in: {text}");
    }
}

/// An ask with its words.
fn ask(text: &str, outcome: Outcome, asked_on: &str, answered_on: Option<&str>) -> Ask {
    Ask {
        number: 1,
        id: "test-1".to_owned(),
        text: text.to_owned(),
        outcome,
        asked_on: day(asked_on),
        answered_on: answered_on.map(day),
        to: None,
        tags: Vec::new(),
        note: Some("a note that is nobody's business".to_owned()),
        fear: None,
        odds: None,
        sting: None,
        pull: None,
        plan: None,
        steps: Vec::new(),
        due: None,
        logged_at: format!("{asked_on}T12:00:00+01:00"),
    }
}

#[test]
fn the_number_comes_first_and_what_is_needed_from_here_follows() {
    let mut asks = sample::times(70, &sample::refused("2026-01-01"));
    asks.extend(sample::times(2, &asked("2026-03-04").yes("2026-03-05")));
    let html = page(&asks, &[goal_of_2026(1_000)], "2026-11-23");
    // 1,000 × 326 ÷ 365 = 893.1 by the end of 22 November; 930 in the 39 days from the 23rd on
    // are 23.8 a day.
    let opening = "2026 70 of 1,000 nos How far the goal has come 7% are done; \
                   an even pace would be at 893.";
    let text = read(&html);
    assert!(text.starts_with(opening), "{text}");
    assert_tells(
        &html,
        &["7%. 24 a day gets you there by 31 December. 2 yeses on the way."],
    );
    assert!(html.contains("<title>2026: 70 of 1,000 nos</title>"));
}

#[test]
fn the_page_runs_nothing_and_asks_for_nothing() {
    for asks in [year(0), year(420)] {
        let html = page(&asks, &[goal_of_2026(1_000)], "2026-11-23");
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"));
        assert!(html.contains("default-src 'none'; style-src 'unsafe-inline'"));
        for absent in [
            "<script",
            "http:",
            "https:",
            "src=",
            "@import",
            "javascript:",
        ] {
            assert!(!html.contains(absent), "{absent}");
        }
        // Links lead to the page itself, and so does what is drawn with.
        let links = html.matches("href=").count();
        let own = html.matches("href=\"#").count() + html.matches("href=\"data:,\"").count();
        assert_eq!(links, own);
        assert_eq!(html.matches("url(").count(), html.matches("url(#").count());
    }
}

#[test]
fn every_chart_is_named_told_and_followed_by_its_numbers() {
    let html = page(&year(420), &[goal_of_2026(1_000)], "2026-11-23");
    for figure in html.split("<figure>").skip(1) {
        let figure = figure.split("</figure>").next().unwrap();
        for part in [
            "role=\"img\"",
            "<title id=",
            "<desc id=",
            "<table",
            "<caption>",
        ] {
            assert!(figure.contains(part), "{part} isn't in {figure}");
        }
    }
    // Days, growth, months, ratings, odds.
    assert_eq!(html.matches("<figure>").count(), 5);
}

#[test]
fn nothing_is_told_with_an_exclamation_mark() {
    for asks in [year(0), year(1), year(420)] {
        let html = page(&asks, &[goal_of_2026(1)], "2026-11-23");
        assert!(!html.replacen("<!DOCTYPE", "", 1).contains('!'));
    }
}

#[test]
fn an_empty_journal_is_a_page_that_begins_with_one_ask() {
    let html = page(&[], &[], "2026-11-23");
    assert_tells(&html, &["2026 0 nos No ask yet. It begins with one."]);
    assert!(!html.contains("<section"));
    let html = page(&[], &[goal_of_2026(1_000)], "2026-11-23");
    assert_tells(&html, &["0 of 1,000 nos"]);
    assert!(!html.contains("<section"));
}

#[test]
fn one_ask_is_told_in_the_singular() {
    let html = page(&[sample::refused("2026-03-04")], &[], "2026-03-04");
    assert_tells(
        &html,
        &[
            "2026 1 no 1 ask made.",
            "Asks made 1 on 1 day",
            "1 ask on 1 day.",
            "1 day with an ask, on 4 March. It goes on today.",
            "4 March The first ask",
        ],
    );
    assert_does_not_tell(&html, &["1 nos", "1 days", "1 asks", "People say yes"]);
}

#[test]
fn a_goal_that_is_reached_is_done_and_has_no_pace() {
    let asks = sample::times(10, &sample::refused("2026-03-04"));
    let html = page(&asks, &[goal_of_2026(10)], "2026-11-23");
    assert_tells(
        &html,
        &[
            "2026 10 of 10 nos. Done.",
            "Reached on 4 March.",
            "4 March The goal: 10 nos",
        ],
    );
    assert_does_not_tell(
        &html,
        &["a day from here", "The pace so far", "even pace would"],
    );
}

#[test]
fn a_goal_of_one_is_told_in_the_singular() {
    let html = page(
        &[sample::refused("2026-03-04")],
        &[goal_of_2026(1)],
        "2026-03-04",
    );
    assert_tells(&html, &["2026 1 of 1 no. Done.", "The goal: 1 no"]);
}

#[test]
fn a_beginning_is_told_as_one() {
    let html = page(
        &[sample::refused("2026-11-23")],
        &[goal_of_2026(1_000_000)],
        "2026-11-23",
    );
    // 999,999 in 39 days are 25,641 a day.
    assert_tells(
        &html,
        &[
            "Under 1%. 25,641 a day gets you there by 31 December.",
            "Too early to forecast (needs 5 nos).",
        ],
    );
}

#[test]
fn a_period_that_has_ended_has_a_result_and_nobody_is_scolded() {
    let html = page(&year(420), &[goal_of_2026(1_000)], "2027-02-01");
    assert_tells(
        &html,
        &[
            "32%. It ended on 31 December 2026.",
            "The way nos an even pace",
        ],
    );
    assert_does_not_tell(
        &html,
        &[
            "from here",
            "so far",
            "are behind",
            "missed",
            "failed",
            "only",
        ],
    );
}

#[test]
fn a_period_that_has_not_begun_says_when_it_does() {
    let html = page(&[], &[goal_of_2026(1_000)], "2025-11-23");
    assert_tells(&html, &["0 of 1,000 nos", "It begins on 1 January 2026."]);
}

#[test]
fn a_goal_of_asks_counts_asks_and_another_goal_is_told_below() {
    let of_asks = Goal {
        counts: Counted::Asks,
        ..goal_of_2026(10)
    };
    let of_nos = sample::goal(100, "2026-06-01", "2026-06-30");
    let mut asks = sample::times(3, &sample::refused("2026-06-10"));
    asks.extend(sample::times(2, &sample::refused("2026-07-01")));
    asks.push(asked("2026-07-01").yes("2026-07-02"));
    let html = page(&asks, &[of_asks, of_nos], "2026-11-23");
    assert_tells(
        &html,
        &["2026 6 of 10 asks", "Another goal 3 of 100 nos, June 2026."],
    );
    assert_does_not_tell(&html, &["on the way"]);
}

#[test]
fn fewer_than_five_are_told_and_nothing_is_claimed_of_them() {
    let rated = sample::refused("2026-03-04")
        .fear(8)
        .sting(2)
        .odds(10)
        .tags(&["shop"]);
    let html = page(&sample::times(4, &rated), &[], "2026-03-04");
    assert_tells(
        &html,
        &[
            "4 asks with a fear and 4 with a sting so far: too few to tell anything by yet.",
            "4 answers to asks whose odds you guessed: too few to tell how well you guess.",
            "0 of 4",
        ],
    );
    assert_does_not_tell(&html, &["less than you feared", "You guess "]);
    let html = page(&sample::times(5, &rated), &[], "2026-03-04");
    assert_tells(
        &html,
        &[
            "It hurt 6.0 less than you feared: 8.0 before and 2.0 after, over 5 asks that have both ratings.",
            "You guess 10% , and people say yes to 0% , over 5 answers.",
        ],
    );
}

#[test]
fn names_from_the_log_are_shown_and_never_done() {
    let hostile = "<script>alert(1)</script>\u{202e}\u{1b}]0;x\u{7}\"'&";
    let ledger = sample::ledger(&[sample::refused("2026-03-04").to(hostile)]);
    let told = |asks| drawn(&ledger, year_2026(), "2026-03-04", asks, PageTheme::Auto);
    let html = told(Some(&[]));
    assert!(!html.contains("<script"));
    assert!(html.contains(
        "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&lt;U+202E&gt;^[]0;x^G&quot;'&amp;</bdi>"
    ));
}

#[test]
fn the_texts_are_there_only_if_they_are_handed_in() {
    let ledger = sample::ledger(&[
        asked("2026-03-04").yes("2026-05-31").odds(5),
        asked("2026-11-20"),
    ]);
    let mut granted = ask(
        "applied for a\npassport",
        Outcome::Yes,
        "2026-03-04",
        Some("2026-05-31"),
    );
    granted.odds = Odds::new(5);
    granted.to = Some("the <town>".to_owned());
    let waiting = ask(
        "a raise & \u{202e}more",
        Outcome::Pending,
        "2026-11-20",
        None,
    );
    let before = ask(
        "asked last year",
        Outcome::No,
        "2025-12-30",
        Some("2026-01-02"),
    );
    let asks = [granted, waiting, before];
    let told = |asks| drawn(&ledger, year_2026(), "2026-11-23", asks, PageTheme::Auto);

    let without = told(None);
    assert_does_not_tell(&without, &["passport", "raise", "The asks", "business"]);
    assert_tells(
        &without,
        &[
            "none of the texts",
            "The yeses 1 yes, and 0 nos behind it. Beside each: the nos since the yes before, among \
             the asks with its tag. 31 May 1 yes behind it: 0 nos",
        ],
    );

    let with = told(Some(&asks));
    assert_tells(
        &with,
        &[
            "31 May applied for a passport behind it: 0 nos · the &lt;town&gt; · after 88 days · you guessed 5%",
            "The asks March 4 Mar applied for a passport yes after 88 days · the &lt;town&gt; a note \
             that is nobody's business",
            "November 20 Nov a raise &amp; &lt;U+202E&gt;more waiting",
            "It holds the texts and notes of the asks",
        ],
    );
    // An ask belongs to the day it was made.
    assert_does_not_tell(&with, &["asked last year"]);
}

#[test]
fn each_yes_has_the_nos_since_the_yes_before_behind_it() {
    let mut asks = sample::times(7, &sample::refused("2026-03-01"));
    asks.extend(sample::times(2, &asked("2026-03-02").yes("2026-03-04")));
    asks.push(sample::refused("2026-03-05"));
    asks.push(asked("2026-03-05").yes("2026-03-06"));
    let html = page(&asks, &[], "2026-11-23");
    assert_tells(
        &html,
        &[
            "3 yeses, and 8 nos behind them",
            "4 Mar 2 yeses behind them: 7 nos 6 Mar 1 yes behind it: 1 no since March",
        ],
    );
}

#[test]
fn beside_a_yes_are_the_nos_of_the_tag_that_has_most() {
    let mut asks = sample::times(3, &sample::refused("2026-03-01").tags(&["shop"]));
    asks.push(asked("2026-03-01").tags(&["stage"]).ghosted("2026-03-02"));
    asks.push(
        asked("2026-03-02")
            .tags(&["shop", "stage"])
            .yes("2026-03-04"),
    );
    asks.push(asked("2026-03-02").tags(&["stage"]).yes("2026-03-05"));
    let html = page(&asks, &[], "2026-11-23");
    assert_tells(
        &html,
        &[
            "4 Mar 1 yes behind it: 3 nos to +shop 5 Mar 1 yes behind it: 0 nos to +stage since March",
        ],
    );
}

#[test]
fn odds_are_compared_band_by_band_and_fear_with_pull() {
    let mut asks = sample::times(6, &sample::refused("2026-03-01").odds(4));
    asks.extend(sample::times(
        2,
        &asked("2026-03-01").odds(4).yes("2026-03-02"),
    ));
    asks.extend(sample::times(3, &sample::refused("2026-03-01").odds(60)));
    asks.extend(sample::times(10, &asked("2026-03-02").fear(8).pull(9)));
    let html = page(&asks, &[], "2026-11-23");
    assert_tells(
        &html,
        &[
            "Of 8 long shots (5% or less), 2 were a yes.",
            "0–5%: guessed 4%, met 25% (8 answers)",
            "51–100%: 3 answers, too few",
            "0–5% 8 2 4% 25% 51–100% 3 0 60% – all 11 2 19% 18%",
            "Worth the embarrassment: 10 of 10 asks scared you, and you wanted them.",
            "much wanted 0 10 little wanted 0 0",
        ],
    );
}

#[test]
fn the_contents_lead_to_each_section() {
    let html = page(&year(420), &[goal_of_2026(1_000)], "2026-11-23");
    let contents = html.split("<nav").nth(1).unwrap();
    let contents = contents.split("</nav>").next().unwrap();
    let sections = html.matches("<section").count();
    assert!(sections > 8, "{sections}");
    let linked: Vec<_> = contents.split("href=\"#").skip(1).collect();
    assert_eq!(linked.len(), sections);
    for link in linked {
        let id = link.split('"').next().unwrap();
        assert_eq!(html.matches(&format!("<h2 id=\"{id}\"")).count(), 1, "{id}");
    }
    let short = page(&[], &[], "2026-11-23");
    assert!(!short.contains("<nav"));
}

#[test]
fn the_heatmap_and_the_best_day_count_the_asks_made() {
    let mut asks = sample::times(3, &asked("2026-03-04").no("2026-03-20"));
    asks.push(asked("2026-03-05").no("2026-03-20"));
    let html = page(&asks, &[], "2026-11-23");
    assert_tells(
        &html,
        &[
            "4 asks on 2 days; the best day was 4 March, with 3.",
            "Most asks in a day 3 on 4 March",
        ],
    );
    assert_does_not_tell(&html, &["Most nos in a day"]);
}

#[test]
fn the_ground_is_what_was_asked_for_and_white_on_paper() {
    let ledger = sample::ledger(&[]);
    let themed = |theme| drawn(&ledger, year_2026(), "2026-11-23", None, theme);
    let auto = themed(PageTheme::Auto);
    assert!(auto.contains(":root{--paper:#fbf7f0;"));
    assert!(auto.contains("@media (prefers-color-scheme:dark){:root{--paper:#161413;"));
    let dark = themed(PageTheme::Dark);
    assert!(dark.contains(":root{--paper:#161413;") && !dark.contains("prefers-color-scheme"));
    let light = themed(PageTheme::Light);
    assert!(!light.contains("#161413"));
    for html in [auto, dark, light] {
        assert!(
            html.contains("@media print{:root{color-scheme:light;--paper:#ffffff;--ink:#1d1a18;")
        );
    }
}

#[test]
fn ten_years_and_a_single_day_are_drawn_too() {
    let ledger = sample::ledger(&year(420));
    for (from, to) in [
        ("2017-01-01", "2026-12-31"),
        ("2026-03-05", "2026-03-05"),
        ("2026-09-01", "2027-08-31"),
    ] {
        let html = drawn(
            &ledger,
            sample::span(from, to),
            "2026-11-23",
            None,
            PageTheme::Auto,
        );
        assert!(html.contains("Day by day"), "{from}");
        assert!(!html.contains("NaN") && !html.contains("inf%"), "{from}");
    }
}

#[test]
fn two_thousand_years_are_drawn_from_the_first_one_with_an_ask() {
    let mut ledger = sample::ledger(&[sample::refused("2026-03-04")]);
    let span = sample::span("0001-01-01", "9999-12-31");
    let html = drawn(&ledger, span, "2026-11-23", None, PageTheme::Auto);
    assert!(html.len() < 60_000, "{} bytes", html.len());
    ledger
        .goals
        .set(sample::goal(1_000, "0001-01-01", "9999-12-31"));
    let html = drawn(&ledger, span, "2026-11-23", None, PageTheme::Auto);
    assert!(html.len() < 60_000, "{} bytes", html.len());
}

#[test]
fn a_year_of_5000_asks_is_a_page_of_bearable_size() {
    let html = page(&year(5_000), &[goal_of_2026(10_000)], "2026-11-23");
    assert!(html.len() < 400_000, "{} bytes", html.len());
}
