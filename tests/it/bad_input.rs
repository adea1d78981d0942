//! Input that cannot be used: exit status, message and way out as agreed, and the log is byte
//! for byte what it was.

use std::ffi::OsStr;

use serde_json::Value;

use crate::home::{Home, Ran};

const TODAY: &str = "2026-03-10";

/// A journal in which every trouble can be met: 1 waits, 2 is answered, two go to a bank.
fn home() -> Home {
    let home = Home::new();
    for args in [
        &["goal", "set", "100"][..],
        &["log", "asked for a raise", "-d", "2026-03-02"],
        &["log", "asked for a discount", "--no", "-d", "2026-03-03"],
        &["log", "asked the bank for a loan", "-d", "2026-03-04"],
        &["log", "asked the bank for a pen", "-d", "2026-03-05"],
    ] {
        let ran = home.run(TODAY, args);
        assert_eq!(ran.status, 0, "{args:?}: {ran:?}");
    }
    home
}

/// Runs what must be refused, for a person and for a program, and gives back what each is shown.
fn refused<A: AsRef<OsStr>>(home: &Home, args: &[A], input: &[u8]) -> (Ran, Value) {
    let before = home.logs();
    let shown: Vec<_> = args
        .iter()
        .map(|arg| arg.as_ref().to_string_lossy())
        .collect();
    let shown = shown.join(" ");
    let human = home.run_with(TODAY, args, input);
    assert_eq!(human.out, "", "{shown}");
    assert!(
        human.err.lines().any(|line| line.starts_with("error: ")),
        "{shown}: {human:?}"
    );
    let mut json_args: Vec<&OsStr> = vec![OsStr::new("--json")];
    json_args.extend(args.iter().map(AsRef::as_ref));
    let told = home.run_with(TODAY, &json_args, input);
    assert_eq!(
        (told.out.as_str(), told.status),
        ("", human.status),
        "{shown}: {told:?}"
    );
    let error: Value = serde_json::from_str(told.err.lines().last().unwrap_or_default())
        .unwrap_or_else(|error| panic!("{shown}: {error}: {told:?}"));
    let error = error["error"].clone();
    let message = error["message"].as_str().unwrap();
    assert!(
        human.err.contains(message),
        "{shown}: {message:?} isn't in {human:?}"
    );
    if let Some(hint) = error["hint"].as_str() {
        // A line that works keeps the flags that were typed, this one, too.
        let hint = hint.replace("--json ", "");
        assert!(
            human.err.contains(&format!("hint: {hint}")),
            "{shown}: {human:?}"
        );
    }
    assert!(!message.ends_with('.'), "{shown}: {message}");
    assert_eq!(home.logs(), before, "{shown} changed the log");
    (human, error)
}

/// A command that must be refused: its words, and something that the message or the hint says.
type Case<'a> = (&'a [&'a str], &'a str);

fn all_refused(home: &Home, status: i32, code: &str, cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (args, says) in cases {
        let (human, error) = refused(home, args, b"");
        if human.status != status || error["code"] != code || !human.err.contains(says) {
            let Ran { status, err, .. } = human;
            wrong.push(format!("{args:?} says not {says:?} but {status} {err}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_target_is_a_whole_number_from_1_to_1000000() {
    all_refused(
        &home(),
        2,
        "usage",
        &[
            (&["goal", "set", "0"], "1,000,000"),
            (&["goal", "set", "-1"], "-1"),
            (&["goal", "set", "1.5"], "1.5"),
            (&["goal", "set", "abc"], "abc"),
            (&["goal", "set", "1e18"], "1e18"),
            (&["goal", "set", "1000001"], "1,000,000"),
            (&["goal", "set", "999999999999999999999"], "1,000,000"),
            (&["goal", "set", ""], "1,000"),
            (&["goal", "set", "1,00"], "1,00"),
            (&["goal", "set"], "nos goal set"),
            (&["goal", "set", "10", "--count", "yes"], "said-nos"),
            (
                &["goal", "set", "10", "--rest", "mon,tue,wed,thu,fri,sat,sun"],
                "rest",
            ),
            (&["goal", "set", "10", "--rest", "someday"], "someday"),
            (&["goal", "set", "10", "--days", "0"], "0"),
            (&["goal", "set", "10", "--year", "0"], "0"),
            (&["goal", "set", "10", "--year", "10000"], "10000"),
            (
                &[
                    "goal",
                    "set",
                    "10",
                    "--from",
                    "2026-03-04",
                    "--until",
                    "2026-03-03",
                ],
                "2026-03-03",
            ),
        ],
    );
}

#[test]
fn an_ask_has_one_outcome_at_a_time() {
    all_refused(
        &home(),
        2,
        "usage",
        &[
            (&["log", "asked", "--no", "--yes"], "--yes"),
            (&["log", "asked", "-n", "-p"], "--pending"),
            (&["answer", "1", "--no", "--ghosted"], "--ghosted"),
            (&["no", "asked", "--yes"], "--yes"),
            (&["answer", "1"], "no, yes or ghosted"),
        ],
    );
}

#[test]
fn a_day_is_one_of_the_accepted_forms_and_exists() {
    all_refused(
        &home(),
        2,
        "usage",
        &[
            (&["log", "asked", "-d", "3/4"], "2026-03-04"),
            (&["log", "asked", "-d", "04/03/2026"], "2026-03-04"),
            (&["log", "asked", "-d", "2026-02-30"], "2026-02-30"),
            (&["log", "asked", "-d", "2025-02-29"], "2025-02-29"),
            (&["log", "asked", "-d", "soon"], "yesterday"),
            (&["log", "asked", "-d", ""], "yesterday"),
            (&["answer", "1", "--no", "-d", "10/3"], "2026-03-04"),
            (&["list", "--since", "1/3"], "2026-03-04"),
            (&["stats", "--until", "31 feb"], "31 feb"),
            (&["stats", "--year", "twenty"], "twenty"),
            (&["goal", "set", "10", "--from", "1/3"], "2026-03-04"),
        ],
    );
}

#[test]
fn nothing_is_asked_or_answered_in_the_future_or_answered_before_it_was_asked() {
    all_refused(
        &home(),
        2,
        "usage",
        &[
            (&["log", "asked", "-d", "2026-03-11"], "future"),
            (&["log", "asked", "-d", "9999-12-31"], "future"),
            (&["answer", "1", "--no", "-d", "2026-03-11"], "future"),
            (&["answer", "1", "--no", "-d", "2026-03-01"], "before"),
            (&["answer", "raise", "--no", "-d", "2026-03-01"], "before"),
            (
                &[
                    "log",
                    "asked",
                    "--no",
                    "-d",
                    "2026-03-05",
                    "--answered",
                    "2026-03-04",
                ],
                "before",
            ),
            (
                &["log", "asked", "--no", "--answered", "2026-03-11"],
                "future",
            ),
        ],
    );
}

#[test]
fn ratings_and_odds_keep_to_their_ranges() {
    all_refused(
        &home(),
        2,
        "usage",
        &[
            (&["log", "asked", "--fear", "11"], "0 to 10"),
            (&["log", "asked", "--fear", "-1"], "-1"),
            (&["log", "asked", "--fear", "4.5"], "4.5"),
            (&["log", "asked", "--fear", "a bit"], "a bit"),
            (&["log", "asked", "--sting", "11"], "0 to 10"),
            (&["log", "asked", "--odds", "101"], "0 to 100"),
            (&["log", "asked", "--odds", "-5"], "-5"),
            (&["answer", "1", "--no", "--sting", "256"], "0 to 10"),
        ],
    );
}

#[test]
fn a_text_has_1_to_10000_characters() {
    let home = home();
    let too_long = "no ".repeat(3334);
    all_refused(
        &home,
        2,
        "usage",
        &[
            (&["log", ""], "what did you ask for"),
            (&["log", " \t\n"], "what did you ask for"),
            (&["log"], "nos log"),
            (&["log", "--", too_long.trim()], "10,000"),
            (&["no", &format!("{too_long}x")], "10,000"),
        ],
    );
    let just_fits = "ק".repeat(10_000);
    let ran = home.run(TODAY, &["log", "-q", &just_fits]);
    assert_eq!(ran.status, 0, "{ran:?}");
}

#[test]
#[cfg(unix)]
fn a_text_is_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let home = home();
    let broken = OsStr::from_bytes(b"asked \xff twice");
    let (human, error) = refused(&home, &[OsStr::new("log"), broken], b"");
    assert_eq!(
        (human.status, &error["code"]),
        (2, &"usage".into()),
        "{human:?}"
    );
    assert!(human.err.contains("UTF-8"), "{human:?}");
    for flag in ["--to", "-m", "-t"] {
        let args = [
            OsStr::new("log"),
            OsStr::new("asked"),
            OsStr::new(flag),
            broken,
        ];
        let (human, _) = refused(&home, &args, b"");
        assert_eq!(human.status, 2, "{human:?}");
    }
    // One bad line and none of the others is logged.
    let list = b"asked for one\nasked \xff for another\nasked for a third\n";
    let (human, _) = refused(&home, &["log", "-"], list);
    assert_eq!(human.status, 2, "{human:?}");
    assert!(human.err.contains("UTF-8"), "{human:?}");
}

#[test]
fn a_list_with_one_bad_line_logs_none_of_it() {
    let home = home();
    let list = format!("asked for one\n{}\n", "x".repeat(10_001));
    let (human, _) = refused(&home, &["log", "-"], list.as_bytes());
    assert_eq!(human.status, 2);
    assert!(human.err.contains("10,000"), "{human:?}");
    // Nothing to log is no mistake, and nothing is logged.
    let before = home.logs();
    let nothing = home.run_with(TODAY, &["log", "-"], b"\n  \n");
    assert_eq!((nothing.status, home.logs()), (0, before));
}

#[test]
fn a_tag_begins_with_a_letter() {
    all_refused(
        &home(),
        2,
        "usage",
        &[
            (&["log", "asked", "-t", "1st"], "1st"),
            (&["log", "asked", "-t", "a b"], "a b"),
            (&["log", "asked", "-t", ""], "letter"),
            (&["list", "-t", "#shop"], "#shop"),
        ],
    );
}

#[test]
fn an_ask_that_is_not_there_is_not_found() {
    all_refused(
        &home(),
        1,
        "not-found",
        &[
            (&["answer", "99", "--no"], "99"),
            (&["answer", "1", "99", "--no"], "99"),
            (&["answer", "0", "--no"], "0"),
            (&["answer", "#99", "--no"], "99"),
            (&["answer", "1@nobody", "--no"], "1@nobody"),
            (&["answer", "test-99", "--no"], "test-99"),
            (&["answer", "parachute", "--no"], "parachute"),
            (&["answer", "a parachute jump", "--no"], "a parachute jump"),
            (&["show", "99"], "99"),
            (&["show", "parachute"], "no ask matches \"parachute\""),
            (
                &["edit", "parachute", "--fear", "1"],
                "no ask matches \"parachute\"",
            ),
            (&["remove", "parachute"], "no ask matches \"parachute\""),
            (&["remove", "a parachute jump"], "hint: nos list"),
        ],
    );
}

#[test]
fn words_that_fit_only_an_answered_ask_find_none_and_say_how_to_change_it() {
    let (human, error) = refused(&home(), &["answer", "discount", "--yes"], b"");
    assert_eq!(
        (human.status, &error["code"]),
        (1, &"not-found".into()),
        "{human:?}"
    );
    assert!(human.err.contains("hint: nos answer 2 --yes"), "{human:?}");
}

#[test]
fn words_that_fit_several_asks_list_them() {
    let (human, error) = refused(&home(), &["answer", "BANK", "--no"], b"");
    assert_eq!(
        (human.status, &error["code"]),
        (1, &"ambiguous".into()),
        "{human:?}"
    );
    for candidate in [
        "asked the bank for a loan",
        "asked the bank for a pen",
        "3  4 March",
        "4  5 March",
        "waiting for 6 days",
    ] {
        assert!(human.err.contains(candidate), "{candidate}: {human:?}");
    }
    assert!(!human.err.contains("raise"), "{human:?}");
}

#[test]
fn a_mistyped_command_gets_the_nearest_one() {
    all_refused(
        &home(),
        2,
        "usage",
        &[
            (&["lgo", "asked"], "log"),
            (&["goals"], "goal"),
            (&["stat"], "stats"),
            (&["anwser", "1", "--no"], "answer"),
            (&["lits"], "list"),
            (&["goal", "1000"], "hint: nos goal set 1000"),
            (&["goal", "1k"], "hint: nos goal set 1k"),
            (&["goal", "st", "1000"], "hint: nos goal set 1000"),
            (&["goal", "set"], "hint: nos goal set 1000"),
            (&["goal", "set", "0"], "error: TARGET 0: "),
            (&["compl", "zsh"], "hint: nos completions zsh"),
            (&["completions"], "hint: nos completions bash"),
            (&["dare", "--level=wlid"], "hint: nos dare --level=wild"),
            (
                &["log", "a", "--to", "-x", "--no"],
                "hint: nos log a --to=-x --no",
            ),
            (&["log", "a", "--to", "--no"], "hint: nos log --help"),
            (
                &["list", "-L", "x"],
                "--limit x: a whole number of asks, please",
            ),
            (&["list", "--tga", "shop"], "hint: nos list --tag shop"),
            (&["stats", "--by", "tga"], "hint: nos stats --by tag"),
            (&["stats", "+shop"], "hint: nos stats --tag=shop"),
            (&["list", "-n", "5"], "-L 5"),
            (&["frobnicate"], "frobnicate"),
        ],
    );
}

#[test]
fn a_flag_that_is_none_is_never_taken_for_text() {
    all_refused(
        &home(),
        2,
        "usage",
        &[
            (&["log", "asked", "--nonsense"], "--nonsense"),
            (&["log", "asked", "-x"], "-x"),
            (&["stats", "--nonsense"], "--nonsense"),
            (&["list", "--year", "2026", "--all"], "--all"),
            (&["list", "-L", "-1"], "-1"),
            (&["list", "--sort", "colour"], "colour"),
            (&["log", "asked", "--color", "sometimes"], "sometimes"),
        ],
    );
}

#[test]
fn an_unusable_environment_is_told_and_nothing_is_written() {
    let home = home();
    let before = home.logs();
    for (name, value) in [
        ("NOS_DEVICE", "My Laptop"),
        ("NOS_DEVICE", "a-b"),
        ("NOS_NOW", "today"),
        ("NOS_NOW", "2026-03-04T12:30:05"),
    ] {
        let mut command = home.command(TODAY, &["log", "asked"]);
        let ran = crate::home::ran(command.env(name, value).output().unwrap());
        assert_eq!(ran.status, 2, "{name}={value}: {ran:?}");
        assert!(
            ran.err.contains("error: ") && ran.err.contains(name),
            "{ran:?}"
        );
    }
    assert_eq!(home.logs(), before);
}

#[test]
fn a_text_that_was_refused_for_another_reason_is_not_lost() {
    let (human, _) = refused(
        &home(),
        &["log", "asked the whole long story", "-d", "2026-03-11"],
        b"",
    );
    assert!(
        human.err.contains("asked the whole long story"),
        "{human:?}"
    );
}
