//! The settings file: what it changes, what beats it, and how it is edited.

use std::fs;

use serde_json::Value;

use crate::env::{CommandOutput, TestEnv};

const NOW: &str = "2026-06-15T02:30:00+02:00";

/// A home with this settings file.
fn with_settings(file: &str) -> TestEnv {
    let mut home = TestEnv::at(NOW);
    let path = home.folder().join("config.toml");
    fs::write(&path, file).unwrap();
    home.set("NOS_CONFIG", &path.display().to_string());
    home
}

#[track_caller]
fn ok(came: &CommandOutput) -> &str {
    assert_eq!(came.status, 0, "{}", came.err);
    &came.out
}

/// The value and the origin of a setting.
#[track_caller]
fn setting(home: &TestEnv, args: &[&str], key: &str) -> (Value, String) {
    let came = home.run(&[&["config", "--json"], args].concat());
    let answer: Value = serde_json::from_str(ok(&came)).unwrap();
    let settings = answer["settings"].as_array().unwrap();
    let found = settings.iter().find(|setting| setting["key"] == key);
    let found = found.unwrap_or_else(|| panic!("no {key}"));
    (
        found["value"].clone(),
        found["from"].as_str().unwrap().to_owned(),
    )
}

#[test]
fn the_folder_of_the_logs_comes_from_the_flag_then_the_environment_then_the_file() {
    let mut home = TestEnv::at(NOW);
    let folder = home.folder();
    let path = |name: &str| folder.join(name).display().to_string();
    fs::write(
        folder.join("c.toml"),
        format!("dir = {:?}\n", path("by-file")),
    )
    .unwrap();
    home.set("NOS_CONFIG", &path("c.toml"));
    assert_eq!(
        setting(&home, &[], "dir"),
        (path("data").into(), "env".into())
    );
    let flag = path("by-flag");
    assert_eq!(
        setting(&home, &["--dir", &flag], "dir"),
        (flag.clone().into(), "flag".into())
    );
    home.set("NOS_DIR", "");
    assert_eq!(
        setting(&home, &[], "dir"),
        (path("by-file").into(), "file".into())
    );
    ok(&home.run(&["log", "asked for a window seat"]));
    assert!(folder.join("by-file/test.jsonl").exists());
}

#[test]
fn colour_comes_from_the_flag_then_the_environment_then_the_file_then_the_terminal() {
    let mut home = with_settings("color = \"always\"\n");
    ok(&home.run(&["no", "asked for a window seat"]));
    let red = |home: &TestEnv, args: &[&str]| home.run(args).out.contains('\u{1b}');
    assert!(red(&home, &["stats"]));
    assert!(!red(&home, &["stats", "--color", "never"]));
    assert!(!ok(&home.run(&["stats", "--color", "auto"])).contains('\u{1b}'));
    assert!(ok(&home.run(&["log", "--help"])).contains('\u{1b}'));
    assert!(!ok(&home.run(&["log", "--help", "--color=never"])).contains('\u{1b}'));
    home.set("NO_COLOR", "1");
    assert!(!red(&home, &["stats"]));
    assert_eq!(setting(&home, &[], "color"), ("never".into(), "env".into()));
    assert!(red(&home, &["stats", "--color", "always"]));
}

#[test]
fn ascii_in_the_file_draws_without_other_glyphs() {
    let home = with_settings("ascii = true\n");
    ok(&home.run(&["goal", "set", "10"]));
    assert!(ok(&home.run(&["stats"])).is_ascii());
    assert_eq!(setting(&home, &[], "ascii"), (true.into(), "file".into()));
}

#[test]
fn before_the_hour_at_which_a_day_begins_today_is_still_yesterday() {
    let home = with_settings("day_starts = 4\n");
    ok(&home.run(&["log", "asked late at night"]));
    let list: Value = serde_json::from_str(ok(&home.run(&["list", "--json"]))).unwrap();
    assert_eq!(list["asks"][0]["asked_on"], "2026-06-14");
    assert_eq!(list["asks"][0]["logged_at"], NOW);
    let stats: Value = serde_json::from_str(ok(&home.run(&["stats", "--json"]))).unwrap();
    assert_eq!(stats["today"], "2026-06-14");
    assert_eq!(stats["streak"]["current"], 1);
}

#[test]
fn a_goal_set_in_the_small_hours_counts_from_the_day_that_is_still_running() {
    let home = with_settings("day_starts = 4\n");
    ok(&home.run(&["goal", "set", "1000"]));
    let goals: Value = serde_json::from_str(ok(&home.run(&["goal", "--json"]))).unwrap();
    let pace = &goals["goals"][0]["pace"];
    assert_eq!(pace["counting_from"], "2026-06-14");
    assert_eq!(pace["days_done"], 0);
}

#[test]
fn a_wrong_setting_is_one_warning_with_its_line_and_changes_nothing_else() {
    let home = with_settings("ascii = true\ncolour = 3\nday_starts = 9\n");
    let came = home.run(&["stats"]);
    assert!(ok(&came).is_ascii());
    assert_eq!(
        came.err,
        "warning: config.toml:2: colour: this isn't a setting\n\
         hint: nos config edit\n\
         warning: config.toml:3: day_starts: it takes an hour from 0 to 6\n\
         hint: nos config edit\n"
    );
    assert_eq!(home.run(&["prompt"]).err, "");
    let json = home.run(&["stats", "--json"]);
    assert!(
        json.err
            .lines()
            .all(|line| line.starts_with("{\"warning\":"))
    );
}

#[test]
fn a_file_that_cannot_be_read_is_one_warning_and_every_default_holds() {
    for file in ["ascii = \n", "= = =\n"] {
        let home = with_settings(file);
        let came = home.run(&["stats"]);
        ok(&came);
        assert_eq!(came.err.matches("warning: ").count(), 1, "{}", came.err);
        assert!(
            came.err.starts_with("warning: config.toml:1: "),
            "{}",
            came.err
        );
    }
    let home = with_settings("");
    fs::write(home.folder().join("config.toml"), b"ascii = \xff").unwrap();
    assert_eq!(
        home.run(&["stats"]).err,
        "warning: config.toml: it's not UTF-8\nhint: nos config edit\n"
    );
}

#[test]
fn a_folder_in_place_of_the_file_is_one_warning() {
    let mut home = TestEnv::at(NOW);
    let folder = home.folder().display().to_string();
    home.set("NOS_CONFIG", &folder);
    let came = home.run(&["stats"]);
    ok(&came);
    assert!(
        came.err
            .starts_with(&format!("warning: can't read {folder}")),
        "{}",
        came.err
    );
}

#[test]
fn every_setting_is_listed_with_its_value_and_origin_and_tabs_in_a_pipe() {
    let home = with_settings("tags = [\"work\", \"art\"]\n[wait]\nwriting = 120\n");
    let came = home.run(&["config"]);
    let out = ok(&came);
    assert!(out.contains("tags\tart, work\tfile\n"), "{out}");
    assert!(
        out.contains("wait.default\t30\tdefault\nwait.writing\t120\tfile\n"),
        "{out}"
    );
    assert!(out.contains("week_start\tmon\tdefault\n"), "{out}");
}

#[test]
fn looking_at_the_settings_writes_nothing() {
    let mut home = TestEnv::at(NOW);
    let folder = home.folder();
    let base = folder.join("config");
    home.set("XDG_CONFIG_HOME", &base.display().to_string());
    let path = base.join("nos/config.toml");
    assert_eq!(
        ok(&home.run(&["config", "path"])),
        format!("{}\n", path.display())
    );
    ok(&home.run(&["config"]));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn the_first_edit_writes_a_commented_file_that_changes_nothing() {
    let mut home = TestEnv::at(NOW);
    let base = home.folder().join("config");
    home.set("XDG_CONFIG_HOME", &base.display().to_string());
    home.set("EDITOR", "true");
    let path = base.join("nos/config.toml");
    let came = home.run(&["config", "edit"]);
    assert_eq!(ok(&came), format!("Saved {}\n", path.display()));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("# day_starts = 0"), "{text}");
    assert_eq!(
        setting(&home, &[], "day_starts"),
        (0.into(), "default".into())
    );
}

#[cfg(unix)]
#[test]
fn an_edit_is_kept_only_when_it_can_be_read_and_never_lost() {
    let mut home = with_settings("ascii = true\n");
    let path = home.folder().join("config.toml");
    let script = home.folder().join("edit.sh");
    // The first time it writes a wrong value, the second time it mends it.
    fs::write(
        &script,
        "if grep -q '^#! line 1: week_start' \"$1\"; then echo 'week_start = \"sun\"' > \"$1\"\n\
         else echo 'week_start = \"someday\"' > \"$1\"; fi\n",
    )
    .unwrap();
    home.set("EDITOR", &format!("sh {}", script.display()));
    ok(&home.run(&["config", "edit"]));
    assert_eq!(fs::read_to_string(&path).unwrap(), "week_start = \"sun\"\n");

    home.set("EDITOR", "printf 'ascii = 3\\n' > \"$1\"; true");
    let came = home.run(&["config", "edit"]);
    assert_eq!(came.status, 2, "{}", came.err);
    assert!(
        came.err
            .contains("config.toml:1: ascii: it takes true or false; what you wrote is in"),
        "{}",
        came.err
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "week_start = \"sun\"\n");
    home.set(
        "EDITOR",
        "grep -q 'ascii = 3' \"$1\" && printf 'ascii = false\\n' > \"$1\"; true",
    );
    ok(&home.run(&["config", "edit"]));
    assert_eq!(fs::read_to_string(&path).unwrap(), "ascii = false\n");
}

#[test]
fn without_input_or_with_a_failing_editor_the_file_stays_as_it_is() {
    let mut home = with_settings("ascii = true\n");
    assert_eq!(home.run(&["config", "edit", "--no-input"]).status, 2);
    home.set("EDITOR", "false");
    let came = home.run(&["config", "edit"]);
    assert_eq!(came.status, 1, "{}", came.err);
    let text = fs::read_to_string(home.folder().join("config.toml")).unwrap();
    assert_eq!(text, "ascii = true\n");
}

#[test]
fn an_ask_counts_as_silent_after_the_longest_wait_of_its_tags() {
    let home = with_settings("[wait]\ndefault = 10\nwriting = 120\nshop = 3\n");
    for (text, tag) in [
        ("poem", "writing"),
        ("discount", "shop"),
        ("seat", "travel"),
    ] {
        ok(&home.run(&["log", text, "-t", tag, "--on", "2026-06-08"]));
    }
    ok(&home.run(&["log", "essay", "-t", "writing", "--on", "2026-01-08"]));
    let silent = |args: &[&str]| -> Vec<String> {
        let came = home.run(&[&["sweep", "--dry-run", "--json"], args].concat());
        let answer: Value = serde_json::from_str(ok(&came)).unwrap();
        let asks = answer["asks"].as_array().unwrap().clone();
        asks.iter()
            .map(|ask| ask["text"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(silent(&[]), ["essay", "discount"]);
    assert_eq!(silent(&["--older-than", "0"]).len(), 4);
}

#[test]
fn weeks_begin_on_the_day_of_the_file_and_new_goals_count_what_it_says() {
    let home = with_settings("week_start = \"sun\"\n[goal]\ncount = \"said-nos\"\n");
    let stats: Value = serde_json::from_str(ok(&home.run(&["stats", "--week", "--json"]))).unwrap();
    // 15 June 2026 is a Monday.
    assert_eq!(stats["period"]["from"], "2026-06-14");
    assert!(ok(&home.run(&["calendar"])).contains("Sun"));
    let goals: Value =
        serde_json::from_str(ok(&home.run(&["goal", "set", "100", "--json"]))).unwrap();
    assert_eq!(goals["goals"][0]["counts"], "said-nos");
    let named = ["goal", "set", "100", "--count", "asks", "--json"];
    let goals: Value = serde_json::from_str(ok(&home.run(&named))).unwrap();
    assert_eq!(goals["goals"].as_array().unwrap().len(), 2);
}

#[cfg(feature = "pictures")]
#[test]
fn a_card_is_drawn_as_the_file_says_unless_a_flag_says_otherwise() {
    let home =
        with_settings("[card]\ntheme = \"dark\"\nsize = \"square\"\ntitle = \"My year of no\"\n");
    let card = |args: &[&str]| {
        let came = home.run(&[&["card", "--format", "svg"], args].concat());
        ok(&came).to_owned()
    };
    let of_file = card(&[]);
    let flags = [
        "--theme",
        "dark",
        "--size",
        "square",
        "--title",
        "My year of no",
    ];
    assert_eq!(card(&flags), of_file);
    assert!(of_file.contains("width=\"1080\" height=\"1080\""));
    assert!(card(&["--theme", "red"]).contains("#c8102e"));
    assert!(card(&["--size", "wide"]).contains("width=\"1200\""));
    let titled = card(&["--title", "Doors"]);
    assert!(titled.contains("Doors") && !titled.contains("My year of no"));
    assert!(ok(&home.run(&["card"])).starts_with("My year of no: "));
}

#[cfg(feature = "pictures")]
#[test]
fn a_title_of_the_file_that_cannot_be_drawn_is_refused_with_a_way_out() {
    let home = with_settings(&format!("[card]\ntitle = \"{}\"\n", "a".repeat(61)));
    let came = home.run(&["card"]);
    assert_eq!((came.status, came.out.as_str()), (2, ""));
    assert!(came.err.contains("nos card --title 'My year of no'"));
    assert_eq!(home.run(&["card", "--title", "My year of no"]).status, 0);
}

#[test]
fn dares_are_of_the_level_and_area_of_the_file_unless_a_flag_names_another() {
    let home = with_settings("[dare]\nlevel = \"bold\"\nabout = \"work\"\n");
    let dare = |args: &[&str]| -> Value {
        let came = home.run(&[&["dare", "--json"], args].concat());
        serde_json::from_str(ok(&came)).unwrap()
    };
    assert_eq!(dare(&[])["level"], "bold");
    assert_eq!(dare(&["--level", "wild"])["level"], "wild");
    let plain = TestEnv::at(NOW);
    let named = plain.run(&["dare", "--json", "--level", "bold", "--about", "work"]);
    assert_eq!(
        serde_json::from_str::<Value>(ok(&named)).unwrap(),
        dare(&[])
    );
    assert_ne!(dare(&["--about", "art"]), dare(&[]));
    assert_eq!(plain.run(&["dare", "--about", "sports"]).status, 2);
}

#[test]
fn an_import_reads_days_with_slashes_as_the_file_says_unless_a_flag_says_otherwise() {
    let home = with_settings("date_order = \"mdy\"\n");
    let path = home.folder().join("asks.csv");
    fs::write(&path, "Ask,Date,Outcome\na seat,03/04/2026,no\n").unwrap();
    let path = path.display().to_string();
    let day = |args: &[&str]| -> Value {
        let import = ["import", &path, "--dry-run", "--json"];
        let came = home.run(&[&import, args].concat());
        let answer: Value = serde_json::from_str(ok(&came)).unwrap();
        answer["asks"][0]["asked_on"].clone()
    };
    assert_eq!(day(&[]), "2026-03-04");
    assert_eq!(day(&["--date-order", "dmy"]), "2026-04-03");
}
