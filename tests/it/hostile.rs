//! Text that is meant to do harm: kept as it was typed, harmless wherever it is shown.

use std::fs;

use serde_json::Value;

use crate::env::{CommandOutput, TestEnv};

/// Escape sequences, the clipboard, eight-bit controls, text that runs backwards, line ends that
/// are none, and what cannot be seen.
const HOSTILE: [&str; 9] = [
    "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}",
    "\u{1b}]52;c;ZXZpbA==\u{7}clipboard",
    "\u{9b}31m \u{90}q\u{9c} \u{85}eight bits",
    "abc\u{202e}dlrow\u{202c} \u{2066}iso\u{2069}",
    "two\nlines\r\nand\ta tab \u{8}\u{8}\u{8}back",
    "line\u{2028}separator\u{2029}paragraph",
    "zero\u{200b}width\u{feff}\u{ad}\u{2060} \u{e0041}tag",
    "a\0nul \u{7f}del",
    "-n $(touch pwned) `id` %s ; \"' \\",
];

/// Whether a terminal could be harmed by a character.
fn harms(char: char) -> bool {
    (char.is_control() && !matches!(char, '\n' | '\t')) || nos::json::is_invisible(char)
}

#[track_caller]
fn harmless(came: &CommandOutput, at: &str) {
    for (name, text) in [("out", &came.out), ("err", &came.err)] {
        let harm = text.chars().find(|&char| harms(char));
        assert_eq!(harm, None, "{at}: {name}: {text:?}");
    }
}

fn home() -> TestEnv {
    let mut home = TestEnv::at("2026-01-01T10:00:00+01:00");
    for text in HOSTILE {
        let came = home.run(&[
            "log",
            &format!("--to={text}"),
            &format!("--note={text}"),
            "--",
            text,
        ]);
        assert_eq!(came.status, 0, "{text:?}: {}", came.err);
        harmless(&came, text);
    }
    home.set("NOS_NOW", "2026-03-04T12:00:00+01:00");
    home
}

#[test]
fn hostile_text_is_kept_as_it_was_typed() {
    let home = home();
    let list: Value = serde_json::from_str(&home.line("nos list --json").out).unwrap();
    for (ask, text) in list["asks"].as_array().unwrap().iter().zip(HOSTILE) {
        assert_eq!(ask["text"], text.trim());
        assert_eq!(ask["note"], text);
    }
    let log = fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap();
    assert_eq!(log.lines().count(), HOSTILE.len());
    let stands_in_it = log.chars().find(|char| char.is_control() && *char != '\n');
    assert_eq!(stands_in_it, None);
}

#[test]
fn hostile_text_harms_no_terminal_in_any_command() {
    for medium in [false, true] {
        let mut home = home();
        home.terminal.stdout = medium;
        home.set("NO_COLOR", "1");
        let all: Vec<String> = (1..=HOSTILE.len())
            .map(|number| number.to_string())
            .collect();
        for number in &all {
            for line in [
                format!("nos show {number}"),
                format!("nos answer {number} --no --sting 3"),
                format!("nos edit {number} --fear 2 --note=\"\u{1b}c\u{202e}\""),
                format!("nos remove {number} --dry-run"),
                format!("nos remove {number} --purge --dry-run"),
                "nos undo --dry-run".to_owned(),
                "nos undo".to_owned(),
                "nos redo".to_owned(),
            ] {
                let came = home.line(&line);
                assert_eq!(came.status, 0, "{line}: {}", came.err);
                harmless(&came, &line);
                harmless(&home.line(&format!("{line} --json")), &line);
            }
        }
        for line in [
            "nos",
            "nos list",
            "nos stats --all",
            "nos stats --by who",
            "nos sweep --dry-run",
            "nos goal",
            "nos doctor",
            "nos export",
            "nos export --format jsonl",
            "nos prompt",
            "nos report --texts -o -",
            "nos card -o -",
            "nos calendar",
            "nos dare",
        ] {
            let came = home.line(line);
            let is_file = line.contains("report") || line.contains("export");
            if !is_file {
                harmless(&came, line);
            }
        }
    }
}

#[test]
fn hostile_text_harms_no_terminal_in_any_error() {
    let home = home();
    for text in HOSTILE.iter().filter(|text| !text.starts_with('-')) {
        for args in [
            &["log", text, "--on", text][..],
            &["log", text, "--fear", text],
            &["log", text, "-t", text],
            &["log", "--", text, &"x".repeat(10_001)],
            &["answer", text, "zzz", "--no"],
            &["answer", "99", "--no", "--note", text],
            &["edit", text, "zzz", "--fear", "3"],
            &["edit", "1", "--on", text, "--note", text],
            &["edit", "1", "--text", text, "--answered", "2025-01-01"],
            &["edit", "1", "--clear", text],
            &["remove", text, "zzz"],
            &["show", text, "zzz"],
            &["sweep", "--older-than", text],
            &["list", "--since", text],
            &["goal", "set", text],
            &["stats", "--by", text],
            &[text],
            &["import", text],
            &["export", "--format", text],
            &["--dir", text, "log", "x", "--on", "never"],
        ] {
            let came = home.run(args);
            assert_ne!(came.status, 0, "{args:?}");
            harmless(&came, &format!("{args:?}"));
            let mut args = args.to_vec();
            args.insert(0, "--json");
            harmless(&home.run(&args), &format!("{args:?}"));
        }
    }
}

#[test]
fn hostile_lines_and_names_of_logs_harm_no_terminal() {
    let home = home();
    let log = home.folder().join("data/\u{1b}[2Jevil\u{202e}.jsonl");
    let lines: String = HOSTILE
        .iter()
        .map(|text| format!("{text}\n{{\"v\":1,\"id\":\"{text}\"}}\n"))
        .collect();
    fs::write(&log, lines).unwrap();
    for line in [
        "nos list",
        "nos doctor",
        "nos log x",
        "nos doctor --json",
        "nos list --json",
    ] {
        harmless(&home.line(line), line);
    }
}

#[test]
fn ten_thousand_characters_are_kept_and_shown_in_a_line_that_fits() {
    let mut home = TestEnv::at("2026-03-04T12:00:00+01:00");
    let text = "\u{5e9}\u{1f468}\u{200d}\u{1f680}".repeat(2_500);
    assert_eq!(home.run(&["log", &text]).status, 0);
    let list: Value = serde_json::from_str(&home.line("nos list --json").out).unwrap();
    assert_eq!(list["asks"][0]["text"], text);
    home.terminal.stdout = true;
    home.set("COLUMNS", "60").set("NO_COLOR", "1");
    for line in [
        "nos list",
        "nos undo --dry-run",
        "nos remove 1 --dry-run",
        "nos sweep --dry-run",
    ] {
        for shown in home.line(line).out.lines() {
            assert!(unicode_width(shown) <= 60, "{line}: {shown}");
        }
    }
    assert_eq!(home.run(&["log", &format!("{text}x")]).status, 2);
}

fn unicode_width(text: &str) -> usize {
    nos::render::escape::width_cols(text)
}

#[test]
fn a_line_with_a_hundred_thousand_fields_that_nobody_knows_is_read_at_once() {
    let fields: String = (0..100_000)
        .map(|field| format!("\"k{field}\":1,"))
        .collect();
    for version in [1, 2] {
        let line = format!(
            "{{\"v\":{version},{fields}\"id\":\"a-1\",\"at\":\"2026-03-04T12:30:05+01:00\",\"kind\":\"ask\",\"n\":1,\"text\":\"a raise\",\"on\":\"2026-03-04\",\"fear\":\"{version}\"}}\n"
        );
        let reading = nos::journal::codec::read(nos::journal::codec::stripped(line.as_bytes()));
        assert_eq!(reading.is_ok(), version > 1, "{version}");
    }
}

#[test]
fn a_line_with_a_hundred_thousand_tags_is_read_at_once() {
    let tags: Vec<String> = (0..100_000).map(|tag| format!("\"t{tag:06}\"")).collect();
    let mut backwards = tags.clone();
    backwards.reverse();
    let [reading, other] = [tags, backwards].map(|tags| {
        let line = format!(
            r#"{{"v":1,"id":"a-1","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":1,"text":"a raise","on":"2026-03-04","tags":[{}]}}"#,
            tags.join(",")
        );
        let reading = nos::journal::codec::read(line.as_bytes()).unwrap();
        reading.event.map(nos::journal::event::Event::into_owned)
    });
    assert!(reading == other);
}
