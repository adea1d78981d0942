//! `nos import` of files in the shapes of real trackers: what each comes to, within two tries.

use std::path::Path;

use serde_json::Value;

use crate::env::{CommandOutput, TestEnv};

pub(crate) const NOW: &str = "2026-06-15T12:00:00+02:00";

fn path(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/fixtures/trackers")
        .join(name)
        .display()
        .to_string()
}

pub(crate) fn import(home: &TestEnv, name: &str, flags: &[&str]) -> CommandOutput {
    home.run(&[&["import", &path(name)], flags].concat())
}

/// `outcome day→answer text | whom +tags` of each ask.
pub(crate) fn told(home: &TestEnv) -> Vec<String> {
    let list: Value = serde_json::from_str(&home.run(&["list", "--json"]).out).unwrap();
    let told = |ask: &Value| {
        let text = |key: &str| ask[key].as_str().unwrap_or("-").to_owned();
        let tags = ask["tags"].as_array().unwrap().iter();
        let tags: String = tags
            .map(|tag| format!(" +{}", tag.as_str().unwrap()))
            .collect();
        format!(
            "{} {}→{} {} | {}{tags}",
            text("outcome"),
            text("asked_on"),
            text("answered_on"),
            text("text"),
            text("to")
        )
    };
    list["asks"].as_array().unwrap().iter().map(told).collect()
}

/// The file comes in with these flags, as these asks.
#[track_caller]
pub(crate) fn comes_in(name: &str, flags: &[&str], expected: &[&str]) {
    let home = TestEnv::at(NOW);
    let came = import(&home, name, flags);
    assert_eq!(came.status, 0, "{name}: {}", came.err);
    assert_eq!(told(&home), expected, "{name}: {}", came.err);
    let again = import(&home, name, &[flags, &["--json"]].concat());
    let again: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(again["added"], 0, "{name} brings no row twice");
}

/// The file is refused with these flags as its hint, placeholders in them; nothing is written,
/// not with the hint as it is either if it has a placeholder.
#[track_caller]
pub(crate) fn is_refused_with(name: &str, hint: &str) {
    let home = TestEnv::at(NOW);
    let came = import(&home, name, &[]);
    assert_eq!(came.status, 1, "{name}: {}", came.err);
    let hinted = format!("hint: nos import {} {hint}\n", path(name));
    assert!(came.err.ends_with(&hinted), "{name}: {}", came.err);
    if let Some(word) = hint
        .split(['=', ' '])
        .find(|word| ["OUTCOME", "YEAR", "ORDER"].contains(word))
    {
        let flags: Vec<&str> = match word {
            "YEAR" => vec!["--year", "YEAR"],
            "ORDER" => vec!["--date-order", "ORDER"],
            _ => vec!["--map", "Status:x=OUTCOME"],
        };
        assert_eq!(import(&home, name, &flags).status, 2, "{name}");
    }
    assert!(!home.folder().join("data").exists(), "{name}");
}

const BAKER: &str = "no 2025-09-12→2025-09-12 Baker | Harbour Bakery";
const GARDENER: &str = "no 2025-09-12→2025-09-12 Gardener | Tall Pines";
const WAITING: &str = "pending 2025-09-14→- Gardener | Tall Pines";

#[test]
fn years_of_two_digits_first_are_not_read_day_first() {
    comes_in(
        "year-first.csv",
        &[],
        &[
            BAKER,
            "pending 2025-09-20→- Gardener | Tall Pines",
            "yes 2026-01-15→2026-01-15 Potter | Blue Kiln",
        ],
    );
}

#[test]
fn two_columns_of_outcomes_are_settled_row_by_row() {
    comes_in(
        "empty-decision.csv",
        &[],
        &[BAKER, "yes 2025-09-14→2025-09-14 Gardener | Tall Pines"],
    );
    comes_in(
        "two-outcomes.csv",
        &[],
        &[
            BAKER,
            WAITING,
            "yes 2025-09-15→2025-09-15 Potter | Blue Kiln",
        ],
    );
}

#[test]
fn words_that_are_not_known_are_asked_for_in_one_hint_that_guesses_no_outcome() {
    comes_in(
        "admitted.csv",
        &[],
        &[
            "yes 2025-09-12→2025-09-12 Ceramics MA | Northfield",
            "pending 2025-09-14→- Glass MA | Westbrook",
        ],
    );
    is_refused_with(
        "pipeline.csv",
        "--map 'Status:Connected - Curious=OUTCOME' --map Status:Withdrawn=OUTCOME",
    );
    comes_in(
        "pipeline.csv",
        &[
            "--map",
            "Status:Connected - Curious=pending",
            "--map",
            "Status:Withdrawn=ignore",
        ],
        &[WAITING, "no 2025-09-16→2025-09-16 Potter | Blue Kiln"],
    );
    comes_in(
        "stages-of-hiring.csv",
        &[],
        &[
            "pending 2025-09-12→- Cook | Alba",
            "pending 2025-09-12→- Cook | Bern",
            "pending 2025-09-12→- Cook | Cora",
            "pending 2025-09-12→- Cook | Dune",
        ],
    );
    comes_in(
        "camel-case.json",
        &[],
        &[
            "ghosted 2025-09-12→2025-09-12 Gardener | Tall Pines",
            "yes 2025-09-13→2025-09-13 Potter | Blue Kiln",
        ],
    );
    comes_in(
        "emoji.csv",
        &[],
        &[
            "no 2025-09-12→2025-09-12 a lift | -",
            "yes 2025-09-13→2025-09-13 a seat | -",
            "ghosted 2025-09-14→2025-09-14 a song | -",
            "pending 2025-09-15→- a swim | -",
        ],
    );
}

#[test]
fn a_column_of_outcomes_is_known_by_its_words_where_no_name_says_it() {
    is_refused_with("words-alone.csv", "--map 'Where it is:On ice=OUTCOME'");
    comes_in(
        "words-alone.csv",
        &["--map", "Where it is:On ice=ghosted"],
        &[
            BAKER,
            WAITING,
            "ghosted 2025-09-15→2025-09-15 Potter | Blue Kiln",
        ],
    );
}

#[test]
fn words_of_two_meanings_are_read_by_their_neighbours_or_refused() {
    comes_in(
        "tests-passed.csv",
        &[],
        &[
            "yes 2025-09-12→2025-09-12 Driving test | -",
            "no 2025-09-14→2025-09-14 Theory test | -",
        ],
    );
    is_refused_with(
        "replied.csv",
        "--map 'Response?:Yes=OUTCOME' --map 'Response?:No=OUTCOME'",
    );
    comes_in(
        "replied.csv",
        &["--map", "Response?:Yes=no", "--map", "Response?:No=pending"],
        &[BAKER, WAITING],
    );
    is_refused_with("received.csv", "--map Status:Received=OUTCOME");
}

#[test]
fn a_file_with_neither_days_nor_outcomes_is_refused() {
    is_refused_with("catalogue.csv", "--outcome OUTCOME");
    comes_in(
        "catalogue.csv",
        &["--outcome", "pending"],
        &[
            "pending 2026-06-15→- Bakers Fund | Northfield",
            "pending 2026-06-15→- Potters Fund | Westbrook",
        ],
    );
}

#[test]
fn a_filled_day_of_rejection_says_that_it_was_a_no() {
    comes_in(
        "rejected-on.csv",
        &[],
        &[
            "no 2025-09-12→2025-09-20 Baker | Harbour Bakery",
            "pending 2025-09-15→- Potter | Blue Kiln",
        ],
    );
}

#[test]
fn answers_without_a_day_and_days_without_an_answer_are_said() {
    let home = TestEnv::at(NOW);
    let came = import(&home, "answer-without-day.csv", &[]);
    for note in [
        "1 answer has no day, so it gets the day of its ask.",
        "1 row has the day of an answer, but no answer: the day is left out.",
    ] {
        assert!(came.err.contains(note), "{}", came.err);
    }
    assert_eq!(
        told(&home),
        [
            "no 2025-09-14→2025-09-14 Gardener | Tall Pines",
            "pending 2025-09-15→- Potter | Blue Kiln",
        ]
    );
}

#[test]
fn a_link_is_its_label() {
    comes_in("links.csv", &[], &[BAKER, WAITING]);
}

#[test]
fn windows_1252_keeps_its_quotes_and_dashes() {
    let home = TestEnv::at(NOW);
    import(&home, "windows.csv", &[]);
    let list: Value = serde_json::from_str(&home.run(&["list", "--json"]).out).unwrap();
    assert_eq!(list["asks"][0]["note"], "Don’t ask – yet");
}

#[test]
fn a_scale_in_a_header_is_converted() {
    let home = TestEnv::at(NOW);
    let came = import(&home, "scale-of-five.csv", &[]);
    assert!(
        came.err.contains("from a scale to 5: 5 becomes 10"),
        "{}",
        came.err
    );
    let list: Value = serde_json::from_str(&home.run(&["list", "--json"]).out).unwrap();
    assert_eq!(list["asks"][0]["fear"], 10);
}

#[test]
fn a_time_with_a_zone_and_an_epoch_of_one_moment_are_one_local_day() {
    comes_in(
        "moments.json",
        &[],
        &[
            "no 2025-09-13→2025-09-13 a coffee | -",
            "no 2025-09-13→2025-09-13 a tea | -",
        ],
    );
}

#[test]
fn days_are_read_as_mails_spreadsheets_and_people_write_them() {
    comes_in(
        "mail-days.csv",
        &[],
        &[
            "no 2025-08-10→2025-08-10 Gardener | Tall Pines",
            "no 2025-09-05→2025-09-05 Potter | Blue Kiln",
            "no 2025-10-15→2025-10-15 Baker | Harbour Bakery",
        ],
    );
    comes_in(
        "excel-days.csv",
        &[],
        &[BAKER, "pending 2025-10-03→- Gardener | Tall Pines"],
    );
    comes_in(
        "many-days.csv",
        &[],
        &[
            "no 2025-09-01→2025-09-01 a boat | -",
            "no 2025-09-12→2025-09-12 a lift | -",
            "no 2025-09-13→2025-09-13 a seat | -",
            "no 2025-09-14→2025-09-14 a song | -",
            "no 2025-09-15→2025-09-15 a swim | -",
            "no 2025-09-16→2025-09-16 a kite | -",
            "no 2025-09-17→2025-09-17 a drum | -",
        ],
    );
}

#[test]
fn days_without_a_year_need_one() {
    is_refused_with("rejections-only.csv", "--year YEAR");
    comes_in(
        "rejections-only.csv",
        &["--year", "2025", "--outcome", "no"],
        &[
            "no 2025-09-12→2025-09-12 a poem | Heron Review",
            "no 2025-09-14→2025-09-14 a story | Tallow",
        ],
    );
}

#[test]
fn days_that_programs_write_into_empty_cells_are_no_days() {
    comes_in(
        "empty-dates.csv",
        &[],
        &[
            "no 2025-09-12→2025-09-12 a lift | -",
            "no 2025-09-13→2025-09-13 a seat | -",
            "no 2025-09-14→2025-09-14 a song | -",
            "no 2025-09-15→2025-09-15 a swim | -",
            "no 2025-09-16→2025-09-16 a kite | -",
        ],
    );
    let home = TestEnv::at(NOW);
    let came = import(&home, "ask-without-date.csv", &[]);
    assert_eq!(came.status, 1);
    assert!(
        came.err.contains(":2: the row has no \"Date\""),
        "{}",
        came.err
    );
}

#[test]
fn titles_ragged_ends_totals_and_dashes_are_no_hindrance() {
    comes_in("comma-too-many.csv", &[], &[BAKER, WAITING]);
    comes_in("title.csv", &[], &[BAKER]);
    comes_in(
        "dashes.csv",
        &[],
        &[
            "no 2025-09-12→2025-09-20 Baker | Harbour Bakery",
            WAITING,
            "pending 2025-09-15→- Potter | Blue Kiln",
        ],
    );
    comes_in("two-links.csv", &[], &[BAKER]);
}

#[test]
fn a_table_in_markdown_is_a_table() {
    comes_in(
        "table.md",
        &[],
        &[BAKER, "pending 2025-09-14→- Gardener | Nights | Tall Pines"],
    );
}

#[test]
fn a_file_without_a_header_is_offered_its_columns() {
    is_refused_with("headerless.csv", "--columns asked_on,to,text,outcome");
    comes_in(
        "headerless.csv",
        &["--columns", "asked_on,to,text,outcome"],
        &[BAKER, WAITING],
    );
}

#[test]
fn columns_of_yes_and_no_are_no_days() {
    comes_in("yes-no-columns.csv", &[], &[BAKER, WAITING]);
    comes_in(
        "stages.csv",
        &[],
        &[
            BAKER,
            "yes 2025-09-14→2025-09-14 Gardener | Tall Pines",
            "pending 2025-09-15→- Potter | Blue Kiln",
        ],
    );
}

#[test]
fn a_category_is_a_tag_without_what_a_tag_cannot_have() {
    comes_in(
        "categories.csv",
        &[],
        &[
            "no 2025-09-12→2025-09-12 a loan | - +ai-ml",
            "no 2025-09-13→2025-09-13 a desk | - +work",
            "no 2025-09-14→2025-09-14 a job | - +full-time",
        ],
    );
}

#[test]
fn without_what_was_asked_an_ask_is_called_by_who_it_was_asked_of() {
    let called = "no 2025-09-12→2025-09-12 Harbour Bakery | Harbour Bakery";
    comes_in("companies.csv", &[], &[called]);
    comes_in(
        "row-without-role.csv",
        &[],
        &[called, "no 2025-09-13→2025-09-13 Gardener | Tall Pines"],
    );
    comes_in(
        "calls.csv",
        &["--text", "asked for a quote"],
        &[
            "no 2025-09-12→2025-09-12 asked for a quote | Gull Ltd",
            "ghosted 2025-09-12→2025-09-12 asked for a quote | Ferry & Co",
        ],
    );
}

#[test]
fn json_is_read_a_level_down_by_id_beside_other_lists_and_as_records() {
    for name in ["state.json", "by-id.json", "two-lists.json", "records.json"] {
        comes_in(name, &[], &[GARDENER]);
    }
}

#[test]
fn a_column_with_a_colon_in_its_name_can_be_mapped_word_by_word() {
    is_refused_with(
        "form.csv",
        "--map 'Reply: what did they say?:maybe=OUTCOME'",
    );
    comes_in(
        "form.csv",
        &["--map", "Reply: what did they say?:maybe=pending"],
        &[
            "pending 2025-09-12→- a coffee | the barista",
            "no 2025-09-13→2025-09-13 a lift | Ida",
        ],
    );
}

#[test]
fn a_wish_comes_in_as_a_plan_and_an_interview_as_a_step() {
    let home = TestEnv::at(NOW);
    let came = import(&home, "wishes.csv", &[]);
    assert!(
        came.out.starts_with("Imported 1 ask and 1 plan from "),
        "{}",
        came.out
    );
    assert_eq!(
        told(&home),
        ["no 2025-09-14→2025-09-14 Gardener | Tall Pines"]
    );
    let again = import(&home, "wishes.csv", &["--json"]);
    let again: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(
        (&again["added"], &again["already_there"]),
        (&0.into(), &2.into())
    );
    let path = home.folder().join("wishes.csv");
    let rows = "Company,Role,Date Applied,Status\nHarbour Bakery,Baker,2025-09-20,Interview 2\n";
    std::fs::write(&path, rows).unwrap();
    let came = home.run(&["import", &path.display().to_string()]);
    assert!(
        came.err.contains("Interview 2 1 -> a step, waiting"),
        "{}",
        came.err
    );
    let log = std::fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap();
    let events: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let plan = events.iter().find(|event| event["kind"] == "plan").unwrap();
    let ask = &events[events.len() - 2];
    assert_eq!((&ask["kind"], &ask["plan"]), (&"ask".into(), &plan["id"]));
    let step = &events[events.len() - 1];
    assert_eq!(
        (
            &step["kind"],
            &step["ask"],
            &step["step"],
            &step["on"],
            &step["batch"]
        ),
        (
            &"step".into(),
            &ask["id"],
            &"Interview 2".into(),
            &"2025-09-20".into(),
            &ask["id"]
        )
    );
}

#[test]
fn a_file_without_days_that_comes_again_on_another_day_adds_nothing() {
    let mut home = TestEnv::at(NOW);
    import(&home, "without-days.csv", &[]);
    home.set("NOS_NOW", "2026-06-17T12:00:00+02:00");
    let again = import(&home, "without-days.csv", &["--json"]);
    assert!(
        again.out.contains("\"added\":0,\"already_there\":2"),
        "{}",
        again.out
    );
}
