//! A real year and a half: lived through the real commands, then every number of
//! `nos stats --json` held against a count of its own.

mod count;
mod life;
mod second_thoughts;

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};

use count::{Question, year};
use life::{Life, assert_told};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Where the two differ, by path; numbers may differ in the last bits.
fn differences(told: &Value, counted: &Value, path: &str, found: &mut Vec<String>) {
    match (told, counted) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> =
                one.keys().chain(other.keys()).collect();
            for key in keys {
                match (one.get(key), other.get(key)) {
                    (Some(one), Some(other)) => {
                        differences(one, other, &format!("{path}.{key}"), found);
                    }
                    (one, other) => found.push(format!("{path}.{key}: {one:?}, counted {other:?}")),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                differences(one, other, &format!("{path}[{index}]"), found);
            }
        }
        (Value::Number(one), Value::Number(other)) => {
            let close = match (one.as_i64(), other.as_i64()) {
                (Some(one), Some(other)) => one == other,
                _ => (one.as_f64().unwrap() - other.as_f64().unwrap()).abs() < 1e-9,
            };
            if !close {
                found.push(format!("{path}: {one}, counted {other}"));
            }
        }
        _ if told == counted => {}
        _ => found.push(format!("{path}: {told}, counted {counted}")),
    }
}

/// Asks `nos` about a period, or for some asks alone, and counts it again.
struct Check<'a> {
    life: &'a Life,
    today: NaiveDate,
}

impl Check<'_> {
    fn of(&self, args: &[&str], period: (NaiveDate, NaiveDate)) {
        self.filtered(args, period, &[], None);
    }

    fn filtered(
        &self,
        args: &[&str],
        (from, to): (NaiveDate, NaiveDate),
        tags: &[&'static str],
        who: Option<&'static str>,
    ) {
        let tags = tags.to_vec();
        let question = Question {
            from,
            to,
            tags,
            who,
        };
        let told = self.life.home.json(&self.today.to_string(), args, "");
        let counted = self.life.memory.stats(&question, self.today);
        let mut found = Vec::new();
        differences(&told, &counted, "", &mut found);
        let command = args.join(" ");
        assert!(
            found.is_empty(),
            "nos {command} on {}:\n{}",
            self.today,
            found.join("\n")
        );
    }
}

fn check_stats(life: &Life, today: NaiveDate) {
    let check = Check { life, today };
    let usual = life.memory.usual_period(today);
    let whole = life.memory.whole_period(today);
    let (since, until) = (today - Days::new(100), today - Days::new(30));
    let (since_text, until_text) = (since.to_string(), until.to_string());
    let this_year = today.year().to_string();
    check.of(&[], usual);
    check.of(&["stats"], usual);
    check.of(&["stats", "--all"], whole);
    check.of(&["stats", "--year", "2025"], year(2025));
    check.of(&["stats", "--year", &this_year], year(today.year()));
    check.of(&["stats", "--year", "2031"], year(2031));
    check.of(&["stats", "--since", &since_text], (since, today));
    if whole.0 <= until {
        check.of(&["stats", "--until", &until_text], (whole.0, until));
    }
    let window = ["stats", "--since", &since_text, "--until", &until_text];
    check.of(&window, (since, until));
    let single_day = ["stats", "--since", &until_text, "--until", &until_text];
    check.of(&single_day, (until, until));
    check.filtered(&["stats", "-t", "shop"], usual, &["shop"], None);
    let both_tags = ["stats", "--all", "-t", "stage", "-t", "music"];
    check.filtered(&both_tags, whole, &["music", "stage"], None);
    check.filtered(&["stats", "--all", "--to", "THE"], whole, &[], Some("the"));
    let tag_and_person = ["stats", "--year", "2025", "-t", "job", "--to", "theatre"];
    check.filtered(&tag_and_person, year(2025), &["job"], Some("theatre"));
    check.filtered(
        &["stats", "--all", "-t", "nothing"],
        whole,
        &["nothing"],
        None,
    );
}

/// Each ask is listed as it is remembered, by the day it was made, then as it was logged.
fn check_list(life: &Life, today: NaiveDate) {
    let told = life.home.json(&today.to_string(), &["list"], "");
    let mut remembered: Vec<_> = life.memory.asks.iter().collect();
    remembered.sort_by_key(|ask| ask.on);
    assert_eq!(told["count"], json!(remembered.len()));
    for (told, ask) in told["asks"].as_array().unwrap().iter().zip(remembered) {
        assert_told(told, ask);
    }
}

#[test]
fn every_number_of_a_year_and_a_half_is_the_one_that_is_counted_by_hand() {
    let mut life = Life::new();
    let looks = [
        "2025-06-19",
        "2025-08-18",
        "2025-12-31",
        "2026-01-01",
        "2026-03-01",
        "2026-05-30",
        "2026-09-27",
        "2026-11-23",
    ];
    let mut today = day("2025-06-01");
    while today <= day("2026-11-23") {
        life.live(today);
        if looks.contains(&today.to_string().as_str()) {
            check_stats(&life, today);
        }
        today = today + Days::new(1);
    }
    let asks = life.memory.asks.len();
    assert!(asks >= 300, "only {asks} asks");
    check_list(&life, day("2026-11-23"));
    // The next morning, and in a year when everything is over.
    check_stats(&life, day("2026-11-24"));
    check_stats(&life, day("2027-11-24"));
}
