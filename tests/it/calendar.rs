//! `nos calendar` over any period, by tag, and what a week says of the one before it.

use serde_json::Value;

use crate::env::TestEnv;

/// A Wednesday.
fn home() -> TestEnv {
    let home = TestEnv::at("2026-03-04T12:30:00+01:00");
    for line in [
        "nos log a --no --on 2026-02-23 +shop",
        "nos log b --on 2026-02-24 +shop",
        "nos log c --on 2026-02-24 +work +shop",
        "nos log d --yes --on 2026-03-02 +work",
        "nos log e --no --on 2026-03-03",
        "nos log f --no --on 2025-12-30",
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 0, "{line}: {}", came.err);
    }
    // Sweeping: two old asks become nos on one day.
    let swept = home.line("nos answer 2 3 --ghosted");
    assert_eq!(swept.status, 0, "{}", swept.err);
    home
}

fn out(home: &TestEnv, line: &str) -> String {
    let came = home.line(line);
    assert_eq!((came.status, came.err.as_str()), (0, ""), "{line}");
    came.out
}

fn json(home: &TestEnv, line: &str) -> Value {
    serde_json::from_str(&out(home, &format!("{line} --json"))).unwrap()
}

#[test]
fn the_best_day_is_one_of_asking_and_none_of_sweeping() {
    let home = home();
    let told = out(&home, "nos calendar --year 2026");
    assert!(
        told.ends_with(
            "5 asks on 4 days; the best day was 24 February, with 2. A yes came on 1 day.\n"
        ),
        "{told}"
    );
    let told = out(&home, "nos calendar --year 2026 --count nos");
    assert!(
        told.contains("4 nos on 3 days; the best day was 4 March, with 2."),
        "{told}"
    );
    let stats = out(&home, "nos stats --year 2026");
    assert!(stats.contains("5 asks, on 4 of 28 days."), "{stats}");
}

#[test]
fn the_calendar_is_that_of_the_current_goal() {
    let home = home();
    let first_and_last = |line: &str| {
        let told = json(&home, line);
        let days = told["days"].as_array().unwrap().clone();
        let day = |day: &Value| day["day"].as_str().unwrap().to_owned();
        (day(&days[0]), day(days.last().unwrap()), days.len())
    };
    let of = |from: &str, to: &str, days| (from.to_owned(), to.to_owned(), days);
    // The calendar year up to today: 31 + 28 + 4 days.
    assert_eq!(
        first_and_last("nos calendar"),
        of("2026-01-01", "2026-03-04", 63)
    );
    home.line("nos goal set 100 --from 2025-12-30 --days 100");
    assert_eq!(
        first_and_last("nos calendar"),
        of("2025-12-30", "2026-03-04", 65)
    );
    assert_eq!(
        first_and_last("nos calendar --week"),
        of("2026-03-02", "2026-03-04", 3)
    );
    // With Sunday on top, weeks of the period begin on Sunday, too.
    assert_eq!(
        first_and_last("nos calendar --week --week-start sun"),
        of("2026-03-01", "2026-03-04", 4)
    );
    assert_eq!(
        first_and_last("nos calendar --last-month"),
        of("2026-02-01", "2026-02-28", 28)
    );
    assert_eq!(
        first_and_last("nos calendar --all"),
        of("2025-12-30", "2026-03-04", 65)
    );
}

#[test]
fn the_calendar_of_a_tag_has_its_asks_alone() {
    let home = home();
    let told = out(&home, "nos calendar --year 2026 -t work");
    assert!(
        told.ends_with("2 asks on 2 days. A yes came on 1 day.\n"),
        "{told}"
    );
    let day = json(&home, "nos calendar --week -t work")["days"][0].clone();
    assert_eq!(
        day,
        serde_json::json!({"day": "2026-03-02", "asks": 1, "nos": 0, "yes": 1})
    );
}

#[test]
fn each_tag_has_a_row_of_weeks() {
    let home = home();
    assert_eq!(
        out(
            &home,
            "nos calendar --since 2026-02-23 --until 2026-03-15 --by tag"
        ),
        "     Feb
shop ▒·
work ░░

· none  ░ 1  ▒ 2–3  ▓ 4–6  █ 7 and more

60% of the asks from 23 February to 15 March 2026 were +shop, 40% +work.
"
    );
    let told = json(
        &home,
        "nos calendar --since 2026-02-23 --until 2026-03-15 --by tag",
    );
    let shop = &told["by_tag"][0];
    assert_eq!(shop["tag"], "shop");
    assert_eq!(
        shop["weeks"],
        serde_json::json!([
            {"week": "2026-02-23", "asks": 3, "nos": 1, "yes": 0},
            {"week": "2026-03-02", "asks": 0, "nos": 2, "yes": 0},
            {"week": "2026-03-09", "asks": 0, "nos": 0, "yes": 0},
        ])
    );
    assert!(json(&home, "nos calendar").get("by_tag").is_none());
    let none = out(&home, "nos calendar --year 2024 --by tag");
    assert_eq!(none, "No tag in 2024.\n");
}

#[test]
fn rows_of_weeks_fit_every_terminal() {
    for width in 12..130 {
        let mut home = home();
        home.set("COLUMNS", &width.to_string());
        for line in [
            "nos calendar --year 2026 --by tag",
            "nos calendar --all --by tag --count nos",
            "nos calendar --all",
            "nos calendar --last-week",
            "nos calendar --since 2022-05-04",
        ] {
            let told = out(&home, line);
            let widest = told.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= width, "{line} at {width}:\n{told}");
        }
    }
}

#[test]
fn a_week_is_told_against_the_week_before() {
    let home = home();
    // This week: d and e made; e and the two that were ghosted. The week before: a, b and c made; a.
    let told = out(&home, "nos stats --week");
    assert!(
        told.contains("Week        2 asks and 3 nos, after 3 and 1 the week before.\n"),
        "{told}"
    );
    assert!(!out(&home, "nos stats --month").contains("the week before"));
}

#[test]
fn rows_that_cannot_be_added_up_say_why() {
    let home = home();
    // Of +shop nothing was asked this week, and two silences came.
    let told = out(&home, "nos stats --week");
    assert!(
        told.contains("Some answers and waits are for asks from before this period."),
        "{told}"
    );
    let all = out(&home, "nos stats --all");
    assert!(!all.contains("from before this period"), "{all}");
}
