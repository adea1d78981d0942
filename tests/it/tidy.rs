//! The house is as its map says: pure rooms touch nothing, arrows run one way.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(room: &str) -> Vec<(PathBuf, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    let mut found = Vec::new();
    let mut folders = vec![top.clone()];
    if top.with_extension("rs").is_file() {
        let file = top.with_extension("rs");
        found.push((file.clone(), fs::read_to_string(file).unwrap()));
    }
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {room}");
    found
}

/// The code of a file, without its comments and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[track_caller]
fn none_of(rooms: &[&str], forbidden: &[&str]) {
    for room in rooms {
        for (path, text) in sources(room) {
            let is_test = path.file_name().is_some_and(|name| name == "tests.rs");
            let code = code(&text);
            for word in forbidden.iter().filter(|_| !is_test) {
                assert!(!code.contains(word), "{} has `{word}`", path.display());
            }
        }
    }
}

const WORLD: [&str; 8] = [
    "std::fs",
    "std::env",
    "std::process",
    "std::net",
    "Local::now",
    "Utc::now",
    "SystemTime",
    "Instant::now",
];

#[test]
fn pure_rooms_touch_no_file_no_clock_and_no_environment() {
    none_of(
        &[
            "domain",
            "render",
            "cli",
            "export",
            "import",
            "json",
            "journal/codec",
            "journal/event",
            "journal/replay",
        ],
        &WORLD,
    );
    none_of(&["journal/codec", "journal/replay", "domain"], &["std::io"]);
}

#[test]
fn the_domain_knows_nobody_else() {
    none_of(
        &["domain"],
        &[
            "crate::cli",
            "crate::commands",
            "crate::failure",
            "crate::journal",
            "crate::json",
            "crate::render",
            "crate::system",
            "serde",
            "clap",
            "anstyle",
        ],
    );
}

#[test]
fn nothing_is_printed_but_through_the_system() {
    for room in [
        "cli", "commands", "domain", "export", "import", "journal", "render",
    ] {
        none_of(
            &[room],
            &["println!", "eprintln!", "io::stdout", "io::stderr"],
        );
    }
}

#[test]
fn every_hint_is_a_line_that_can_be_run() {
    for room in ["cli", "commands", "journal", "system", "error", "questions"] {
        for (path, text) in sources(room) {
            for hint in code(&text).split(".hint(\"").skip(1) {
                let runs = ["nos ", "nos\"", "NOS_", "chmod ", "iconv "]
                    .iter()
                    .any(|beginning| hint.starts_with(beginning));
                let line = hint.lines().next().unwrap_or_default();
                assert!(runs, "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn at_the_top_there_is_only_what_cargo_git_and_ci_need() {
    let known = [
        ".ci",
        ".git",
        ".gitignore",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "benches",
        "src",
        "target",
        "tests",
    ];
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = std::process::Command::new("git")
        .args(["ls-files"])
        .current_dir(top)
        .output();
    // Without git (in a packed crate) there is nothing to look at.
    let Ok(out) = out else { return };
    for file in String::from_utf8(out.stdout).unwrap().lines() {
        let first = file.split('/').next().unwrap();
        assert!(known.contains(&first), "{file}");
    }
}
