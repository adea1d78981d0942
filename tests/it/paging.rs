//! What is longer than the screen goes through a pager, at a terminal alone.

use std::process::Command;

use crate::home::{Home, ran_with};
use crate::terminal::{Terminal, installed, path_with_nos};

const TODAY: &str = "2026-03-04";

/// A line that is run at a terminal of ten lines, with a pager that marks what it shows.
fn at_ten_lines(home: &Home, line: &str, pager: &str) -> Command {
    let mut nos = home.command(TODAY, &[] as &[&str]);
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &format!("stty rows 10 cols 80 && {line}")])
        .env_clear()
        .env("PATH", path_with_nos())
        .env("NOS_PAGER", pager);
    for (name, value) in nos.env("COLUMNS", "80").get_envs() {
        if let Some(value) = value {
            shell.env(name, value);
        }
    }
    shell
}

fn shown(home: &Home, line: &str, pager: &str) -> String {
    let (shown, status) = Terminal::start(at_ten_lines(home, line, pager)).ends();
    assert_eq!(status, Some(0), "{line}: {shown}");
    shown
}

const MARKS: &str = "sed 's/^/paged: /'";

fn home_with_asks(count: usize) -> Home {
    let home = Home::new();
    let lines = "a loan\n".repeat(count);
    assert_eq!(
        home.run_with(TODAY, &["log", "-"], lines.as_bytes()).status,
        0
    );
    home
}

#[test]
fn a_list_that_is_longer_than_the_screen_is_paged_and_a_short_one_is_not() {
    let home = home_with_asks(12);
    assert!(shown(&home, "nos list", MARKS).contains("paged: "));
    assert!(!shown(&home, "nos list -L 3", MARKS).contains("paged: "));
    for line in ["nos list --no-pager", "nos list --json", "nos list | cat"] {
        assert!(!shown(&home, line, MARKS).contains("paged: "), "{line}");
    }
    for pager in ["", "no-such-pager"] {
        let shown = shown(&home, "nos list", pager);
        assert_eq!(shown.matches("a loan").count(), 12, "{pager}: {shown}");
    }
}

#[test]
fn a_pager_that_is_closed_before_the_end_is_no_failure() {
    let home = home_with_asks(12);
    assert!(shown(&home, "nos list", "head -n 2").contains("a loan"));
    assert_eq!(shown(&home, "nos list", "true").trim(), "");
}

#[test]
fn in_a_pipe_nothing_is_paged() {
    let home = home_with_asks(12);
    let mut command = home.command(TODAY, &["list"]);
    let ran = ran_with(command.env("NOS_PAGER", MARKS), b"");
    assert!(!ran.out.contains("paged: "), "{ran:?}");
}

#[test]
fn at_a_terminal_the_manual_is_shown_as_a_page() {
    if installed("man").is_none() {
        return;
    }
    let home = Home::new();
    let page = shown(&home, "nos man", MARKS);
    assert!(page.contains("paged: "), "{page}");
    assert!(!page.contains(".SH NAME"), "{page}");
    let source = home.run(TODAY, &["man"]);
    assert!(source.out.contains(".SH NAME"), "{source:?}");
}
