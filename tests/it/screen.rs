//! `nos open` at a pseudo-terminal: how it takes the terminal and gives it back.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::home::Home;
use crate::terminal::Terminal;

const TODAY: &str = "2026-03-04";

/// What makes a terminal as it was: the main screen, the cursor, no mouse, plain pastes.
const GIVEN_BACK: [&str; 4] = [
    "\u{1b}[?1049l",
    "\u{1b}[?25h",
    "\u{1b}[?1000l",
    "\u{1b}[?2004l",
];

fn home() -> Home {
    let home = Home::new();
    let asks = b"applied for a passport\na raise\n";
    assert_eq!(home.run_with(TODAY, &["log", "-"], asks).status, 0);
    home
}

/// The screen, at a terminal of 80 columns and 24 lines, and the number of its process.
fn opens(home: &Home) -> (Terminal, i32) {
    let nos = home.command::<&str>(TODAY, &["open"]);
    let mut shell = Command::new("sh");
    shell.env_clear();
    for (name, value) in nos.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    let line = "stty rows 24 cols 80 && echo $$ > \"$1\" && exec \"$0\" open";
    let pid = home.path().join("pid");
    shell
        .args(["-c", line, env!("CARGO_BIN_EXE_nos")])
        .arg(&pid);
    shell.env("PATH", crate::terminal::path_with_nos());
    let mut terminal = Terminal::start(shell);
    terminal.sees("quit");
    let pid = fs::read_to_string(pid).unwrap().trim().parse();
    (terminal, pid.unwrap())
}

fn signal(name: &str, pid: i32) {
    let status = Command::new("kill").args([name, &pid.to_string()]).status();
    assert!(status.unwrap().success(), "{name}");
}

/// The letter that the system has for what a process does: S sleeps, T is stopped, R runs.
fn state_of(pid: i32) -> Option<char> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(") ")?.1.chars().next()
}

#[track_caller]
fn soon(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(10), "not {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[track_caller]
fn is_given_back(shown: &str) {
    for code in GIVEN_BACK {
        assert!(shown.contains(code), "{code:?} is not in {shown:?}");
    }
}

#[test]
fn an_answer_is_in_the_log_and_the_terminal_is_as_it_was() {
    let home = home();
    let (mut terminal, _) = opens(&home);
    terminal.presses("n3");
    terminal.sees("sting");
    terminal.presses("q");
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0));
    is_given_back(&shown);
    let list = home.json(TODAY, &["list", "--no"], "");
    assert_eq!(list["asks"][0]["sting"], 3, "{list}");
}

#[test]
fn control_c_ends_with_130_and_gives_the_terminal_back() {
    let home = home();
    let (mut terminal, _) = opens(&home);
    terminal.presses_control('c');
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(130));
    is_given_back(&shown);
}

#[test]
fn a_signal_that_ends_it_gives_the_terminal_back() {
    for name in ["-TERM", "-HUP"] {
        let home = home();
        let (terminal, pid) = opens(&home);
        signal(name, pid);
        let (shown, status) = terminal.ends();
        assert_eq!(status, None, "{name}");
        is_given_back(&shown);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn control_z_gives_the_terminal_back_and_fg_comes_back() {
    let home = home();
    let (mut terminal, pid) = opens(&home);
    terminal.presses_control('z');
    terminal.sees("\u{1b}[?1049l");
    soon("stopped", || state_of(pid) == Some('T'));
    signal("-CONT", pid);
    terminal.sees("\u{1b}[?1049h");
    terminal.sees("passport");
    terminal.presses("q");
    assert_eq!(terminal.ends().1, Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_goes_away_ends_it() {
    let home = home();
    let (terminal, pid) = opens(&home);
    // Without a word to the program: its terminal is all that goes.
    drop(terminal);
    soon("ended", || matches!(state_of(pid), None | Some('Z')));
}

#[test]
fn what_another_terminal_writes_is_there_within_two_seconds() {
    let home = home();
    let (mut terminal, _) = opens(&home);
    assert_eq!(home.run(TODAY, &["log", "a free coffee"]).status, 0);
    let begun = Instant::now();
    terminal.sees("coffee");
    assert!(begun.elapsed() < Duration::from_secs(2));
    terminal.presses("q");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn a_killed_screen_leaves_the_journal_whole() {
    let home = home();
    let (mut terminal, pid) = opens(&home);
    terminal.presses("n");
    terminal.sees("No 1");
    signal("-KILL", pid);
    drop(terminal);
    assert_eq!(home.run(TODAY, &["doctor"]).status, 0);
    let list = home.json(TODAY, &["list", "--no"], "");
    assert_eq!(list["count"], 1);
}

#[test]
fn without_a_terminal_it_says_what_to_do_and_exits_with_2() {
    let home = home();
    let ran = home.run(TODAY, &["open"]);
    let said = "error: nos open is a screen, and that takes a terminal\nhint: nos list --pending\n";
    assert_eq!(
        (ran.status, ran.err.as_str(), ran.out.as_str()),
        (2, said, "")
    );
    let ran = home.run(TODAY, &["open", "--json"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.starts_with("{\"error\":{\"code\":\"usage\""),
        "{}",
        ran.err
    );
}
