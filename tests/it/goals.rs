//! Goals from the command line: which are replaced, which is current, what is kept at New Year.

use serde_json::Value;

use crate::env::{CommandOutput, TestEnv};

fn at(day: &str) -> TestEnv {
    TestEnv::at(&format!("{day}T12:30:00+01:00"))
}

fn move_to(home: &mut TestEnv, day: &str) {
    home.set("NOS_NOW", &format!("{day}T12:30:00+01:00"));
}

fn done(home: &TestEnv, line: &str) -> CommandOutput {
    let came = home.line(line);
    assert_eq!(came.status, 0, "{line}: {}", came.err);
    came
}

/// Target, what it counts, from, to of each goal.
fn goals(home: &TestEnv) -> Vec<String> {
    let told: Value = serde_json::from_str(&done(home, "nos goal --json").out).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let goal = |goal: &Value| {
        let (counts, from, to) = (&goal["counts"], &goal["from"], &goal["to"]);
        format!(
            "{} {} {} {}",
            goal["target"],
            text(counts),
            text(from),
            text(to)
        )
    };
    told["goals"].as_array().unwrap().iter().map(goal).collect()
}

#[test]
fn a_goal_of_30_days_from_15_march_begins_in_this_march() {
    let home = at("2026-03-01");
    done(&home, "nos goal set 30 --from 03-15 --days 30");
    assert_eq!(goals(&home), ["30 nos 2026-03-15 2026-04-13"]);
}

#[test]
fn a_goal_may_begin_on_a_day_to_come() {
    for (from, first, last) in [
        ("tomorrow", "2026-03-02", "2027-03-01"),
        ("\"next friday\"", "2026-03-06", "2027-03-05"),
        ("\"in 3 days\"", "2026-03-04", "2027-03-03"),
        ("\"feb 20\"", "2026-02-20", "2027-02-19"),
        ("2024-02-29", "2024-02-29", "2025-02-28"),
    ] {
        let home = at("2026-03-01");
        done(&home, &format!("nos goal set 1000 --from {from}"));
        assert_eq!(goals(&home), [format!("1000 nos {first} {last}")], "{from}");
    }
}

#[test]
fn a_goal_ends_on_the_next_such_day_or_the_first_after_its_start() {
    for (flags, from, to) in [
        ("--until friday", "2026-01-01", "2026-03-06"),
        ("--until 02-28", "2026-01-01", "2027-02-28"),
        ("--until 03-01", "2026-01-01", "2026-03-01"),
        (
            "--from 2026-02-01 --until 02-01",
            "2026-02-01",
            "2027-02-01",
        ),
        ("--from today --until sunday", "2026-03-01", "2026-03-08"),
        ("--year 2027 --until 06-30", "2027-01-01", "2027-06-30"),
    ] {
        let home = at("2026-03-01");
        let came = home.line(&format!("nos goal set 30 {flags}"));
        if from.is_empty() {
            assert_eq!(came.status, 2, "{flags}");
        } else {
            assert_eq!(goals(&home), [format!("30 nos {from} {to}")], "{flags}");
        }
    }
}

#[test]
fn a_month_within_a_year_is_kept_beside_it() {
    let home = at("2026-03-04");
    done(&home, "nos goal set 1000");
    let set = done(
        &home,
        "nos goal set 30 --from 2026-03-01 --until 2026-03-31",
    );
    assert!(!set.out.contains("replaces"), "{}", set.out);
    assert_eq!(
        goals(&home),
        [
            "1000 nos 2026-01-01 2026-12-31",
            "30 nos 2026-03-01 2026-03-31"
        ]
    );
    done(&home, "nos log \"a discount\" --no");
    // The year is current: the no is counted towards it. 29 in the 28 days that are left.
    let logged: Value =
        serde_json::from_str(&done(&home, "nos log \"a refill\" --no --json").out).unwrap();
    assert_eq!(
        (&logged["goal"]["target"], &logged["goal"]["done"]),
        (&1000.into(), &2.into())
    );
    let told = done(&home, "nos").out;
    assert!(
        told.contains(
            "\nMarch 2026  2 of 30 nos. You're 2 ahead. 1 a day gets you there by 31 March.\n"
        ),
        "{told}"
    );
}

#[test]
fn without_a_period_the_goal_that_holds_today_keeps_its_own() {
    let home = at("2026-03-04");
    done(&home, "nos goal set 1000 --from 2025-09-14 --rest sun");
    let set = done(&home, "nos goal set 500");
    assert_eq!(goals(&home), ["500 nos 2025-09-14 2026-09-13"]);
    assert!(set.out.contains("Sundays off"), "{}", set.out);
    assert!(set.err.is_empty(), "{}", set.err);
    // Without TARGET the target stays.
    let set = done(&home, "nos goal set --rest sat,sun");
    assert!(
        set.out
            .starts_with("500 nos  ·  14 September 2025 to 13 September 2026, weekends off\n")
    );
    done(&home, "nos goal set --from 2026-01-01 --days 365");
    assert_eq!(goals(&home), ["500 nos 2026-01-01 2026-12-31"]);
    // Of the other kind there is none: the calendar year.
    done(&home, "nos goal set 300 --count asks");
    assert_eq!(
        goals(&home),
        [
            "500 nos 2026-01-01 2026-12-31",
            "300 asks 2026-01-01 2026-12-31"
        ]
    );
}

#[test]
fn where_several_goals_hold_today_each_has_a_line_that_changes_it() {
    let home = at("2026-03-04");
    done(&home, "nos goal set 1000");
    done(
        &home,
        "nos goal set 30 --from 2026-03-01 --until 2026-03-31",
    );
    let came = home.line("nos goal set 50");
    assert_eq!(came.status, 2);
    let lines = [
        "nos goal set 50 --year 2026",
        "nos goal set 50 --from 2026-03-01 --until 2026-03-31",
    ];
    for line in lines {
        assert!(came.err.contains(line), "{}", came.err);
        done(&home, line);
    }
    assert_eq!(
        goals(&home),
        [
            "50 nos 2026-01-01 2026-12-31",
            "50 nos 2026-03-01 2026-03-31"
        ]
    );
    let rest = home.line("nos goal set --rest sat,sun").err;
    assert!(
        rest.contains("nos goal set 50 --year 2026 --rest=sat,sun"),
        "{rest}"
    );
}

#[test]
fn a_goal_without_a_number_or_without_anything_is_refused() {
    let home = at("2026-03-04");
    for line in [
        "nos goal set",
        "nos goal set --year 2027",
        "nos goal set --rest sun",
    ] {
        let came = home.line(line);
        assert_eq!((came.status, came.out.as_str()), (2, ""), "{line}");
        assert!(
            came.err.contains("\nhint: nos goal set 1000"),
            "{}",
            came.err
        );
    }
    let week = home.line("nos goal set 10 --rest mon,tue,wed,thu,fri,sat,sun");
    assert_eq!(week.status, 2);
    done(&home, "nos goal set 1000");
    assert_eq!(home.line("nos goal set").status, 2);
}

#[test]
fn a_full_year_from_today_is_offered_when_less_than_300_days_are_left() {
    // From 7 March to 31 December there are 300 days.
    let early = done(&at("2026-03-07"), "nos goal set 1000");
    assert_eq!(early.err, "");
    let late = at("2026-03-08");
    let set = done(&late, "nos goal set 1000 --rest sun");
    assert_eq!(set.err, "hint: nos goal set 1000 --rest=sun --from today\n");
    done(&late, "nos goal set 1000 --rest=sun --from today");
    assert_eq!(goals(&late), ["1000 nos 2026-03-08 2027-03-07"]);
    // Anyone who names a period has chosen.
    assert_eq!(done(&at("2026-11-28"), "nos goal set 30 --days 30").err, "");
    let first = done(&at("2026-11-28"), "nos goal set 1000");
    assert_eq!(
        first.out,
        "1,000 nos  ·  2026\n0 of 1,000 so far. That's 29 a day until 31 December.\n"
    );
}

#[test]
fn clear_takes_the_current_goal_or_the_one_of_a_period() {
    let mut home = at("2026-03-04");
    done(&home, "nos goal set 1000");
    done(
        &home,
        "nos goal set 30 --from 2026-03-01 --until 2026-03-31",
    );
    done(
        &home,
        "nos goal set 10 --from 2026-03-01 --until 2026-03-10",
    );
    done(&home, "nos goal set 300 --count asks");
    let several = home.line("nos goal clear --from 2026-03-01");
    assert_eq!(several.status, 1);
    let line = "nos goal clear --count nos --from 2026-03-01 --until 2026-03-10";
    assert!(several.err.contains(line), "{}", several.err);
    done(&home, line);
    done(&home, "nos goal clear --until 2026-03-31");
    assert_eq!(goals(&home).len(), 2);
    let both = home.line("nos goal clear --year 2026");
    assert_eq!(both.status, 1);
    assert!(
        both.err.contains("nos goal clear --count asks --year 2026"),
        "{}",
        both.err
    );
    done(&home, "nos goal clear");
    assert_eq!(goals(&home), ["300 asks 2026-01-01 2026-12-31"]);
    assert_eq!(home.line("nos goal clear --count nos").status, 1);
    // One that has ended can be cleared, too.
    move_to(&mut home, "2027-02-01");
    assert_eq!(home.line("nos goal clear").status, 1);
    done(&home, "nos goal clear --year 2026");
    assert!(goals(&home).is_empty());
    done(&home, "nos undo");
    assert_eq!(goals(&home).len(), 1);
}

#[test]
fn on_1_january_the_result_is_told_and_the_line_offered_keeps_the_old_goal() {
    let mut home = at("2026-12-30");
    done(&home, "nos goal set 1000");
    for _ in 0..3 {
        done(&home, "nos log x --no");
    }
    done(&home, "nos log y --yes");
    move_to(&mut home, "2027-01-01");
    assert_eq!(
        done(&home, "nos").out,
        "2027   0 nos.
       2026 ended with 3 of 1,000 nos and 1 yes.
       Up for the next one? nos goal set 1000
Today  nothing yet.
"
    );
    done(&home, "nos goal set 1000");
    assert_eq!(
        goals(&home),
        [
            "1000 nos 2026-01-01 2026-12-31",
            "1000 nos 2027-01-01 2027-12-31"
        ]
    );
}

#[test]
fn a_goal_of_30_days_that_ended_is_not_erased_by_the_line_that_is_offered() {
    let mut home = at("2026-12-15");
    done(
        &home,
        "nos goal set 3 --days 30 --rest sun --count said-nos",
    );
    for _ in 0..3 {
        done(&home, "nos log x --no");
    }
    move_to(&mut home, "2027-01-14");
    let told = done(&home, "nos").out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains(
            "Your last goal ended on 13 January with 3 of 3 said nos. You reached it on 15 December \
             2026. Up for the next one? nos goal set 3 --count said-nos --days 30 --rest sun Today"
        ),
        "{told}"
    );
    done(
        &home,
        "nos goal set 3 --count said-nos --days 30 --rest sun",
    );
    done(&home, "nos goal set 1000 --year 2027");
    assert_eq!(
        goals(&home),
        [
            "3 said-nos 2026-12-15 2027-01-13",
            "1000 nos 2027-01-01 2027-12-31",
            "3 said-nos 2027-01-14 2027-02-12"
        ]
    );
}

#[test]
fn the_first_no_is_told_once_in_a_life() {
    let mut home = at("2026-12-31");
    done(&home, "nos goal set 1000");
    let first = "Your first no. Written down, and the sky didn't fall.";
    assert!(done(&home, "nos log x --no").out.contains(first));
    assert!(!done(&home, "nos log x --no").out.contains(first));
    move_to(&mut home, "2027-01-01");
    assert!(!done(&home, "nos log x --no").out.contains(first));
}
