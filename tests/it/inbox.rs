//! `nos import` of text files: note lines from a phone, and the inbox of the settings.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::env::TestEnv;

const NOW: &str = "2026-06-15T12:00:00+02:00";

fn home() -> TestEnv {
    TestEnv::at(NOW)
}

fn texts(home: &TestEnv) -> Vec<String> {
    let list: Value = serde_json::from_str(&home.run(&["list", "--json"]).out).unwrap();
    let asks = list["asks"].as_array().unwrap().iter();
    let text = |ask: &Value, key: &str| ask[key].as_str().unwrap_or("-").to_owned();
    asks.map(|ask| {
        format!(
            "{} {} {}",
            text(ask, "asked_on"),
            text(ask, "outcome"),
            text(ask, "text")
        )
    })
    .collect()
}

/// The file of note lines with this text.
fn phone(home: &TestEnv, text: &str) -> PathBuf {
    let path = home.folder().join("phone.txt");
    fs::write(&path, text).unwrap();
    path
}

fn import(home: &TestEnv, path: &std::path::Path, flags: &[&str]) -> crate::env::CommandOutput {
    home.run(&[&["import", &path.display().to_string()], flags].concat())
}

#[test]
fn a_file_that_grows_brings_its_new_lines_and_is_never_written() {
    let mut home = home();
    let first =
        "2026-06-10\n- no: a discount @the_barista +shop (f4 s1) // kindly\n\na coffee\na se";
    let path = phone(&home, first);
    let came = import(&home, &path, &[]);
    assert_eq!(came.status, 0, "{}", came.err);
    assert_eq!(
        came.out,
        format!(
            "Imported 2 asks from {}: 1 no, 1 waiting.\n",
            path.display()
        )
    );
    assert!(came.err.contains("waits for the next time"), "{}", came.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), first);
    home.set("NOS_NOW", "2026-06-17T12:00:00+02:00");
    let path = phone(&home, &format!("{first}at\na coffee\n"));
    assert_eq!(import(&home, &path, &[]).status, 0);
    assert_eq!(
        texts(&home),
        [
            "2026-06-10 no a discount",
            "2026-06-10 pending a coffee",
            "2026-06-10 pending a seat",
            "2026-06-10 pending a coffee",
        ]
    );
    let ask: Value = serde_json::from_str(&home.run(&["show", "1", "--json"]).out).unwrap();
    let ask = &ask["ask"];
    assert_eq!(ask["to"], "the barista");
    assert_eq!(ask["tags"][0], "shop");
    assert_eq!((&ask["fear"], &ask["sting"]), (&4.into(), &1.into()));
    assert_eq!(ask["note"], "kindly");
}

#[test]
fn lines_without_a_day_are_of_today_and_come_again_once_the_file_was_emptied() {
    let mut home = home();
    let path = phone(&home, "no: a coffee\nno: a coffee\n");
    import(&home, &path, &[]);
    home.set("NOS_NOW", "2026-06-16T12:00:00+02:00");
    let again = import(&home, &path, &["--json"]);
    assert!(
        again.out.contains("\"added\":0,\"already_there\":2"),
        "{}",
        again.out
    );
    let path = phone(&home, "no: a coffee\n");
    import(&home, &path, &[]);
    import(&home, &path, &[]);
    assert_eq!(
        texts(&home),
        [
            "2026-06-15 no a coffee",
            "2026-06-15 no a coffee",
            "2026-06-16 no a coffee",
        ]
    );
}

#[test]
fn what_was_edited_or_removed_stays_so_and_what_was_undone_comes_again() {
    let home = home();
    let path = phone(&home, "a coffee\na seat\n");
    import(&home, &path, &[]);
    home.run(&["edit", "1", "--text", "two coffees"]);
    home.run(&["remove", "2"]);
    let again = import(&home, &path, &["--json"]);
    assert!(
        again.out.contains("\"added\":0,\"already_there\":2"),
        "{}",
        again.out
    );
    assert_eq!(texts(&home), ["2026-06-15 pending two coffees"]);
    for _ in 0..3 {
        home.run(&["undo"]);
    }
    assert_eq!(texts(&home), [""; 0]);
    import(&home, &path, &[]);
    assert_eq!(
        texts(&home),
        ["2026-06-15 pending a coffee", "2026-06-15 pending a seat"]
    );
}

#[test]
fn a_day_that_is_yet_to_come_is_a_matter_of_usage_and_nothing_is_written() {
    let home = home();
    let path = phone(&home, "a coffee\n2026-06-16 a seat\n");
    let came = import(&home, &path, &[]);
    assert_eq!(came.status, 2);
    assert_eq!(
        came.err,
        format!(
            "error: {}:2: 2026-06-16 is in the future; log an ask once you've made it; nothing was imported\n",
            path.display()
        )
    );
    assert!(!home.folder().join("data").exists());
    assert_eq!(import(&home, &path, &["--skip-unreadable"]).status, 0);
    assert_eq!(texts(&home), ["2026-06-15 pending a coffee"]);
}

#[test]
fn a_flag_for_sheets_says_nothing_of_note_lines() {
    let home = home();
    let path = phone(&home, "a coffee\n");
    for flags in [&["--map", "a=text"][..], &["--update"], &["--year", "2025"]] {
        let came = import(&home, &path, flags);
        assert_eq!(came.status, 2, "{}", came.err);
        assert!(came.err.contains("changes nothing"), "{}", came.err);
    }
    assert_eq!(import(&home, &path, &["--outcome", "no"]).status, 0);
    assert_eq!(texts(&home), ["2026-06-15 no a coffee"]);
    // A list with a header is a table, whatever its ending.
    let table = phone(&home, "Ask,Date,Outcome\na lift,2026-06-01,yes\n");
    import(&home, &table, &[]);
    assert!(texts(&home).contains(&"2026-06-01 yes a lift".to_owned()));
    let piped = home.run_with(&["import", "-", "--format", "text"], "no: a rise");
    assert_eq!(piped.status, 0, "{}", piped.err);
    assert!(texts(&home).contains(&"2026-06-15 no a rise".to_owned()));
}

#[test]
fn the_inbox_of_the_settings_is_counted_and_taken_in() {
    let mut home = home();
    let none = home.run(&["import"]);
    assert_eq!(none.status, 2);
    assert!(none.err.contains("set the inbox"), "{}", none.err);
    let config = home.folder().join("config.toml");
    let (one, other) = (
        home.folder().join("one.txt"),
        home.folder().join("other.txt"),
    );
    fs::write(&config, format!("inbox = [{one:?}, {other:?}]\n")).unwrap();
    home.set("NOS_CONFIG", &config.display().to_string());
    fs::write(&one, "a coffee\nno: a seat\nhalf").unwrap();
    let told = home.run(&[]);
    assert!(
        told.out.contains("2 lines wait in the inbox: nos import\n"),
        "{}",
        told.out
    );
    assert!(!home.folder().join("data").exists() && !home.folder().join("state").exists());
    fs::write(&other, "yes: a lift\n").unwrap();
    let came = home.run(&["import"]);
    assert_eq!(
        came.out,
        "Imported 3 asks from the inbox: 1 no, 1 yes, 1 waiting.\n"
    );
    assert!(!home.run(&[]).out.contains("inbox"));
    home.run(&["undo"]);
    let told = home.run(&[]);
    assert!(
        told.out.contains("3 lines wait in the inbox"),
        "{}",
        told.out
    );
}
