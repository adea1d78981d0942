//! Everything that nos says in JSON, held against the schema that it prints.

use boon::{Compiler, Schemas};
use serde_json::{Value, json};

use crate::env::TestEnv;

/// The schema as it is printed, or one that has no patience with keys it does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keys {
    /// As it is printed: more keys may come.
    MayCome,
    /// None but those that are described.
    AreAll,
}

fn schema(keys: Keys) -> Value {
    let came = TestEnv::at("2026-06-15T12:00:00+02:00").run(&["export", "--schema"]);
    assert_eq!(came.status, 0, "{}", came.err);
    let mut schema: Value = serde_json::from_str(&came.out).unwrap();
    if keys == Keys::AreAll {
        for (name, part) in schema["$defs"].as_object_mut().unwrap() {
            if name != "counts" {
                close(part);
            }
        }
    }
    schema
}

fn close(part: &mut Value) {
    if let Some(object) = part.as_object_mut() {
        object.values_mut().for_each(close);
        if object.contains_key("properties") && object.contains_key("type") {
            object.insert("unevaluatedProperties".to_owned(), json!(false));
        }
    } else if let Some(values) = part.as_array_mut() {
        values.iter_mut().for_each(close);
    }
}

/// Whether a part of the schema accepts a value; else why not.
fn check(schema: Value, part: &str, value: &Value) -> Result<(), String> {
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("urn:nos", schema).unwrap();
    let index = compiler
        .compile(&format!("urn:nos{part}"), &mut schemas)
        .unwrap();
    schemas
        .validate(value, index)
        .map_err(|error| format!("{error:#}\n{value:#}"))
}

#[track_caller]
fn fits(part: &str, text: &str) {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    for (keys, part) in [(Keys::MayCome, ""), (Keys::AreAll, part)] {
        if let Err(why) = check(schema(keys), part, &value) {
            panic!("{part} {keys:?}: {why}");
        }
    }
}

/// A home in which everything has happened at least once.
fn lived_in() -> TestEnv {
    let home = TestEnv::at("2026-06-15T12:00:00+02:00");
    for line in [
        "nos goal set 1000 --rest sat,sun",
        "nos goal set 30 --count asks --from 2026-06-01 --days 30",
        "nos log \"asked for a raise\" --on 2026-03-04 --answered 2026-03-20 --no --to \"my boss\" -t work --fear 7 --odds 10 --sting 3",
        "nos log \"asked for a discount\" --on 2026-06-14 --yes -t shop --fear 2 --odds 50 --sting 0 -m \"just ask\"",
        "nos log \"sent a poem\" --on 2026-05-01 --ghosted --to \"a journal\"",
        "nos log \"applied for a residency\"",
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 0, "{line}: {}", came.err);
    }
    home
}

#[test]
fn every_answer_fits_its_part_of_the_schema_and_the_whole() {
    let home = lived_in();
    for (line, part) in [
        ("nos", "stats"),
        ("nos card", "card"),
        ("nos card --year 2025", "card"),
        ("nos stats", "stats"),
        ("nos stats --year 2025", "stats"),
        ("nos stats --all -t work", "stats"),
        ("nos list", "list"),
        ("nos list --yes --year 2020", "list"),
        ("nos show 1", "show"),
        ("nos goal", "goals"),
        ("nos goal set 500 --from 2027-01-01", "goals"),
        ("nos log \"asked for a window seat\" --no", "changed"),
        ("nos no \"asked to skip the queue\"", "changed"),
        ("nos answer 4 --no", "changed"),
        ("nos answer 4 5 --yes", "changed_several"),
        ("nos edit 5 --note \"by the wing\"", "changed"),
        ("nos sweep --ghosted --older-than 0", "changed_several"),
        ("nos remove 6 --force", "changed"),
        ("nos undo", "undo"),
        ("nos redo", "undo"),
        ("nos dare --level bold", "dare"),
        ("nos calendar", "calendar"),
        ("nos calendar --by tag", "calendar"),
        ("nos config", "config"),
        ("nos doctor", "doctor"),
        ("nos doctor --repair", "doctor"),
        ("nos export --format json", "list"),
        (
            "nos import tests/it/fixtures/import/submissions.csv --dry-run",
            "import",
        ),
        (
            "nos import tests/it/fixtures/import/submissions.csv",
            "import",
        ),
        (
            "nos import tests/it/fixtures/import/submissions.csv",
            "import",
        ),
    ] {
        let came = home.line(&format!("{line} --json"));
        assert_eq!(came.status, 0, "{line}: {}", came.err);
        fits(&format!("#/$defs/{part}"), &came.out);
    }
    let path = home.folder().join("asks.csv").display().to_string();
    fits(
        "#/$defs/export",
        &home.run(&["export", "-o", &path, "--json"]).out,
    );
    for line in home.run(&["export", "--format", "jsonl"]).out.lines() {
        fits("#/$defs/ask", line);
    }
}

#[test]
fn every_failure_and_every_warning_fits_the_schema() {
    let home = lived_in();
    std::fs::write(home.folder().join("data/other.jsonl"), "not an event\n").unwrap();
    for (line, part) in [
        ("nos show 99", "error"),
        ("nos log \"\" --on tomorrow", "error"),
        ("nos log \"asked for the moon\" --on tomorrow", "error"),
        ("nos show asked", "error"),
        ("nos export --format xml", "error"),
        ("nos import /no/such/file", "error"),
        ("nos list", "warning"),
        (
            "nos import tests/it/fixtures/import/submissions.csv",
            "mapping",
        ),
        (
            "nos import tests/it/fixtures/trackers/pipeline.csv",
            "error",
        ),
    ] {
        let came = home.line(&format!("{line} --json"));
        let last = came.err.lines().last().unwrap_or_default();
        let lines: Vec<&str> = came.err.lines().collect();
        assert!(!lines.is_empty(), "{line}");
        for told in &lines {
            let value: Value = serde_json::from_str(told).unwrap();
            let kind = value.as_object().unwrap().keys().next().unwrap().clone();
            fits(&format!("#/$defs/{kind}"), told);
        }
        if part == "error" {
            assert!(last.starts_with("{\"error\""), "{line}: {last}");
        } else {
            assert!(
                came.err.contains(&format!("{{\"{part}\"")),
                "{line}: {}",
                came.err
            );
        }
    }
}

#[test]
fn what_is_wrong_does_not_fit() {
    let ask = json!({
        "number": 84, "id": "k3f9x2-90", "text": "asked", "outcome": "yes", "asked_on": "2026-03-04",
        "answered_on": null, "to": null, "tags": [], "note": null, "fear": 4, "odds": 5, "sting": 0,
        "logged_at": "2026-03-04T12:30:05+01:00", "pull": 7, "plan": null, "steps": [], "due": null
    });
    assert_eq!(check(schema(Keys::MayCome), "#/$defs/ask", &ask), Ok(()));
    for (key, wrong) in [
        ("outcome", json!("maybe")),
        ("asked_on", json!("2026-02-30")),
        ("asked_on", json!("4 March")),
        ("fear", json!(11)),
        ("odds", json!(0.5)),
        ("tags", json!(["a", "a"])),
        ("text", json!("")),
        ("number", json!(0)),
    ] {
        let mut other = ask.clone();
        other[key] = wrong.clone();
        assert!(
            check(schema(Keys::MayCome), "#/$defs/ask", &other).is_err(),
            "{key}: {wrong}"
        );
    }
    for key in ask.as_object().unwrap().keys() {
        let mut other = ask.clone();
        other.as_object_mut().unwrap().remove(key);
        assert!(
            check(schema(Keys::MayCome), "#/$defs/ask", &other).is_err(),
            "{key}"
        );
    }
}
