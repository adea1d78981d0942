//! Where the answer goes: a pipe that closes, a disk that is full, a pipe without colours.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::home::{Home, ran};

const TODAY: &str = "2026-03-04";

/// A home with so many asks that listing them fills any pipe.
fn crowded() -> Home {
    let home = Home::new();
    let lines: Vec<String> = (0..3000)
        .map(|ask| format!("asked for the {ask}th time whether they would like to swap places"))
        .collect();
    let list = lines.join("\n");
    let ran = home.run_with(TODAY, &["log", "-", "--no", "-q"], list.as_bytes());
    assert_eq!(ran.status, 0, "{ran:?}");
    home
}

#[test]
fn a_pipe_that_closes_after_the_first_line_ends_it_quietly() {
    let home = crowded();
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["list", "--color", "always"],
    ] {
        let mut child = home
            .command(TODAY, args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
        if args.contains(&"--json") {
            reader.read_exact(&mut [0; 64]).unwrap();
        } else {
            reader.read_line(&mut String::new()).unwrap();
        }
        drop(reader);
        let ended = ran(child.wait_with_output().unwrap());
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_the_answer_is_an_error_and_not_a_panic() {
    let home = crowded();
    for args in [
        &["list"][..],
        &["stats"],
        &["stats", "--json"],
        &["show", "1"],
        &["goal"],
        &["doctor"],
        &["--help"],
        &["--version"],
        &[],
    ] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let ended = ran(home
            .command(TODAY, args)
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
            .wait_with_output()
            .unwrap());
        assert_eq!(ended.status, 1, "{args:?}: {ended:?}");
        let error = if args.contains(&"--json") {
            "{\"error\":{\"code\":\"io\""
        } else {
            "error: "
        };
        let is_told = ended.err.lines().any(|line| line.starts_with(error));
        assert!(is_told, "{args:?}: {ended:?}");
        assert!(!ended.err.contains("panicked"), "{args:?}: {ended:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_ask_that_was_logged_before_the_answer_failed_is_said_to_be_logged() {
    let home = Home::new();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let ended = ran(home
        .command(TODAY, &["log", "asked for the moon", "--no"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap());
    assert_eq!(ended.status, 1);
    let said = "logged as #1, but the output couldn't be written";
    assert!(ended.err.contains(said), "{ended:?}");
    assert_eq!(home.json(TODAY, &["list"], "")["count"], 1);
}

/// Whatever could be shown in colour.
const COLOURFUL: [&[&str]; 7] = [
    &[],
    &["list"],
    &["stats"],
    &["show", "1"],
    &["goal"],
    &["log", "asked once more", "--no"],
    &["log", "asked", "--nonsense"],
];

#[test]
fn no_colour_code_goes_into_a_pipe() {
    let home = Home::new();
    home.run(TODAY, &["goal", "set", "100"]);
    home.run(TODAY, &["log", "asked for a discount", "--no"]);
    home.run(
        TODAY,
        &["log", "asked for \u{1b}[31mred\u{1b}[0m apples", "--yes"],
    );
    for args in COLOURFUL {
        let mut command = home.command(TODAY, args);
        command
            .env("TERM", "xterm-256color")
            .env("COLORTERM", "truecolor");
        let ended = ran(command.output().unwrap());
        let both = format!("{}{}", ended.out, ended.err);
        assert!(!both.contains('\u{1b}'), "{args:?}: {both:?}");
        assert!(!both.is_empty(), "{args:?}");
    }
}

#[test]
fn colour_goes_into_a_pipe_where_it_is_asked_for_and_never_from_a_text() {
    let home = Home::new();
    home.run(
        TODAY,
        &["log", "asked for \u{1b}[31mred\u{1b}[0m apples", "--no"],
    );
    let ended = home.run(TODAY, &["list", "--color", "always"]);
    assert!(ended.out.contains('\u{1b}'), "{ended:?}");
    assert!(
        ended.out.contains("asked for ^[[31mred^[[0m apples"),
        "{ended:?}"
    );
    let forced = ran(home
        .command(TODAY, &["list"])
        .env("FORCE_COLOR", "1")
        .output()
        .unwrap());
    assert_eq!(forced.out, ended.out);
    let never = ran(home
        .command(TODAY, &["list", "--color", "never"])
        .env("FORCE_COLOR", "1")
        .output()
        .unwrap());
    assert!(!never.out.contains('\u{1b}'));
    let not_even_forced = ran(home
        .command(TODAY, &["list"])
        .env("FORCE_COLOR", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap());
    assert_eq!(not_even_forced.out, never.out);
}
